/** Waiting for what must become true. */
import assert from 'node:assert/strict';
import { WAIT_MS } from './slow.mjs';

/** Words as they are said, whatever their blanks, quotes and dashes: those are set by the interface. */
export const plain = (text) => text.replace(/[\s\u00a0]+/g, ' ').replace(/[«»„“”]/g, '"').replace(/[–—]/g, '-').trim();

/** Asks `look` again on every frame of the page until it gives `wanted` (or `wanted(value)` holds). */
export async function becomes(page, look, wanted, what = String(look)) {
  const until = Date.now() + WAIT_MS;
  let value;
  do {
    value = await look();
    if (typeof wanted === 'function' ? wanted(value) : Object.is(value, wanted)) return value;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  } while (Date.now() < until);
  assert.fail(`${what} stayed ${JSON.stringify(value)}${typeof wanted === 'function' ? '' : `, not ${JSON.stringify(wanted)}`}`);
}

/** Every picture in the article pane, the shadow root's too, is loaded. */
export function allPicturesLoaded(page) {
  return page.evaluate(() => {
    const pane = document.querySelector('[data-pane="article"]');
    const prose = pane?.querySelector('.prose-host')?.shadowRoot;
    const pictures = [...(pane?.querySelectorAll('img') ?? []), ...(prose?.querySelectorAll('img') ?? [])];
    // What is lazy and out of sight has not begun to load.
    pictures.forEach((img) => (img.loading = 'eager'));
    return pictures.length > 0 && pictures.every((img) => img.complete && img.naturalWidth > 0);
  });
}

/** The prose of the open article. */
export function proseText(page) {
  return page.evaluate(() => document.querySelector('.prose-host')?.shadowRoot?.textContent ?? '');
}

/** Where the keyboard is: the name or text of the focused element. */
export function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    return at ? (at.getAttribute('aria-label') ?? at.textContent ?? '').trim() : '';
  });
}

/** The list that was asked for is there. The one before it stays on the screen for a moment: a key or a click that comes so early is for that. */
export function listed(page) {
  return page.locator('[data-pane="list"] .rows[aria-busy="false"] [data-row]').first().waitFor();
}

/** Opens a view from the sidebar. */
export async function openView(page, name) {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await listed(page);
}

/** The front page with all that comes to it: headlines are there first, then what stands below and beside them. */
export function frontIsWhole(page) {
  return becomes(
    page,
    () =>
      page.evaluate(() => {
        const front = document.querySelector('main.front');
        const count = (what) => front?.querySelectorAll(what).length ?? 0;
        const rates = count('.beside tbody tr');
        return rates > 0 && count('.beside .spark svg') === rates && count('.beside .degrees') > 0 && count('.ear.right .never, .ear.right .running') === 0;
      }),
    true,
    'the front page is whole',
  );
}

/** Presses keys one after the other: `g r`. */
export async function press(page, keys) {
  for (const key of keys.split(' ')) await page.keyboard.press(key);
}

/** Opens an article of the list by keyboard alone. */
export async function openByKeyboard(page, id) {
  const row = page.locator(`[data-row="${id}"]`);
  for (let i = 0; i < 200; i++) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('data-row'));
    if (at === String(id)) break;
    await page.keyboard.press('j');
    await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? ''), (now) => now !== (at ?? ''), 'the focused row');
  }
  assert.equal(await row.count(), 1, `row ${id} is there`);
  await page.keyboard.press('Enter');
  await page.locator('[data-pane="article"] article h1').waitFor();
}
