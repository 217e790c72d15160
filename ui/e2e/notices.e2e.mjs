/** Notices: what is watched for, when it is quiet, how loud a source is, and the list of what was told. */
import assert from 'node:assert/strict';
import { becomes } from './expect.mjs';

async function toSettings(page) {
  await page.keyboard.press('Control+Comma');
  await page.getByRole('heading', { name: 'Notices', level: 2 }).waitFor();
}

async function whatIsWatchedForIsKept({ page, call }) {
  await toSettings(page);
  const watches = async (mute) => (await call('notices')).watches.filter((watch) => watch.mute === mute).map(({ kind, text }) => `${kind} ${text}`).join();
  await page.getByLabel('Watch for: What it is').selectOption({ label: 'Place' });
  await page.getByLabel('Watch for: Words that stand together').fill('Алматы');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove Алматы' }).waitFor();
  await becomes(page, () => watches(false), 'place Алматы', 'the watches');
  await page.getByLabel('Hear nothing of: Words that stand together').fill('футбол');
  await page.getByLabel('Hear nothing of: For how long').selectOption({ label: 'A week' });
  await page.locator('form', { has: page.getByLabel('Hear nothing of: For how long') }).getByRole('button', { name: 'Add' }).click();
  await page.getByRole('button', { name: 'Remove футбол' }).waitFor();
  const [mute] = (await call('notices')).watches.filter((watch) => watch.mute);
  assert.ok(mute.until !== null, 'the mute has an end');
  await page.getByRole('button', { name: 'Remove Алматы' }).click();
  await becomes(page, () => watches(false), '', 'the watches');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await becomes(page, () => watches(false), 'place Алматы', 'the watches, taken back');
}

async function quietHoursAndPausesAreChosen({ page, call }) {
  await toSettings(page);
  const rules = async () => (await call('settings')).notices;
  await page.getByLabel('From', { exact: true }).selectOption({ label: '21:30' });
  await becomes(page, async () => (await rules()).quiet[0]?.from, '21:30', 'the evening');
  await page.getByRole('button', { name: 'Sunday' }).click();
  await becomes(page, async () => (await rules()).quiet[0]?.days.join(''), '123456', 'the days');
  await page.getByLabel('Keep quiet hours').click();
  await becomes(page, async () => (await rules()).quiet.length, 0, 'the quiet hours');
  await page.getByLabel('Most a day').selectOption({ label: '3' });
  await becomes(page, async () => (await rules()).cap, 3, 'the most a day');
  await page.getByRole('button', { name: 'Until I resume' }).click();
  await page.getByText('Notices are paused').waitFor();
  assert.equal((await call('notices')).paused, 'resumed');
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await becomes(page, async () => (await call('notices')).paused, '', 'the pause');
}

async function aSourceHasABell({ page, call }) {
  const [feed] = (await call('library')).feeds;
  const bell = async () => (await call('library')).feeds.find((each) => each.id === feed.id)?.bell;
  const line = page.getByRole('complementary').getByRole('button', { name: feed.title }).first();
  await line.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tell nothing' }).click();
  await becomes(page, bell, 'none', 'the bell');
  await line.getByText('Tells of nothing').waitFor({ state: 'attached' });
  await line.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tell of everything' }).click();
  await becomes(page, bell, 'all', 'the bell');
}

async function whatWasToldIsListed({ page, call, newsroom }) {
  await toSettings(page);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('heading', { name: 'Recent notices', level: 1 }).waitFor();
  await page.getByText('No notice yet').waitFor();
  // A source tells of everything, and has something to tell.
  for (const { id } of (await call('library')).feeds) await call('set_bell', { id, bell: 'all' });
  await newsroom.pass(14 * 3600);
  await call('sync', { now: true });
  const told = await becomes(page, async () => (await call('notices')).recent, (recent) => recent.length > 0, 'the notices');
  const { title, article } = told.find((notice) => notice.article !== null);
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: title }).first();
  await line.getByText('You want all of this source').waitFor();
  await line.getByRole('button').click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  assert.ok(article, 'a notice about news leads to its article');
}
whatWasToldIsListed.own = true;

export const tests = {
  'what is watched for and muted is kept': whatIsWatchedForIsKept,
  'quiet hours, the most a day and a pause are chosen': quietHoursAndPausesAreChosen,
  'a source has a bell in its menu': aSourceHasABell,
  'what was told is listed': whatWasToldIsListed,
};
