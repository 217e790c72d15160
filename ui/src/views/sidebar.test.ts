import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';

let app: App;

async function openList() {
  localStorage.clear();
  const host = fakeHost('?language=en');
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.library.value !== null && app.list.rows.length > 0 && !app.list.loading).toBe(true);
  app.show('list');
  const sidebar = await screen.findByRole('complementary', { name: 'Views and sources' });
  const source = (name: string) => within(sidebar).findByText(name).then((label) => label.closest('button') as HTMLElement);
  return { host, sidebar, source };
}

let list: Awaited<ReturnType<typeof openList>>;
beforeEach(async () => (list = await openList()));
afterEach(() => cleanup());

const folderOf = (id: string) => app.feeds.find((feed) => feed.id === id)?.folder;

test('a source dropped on a line of a folder lies in that folder, and Undo puts it back', async () => {
  const carried = new Map<string, string>();
  const dataTransfer = { setData: (kind: string, text: string) => carried.set(kind, text), getData: (kind: string) => carried.get(kind) ?? '', get types() { return [...carried.keys()]; }, effectAllowed: '' };
  const [from, onto] = [await list.source('Степной вестник'), await list.source('Тенге и рынок')];
  await fireEvent.dragStart(from, { dataTransfer });
  await fireEvent.dragOver(onto, { dataTransfer });
  await fireEvent.drop(onto, { dataTransfer });
  await expect.poll(() => folderOf('f1')).toBe('Экономика');
  await expect.poll(() => app.toasts.current?.text).toBe('Moved to Экономика: 1 source');
  app.toasts.act();
  await expect.poll(() => folderOf('f1')).toBe('Казахстан');
});

test('a folder is renamed by its menu, and who reads it stays in it', async () => {
  await app.openView({ view: 'folder', of: 'Казахстан' });
  await fireEvent.contextMenu(within(list.sidebar).getByText('Казахстан'));
  await fireEvent.click(within(await screen.findByRole('menu', { name: 'Казахстан' })).getByRole('menuitem', { name: 'Rename the folder…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Rename the folder…' });
  const field = within(dialog).getByLabelText('Folder');
  expect(within(dialog).getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  await fireEvent.input(field, { target: { value: 'Мир' } });
  expect(within(dialog).getByText('There is a folder of that name: both become one.')).toBeTruthy();
  await fireEvent.input(field, { target: { value: ' Страна ' } });
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await expect.poll(() => folderOf('f1')).toBe('Страна');
  await expect.poll(() => app.view).toEqual({ view: 'folder', of: 'Страна' });
  expect(app.feeds.some((feed) => feed.folder === 'Казахстан')).toBe(false);
});

test('several chosen sources are paused, and put into a new folder', async () => {
  app.sources.choose('f1');
  app.sources.choose('f2');
  const act = async (name: string) => {
    await fireEvent.contextMenu(await list.source('Степной вестник'));
    await fireEvent.click(within(await screen.findByRole('menu')).getByRole('menuitem', { name }));
  };
  await act('Pause');
  await expect.poll(() => app.feeds.filter((feed) => feed.paused).map((feed) => feed.id)).toEqual(expect.arrayContaining(['f1', 'f2']));
  await act('Move to a new folder…');
  await fireEvent.input(within(await screen.findByRole('dialog')).getByLabelText('Folder'), { target: { value: 'Утро' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => [folderOf('f1'), folderOf('f2')]).toEqual(['Утро', 'Утро']);
});

test('what is folded is folded when the window comes again', async () => {
  await fireEvent.click(within(list.sidebar).getByRole('button', { name: 'Fold Казахстан' }));
  expect(within(list.sidebar).queryByText('Степной вестник')).toBeNull();
  cleanup();
  render(Window, { app });
  await screen.findByRole('button', { name: 'Unfold Казахстан' });
});

test('what is dropped from elsewhere is no source', async () => {
  const dataTransfer = { getData: () => '', types: ['text/plain'] };
  await fireEvent.drop(await list.source('Тенге и рынок'), { dataTransfer });
  expect(list.host.asked.some((request) => request.cmd === 'edit_feed')).toBe(false);
});

test('the menu of a source does by keyboard what the pointer does', async () => {
  await fireEvent.contextMenu(await list.source('Степной вестник'));
  const menu = await screen.findByRole('menu', { name: 'Степной вестник' });
  expect(document.activeElement?.textContent?.trim()).toBe('Open');
  await fireEvent.keyDown(document.activeElement as Element, { key: 'End' });
  expect(document.activeElement?.textContent?.trim()).toBe('Remove');
  await fireEvent.click(within(menu).getByRole('menuitem', { name: 'Move to Мир' }));
  await expect.poll(() => folderOf('f1')).toBe('Мир');
  expect(screen.queryByRole('menu')).toBeNull();
});

test('several chosen sources are removed with one Undo', async () => {
  await fireEvent.click(await list.source('Степной вестник'), { ctrlKey: true });
  await fireEvent.click(await list.source('Дала ньюс'), { shiftKey: true });
  expect([...app.sources.chosen]).toEqual(['f1', 'f2', 'f3']);
  expect(app.view).toEqual({ view: 'today' });
  await fireEvent.click(within(list.sidebar).getByRole('button', { name: 'Remove' }));
  expect(app.feeds.some((feed) => ['f1', 'f2', 'f3'].includes(feed.id))).toBe(false);
  expect(app.toasts.current?.text).toBe('Removed: 3 sources');
  app.toasts.act();
  await expect.poll(() => app.feeds.filter((feed) => ['f1', 'f2', 'f3'].includes(feed.id)).length).toBe(3);
  expect(list.host.asked.some((request) => request.cmd === 'remove_feed')).toBe(false);
});

test('rows are set in three densities, which the window remembers', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'Density of the rows' }));
  expect((await screen.findByRole('menuitemradio', { name: 'Regular' })).getAttribute('aria-checked')).toBe('true');
  await fireEvent.click(screen.getByRole('menuitemradio', { name: 'Compact' }));
  await expect.poll(() => app.settings?.density).toBe('compact');
  expect(list.host.asked.some((request) => request.cmd === 'set_settings' && request.args.density === 'compact')).toBe(true);
});
