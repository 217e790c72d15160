/** What the reader does with one source, and what is known of all their servers. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Feed } from '../api/wire/Feed';
import type { SourceActivity } from '../api/wire/SourceActivity';
import type { SyncActivity } from '../api/wire/SyncActivity';
import { callError } from '../host/host';
import { dateTime } from '../locales/time';
import type { App } from './app.svelte';
import { Loaded } from './loaded.svelte';
import { Logins } from './logins.svelte';

/** Sources as they are drawn: by folder, those without one last. */
export function inOrder(feeds: readonly Feed[]): Feed[] {
  const folders = [...new Set(feeds.map((feed) => feed.folder))].filter((name) => name !== '');
  const places = new Map([...folders, ''].map((name, place) => [name, place]));
  return [...feeds].sort((a, b) => (places.get(a.folder) ?? 0) - (places.get(b.folder) ?? 0));
}

export class Sources {
  readonly activity = new Loaded<SyncActivity>();
  /** The source that is being refreshed. */
  refreshing = $state<string | null>(null);
  /** Removed by the reader, who can still take that back; each with the removal that it is of. */
  readonly leaving = new SvelteMap<string, symbol>();
  readonly logins: Logins;
  /** Chosen for an act on several. */
  readonly chosen = new SvelteSet<string>();

  /** How many views show the activity now; where none does, it is not asked for. */
  #watching = 0;

  constructor(private readonly app: App) {
    this.logins = new Logins(app);
  }

  /** Keeps the activity up to date until the returned function is called. */
  watch(): () => void {
    this.#watching += 1;
    void this.load();
    return () => (this.#watching -= 1);
  }

  async load(): Promise<void> {
    if (this.#watching > 0) await this.activity.load(() => this.app.api.syncActivity());
  }

  /** Opens the source `step` places from the one before the reader, in the sidebar's order. */
  async turn(step: number): Promise<void> {
    const { feeds, view } = this.app;
    const at = feeds.findIndex((feed) => view?.view === 'feed' && feed.id === view.of);
    const next = feeds[at < 0 ? (step > 0 ? 0 : feeds.length - 1) : at + step];
    if (next) await this.app.openView({ view: 'feed', of: next.id });
  }

  find(id: string): SourceActivity | undefined {
    return this.activity.value?.sources.find((source) => source.feed === id);
  }

  /** Refreshes one source and says what came. Where its server would have to send everything, the reader is asked first. */
  async refresh(id: string, anyway = false): Promise<void> {
    const { app } = this;
    const title = this.#feed(id)?.title ?? '';
    this.refreshing = id;
    try {
      const { status } = await app.api.refreshFeed(id, anyway);
      const words = app.t.sync.status[status as keyof typeof app.t.sync.status] ?? status;
      if (status === 'skipped') app.toasts.show({ text: await this.#whySkipped(id), tone: 'done' });
      else app.toasts.show({ text: app.t.server.refreshed({ title, outcome: words.toLowerCase() }), tone: status === 'failed' || status === 'gone' ? 'trouble' : 'done' });
    } catch (thrown) {
      const error = callError(thrown);
      if (error.code === 'ask_first') app.dialog = { kind: 'ask_first', id };
      else app.trouble(error);
    } finally {
      this.refreshing = null;
    }
    await this.load();
  }

  /**
   * Takes sources out of sight with their articles. They go for good only once their way back is gone: until then the
   * library still has everything, also when the window closes.
   */
  async remove(...ids: string[]): Promise<void> {
    const { app } = this;
    const [first = ''] = ids;
    const title = this.#feed(first)?.title ?? '';
    const removal = Symbol();
    for (const id of ids) this.leaving.set(id, removal);
    const left = () => ids.filter((id) => this.leaving.get(id) === removal);
    this.chosen.clear();
    const { view } = app;
    if (view?.view === 'feed' && ids.includes(view.of)) await app.toView('today');
    app.toasts.show({
      text: ids.length === 1 ? app.t.feed.removed({ title }) : app.t.feed.removedMany({ count: ids.length }),
      tone: 'done',
      undo: () => left().forEach((id) => this.leaving.delete(id)),
      expired: () => void this.#removeForGood(left()),
    });
  }

  /** Sources the reader adds again while they are leaving: they stay, with all their articles. */
  stay(isWanted: (feed: Feed) => boolean) {
    for (const feed of this.app.library.value?.feeds ?? []) if (isWanted(feed)) this.leaving.delete(feed.id);
  }

  async #removeForGood(ids: string[]): Promise<void> {
    const { app } = this;
    for (const id of ids) await app.try(() => app.api.removeFeed(id));
    await app.loadLibrary();
    for (const id of ids) this.leaving.delete(id);
    app.front.outdate();
    app.refill(['list', 'front']);
  }

  /** Puts sources into a folder; `''` is none. They can go back where they were. */
  async move(ids: readonly string[], folder: string): Promise<void> {
    const { app } = this;
    const moved = ids.flatMap((id) => this.#feed(id) ?? []).filter((feed) => feed.folder !== folder);
    this.chosen.clear();
    if (moved.length === 0) return;
    const put = async (where: (feed: Feed) => string) => {
      for (const feed of moved) await app.try(() => app.api.editFeed(feed.id, feed.title, where(feed)));
      app.front.outdate();
      await app.loadLibrary();
      // A folder goes with its last source; who was in it is where that source is now.
      const { view } = app;
      const first = moved[0];
      if (first && view?.view === 'folder' && !app.feeds.some((feed) => feed.folder === view.of)) {
        const now = where(first);
        await (now === '' ? app.toView('today') : app.openView({ view: 'folder', of: now }));
      }
    };
    await put(() => folder);
    app.toasts.show({
      text: folder === '' ? app.t.feed.movedOut({ count: moved.length }) : app.t.feed.moved({ count: moved.length, folder }),
      tone: 'done',
      undo: () => void put((feed) => feed.folder),
    });
  }

  async pause(ids: readonly string[], paused: boolean): Promise<void> {
    for (const id of ids) await this.app.try(() => this.app.api.pauseFeed(id, paused));
    await this.app.loadLibrary();
  }

  /** Chooses a source for an act on several, or lets it go; with `isRange` all between the last one chosen and it. */
  choose(id: string, isRange = false) {
    const order = this.app.feeds.map((feed) => feed.id);
    const [from, to] = [order.indexOf([...this.chosen].at(-1) ?? id), order.indexOf(id)];
    if (isRange && from >= 0) order.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((each) => this.chosen.add(each));
    else if (this.chosen.has(id)) this.chosen.delete(id);
    else this.chosen.add(id);
  }

  #feed(id: string): Feed | undefined {
    return this.app.library.value?.feeds.find((feed) => feed.id === id);
  }

  async #whySkipped(id: string): Promise<string> {
    const { t, now, api } = this.app;
    const feed = this.#feed(id);
    if (feed?.paused) return t.server.paused;
    if (feed?.status === 'gone') return t.feed.goneTitle;
    const source = (await api.syncActivity()).sources.find((each) => each.feed === id);
    return source?.rest ? t.server.resting({ host: source.rest.host, time: dateTime(t, source.rest.until, now) }) : t.server.justAsked({ title: feed?.title ?? '' });
  }
}
