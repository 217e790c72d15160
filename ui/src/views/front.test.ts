import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tick } from 'svelte';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { NOW } from '../host/fake/articles';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';

let app: App;

async function openPaper(search = '') {
  const host = fakeHost(`?language=en${search}`);
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.sync.value !== null && !app.front.made.loading && !app.list.loading).toBe(true);
  await tick();
  return { host, front: await screen.findByRole('main', { name: 'Front page' }) };
}

beforeEach(() => localStorage.clear());
afterEach(() => cleanup());

const press = (key: string, code = '') => fireEvent.keyDown(document.activeElement ?? document.body, { key, code });

test('the paper opens with its front page: day, state of the edition, a lead with its credit', async () => {
  const { front } = await openPaper();
  const paper = within(front);
  expect(paper.getByText('Monday, 23 November')).toBeTruthy();
  expect(paper.getByText('Updated 5 minutes ago')).toBeTruthy();
  expect(paper.getByText('214 articles complete offline')).toBeTruthy();
  expect(paper.getByText('Photo: Айтзол Берасатеги')).toBeTruthy();
  expect(paper.getAllByRole('heading', { level: 2 })[0]?.textContent?.replaceAll('\u00a0', ' ')).toContain('Над городом соединят тропы');
});

test('without a network the masthead says so, and the page stays', async () => {
  const { front } = await openPaper('&state=offline');
  expect(within(front).getByText(/^No network since \d\d:\d\d$/)).toBeTruthy();
  expect(within(front).getAllByRole('article').length).toBeGreaterThan(10);
});

test('the front page asks for a bounded part of a large library', async () => {
  const { host } = await openPaper('&articles=20000');
  const limits = host.asked.flatMap((request) => (request.cmd === 'timeline' ? [request.args.limit] : []));
  expect(limits.length).toBeLessThanOrEqual(12);
  expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThan(400);
});

test('J walks from story to story, Enter opens, and Escape comes back to the same one', async () => {
  await openPaper();
  await press('j', 'KeyJ');
  await press('j', 'KeyJ');
  const second = app.front.rows[1]?.id ?? '';
  expect(document.activeElement?.getAttribute('data-story')).not.toBeNull();
  const at = document.activeElement as HTMLElement;
  await fireEvent.click(at);
  await expect.poll(() => app.reading.article?.id).toBe(at.dataset['story']);
  expect(app.page).toBe('list');
  await expect.poll(() => app.list.cursor).toBe(at.dataset['story']);
  await app.back();
  await expect.poll(() => app.page).toBe('front');
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['story']).toBe(at.dataset['story']);
  expect(second).not.toBe('');
});

test('a story that was read is marked on the page at once', async () => {
  const { front } = await openPaper();
  const id = app.front.page?.lead?.id ?? '';
  await app.mark([id], 'read');
  await expect.poll(() => within(front).getAllByRole('article')[0]?.classList.contains('read')).toBe(true);
});

test('the first look has the latest, the next one what came since', async () => {
  const { front } = await openPaper();
  expect(within(front).getByRole('region', { name: 'Latest' })).toBeTruthy();
  cleanup();
  const again = await openPaper(`&looked=${new Date(Date.parse(NOW) - 4 * 3_600_000).toISOString()}`);
  expect(within(again.front).getByRole('region', { name: 'Since you last looked' }).textContent).toMatch(/\d+ new since/);
});

test('news that arrives fills in pictures but moves nothing until a sync has ended', async () => {
  const { host } = await openPaper();
  const before = app.front.rows.map((row) => row.id);
  const asked = host.asked.length;
  host.emit({ event: 'articles_changed', of: { articles: ['900'] } });
  await expect.poll(() => host.asked.slice(asked).some((request) => request.cmd === 'timeline')).toBe(true);
  await expect.poll(() => app.front.made.loading).toBe(false);
  expect(app.front.rows.map((row) => row.id)).toEqual(before);
});

test('no pictures, three articles and no source at all make a page too', async () => {
  const bare = await openPaper('&pictures=none');
  expect(bare.front.querySelector('img')).toBeNull();
  cleanup();
  const few = await openPaper('&articles=3');
  expect(within(few.front).getAllByRole('article')).toHaveLength(3);
  cleanup();
  const none = await openPaper('&state=empty');
  expect(within(none.front).getByText('Not one source yet')).toBeTruthy();
});

test('a section without sources of its own leads to the list it stands for', async () => {
  const { front } = await openPaper();
  await fireEvent.click(within(within(front).getByRole('region', { name: 'Казахстан' })).getByRole('button', { name: 'Казахстан' }));
  await expect.poll(() => app.view).toEqual({ view: 'folder', of: 'Казахстан' });
  expect(app.page).toBe('list');
});
