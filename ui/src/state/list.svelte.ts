/** The list of articles before the reader: a view, read part by part, or what a search found. */
import type { Api } from '../api/api';
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Cursor } from '../api/wire/Cursor';
import type { View } from '../api/wire/View';
import { callError, type CallError } from '../host/host';
import { wears } from './marks';
import { PATIENCE_MS } from './patience';
import { kept } from './same';

const PART = 60;
/** What follows is asked for in larger parts: who scrolls that far wants to go on. */
const LATER_PART = 200;
const LARGEST_PART = 500;
/** So many of what is found are shown; the core is asked for one more, which tells that there are more. */
export const FOUND_AT_MOST = 200;

/** What a list is made of. */
interface Part {
  rows: ArticleRow[];
  next: Cursor | null;
  isCut?: boolean;
}

/** The lists to which a sync can bring something; into the others only the reader puts what is in them. */
export function fillsBySync({ view }: View): boolean {
  return !['starred', 'saved', 'hidden', 'edition', 'left_out'].includes(view);
}

/** What a list shows. */
export type Source = { kind: 'view'; view: View } | { kind: 'search'; query: string };

/** How much of an article a row shows. */
export const DENSITIES = ['compact', 'regular', 'roomy'] as const;

export class List {
  source = $state.raw<Source>({ kind: 'view', view: { view: 'today' } });
  rows = $state.raw<ArticleRow[]>([]);
  next = $state.raw<Cursor | null>(null);
  loading = $state(false);
  /** More was found than is shown. */
  isCut = $state(false);
  error = $state<CallError | null>(null);
  /** Id of the row the keyboard is on. */
  cursor = $state<string | null>(null);

  /** The list before, until the one asked for is there or is long in coming. */
  #held = $state.raw<{ source: Source; rows: ArticleRow[] } | null>(null);
  /** What the timeline shows: a moment longer than `rows`, so that one list follows another without a blank between. */
  readonly drawn = $derived(this.#held ?? { source: this.source, rows: this.rows });
  /** Which row stands at the top of the window. */
  seen = 0;

  #turn = 0;
  #underWay: Promise<void> = Promise.resolve();
  /** Which articles the list had when it last grew: looked through for each part, a hundred thousand would be most of its work. */
  #known: { rows: readonly ArticleRow[]; ids: Set<string> } = { rows: [], ids: new Set() };
  /** Rows the reader marked since the list was opened: they stay in sight although they left the view. */
  #touched = new Set<string>();
  /** What the reader hid or showed again, until the core knows: an answer that was under way may not. */
  #hiding = new Map<string, boolean>();

  constructor(private readonly api: Api) {}

  get cursorIndex(): number {
    return this.cursor === null ? -1 : this.rows.findIndex((row) => row.id === this.cursor);
  }

  get cursorRow(): ArticleRow | undefined {
    return this.rows[this.cursorIndex];
  }

  /** Shows another list from its beginning, `wanted` rows of it. */
  async open(source: Source, wanted = PART): Promise<void> {
    const { drawn } = this;
    const held = drawn.rows.length === 0 ? null : { ...drawn };
    this.#held = held;
    setTimeout(() => this.#held === held && (this.#held = null), PATIENCE_MS);
    this.source = source;
    this.seen = 0;
    this.rows = [];
    this.next = null;
    this.isCut = false;
    this.cursor = null;
    this.#touched.clear();
    this.#known = { rows: [], ids: new Set() };
    await this.#load(async () => {
      if (source.kind === 'view') return this.api.timeline(source.view, null, wanted);
      return this.#find(source.query);
    });
    // Overtaken by a look at what has come meanwhile: that brings the rows.
    while (this.source === source && this.loading) await this.#underWay;
  }

  /** Opens the first of `views` that has articles, unless the reader opens another list meanwhile. */
  async openFirst(views: ('today' | 'all')[]): Promise<void> {
    for (const view of views) {
      const opened = this.open({ kind: 'view', view: { view } });
      const { source } = this;
      await opened;
      if (this.source !== source || this.rows.length > 0) return;
    }
  }

  /** Reads the next part, if there is one and none is on its way. */
  async more(): Promise<void> {
    const { source, next, rows } = this;
    if (source.kind !== 'view' || next === null || this.loading) return;
    await this.#load(async () => {
      const part = await this.api.timeline(source.view, next, LATER_PART);
      const known = this.#known.rows === rows ? this.#known.ids : new Set(rows.map((row) => row.id));
      const fresh = part.rows.filter((row) => !known.has(row.id));
      for (const row of fresh) known.add(row.id);
      const all = [...rows, ...fresh];
      this.#known = { rows: all, ids: known };
      return { rows: all, next: part.next };
    });
  }

  /** Asks again for what is shown, and keeps in place what the reader marked meanwhile. */
  async refresh(): Promise<void> {
    const { source } = this;
    if (source.kind === 'search' && source.query.trim() === '') return;
    await this.#load(async () => {
      if (source.kind === 'search') return this.#find(source.query);
      return this.#again(source.view);
    });
  }

  /** Whether all of these are among the rows that are here. */
  has(ids: string[]): boolean {
    const here = new Set(this.rows.map((row) => row.id));
    return ids.every((id) => here.has(id));
  }

  /** The row the keyboard reaches: the one it was on, or the first. */
  readonly reached = $derived.by(() => {
    const { rows } = this.drawn;
    return rows.some((row) => row.id === this.cursor) ? this.cursor : (rows[0]?.id ?? null);
  });

  /** Where in the list the reader is, with `open` before them: there, or where the keyboard is if that is from elsewhere; null for nowhere. */
  standing(open: string | null): string | null {
    return [open, this.cursor].find((id) => id !== null && this.rows.some((row) => row.id === id)) ?? null;
  }

  /** Where reading begins: the first unread row, or the first. */
  get first(): ArticleRow | undefined {
    return this.rows.find((row) => !row.read) ?? this.rows[0];
  }

  /**
   * The first unread article from `id` on, or after it; from the beginning where that is null. Reads part after part until
   * there is one, unless all `total` that are unread are here.
   */
  async unreadFrom(id: string | null, isAfter: boolean, total: number): Promise<ArticleRow | undefined> {
    const { source } = this;
    for (;;) {
      const { rows } = this;
      const at = rows.findIndex((row) => row.id === id);
      const row = rows.slice(at < 0 ? 0 : at + (isAfter ? 1 : 0)).find((each) => !each.read);
      if (row || this.next === null || rows.filter((each) => !each.read).length >= total) return row;
      const isOwn = !this.loading;
      if (isOwn) await this.more();
      await this.#underWay;
      // Another list is there, or this one does not go on.
      if (this.source !== source || (isOwn && !this.loading && (this.error !== null || this.rows === rows))) return undefined;
    }
  }

  /** Changes rows in place, before the core has confirmed. */
  patch(ids: string[], change: Partial<ArticleRow>) {
    const set = new Set(ids);
    for (const id of ids) this.#touched.add(id);
    if (change.hidden !== undefined) {
      for (const id of ids) this.#hiding.set(id, change.hidden);
      const rows = this.rows.filter((row) => this.#belongs(row));
      if (rows.length < this.rows.length) this.rows = rows;
    }
    if (this.rows.every((row) => !set.has(row.id) || wears(row, change))) return;
    this.rows = this.rows.map((row) => (set.has(row.id) ? { ...row, ...change } : row));
  }

  /** The core has these marks: what is asked for from now on knows them. */
  kept(ids: string[]) {
    void this.#underWay.then(() => ids.forEach((id) => this.#hiding.delete(id)));
  }

  /** Whether a row is in this list as far as it is hidden or not. */
  #belongs({ id }: ArticleRow): boolean {
    const { source } = this;
    return this.#hiding.get(id) !== !(source.kind === 'view' && source.view.view === 'hidden');
  }

  /** Moves the keyboard's row; at either end it stays. */
  move(step: number): ArticleRow | undefined {
    if (this.rows.length === 0) return undefined;
    const from = this.cursorIndex;
    const index = from < 0 ? (step > 0 ? 0 : this.rows.length - 1) : Math.min(Math.max(from + step, 0), this.rows.length - 1);
    const row = this.rows[index];
    this.cursor = row?.id ?? null;
    if (index > this.rows.length - 10) void this.more();
    return row;
  }

  /** The article `step` places from `id` in this list. */
  neighbour(id: string, step: number): ArticleRow | undefined {
    const index = this.rows.findIndex((row) => row.id === id);
    return index < 0 ? undefined : this.rows[index + step];
  }

  /** As `neighbour`, but reads the next part where the list goes on beyond what is here. */
  async reach(id: string, step: number): Promise<ArticleRow | undefined> {
    // What is under way may bring it, or may overtake the part asked for here: then it is asked for again.
    for (let tries = 0; tries < 3 && this.neighbour(id, step) === undefined; tries++) {
      if (!this.loading) await (step > 0 ? this.more() : undefined);
      await this.#underWay;
    }
    return this.neighbour(id, step);
  }

  async #find(query: string): Promise<Part> {
    const rows = query.trim() === '' ? [] : await this.api.search(query, FOUND_AT_MOST + 1);
    return { rows: rows.slice(0, FOUND_AT_MOST), next: null, isCut: rows.length > FOUND_AT_MOST };
  }

  #load(ask: () => Promise<Part>): Promise<void> {
    this.#underWay = this.#answer(ask);
    return this.#underWay;
  }

  async #answer(ask: () => Promise<Part>): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const { rows, next, isCut = false } = await ask();
      // Another list was asked for meanwhile: this answer is nobody's.
      if (turn !== this.#turn) return;
      this.rows = this.#hiding.size === 0 ? rows : rows.filter((row) => this.#belongs(row));
      this.next = next;
      this.isCut = isCut;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = callError(thrown);
    } finally {
      if (turn === this.#turn) {
        this.#held = null;
        this.loading = false;
      }
    }
  }

  /** Reads the beginning of the list again, and what is in sight where that is far below; between and after them all stays. */
  async #again(view: View): Promise<{ rows: ArticleRow[]; next: Cursor | null }> {
    const wanted = Math.min(Math.max(this.rows.length, PART), LARGEST_PART);
    const above = this.seen > LARGEST_PART ? this.rows[this.seen - PART] : undefined;
    const [first, sight] = await Promise.all([
      this.api.timeline(view, null, wanted),
      above && this.api.timeline(view, { published: above.published, id: above.id }, LATER_PART),
    ]);
    const isWhole = this.rows.length <= wanted || first.next === null;
    let rows = this.#replaced(this.rows, 0, first.rows, isWhole);
    const from = above && !isWhole ? rows.findIndex((row) => row.id === above.id) + 1 : 0;
    if (sight && from > 0) rows = this.#replaced(rows, from, sight.rows, sight.next === null);
    return { rows, next: isWhole ? first.next : sight?.next === null ? null : this.next };
  }

  /** `rows` with those from index `from` on as far as `fresh` reaches, or to the end, as they are now. */
  #replaced(rows: ArticleRow[], from: number, fresh: ArticleRow[], isToEnd: boolean): ArticleRow[] {
    const last = fresh.at(-1);
    const isBehind = (row: ArticleRow) => last !== undefined && row.published < last.published;
    const same = rows.findIndex((row) => row.id === last?.id);
    const behind = same >= from ? same + 1 : rows.findIndex((row, i) => i >= from && isBehind(row));
    const to = isToEnd || behind < 0 ? rows.length : behind;
    const span = rows.slice(from, to);
    const known = new Map(span.map((row) => [row.id, row]));
    const now = this.#withTouched(fresh.map((row) => kept(known.get(row.id), row)), span);
    if (now.length === span.length && now.every((row, i) => row === span[i])) return rows;
    const there = new Set(now.map((row) => row.id));
    const isElsewhere = (row: ArticleRow) => !there.has(row.id);
    return [...rows.slice(0, from).filter(isElsewhere), ...now, ...rows.slice(to).filter(isElsewhere)];
  }

  /** `fresh`, and those of `before` that the reader marked meanwhile, in their places. */
  #withTouched(fresh: ArticleRow[], before: ArticleRow[]): ArticleRow[] {
    const there = new Set(fresh.map((row) => row.id));
    const stay = before.filter((row) => this.#touched.has(row.id) && !there.has(row.id));
    if (stay.length === 0) return fresh;
    return [...fresh, ...stay].sort((a, b) => (a.published === b.published ? 0 : a.published < b.published ? 1 : -1));
  }
}
