/** The keys of both presets, each pressed once in the window and seen to do its work. */
import assert from 'node:assert/strict';
import { becomes, listed, press } from './expect.mjs';

const at = (page) => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '');
const title = (page) => page.locator('[data-pane="list"] header h2').textContent();
const articles = (page) => page.locator('[data-pane="article"] article h1').count();
const unread = (call) => call('library').then(({ counts }) => counts.unread);
/** The question that goes to the core when `act` is done. */
const asks = (page, cmd, act) => Promise.all([page.waitForRequest((request) => request.postData()?.includes(`"cmd":"${cmd}"`) ?? false), act()]);

/** Into the next source, the one after it, and back. */
async function walkSources({ page, call }, next, previous) {
  const { feeds } = await call('library');
  await press(page, 'g a');
  await becomes(page, () => title(page), 'All news', 'the list');
  await listed(page);
  for (const [key, feed] of [[next, feeds[0]], [next, feeds[1]], [previous, feeds[0]]]) {
    await page.keyboard.press(key);
    await becomes(page, () => title(page), feed.title, `the list after ${key}`);
    await page.locator('[data-pane="list"] .rows[aria-busy="false"]').waitFor();
  }
}

async function opensOutside({ page, context }, key) {
  const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press(key)]);
  await opened.close();
}

async function googleReaders(stage) {
  const { page, call } = stage;
  await walkSources(stage, 'Shift+J', 'Shift+K');
  await walkSources(stage, 'Shift+N', 'Shift+P');
  await press(page, 'g a');
  await becomes(page, () => title(page), 'All news', 'the list');
  await listed(page);
  const [first, second] = (await call('timeline', { view: { view: 'all' }, after: null, limit: 2 })).rows;
  await becomes(page, () => at(page), first.id, 'the keyboard is on the first row');
  await page.keyboard.press('ArrowDown');
  await becomes(page, () => at(page), second.id, 'down');
  await page.keyboard.press('ArrowUp');
  await becomes(page, () => at(page), first.id, 'up');
  for (const key of ['o', 'Enter']) {
    await page.keyboard.press(key);
    await becomes(page, () => articles(page), 1, `open after ${key}`);
    await page.keyboard.press('Escape');
    await becomes(page, () => articles(page), 0, 'open after Escape');
    await becomes(page, () => at(page), first.id, 'the keyboard is on its row');
  }
  await page.keyboard.press('o');
  await becomes(page, () => articles(page), 1, 'open');
  const is = (mark) => call('article', { id: first.id }).then((article) => article[mark]);
  await becomes(page, () => is('read'), true, 'read');
  for (const [key, mark, wanted] of [['u', 'read', false], ['m', 'read', true], ['s', 'starred', true], ['l', 'saved', true]]) {
    await page.keyboard.press(key);
    await becomes(page, () => is(mark), wanted, `${mark} after ${key}`);
  }
  for (const key of ['v', 'b']) await opensOutside(stage, key);
  const size = () => call('settings').then(({ reading }) => reading.size);
  for (const [key, wanted] of [['=', 19], ['-', 18]]) {
    await page.keyboard.press(key);
    await becomes(page, size, wanted, `letters after ${key}`);
  }
  const before = await unread(call);
  await page.keyboard.press('Shift+A');
  await becomes(page, () => unread(call), 0, 'unread');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('z');
  await becomes(page, () => unread(call), before, 'unread again');
  await asks(page, 'sync', () => page.keyboard.press('r'));
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  for (const [keys, name] of [['g t', 'Today'], ['g n', 'Unread'], ['g s', 'Starred'], ['g l', 'Saved'], ['g p', 'Photo reports']]) {
    await press(page, keys);
    await becomes(page, () => title(page), name, `the list after ${keys}`);
  }
  for (const [keys, place] of [['g e', 'main.page'], ['g r', 'main .chart svg'], ['g w', '.hours svg'], ['g h', 'main.front'], ['/', '[role=searchbox], input[type=search]']]) {
    await press(page, keys);
    await page.locator(place).first().waitFor();
  }
}
googleReaders.leaves = true;

async function netNewsWires(stage) {
  const { page, call } = stage;
  await call('set_settings', { ...(await call('settings')), keys: 'netnewswire' });
  await page.reload();
  await page.locator('main.front [data-story]').first().waitFor();
  await walkSources(stage, 'z', 'a');
  await press(page, 'g a');
  await becomes(page, () => title(page), 'All news', 'the list');
  await listed(page);
  const [first, second] = (await call('timeline', { view: { view: 'all' }, after: null, limit: 2 })).rows;
  await becomes(page, () => at(page), first.id, 'the keyboard is on the first row');
  await page.keyboard.press('ArrowRight');
  await becomes(page, () => articles(page), 1, 'open');
  await becomes(page, () => call('article', { id: first.id }).then(({ read }) => read), true, 'read');
  await page.keyboard.press('r');
  await becomes(page, () => call('article', { id: first.id }).then(({ read }) => read), false, 'read after r');
  await opensOutside(stage, 'b');
  const open = () => page.locator('[data-row][aria-current="true"]').getAttribute('data-row');
  await page.keyboard.press('+');
  await becomes(page, open, second.id, 'the next unread');
  await becomes(page, () => call('article', { id: second.id }).then(({ read }) => read), true, 'read');
  const before = await unread(call);
  assert.ok(before > 0);
  await page.keyboard.press('k');
  await becomes(page, () => unread(call), 0, 'unread');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('Control+z');
  await becomes(page, () => unread(call), before, 'unread again');
}
netNewsWires.leaves = true;

export const tests = {
  'Google Reader’s keys do their work': googleReaders,
  'NetNewsWire’s keys do their work': netNewsWires,
};
