/**
 * Words found in an article as it is shown. The text itself is never touched: matches are ranges, which the browser
 * paints (CSS Custom Highlight API). Where it can't, the match before the reader is selected, which every browser shows.
 */

const ALL = 'found';
const CURRENT = 'found-current';
const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, figcaption, td, th, dd, dt, pre, div, header, section';

/** Every place of `words` below `roots`, in order; case, ё/е and kinds of spaces, quotes and dashes make no difference. */
export function placesOf(words: string, roots: readonly Node[]): Range[] {
  const sought = plain(words.trim());
  return sought === '' ? [] : roots.flatMap((root) => placesIn(sought, root));
}

function placesIn(sought: string, root: Node): Range[] {
  const pieces: { node: Text; from: number }[] = [];
  let text = '';
  let block: Element | null = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const of = node.parentElement?.closest(BLOCKS) ?? null;
    // Words of two paragraphs are no phrase.
    if (of !== block) text += '\n';
    block = of;
    pieces.push({ node, from: text.length });
    text += plain(node.data);
  }
  const places: Range[] = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
    const start = pieceAt(pieces, at);
    const end = pieceAt(pieces, at + sought.length - 1);
    if (!start || !end) continue;
    const range = document.createRange();
    range.setStart(start.node, at - start.from);
    range.setEnd(end.node, at + sought.length - end.from);
    places.push(range);
  }
  return places;
}

function pieceAt(pieces: { node: Text; from: number }[], at: number) {
  return pieces.findLast((piece) => piece.from <= at);
}

/** As it is compared: letter for letter as long as what it is of. */
function plain(text: string): string {
  const low = text.toLowerCase();
  const same = low.length === text.length ? low : text;
  return same.replaceAll('ё', 'е').replace(/[«»„“”‘’']/g, '"').replace(/[‐‑–—]/g, '-').replace(/\s/g, ' ');
}

/** Paints the places, and the one before the reader differently. */
export function paint(places: readonly Range[], current: Range | undefined) {
  if (!('highlights' in CSS)) {
    const selection = getSelection();
    selection?.removeAllRanges();
    if (current) selection?.addRange(current);
    return;
  }
  CSS.highlights.set(ALL, new Highlight(...places));
  const before = new Highlight(...(current ? [current] : []));
  before.priority = 1;
  CSS.highlights.set(CURRENT, before);
}

/** Takes the paint off. */
export function unpaint() {
  if (!('highlights' in CSS)) return getSelection()?.removeAllRanges();
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
