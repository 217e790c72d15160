/** Going, finding, setting and passing on: by keyboard. */
import assert from 'node:assert/strict';
import { becomes, listed, openByKeyboard, openView } from './expect.mjs';
import { toList } from './stage.mjs';
import { VIEWS } from './views.mjs';

const plain = (text) => text.replaceAll('\u00a0', ' ').trim();
const rowsOf = async (call) => (await call('timeline', { view: { view: 'all' }, after: null, limit: 200 })).rows;
const bridge = (rows) => rows.find((row) => row.link.includes('cherez-ili'));
const headline = (page) => page.locator('article h1').textContent().then(plain);

async function thePaletteGoesAnywhere({ page, call }) {
  const row = bridge(await rowsOf(call));
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to or do' });
  await field.pressSequentially('мост через');
  await page.getByRole('option', { name: row.title.slice(0, 12) }).first().waitFor();
  await page.keyboard.press('Enter');
  await becomes(page, () => page.getByRole('combobox').count(), 0, 'palettes');
  await page.locator('article h1').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('prox');
  await page.getByRole('option', { name: /Proxy/ }).waitFor();
  await page.keyboard.press('Enter');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Proxy', 'the setting has the keyboard');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('weath');
  await page.getByRole('option', { name: 'Weather' }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Weather, Almaty/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ыыщщъъ');
  await page.getByText('Nothing is called that').first().waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('combobox', { name: 'Go to or do' }).count(), 0, 'palettes');
}

async function wordsAreFoundAndTheTextStaysAsItWas({ page, call }) {
  const row = bridge(await rowsOf(call));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const markup = () => page.evaluate(() => document.querySelector('.prose-host').shadowRoot.innerHTML);
  const before = await markup();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('МОСТ');
  const said = page.locator('.find [role=status]');
  await becomes(page, () => said.textContent(), (text) => /^1 of \d+$/.test(text), 'the count');
  const count = Number((await said.textContent()).split(' of ')[1]);
  assert.ok(count > 2, `${count} places`);
  assert.equal(await page.evaluate(() => CSS.highlights.get('found').size), count);
  await page.keyboard.press('Enter');
  await becomes(page, () => said.textContent(), `2 of ${count}`, 'the count');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await becomes(page, () => said.textContent(), `${count} of ${count}`, 'the count');
  assert.equal(await markup(), before);
  await page.keyboard.type('ыыщ');
  await becomes(page, () => said.textContent(), 'Not found', 'the count');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('.find').count(), 0, 'bars');
  assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
  assert.equal(await headline(page), row.title);
}

async function aPassageIsCopiedWithItsSource({ page, context, call }) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const row = bridge(await rowsOf(call));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const text = () => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('article header .lead')));
  await page.keyboard.press('Control+c');
  await becomes(page, text, (copied) => copied.startsWith('Новый') && copied.trimEnd().endsWith(row.link), 'the clipboard');
  await page.evaluate(() => navigator.clipboard.writeText(''));
  const paragraph = page.locator('.prose-host p').filter({ hasText: /.{60}/ }).first();
  // At its first word: in its middle may be a link.
  await paragraph.click({ clickCount: 3, position: { x: 12, y: 10 } });
  await page.keyboard.press('Control+c');
  const start = (await paragraph.innerText()).trim().slice(0, 40);
  await becomes(page, text, (copied) => copied.startsWith(start) && copied.trimEnd().endsWith(row.link), 'the clipboard');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Copy headline and link' }).click();
  await becomes(page, text, `${row.title}\n${row.link}`, 'the clipboard');
}

async function anArticleIsSharedOutside({ page, context, call }) {
  const row = bridge(await rowsOf(call));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Telegram' }).click();
  await opened;
  assert.equal(await headline(page), row.title, 'the article stays');
}
anArticleIsSharedOutside.leaves = true;

async function theSpaceBarReadsOn({ page, call }) {
  const rows = await rowsOf(call);
  await openView(page, 'All news');
  await page.locator(`[data-row="${rows[0].id}"]`).click();
  await page.locator('article h1').waitFor();
  // The second one is read already: the space bar passes it by.
  await call('mark', { ids: [rows[1].id], mark: 'read' });
  await becomes(page, () => page.locator(`[data-row="${rows[1].id}"].read`).count(), 1, 'the second row is read');
  await page.locator('[data-pane="article"] .scroll').focus();
  const top = () => page.evaluate(() => document.querySelector('[data-pane="article"] .scroll').scrollTop);
  await page.keyboard.press(' ');
  await becomes(page, top, (now) => now > 0, 'the article moved');
  // The list knows at once which one is wanted; its text may take a moment.
  const isOpen = () => page.locator(`[data-row="${rows[0].id}"][aria-current]`).count();
  for (let i = 0; i < 60 && (await isOpen()) > 0; i++) await page.keyboard.press(' ');
  await becomes(page, () => headline(page), rows[2].title, 'the next unread');
}

async function theEndOfAListLeadsOn({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'today' }, after: null, limit: 200 });
  await listed(page);
  await page.locator(`[data-row="${rows.at(-1).id}"]`).click();
  await page.locator('article h1').waitFor();
  await page.keyboard.press('n');
  const status = page.getByRole('status');
  await status.getByText('The list ends here').waitFor();
  await status.getByRole('button', { name: 'Unread' }).click();
  await page.getByRole('heading', { name: 'Unread', level: 1 }).or(page.getByRole('heading', { name: 'Unread', level: 2 })).first().waitFor();
}

/** What has the typed words in its text only comes after what is called so. */
async function namesComeFirstInThePalette({ page, call }) {
  await call('set_settings', { ...(await call('settings')), language: 'ru' });
  await becomes(page, () => page.evaluate(() => document.documentElement.lang), 'ru', 'the language');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').pressSequentially('тема');
  // The library found its word in an article.
  await page.locator('.offer .written').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Настройки', level: 1 }).waitFor();
}

async function walkingTheListReadsNothing({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  const unread = () => call('library').then(({ counts }) => counts.unread);
  const before = await unread();
  for (let i = 1; i <= 6; i++) {
    await page.keyboard.press('j');
    await becomes(page, () => page.evaluate(() => [...document.querySelectorAll('[data-row]')].indexOf(document.activeElement)), i, 'the row');
  }
  assert.equal(await unread(), before);
}

async function keysAreChangedWithAWarning({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('button', { name: /^Change the key: star S/ }).click();
  await page.keyboard.press('l');
  await sheet.getByRole('alert').getByText('L already does: save for later').waitFor();
  await sheet.getByRole('button', { name: 'Yes, instead' }).click();
  await becomes(page, () => call('settings').then(({ keys }) => keys), 'google_reader star=l save=', 'the settings');
  await sheet.getByRole('button', { name: 'Change the key: star L', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  await page.keyboard.press('j');
  const id = await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? ''), (at) => at !== '', 'a row');
  await page.keyboard.press('l');
  await becomes(page, () => call('article', { id }).then(({ starred, saved }) => `${starred} ${saved}`), 'true false', 'starred, saved');
  await page.keyboard.press('?');
  await sheet.getByText('NetNewsWire').click();
  await becomes(page, () => call('settings').then(({ keys }) => keys), 'netnewswire', 'the settings');
  await sheet.getByRole('button', { name: 'Undo', exact: true }).click();
  await becomes(page, () => call('settings').then(({ keys }) => keys), 'google_reader star=l save=', 'the settings after Undo');
  await sheet.getByRole('button', { name: 'Undo my changes' }).click();
  await becomes(page, () => call('settings').then(({ keys }) => keys), 'google_reader', 'the settings after a reset');
  await sheet.getByRole('button', { name: 'Undo', exact: true }).click();
  await becomes(page, () => call('settings').then(({ keys }) => keys), 'google_reader star=l save=', 'the settings after its Undo');
}

async function readingSettingsActAtOnceAndStay({ page, call }) {
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  await page.getByRole('button', { name: 'Look of texts' }).click();
  const sheet = page.getByRole('dialog', { name: 'Look of texts' });
  await sheet.getByText('Sans', { exact: true }).click();
  await sheet.getByRole('slider', { name: 'Size' }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  const style = () => page.evaluate(() => {
    const { fontSize, fontFamily } = getComputedStyle(document.querySelector('.prose-host').shadowRoot.querySelector('.prose'));
    return `${fontSize} ${fontFamily.split(',')[0]}`;
  });
  await becomes(page, style, '22px Inter', 'the text');
  await becomes(page, () => call('settings').then(({ reading }) => `${reading.face} ${reading.size}`), 'sans 22', 'the settings');
  const moves = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--calm')));
  assert.ok((await moves()) > 0);
  await sheet.getByRole('switch', { name: 'Nothing moves' }).click();
  await becomes(page, moves, 0, 'movement');
  await page.reload();
  await toList(page);
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  await becomes(page, style, '22px Inter', 'the text');
}

readingSettingsActAtOnceAndStay.context = { reducedMotion: 'no-preference' };

async function printIsAPageOfAPaper({ page }) {
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => ({
    head: document.querySelector('.printhead').checkVisibility(),
    address: document.querySelector('article .address').checkVisibility(),
    bars: [...document.querySelectorAll('aside, .time, .art > header')].filter((each) => each.checkVisibility()).length,
    columns: getComputedStyle(document.querySelector('.prose-host')).columnCount,
  }));
  assert.deepEqual(seen, { head: true, address: true, bars: 0, columns: '2' });
}

/** What can be pressed has no place on paper, and nothing is wider than it. */
async function pagesArePrintedWhole({ page, call }) {
  // A sheet of A4 inside its margins.
  const PAPER = { width: 673, height: 979 };
  for (const view of ['front', 'rates', 'weather']) {
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 1440, height: 900 });
    await VIEWS[view](page, call);
    // The drawing has the window's width when the paper comes.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(PAPER);
    const wide = () => page.evaluate((width) => [...document.querySelectorAll('main:not([hidden]) *')].filter((each) => each.checkVisibility() && !each.closest('.sr') && each.getBoundingClientRect().right > width + 1).map((each) => each.outerHTML.slice(0, 80)), PAPER.width);
    await becomes(page, async () => (await wide()).length, 0, `${view}: what is wider than the paper`);
    const controls = page.locator('main:not([hidden])').locator('nav, .back, .side, input, select');
    await becomes(page, async () => (await controls.evaluateAll((all) => all.filter((each) => each.checkVisibility()))).length, 0, `${view}: controls on paper`);
  }
}

export const tests = {
  'the palette goes to an article, a setting and a page': thePaletteGoesAnywhere,
  'words are found in an article, which stays as it was': wordsAreFoundAndTheTextStaysAsItWas,
  'a passage is copied with its source and link': aPassageIsCopiedWithItsSource,
  'an article is shared outside and stays open': anArticleIsSharedOutside,
  'the space bar reads on and then opens the next unread': theSpaceBarReadsOn,
  'the end of a list is said, and leads on': theEndOfAListLeadsOn,
  'what is called so comes first in the palette': namesComeFirstInThePalette,
  'walking the list reads nothing': walkingTheListReadsNothing,
  'keys are changed with a warning, and act': keysAreChangedWithAWarning,
  'the look of texts acts at once and stays': readingSettingsActAtOnceAndStay,
  'print is a page of a paper': printIsAPageOfAPaper,
  'front page, rates and weather are printed whole': pagesArePrintedWhole,
};
