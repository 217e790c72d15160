/** The line above a headline of the front page: one line, never wrapped. */
import type { ArticleRow } from '../../api/wire/ArticleRow';

/** Longer sections are lists of tags, or sentences. */
const LONGEST = 28;

/** The publisher's own section, else the reader's folder. */
export function kickerOf(row: Pick<ArticleRow, 'section'>, folder: string): string {
  const section = row.section.trim();
  const letters = [...section];
  if (letters.length === 0 || letters.length > LONGEST) return folder;
  // Categories of feeds are often in lower case; what stands above a headline begins like a sentence.
  return (letters[0] ?? '').toLocaleUpperCase() + letters.slice(1).join('');
}
