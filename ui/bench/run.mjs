/**
 * How much work the interface is for the browser, beside a bare page in the same run.
 *
 *   QAZETCTL=path/to/qazetctl [CHROMIUM=/usr/bin/chromium] [ARTICLES=100000] [ROUNDS=50] [OPENED=1000] [SCROLL_S=300] [LIBRARY=DIR] [ONLY=word] npm run bench
 *
 * `qazetctl` must be a release build with the features `dev` and `testing`, made after `npm run build`. LIBRARY names a folder
 * whose library is kept for the next run.
 * Costs are main-thread time (`TaskDuration` of the DevTools protocol, counted in the thread's own time, so that other
 * programs make no difference) of all an interaction starts, medians; the longest tasks are counted in the same way. The bare
 * page lies on the same server and shows the same answers in a list of 50 plain rows. The last line is what falls short, and the exit code tells it too.
 */
import { launch } from '../e2e/browser.mjs';
import { openView } from '../e2e/expect.mjs';
import { ask, later } from '../e2e/stage.mjs';
import { measureInteractions, median, openPair } from './interactions.mjs';
import { openLibrary } from './library.mjs';
import { loadBoth } from './load.mjs';
import { openMany, scrollThrough, syncMeanwhile } from './long.mjs';
import { openContext } from './pages.mjs';
import { weigh } from './weight.mjs';

const program = process.env.QAZETCTL;
if (!program) throw new Error('QAZETCTL is not set: build it with `cargo build --release -p cli --features dev,testing` and name it here.');
const ARTICLES = Number(process.env.ARTICLES ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 50);
const OPENED = Number(process.env.OPENED ?? 1000);
const SCROLL_MS = Number(process.env.SCROLL_S ?? 300) * 1000;
const SYNC_MS = 20_000;
/** After so long every source may be asked again. */
const PAUSE_S = 3 * 3600;
const LOADS = 11;
const isWanted = (what) => what.includes(process.env.ONLY ?? '');

const short = [];
function tell(what, value, limit, unit, how = '') {
  const fails = value > limit;
  if (fails) short.push(what);
  console.log(`${what}: ${value.toFixed(2)}${unit}${how && ` (${how})`}, at most ${limit}${unit}${fails ? '  TOO MUCH' : ''}`);
}

tell('all JavaScript, gzipped', weigh(), 150, ' kB');
const library = await openLibrary(program, ARTICLES, process.env.LIBRARY);
const { url, press } = library;
const browser = await launch();
const context = await openContext(browser);

if (isWanted('load')) {
  const loads = [];
  for (let i = 0; i < LOADS; i++) loads.push(await loadBoth(context, url));
  const [of, beside] = ['of', 'beside'].map((which) => median(loads.slice(1).map((each) => each[which])));
  tell('load until headlines are there', of / beside, 2, '×', `${Math.round(of)} ms beside ${Math.round(beside)} ms of an empty page`);
}
const pair = await openPair(context, url);
const { qazet, rows } = pair;
await measureInteractions(pair, url, ROUNDS, ({ what, of, beside, limit }) => tell(what, of / beside, limit, '×', `${of.toFixed(1)} ms beside ${beside.toFixed(1)} ms`), process.env.ONLY ?? '');
const byClock = (clock) => `${clock.toFixed(0)} ms by the clock`;

async function toAll() {
  await qazet.page.bringToFront();
  await qazet.page.keyboard.press('Escape');
  await openView(qazet.page, 'All news');
  // A sync has brought others than those of the beginning.
  const [first] = (await ask(url, 'timeline', { view: { view: 'all' }, after: null, limit: 1 })).rows;
  await qazet.page.locator(`[data-row="${first.id}"]`).waitFor();
}
if (isWanted('heap')) {
  await toAll();
  const { early, late } = await openMany(qazet, rows, OPENED);
  tell(`heap after ${OPENED} articles opened`, late / early, 1.1, '×', `${late.toFixed(1)} MB beside ${early.toFixed(1)} MB after a tenth of them`);
}
if (isWanted('sync')) {
  await toAll();
  const before = (await ask(url, 'library')).counts.all;
  press.publish(10);
  await later(url, PAUSE_S);
  const { worst, clock } = await syncMeanwhile(qazet, SYNC_MS);
  tell('longest task during a sync', worst, 200, ' ms', byClock(clock));
  const brought = (await ask(url, 'library')).counts.all - before;
  console.log(`  which brought ${brought} articles`);
  if (brought === 0) short.push('the sync brought nothing');
}
if (isWanted('scroll')) {
  await toAll();
  const { worst, clock, rows: reached } = await scrollThrough(qazet, ARTICLES, SCROLL_MS);
  tell('longest task while scrolling the whole timeline', worst, 200, ' ms', `${byClock(clock)}, ${reached} rows`);
  if (reached < ARTICLES) short.push('the end of the timeline was not reached');
  if (isWanted('sync')) {
    press.publish(10);
    await later(url, PAUSE_S);
    const late = await syncMeanwhile(qazet, SYNC_MS);
    tell('longest task during a sync, at the end of the timeline', late.worst, 200, ' ms', byClock(late.clock));
  }
}
await browser.close();
await library.close();
console.log(short.length === 0 ? 'nothing falls short' : `falls short: ${short.join('; ')}`);
process.exit(short.length === 0 ? 0 : 1);
