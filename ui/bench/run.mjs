/**
 * How much work the interface is for the browser's main thread, beside a bare list of 50 plain rows in the same run.
 *
 *   QAZETCTL=path/to/qazetctl [CHROMIUM=/usr/bin/chromium] [ARTICLES=100000] [ROUNDS=50] [OPENED=1000] [SCROLL_MS=60000] npm run bench
 *
 * Task time is `TaskDuration` of the DevTools protocol; the figures are medians. The last line is what falls short.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { ask, toList } from '../e2e/stage.mjs';
import { openPress } from './press.mjs';

const program = process.env.QAZETCTL;
if (!program) throw new Error('QAZETCTL is not set: build it with `cargo build --release -p cli --features dev,testing` and name it here.');
const ARTICLES = Number(process.env.ARTICLES ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 50);
const OPENED = Number(process.env.OPENED ?? 1000);
const SCROLL_MS = Number(process.env.SCROLL_MS ?? 60_000);
const EACH = 500;
const NOW = '2026-11-20T06:00:00Z';
const dist = join(import.meta.dirname, '..', 'dist', 'assets');

const pages = new Map();
const json = (value) => ({ type: 'application/json', body: JSON.stringify(value) });
const font = (name) => ({ type: 'font/woff2', body: readFileSync(join(dist, readdirSync(dist).find((file) => file.startsWith(name)))) });
pages.set('/bare', { type: 'text/html', body: readFileSync(join(import.meta.dirname, 'bare.html')) });
pages.set('/font/serif', font('source-serif-4-cyrillic-opsz-normal'));
pages.set('/font/sans', font('inter-cyrillic-wght-normal'));

const folder = mkdtempSync(join(tmpdir(), 'qazet-bench-'));
const press = await openPress(Math.ceil(ARTICLES / EACH), EACH, pages);
const world = join(folder, 'world.json');
writeFileSync(world, JSON.stringify({ endpoints: {}, catalogue: [], hosts: {} }));
writeFileSync(join(folder, 'feeds.opml'), press.opml);
const global = ['--data', join(folder, 'library'), '--world', world, '--clock', NOW, '--json'];
const ctl = (...args) => promisify(execFile)(program, [...global, ...args], { maxBuffer: 2 ** 28 });
await ctl('opml', 'import', join(folder, 'feeds.opml'));
const began = performance.now();
await ctl('sync', '--now');
console.log(`library: ${ARTICLES} articles, synced in ${Math.round((performance.now() - began) / 1000)} s`);

const serve = spawn(program, [...global, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => serve.kill('SIGKILL'));
const [line] = await once(createInterface({ input: serve.stdout }), 'line');
const { url } = JSON.parse(line);
const call = (cmd, args) => ask(url, cmd, args);

// What the bare page shows is what the library says.
const { feeds } = await call('library');
const first = await call('timeline', { view: { view: 'all' }, after: null, limit: 60 });
pages.set('/rows/0', json(first));
for (const row of first.rows) pages.set(`/article/${row.id}`, json(await call('article', { id: row.id })));
const words = ['мост', 'река', 'степь', 'город', 'ветер', 'поезд'];
for (const word of words) for (let i = 1; i <= word.length; i++) pages.set(encodeURI(`/rows/${word.slice(0, i)}`), json({ rows: await call('search', { query: word.slice(0, i), limit: 200 }) }));
for (const feed of feeds.slice(0, ROUNDS)) pages.set(`/rows/${feed.id}`, json(await call('timeline', { view: { view: 'feed', of: feed.id }, after: null, limit: 60 })));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--enable-precise-memory-info'],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Almaty', locale: 'en-GB', reducedMotion: 'reduce' });
context.setDefaultTimeout(60_000);

async function openPage(address, ready) {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator(ready).first().waitFor();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  const metric = async (name) => (await devtools.send('Performance.getMetrics')).metrics.find((each) => each.name === name).value;
  /** Milliseconds of the main thread from `act` until `done` holds and two more frames are drawn. */
  const cost = async (act, done, of) => {
    const before = await metric('TaskDuration');
    await page.evaluate(
      ([act, done, of]) =>
        new Promise((resolve) => {
          new Function('of', act)(of);
          const isDone = new Function('of', `return ${done}`);
          const look = () => (isDone(of) ? requestAnimationFrame(() => requestAnimationFrame(resolve)) : requestAnimationFrame(look));
          look();
        }),
      [act, done, of],
    );
    return (await metric('TaskDuration') - before) * 1000;
  };
  return { page, devtools, metric, cost };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
async function medianOf(things, measure) {
  const costs = [];
  for (const thing of things) costs.push(await measure(thing));
  return median(costs);
}
const short = [];
const tell = (what, value, limit, unit = '×') => {
  const fails = value > limit;
  if (fails) short.push(what);
  console.log(`${what}: ${value.toFixed(2)}${unit} (at most ${limit}${unit})${fails ? '  TOO MUCH' : ''}`);
};

// The policy of the page lets nothing be made from text; measuring needs it.
await context.route(`${new URL(url).origin}/**`, async (route) => {
  if (route.request().resourceType() !== 'document') return route.continue();
  const answer = await route.fetch();
  const headers = answer.headers();
  delete headers['content-security-policy'];
  return route.fulfill({ response: answer, headers });
});
const qazet = await openPage(url, 'main.front [data-story]');
await toList(qazet.page);
const bare = await openPage(`${press.origin}/bare`, '[data-row]');
await qazet.page.getByRole('button', { name: /^All news/ }).click();
await qazet.page.locator(`[data-row="${first.rows[0].id}"]`).waitFor();

const some = Array.from({ length: ROUNDS }, (_, i) => i);
/** As far as both pages have rows in sight. */
const steps = some.slice(0, 44);
const strike = (key) => `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', code: 'Key${key.toUpperCase()}', bubbles: true }))`;
const opened = { qazet: `document.querySelector('.prose-host')?.shadowRoot?.querySelector('p') && document.querySelector('article h1')?.textContent.replaceAll('\\u00a0', ' ') === of.title`, bare: `document.body.dataset.open === of.id` };
const click = `document.querySelector('[data-row="' + of.id + '"]').click()`;
const visible = first.rows.slice(0, 8);
async function pair(what, limit, costs) {
  const [of, beside] = [await costs(qazet, opened.qazet), await costs(bare, opened.bare)];
  tell(`${what} (${of.toFixed(1)} ms beside ${beside.toFixed(1)} ms)`, of / beside, limit);
}
await pair('open an article', 3, (at, done) => medianOf(some, (i) => at.cost(click, done, visible[i % visible.length])));
await at0();
await pair('next article', 3, (at, done) => medianOf(steps, (i) => at.cost(at === qazet ? strike(']') : strike('n'), done, first.rows[i + 1])));
await pair('previous article', 3, (at, done) => medianOf(steps, (i) => at.cost(strike('p'), done, first.rows[steps.length - 1 - i])));
async function at0() {
  for (const [at, done] of [[qazet, opened.qazet], [bare, opened.bare]]) await at.cost(click, done, first.rows[0]);
}

const firstOf = new Map();
for (const feed of feeds.slice(0, ROUNDS)) firstOf.set(feed.id, JSON.parse(pages.get(`/rows/${feed.id}`).body).rows[0]);
const sources = feeds.slice(0, ROUNDS).map((feed) => ({ feed: feed.id, title: feed.title, id: firstOf.get(feed.id).id }));
const switched = {
  of: await medianOf(sources, (of) => qazet.cost(`document.querySelector('.sources button.feed[title^="' + of.title + '"]').click()`, `document.querySelector('[data-row="' + of.id + '"]')`, of)),
  beside: await medianOf(sources, (of) => bare.cost(`show('/rows/' + of.feed)`, `document.querySelector('[data-row="' + of.id + '"]')`, of)),
};
tell(`switch source (${switched.of.toFixed(1)} ms beside ${switched.beside.toFixed(1)} ms)`, switched.of / switched.beside, 4);

const strokes = words.flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1)));
const type = (field) => `const field = document.querySelector('${field}'); field.value = of; field.dispatchEvent(new Event('input', { bubbles: true }))`;
await qazet.page.keyboard.press('/');
await qazet.page.getByRole('searchbox').waitFor();
const answered = JSON.stringify(Object.fromEntries(strokes.map((stroke) => [stroke, JSON.parse(pages.get(encodeURI(`/rows/${stroke}`)).body).rows[0]?.id ?? ''])));
const there = `(${answered})[of] === '' || document.querySelector('[data-row="' + (${answered})[of] + '"]')`;
const typed = { of: await medianOf(strokes, (of) => qazet.cost(type('.time input[type=search]'), there, of)), beside: await medianOf(strokes, (of) => bare.cost(type('input'), there, of)) };
tell(`search keystroke (${typed.of.toFixed(1)} ms beside ${typed.beside.toFixed(1)} ms)`, typed.of / typed.beside, 4);

// The longest task: while the timeline is scrolled, and while a sync runs.
const longest = (page, act) =>
  page.evaluate(async (act) => {
    let worst = 0;
    const watch = new PerformanceObserver((list) => list.getEntries().forEach((task) => (worst = Math.max(worst, task.duration))));
    watch.observe({ type: 'longtask' });
    await new (Object.getPrototypeOf(async () => {}).constructor)(act)();
    watch.disconnect();
    return worst;
  }, act);
await qazet.page.getByRole('button', { name: /^All news/ }).click();
await qazet.page.locator(`[data-row="${first.rows[0].id}"]`).waitFor();
const scrolling = await longest(
  qazet.page,
  `const rows = document.querySelector('.rows'); const until = performance.now() + ${SCROLL_MS}; let still = 0;
   while (performance.now() < until && still < 120) { const before = rows.scrollTop; rows.scrollTop += 2000; still = rows.scrollTop === before ? still + 1 : 0; await new Promise(requestAnimationFrame); }
   document.body.dataset.reached = rows.scrollTop;`,
);
console.log(`scrolled ${await qazet.page.evaluate(() => document.body.dataset.reached)} px of the timeline`);
tell('longest task while scrolling', scrolling, 200, ' ms');
tell('longest task during a sync', await longest(qazet.page, `${strike('x')}; document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'F5', code: 'F5', bubbles: true })); await new Promise((done) => setTimeout(done, 15000));`), 200, ' ms');

// What 1,000 opened articles leave behind.
await qazet.page.getByRole('button', { name: /^All news/ }).click();
await qazet.page.locator(`[data-row="${first.rows[0].id}"]`).click();
const heap = async () => {
  await qazet.devtools.send('HeapProfiler.collectGarbage');
  return (await qazet.metric('JSHeapUsedSize')) / 2 ** 20;
};
const open = async (count) => {
  for (let i = 0; i < count; i++) {
    const before = await qazet.page.locator('article h1').textContent();
    await qazet.cost(strike(i % 40 < 20 ? ']' : 'p'), `document.querySelector('article h1')?.textContent !== of && document.querySelector('.prose-host')`, before);
  }
};
await open(OPENED / 10);
const early = await heap();
await open(OPENED * 0.9);
tell(`heap after ${OPENED} articles (${(await heap()).toFixed(1)} MB beside ${early.toFixed(1)} MB after a tenth)`, (await heap()) / early, 1.15);

const load = async (address, ready) => {
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(ready).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  const took = performance.now() - started;
  await page.close();
  return took;
};
const loads = { of: await medianOf(some.slice(0, 10), () => load(url, 'main.front [data-story]')), beside: await medianOf(some.slice(0, 10), () => load(`${press.origin}/bare`, 'h1')) };
tell(`headlines are there (${Math.round(loads.of)} ms beside ${Math.round(loads.beside)} ms)`, loads.of / loads.beside, 2);
const sizes = readdirSync(dist).filter((file) => file.endsWith('.js')).map((file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
tell('JavaScript, gzipped', sizes.reduce((a, b) => a + b, 0) / 1000, 150, ' kB');

await browser.close();
press.close();
serve.kill('SIGTERM');
await once(serve, 'exit');
rmSync(folder, { recursive: true, force: true });
console.log(short.length === 0 ? 'nothing falls short' : `falls short: ${short.join('; ')}`);
process.exit(short.length === 0 ? 0 : 1);
