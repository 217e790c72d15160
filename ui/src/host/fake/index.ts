/**
 * Invented news as host, for unit tests and `npm run dev -- --mode fake`. Never part of a production bundle.
 *
 * The address says what state to play: `?language=kk&theme=dark&state=offline|metered|locked|rescued|empty|first|error|stale|running`.
 * `edition=packed|packing|tight|stale|stopped|failed` plays an edition. `sources=4000` plays so many of them, `articles=3` or `articles=100000` so many articles, `pictures=none` not one picture. Of added addresses `…html…` is no feed and `…locked…` asks for a login; where the state is `locked` there is no keyring.
 */
import type { Article } from '../../api/wire/Article';
import type { Cursor } from '../../api/wire/Cursor';
import type { Event } from '../../api/wire/Event';
import type { Feed } from '../../api/wire/Feed';
import type { Kept } from '../../api/wire/Kept';
import type { Library } from '../../api/wire/Library';
import type { Login } from '../../api/wire/Login';
import type { Mark } from '../../api/wire/Mark';
import type { Request } from '../../api/wire/Request';
import type { Response } from '../../api/wire/Response';
import type { Start } from '../../api/wire/Start';
import type { Timeline } from '../../api/wire/Timeline';
import type { View } from '../../api/wire/View';
import { changeOf } from '../../state/marks';
import { CallError, type Host } from '../host';
import { explained, refreshed, syncActivity } from './activity';
import { fakeArticles, NOW } from './articles';
import * as desk from './desk';
import { fakeEdition } from './edition';
import { exported, savedPage, weights } from './keeping';
import { notices } from './notices';
import { fakePicture } from './pictures';

export interface FakeHost extends Host {
  emit(event: Event): void;
  /** Every request, in order. */
  readonly asked: Request[];
  /** Addresses opened outside. */
  readonly opened: string[];
}

export function fakeHost(search = typeof location === 'undefined' ? '' : location.search): FakeHost {
  const play = new URLSearchParams(search);
  const state = play.get('state') ?? '';
  const hearers = new Set<(event: Event) => void>();
  const asked: Request[] = [];
  const opened: string[] = [];
  let articles = state === 'empty' || state === 'first' ? [] : fakeArticles(play);
  let feeds = state === 'first' || state === 'empty' ? [] : desk.feeds();
  let isRescued = state === 'rescued';
  const many = Number(play.get('sources') ?? 0);
  if (many > 0) feeds = Array.from({ length: many }, (_, i) => desk.numbered(i));
  let settings = { ...desk.settings(play.get('language') ?? 'ru'), theme: play.get('theme') ?? 'system' };

  let edition = fakeEdition(play.get('edition') ?? '', feeds);

  const emit = (event: Event) => hearers.forEach((hear) => hear(event));
  const unreadOf = (id: string) => articles.filter((each) => each.feed === id && !each.read).length;
  const now = state === 'stale' ? '2026-11-25T09:00:00Z' : NOW;

  function within(view: View): Article[] {
    const of = 'of' in view ? view.of : '';
    const inFolder = new Set(feeds.filter((feed) => feed.folder === of).map((feed) => feed.id));
    return articles.filter((each) => {
      if (each.hidden !== (view.view === 'hidden')) return false;
      switch (view.view) {
        case 'hidden':
        case 'all': return true;
        case 'today': return each.published >= '2026-11-22T19:00:00Z';
        case 'unread': return !each.read;
        case 'starred': return each.starred;
        case 'saved': return each.saved;
        case 'photo_reports': return each.photos > 0;
        case 'edition': return edition !== null && each.state === 'complete' && each.published >= '2026-11-22T00:00:00Z';
        case 'left_out': return edition !== null && each.published < '2026-11-20T00:00:00Z';
        case 'folder': return inFolder.has(each.feed);
        case 'feed': return each.feed === of;
      }
    });
  }

  function mark(ids: string[], mark: Mark) {
    articles = articles.map((each) => (ids.includes(each.id) ? { ...each, ...changeOf(mark) } : each));
    emit({ event: 'articles_marked', of: { articles: ids } });
  }

  let told = notices();
  let looked = play.get('looked');
  const cleared = new Set<Kept>();

  function source(id: string): Feed {
    const found = feeds.find((feed) => feed.id === id);
    if (!found) throw new CallError({ code: 'not_found', message: `There is no feed ${id}.` });
    return found;
  }

  function refuseLogin() {
    if (state === 'locked') throw new CallError({ code: 'no_keyring', message: 'the login can’t be kept: there is no Secret Service.' });
  }

  function refuseAddress(url: string, login: Login | undefined) {
    if (!url.includes('.')) throw new CallError({ code: 'bad_address', message: `“${url}” is not an address: it has no domain.` });
    if (url.includes('html')) {
      const excerpt = '<!doctype html>\n<html lang="ru">\n<head><title>Страница не найдена</title></head>\n<body><h1>404</h1><p>Такой страницы на сайте нет.</p></body>\n</html>';
      throw new CallError({ code: 'bad_address', message: `${url} is no feed and names none.`, excerpt });
    }
    if (url.includes('locked') && login === undefined) throw new CallError({ code: 'needs_login', message: 'The site asks for a login.' });
  }

  function start(): Start {
    if (state === 'error') throw new CallError({ code: 'failed', message: 'The library is open in another Qazet (process 4711). Close it and try again.' });
    return { version: '0.1.0', settings, empty: state === 'first', now, looked, demo: true, ...(play.get('desktop') !== 'none' && { desktop: { has_tray: play.get('desktop') !== 'bare', is_portable: false, offset_s: -60 * new Date(now).getTimezoneOffset(), offset_since: null } }), times: play.get('times') ?? '', ...(isRescued && { rescued: desk.rescued }) };
  }

  function library(): Library {
    const views = ['all', 'today', 'unread', 'starred', 'saved', 'photo_reports', 'hidden'] as const;
    const counts = Object.fromEntries(views.map((view) => [view, within({ view }).length])) as Record<(typeof views)[number], number>;
    return { counts: { ...counts, complete: 214 }, feeds: feeds.map((feed) => ({ ...feed, unread: unreadOf(feed.id) })) };
  }

  function timeline(view: View, after: Cursor | null, limit: number): Timeline {
    const all = within(view);
    const from = after === null ? 0 : all.findIndex((each) => each.id === after.id) + 1;
    const rows = all.slice(from, from + limit);
    const last = rows.at(-1);
    return { rows, next: last && from + limit < all.length ? { published: last.published, id: last.id } : null };
  }

  function answer(request: Request): Response {
    switch (request.cmd) {
      case 'start':
        return { kind: 'start', value: start() };
      case 'open': {
        const { rows, reports } = request.args;
        return { kind: 'opening', value: { start: start(), library: library(), newest: timeline({ view: 'all' }, null, rows), reports: timeline({ view: 'photo_reports' }, null, reports), catalogue: desk.catalogue } };
      }
      case 'library':
        return { kind: 'library', value: library() };
      case 'timeline':
        return { kind: 'timeline', value: timeline(request.args.view, request.args.after, request.args.limit) };
      case 'article': {
        const value = articles.find((each) => each.id === request.args.id);
        if (!value) throw new CallError({ code: 'not_found', message: `There is no article ${request.args.id}.` });
        return { kind: 'article', value };
      }
      case 'revisions':
        return { kind: 'revisions', value: [{ replaced: '2026-11-23T03:27:00Z', title: 'Над городом разметят тропу', text: 'Разметку начали осенью.\nПервую группу поведут в мае.',
          title_edits: [{ kind: 'kept', text: 'Над городом ' }, { kind: 'removed', text: 'разметят' }, { kind: 'added', text: 'разметили' }, { kind: 'kept', text: ' тропу' }],
          text_edits: [[{ kind: 'kept', text: 'Разметку начали осенью.' }], [{ kind: 'kept', text: 'Первую группу поведут в ' }, { kind: 'removed', text: 'мае' }, { kind: 'added', text: 'апреле' }, { kind: 'kept', text: '.' }]] }] };
      case 'search': {
        const query = request.args.query.toLowerCase();
        const found = articles.filter((each) => !each.hidden && each.title.toLowerCase().includes(query)).slice(0, request.args.limit);
        return { kind: 'found', value: found.map((each) => ({ ...each, excerpt: `…и в \u2068${query}\u2069 говорят, что это ещё не конец; ${each.lead}` })) };
      }
      case 'mark': {
        mark(request.args.ids, request.args.mark);
        const of = new Set(articles.filter((each) => request.args.ids.includes(each.id)).map((each) => each.feed));
        return { kind: 'counted', value: { counts: library().counts, unread: Object.fromEntries([...of].map((id) => [id, unreadOf(id)])) } };
      }
      case 'mark_all_read': {
        const ids = within(request.args.view).filter((each) => !each.read).map((each) => each.id);
        mark(ids, 'read');
        return { kind: 'marked', value: ids };
      }
      case 'preview_feed':
        refuseAddress(request.args.url, request.args.login);
        return { kind: 'feed_previewed', value: { url: request.args.url, kind: 'feed', title: request.args.url, articles: articles.slice(0, 4), others: [], known: null } };
      case 'add_feed': {
        refuseAddress(request.args.url, request.args.login);
        if (request.args.login) refuseLogin();
        const feed = { ...(desk.feeds()[0] as ReturnType<typeof desk.feeds>[0]), id: 'new', title: request.args.url, url: request.args.url, folder: request.args.folder };
        feeds = [...feeds, feed];
        return { kind: 'feed_added', value: feed };
      }
      case 'set_login': {
        const { id, login } = request.args;
        if (login) refuseLogin();
        feeds = feeds.map((feed) => (feed.id === id ? { ...feed, login: login?.kind ?? null } : feed));
        return { kind: 'done' };
      }
      case 'remove_feed':
        feeds = feeds.filter((feed) => feed.id !== request.args.id);
        articles = articles.filter((each) => each.feed !== request.args.id);
        return { kind: 'done' };
      case 'pause_feed':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, paused: request.args.paused } : feed));
        return { kind: 'done' };
      case 'weigh_feed':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, weight: request.args.weight } : feed));
        return { kind: 'done' };
      case 'set_bell':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, bell: request.args.bell } : feed));
        return { kind: 'done' };
      case 'set_reach':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, reach: request.args.reach } : feed));
        return { kind: 'done' };
      case 'notices':
        return { kind: 'notices', value: told };
      case 'add_watch':
        told = { ...told, watches: [...told.watches, { ...request.args, id: String(told.watches.length + 1) }] };
        return { kind: 'notices', value: told };
      case 'remove_watch':
        told = { ...told, watches: told.watches.filter((watch) => watch.id !== request.args.id) };
        return { kind: 'notices', value: told };
      case 'pause_notices':
        told = { ...told, paused: { hour: '2026-11-23T05:00:00Z', tomorrow: '2026-11-23T19:00:00Z', until_resumed: 'resumed', nothing: '' }[request.args.how_long] };
        return { kind: 'notices', value: told };
      case 'route_feed':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, proxy: request.args.proxy } : feed));
        return { kind: 'done' };
      case 'edit_feed':
        feeds = feeds.map((feed) => (feed.id === request.args.id ? { ...feed, title: request.args.title, folder: request.args.folder } : feed));
        return { kind: 'done' };
      case 'catalogue':
        return { kind: 'catalogue', value: desk.catalogue };
      case 'subscribe':
        feeds = desk.feeds();
        articles = fakeArticles();
        return { kind: 'done' };
      case 'import_opml':
        return { kind: 'opml_imported', value: { found: 13, added: 11, new: ['f1'], known: ['f2'], private: 1, warnings: ['“Колонка” has no address.'] } };
      case 'export_opml':
        return { kind: 'opml', value: '<opml version="2.0"></opml>' };
      case 'export':
        return { kind: 'file', value: exported(request.args.what, request.args.format, articles) };
      case 'save_page':
        if (!request.args.url.includes('.')) throw new CallError({ code: 'bad_address', message: `“${request.args.url}” is not an address: it has no domain.` });
        return { kind: 'page_saved', value: savedPage(request.args.url) };
      case 'fetch_page': {
        const { id } = request.args;
        const isRead = state !== 'offline';
        return { kind: 'page_saved', value: { article: id, known: isRead, outcome: isRead ? 'read' : 'waits', reason: isRead ? '' : 'there is no network; it is fetched when the network is back' } };
      }
      case 'retention':
        return { kind: 'retention', value: weights(settings, cleared) };
      case 'clear':
        cleared.add(request.args.kind);
        return { kind: 'retention', value: weights(settings, cleared) };
      case 'sync':
      case 'sync_state': {
        const value = desk.syncState();
        const progress = { step: 'sync', done: 12, of: 40, bytes: 3_400_000 };
        if (state === 'running') return { kind: 'sync_state', value: { ...value, running: true, progress, queued: 12 } };
        if (request.cmd === 'sync') return { kind: 'sync_state', value: { ...value, queued: 12 } };
        return { kind: 'sync_state', value: { ...value, offline: state === 'offline', offline_since: state === 'offline' ? '2026-11-23T02:40:00Z' : null } };
      }
      case 'stop_sync':
        return { kind: 'sync_state', value: { ...desk.syncState(), stopped: true } };
      case 'sync_activity':
        return { kind: 'sync_activity', value: syncActivity(feeds, state) };
      case 'refresh_feed':
        if (request.args.id === 'f8' && !request.args.anyway) throw new CallError({ code: 'ask_first', message: 'f8.example.kz can’t say whether something is new.' });
        return { kind: 'refreshed', value: refreshed(source(request.args.id)) };
      case 'explain_feed':
        return { kind: 'explained', value: explained(source(request.args.id)) };
      case 'edition':
        return { kind: 'edition', value: edition };
      case 'pack_edition':
        edition = fakeEdition('packing', feeds, request.args.budget);
        return { kind: 'edition', value: edition };
      case 'resume_edition':
        edition = fakeEdition('packing', feeds, edition?.budget);
        return { kind: 'edition', value: edition };
      case 'stop_edition':
        edition = fakeEdition('stopped', feeds, edition?.budget);
        emit({ event: 'edition_changed' });
        return { kind: 'edition', value: edition };
      case 'rates':
        return { kind: 'rates', value: desk.rates(settings.currencies) };
      case 'rate_series':
        return { kind: 'rate_series', value: desk.rateSeries(request.args.code, request.args.days) };
      case 'export_rates':
        return { kind: 'saved', value: `${request.args.code}-KZT.csv` };
      case 'convert':
        return { kind: 'converted', value: desk.converted(request.args.amount, request.args.from, request.args.to) };
      case 'weather':
        return { kind: 'weather', value: desk.weather(request.args.city ?? settings.city) };
      case 'painted':
        return { kind: 'done' };
      case 'tray':
        return { kind: 'tray', value: { has_unread: true, tooltip: '', menu: [], until_s: 600 } };
      case 'cities': {
        const name = request.args.name.toLowerCase();
        return { kind: 'cities', value: [...desk.cities, ...(request.args.search ? desk.elsewhere : [])].filter((city) => [city.ru, city.kk, city.en].some((each) => each.toLowerCase().startsWith(name))) };
      }
      case 'settings':
        return { kind: 'settings', value: settings };
      case 'set_settings':
        if (request.args.proxy !== '' && !request.args.proxy.includes('://')) {
          throw new CallError({ code: 'bad_request', message: 'A proxy begins with http://, https:// or socks5://.' });
        }
        settings = request.args;
        return { kind: 'settings', value: settings };
      case 'looked':
        looked = now;
        return { kind: 'done' };
      case 'diagnose':
        return { kind: 'diagnosed', value: `Qazet 0.1.0 on a made-up library${request.args.named ? ', Almaty' : ''}\n` };
      case 'rescue_seen':
        isRescued = false;
        return { kind: 'done' };
      case 'update':
        return { kind: 'update', value: { from: 'updates.example.kz', newer: request.args.step === 'known' ? null : '0.2.0' } };
      case 'link':
        return { kind: 'link', value: request.args.url };
    }
  }

  return {
    asked,
    opened,
    emit,
    async call(request) {
      asked.push(request);
      return structuredClone(answer(structuredClone(request)));
    },
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    mediaUrl: fakePicture,
    async openOutside(url) {
      await this.call({ cmd: 'link', args: { url } });
      opened.push(url);
      if (typeof window !== 'undefined' && import.meta.env.MODE === 'fake') window.open(url, '_blank', 'noopener,noreferrer');
    },
  };
}
