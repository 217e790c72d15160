import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';

let app: App;

async function openWindow() {
  const host = fakeHost('?language=en&state=running');
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.sync.value !== null && !app.list.loading).toBe(true);
  await tick();
}

afterEach(() => cleanup());

test('an empty list of the reader’s own says so while a sync runs, and one that news comes into waits for them', async () => {
  await openWindow();
  expect(app.sync.value?.running).toBe(true);
  await app.openView({ view: 'hidden' });
  expect(await screen.findByRole('heading', { name: catalogues.en.empty.hidden })).toBeTruthy();
  await app.openView({ view: 'folder', of: 'An empty one' });
  await expect.poll(() => document.querySelector('[data-pane="list"] .rows .w82')).toBeTruthy();
});

test('that nothing was found is read out', async () => {
  await openWindow();
  await app.openSearch('ыыщщъъ');
  await expect.poll(() => screen.getAllByRole('status').map((line) => line.textContent?.trim())).toContain('“ыыщщъъ” was not found');
});
