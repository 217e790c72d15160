/** What can be done with an article where it is one of many: the entries of its menu. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { App } from './app.svelte';
import { shareActs } from './share';

export function actsOn(app: App, row: ArticleRow, open: () => void) {
  const { t } = app;
  const { link } = row;
  return [
    { text: t.timeline.open, run: open },
    // Whatever is hidden is read.
    ...(row.hidden ? [] : [{ text: row.read ? t.article.unread : t.article.read, run: () => void app.toggleRead(row) }]),
    { text: row.starred ? t.article.unstar : t.article.star, run: () => void app.toggleStar(row) },
    { text: row.saved ? t.article.unsave : t.article.save, run: () => void app.toggleSaved(row) },
    { text: row.hidden ? t.article.unhide : t.article.hide, run: () => void app.marking.toggleHidden(row) },
    ...(link ? [...shareActs(app, { title: row.title, link }).slice(0, 2), { text: t.fullText.fetch, run: () => void app.fullText.fetch(row) }, { text: t.article.outside, run: () => void app.openLink(link, null) }] : []),
  ];
}
