/** The article before the reader, and the way back to the ones it was reached from. */
import type { Api } from '../api/api';
import type { Article } from '../api/wire/Article';
import type { ArticleRow } from '../api/wire/ArticleRow';
import { callError, type CallError } from '../host/host';
import { wears } from './marks';
import { PATIENCE_MS } from './patience';
import { kept } from './same';

/** So many articles are opened where they were left. */
const TOPS = 100;

export class Reading {
  id = $state<string | null>(null);
  article = $state.raw<Article | null>(null);
  error = $state<CallError | null>(null);
  loading = $state(false);

  /** The article before, until the one asked for is there or is long in coming. */
  #held = $state.raw<Article | null>(null);
  /** What the pane shows: a moment longer than `article`, so that one text follows another without a blank between. */
  readonly drawn = $derived(this.article ?? this.#held);

  #turn = 0;
  #trail: string[] = [];
  /** How far articles were scrolled when they were left, the last ones of this window. */
  readonly #tops = new Map<string, number>();

  constructor(private readonly api: Api) {}

  /** Opens an article. From a link inside another one, `back` returns there. */
  async open(id: string, from: 'list' | 'link' = 'list'): Promise<Article | null> {
    if (from === 'link' && this.id !== null && this.id !== id) this.#trail.push(this.id);
    if (from === 'list') this.#trail = [];
    return this.#show(id);
  }

  /** To the article this one was reached from; false where there is none. */
  async back(): Promise<boolean> {
    const id = this.#trail.pop();
    if (id === undefined) return false;
    await this.#show(id);
    return true;
  }

  /** An article is left, scrolled so far. One that was read to its end begins anew, unless the way leads back to it. */
  leave(id: string, top: number, isAtEnd: boolean) {
    this.#tops.delete(id);
    if (top > 0 && (!isAtEnd || this.#trail.includes(id))) this.#tops.set(id, top);
    const [oldest] = this.#tops.keys();
    if (this.#tops.size > TOPS && oldest !== undefined) this.#tops.delete(oldest);
  }

  /** How far an article was scrolled when it was left. */
  topOf(id: string): number {
    return this.#tops.get(id) ?? 0;
  }

  close() {
    this.#turn++;
    this.#trail = [];
    this.id = null;
    this.article = null;
    this.#held = null;
    this.error = null;
    this.loading = false;
  }

  /** Asks again for what is shown. */
  async refresh(): Promise<void> {
    if (this.id !== null) await this.#show(this.id);
  }

  patch(change: Partial<ArticleRow>) {
    if (this.article && !wears(this.article, change)) this.article = { ...this.article, ...change };
  }

  async #show(id: string): Promise<Article | null> {
    const turn = ++this.#turn;
    if (id !== this.id) {
      this.#held = this.drawn;
      setTimeout(() => turn === this.#turn && (this.#held = null), PATIENCE_MS);
      this.id = id;
      this.article = null;
    }
    this.loading = true;
    try {
      const article = await this.api.article(id);
      // The reader has gone on: what this would have marked as read was not seen.
      if (id !== this.id) return null;
      // Asked for again meanwhile, it is open all the same; the newer answer is shown.
      if (turn === this.#turn) {
        this.article = kept(this.article, article);
        this.error = null;
      }
      return article;
    } catch (thrown) {
      if (turn === this.#turn) this.error = callError(thrown);
      return null;
    } finally {
      if (turn === this.#turn) {
        this.#held = null;
        this.loading = false;
      }
    }
  }
}
