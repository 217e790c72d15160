import { expect, test } from 'vitest';
import { fakeHost } from '../host/fake';
import { fakeEdition } from '../host/fake/edition';
import { feeds } from '../host/fake/desk';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { BUDGETS, savedPercent, standingOf, USUAL_BUDGET } from './edition.svelte';
import { Speech } from './speech.svelte';

const played = (state: string) => fakeEdition(state, feeds());

test('every state of an edition has a standing', () => {
  for (const standing of ['packing', 'packed', 'stale', 'stopped', 'failed'] as const) expect(standingOf(played(standing))).toBe(standing);
  expect(standingOf(null)).toBe('never');
});

test('what was saved is told in whole percent, and never less than nothing', () => {
  const edition = played('packed');
  if (!edition) throw new Error('no edition');
  expect(savedPercent(edition)).toBe(59);
  expect(savedPercent({ ...edition, came: 10, kept: 10 })).toBe(0);
  expect(savedPercent({ ...edition, came: 0, kept: 0 })).toBe(0);
});

async function open(search: string) {
  const host = fakeHost(search);
  const app = new App(host, new Speech('en', catalogues.en));
  await app.begin();
  await app.packing.load();
  return { app, host };
}

test('the room is the usual one, then that of the last edition, then what the reader chose', async () => {
  const { app } = await open('?language=en');
  expect(app.packing.budget).toBe(USUAL_BUDGET);
  const { app: tight } = await open('?language=en&edition=tight');
  expect(tight.packing.budget).toBe(10_000_000);
  tight.packing.chosen = 20_000_000;
  expect(tight.packing.budget).toBe(20_000_000);
  tight.packing.chosen = 33_000_000;
  expect(tight.packing.budgets).toEqual([...BUDGETS, 33_000_000].sort((a, b) => a - b));
});

test('packing begins, stops and goes on', async () => {
  const { app, host } = await open('?language=en');
  await app.packing.pack();
  expect(standingOf(app.packing.edition.value)).toBe('packing');
  await app.packing.stop();
  expect(app.packing.stopping).toBe(true);
  expect(standingOf(app.packing.edition.value)).toBe('stopped');
  await app.packing.resume();
  expect(app.packing.stopping).toBe(false);
  expect(host.asked.map((each) => each.cmd).filter((cmd) => cmd.endsWith('_edition'))).toEqual(['pack_edition', 'stop_edition', 'resume_edition']);
});
