/**
 * Quotation marks and dashes as they are printed: many newsrooms type `"` and ` - `. Every letter stays in its place (one mark for one mark), so
 * that a text in several pieces can be set as one. What is not clear stays as it was typed.
 */

/** Outer and inner marks. */
const MARKS = { cyrillic: ['«', '»', '„', '“'], english: ['“', '”', '‘', '’'] } as const;

/** Marks of a search stand round words and are no letters. */
const isMark = (letter: string | undefined) => letter === '\u2068' || letter === '\u2069';
const OPENERS = /[\s([{«„“‘—–\-/…]/;
const CLOSERS = /[\s.,;:!?…)\]}»”’—–]/;

/** `text` with its straight quotes as «…», in English as “…”, and in Russian and Kazakh with its dashes; `language` is the text's own. */
export function quoted(text: string, language: string): string {
  const marks = marksOf(text, language);
  if (marks === null) return text;
  const set = text.includes('"') ? (paired(text, marks, false) ?? paired(text, marks, true) ?? text) : text;
  return marks === MARKS.cyrillic ? dashed(set) : set;
}

function marksOf(text: string, language: string) {
  if (language === 'en') return MARKS.english;
  if (language === 'ru' || language === 'kk' || (language === '' && /\p{Script=Cyrillic}/u.test(text))) return MARKS.cyrillic;
  return null;
}

/** `null` where a mark has no other half, or could be either. `hasInches`: behind a digit it is no quote. */
function paired(text: string, [open, close, innerOpen, innerClose]: (typeof MARKS)[keyof typeof MARKS], hasInches: boolean): string | null {
  let set = '';
  /** Quotes that are open here: those typed as such, and ours. */
  const stack: ('typed' | 'ours')[] = [];
  let openedAt = -1;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\n' && stack.length > 0) return null;
    if (letter === '«' || letter === '„' || (letter === '“' && open === '“')) stack.push('typed');
    else if ((letter === '»' || letter === '”') && stack.at(-1) === 'typed') stack.pop();
    if (letter !== '"') {
      set += letter;
      continue;
    }
    const before = beside(text, at, -1);
    const after = beside(text, at, 1);
    const isFirst = before === -1 || before === openedAt || OPENERS.test(text.charAt(before));
    const isLast = after === text.length || CLOSERS.test(text.charAt(after));
    if (isFirst && !isLast) {
      if (stack.length > 1) return null;
      set += stack.length === 0 ? open : innerOpen;
      stack.push('ours');
      openedAt = at;
    } else if (before === -1 || /\s/.test(text.charAt(before))) {
      return null;
    } else if (/\d/.test(text.charAt(before)) && (hasInches || stack.length === 0)) {
      set += letter;
    } else if (stack.at(-1) === 'ours') {
      stack.pop();
      set += stack.length === 0 ? close : innerClose;
    } else {
      return null;
    }
  }
  return stack.includes('ours') ? null : set;
}

/** The place of the nearest letter. */
function beside(text: string, at: number, step: 1 | -1): number {
  let place = at + step;
  while (isMark(text[place])) place += step;
  return place;
}

/** A hyphen between spaces is a dash; between numbers it may be a score or a sum. */
function dashed(text: string): string {
  return text.replace(/(?<=(\S)[ \u00a0])-(?=[ \u00a0](\S))/g, (hyphen, before: string, after: string) => (/\d/.test(before) && /\d/.test(after) ? hyphen : '—'));
}
