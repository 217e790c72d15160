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

/** So many photos of a report are on its card; with fewer than {@link MOSAIC} only the first. */
const ON_CARD = 5;
const MOSAIC = 3;

/** What the card of a report shows of its photos, and how many it does not show clearly: the last one is dimmed where there are more. */
export function onCard(photos: readonly Picture[]): { shown: Picture[]; more: number } {
  const here = photos.filter((photo) => photo.hash !== null);
  const shown = here.slice(0, here.length < MOSAIC ? 1 : ON_CARD);
  const left = photos.length - shown.length;
  return { shown, more: left > 0 && shown.length > 1 ? left + 1 : 0 };
}

/** The photos that the card shows clearly. */
export function clearOnCard(photos: readonly Picture[]): Picture[] {
  const { shown, more } = onCard(photos);
  return more > 0 ? shown.slice(0, -1) : shown;
}
