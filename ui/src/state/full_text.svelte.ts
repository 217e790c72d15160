/** The page of an article, fetched when the reader asks for it: in place of what the feed gave, or of nothing. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import { callError } from '../host/host';
import type { App } from './app.svelte';
import { errorWords } from './trouble';

export class FullText {
  /** Id of the article whose page is on its way. */
  fetching = $state<string | null>(null);
  /** Why the page that was asked for last is not here; it stays readable beside its article. */
  failed = $state.raw<{ id: string; text: string } | null>(null);

  constructor(private readonly app: App) {}

  async fetch({ id }: ArticleRow): Promise<void> {
    const { app } = this;
    if (this.fetching !== null) return;
    this.fetching = id;
    this.failed = null;
    if (app.page !== 'list' || app.reading.id !== id) await app.openArticle(id);
    try {
      const { outcome, known, reason } = await app.api.fetchPage(id);
      if (outcome !== 'read') this.failed = { id, text: reason };
      else if (known) app.toasts.show({ text: app.t.fullText.here, tone: 'done' });
      if (app.reading.id === id) await app.reading.refresh();
    } catch (thrown) {
      this.failed = { id, text: errorWords(app.t, callError(thrown)) };
    } finally {
      this.fetching = null;
    }
  }
}
