/** Which papers of the catalogue stand first for a reader, and which are chosen from the start. */
import type { CatalogueEntry } from '../api/wire/CatalogueEntry';
import type { Language } from '../locales';

/** Papers in the reader's language first, each part in the catalogue's order. */
export function sortedFor(entries: readonly CatalogueEntry[], language: Language): CatalogueEntry[] {
  return [...entries.filter((entry) => entry.language === language), ...entries.filter((entry) => entry.language !== language)];
}

/** The catalogue's defaults in the reader's language; nothing where the catalogue is opened again later. */
export function defaultChoice(entries: readonly CatalogueEntry[], language: Language, isFirst: boolean): Set<string> {
  if (!isFirst) return new Set();
  return new Set(entries.filter((entry) => entry.default && entry.language === language && !entry.subscribed).map((entry) => entry.url));
}

/** Topics in the order in which they first stand. */
export function topicsOf(entries: readonly CatalogueEntry[]): string[] {
  return [...new Set(entries.map((entry) => entry.topic).filter((topic) => topic !== ''))];
}
