/** What of the bars of `bench/` holds on every machine: the program's weight, and a heap that does not grow with reading. */
import assert from 'node:assert/strict';
import { openMany } from '../bench/long.mjs';
import { measured } from '../bench/pages.mjs';
import { weigh } from '../bench/weight.mjs';

async function theProgramIsLight() {
  assert.ok(weigh() <= 150, `all JavaScript together is ${weigh().toFixed(1)} kB gzipped, at most 150 kB`);
}

async function theHeapStaysFlat({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'today' }, after: null, limit: 60 });
  const { early, late } = await openMany(await measured(page), rows.filter((row) => row.state !== 'headline'), 200);
  assert.ok(late < early * 1.15, `${late.toFixed(1)} MB after 200 opened articles, ${early.toFixed(1)} MB after 20`);
}

/** The window's code is held back until the news has been asked for; what a later question would have to wait for came with it. Before there are headlines two files of code are read. */
async function theNewsIsAskedForFirst({ page, context }) {
  const fresh = await context.newPage();
  const asked = [];
  const code = [];
  const isAsked = new Promise((done) => {
    fresh.on('request', (request) => {
      if (request.resourceType() === 'script') code.push(/assets\/(\w+)/.exec(request.url())?.[1]);
      if (!request.url().endsWith('/call')) return;
      asked.push(request.postDataJSON().cmd);
      done();
    });
  });
  await fresh.route(/\/assets\/window-.*\.js$/, async (route) => {
    await isAsked;
    await route.continue();
  });
  await fresh.goto(page.url());
  await fresh.locator('main.front [data-story]').first().waitFor();
  assert.equal(asked[0], 'open');
  assert.deepEqual(asked.filter((cmd) => ['start', 'library', 'catalogue', 'settings'].includes(cmd)), []);
  assert.deepEqual(code.filter((name) => name !== 'behind').sort(), ['index', 'window']);
  await fresh.close();
}

export const tests = {
  'the news is asked for before the window is there, all in one': theNewsIsAskedForFirst,
  'all JavaScript together is light': theProgramIsLight,
  'the heap stays flat while two hundred articles are opened': theHeapStaysFlat,
};
