import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Response } from '../api/wire/Response';
import { fakeHost, type FakeHost } from '../host/fake';
import { CallError } from '../host/host';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { carryOut } from './obey';
import { Speech } from './speech.svelte';

let host: FakeHost;
let app: App;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  host = fakeHost('?language=en');
  app = new App(host, new Speech('en', catalogues.en));
  const opened = app.open();
  await vi.advanceTimersByTimeAsync(200);
  await opened;
  await app.openView({ view: 'all' });
});
afterEach(() => {
  app.close();
  vi.useRealTimers();
});

const asked = (cmd: string) => host.asked.filter((request) => request.cmd === cmd).length;
const ids = () => app.list.rows.map((row) => row.id);
const unread = (): ArticleRow => {
  const row = app.list.rows.find((each, i) => i > 0 && !each.read);
  if (!row) throw new Error('the invented library has unread articles');
  return row;
};

describe('hiding', () => {
  test('takes an article out of the list and the front page at once, and the keyboard goes on', async () => {
    await app.front.refresh();
    const lead = app.front.page?.lead;
    if (!lead) throw new Error('the front page has a lead');
    const [before, counts] = [ids(), app.library.value?.counts];
    const hidden = app.marking.toggleHidden(lead);
    expect(ids()).toEqual(before.filter((id) => id !== lead.id));
    expect(app.list.cursor).toBe(before[before.indexOf(lead.id) + 1]);
    expect(app.front.rows.some((row) => row.id === lead.id)).toBe(false);
    expect(app.front.page?.lead).not.toBeNull();
    await hidden;
    expect(app.library.value?.counts).toMatchObject({ all: (counts?.all ?? 0) - 1, hidden: 1 });
    await app.openView({ view: 'hidden' });
    expect(ids()).toEqual([lead.id]);
  });

  test('is taken back as it was, also once its sentence is gone', async () => {
    const row = unread();
    const before = ids();
    await app.marking.toggleHidden(row);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(app.toasts.current).toBeNull();
    carryOut(app, 'undo', 'elsewhere');
    await vi.advanceTimersByTimeAsync(500);
    expect(ids()).toEqual(before);
    expect(app.list.rows.find((each) => each.id === row.id)?.read).toBe(false);
    carryOut(app, 'undo', 'elsewhere');
    await vi.advanceTimersByTimeAsync(500);
    expect(ids()).toEqual(before);
  });

  test('closes the article that is open', async () => {
    const row = unread();
    await app.openArticle(row.id);
    await app.marking.toggleHidden(row);
    expect(app.reading.id).toBeNull();
  });

  test('is not undone by an answer that was under way', async () => {
    const call = host.call.bind(host);
    let late: (() => void) | undefined;
    host.call = async (request) => {
      const answer: Response = await call(request);
      if (request.cmd === 'timeline') await new Promise<void>((go) => (late = go));
      return answer;
    };
    const row = unread();
    const refreshed = app.list.refresh();
    await vi.waitFor(() => expect(late).toBeDefined());
    const hidden = app.marking.toggleHidden(row);
    late?.();
    await Promise.all([refreshed, hidden]);
    expect(ids()).not.toContain(row.id);
  });

  test('that fails leaves everything as it was', async () => {
    const call = host.call.bind(host);
    host.call = (request) => (request.cmd === 'mark' ? Promise.reject(new CallError({ code: 'failed', message: 'The library is read-only.' })) : call(request));
    const before = ids();
    await app.marking.toggleHidden(unread());
    expect(app.toasts.current?.text).toContain('The library is read-only.');
    await vi.advanceTimersByTimeAsync(500);
    expect(ids()).toEqual(before);
  });

  test('ends where the reader shows the article again, or gives it a star', async () => {
    const [first, second] = app.list.rows;
    if (!first || !second) throw new Error('there are two articles');
    await app.marking.toggleHidden(first);
    await app.marking.toggleHidden(second);
    await app.openView({ view: 'hidden' });
    expect(app.list.rows.every((row) => row.read && row.hidden)).toBe(true);
    const [one, other] = app.list.rows;
    if (!one || !other) throw new Error('both are hidden');
    await app.marking.toggleHidden(one);
    await app.toggleStar(other);
    expect(ids()).toEqual([]);
    await app.openView({ view: 'all' });
    expect(ids().slice(0, 2)).toEqual([first.id, second.id]);
  });
});

describe('reading', () => {
  const isRead = (id: string) => app.list.rows.find((row) => row.id === id)?.read;

  test('marks once the article has been open for five seconds, where the reader wants that', async () => {
    await app.choose({ read_when: 'stayed' });
    const row = unread();
    await app.openArticle(row.id);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(isRead(row.id)).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(isRead(row.id)).toBe(true);
  });

  test('marks nothing the reader left before, or marked unread', async () => {
    await app.choose({ read_when: 'stayed' });
    const row = unread();
    await app.openArticle(row.id);
    await vi.advanceTimersByTimeAsync(3_000);
    await app.turn(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(isRead(row.id)).toBe(false);
    await app.openArticle(row.id);
    await app.mark([row.id], 'unread');
    await vi.advanceTimersByTimeAsync(9_000);
    expect(isRead(row.id)).toBe(false);
  });

  test('of rows that were scrolled past is one mark, and one step back takes all of it back', async () => {
    const rows = app.list.rows.filter((row) => !row.read).slice(0, 5);
    const marks = asked('mark');
    app.marking.pass(rows.slice(0, 2));
    app.marking.pass(rows.slice(2, 4));
    await vi.advanceTimersByTimeAsync(500);
    expect(asked('mark')).toBe(marks + 1);
    app.marking.pass(rows.slice(3));
    await vi.advanceTimersByTimeAsync(500);
    expect(rows.map((row) => isRead(row.id))).toEqual([true, true, true, true, true]);
    expect(app.toasts.current).toBeNull();
    carryOut(app, 'undo', 'elsewhere');
    await vi.advanceTimersByTimeAsync(500);
    expect(rows.map((row) => isRead(row.id))).toEqual([false, false, false, false, false]);
    expect(app.toasts.current?.text).toBe('Unread again: 5');
  });
});

test('no number of what is unread is told to who wants none, only what they set aside', async () => {
  await app.choose({ unread_numbers: false });
  expect((['today', 'all', 'unread', 'starred', 'saved', 'photo_reports'] as const).filter((view) => app.tellsNumber(view))).toEqual(['starred', 'saved', 'photo_reports']);
});

test('what was marked twice in a row is heard of twice, and once more is somebody else', async () => {
  const { id } = unread();
  // The library's word of them is still on its way.
  vi.spyOn(app.api, 'mark').mockResolvedValue(await app.api.mark([], 'read'));
  await Promise.all([app.marking.mark([id], 'read'), app.marking.mark([id], 'unread')]);
  expect([app.marking.isOwn([id]), app.marking.isOwn([id]), app.marking.isOwn([id])]).toEqual([true, true, false]);
});
