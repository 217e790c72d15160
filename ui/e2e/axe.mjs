/** What axe finds: WCAG 2.2 AA and its best practices, in the window as it stands. */
import assert from 'node:assert/strict';
import axe from 'axe-core';

export async function axeFindsNothing(page, what) {
  assert.deepEqual(await axeFindings(page), [], what);
}

/** A line for each kind of thing it finds. */
export async function axeFindings(page) {
  // By the debugger's door: the page's own policy lets no script in.
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: axe.source });
  await client.detach();
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return found.violations.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
