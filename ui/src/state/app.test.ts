import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeHost, type FakeHost } from '../host/fake';
import { CallError } from '../host/host';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { carryOut } from './obey';
import { openPhotosOf } from './photos';
import { Speech } from './speech.svelte';

let host: FakeHost;
let app: App;

async function openApp(search = '?language=en') {
  host = fakeHost(search);
  app = new App(host, new Speech('en', catalogues.en));
  const opened = app.open();
  // The headlines are drawn before the rest is asked for.
  await vi.advanceTimersByTimeAsync(200);
  await opened;
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  await openApp();
});
afterEach(() => {
  app.close();
  vi.useRealTimers();
});

const asked = (cmd: string) => host.asked.filter((request) => request.cmd === cmd).length;

describe('opening', () => {
  test('fills the panes with today', () => {
    expect(app.view).toEqual({ view: 'today' });
    expect(app.list.rows.length).toBeGreaterThan(5);
    expect(app.language).toBe('en');
    expect(app.now).toBe('2026-11-23T03:39:00Z');
  });

  test('two choices made at once are both kept', async () => {
    await Promise.all([app.choose({ metered: 'nothing' }), app.choose({ battery_saver: 'everything' })]);
    expect([app.settings?.metered, app.settings?.battery_saver]).toEqual(['nothing', 'everything']);
  });

  test('a key for larger letters that is held loses no step', async () => {
    const before = app.settings?.reading.size ?? 0;
    for (let i = 0; i < 3; i++) carryOut(app, 'larger', 'elsewhere');
    await app.choose({});
    expect(app.settings?.reading.size).toBe(before + 3);
  });

  test('an article that is asked for again while it opens is read all the same', async () => {
    const unread = app.list.rows.find((row) => !row.read)?.id ?? '';
    const opening = app.openArticle(unread);
    await app.reading.refresh();
    await opening;
    expect(host.asked.some((request) => request.cmd === 'mark' && request.args.ids.includes(unread))).toBe(true);
  });

  test('a rescued library is told of until the reader has seen it', async () => {
    app.close();
    await openApp('?language=en&state=rescued');
    expect(app.start?.rescued?.articles).toBe(5120);
    await app.rescueSeen();
    expect(app.start?.rescued).toBeUndefined();
    expect(asked('rescue_seen')).toBe(1);
  });

  test('an empty library leads to the first run', async () => {
    app.close();
    await openApp('?state=first');
    expect(app.choosing).toBe(true);
    expect(asked('timeline')).toBe(0);
  });

  test('what the front page is made of comes with the first answer', async () => {
    expect(host.asked[0]?.cmd).toBe('open');
    expect(asked('start') + asked('library') + asked('catalogue')).toBe(0);
  });

  test('a start that fails says why and can be tried again', async () => {
    app.close();
    await openApp('?state=error');
    expect(app.startError?.message).toMatch(/another Qazet/);
    expect(app.start).toBeNull();
  });
});

describe('reading', () => {
  test('an opened article becomes read, in the list too', async () => {
    await app.openArticle('102');
    expect(app.reading.article?.id).toBe('102');
    expect(host.asked).toContainEqual({ cmd: 'mark', args: { ids: ['102'], mark: 'read' } });
    expect(app.list.rows.find((row) => row.id === '102')?.read).toBe(true);
  });

  test('an article is before the reader before the library has its mark', async () => {
    const { call } = host;
    host.call = (request) => (request.cmd === 'mark' ? new Promise(() => {}) : call(request));
    expect((await app.openArticle('102'))?.id).toBe('102');
    expect(app.reading.article?.read).toBe(true);
  });

  test('an article that was read already is not marked again', async () => {
    await app.openArticle('105');
    expect(asked('mark')).toBe(0);
  });

  test('the next and the previous one follow the list', async () => {
    await app.openArticle('101');
    await app.turn(1);
    expect(app.reading.id).toBe('102');
    await app.turn(-1);
    await app.turn(-1);
    expect(app.reading.id).toBe('101');
  });

  test('a link into the library opens inside and Escape comes back', async () => {
    await app.openArticle('101');
    await app.openLink('https://f3.example.kz/102', '102');
    expect(app.reading.id).toBe('102');
    await app.back();
    expect(app.reading.id).toBe('101');
    await app.back();
    expect(app.reading.id).toBeNull();
  });

  test('a link out of it is checked and opens outside', async () => {
    await app.openLink('https://maps.example.kz/old-road', null);
    expect(host.opened).toEqual(['https://maps.example.kz/old-road']);
    expect(asked('link')).toBe(1);
  });

  test('an article that is gone says so', async () => {
    await app.openArticle('no such');
    expect(app.reading.error?.code).toBe('not_found');
  });
});

describe('photos', () => {
  test('a report opens over the window and Escape leaves the article where it was', async () => {
    const article = await app.openArticle('103');
    expect(article).not.toBeNull();
    if (article) await openPhotosOf(app, article);
    expect(app.gallery?.photos).toHaveLength(12);
    await app.back();
    expect(app.gallery).toBeNull();
    expect(app.reading.id).toBe('103');
  });

  test('an article that points to a report shows that report', async () => {
    const article = await app.openArticle('101');
    if (article) await openPhotosOf(app, article);
    expect(app.gallery).toMatchObject({ article: '103', index: 0 });
  });

  test('a photo that is not on this disk keeps its place and its caption', async () => {
    const article = await app.openArticle('103');
    const photo = (hash: string | null) => ({ url: '', hash, caption: `${hash}`, credit: '', width: null, height: null });
    if (article) app.openGallery(article, [photo(null), photo('lake'), photo(null)], 'lake');
    expect(app.gallery?.photos).toHaveLength(3);
    expect(app.gallery?.index).toBe(1);
  });

  test('an article without one shows its own pictures, the lead first', async () => {
    const article = await app.openArticle('102');
    if (article) await openPhotosOf(app, article);
    expect(app.gallery?.photos.map((photo) => photo.hash)).toEqual(['storm']);
  });
});

describe('marking', () => {
  test('all read can be undone', async () => {
    app.show('list');
    const before = app.list.rows.filter((row) => !row.read).length;
    await app.marking.markAllRead();
    expect(app.list.rows.every((row) => row.read)).toBe(true);
    expect(app.toasts.current?.text).toBe(`Marked as read: ${before}`);
    app.toasts.act();
    await vi.waitFor(() => expect(app.list.rows.filter((row) => !row.read)).toHaveLength(before));
  });

  test('a mark that fails is taken back and told', async () => {
    const call = host.call.bind(host);
    host.call = (request) =>
      request.cmd === 'mark' ? Promise.reject(new CallError({ code: 'failed', message: 'The library is read-only.' })) : call(request);
    const row = app.list.rows[1];
    if (row) await app.toggleStar(row);
    expect(app.toasts.current?.text).toContain('The library is read-only.');
    await vi.advanceTimersByTimeAsync(500);
    expect(app.list.rows[1]?.starred).toBe(false);
  });

  test('removing the source before the reader leads back to today', async () => {
    await app.openView({ view: 'feed', of: 'f4' });
    await app.sources.remove('f4');
    expect(app.view).toEqual({ view: 'today' });
    expect(app.toasts.current?.text).toContain('Каспий и Арал');
  });

  test('a removed source goes for good once its way back is gone', async () => {
    await app.sources.remove('f4');
    await vi.advanceTimersByTimeAsync(5_900);
    expect([app.feeds.some((feed) => feed.id === 'f4'), asked('remove_feed')]).toEqual([false, 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect([app.library.value?.feeds.some((feed) => feed.id === 'f4'), asked('remove_feed')]).toEqual([false, 1]);
  });

  test('a kind of the library is let go of once its way back is gone', async () => {
    await app.keeping.load();
    const [texts, pictures] = app.keeping.lines;
    if (!texts || !pictures) throw new Error('two kinds are weighed');
    app.keeping.clear(pictures);
    expect(app.keeping.lines[1]).toMatchObject({ clearable: 0, bytes: pictures.bytes - pictures.clearable });
    app.toasts.act();
    expect(app.keeping.lines[1]).toEqual(pictures);
    app.keeping.clear(texts);
    expect(asked('clear')).toBe(0);
    await vi.advanceTimersByTimeAsync(6000);
    expect(host.asked.filter((request) => request.cmd === 'clear')).toEqual([{ cmd: 'clear', args: { kind: 'texts' } }]);
  });

  test('another sentence leaves the way back of the one before its time', async () => {
    await app.sources.remove('f4');
    await vi.advanceTimersByTimeAsync(3_000);
    app.toasts.show({ text: 'Something else', tone: 'done' });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(asked('remove_feed')).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked('remove_feed')).toBe(1);
    expect(app.toasts.current?.text).toBe('Something else');
  });
});

describe('going and coming back', () => {
  test('Escape leads from a page to the one before', async () => {
    app.show('rates');
    app.show('weather');
    await app.back();
    expect(app.page).toBe('rates');
    await app.back();
    expect(app.page).toBe('front');
  });

  test('rates and weather are asked anew when their page opens', () => {
    app.show('rates');
    app.show('weather');
    expect(host.asked).toContainEqual({ cmd: 'rates', args: { refresh: true } });
    expect(host.asked).toContainEqual({ cmd: 'weather', args: { city: null, refresh: true } });
  });

  test('search opens from the front page, and Escape leads back there', async () => {
    await app.openSearch('');
    expect(app.list.source.kind).toBe('search');
    await app.back();
    expect(app.page).toBe('front');
  });

  test('search opens from a list, and Escape closes it', async () => {
    app.show('list');
    await app.openSearch('');
    expect(app.list.source.kind).toBe('search');
    await app.back();
    expect(app.view).toEqual({ view: 'today' });
  });
});

describe('events', () => {
  test('many at once become one question for each part', async () => {
    const before = asked('library');
    for (let i = 0; i < 20; i++) host.emit({ event: 'articles_changed', of: { articles: [String(i)] } });
    await vi.advanceTimersByTimeAsync(200);
    expect(asked('library')).toBe(before + 1);
  });

  test('a mark of this window is counted by its answer, and asks for nothing; one from elsewhere asks for all it is in', async () => {
    const id = app.list.rows.find((row) => !row.starred)?.id ?? '';
    const starred = app.library.value?.counts.starred ?? 0;
    const feeds = app.library.value?.feeds;
    const before = host.asked.length;
    await app.mark([id], 'star');
    await vi.advanceTimersByTimeAsync(400);
    expect(host.asked.slice(before).map(({ cmd }) => cmd)).toEqual(['mark']);
    expect(app.library.value?.counts.starred).toBe(starred + 1);
    expect(app.library.value?.feeds).toBe(feeds);
    host.emit({ event: 'articles_marked', of: { articles: [id] } });
    await vi.advanceTimersByTimeAsync(400);
    expect(new Set(host.asked.slice(before).map(({ cmd }) => cmd))).toEqual(new Set(['mark', 'library', 'timeline']));
  });

  test('of the sources only that of the marked article has another count', async () => {
    const row = app.list.rows.find((each) => !each.read);
    const feeds = app.library.value?.feeds ?? [];
    await app.mark([row?.id ?? ''], 'read');
    const changed = (app.library.value?.feeds ?? []).filter((feed, i) => feed !== feeds[i]);
    expect(changed.map((feed) => feed.id)).toEqual([row?.feed]);
    expect(changed[0]?.unread).toBe((feeds.find((feed) => feed.id === row?.feed)?.unread ?? 0) - 1);
  });

  test('counts of an earlier mark that come after those of a later one are asked for anew', async () => {
    const [first, second] = app.list.rows.filter((row) => !row.read).map((row) => row.id);
    const call = host.call.bind(host);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    vi.spyOn(host, 'call').mockImplementation(async (request) => {
      const answer = await call(request);
      if (request.cmd === 'mark' && request.args.ids[0] === first) await held;
      return answer;
    });
    const before = app.library.value?.counts.unread ?? 0;
    const late = app.mark([first ?? ''], 'read');
    await app.mark([second ?? ''], 'read');
    release();
    await late;
    await vi.advanceTimersByTimeAsync(400);
    expect(app.library.value?.counts.unread).toBe(before - 2);
    expect(asked('library')).toBe(1);
  });

  test('the host can have an article shown', async () => {
    app.show('rates');
    host.emit({ event: 'go', of: { to: 'article', at: '104' } });
    await vi.waitFor(() => expect(app.reading.article?.id).toBe('104'));
    expect(app.page).toBe('list');
  });

  test('the host leads to every place of the window', async () => {
    for (const to of ['rates', 'weather', 'settings', 'front'] as const) {
      host.emit({ event: 'go', of: { to } });
      await vi.waitFor(() => expect(app.page).toBe(to));
    }
    host.emit({ event: 'go', of: { to: 'unread' } });
    await vi.waitFor(() => expect(app.view).toEqual({ view: 'unread' }));
  });

  test('an article that is gone is said to be gone', async () => {
    host.emit({ event: 'go', of: { to: 'article', at: '999999' } });
    await vi.waitFor(() => expect(app.toasts.current?.text).toBe(app.t.links.gone));
    expect(app.reading.id).toBeNull();
  });

  test('a link to a feed only fills in its address; one that leads nowhere says why', async () => {
    const before = host.asked.length;
    host.emit({ event: 'go', of: { to: 'add', at: 'https://a.example/f' } });
    await vi.waitFor(() => expect(app.dialog).toEqual({ kind: 'add', address: 'https://a.example/f' }));
    host.emit({ event: 'go', of: { to: 'nowhere', at: 'not_web' } });
    await vi.waitFor(() => expect(app.toasts.current?.text).toBe(app.t.links.not_web));
    expect(app.dialog).toBeNull();
    expect(host.asked.slice(before).map(({ cmd }) => cmd)).not.toContain('add_feed');
  });

  test('whoever has no source yet is past choosing once a link names one', async () => {
    app.close();
    await openApp('?language=en&state=first');
    expect(app.choosing).toBe(true);
    host.emit({ event: 'go', of: { to: 'add', at: 'https://a.example/f' } });
    await vi.waitFor(() => expect(app.dialog?.kind).toBe('add'));
    expect(app.choosing).toBe(false);
  });

  test('a closed app hears nothing', async () => {
    app.close();
    const before = host.asked.length;
    host.emit({ event: 'resync' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(host.asked).toHaveLength(before);
  });
});

describe('choosing', () => {
  test('a choice acts at once, in the language too', async () => {
    await Promise.all([app.speech.change('ru'), app.choose({ language: 'kk' })]);
    expect(app.t.views.today).toBe('Бүгін');
  });

  test('a choice the core refuses keeps the old one and tells why', async () => {
    const error = await app.choose({ proxy: 'nonsense' });
    expect(error?.message).toMatch(/proxy/i);
    expect(app.settings?.proxy).toBe('');
  });
});
