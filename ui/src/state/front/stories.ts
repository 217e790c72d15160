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

/** A page is composed more than once of the same rows. */
const known = new WeakMap<readonly ArticleRow[], Map<string, string>>();

/** Every row's story: the id of the first row that tells it. */
export function storiesOf(rows: readonly ArticleRow[]): Map<string, string> {
  const stories = known.get(rows) ?? told(rows);
  known.set(rows, stories);
  return stories;
}

interface Headline {
  id: string;
  feed: string;
  at_ms: number;
  words: Set<string>;
  /** The figures among the words, in one line. */
  figures: string;
}

function told(rows: readonly ArticleRow[]): Map<string, string> {
  const heads: Headline[] = [];
  /** The places of the heads that have a word: with one alone no two need be compared. */
  const having = new Map<string, number[]>();
  const stories = new Map<string, string>();
  for (const { id, feed, published, title } of rows) {
    const words = wordsOf(title);
    const headline = { id, feed, at_ms: Date.parse(published), words, figures: figures(words) };
    const shared = new Uint16Array(heads.length);
    for (const word of words) for (const at of having.get(word) ?? []) shared[at] = (shared[at] ?? 0) + 1;
    const head = heads.find((each, at) => tellsTheSame(each, headline, shared[at] ?? 0));
    stories.set(id, head?.id ?? id);
    if (head) continue;
    const at = heads.push(headline) - 1;
    for (const word of words) {
      const others = having.get(word);
      if (others) others.push(at);
      else having.set(word, [at]);
    }
  }
  return stories;
}

/** Whether two headlines with so many words in common tell of the same. */
function tellsTheSame(a: Headline, b: Headline, shared: number): boolean {
  if (shared < SHARED_WORDS || shared < SHARED_PART * Math.min(a.words.size, b.words.size)) return false;
  if (a.feed === b.feed || Math.abs(a.at_ms - b.at_ms) > APART_MS) return false;
  // Figures that differ make two stories of the same words: part 3 and part 4, the rate of today and of yesterday.
  return a.figures === b.figures || a.figures === '' || b.figures === '';
}

/** Words by their beginnings, because endings change; figures whole. */
function wordsOf(title: string): Set<string> {
  const words = title.toLowerCase().replaceAll('ё', 'е').match(/\p{N}+|\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => /\p{N}/u.test(word) || word.length >= SHORTEST_WORD).map((word) => word.slice(0, STEM)));
}

function figures(words: Set<string>): string {
  return [...words].filter((word) => /\p{N}/u.test(word)).sort().join(' ');
}
