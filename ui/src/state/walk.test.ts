import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeHost, type FakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { carryOut } from './obey';
import { inOrder } from './sources.svelte';
import { Speech } from './speech.svelte';
import { go } from './ways';

let host: FakeHost;
let app: App;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  host = fakeHost('?language=en');
  app = new App(host, new Speech('en', catalogues.en));
  const opened = app.open();
  await vi.advanceTimersByTimeAsync(200);
  await opened;
});
afterEach(() => {
  app.close();
  vi.useRealTimers();
});

const press = (command: Parameters<typeof carryOut>[1]) => carryOut(app, command, 'elsewhere');
const opens = (id: string | undefined) => vi.waitFor(() => expect(app.reading.article?.id).toBe(id));
const ids = () => app.list.rows.map((row) => row.id);

/** Everything but `stays` has been read. */
async function readAllBut(...stays: string[]) {
  const { rows } = await app.api.timeline({ view: 'all' }, null, 500);
  await app.mark(rows.flatMap((row) => (stays.includes(row.id) ? [] : [row.id])), 'read');
  for (const id of stays) await app.mark([id], 'unread');
  await app.loadLibrary();
}

test('with nothing open, N opens the row the keyboard is on where that is unread', async () => {
  await app.openView({ view: 'all' });
  const [, second, third] = ids();
  await readAllBut(second ?? '', third ?? '');
  app.list.cursor = second ?? '';
  press('unread_next');
  await opens(second);
  press('unread_next');
  await opens(third);
});

test('N reads on until there is something unread', async () => {
  const { rows } = await app.api.timeline({ view: 'all' }, null, 500);
  const far = rows.at(-2)?.id ?? '';
  await readAllBut(far);
  await app.openView({ view: 'all' });
  expect(ids()).not.toContain(far);
  press('unread_next');
  await opens(far);
});

test('where nothing is unread, N reads no list to its end for it', async () => {
  await readAllBut();
  await app.openView({ view: 'all' });
  const before = ids().length;
  press('unread_next');
  await vi.waitFor(() => expect(app.toasts.current?.text).toBe('The list ends here'));
  expect([ids().length, app.reading.id]).toEqual([before, null]);
});

test('from an article that is not in the list, the list goes on where the keyboard is', async () => {
  await app.openView({ view: 'feed', of: 'f4' });
  const [first, second] = ids();
  const elsewhere = (await app.api.timeline({ view: 'all' }, null, 500)).rows.find((row) => row.feed !== 'f4');
  app.list.cursor = first ?? '';
  await app.openArticle(elsewhere?.id ?? '', 'link');
  press('article_next');
  await opens(second);
});

test('from an article that came from elsewhere, the list begins with what is unread', async () => {
  await app.openView({ view: 'feed', of: 'f4' });
  const [, second, third] = ids();
  await readAllBut(second ?? '', third ?? '');
  const elsewhere = (await app.api.timeline({ view: 'all' }, null, 500)).rows.find((row) => row.feed !== 'f4');
  for (const command of ['article_next', 'unread_next', 'page_next'] as const) {
    app.list.cursor = null;
    app.places.page = () => false;
    await app.openArticle(elsewhere?.id ?? '');
    press(command);
    await opens(second);
    await app.mark([second ?? ''], 'unread');
  }
});

test('a list out of sight is not marked', async () => {
  await app.openView({ view: 'all' });
  const asked = () => host.asked.filter(({ cmd }) => cmd === 'mark' || cmd === 'mark_all_read').length;
  for (const page of ['front', 'rates', 'settings'] as const) {
    app.show(page);
    press('mark_all');
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(asked()).toBe(0);
});

test('in a search what was found is marked, and can be taken back', async () => {
  await app.openSearch('а');
  const unread = app.list.rows.filter((row) => !row.read).map((row) => row.id);
  expect(unread.length).toBeGreaterThan(1);
  press('mark_all');
  await vi.waitFor(() => expect(app.toasts.current?.text).toBe(`Marked as read: ${unread.length}`));
  expect(host.asked.filter(({ cmd }) => cmd === 'mark_all_read')).toEqual([]);
  expect(app.list.rows.every((row) => row.read)).toBe(true);
  app.toasts.undo();
  expect(app.list.rows.filter((row) => !row.read).map((row) => row.id)).toEqual(unread);
});

test('sources stand as they are drawn: those without a folder last', () => {
  const feeds = app.library.value?.feeds ?? [];
  const [a, b, c, d] = ['', 'Sport', '', 'News'].map((folder, i) => ({ ...feeds[0], id: String(i), folder }));
  const order = inOrder([a, b, c, d] as Parameters<typeof inOrder>[0]);
  expect(order.map((feed) => feed.id)).toEqual(['1', '3', '0', '2']);
});

test('a range of sources is what stands between its ends', async () => {
  const { feeds } = app;
  const last = feeds.at(-1);
  const first = feeds[0];
  if (!first || !last) throw new Error('there are sources');
  app.sources.choose(first.id);
  app.sources.choose(last.id, true);
  expect([...app.sources.chosen].sort()).toEqual(feeds.map((feed) => feed.id).sort());
  await app.sources.turn(1);
  expect(app.view).toEqual({ view: 'feed', of: first.id });
});

test('a place that is sent closes what lies over the window, photos too', async () => {
  const article = await app.openArticle('103');
  if (article) app.openGallery(article, article.photo_report);
  expect(app.gallery).not.toBeNull();
  await go(app, { to: 'rates' });
  expect([app.gallery, app.page]).toEqual([null, 'rates']);
});

test('one row can always be reached by Tab, also when the one the keyboard was on is gone', async () => {
  await app.openView({ view: 'all' });
  expect(app.list.reached).toBe(ids()[0]);
  app.list.cursor = ids()[3] ?? '';
  expect(app.list.reached).toBe(ids()[3]);
  app.list.cursor = 'gone';
  expect(app.list.reached).toBe(ids()[0]);
});
