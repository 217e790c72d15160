/** Rates: what they did, what they are worth in each other, and what the reader wants to be told. */
import assert from 'node:assert/strict';
import { becomes } from './expect.mjs';

async function toRates(page) {
  await page.getByRole('button', { name: /^Rates/ }).first().click();
  await page.getByRole('heading', { name: 'Rates', level: 1 }).waitFor();
}

async function theLineIsReadByKeyboard({ page, call }) {
  await toRates(page);
  const line = page.getByRole('slider', { name: 'USD in KZT' });
  await line.locator('svg').waitFor();
  const said = () => line.getAttribute('aria-valuetext');
  const { points } = await call('rate_series', { code: 'USD', days: 30 });
  assert.ok(points.length > 20, `${points.length} days`);
  const ends = (text, point) => text.endsWith(`: ${Number(point.value).toFixed(2)}`);
  await line.focus();
  await becomes(page, said, (text) => ends(text, points[0]), 'the first day');
  await page.keyboard.press('End');
  await becomes(page, said, (text) => ends(text, points.at(-1)), 'the last day');
  await page.keyboard.press('ArrowLeft');
  await becomes(page, said, (text) => ends(text, points.at(-2)), 'the day before');
  // Another currency, another span.
  await page.getByRole('button', { name: /^EUR/ }).click();
  await page.getByText('year', { exact: true }).click();
  const year = await call('rate_series', { code: 'EUR', days: 365 });
  const euro = page.getByRole('slider', { name: 'EUR in KZT' });
  await becomes(page, () => euro.getAttribute('aria-valuemax'), String(year.points.length - 1), 'the days of the line');
  await page.locator('dl div', { hasText: 'Highest' }).getByText(Number(year.highest.value).toFixed(2)).waitFor();
}

async function theChosenRateStandsAboveItsLine({ page, call }) {
  await toRates(page);
  const { rates } = await call('rates', { refresh: false });
  const of = (code) => rates.find((rate) => rate.code === code);
  const table = page.getByRole('table', { name: 'Rates' });
  for (const code of ['USD', 'CNY']) {
    await table.getByRole('button', { name: new RegExp(`^${code}`) }).click();
    const shown = page.getByRole('region', { name: `${code} in KZT` });
    await becomes(page, () => shown.locator('.value').first().textContent(), `${Number(of(code).value).toFixed(2)}\u00a0₸`, 'the value');
    await becomes(page, () => shown.locator('.of').textContent(), (text) => text.startsWith(`1\u00a0${code}, `), 'what it is the price of');
    const { points } = await call('rate_series', { code, days: 30 });
    const percent = (points.at(-1).value / points[0].value - 1) * 100;
    await becomes(page, () => shown.locator('.head p').textContent(), (text) => text.includes(`${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(2)}% since `), 'what it did');
    assert.equal(await shown.locator('circle').count(), 1, 'only the newest day has a dot');
  }
  // The axis names months, and has no more digits than it needs.
  const axis = await page.locator('.chart text').allTextContents();
  assert.ok(axis.some((text) => /^\d+ (Oct|Nov)$/.test(text)) && !axis.some((text) => /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)), axis.join(' | '));
  // What is read of a day moves nothing.
  const top = () => table.evaluate((each) => each.getBoundingClientRect().top);
  const before = await top();
  await page.locator('.chart .over').hover();
  await becomes(page, () => page.locator('.chart .note').textContent(), (text) => text !== '', 'the note');
  assert.equal(await top(), before, 'the table stays where it is');
}

async function theLineIsATableAndAFile({ page, call }) {
  await toRates(page);
  await page.getByText('90 days', { exact: true }).click();
  const { points } = await call('rate_series', { code: 'USD', days: 90 });
  await page.getByRole('button', { name: 'As a table' }).click();
  const table = page.getByRole('region', { name: 'USD in KZT' }).getByRole('row');
  await becomes(page, () => table.count(), points.length + 1, 'rows');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'USD-KZT.csv');
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
  assert.equal(lines.length, points.length + 1);
  assert.equal(lines.at(-1), `${points.at(-1).date},KZT,USD,1,${points.at(-1).value},nbk`);
}

async function amountsAreConvertedAsTheyAreTyped({ page, call }) {
  await toRates(page);
  const converter = page.getByRole('region', { name: 'Converter' });
  const answer = converter.getByRole('status');
  const { rates } = await call('rates', { refresh: false });
  const usd = Number(rates.find((rate) => rate.code === 'USD').value);
  const grouped = (value) => value.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
  await converter.getByLabel('Amount').fill('1 000,50');
  await becomes(page, () => answer.textContent(), (text) => text.includes(`${grouped(usd * 1000.5)} KZT`), 'dollars in tenge');
  await converter.getByRole('button', { name: 'The other way round' }).click();
  await becomes(page, () => answer.textContent(), (text) => text.includes(' USD'), 'tenge in dollars');
  await converter.getByLabel('Amount').fill('a lot');
  await converter.getByRole('alert').getByText('Type digits').waitFor();
  await converter.getByLabel('Amount').fill('1');
  await converter.getByLabel('On the day').fill('14.3.2026');
  await becomes(page, () => answer.textContent(), (text) => text.includes('14 March'), 'the day of the table');
  await converter.getByLabel('On the day').fill('31.2.2026');
  await converter.getByRole('alert').getByText('There was no such day').waitFor();
}
amountsAreConvertedAsTheyAreTyped.expected = ['422', '400'];

async function aBaseAndAWatchAreChosen({ page, call }) {
  await page.keyboard.press('Control+,');
  await page.getByLabel('Base currency').selectOption('USD');
  await becomes(page, () => call('rates', { refresh: false }).then(({ base }) => base), 'USD', 'the base');
  const watch = page.getByLabel('A watch, such as USD 1% or USD 500');
  await watch.fill('eur 0,5%');
  await page.keyboard.press('Enter');
  await becomes(page, () => call('settings').then(({ rate_watches }) => rate_watches.join()), 'EUR 0.5%', 'the watches');
  await watch.fill('nonsense');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('NONSENSE').waitFor();
  const watches = () => call('settings').then(({ rate_watches }) => rate_watches.join());
  await page.getByRole('button', { name: 'Remove EUR 0.5%' }).click();
  await becomes(page, watches, '', 'the watches');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await becomes(page, watches, 'EUR 0.5%', 'the watches, taken back');
}
aBaseAndAWatchAreChosen.expected = ['422', '400'];

export const tests = {
  'the chosen rate stands above its line, in large': theChosenRateStandsAboveItsLine,
  'the line of a rate is read by keyboard': theLineIsReadByKeyboard,
  'the line of a rate is a table and a file too': theLineIsATableAndAFile,
  'amounts are converted as they are typed': amountsAreConvertedAsTheyAreTyped,
  'a base and a watch are chosen': aBaseAndAWatchAreChosen,
};
