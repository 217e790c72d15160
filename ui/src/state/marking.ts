/** What the reader does with articles: each mark is drawn at once, then kept, and can be taken back. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Mark } from '../api/wire/Mark';
import type { View } from '../api/wire/View';
import type { App } from './app.svelte';
import { changeOf, Counting } from './marks';

/** An article that is open for so long has been read, where opening it is not enough. */
const STAYED_MS = 5_000;
/** Rows that are scrolled past are marked once the list rests. */
const REST_MS = 400;

export class Marking {
  /** What this window marked and has not heard of yet, and how often: M twice in a row is heard of twice. */
  readonly #sent = new Map<string, number>();
  readonly #counting = new Counting();
  #staying: { id: string; timer: ReturnType<typeof setTimeout> } | null = null;
  readonly #passing = new Set<string>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** What was marked by scrolling, as far as one step back takes it back. */
  #passed: string[] = [];

  constructor(private readonly app: App) {}

  /** Whether these are what this window marked itself: it has drawn that already, and the answer counts it. */
  isOwn(ids: readonly string[]): boolean {
    const key = ids.join();
    const times = this.#sent.get(key) ?? 0;
    if (times > 1) this.#sent.set(key, times - 1);
    else this.#sent.delete(key);
    return times > 0;
  }

  /** What was sent may have been heard of unseen. */
  forget() {
    this.#sent.clear();
  }

  stop() {
    this.#stay(null);
    clearTimeout(this.#resting);
  }

  /** An article is before the reader: it counts as read now, or once it has been there for a while. */
  opened({ id, read }: ArticleRow) {
    this.#stay(null);
    if (read) return;
    if (this.app.settings?.read_when !== 'stayed') return void this.mark([id], 'read');
    const isBefore = () => this.app.page === 'list' && this.app.reading.id === id && document.visibilityState === 'visible';
    this.#stay({ id, timer: setTimeout(() => isBefore() && void this.mark([id], 'read'), STAYED_MS) });
  }

  #stay(staying: { id: string; timer: ReturnType<typeof setTimeout> } | null) {
    clearTimeout(this.#staying?.timer);
    this.#staying = staying;
  }

  /** The reader has scrolled past these rows. */
  pass(rows: readonly ArticleRow[]) {
    for (const row of rows) if (!row.read) this.#passing.add(row.id);
    if (this.#passing.size === 0) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#markPassed(), REST_MS);
  }

  /** Without a word: that would come up at every rest. One step back takes all of it back. */
  #markPassed() {
    const { toasts } = this.app;
    const ids = [...this.#passing];
    this.#passing.clear();
    const passed = toasts.lastUndo === this.#unpass ? [...new Set([...this.#passed, ...ids])] : ids;
    this.#passed = passed;
    toasts.canUndo(this.#unpass);
    void this.mark(ids, 'read');
  }

  readonly #unpass = () => {
    const ids = this.#passed;
    this.#passed = [];
    void this.mark(ids, 'unread');
    this.app.toasts.show({ text: this.app.t.timeline.unmarked({ count: ids.length }), tone: 'done' });
  };

  async mark(ids: string[], mark: Mark): Promise<void> {
    const { app } = this;
    const change = changeOf(mark);
    if (this.#staying && ids.includes(this.#staying.id)) this.#stay(null);
    for (const id of ids) this.#passing.delete(id);
    app.list.patch(ids, change);
    app.front.patch(ids, change);
    if (app.reading.id !== null && ids.includes(app.reading.id)) app.reading.patch(change);
    this.#sent.set(ids.join(), (this.#sent.get(ids.join()) ?? 0) + 1);
    const sent = this.#counting.send();
    const counted = await app.try(() => app.api.mark(ids, mark));
    app.list.kept(ids);
    if (!counted) {
      this.isOwn(ids);
      app.front.outdate();
      return app.refill(['library', 'list', 'article', 'front']);
    }
    if (!this.#counting.show(app.library, sent, counted)) app.refill(['library']);
    // What is not in the list may belong there now.
    const isIn = mark !== 'hide' || app.view?.view === 'hidden';
    if (isIn && !app.list.has(ids)) app.refill(['list']);
    app.front.hasMarked(ids, change);
  }

  /** Marks the list before the reader: all of a view, or what a search found. What is out of sight stays as it is. */
  async markAllRead(): Promise<void> {
    const { app } = this;
    const { view } = app;
    if (app.page !== 'list') return;
    if (view !== null) return this.markViewRead(view);
    const ids = app.list.rows.flatMap((row) => (row.read ? [] : [row.id]));
    if (ids.length > 0) await this.mark(ids, 'read');
    this.#tellRead(ids);
  }

  /** Marks all of a view, in sight or not. */
  async markViewRead(view: View): Promise<void> {
    const { app } = this;
    const ids = await app.try(() => app.api.markAllRead(view));
    if (ids === null) return;
    app.list.patch(ids, { read: true });
    app.front.patch(ids, { read: true });
    app.refill(['library', 'article']);
    this.#tellRead(ids);
  }

  #tellRead(ids: string[]) {
    const { app } = this;
    app.toasts.show({
      text: app.t.timeline.marked({ count: ids.length }),
      tone: 'done',
      ...(ids.length > 0 && { undo: () => void this.mark(ids, 'unread') }),
    });
  }

  /** Takes an article out of every list, or back into them; the keyboard goes on to the next one. */
  async toggleHidden(row: ArticleRow): Promise<void> {
    const { app } = this;
    const { list, front } = app;
    const isElsewhere = app.page === 'list' && !list.has([row.id]);
    if (app.page === 'front') app.places.story?.(front.rows.at(-1)?.id === row.id ? -1 : 1);
    else if (!isElsewhere) list.cursor = (list.neighbour(row.id, 1) ?? list.neighbour(row.id, -1))?.id ?? null;
    if (!row.hidden && app.reading.id === row.id) app.reading.close();
    const marked = this.mark([row.id], row.hidden ? 'unhide' : 'hide');
    // One that was unread is unread again, and that shows it too.
    const back = row.hidden ? 'hide' : row.read ? 'unhide' : 'unread';
    app.toasts.show({
      text: row.hidden ? app.t.timeline.shownAgain : app.t.timeline.hidden,
      tone: 'done',
      undo: () => void marked.then(() => this.mark([row.id], back)),
    });
    if (app.page === 'list') app.places.row?.();
    await marked;
  }
}
