import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import './behind';
import Window from '../App.svelte';
import type { SyncState } from '../api/wire/SyncState';
import { fakeHost } from '../host/fake';
import { syncState } from '../host/fake/desk';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';

let app: App;
/** Where sync stands, as the core says it next. */
let sync: SyncState;

async function openWindow(search = '?language=en') {
  const host = fakeHost(search);
  sync = syncState();
  const asked: string[] = [];
  const played = {
    ...host,
    call: async (request: Parameters<typeof host.call>[0]) => {
      asked.push(request.cmd);
      if (request.cmd === 'stop_sync') sync = { ...sync, stopped: true };
      return request.cmd === 'sync_state' || request.cmd === 'stop_sync' ? { kind: 'sync_state' as const, value: sync } : host.call(request);
    },
  };
  app = new App(played, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.sync.value !== null && !app.list.loading).toBe(true);
  await tick();
  return { host, asked };
}

afterEach(() => cleanup());

const RUNNING = { running: true, progress: { step: 'sync', done: 12, of: 40, bytes: 3_400_000 } };
const said = () => screen.getAllByRole('status').map((line) => line.textContent?.trim()).filter(Boolean);

test('a sync shows how far it is and is stopped by its button, and only its beginning and end are read out', async () => {
  const { host, asked } = await openWindow();
  const heard: string[][] = [];
  const tell = async (change: Partial<SyncState>) => {
    sync = { ...sync, ...change };
    host.emit({ event: 'sync_changed' });
    await expect.poll(() => app.sync.value).toEqual(sync);
    await tick();
    heard.push(said() as string[]);
  };
  expect(said()).toEqual([]);
  await tell(RUNNING);
  await tell({ progress: { ...RUNNING.progress, done: 13, bytes: 3_500_000 } });
  const masthead = within(document.querySelector<HTMLElement>('main.front header .right') ?? document.body);
  expect(masthead.getByText(/13.of.40 · 3\.5.MB/)).toBeTruthy();
  const stop = masthead.getByRole('button', { name: 'Stop updating' });
  stop.focus();
  await fireEvent.click(stop);
  await expect.poll(() => asked).toContain('stop_sync');
  await expect.poll(() => masthead.queryByText('Stopping…')).toBeTruthy();
  await tell({ running: false, progress: null });
  expect(masthead.getByText('Update stopped')).toBeTruthy();
  expect(heard).toEqual([['Updating…'], ['Updating…'], ['Update stopped']]);
  expect(masthead.queryByRole('button', { name: 'Stop updating' })).toBeNull();
  expect(document.activeElement?.textContent, 'the keyboard is not lost').toContain('Update stopped');
});

test('the age of the paper is read out by nobody', async () => {
  await openWindow();
  const aged = screen.getAllByText(/^Updated .* ago/);
  expect(aged.length).toBeGreaterThan(0);
  for (const line of aged) expect(line.closest('[aria-live], [role=status]')).toBeNull();
});

test('while an edition is packed its numbers are read out by nobody', async () => {
  await openWindow('?language=en&edition=packing');
  app.show('edition');
  const figures = await screen.findByText(/143.of.486/);
  expect(figures.closest('[aria-live], [role=status]')).toBeNull();
});
