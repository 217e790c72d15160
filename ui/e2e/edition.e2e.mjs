/** The edition in the window: packed, stopped, gone on with, and read on the plane. */
import assert from 'node:assert/strict';
import { allPicturesLoaded, becomes, listed, plain, press, proseText } from './expect.mjs';

/** Packs with the keyboard and the mouse, as a reader does, and waits until it is done. */
async function pack(page, call) {
  await page.locator('[data-row]').first().waitFor();
  await press(page, 'g e');
  await page.getByRole('heading', { name: 'Nothing is packed yet' }).waitFor();
  await page.getByRole('button', { name: 'Pack', exact: true }).click();
  await page.getByRole('button', { name: 'Open the edition' }).waitFor({ timeout: 120_000 });
  return call('edition');
}

/** Every article and photo report of the edition is opened in the window and is whole. */
async function readAll(page, call) {
  const { rows } = await call('timeline', { view: { view: 'edition' }, after: null, limit: 500 });
  await page.getByRole('button', { name: 'Open the edition' }).click();
  await listed(page);
  await page.locator(`[data-row="${rows[0].id}"]`).click();
  for (const [i, row] of rows.entries()) {
    if (i > 0) await page.keyboard.press(']');
    await becomes(page, () => page.locator('article h1').textContent().then(plain), plain(row.title), `headline ${i}`);
    assert.equal(row.state, 'complete', `${row.title} is complete`);
    const { text: whole, photo_report: photos } = await call('article', { id: row.id });
    // Two papers may have one headline: only the text tells which of them is open.
    const last = plain(whole.split('\n').filter(Boolean).at(-1) ?? '');
    await becomes(page, () => proseText(page).then((text) => plain(text).includes(last) || plain(row.lead).includes(last)), true, `the text of “${row.title}” goes to its end`);
    if (row.pictures > 0) await becomes(page, () => allPicturesLoaded(page), true, `pictures of “${row.title}”`);
    if (photos.length > 0) await lookThrough(page, row, photos);
  }
  return rows.length;
}

async function lookThrough(page, row, photos) {
  await page.keyboard.press('i');
  const gallery = page.getByRole('dialog');
  for (const i of photos.keys()) {
    if (i > 0) await page.keyboard.press('ArrowRight');
    await gallery.getByText(`${i + 1} of ${photos.length}`, { exact: true }).waitFor();
    await becomes(page, () => gallery.locator('.stage img').evaluate((img) => img.complete && img.naturalWidth > 0), true, `photo ${i + 1} of “${row.title}”`);
  }
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'galleries open');
}

async function theEditionIsReadOnThePlane({ page, call, newsroom, attempts }) {
  const packed = await pack(page, call);
  assert.equal(packed.state, 'packed');
  assert.ok(packed.articles >= 60 && packed.photo_reports >= 6, JSON.stringify(packed));
  assert.ok(packed.bytes <= packed.budget * 1.01 && packed.budget === 80_000_000);
  const coming = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Save as a book (EPUB)' }).click();
  assert.equal((await coming).suggestedFilename(), 'Qazet, 20 November 2026.epub');
  await page.getByRole('status').getByText(`Saved: Qazet, 20 November 2026.epub, ${packed.articles} articles`).waitFor();
  // The newsroom counts what it is asked, and Qazet what it asks.
  await newsroom.forget();
  const before = await attempts();
  assert.equal(await readAll(page, call), packed.articles);
  assert.equal(await newsroom.requests(), 0, 'nobody was asked for anything');
  assert.equal(await attempts(), before, 'nothing was attempted');
  // With nobody there at all it is the same.
  await newsroom.end();
  await page.reload();
  await page.locator('main.front').waitFor();
  await press(page, 'g e');
  await page.getByRole('button', { name: 'Open the edition' }).waitFor();
  assert.equal(await readAll(page, call), packed.articles);
  assert.equal(await attempts(), before);
}
theEditionIsReadOnThePlane.own = true;
theEditionIsReadOnThePlane.subscribed = true;

async function aTightBudgetSaysWhatHadNoRoom({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await call('pack_edition', { budget: 700_000 });
  await press(page, 'g e');
  await page.getByText(/^No room for \d+ articles?\./).waitFor({ timeout: 60_000 });
  const { bytes, budget, left_out } = await call('edition');
  assert.ok(bytes <= budget * 1.01, `${bytes} of ${budget}`);
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByRole('heading', { name: 'Left out of the edition' }).waitFor();
  const { rows } = await call('timeline', { view: { view: 'left_out' }, after: null, limit: 500 });
  assert.equal(rows.length, left_out);
}

async function aStoppedEditionGoesOn({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  // Told to stop as soon as it has begun.
  await press(page, 'g e');
  await page.getByRole('button', { name: 'Pack', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('main').getByText('Packing was not finished').waitFor({ timeout: 60_000 });
  await page.reload();
  await page.locator('main.front').waitFor();
  await press(page, 'g e');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText(/^Packed /).waitFor({ timeout: 120_000 });
  assert.equal((await call('edition')).state, 'packed');
}
aStoppedEditionGoesOn.own = true;
aStoppedEditionGoesOn.subscribed = true;

export const tests = {
  'the edition is read on the plane': theEditionIsReadOnThePlane,
  'a tight budget says what had no room': aTightBudgetSaysWhatHadNoRoom,
  'a stopped edition goes on': aStoppedEditionGoesOn,
};
