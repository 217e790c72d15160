/** How long it takes until there is something to read: headlines of the front page, beside an empty page in the same faces. */
import { bareFile } from './pages.mjs';

/**
 * Milliseconds from asking for the page until `ready` is drawn in its face. `lay` lays the page there where the server has none.
 *
 * The page says it itself: asked by Playwright it would first have to read Playwright's own scripts, in the middle of its loading.
 */
async function load(context, address, ready, lay) {
  const page = await context.newPage();
  if (lay) await lay(await context.newCDPSession(page));
  await page.addInitScript((ready) => {
    const look = () => {
      if (document.body && document.querySelector(ready)) {
        void document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => console.debug(`there after ${performance.now()}`))));
      } else requestAnimationFrame(look);
    };
    look();
  }, ready);
  const there = page.waitForEvent('console', (message) => message.text().startsWith('there after '));
  await page.goto(address);
  const took = Number((await there).text().split(' ').at(-1));
  await page.close();
  return took;
}

/** Answers for `address` alone. Playwright's own `route` would have every file of the page go through this program, faces and all. */
const laid = (address, body) => async (devtools) => {
  devtools.on('Fetch.requestPaused', ({ requestId }) =>
    devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: [{ name: 'Content-Type', value: 'text/html' }], body: Buffer.from(body).toString('base64') }),
  );
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: address }] });
};

/** One load of each. The first of both is thrown away by the caller: it fills the browser's caches. */
export async function loadBoth(context, url) {
  const { origin } = new URL(url);
  const bare = `${origin}/bare`;
  return { of: await load(context, url, 'main.front [data-story]'), beside: await load(context, bare, 'h1', laid(bare, bareFile())) };
}
