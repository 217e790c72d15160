/** What lies over the window never takes its keys away for nothing. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';

let app: App;

async function openWindow(search = '?language=en') {
  const host = fakeHost(search);
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.library.value !== null && !app.list.loading).toBe(true);
  await tick();
  return host;
}

afterEach(() => cleanup());

const press = (key: string, code: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key, code, ...more });

/** R opens the rates: the window hears its keys. */
async function hearsKeys() {
  await press('g', 'KeyG');
  await press('r', 'KeyR');
  expect(app.page).toBe('rates');
}

test('a sheet whose source is removed from within it closes, and the keys go on', async () => {
  await openWindow();
  const gone = app.feeds.find((feed) => feed.status === 'gone');
  if (!gone) throw new Error('a source is gone');
  app.dialog = { kind: 'feed', id: gone.id };
  const sheet = await screen.findByRole('dialog');
  const [inNotice] = within(sheet).getAllByRole('button', { name: 'Remove source' });
  if (!inNotice) throw new Error('the notice offers it');
  await fireEvent.click(inNotice);
  await expect.poll(() => app.dialog).toBeNull();
  await hearsKeys();
});

test.each(['feed', 'activity', 'ask_first'] as const)('there is no sheet (%s) of a source that is not there', async (kind) => {
  await openWindow();
  await app.sources.remove('f4');
  app.dialog = { kind, id: 'f4' };
  await expect.poll(() => app.dialog).toBeNull();
  await hearsKeys();
});

test('a source that is leaving has no line among the updates', async () => {
  await openWindow();
  app.show('sync');
  const page = await screen.findByRole('main', { name: app.t.views.sync });
  await expect.poll(() => app.sources.activity.value?.sources.some((source) => source.feed === 'f4')).toBe(true);
  const count = app.sources.activity.value?.sources.length ?? 0;
  await app.sources.remove('f4');
  await expect.poll(() => within(page).getByRole('table', { name: app.t.views.sync }).getAttribute('aria-rowcount')).toBe(String(count));
});

test('what was saved, and a source that is removed, are no buttons of the edition', async () => {
  await openWindow('?language=en&edition=packed');
  app.show('edition');
  const page = await screen.findByRole('main', { name: 'Edition' });
  const line = await within(page).findByRole('button', { name: 'Степной вестник' });
  expect(line).toBeTruthy();
  await app.sources.remove('f1');
  await expect.poll(() => within(page).queryByRole('button', { name: 'Степной вестник' })).toBeNull();
  expect(within(page).getByText('Степной вестник')).toBeTruthy();
});

test('a source that was just added is what Z takes back, not an older act', async () => {
  const host = await openWindow();
  await app.openView({ view: 'all' });
  const [row] = app.list.rows;
  if (row) await app.marking.toggleHidden(row);
  expect(app.toasts.lastUndo).not.toBeNull();
  await press('a', 'KeyA');
  const field = await screen.findByLabelText('Address of a site or feed');
  const form = field.closest('form') ?? field;
  await fireEvent.input(field, { target: { value: 'example.kz/feed' } });
  await fireEvent.submit(form);
  await screen.findByText('Newest articles');
  await fireEvent.submit(form);
  await expect.poll(() => app.feeds.some((feed) => feed.id === 'new')).toBe(true);
  await expect.poll(() => app.dialog).toBeNull();
  await press('z', 'KeyZ');
  await expect.poll(() => app.feeds.some((feed) => feed.id === 'new')).toBe(false);
  expect(host.asked.filter((request) => request.cmd === 'mark' && request.args.mark !== 'hide')).toEqual([]);
});
