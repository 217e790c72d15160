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

async function openWindow() {
  const host = fakeHost('?language=en');
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.sync.value !== null && !app.list.loading).toBe(true);
  await tick();
}

afterEach(() => cleanup());

test('what was done in a dialog is said and taken back in it', async () => {
  await openWindow();
  app.dialog = { kind: 'keys' };
  const dialog = await screen.findByRole('dialog', { hidden: true });
  let undone = 0;
  app.toasts.show({ text: 'Done', tone: 'done', undo: () => undone++ });
  await tick();
  const button = within(dialog).getByText('Undo');
  await fireEvent.click(button);
  expect(undone).toBe(1);
  app.toasts.show({ text: 'Again', tone: 'done', undo: () => undone++ });
  await tick();
  await fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ', ctrlKey: true });
  expect(undone).toBe(2);
  // With the dialog the line does not go.
  app.toasts.show({ text: 'Kept', tone: 'done' });
  app.dialog = null;
  await expect.poll(() => screen.queryByText('Kept')?.closest('dialog')).toBeNull();
  expect(screen.getByText('Kept').isConnected).toBe(true);
});
