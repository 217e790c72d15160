/** What an article has to show in a gallery when it has no photo report. */
import type { Article } from '../api/wire/Article';
import type { Picture } from '../api/wire/Picture';
import { picturesOf } from '../parts/content';

/** The lead picture and those of the text, each once. */
export function picturesShown(article: Article): Picture[] {
  const inText = picturesOf(article.html);
  const { picture } = article;
  return picture && !inText.some((each) => each.hash === picture.hash) ? [picture, ...inText] : inText;
}
