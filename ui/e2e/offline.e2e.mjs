/** With the world gone: articles, photo reports, rates and weather are still here. */
import assert from 'node:assert/strict';
import { allPicturesLoaded, becomes, openView, plain, press, proseText } from './expect.mjs';

async function everyArticleOpens({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'all' }, after: null, limit: 500 });
  assert.ok(rows.length >= 60, `${rows.length} articles`);
  await openView(page, 'All news');
  await page.locator(`[data-row="${rows[0].id}"]`).click();
  for (const [i, row] of rows.entries()) {
    if (i > 0) await page.keyboard.press('n');
    await becomes(page, () => page.locator('article h1').textContent().then(plain), plain(row.title), `headline ${i}`);
    assert.equal(row.state, 'complete', `${row.title} is complete`);
    const { text: whole } = await call('article', { id: row.id });
    // Two papers may have one headline: only the text tells which of them is open.
    const last = plain(whole.split('\n').filter(Boolean).at(-1) ?? '');
    await becomes(page, () => proseText(page).then((text) => plain(text).includes(last) || plain(row.lead).includes(last)), true, `the text of “${row.title}” goes to its end`);
    if (row.pictures > 0) await becomes(page, () => allPicturesLoaded(page), true, `pictures of “${row.title}”`);
  }
}
everyArticleOpens.offline = true;

async function everyPhotoOfEveryReportOpens({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'photo_reports' }, after: null, limit: 100 });
  assert.ok(rows.length >= 6, `${rows.length} photo reports`);
  await openView(page, 'Photo reports');
  for (const row of rows) {
    const { photo_report: photos } = await call('article', { id: row.id });
    await page.keyboard.press('j');
    await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('data-row')), row.id, 'the focused row');
    await page.keyboard.press('i');
    const gallery = page.getByRole('dialog');
    for (const [i, photo] of photos.entries()) {
      if (i > 0) await page.keyboard.press('ArrowRight');
      await gallery.getByText(`${i + 1} of ${photos.length}`, { exact: true }).waitFor();
      await becomes(page, () => gallery.locator('.stage img').evaluate((img) => img.complete && img.naturalWidth > 0), true, `photo ${i + 1} of “${row.title}”`);
      if (photo.caption) assert.ok(plain(await gallery.locator('.caption p').textContent()).includes(plain(photo.caption)));
    }
    await page.keyboard.press('Escape');
    await becomes(page, () => page.getByRole('dialog').count(), 0, 'galleries open');
  }
}
everyPhotoOfEveryReportOpens.offline = true;

async function ratesAndWeatherAreRead({ page, call }) {
  const { rates } = await call('rates', { refresh: false });
  assert.equal(rates.length, 4);
  await page.locator('[data-row]').first().waitFor();
  await press(page, 'g r');
  for (const rate of rates) {
    const row = page.getByRole('row', { name: new RegExp(rate.code) }).last();
    const text = await becomes(page, () => row.textContent(), (now) => now.includes(rate.value), `${rate.code} ${rate.value}`);
    assert.ok(text.includes(rate.value), `${rate.code} ${rate.value} in ${text}`);
    assert.ok(text.includes({ up: 'up', down: 'down', unchanged: 'unchanged', unknown: 'no earlier rate' }[rate.direction]), text);
  }
  await page.keyboard.press('Escape');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'the keyboard is back on a row');
  await press(page, 'g w');
  await page.getByRole('heading', { name: /Weather, Almaty/ }).waitFor();
  await page.getByText('Weather data by Open-Meteo.com').waitFor();
  const { daily } = await call('weather', { city: null, refresh: false });
  await becomes(page, () => page.locator('.rail tbody tr').count(), daily.length, 'days');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'the keyboard is back on a row');
}
ratesAndWeatherAreRead.offline = true;

/** When there is no network is the engine's to say, and proved there; here is how it is said. */
async function noNetworkIsALineNotAWarning({ page }) {
  await page.route('**/call', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    if (body.kind === 'sync_state') body.value.offline = true;
    await route.fulfill({ response: answer, json: body });
  });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('F5');
  await page.getByText('No network').first().waitFor();
  await page.getByText(/\d+ articles complete offline/).first().waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.ok((await page.locator('[data-row]').count()) > 0);
}

async function silentSitesAreSaidOnce({ page, call, later }) {
  await page.locator('[data-row]').first().waitFor();
  await later(3 * 3600);
  await page.keyboard.press('F5');
  await page.locator('aside .status').getByText(/^No network since \d\d:\d\d$/).waitFor();
  assert.equal((await call('sync_state')).report.fetched, 0);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(await page.locator('.toast').count(), 0);
  assert.equal(await page.locator('.sources .trouble').count(), 0, 'one failure is no trouble yet');
  assert.ok((await page.locator('[data-row]').count()) > 0);
}
silentSitesAreSaidOnce.offline = true;

export const tests = {
  'every article opens with its text and pictures': everyArticleOpens,
  'every photo of every report opens by keyboard': everyPhotoOfEveryReportOpens,
  'rates and weather are read by keyboard': ratesAndWeatherAreRead,
  'silent sites are said once, and calmly': silentSitesAreSaidOnce,
  'no network is a line, not a warning': noNetworkIsALineNotAWarning,
};
