/** Reading, by keyboard alone. */
import assert from 'node:assert/strict';
import { allPicturesLoaded, becomes, focused, openByKeyboard, openView, proseText } from './expect.mjs';
import { VIEWS } from './views.mjs';

const bridge = (rows) => rows.find((row) => row.link.includes('cherez-ili'));
const rowsOf = async (call, view) => (await call('timeline', { view, after: null, limit: 200 })).rows;

async function opensByKeyboard({ page, call }) {
  const row = bridge(await rowsOf(call, { view: 'all' }));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const article = page.locator('[data-pane="article"] article');
  assert.equal((await article.locator('h1').textContent())?.replaceAll('\u00a0', ' '), row.title);
  assert.match(await article.locator('.byline').textContent(), /Алия Садвакас.*08:48.*UTC\+5/s);
  const lead = (await article.locator('header .lead').textContent()).replaceAll('\u00a0', ' ');
  assert.match(lead, /^Новый вантовый мост/);
  assert.ok(!(await proseText(page)).replaceAll('\u00a0', ' ').includes(lead), 'the lead is said once');
  await becomes(page, () => allPicturesLoaded(page), true, 'pictures loaded');
  await becomes(page, () => focused(page), (name) => name.includes('Через Или'), 'the keyboard is in the article');
  await becomes(page, () => call('article', { id: row.id }).then((now) => now.read), true, 'read');
}

async function filmStandsInItsPlace({ page, call }) {
  const row = bridge(await rowsOf(call, { view: 'all' }));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const order = await page.evaluate(() => {
    const prose = document.querySelector('.prose-host').shadowRoot.querySelector('.prose');
    return [...prose.querySelectorAll('h2, a.video, p')].map((each) => (each.matches('a.video') ? 'film' : each.matches('h2') ? 'heading' : 'text'));
  });
  assert.equal(order.filter((each) => each === 'film').length, 1);
  assert.ok(order.indexOf('film') > order.indexOf('heading') && order.indexOf('film') < order.length - 1, order.join(' '));
}

async function relatedOpensInsideAndEscapeReturns({ page, call }) {
  const row = bridge(await rowsOf(call, { view: 'all' }));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const inside = (await call('article', { id: row.id })).related.find((link) => link.article !== null);
  const link = page.locator('article section li button', { hasText: inside.title.split(' ').at(-1) }).first();
  await link.focus();
  await page.keyboard.press('Enter');
  const title = (await call('article', { id: inside.article })).title;
  await becomes(page, () => page.locator('article h1').textContent().then((text) => text.replaceAll('\u00a0', ' ')), title, 'the headline');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('article h1').textContent().then((text) => text.replaceAll('\u00a0', ' ')), row.title, 'the headline');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('article h1').count(), 0, 'articles open');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'the keyboard is back on a row');
}

async function linkOutOpensBesideAndThePageStays({ page, context, call, url }) {
  const row = bridge(await rowsOf(call, { view: 'all' }));
  await page.locator('[data-row]').first().waitFor();
  await openByKeyboard(page, row.id);
  const opened = context.waitForEvent('page');
  await page.evaluate(() => document.querySelector('.prose-host').shadowRoot.querySelector('a:not(.video)').click());
  await opened;
  assert.equal(page.url(), url);
  assert.equal(await page.locator('article h1').count(), 1);
}
linkOutOpensBesideAndThePageStays.leaves = true;

async function nextAndPreviousFollowTheList({ page, call }) {
  const rows = await rowsOf(call, { view: 'all' });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Enter');
  const headline = () => page.locator('article h1').textContent().then((text) => text.replaceAll('\u00a0', ' '));
  const shown = await page.evaluate(() => document.querySelector('[data-row]').getAttribute('data-row'));
  const from = rows.findIndex((row) => row.id === shown);
  await becomes(page, headline, rows[from].title, 'the first');
  await page.keyboard.press('n');
  await becomes(page, headline, rows[from + 1].title, 'the next');
  await page.keyboard.press('p');
  await becomes(page, headline, rows[from].title, 'the one before');
}

async function theWholeListIsReached({ page, call }) {
  const rows = await rowsOf(call, { view: 'all' });
  assert.ok(rows.length > 60, 'more than one part');
  await openView(page, 'All news');
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '');
  for (const row of rows) {
    // The row below is in the page before the keyboard comes to it; at the end of a part that means the next one is here.
    await page.locator(`[data-row="${row.id}"]`).waitFor({ state: 'attached' });
    await page.keyboard.press('j');
    await becomes(page, at, row.id, 'the focused row');
  }
  assert.ok((await page.locator('[data-row]').count()) < rows.length, 'only what is in sight is in the page');
}

/** Lists share their elements: what was scrolled, focused or seen in one must not show in the next. */
async function aListBeginsAtItsTop({ page, call }) {
  await openView(page, 'All news');
  const top = await page.locator('[data-row]').first().getAttribute('data-row');
  await page.locator('.rows').evaluate((rows) => (rows.scrollTop = 3000));
  await page.locator(`[data-row="${top}"]`).waitFor({ state: 'detached' });
  await page.locator('[data-row]').nth(3).focus();
  const { feeds } = await call('library');
  const views = [{ view: 'feed', of: feeds[0].id }, { view: 'feed', of: feeds[1].id }];
  for (const [view, feed] of views.map((view, i) => [view, feeds[i]])) {
    const rows = await rowsOf(call, view);
    await page.locator('.sources .feed', { hasText: feed.title }).first().click();
    const seen = () => page.evaluate(() => [...document.querySelectorAll('[data-row]')].filter((row) => row.getBoundingClientRect().top < innerHeight).map((row) => row.dataset.row).join());
    await becomes(page, seen, (ids) => ids !== '' && rows.map((row) => row.id).join().startsWith(ids), `the rows in sight of ${feed.title}`);
    const first = page.locator(`[data-row="${rows[0].id}"]`);
    assert.ok(await first.isVisible(), 'its first row is in sight');
    assert.equal(await page.locator('.rows').evaluate((rows) => rows.scrollTop), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? ''), '', 'the keyboard is on no row of it yet');
    assert.ok((await first.textContent()).replaceAll('\u00a0', ' ').includes(rows[0].title), 'with its headline');
    assert.equal(await page.locator('.rows h3').count() > 0, true, 'under its day');
  }
}

async function thePageIsFetchedByKey({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'all' }, after: null, limit: 200 });
  const row = rows.find((each) => each.state === 'complete');
  await openView(page, 'All news');
  await openByKeyboard(page, row.id);
  await page.keyboard.press('w');
  await page.getByRole('status').getByText('This is the page’s text already').waitFor();
  await page.locator(`[data-row="${row.id}"]`).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Fetch the page’s text' }).waitFor();
  await page.keyboard.press('Escape');
}

async function aPhotoOfTheReportStandsOnce({ page, call }) {
  await VIEWS.photo_report(page, call);
  await becomes(page, () => allPicturesLoaded(page), true, 'pictures loaded');
  const { rows } = await call('timeline', { view: { view: 'photo_reports' }, after: null, limit: 1 });
  const { photo_report: photos } = await call('article', { id: rows[0].id });
  const { clear, dimmed, more, below } = await page.evaluate(() => {
    const nameOf = (img) => new URL(img.src).pathname.split('/').at(-1);
    const cells = [...document.querySelectorAll('.report .cell')];
    const isDimmed = (cell) => cell.querySelector('.more') !== null;
    const below = [...document.querySelector('.prose-host').shadowRoot.querySelectorAll('img')].map(nameOf);
    const hashes = (of) => of.map((cell) => nameOf(cell.querySelector('img')));
    return { clear: hashes(cells.filter((cell) => !isDimmed(cell))), dimmed: hashes(cells.filter(isDimmed)), more: document.querySelector('.report .more')?.textContent, below };
  });
  assert.equal(dimmed.length, 1);
  assert.equal(more, `+${photos.length - clear.length}`);
  assert.deepEqual(clear.filter((hash) => below.includes(hash)), [], 'none stands twice');
  assert.deepEqual([...clear, ...below].sort(), photos.map(({ hash }) => hash).sort(), 'and none is missing');
}

async function aStoryOfTwoSourcesSaysSoAndLeadsToBoth({ page, call }) {
  const title = 'Кофе в Алматы подорожал на четверть';
  const accounts = (await rowsOf(call, { view: 'all' })).filter((row) => row.title === title);
  assert.deepEqual(accounts.map((row) => row.sources), [2, 2], 'each of the two is one of two');
  assert.equal((await rowsOf(call, { view: 'all' })).filter((row) => row.sources > 1).length, 2, 'all others stand alone');
  const [own, other] = accounts;
  await openView(page, 'All news');
  await openByKeyboard(page, own.id);
  assert.match(await page.locator(`[data-row="${own.id}"] .meta`).textContent(), /2 sources/);
  const alone = (await rowsOf(call, { view: 'all' })).find((row) => row.sources === 1);
  assert.doesNotMatch(await page.locator(`[data-row="${alone.id}"] .meta, [data-row] .meta`).first().textContent(), /sources?/);
  const also = page.getByRole('navigation', { name: 'Also in' });
  assert.match(await also.textContent(), /Also in:/);
  const link = also.getByRole('button', { name: other.source });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('article .kicker', { hasText: other.source }).waitFor();
  await also.getByRole('button', { name: own.source, exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('article .kicker', { hasText: own.source }).waitFor();
}

async function whatWasSoughtIsMarked({ page, call }) {
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('башня');
  await page.locator('[data-row] .headline mark').first().waitFor();
  // The library's own stems: башню is found by башня, in the headline too.
  assert.deepEqual(await page.locator('[data-row] .headline mark').allTextContents(), ['башню']);
  const found = await call('search', { query: 'башня', limit: 20 });
  for (const row of found) {
    const before = row.excerpt.split('\u2068')[0].trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    assert.ok(before.length <= 3, `the match stands near the beginning: ${row.excerpt}`);
    assert.doesNotMatch(row.excerpt, /^… | …$/);
  }
  const seen = await page.locator('[data-row] .excerpt mark').evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect().bottom <= mark.closest('.excerpt').getBoundingClientRect().bottom + 1));
  assert.ok(seen.length > 0 && seen[0], 'it is not clamped away');
}

export const tests = {
  'a story of two sources says so, and each leads to the other': aStoryOfTwoSourcesSaysSoAndLeadsToBoth,
  'what was sought is marked in headlines and near the beginning of excerpts': whatWasSoughtIsMarked,
  'a photo of the report stands once': aPhotoOfTheReportStandsOnce,
  'the page of an article is fetched by key': thePageIsFetchedByKey,
  'a list begins at its top, whatever was read before': aListBeginsAtItsTop,
  'an article opens by keyboard, whole and once read': opensByKeyboard,
  'a film stands where it is in the text': filmStandsInItsPlace,
  'a related article opens inside and Escape returns': relatedOpensInsideAndEscapeReturns,
  'a link out of the library opens beside and the page stays': linkOutOpensBesideAndThePageStays,
  'next and previous follow the list': nextAndPreviousFollowTheList,
  'the whole list can be walked, part by part': theWholeListIsReached,
};
