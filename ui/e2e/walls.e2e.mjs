/** The second wall alone: what would happen if the sanitizer let everything through. */
import assert from 'node:assert/strict';
import { becomes } from './expect.mjs';

const ATTACKS = [
  '<img src="x" onerror="window.broken=1">',
  '<img src="/media/none" onerror="window.broken=1" onload="window.broken=1">',
  '<img src="https://outside.example/pixel.gif">',
  '<svg onload="window.broken=1"><script>window.broken=1</script><animate onbegin="window.broken=1" attributeName="x" dur="1s"/></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload=window.broken=1 />#x"/><image href="https://outside.example/a.png"/></svg>',
  '<script>window.broken=1</script><script src="https://outside.example/a.js"></script>',
  '<iframe srcdoc="<script>parent.broken=1</script>"></iframe><iframe src="https://outside.example/"></iframe>',
  '<object data="https://outside.example/"></object><embed src="https://outside.example/">',
  '<video src="https://outside.example/a.mp4" onerror="window.broken=1" autoplay></video><audio src="https://outside.example/a.mp3" autoplay></audio>',
  '<video><source src="x" onerror="window.broken=1"></video>',
  '<details open ontoggle="window.broken=1"><summary>x</summary></details>',
  '<input autofocus onfocus="window.broken=1"><select autofocus onfocus="window.broken=1"></select>',
  '<style>@import url(https://outside.example/a.css); * { background: url(https://outside.example/b.png) }</style>',
  '<link rel="stylesheet" href="https://outside.example/a.css"><link rel="prefetch" href="https://outside.example/b">',
  '<p style="background:url(https://outside.example/c.png)">x</p>',
  '<meta http-equiv="refresh" content="0;url=https://outside.example/"><base href="https://outside.example/">',
  '<form id="f" action="https://outside.example/" method="post"><button id="send">go</button></form>',
  '<a id="script" href="javascript:window.broken=1">x</a><a id="data" href="data:text/html,<script>opener.broken=1</script>">x</a>',
  '<noscript><p title="</noscript><img src=x onerror=window.broken=1>"></noscript>',
  '<template><img src=x onerror=window.broken=1></template><template shadowrootmode="open"><script>window.broken=1</script></template>',
  '<p onclick="window.broken=1" id="handler">x</p><p id="end">the end</p>',
  // Swallows what follows it.
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.broken=1&gt;">',
];

async function nothingRunsAndNothingLeaves({ page, call, outside, url }) {
  const html = ATTACKS.join('\n');
  await page.route('**/call', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    if (body.kind === 'article') Object.assign(body.value, { html, lead: '', title: '<img src=x onerror=window.broken=1>' });
    await route.fulfill({ response: answer, json: body });
  });
  const { rows } = await call('timeline', { view: { view: 'all' }, after: null, limit: 1 });
  await page.locator(`[data-row="${rows[0].id}"]`).click();
  await becomes(page, () => page.evaluate(() => document.querySelector('.prose-host')?.shadowRoot?.getElementById('end')?.id === 'end'), true, 'the text is shown');
  assert.equal(await page.locator('article h1').textContent(), '<img src=x onerror=window.broken=1>', 'a headline is text');
  for (const id of ['script', 'data', 'send', 'handler']) {
    await page.evaluate((name) => document.querySelector('.prose-host').shadowRoot.getElementById(name)?.click(), id);
  }
  await page.evaluate(() => document.querySelector('.prose-host').shadowRoot.getElementById('f')?.requestSubmit());
  // Refused links are told; once that has happened the clicks are through.
  await page.getByRole('status').getByText(/did not work/).waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.evaluate(() => window.broken), undefined, 'no script ran');
  assert.equal(page.url(), url, 'the page stayed');
  assert.equal(page.context().pages().length, 1, 'no other page opened');
  assert.deepEqual(outside, [], 'nothing was asked outside');
  // The interface itself still works.
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('article h1').count(), 0, 'articles open');
}
nothingRunsAndNothingLeaves.expected = ['CSP:', 'Content Security Policy', '422', '404', 'Blocked', 'violates', 'Framing'];

export const tests = { 'unsanitized attacks run nothing and reach nobody': nothingRunsAndNothingLeaves };
