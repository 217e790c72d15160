/** What the window says of its keys, as they are set, and of itself. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { openPhotosOf } from '../state/photos';
import { Speech } from '../state/speech.svelte';

let app: App;

async function openWindow(search = '?language=en') {
  app = new App(fakeHost(search), new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.start !== null && !app.list.loading).toBe(true);
  await tick();
}

beforeEach(() => localStorage.clear());
afterEach(() => cleanup());

const text = () => document.body.textContent.replaceAll('\u00a0', ' ');

/** Every list that can be empty is, so that its hint is there. */
async function emptyList(view: 'starred' | 'saved' | 'hidden') {
  await app.openView({ view });
  await app.mark(app.list.rows.map((row) => row.id), view === 'starred' ? 'unstar' : view === 'saved' ? 'unsave' : 'unhide');
  await app.openView({ view });
  await tick();
}

test.each([
  ['google_reader', { pick: 'J and K walk the list, O opens. Press ? for all keys.', hide: 'H hides an article.', undo: 'comes back with Z.', next: 'J', search: '/' }],
  ['netnewswire', { pick: '] and [ walk the list, → opens. Press ? for all keys.', hide: 'H hides an article.', undo: 'comes back with Ctrl+Z.', next: ']', search: '/' }],
  ['google_reader article_next=x star=y save=x>y hide=q search=ctrl+l undo=', { pick: 'X and K walk the list', star: 'Press Y on an article', save: 'Press X Y on an article', hide: 'Q hides an article.', undo: null, next: 'X', search: 'Ctrl+L' }],
])('hints name the keys that are set: %s', async (keys, said: Record<string, string | null>) => {
  await openWindow();
  await app.choose({ keys });
  const field = document.querySelector('.bar .search');
  expect([field?.querySelector('kbd')?.textContent, field?.getAttribute('aria-keyshortcuts')]).toEqual([said['search'], said['search']?.replace('Ctrl', 'Control')]);
  await app.openView({ view: 'all' });
  await expect.poll(text).toContain(said['pick']);
  const [first] = app.list.rows;
  await app.openArticle(first?.id ?? '');
  await expect.poll(() => document.querySelector('article .kicker kbd')?.textContent).toBe(said['next']);
  for (const view of ['starred', 'saved'] as const) {
    await emptyList(view);
    await expect.poll(text).toContain(said[view === 'starred' ? 'star' : 'save'] ?? (view === 'starred' ? 'Press S on an article' : 'Press L on an article'));
  }
  app.show('settings');
  await expect.poll(text).toContain(said['hide']);
  if (said['undo'] === null) expect(text()).not.toContain('What scrolling marked');
  else expect(text()).toContain(said['undo']);
});

test('a hint whose command has no key is left out', async () => {
  await openWindow();
  await app.choose({ keys: 'google_reader star= help=' });
  await emptyList('starred');
  await expect.poll(text).toContain(app.t.empty.starred);
  expect(text()).not.toMatch(/Press\s+on an article/);
});

test('the way back from a page names its key', async () => {
  await openWindow();
  await app.choose({ keys: 'google_reader back=q' });
  app.show('rates');
  const back = await screen.findByRole('button', { name: 'Close' });
  expect([back.title, back.getAttribute('aria-keyshortcuts')]).toEqual(['Close (Q)', 'Q']);
});

test('what assistive technology is told of keys are keys it knows', async () => {
  await openWindow();
  await app.openArticle('103');
  app.show('settings');
  await screen.findByRole('main', { name: 'Settings' });
  const told = [...document.querySelectorAll('[aria-keyshortcuts]')].map((each) => each.getAttribute('aria-keyshortcuts') ?? '');
  expect(told.length).toBeGreaterThan(8);
  const one = /^((Control|Shift|Alt|Meta)\+)*([A-Z0-9/?,=[\]-]|Escape|Enter|Space|Plus|F\d+|Arrow(Up|Down|Left|Right))$/;
  expect(told.filter((each) => !one.test(each))).toEqual([]);
});

test('the window is called after what is before the reader', async () => {
  await openWindow();
  expect(document.title).toBe('Qazet');
  await app.openView({ view: 'today' });
  await expect.poll(() => document.title).toBe('Today · Qazet');
  await app.openArticle('101');
  await expect.poll(() => document.title).toMatch(/тропы.* · Qazet$/);
  app.show('rates');
  await expect.poll(() => document.title).toBe(`${app.t.views.rates} · Qazet`);
  await app.front.show();
  await expect.poll(() => document.title).toBe('Qazet');
});

test('a caption is told in the language of its article', async () => {
  await openWindow();
  const article = await app.openArticle('103');
  if (article) await openPhotosOf(app, article);
  const gallery = await screen.findByRole('dialog', { name: /Gallery/ });
  expect(article?.language).toBe('ru');
  expect([gallery.querySelector('.caption p')?.getAttribute('lang'), within(gallery).getByRole('heading').getAttribute('lang')]).toEqual(['ru', 'ru']);
});

test('behind the drawer nothing can be reached, and it is a dialog', async () => {
  await openWindow();
  app.show('rates');
  const page = await screen.findByRole('main', { name: app.t.views.rates });
  app.drawer = true;
  await expect.poll(() => page.parentElement?.inert).toBe(true);
  expect(screen.getByRole('dialog', { name: app.t.sidebar.label }).getAttribute('aria-modal')).toBe('true');
  app.drawer = false;
  await expect.poll(() => page.parentElement?.inert).toBe(false);
});

test('each step of the first run begins with its heading', async () => {
  await openWindow('?state=first&language=en');
  await screen.findByRole('heading', { level: 1 });
  for (const title of [app.t.first.papersTitle, app.t.first.cityTitle]) {
    await fireEvent.keyDown(document.body, { key: 'Enter' });
    await expect.poll(() => document.activeElement?.textContent).toBe(title);
  }
  await fireEvent.click(screen.getByRole('button', { name: app.t.first.back }));
  await expect.poll(() => document.activeElement?.textContent).toBe(app.t.first.papersTitle);
});
