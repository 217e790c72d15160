/** Walking by keys: from row to row, from article to article, and to what is unread. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { App } from './app.svelte';

/** Beside an open article the next one opens; else the list is walked. */
export function next(app: App, by: number) {
  if (app.page === 'list' && app.reading.id !== null) return void app.turn(by);
  step(app, by);
}

/** Moves the keyboard by rows, or by stories on the front page. */
export function step(app: App, by: number) {
  if (app.page === 'front') return app.places.story?.(by);
  app.show('list');
  // From an article the list goes on where that article stands.
  if (app.list.cursor === null && app.reading.id !== null) app.list.cursor = app.reading.id;
  app.list.move(by);
  app.places.row?.();
}

/** The article `by` places from the one before the reader: what `turn` opens. */
export async function following(app: App, by: number): Promise<ArticleRow | undefined> {
  const { list, reading } = app;
  const from = list.standing(reading.id);
  return from === null ? list.first : list.reach(from, by);
}

/**
 * Opens the next unread article of the list, also from parts that are not read yet; where there is none, the next one beside an open article. With
 * no article of the list open it begins with the row the keyboard is on.
 */
export async function turnToUnread(app: App) {
  const { list, reading } = app;
  const before = reading.id;
  const isOpen = before !== null && list.has([before]);
  const row = await list.unreadFrom(list.standing(before), isOpen, unreadIn(app));
  if (reading.id !== before) return;
  if (row) return app.openRow(row);
  if (before !== null) await app.turn(1);
  if (reading.id === before) sayEnd(app);
}

/** How many articles of the list are unread, as far as that is counted. */
function unreadIn({ view, library, feeds }: App): number {
  const counts = library.value?.counts;
  const sum = (of: typeof feeds) => of.reduce((all, feed) => all + feed.unread, 0);
  if (view === null || counts === undefined) return Infinity;
  if (view.view === 'all' || view.view === 'unread') return counts.unread;
  if (view.view === 'feed') return sum(feeds.filter((feed) => feed.id === view.of));
  if (view.view === 'folder') return sum(feeds.filter((feed) => feed.folder === view.of));
  return Infinity;
}

/** The list ends here; what is unread elsewhere is one step away. */
function sayEnd(app: App) {
  const { t } = app;
  const isMore = app.view?.view !== 'unread' && (app.library.value?.counts.unread ?? 0) > 0;
  app.toasts.show({ text: t.timeline.end, tone: 'done', ...(isMore && { action: { label: t.views.unread, run: () => void app.toView('unread') } }) });
}

/** A screenful of the open article; at its end the next unread one. From a row with nothing open, that row. */
export async function page(app: App, by: number) {
  if (app.reading.id === null) {
    if (by > 0) await app.openArticle(app.list.cursorRow?.id ?? app.list.rows[0]?.id ?? '');
    return;
  }
  // The one that is wanted is still on its way: a key that is held must not pass it by.
  if (app.reading.article?.id !== app.reading.id) return;
  if (app.places.page?.(by) !== false || by < 0) return;
  await turnToUnread(app);
}
