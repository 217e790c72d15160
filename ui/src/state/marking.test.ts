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
