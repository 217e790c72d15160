/** Where the keyboard is when what had it goes. */
import assert from 'node:assert/strict';
import { becomes, listed, openByKeyboard, openView, press } from './expect.mjs';

const row = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '');
const tag = (page) => page.evaluate(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.localName ?? '';
});
const overlays = (page) => page.locator('dialog').count();
const illustrated = async (call) => (await call('timeline', { view: { view: 'all' }, after: null, limit: 200 })).rows.find((each) => each.link.includes('cherez-ili'));

async function theRowTakesItBack({ page, call }) {
  await press(page, 'g p');
  await listed(page);
  await becomes(page, () => row(page), (id) => id !== '', 'the keyboard is on a row');
  await page.keyboard.press('ArrowDown');
  const { rows } = await call('timeline', { view: { view: 'photo_reports' }, after: null, limit: 2 });
  await becomes(page, () => row(page), rows[1].id, 'the second row');
  for (const key of ['?', 'a', 'Control+k', 'i']) {
    await page.keyboard.press(key);
    await becomes(page, () => overlays(page), 1, `what lies over the window after ${key}`);
    await page.keyboard.press('Escape');
    await becomes(page, () => overlays(page), 0, 'what lies over the window');
    await becomes(page, () => row(page), rows[1].id, `the row after ${key} and Escape`);
  }
}

async function thePictureOfATextTakesItBack({ page, call }) {
  const { id } = await illustrated(call);
  await openView(page, 'All news');
  await openByKeyboard(page, id);
  const picture = page.locator('.prose-host img[role=button]').first();
  await picture.focus();
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name: /^Gallery/ }).waitFor();
    await page.keyboard.press('Escape');
    await becomes(page, () => overlays(page), 0, 'galleries');
    await becomes(page, () => tag(page), 'img', `the keyboard after ${key} and Escape`);
  }
}

async function theListTakesItFromWhatIsGone({ page, call }) {
  const { feeds } = await call('library');
  await page.locator('.sources .feed', { hasText: feeds[0].title }).first().click();
  await page.getByRole('heading', { name: feeds[0].title, exact: true }).waitFor();
  await page.getByRole('button', { name: 'About this source' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove source' }).last().click();
  await becomes(page, () => overlays(page), 0, 'dialogs');
  await becomes(page, () => tag(page), (name) => name !== 'body', 'the keyboard is somewhere');
  await page.keyboard.press('?');
  await becomes(page, () => overlays(page), 1, 'the window hears its keys');
}

async function theNextSourceTakesIt({ page }) {
  const order = () => page.evaluate(() => [...document.querySelectorAll('[data-feed]')].map((line) => line.dataset.feed));
  const [first, second] = await order();
  await page.locator(`[data-feed="${first}"]`).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await becomes(page, () => page.locator(`[data-feed="${first}"]`).count(), 0, 'lines of the removed source');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('data-feed') ?? ''), second, 'the keyboard');
}

async function theNextChipTakesIt({ page, call }) {
  const { currencies } = await call('settings');
  assert.ok(currencies.length > 2);
  await page.keyboard.press('Control+,');
  const chip = (code) => page.getByRole('button', { name: `Remove ${code}`, exact: true });
  const last = currencies.at(-1);
  await chip(currencies[0]).focus();
  await page.keyboard.press('Enter');
  await becomes(page, () => chip(currencies[0]).count(), 0, 'chips of the removed currency');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), `Remove ${currencies[1]}`, 'the keyboard');
  await chip(last).focus();
  await page.keyboard.press('Enter');
  await becomes(page, () => chip(last).count(), 0, 'chips of the last currency');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), `Remove ${currencies.at(-2)}`, 'the keyboard');
}

async function wordsAreFoundAgain({ page, call }) {
  const { id } = await illustrated(call);
  await openView(page, 'All news');
  await openByKeyboard(page, id);
  const bar = page.getByRole('search', { name: 'Find in the article' });
  const field = bar.getByRole('searchbox');
  const paragraph = page.locator('.prose-host p').first();
  await paragraph.dblclick({ position: { x: 12, y: 10 } });
  const word = await page.evaluate(() => getSelection().toString().trim());
  assert.ok(word.length > 0, 'a word is selected');
  await page.keyboard.press('Control+f');
  await becomes(page, () => field.inputValue(), word, 'what was selected is looked for');
  await becomes(page, () => bar.getByRole('status').textContent(), (said) => /^1 of \d/.test(said), 'places');
  // After a click into the text the same key leads back to the field, with all of its words selected.
  await page.locator('article h1').click();
  await page.keyboard.press('Control+f');
  await becomes(page, () => field.evaluate((input) => input === document.activeElement && input.selectionEnd - input.selectionStart), word.length, 'selected letters of the field');
  // The words below the picture that leads are words of the article.
  const caption = (await page.locator('article figure figcaption .caption').first().textContent()).replaceAll('\u00a0', ' ').trim();
  await field.fill(caption);
  await becomes(page, () => bar.getByRole('status').textContent(), (said) => /^1 of \d/.test(said), 'places of the caption');
  // What is drawn anew is looked through anew.
  await field.fill('мост');
  const before = await bar.getByRole('status').textContent();
  await page.evaluate(() => document.querySelector('.prose-host').shadowRoot.querySelector('.prose').append(Object.assign(document.createElement('p'), { textContent: 'мост' })));
  await becomes(page, () => bar.getByRole('status').textContent(), (said) => said !== before, 'places in the longer text');
  // Elsewhere there is nothing to close first.
  await page.keyboard.press('Control+,');
  await page.locator('main.page').waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('main.page').count(), 0, 'settings after one Escape');
  assert.equal(await bar.count(), 0);
}

async function anArticleStandsWhereItWasLeft({ page, call }) {
  await page.setViewportSize({ width: 1440, height: 500 });
  const { id } = await illustrated(call);
  await openView(page, 'All news');
  await openByKeyboard(page, id);
  const inside = (await call('article', { id })).related.find((link) => link.article !== null);
  const headline = () => page.locator('article h1').textContent().then((text) => text.replaceAll('\u00a0', ' '));
  const scroller = page.locator('[data-pane="article"] .scroll');
  const top = () => scroller.evaluate((pane) => pane.scrollTop);
  const link = page.locator('article section li button', { hasText: inside.title.split(' ').at(-1) }).first();
  await link.scrollIntoViewIfNeeded();
  const left = await link.evaluate((button) => {
    const { scrollTop } = button.closest('.scroll');
    button.click();
    return scrollTop;
  });
  assert.ok(left > 300, 'the article is scrolled');
  await becomes(page, headline, (await call('article', { id: inside.article })).title, 'the headline');
  assert.equal(await top(), 0, 'another one begins at its top');
  await page.keyboard.press('Escape');
  await becomes(page, headline, (await call('article', { id })).title, 'the headline');
  await becomes(page, top, left, 'how far it is scrolled');
  await scroller.hover();
  await page.mouse.wheel(0, -left);
  await becomes(page, top, 0, 'how far it is scrolled');
  await page.mouse.wheel(0, 200);
  await becomes(page, top, 200, 'how far it is scrolled');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('article h1').count(), 0, 'articles open');
  await page.keyboard.press('Enter');
  await page.locator('article h1').waitFor();
  await becomes(page, top, 200, 'how far it is scrolled when it is opened again');
}

export const tests = {
  'the row takes the keyboard back from whatever lies over it': theRowTakesItBack,
  'the picture of a text takes the keyboard back, and hears Space': thePictureOfATextTakesItBack,
  'the list takes the keyboard from a sheet whose source is gone': theListTakesItFromWhatIsGone,
  'the next source takes the keyboard from one that is removed': theNextSourceTakesIt,
  'the next chip takes the keyboard from one that is removed': theNextChipTakesIt,
  'words are found again: with what is selected, in captions, in a text drawn anew': wordsAreFoundAgain,
  'an article stands where it was left': anArticleStandsWhereItWasLeft,
};
