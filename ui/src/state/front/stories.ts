/**
 * Which headlines tell of the same event, by the words they share: a guess for the front page only, in one language at a time.
 *
 * Rows of one source are never the same story: a newspaper that follows an event up has something new to say.
 */
import type { ArticleRow } from '../../api/wire/ArticleRow';

const SHORTEST_WORD = 4;
const STEM = 5;
const SHARED_WORDS = 3;
const SHARED_PART = 0.6;
const APART_MS = 72 * 3_600_000;

/** Every row's story: the id of the first row that tells it. */
export function storiesOf(rows: readonly ArticleRow[]): Map<string, string> {
  const heads: { row: ArticleRow; words: Set<string> }[] = [];
  const stories = new Map<string, string>();
  for (const row of rows) {
    const words = wordsOf(row.title);
    const head = heads.find((each) => tellsTheSame(each, { row, words }));
    if (head) stories.set(row.id, head.row.id);
    else {
      stories.set(row.id, row.id);
      heads.push({ row, words });
    }
  }
  return stories;
}

interface Headline {
  row: ArticleRow;
  words: Set<string>;
}

function tellsTheSame(a: Headline, b: Headline): boolean {
  if (a.row.feed === b.row.feed) return false;
  if (Math.abs(Date.parse(a.row.published) - Date.parse(b.row.published)) > APART_MS) return false;
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  if (shared < SHARED_WORDS || shared < SHARED_PART * Math.min(a.words.size, b.words.size)) return false;
  // Figures that differ make two stories of the same words: part 3 and part 4, the rate of today and of yesterday.
  return figures(a.words) === figures(b.words) || figures(a.words) === '' || figures(b.words) === '';
}

/** Words by their beginnings, because endings change; figures whole. */
function wordsOf(title: string): Set<string> {
  const words = title.toLowerCase().replaceAll('ё', 'е').match(/\p{N}+|\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => /\p{N}/u.test(word) || word.length >= SHORTEST_WORD).map((word) => word.slice(0, STEM)));
}

function figures(words: Set<string>): string {
  return [...words].filter((word) => /\p{N}/u.test(word)).sort().join(' ');
}
