/**
 * Everything the window shows, in one place, and what the reader can do with it.
 *
 * Nothing here knows the page's elements; the views register where the keyboard's focus can go (`places`).
 */
import { tick as settle } from 'svelte';
import { makeApi, type Api } from '../api/api';
import type { Article } from '../api/wire/Article';
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Feed } from '../api/wire/Feed';
import type { Event } from '../api/wire/Event';
import type { Library } from '../api/wire/Library';
import type { Mark } from '../api/wire/Mark';
import type { Opening } from '../api/wire/Opening';
import type { Picture } from '../api/wire/Picture';
import type { Reading as Measures } from '../api/wire/Reading';
import type { Settings } from '../api/wire/Settings';
import type { Start } from '../api/wire/Start';
import type { SyncState } from '../api/wire/SyncState';
import type { Update } from '../api/wire/Update';
import type { View } from '../api/wire/View';
import type { Weather } from '../api/wire/Weather';
import { callError, type CallError, type Host } from '../host/host';
import { nearestLanguage, type Language, type Messages } from '../locales';
import { setClocksBy, tellTimesAs } from '../locales/time';
import { Aloud } from './aloud.svelte';
import type { Dialog } from './dialogs';
import { Packing } from './edition.svelte';
import { Front } from './front/front.svelte';
import { FullText } from './full_text.svelte';
import { keymapOf, keyOf, type Command, type Key } from './keys';
import { Keeping } from './keeping.svelte';
import { List } from './list.svelte';
import { Loaded } from './loaded.svelte';
import { NoticeDesk } from './notices.svelte';
import { ask, askAnew } from './asking';
import { following } from './walk';
import { back, follow, go } from './ways';
import { Marking } from './marking';
import type { Gallery, Page, Places } from './places';
import { PATIENCE_MS } from './patience';
import { ShownRates } from './rates.svelte';
import { Reading } from './reading.svelte';
import { inOrder, Sources } from './sources.svelte';
import type { Speech } from './speech.svelte';
import { Gatherer, partsOf, type Part } from './refresh';
import { hasPassed, Skies } from './skies.svelte';
import { Toasts } from './toasts.svelte';
import { errorWords } from './trouble';

const CLOCK_MS = 30_000;

export class App {
  readonly api: Api;
  readonly list: List;
  readonly reading: Reading;
  readonly sources = new Sources(this);
  readonly front = new Front(this);
  readonly packing = new Packing(this);
  readonly notices = new NoticeDesk(this);
  readonly marking = new Marking(this);
  readonly toasts = new Toasts();
  readonly library = new Loaded<Library>();
  readonly rates = new ShownRates();
  readonly weather = new Loaded<Weather>();
  readonly skies = new Skies(this);
  readonly sync = new Loaded<SyncState>();
  readonly keeping = new Keeping(this);
  readonly fullText = new FullText(this);
  readonly aloud = new Aloud(globalThis.speechSynthesis);
  /** Newer versions of Qazet; null where others keep it up to date, and until somebody needs to know. */
  readonly update = new Loaded<Update | null>();
  readonly places: Places = {};

  start = $state.raw<Start | null>(null);
  startError = $state<CallError | null>(null);
  settings = $state.raw<Settings | null>(null);
  palette = $state(false);
  /** Letters that were typed for the palette before it was there. */
  early = '';
  /** The setting the settings page shall open at. */
  wantedSetting = $state<string | null>(null);
  /** Words are being found in the open article. */
  finding = $state(false);
  readonly keymap = $derived(keymapOf(this.settings?.keys ?? ''));
  /** The sources that are there for the reader, as they stand in the sidebar. */
  readonly feeds: Feed[] = $derived(inOrder((this.library.value?.feeds ?? []).filter((feed) => !this.sources.leaving.has(feed.id))));
  readonly offline = $derived(this.sync.value?.offline ?? false);
  /** How texts are set while a measure is being moved. */
  tried = $state.raw<Measures | null>(null);
  /** The engine's clock. */
  now = $state(new Date(0).toISOString());
  page = $state<Page>('front');
  dialog = $state<Dialog | null>(null);
  gallery = $state.raw<Gallery | null>(null);
  /** The first run is under way: no source yet, or sources being chosen. */
  choosing = $state(false);
  /** The first questions are answered. */
  opened = Promise.resolve();
  /** The sidebar lies over the panes, where it has no place beside them. */
  drawer = $state(false);

  readonly #gatherer = new Gatherer((part) => ask(this, part));
  #choices: Promise<CallError | null> = Promise.resolve(null);
  trail: Page[] = [];
  /** Reads what lies behind the front page, unless it is there. The window knows how. */
  behind: () => Promise<void> = () => Promise.resolve();
  #stop: (() => void)[] = [];

  constructor(
    readonly host: Host,
    readonly speech: Speech,
  ) {
    this.api = makeApi(host);
    this.list = new List(this.api);
    this.reading = new Reading(this.api);
  }

  get language(): Language {
    return this.speech.language;
  }

  get t(): Messages {
    return this.speech.messages;
  }

  get view(): View | null {
    return this.list.source.kind === 'view' ? this.list.source.view : null;
  }

  /** Asks for everything a window needs and begins to listen. */
  async open(): Promise<void> {
    this.opened = this.begin();
    this.#stop.push(this.host.listen((event) => this.hear(event)));
    const ticking = setInterval(() => void this.tick(), CLOCK_MS);
    this.#stop.push(() => clearInterval(ticking));
    await this.opened;
  }

  /** The first questions; again after a failed start. */
  async begin(): Promise<void> {
    try {
      const opening = await this.api.open();
      const { start } = opening;
      [this.startError, this.now] = [null, start.now];
      tellTimesAs(start.times);
      if (start.desktop) setClocksBy(start.desktop.offset_s, start.desktop.offset_since, start.now);
      this.front.since = start.looked;
      await this.#take(start.settings);
      this.choosing = start.empty;
      if (start.empty) this.start = start;
      else await this.#openPaper(start, opening);
    } catch (thrown) {
      this.startError = callError(thrown);
    }
  }

  /** The window is drawn once, with its headlines in it, unless they are long in coming. */
  async #openPaper(start: Start, opening: Opening): Promise<void> {
    const show = () => (this.start ??= start);
    const late = setTimeout(show, PATIENCE_MS);
    await this.fill(opening, show);
    clearTimeout(late);
    show();
  }

  /** The first run is over: the paper opens, and the chosen sources are asked. */
  async settled(hasChosen: boolean): Promise<void> {
    this.page = 'front';
    this.choosing = false;
    if (this.start) this.start = { ...this.start, empty: false };
    const filled = this.fill();
    if (hasChosen) await this.syncNow();
    await filled;
  }

  /** Fills the front page first, then what stands beside it, then the panes: today's news, or all news where today has none yet. A list the reader opens meanwhile stays. */
  async fill(opening?: Opening, hasTop?: () => void): Promise<void> {
    this.front.outdate();
    const { source } = this.list;
    void this.library.load(async () => opening?.library ?? this.api.library());
    // Headlines come first: a browser asks six things at a time, and and what it hears keeps it from drawing. `hasTop` is told when they are known.
    await this.front.refresh(opening, hasTop);
    hasTop?.();
    for (const part of ['sync', 'edition', 'rates', 'weather'] as const) void ask(this, part);
    if (this.list.source === source) await this.list.openFirst(['today', 'all']);
  }

  close() {
    for (const stop of this.#stop) stop();
    this.#stop = [];
    this.#gatherer.stop();
    this.marking.stop();
    this.aloud.close();
  }

  hear(event: Event) {
    if (event.event === 'go') void go(this, event.of);
    if (event.event === 'sync_ended' || event.event === 'resync') this.front.outdate();
    if (event.event === 'resync') this.marking.forget();
    // A mark from elsewhere is new to this window.
    if (event.event === 'articles_marked' && this.marking.isOwn(event.of.articles)) return;
    this.#gatherer.add(partsOf(event, this.reading.id));
    if (event.event === 'sync_ended' || event.event === 'resync') void this.tick();
  }

  /** Reads the engine's clock. */
  async tick(): Promise<void> {
    const start = await this.api.start().catch(() => null);
    // A missed beat leaves ages as they are; the next one sets them right.
    if (!start) return;
    if (hasPassed(this.now, start.now)) this.#gatherer.add(['weather', 'rates']);
    this.now = start.now;
    // A look that is not noted makes a later page call more new, nothing else.
    if (document.visibilityState === 'visible') await this.api.looked().catch(() => {});
  }

  // ── going somewhere ─────────────────────────────────────────

  show(page: Page) {
    this.drawer = false;
    if (page === this.page) return;
    if (page === 'list' || page === 'front') this.trail = [];
    else this.trail.push(this.page);
    this.page = page;
    if (page === 'front') void this.front.refresh();
    if (page === 'rates') void this.rates.load(() => this.api.rates(true));
    if (page === 'weather') void this.skies.refresh();
  }

  async openView(view: View): Promise<void> {
    this.front.isWayBack = false;
    this.show('list');
    this.reading.close();
    await this.list.open({ kind: 'view', view });
  }

  /** A view, with the keyboard on its first row. */
  async toView(view: Exclude<View, { of: string }>['view']): Promise<void> {
    await this.openView({ view });
    await this.behind();
    await settle();
    this.places.row?.();
  }

  async openSearch(query = ''): Promise<void> {
    this.front.isWayBack ||= this.page === 'front';
    this.show('list');
    if (this.list.source.kind === 'search' && query === '') {
      this.places.search?.();
      return;
    }
    if (this.list.source.kind === 'view') this.reading.close();
    await this.list.open({ kind: 'search', query });
  }

  async openArticle(id: string, from: 'list' | 'link' = 'list'): Promise<Article | null> {
    this.show('list');
    this.finding = false;
    this.gallery = null;
    if (this.list.rows.some((row) => row.id === id)) this.list.cursor = id;
    const article = await this.reading.open(id, from);
    // It is before the reader now: whatever is to be done there does not wait until the library has the mark.
    if (article) this.marking.opened(article);
    return article;
  }

  /** Opens the article `step` places from the one before the reader. */
  async turn(step: number): Promise<void> {
    const row = await following(this, step);
    if (row) await this.openRow(row);
  }

  /** Opens an article of the list, with the keyboard in it. */
  async openRow({ id }: ArticleRow): Promise<void> {
    this.list.cursor = id;
    await this.openArticle(id);
    this.places.article?.();
  }

  /** Whether the reader wants to know how many articles a view has. What they set aside themselves is always told. */
  tellsNumber(view: View['view']): boolean {
    return this.settings?.unread_numbers !== false || !['today', 'all', 'unread'].includes(view);
  }

  /** The first key of a command, as hints say it. */
  key = (command: Command): Key => this.keyOf(this.keymap.chords[command][0] ?? '');
  keyOf = (chord: string): Key => keyOf(chord, this.t.keys.names);

  /** Opens the photos of an article, from the first or from the one named. One that is not on this disk keeps its place and its caption. */
  openGallery(article: Article, photos: Picture[], hash?: string) {
    if (photos.length === 0) return;
    const index = Math.max(0, hash === undefined ? 0 : photos.findIndex((photo) => photo.hash === hash));
    this.gallery = { article: article.id, title: article.title, source: article.source, language: article.language, photos, index };
  }

  /** One step back: gallery, then page, then article, then search. */
  back(): Promise<void> {
    return back(this);
  }

  openLink(url: string, article: string | null): Promise<void> {
    return follow(this, url, article);
  }

  // ── marking ─────────────────────────────────────────────────

  mark(ids: string[], mark: Mark): Promise<void> {
    return this.marking.mark(ids, mark);
  }

  toggleStar(row: ArticleRow): Promise<void> {
    return this.mark([row.id], row.starred ? 'unstar' : 'star');
  }

  toggleSaved(row: ArticleRow): Promise<void> {
    return this.mark([row.id], row.saved ? 'unsave' : 'save');
  }

  toggleRead(row: ArticleRow): Promise<void> {
    return this.mark([row.id], row.read ? 'unread' : 'read');
  }

  // ── everything else ─────────────────────────────────────────

  async syncNow(): Promise<void> {
    await this.sync.load(() => this.api.sync(true));
    if (this.sync.error) this.trouble(this.sync.error);
  }

  async stopSync(): Promise<void> {
    await this.sync.load(() => this.api.stopSync());
    if (this.sync.error) this.trouble(this.sync.error);
  }

  /** Sets some of the settings. One after the other: each choice builds on what the one before it left, which `of` is given. */
  choose(of: Partial<Settings> | ((now: Settings) => Partial<Settings>)): Promise<CallError | null> {
    return (this.#choices = this.#choices.then(() => this.settings && this.#choose(typeof of === 'function' ? of(this.settings) : of)));
  }

  /** Where nothing beside the choice has room for an error. */
  async chooseOrSay(of: Parameters<App['choose']>[0]): Promise<void> {
    const error = await this.choose(of);
    if (error) this.trouble(error);
  }

  async #choose(change: Partial<Settings>): Promise<CallError | null> {
    try {
      if (this.settings) await this.#take(await this.api.setSettings({ ...this.settings, ...change }));
    } catch (thrown) {
      return callError(thrown);
    }
    askAnew(this, change);
    return null;
  }

  loadLibrary(): Promise<void> {
    return this.library.load(() => this.api.library());
  }

  /** Asks for these parts again, each once. */
  refill(parts: readonly Part[]) {
    this.#gatherer.add(parts);
  }

  /** The reader knows that the library was rebuilt. */
  async rescueSeen(): Promise<void> {
    const start = await this.try(() => this.api.rescueSeen().then(() => this.api.start()));
    if (start) this.start = start;
  }

  /** Runs `act`; when it fails, says so and gives `null`. */
  async try<T>(act: () => Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (thrown) {
      this.trouble(callError(thrown));
      return null;
    }
  }

  trouble(error: CallError) {
    this.toasts.show({ text: `${this.t.words[error.code === 'offline' ? 'offline' : 'failed']}. ${errorWords(this.t, error)}`, tone: 'trouble' });
  }

  async loadSettings(): Promise<void> {
    const start = await this.try(() => this.api.start());
    if (!start) return;
    // Until the first is there the window is not drawn.
    if (this.start) this.start = start;
    await this.#take(start.settings);
  }

  async #take(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.try(() => this.speech.change(nearestLanguage(settings.language)));
  }
}
