/** Photos over the whole window. */
import type { Article } from '../api/wire/Article';
import type { App } from './app.svelte';
import { picturesShown } from './pictures';

/** The photos an article has to show: its own report, one it points to, or the pictures of its text. */
export async function openPhotosOf(app: App, article: Article): Promise<void> {
  if (article.photo_report.length > 0) return app.openGallery(article, article.photo_report);
  const pointed = article.photo_reports.find((link) => link.article !== null)?.article;
  if (pointed) {
    const report = await app.try(() => app.api.article(pointed));
    if (report?.photo_report.some((photo) => photo.hash !== null)) return app.openGallery(report, report.photo_report);
  }
  app.openGallery(article, picturesShown(article));
}
