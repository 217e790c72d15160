/** What the reader does most, in Qazet and on the bare page: main-thread time of each, medians. */
import { ask, toList } from '../e2e/stage.mjs';
import { click, openPage, shows, strike } from './pages.mjs';

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const WORDS = ['мост', 'река', 'степь', 'город', 'ветер', 'поезд', 'снег', 'утро', 'рынок', 'школа', 'дорога'];

async function medianOf(things, measure) {
  const costs = [];
  for (const thing of things) costs.push(await measure(thing));
  return median(costs);
}

/** What `measure` finds while the reader looks at the page: of one that lies behind another the browser draws a picture a second, and what is waited for is looked for fifty times meanwhile. */
async function inFront(at, measure) {
  await at.page.bringToFront();
  return measure(at);
}

/** The two pages, each with all news before it. */
export async function openPair(context, url) {
  const qazet = await openPage(context, url, 'main.front [data-story]');
  await toList(qazet.page);
  await qazet.page.getByRole('button', { name: /^All news/ }).click();
  const { rows } = await ask(url, 'timeline', { view: { view: 'all' }, after: null, limit: 60 });
  await qazet.page.locator(`[data-row="${rows[0].id}"]`).waitFor();
  const bare = await openPage(context, url, '[data-row]', true);
  return { qazet, bare, rows };
}

/** Median cost of each interaction as `{ what, of, beside, limit }`, `rounds` of each. */
export async function measureInteractions({ qazet, bare, rows }, url, rounds, told = () => {}, wanted = '') {
  const out = [];
  async function pair(what, limit, measure) {
    if (!what.includes(wanted)) return;
    const found = { what, of: await inFront(qazet, measure), beside: await inFront(bare, measure), limit };
    out.push(found);
    told(found);
  }
  const turns = Array.from({ length: rounds }, (_, i) => i);
  // As far as both pages have rows in sight without scrolling; every one is opened before, so that none is new to either.
  const near = rows.slice(0, 8);
  const warm = async (at) => {
    for (const row of near.toReversed()) await at.cost(click(row.id), shows(at, row));
  };
  await pair('open an article', 3, async (at) => {
    await warm(at);
    return medianOf(turns, (i) => at.cost(click(near[(i + 1) % near.length].id), shows(at, near[(i + 1) % near.length])));
  });
  const steps = turns.slice(0, rows.length > 49 ? 49 : rows.length - 1);
  const forward = async (at) => {
    await at.cost(click(rows[0].id), shows(at, rows[0]));
    return medianOf(steps, (i) => at.cost(strike(']', 'BracketRight'), shows(at, rows[i + 1])));
  };
  await pair('next article', 3, forward);
  await pair('previous article', 3, async (at) => {
    // Alone it has to come to the last one first.
    if (!(await at.run(`return ${shows(at, rows[steps.length])}`))) await forward(at);
    return medianOf(steps, (i) => at.cost(strike('p'), shows(at, rows[steps.length - 1 - i])));
  });

  const { feeds } = await ask(url, 'library');
  const sources = [];
  for (const feed of feeds.slice(0, rounds)) {
    const first = (await ask(url, 'timeline', { view: { view: 'feed', of: feed.id }, after: null, limit: 1 })).rows[0];
    sources.push({ id: feed.id, title: feed.title, there: `document.querySelector('[data-row="${first.id}"]')` });
  }
  await pair('switch source', 4, (at) =>
    medianOf(sources, ({ id, title, there }) => at.cost(at.isBare ? `showView({ view: 'feed', of: '${id}' })` : `document.querySelector('.sources button.feed[title^="${title}"]').click()`, there)),
  );

  const strokes = WORDS.flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1))).slice(0, rounds);
  const found = new Map();
  for (const stroke of strokes) found.set(stroke, (await ask(url, 'search', { query: stroke, limit: 200 }))[0]?.id);
  const type = (field, text) => `const field = document.querySelector('${field}'); field.value = '${text}'; field.dispatchEvent(new Event('input', { bubbles: true }))`;
  await qazet.page.keyboard.press('/');
  await qazet.page.getByRole('searchbox').waitFor();
  await pair('search keystroke', 4, (at) =>
    medianOf(strokes.filter((stroke) => found.get(stroke) !== undefined), (stroke) =>
      at.cost(type(at.isBare ? 'input' : '.time input[type=search]', stroke), `document.querySelector('[data-row="${found.get(stroke)}"]')`, `"query":"${stroke}"`),
    ),
  );
  return out;
}
