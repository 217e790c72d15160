/** What the reader does stays done. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes, frontIsWhole, openView } from './expect.mjs';
import { toList } from './stage.mjs';

const unread = (call) => call('library').then(({ counts }) => counts.unread);

async function marksOutliveAReload({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '');
  const first = await at();
  await page.keyboard.press('j');
  const id = await becomes(page, at, (now) => now !== '' && now !== first, 'the next row has the keyboard');
  for (const key of ['s', 'l', 'm']) await page.keyboard.press(key);
  await becomes(page, async () => JSON.stringify((({ starred, saved, read }) => ({ starred, saved, read }))(await call('article', { id }))), '{"starred":true,"saved":true,"read":true}', 'the marks');
  await page.reload();
  await toList(page);
  const row = page.locator(`[data-row="${id}"]`);
  await becomes(page, () => row.textContent(), (text) => /starred/.test(text) && /saved/.test(text), 'the row');
  await page.getByRole('button', { name: /^Starred/ }).click();
  await page.getByRole('heading', { name: 'Starred', exact: true }).waitFor();
  await becomes(page, () => page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row).join()), id, 'the starred list');
}

async function allReadCanBeUndone({ page, call }) {
  await openView(page, 'All news');
  const before = await unread(call);
  assert.ok(before > 10);
  await page.keyboard.press('Shift+A');
  await page.getByRole('status').getByText(`Marked as read: ${before}`).waitFor();
  assert.equal(await unread(call), 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomes(page, () => unread(call), before, 'unread');
}

const rowIds = (page) => page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));

/** Hidden by key: out of the list, the front page and search, taken back by key, and found again where hidden articles are. */
async function whatIsHiddenIsNowhereButWithTheHidden({ page, call }) {
  await openView(page, 'All news');
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '');
  const [first, second] = (await call('timeline', { view: { view: 'all' }, after: null, limit: 2 })).rows;
  await page.locator(`[data-row="${first.id}"]`).focus();
  await page.keyboard.press('h');
  await becomes(page, at, second.id, 'the next row has the keyboard');
  await becomes(page, () => page.locator(`[data-row="${first.id}"]`).count(), 0, 'rows of the hidden article');
  await becomes(page, () => call('library').then(({ counts }) => counts.hidden), 1, 'hidden');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('z');
  await page.locator(`[data-row="${first.id}"]`).waitFor();
  await becomes(page, () => call('article', { id: first.id }).then(({ read, hidden }) => `${read} ${hidden}`), `${first.read} false`, 'the marks');
  await page.locator(`[data-row="${first.id}"]`).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await becomes(page, () => page.locator(`[data-row="${first.id}"]`).count(), 0, 'rows of the hidden article');
  await page.getByRole('status').getByText('Hidden').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hidden art');
  await page.getByRole('option', { name: 'Hidden articles' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hidden articles' }).waitFor();
  await becomes(page, () => rowIds(page).then(String), first.id, 'the hidden articles');
  await page.locator(`[data-row="${first.id}"]`).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show again' }).click();
  await page.getByRole('heading', { name: 'Nothing is hidden' }).waitFor();
  await becomes(page, () => call('timeline', { view: { view: 'all' }, after: null, limit: 1 }).then(({ rows }) => rows[0].id), first.id, 'the newest article');
}

async function aStoryIsHiddenFromTheFrontPage({ page, call }) {
  await frontIsWhole(page);
  const lead = page.locator('main.front article.display [data-story]');
  const id = await lead.getAttribute('data-story');
  await lead.focus();
  await page.keyboard.press('h');
  await becomes(page, () => page.locator(`[data-story="${id}"]`).count(), 0, 'stories of the hidden article');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-story')), true, 'a story has the keyboard');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.locator(`main.front [data-story="${id}"]`).first().waitFor();
  await becomes(page, () => call('article', { id }).then(({ hidden }) => hidden), false, 'hidden');
  await page.locator('main.front article:not(.display) [data-story]').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await becomes(page, () => call('library').then(({ counts }) => counts.hidden), 1, 'hidden');
}
aStoryIsHiddenFromTheFrontPage.front = true;

/** By the wheel, never by the keyboard; taken back by key. */
async function rowsThatAreScrolledPastAreRead({ page, call }) {
  await call('set_settings', { ...(await call('settings')), read_when: 'passed' });
  await page.reload();
  await page.locator('main.front [data-story]').first().waitFor();
  await page.setViewportSize({ width: 1440, height: 600 });
  await page.keyboard.press('t');
  await openView(page, 'All news');
  const before = await unread(call);
  const list = page.locator('[data-pane="list"] .rows');
  const top = () => list.evaluate((rows) => rows.scrollTop);
  await page.locator('[data-row]').first().focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowDown');
  await becomes(page, top, (now) => now > 100, 'the keyboard moved the list');
  await list.hover();
  assert.equal(await unread(call), before, 'walking marks nothing');
  const turned = async () => {
    await page.mouse.wheel(0, 300);
    return unread(call);
  };
  await becomes(page, turned, (now) => now < before, 'unread');
  assert.equal((await call('timeline', { view: { view: 'all' }, after: null, limit: 1 })).rows[0].read, false, 'what the keyboard walked past');
  const back = async () => {
    await page.keyboard.press('z');
    return unread(call);
  };
  await becomes(page, back, before, 'unread');
}

async function numbersOfWhatIsUnreadCanBeOff({ page, call }) {
  const numbers = page.locator('aside .n');
  await becomes(page, () => page.locator('.sources .n').count(), (count) => count > 0, 'numbers of the sources');
  await call('set_settings', { ...(await call('settings')), unread_numbers: false });
  await becomes(page, () => page.locator('.sources .n').count(), 0, 'numbers of the sources');
  await becomes(page, () => numbers.evaluateAll((all) => all.filter((each) => /Today|All|Unread/.test(each.parentElement.textContent)).length), 0, 'numbers of views');
}

async function searchFindsAndOpens({ page }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('/');
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.type('одуванчиков');
  await page.getByText(/^Found: \d/).waitFor();
  const first = page.locator('[data-row]').first();
  await first.locator('mark').first().waitFor();
  await page.keyboard.press('Enter');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'a row has the keyboard');
  await page.keyboard.press('Enter');
  await page.locator('article h1').waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('article h1').count(), 0, 'articles open');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
}

async function searchWithoutAnAnswerSaysSo({ page }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('ыыщщъъ');
  await page.getByRole('heading', { name: '“ыыщщъъ” was not found' }).waitFor();
}

async function choicesAct({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+,');
  await page.getByText('Қазақша', { exact: true }).click();
  await page.getByRole('heading', { name: 'Баптаулар' }).waitFor();
  await page.getByRole('combobox').filter({ hasText: 'Күңгірт' }).selectOption({ label: 'Күңгірт' });
  await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'the theme');
  await becomes(page, () => call('settings').then(({ language, theme }) => `${language} ${theme}`), 'kk dark', 'the settings');
  await page.reload();
  await page.getByRole('button', { name: /Бүгін/ }).first().waitFor();
  await becomes(page, () => page.evaluate(() => document.documentElement.lang), 'kk', 'the language');
}

async function aProxyThatIsNoneIsRefused({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+,');
  const field = page.getByRole('textbox', { name: 'Proxy' });
  await field.fill('not a proxy');
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal((await call('settings')).proxy, '');
}
aProxyThatIsNoneIsRefused.expected = ['422'];

async function opmlGoesOutAndIn({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+,');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export OPML' }).click();
  const file = await (await download).path();
  const { feeds } = await call('library');
  const text = readFileSync(file, 'utf8');
  for (const feed of feeds) assert.ok(text.includes(feed.url), feed.url);
  const opml = '<opml version="2.0"><body><outline text="Новая" type="rss" xmlUrl="https://dala.example/feed/?new"/></body></opml>';
  await page.locator('input[type=file]').setInputFiles({ name: 'feeds.opml', mimeType: 'text/x-opml', buffer: Buffer.from(opml) });
  await page.getByRole('status').getByText('Added 1 source of 1 in the file').waitFor();
  await becomes(page, () => call('library').then((library) => library.feeds.length), feeds.length + 1, 'feeds');
  // Older lists are written in other letters; "Старая" in windows-1251.
  const old = [Buffer.from('<?xml version="1.0" encoding="windows-1251"?><opml version="1.0"><body><outline text="'), Buffer.from([0xd1, 0xf2, 0xe0, 0xf0, 0xe0, 0xff]), Buffer.from('" xmlUrl="https://dala.example/feed/?old"/><outline text="" xmlUrl="ftp://a.example/"/></body></opml>')];
  await page.locator('input[type=file]').setInputFiles({ name: 'old.opml', mimeType: 'text/x-opml', buffer: Buffer.concat(old) });
  await page.getByText('What could not be used or is odd (1)').waitFor();
  await becomes(page, () => call('library').then((library) => library.feeds.some(({ title }) => title === 'Старая')), true, 'the source has its name');
  await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
  await becomes(page, () => page.locator('.sources').getByText('Старая').count(), 0, 'it is gone');
}

async function aDamagedLibraryIsToldOfOnce({ page, call }) {
  const notice = page.getByText('The library was damaged, and Qazet has rebuilt it');
  await notice.waitFor();
  assert.equal((await call('library')).feeds.length, 7, 'the backup has the sources');
  await page.getByRole('button', { name: 'I see' }).click();
  await becomes(page, () => notice.count(), 0, 'notices');
  await page.reload();
  await page.locator('main.front').waitFor();
  await page.keyboard.press('t');
  await page.locator('.sources .feed').first().waitFor();
  assert.equal(await notice.count(), 0);
}
aDamagedLibraryIsToldOfOnce.front = true;
/** Noise over the beginning, as a dying disk leaves it. */
aDamagedLibraryIsToldOfOnce.before = (data) => {
  const file = join(data, 'library.sqlite');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 0, 8192);
  writeFileSync(file, bytes);
};

export const tests = {
  'star, save and read outlive a reload': marksOutliveAReload,
  'all read can be undone': allReadCanBeUndone,
  'what is hidden is nowhere but with the hidden, and is taken back by key': whatIsHiddenIsNowhereButWithTheHidden,
  'a story is hidden from the front page and comes back': aStoryIsHiddenFromTheFrontPage,
  'rows that are scrolled past are read, where the reader wants that': rowsThatAreScrolledPastAreRead,
  'numbers of what is unread can be off': numbersOfWhatIsUnreadCanBeOff,
  'search finds another form of a word and opens it by keyboard': searchFindsAndOpens,
  'search without an answer says so': searchWithoutAnAnswerSaysSo,
  'language and theme act at once and stay': choicesAct,
  'a proxy that is none is refused in its place': aProxyThatIsNoneIsRefused,
  'OPML goes out and comes in': opmlGoesOutAndIn,
  'a damaged library comes back, and that is told once': aDamagedLibraryIsToldOfOnce,
};
