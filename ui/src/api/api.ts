/** The wire, typed: one function for each question, which gives the answer's value or throws a `CallError`. */
import type { Host } from '../host/host';
import { CallError } from '../host/host';
import { OPEN } from './open';
import type { Article } from './wire/Article';
import type { ArticleRow } from './wire/ArticleRow';
import type { CatalogueEntry } from './wire/CatalogueEntry';
import type { City } from './wire/City';
import type { Counted } from './wire/Counted';
import type { Converted } from './wire/Converted';
import type { Cursor } from './wire/Cursor';
import type { Edition } from './wire/Edition';
import type { Feed } from './wire/Feed';
import type { File } from './wire/File';
import type { Format } from './wire/Format';
import type { Kept } from './wire/Kept';
import type { Library } from './wire/Library';
import type { Login } from './wire/Login';
import type { Mark } from './wire/Mark';
import type { Notices } from './wire/Notices';
import type { Opening } from './wire/Opening';
import type { OpmlImported } from './wire/OpmlImported';
import type { Outcome } from './wire/Outcome';
import type { PauseFor } from './wire/PauseFor';
import type { RateSeries } from './wire/RateSeries';
import type { Preview } from './wire/Preview';
import type { Rates } from './wire/Rates';
import type { Request } from './wire/Request';
import type { Response } from './wire/Response';
import type { Revision } from './wire/Revision';
import type { SavedPage } from './wire/SavedPage';
import type { Selection } from './wire/Selection';
import type { Settings } from './wire/Settings';
import type { Start } from './wire/Start';
import type { SyncActivity } from './wire/SyncActivity';
import type { SyncState } from './wire/SyncState';
import type { Timeline } from './wire/Timeline';
import type { Update } from './wire/Update';
import type { UpdateStep } from './wire/UpdateStep';
import type { View } from './wire/View';
import type { Watch } from './wire/Watch';
import type { Weather } from './wire/Weather';
import type { Weight } from './wire/Weight';

type Kind = Response['kind'];
type Value<K extends Kind> = Extract<Response, { kind: K }> extends { value: infer V } ? V : undefined;

/** A file that the host saved (`name` is null where the reader thought better of it), or one that is still to be saved. */
export type Made = { kind: 'saved'; name: string | null } | { kind: 'file'; file: File };

export type Api = ReturnType<typeof makeApi>;

export function makeApi(host: Host) {
  async function ask<K extends Kind>(request: Request, kind: K): Promise<Value<K>> {
    const response = await host.call(request);
    if (response.kind !== kind) {
      throw new CallError({ code: 'failed', message: `${request.cmd} was answered with ${response.kind}` });
    }
    return ('value' in response ? response.value : undefined) as Value<K>;
  }

  /** A file that the host made, or under which name it saved it. */
  async function made(request: Request): Promise<Made> {
    const response = await host.call(request);
    if (response.kind === 'file') return { kind: 'file', file: response.value };
    return { kind: 'saved', name: response.kind === 'saved' ? response.value : null };
  }

  return {
    open: (): Promise<Opening> => ask(OPEN, 'opening'),
    start: (): Promise<Start> => ask({ cmd: 'start' }, 'start'),
    library: (): Promise<Library> => ask({ cmd: 'library' }, 'library'),
    timeline: (view: View, after: Cursor | null, limit: number): Promise<Timeline> =>
      ask({ cmd: 'timeline', args: { view, after, limit } }, 'timeline'),
    article: (id: string): Promise<Article> => ask({ cmd: 'article', args: { id } }, 'article'),
    revisions: (id: string): Promise<Revision[]> => ask({ cmd: 'revisions', args: { id } }, 'revisions'),
    search: (query: string, limit: number): Promise<ArticleRow[]> => ask({ cmd: 'search', args: { query, limit } }, 'found'),
    mark: (ids: string[], mark: Mark): Promise<Counted> => ask({ cmd: 'mark', args: { ids, mark } }, 'counted'),
    markAllRead: (view: View): Promise<string[]> => ask({ cmd: 'mark_all_read', args: { view } }, 'marked'),
    /** With a `login` where the first try was refused with `needs_login`. */
    previewFeed: (url: string, login?: Login): Promise<Preview> => ask({ cmd: 'preview_feed', args: login === undefined ? { url } : { url, login } }, 'feed_previewed'),
    /** What was looked at before is taken from there. */
    addFeed: (url: string, folder: string, login?: Login): Promise<Feed> =>
      ask({ cmd: 'add_feed', args: login === undefined ? { url, folder } : { url, folder, login } }, 'feed_added'),
    /** `proxy` as in `Feed`: empty for the settings' way, `direct`, or the address of its own proxy. */
    routeFeed: (id: string, proxy: string): Promise<undefined> => ask({ cmd: 'route_feed', args: { id, proxy } }, 'done'),
    setLogin: (id: string, login: Login | null): Promise<undefined> => ask({ cmd: 'set_login', args: { id, login } }, 'done'),
    /** `none`, `less`, `usual`, `more`. */
    weighFeed: (id: string, weight: string): Promise<undefined> => ask({ cmd: 'weigh_feed', args: { id, weight } }, 'done'),
    /** `all`, `important`, `none`. */
    setBell: (id: string, bell: string): Promise<undefined> => ask({ cmd: 'set_bell', args: { id, bell } }, 'done'),
    /** `headlines`, `everything`. */
    setReach: (id: string, reach: string): Promise<undefined> => ask({ cmd: 'set_reach', args: { id, reach } }, 'done'),
    removeFeed: (id: string): Promise<undefined> => ask({ cmd: 'remove_feed', args: { id } }, 'done'),
    pauseFeed: (id: string, paused: boolean): Promise<undefined> => ask({ cmd: 'pause_feed', args: { id, paused } }, 'done'),
    editFeed: (id: string, title: string, folder: string): Promise<undefined> =>
      ask({ cmd: 'edit_feed', args: { id, title, folder } }, 'done'),
    catalogue: (): Promise<CatalogueEntry[]> => ask({ cmd: 'catalogue' }, 'catalogue'),
    subscribe: (urls: string[]): Promise<undefined> => ask({ cmd: 'subscribe', args: { urls } }, 'done'),
    /** A list of sources as its file is, in Base64: the core knows its encoding. */
    importOpml: (file: string): Promise<OpmlImported> => ask({ cmd: 'import_opml', args: { file } }, 'opml_imported'),
    /** The list as OPML, or under which name the host saved it. */
    exportOpml: async (): Promise<{ kind: 'text'; text: string } | { kind: 'saved'; name: string | null }> => {
      const response = await host.call({ cmd: 'export_opml' });
      if (response.kind === 'opml') return { kind: 'text', text: response.value };
      return { kind: 'saved', name: response.kind === 'saved' ? response.value : null };
    },
    export: (what: Selection, format: Format): Promise<Made> => made({ cmd: 'export', args: { what, format } }),
    /** What a currency did, as a table for other programs. */
    exportRates: (code: string, days: number): Promise<Made> => made({ cmd: 'export_rates', args: { code, days } }),
    fetchPage: (id: string): Promise<SavedPage> => ask({ cmd: 'fetch_page', args: { id } }, 'page_saved'),
    savePage: (url: string): Promise<SavedPage> => ask({ cmd: 'save_page', args: { url } }, 'page_saved'),
    retention: (): Promise<Weight[]> => ask({ cmd: 'retention' }, 'retention'),
    clear: (kind: Kept): Promise<Weight[]> => ask({ cmd: 'clear', args: { kind } }, 'retention'),
    sync: (now: boolean): Promise<SyncState> => ask({ cmd: 'sync', args: { now } }, 'sync_state'),
    /** What came is kept; the rest is due as before. */
    stopSync: (): Promise<SyncState> => ask({ cmd: 'stop_sync' }, 'sync_state'),
    /** Throws `ask_first` where the server would have to send everything; `anyway` is the reader's answer to that. */
    refreshFeed: (id: string, anyway: boolean): Promise<Outcome> => ask({ cmd: 'refresh_feed', args: { id, anyway } }, 'refreshed'),
    syncActivity: (): Promise<SyncActivity> => ask({ cmd: 'sync_activity' }, 'sync_activity'),
    /** Plain text in English, for the owner of the site. */
    explainFeed: (id: string): Promise<string> => ask({ cmd: 'explain_feed', args: { id } }, 'explained'),
    syncState: (): Promise<SyncState> => ask({ cmd: 'sync_state' }, 'sync_state'),
    /** The edition; null before the first. */
    edition: (): Promise<Edition | null> => ask({ cmd: 'edition' }, 'edition'),
    /** Begins to pack an edition of at most `budget` bytes. */
    packEdition: (budget: number): Promise<Edition | null> => ask({ cmd: 'pack_edition', args: { budget } }, 'edition'),
    resumeEdition: (): Promise<Edition | null> => ask({ cmd: 'resume_edition' }, 'edition'),
    stopEdition: (): Promise<Edition | null> => ask({ cmd: 'stop_edition' }, 'edition'),
    rates: (refresh: boolean): Promise<Rates> => ask({ cmd: 'rates', args: { refresh } }, 'rates'),
    /** What a currency did over the last days; null where nobody publishes it. */
    rateSeries: (code: string, days: number): Promise<RateSeries | null> => ask({ cmd: 'rate_series', args: { code, days } }, 'rate_series'),
    /** An amount as it was typed in another currency; null where no table has both. */
    convert: (amount: string, from: string, to: string, on: string | null): Promise<Converted | null> => ask({ cmd: 'convert', args: { amount, from, to, on } }, 'converted'),
    weather: (city: string | null, refresh: boolean): Promise<Weather> => ask({ cmd: 'weather', args: { city, refresh } }, 'weather'),
    /** With `search` the geocoder is asked, too; else nobody learns what is typed. */
    cities: (name: string, search = false): Promise<City[]> => ask({ cmd: 'cities', args: { name, search } }, 'cities'),
    notices: (): Promise<Notices> => ask({ cmd: 'notices' }, 'notices'),
    addWatch: (watch: Watch): Promise<Notices> => ask({ cmd: 'add_watch', args: watch }, 'notices'),
    removeWatch: (id: string): Promise<Notices> => ask({ cmd: 'remove_watch', args: { id } }, 'notices'),
    pauseNotices: (howLong: PauseFor): Promise<Notices> => ask({ cmd: 'pause_notices', args: { how_long: howLong } }, 'notices'),
    settings: (): Promise<Settings> => ask({ cmd: 'settings' }, 'settings'),
    setSettings: (settings: Settings): Promise<Settings> => ask({ cmd: 'set_settings', args: settings }, 'settings'),
    /** The reader has seen `Start.rescued`. */
    looked: (): Promise<undefined> => ask({ cmd: 'looked' }, 'done'),
    diagnose: (named: boolean): Promise<string> => ask({ cmd: 'diagnose', args: { named } }, 'diagnosed'),
    rescueSeen: (): Promise<undefined> => ask({ cmd: 'rescue_seen' }, 'done'),
    update: (step: UpdateStep): Promise<Update | null> => ask({ cmd: 'update', args: { step } }, 'update'),
    link: (url: string): Promise<string> => ask({ cmd: 'link', args: { url } }, 'link'),
  };
}
