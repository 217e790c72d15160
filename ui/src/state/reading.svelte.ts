/** The article before the reader, and the way back to the ones it was reached from. */
import type { Api } from '../api/api';
import type { Article } from '../api/wire/Article';
import type { ArticleRow } from '../api/wire/ArticleRow';
import { callError, type CallError } from '../host/host';

export class Reading {
  id = $state<string | null>(null);
  article = $state.raw<Article | null>(null);
  error = $state<CallError | null>(null);
  loading = $state(false);

  #turn = 0;
  #trail: string[] = [];

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

  close() {
    this.#turn++;
    this.#trail = [];
    this.id = null;
    this.article = null;
    this.error = null;
    this.loading = false;
  }

  /** Asks again for what is shown. */
  async refresh(): Promise<void> {
    if (this.id !== null) await this.#show(this.id);
  }

  patch(change: Partial<ArticleRow>) {
    if (this.article) this.article = { ...this.article, ...change };
  }

  async #show(id: string): Promise<Article | null> {
    const turn = ++this.#turn;
    if (id !== this.id) {
      this.id = id;
      this.article = null;
    }
    this.loading = true;
    try {
      const article = await this.api.article(id);
      if (turn !== this.#turn) return null;
      this.article = article;
      this.error = null;
      return article;
    } catch (thrown) {
      if (turn === this.#turn) this.error = callError(thrown);
      return null;
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }
}
