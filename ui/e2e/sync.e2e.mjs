/** What happened between Qazet and the servers, and how it is told. */
import assert from 'node:assert/strict';
import { becomes } from './expect.mjs';
import { toList } from './stage.mjs';

const FEED = 'https://dala.example/feed/';
const feedOf = (call) => call('library').then(({ feeds }) => feeds.find((feed) => feed.url === FEED));
const activityOf = (call) => call('sync_activity').then(({ sources }) => sources.find((source) => source.url === FEED));
const lines = (page) => page.locator('.table .line');

async function openUpdates(page) {
  await page.locator('[data-row]').first().waitFor();
  // What was said last may still lie over it.
  await page.locator('aside .status > button:first-child').evaluate((line) => line.click());
  await page.getByRole('heading', { name: 'Updates', exact: true }).waitFor();
}

async function refresh(page) {
  await page.getByRole('button', { name: 'Refresh this source' }).click();
}

async function everySourceIsAccountedFor({ page, call }) {
  const { sources, user_agent } = await call('sync_activity');
  await openUpdates(page);
  await becomes(page, () => lines(page).count(), sources.length, 'lines');
  for (const source of sources) {
    const line = lines(page).filter({ hasText: source.title }).first();
    assert.match(await line.textContent(), /Read|Nothing new/, source.title);
    assert.match(await line.textContent(), /just now|ago/, source.title);
  }
  await page.getByText(user_agent).waitFor();
  const last = sources.at(-1);
  await page.getByRole('searchbox', { name: 'Find a source' }).fill(last.title);
  await becomes(page, () => lines(page).first().textContent(), (text) => text.includes(last.title), 'the first line');
  await page.getByRole('searchbox', { name: 'Find a source' }).fill('ыыщщъъ');
  await page.getByRole('heading', { name: 'There is no such source' }).waitFor();
  await page.getByRole('searchbox', { name: 'Find a source' }).fill('');
  await page.getByRole('radio', { name: /^Need you 0/ }).check({ force: true });
  await page.getByRole('heading', { name: 'No source needs you' }).waitFor();
}

async function theOwnersTextIsCopied({ page, context, call }) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id, title } = await feedOf(call);
  await openUpdates(page);
  await lines(page).getByRole('button', { name: title }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByText('If-None-Match').first().waitFor();
  await dialog.getByRole('button', { name: 'Copy the text' }).click();
  await page.getByRole('status').getByText('Text copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await call('explain_feed', { id }));
  assert.ok(copied.includes(FEED) && copied.includes('User-Agent: Qazet/'), copied);
}

async function whatComesByItselfIsAChoice({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+,');
  const group = (name) => page.getByRole('radiogroup', { name });
  await group('On a metered connection').getByText('Nothing', { exact: true }).click();
  await group('While the battery is saved').getByText('Everything', { exact: true }).click();
  await becomes(page, () => call('settings').then(({ metered, battery_saver }) => `${metered} ${battery_saver}`), 'nothing everything', 'the settings');
  await page.getByRole('switch', { name: 'Every connection is metered' }).click();
  await becomes(page, () => call('settings').then((settings) => settings.always_metered), true, 'always metered');
  await page.getByRole('button', { name: 'Open updates' }).click();
  await page.getByText('Metered connection').waitFor();
  await page.getByRole('button', { name: 'Settings', exact: true }).last().click();
  await page.getByRole('switch', { name: 'Update by itself' }).click();
  await becomes(page, () => call('settings').then(({ automatic }) => automatic), false, 'automatic');
  await page.getByRole('button', { name: 'Open updates' }).click();
  await page.getByText('Updating is left to you').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
}

async function refreshingIsLimitedAndNeverCostsTheServerEverythingUnasked({ page, call, newsroom }) {
  const { title } = await feedOf(call);
  // Each request moved the clock of the first sync a little; from here on it lies in the past.
  await newsroom.pass(60);
  await page.locator('.sources').getByRole('button', { name: title }).click();
  await refresh(page);
  await page.getByText(/was asked a moment ago/).waitFor();
  await newsroom.forget();
  await newsroom.pass(11 * 60);
  await refresh(page);
  await page.getByRole('status').getByText(`${title}: nothing new`).waitFor();
  assert.equal(await newsroom.hits('dala.example', '/feed/'), 1);
  // A site that is read through its pages has no validators: each look costs it everything.
  const site = (await call('library')).feeds.find((feed) => feed.kind === 'site');
  await page.locator('.sources').getByRole('button', { name: site.title }).click();
  await page.getByRole('heading', { name: site.title, exact: true }).waitFor();
  await newsroom.forget();
  await refresh(page);
  const question = page.getByRole('dialog', { name: 'Fetch everything anew?' });
  await question.getByText('qala.example can’t say whether there is anything new').waitFor();
  await question.getByRole('button', { name: 'Wait' }).click();
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  assert.equal(await newsroom.hits('qala.example', '*'), 0);
  await refresh(page);
  await question.getByRole('button', { name: 'Refresh anyway' }).click();
  await page.getByRole('status').getByText(new RegExp(`^${site.title}: (read|nothing new)`)).waitFor();
  assert.ok((await newsroom.hits('qala.example', '*')) > 0);
}
refreshingIsLimitedAndNeverCostsTheServerEverythingUnasked.own = true;
refreshingIsLimitedAndNeverCostsTheServerEverythingUnasked.expected = ['422'];

async function aSourceThatIsGoneIsTold({ page, call, newsroom }) {
  const { title, unread } = await feedOf(call);
  await newsroom.fault('dala.example', '/feed/', 'gone');
  await newsroom.pass(11 * 60);
  await page.locator('.sources').getByRole('button', { name: title }).click();
  await refresh(page);
  await page.getByRole('alert').getByText('This source is gone for good').waitFor();
  await page.locator('.sources .trouble').first().waitFor();
  assert.equal((await feedOf(call)).unread, unread, 'what was there stays');
  assert.ok((await page.locator('[data-row]').count()) > 0);
  await openUpdates(page);
  await page.getByRole('radio', { name: /^Need you 1/ }).check({ force: true });
  await becomes(page, () => lines(page).count(), 1, 'lines');
  await becomes(page, () => lines(page).textContent(), (text) => /Gone.*\(410\)/.test(text), 'the line');
}
aSourceThatIsGoneIsTold.own = true;

async function movesAreTold({ page, call, newsroom }) {
  const { title } = await feedOf(call);
  const move = (status) => newsroom.fault('dala.example', '/feed/', { redirect: { status, to: 'https://signal.example/feed.json' } });
  await move(302);
  await newsroom.pass(11 * 60);
  await page.locator('.sources').getByRole('button', { name: title }).click();
  await refresh(page);
  await becomes(page, () => activityOf(call).then((source) => source?.temporary_to), 'https://signal.example/feed.json', 'the temporary address');
  await openUpdates(page);
  await lines(page).getByText('For now the site redirects to https://signal.example/feed.json').waitFor();
  await page.getByRole('radio', { name: /^New address 1/ }).check({ force: true });
  await becomes(page, () => lines(page).count(), 1, 'lines');
}
movesAreTold.own = true;

async function aLoginIsNeverShownAndAsksForAKeyring({ page, call }) {
  const { title } = await feedOf(call);
  await page.locator('.sources').getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: 'About this source' }).click();
  await page.getByRole('button', { name: 'Set a login' }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('aigul');
  const password = page.getByLabel('Password', { exact: true }).last();
  assert.equal(await password.getAttribute('type'), 'password');
  await password.fill('tulips');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText(/keyring does not answer/).waitFor();
  assert.equal((await feedOf(call)).login, null);
  assert.ok(!JSON.stringify(await call('library')).includes('tulips'));
}
aLoginIsNeverShownAndAsksForAKeyring.expected = ['422'];

async function aSourceHasItsOwnWay({ page, call }) {
  const { title } = await feedOf(call);
  await page.locator('.sources').getByRole('button', { name: title }).click();
  await page.getByRole('button', { name: 'About this source' }).click();
  const ways = page.getByRole('radiogroup', { name: 'Connection to the site' });
  await ways.getByText('Own proxy').click();
  const field = page.getByLabel('Address of the proxy');
  await field.fill('not a proxy');
  await field.press('Tab');
  await page.getByRole('alert').waitFor();
  assert.equal((await feedOf(call)).proxy, '');
  await field.fill('socks5://127.0.0.1:1080');
  await field.press('Tab');
  await becomes(page, () => feedOf(call).then(({ proxy }) => proxy), 'socks5://127.0.0.1:1080', 'the proxy');
  await ways.getByText('Direct').click();
  await becomes(page, () => feedOf(call).then(({ proxy }) => proxy), 'direct', 'the proxy');
}
aSourceHasItsOwnWay.expected = ['422'];

/** When there is no network is the engine's to say; here is that twelve sources without one are no wall of red. */
async function withoutANetworkNothingIsRed({ page }) {
  await page.route('**/call', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    if (body.kind === 'sync_state') body.value.offline = true;
    if (body.kind === 'sync_activity') {
      for (const source of body.value.sources) Object.assign(source, { status: 'failed', problem: 'connectivity', answer: null, pace: 'connectivity', skipped: null });
    }
    for (const feed of sidebarIn(body)?.feeds ?? []) Object.assign(feed, { status: 'failed', reason: 'There is no network.' });
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  await toList(page);
  await openUpdates(page);
  await page.getByText('Qazet goes on by itself when the network is back.').waitFor();
  await lines(page).getByText('No network').first().waitFor();
  assert.equal(await page.locator('.trouble').count(), 0);
  assert.equal(await page.locator('.sources .waiting').count(), 0);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(await page.locator('.toast').count(), 0);
}

/** The sidebar, which comes with the first answer and by itself. */
const sidebarIn = ({ kind, value }) => (kind === 'opening' ? value.library : kind === 'library' ? value : null);

/** Many more than the newsroom has: the core's answers are multiplied on their way. */
async function fourThousandSourcesAreWalked({ page }) {
  await page.route('**/call', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    if (body.kind === 'sync_activity') {
      const [one] = body.value.sources;
      body.value.sources = Array.from({ length: 4000 }, (_, i) => ({ ...one, feed: `many-${i}`, title: `Paper ${i}`, bytes_total: i, problem: i % 1000 === 7 ? 'login' : null, status: i % 1000 === 7 ? 'failed' : 'fetched' }));
    }
    const shown = sidebarIn(body);
    if (shown) {
      const [one] = shown.feeds;
      shown.feeds = Array.from({ length: 4000 }, (_, i) => ({ ...one, id: `many-${i}`, title: `Paper ${i}`, folder: `Folder ${Math.floor(i / 1000)}` }));
    }
    await route.fulfill({ response: answer, json: body });
  });
  await page.reload();
  await toList(page);
  const sidebar = page.locator('.sources');
  await sidebar.getByText('Paper 3', { exact: true }).waitFor();
  assert.ok((await sidebar.locator('.feed').count()) < 60, 'only what is in sight is drawn');
  for (const folder of [0, 1, 2]) await sidebar.getByRole('button', { name: `Fold Folder ${folder}` }).click();
  await sidebar.getByText('Paper 3003', { exact: true }).waitFor();
  await openUpdates(page);
  await lines(page).getByText('Paper 0', { exact: true }).waitFor();
  assert.ok((await lines(page).count()) < 60, 'only what is in sight is drawn');
  await page.keyboard.press('End');
  await lines(page).getByText('Paper 3999', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Most received');
  await page.keyboard.press('Home');
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
  await becomes(page, () => lines(page).first().textContent(), (text) => text.includes('Paper 3999'), 'the first line');
  await page.getByRole('radio', { name: /^Need you 4/ }).check({ force: true });
  await becomes(page, () => lines(page).count(), 4, 'lines');
  await page.getByRole('searchbox', { name: 'Find a source' }).fill('Paper 2007');
  await becomes(page, () => lines(page).count(), 1, 'lines');
}

export const tests = {
  'every source is accounted for, found and filtered': everySourceIsAccountedFor,
  'the text for the site’s owner is the core’s, and is copied': theOwnersTextIsCopied,
  'what comes by itself is a choice': whatComesByItselfIsAChoice,
  'refreshing is limited, and asks before it costs the server everything': refreshingIsLimitedAndNeverCostsTheServerEverythingUnasked,
  'a source that is gone is told, and its articles stay': aSourceThatIsGoneIsTold,
  'a move for a while is told': movesAreTold,
  'a login needs a keyring and is never shown': aLoginIsNeverShownAndAsksForAKeyring,
  'a source has its own way through a proxy': aSourceHasItsOwnWay,
  'without a network nothing is red': withoutANetworkNothingIsRed,
  'four thousand sources are walked': fourThousandSourcesAreWalked,
};
