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

export const tests = {
  'all JavaScript together is light': theProgramIsLight,
  'the heap stays flat while two hundred articles are opened': theHeapStaysFlat,
};
