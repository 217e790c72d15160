/** The list of articles before the reader: a view, read part by part, or what a search found. */
import type { Api } from '../api/api';
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Cursor } from '../api/wire/Cursor';
import type { View } from '../api/wire/View';
import { callError, type CallError } from '../host/host';

const PART = 60;
const LARGEST_PART = 500;
const FOUND_AT_MOST = 200;

/** What a list shows. */
export type Source = { kind: 'view'; view: View } | { kind: 'search'; query: string };

/** How much of an article a row shows. */
export const DENSITIES = ['compact', 'regular', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

const REMEMBERED = 'qazet-density';

function remembered(): Density {
  return DENSITIES.find((each) => each === localStorage.getItem(REMEMBERED)) ?? 'regular';
}

export class List {
  source = $state.raw<Source>({ kind: 'view', view: { view: 'today' } });
  rows = $state.raw<ArticleRow[]>([]);
  next = $state.raw<Cursor | null>(null);
  loading = $state(false);
  error = $state<CallError | null>(null);
  /** Id of the row the keyboard is on. */
  cursor = $state<string | null>(null);
  density = $state(remembered());

  #turn = 0;
  #underWay: Promise<void> = Promise.resolve();
  /** Rows the reader marked since the list was opened: they stay in sight although they left the view. */
  #touched = new Set<string>();

  constructor(private readonly api: Api) {}

  get cursorIndex(): number {
    return this.cursor === null ? -1 : this.rows.findIndex((row) => row.id === this.cursor);
  }

  get cursorRow(): ArticleRow | undefined {
    return this.rows[this.cursorIndex];
  }

  /** Sets rows so, in this window from now on. */
  setDensity(density: Density) {
    this.density = density;
    localStorage.setItem(REMEMBERED, density);
  }

  /** Shows another list from its beginning, `wanted` rows of it. */
  async open(source: Source, wanted = PART): Promise<void> {
    this.source = source;
    this.rows = [];
    this.next = null;
    this.cursor = null;
    this.#touched.clear();
    await this.#load(async () => {
      if (source.kind === 'view') return this.api.timeline(source.view, null, wanted);
      const rows = source.query.trim() === '' ? [] : await this.api.search(source.query, FOUND_AT_MOST);
      return { rows, next: null };
    });
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
      const part = await this.api.timeline(source.view, next, PART);
      const known = new Set(rows.map((row) => row.id));
      return { rows: [...rows, ...part.rows.filter((row) => !known.has(row.id))], next: part.next };
    });
  }

  /** Asks again for what is shown, and keeps in place what the reader marked meanwhile. */
  async refresh(): Promise<void> {
    const { source } = this;
    if (source.kind === 'search' && source.query.trim() === '') return;
    await this.#load(async () => {
      if (source.kind === 'search') return { rows: await this.api.search(source.query, FOUND_AT_MOST), next: null };
      const fresh = await this.#upTo(source.view, Math.max(this.rows.length, PART));
      return { rows: this.#withTouched(fresh.rows), next: fresh.next };
    });
  }

  /** Changes rows in place, before the core has confirmed. */
  patch(ids: string[], change: Partial<ArticleRow>) {
    for (const id of ids) this.#touched.add(id);
    const set = new Set(ids);
    this.rows = this.rows.map((row) => (set.has(row.id) ? { ...row, ...change } : row));
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
    for (let tries = 0; tries < 3 && step > 0 && this.next !== null && this.neighbour(id, step) === undefined; tries++) {
      await this.#underWay;
      if (this.neighbour(id, step) === undefined) await this.more();
      await this.#underWay;
    }
    return this.neighbour(id, step);
  }

  #load(ask: () => Promise<{ rows: ArticleRow[]; next: Cursor | null }>): Promise<void> {
    this.#underWay = this.#answer(ask);
    return this.#underWay;
  }

  async #answer(ask: () => Promise<{ rows: ArticleRow[]; next: Cursor | null }>): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const { rows, next } = await ask();
      // Another list was asked for meanwhile: this answer is nobody's.
      if (turn !== this.#turn) return;
      this.rows = rows;
      this.next = next;
      this.error = null;
    } catch (thrown) {
      if (turn === this.#turn) this.error = callError(thrown);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  async #upTo(view: View, wanted: number): Promise<{ rows: ArticleRow[]; next: Cursor | null }> {
    let rows: ArticleRow[] = [];
    let next: Cursor | null = null;
    do {
      const part = await this.api.timeline(view, next, Math.min(wanted - rows.length, LARGEST_PART));
      rows = [...rows, ...part.rows];
      next = part.next;
    } while (next !== null && rows.length < wanted);
    return { rows, next };
  }

  #withTouched(fresh: ArticleRow[]): ArticleRow[] {
    const there = new Set(fresh.map((row) => row.id));
    const kept = this.rows.filter((row) => this.#touched.has(row.id) && !there.has(row.id));
    if (kept.length === 0) return fresh;
    return [...fresh, ...kept].sort((a, b) => (a.published === b.published ? 0 : a.published < b.published ? 1 : -1));
  }
}
