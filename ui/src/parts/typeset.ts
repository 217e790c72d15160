/** An article's text as it is printed: a quote may begin in one piece of a paragraph and end in another, behind a link or bold words. */
import { quoted } from '../locales/quotes';
import { tied } from '../locales/text';

const BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, blockquote, figcaption, small, footer, td, th, caption, dd, dt, summary, div, section, article';
/** What a machine reads. */
const VERBATIM = 'pre, code, kbd, samp, var';

interface Piece {
  /** Absent for what is not set: it only stands there. */
  node: Text | null;
  text: string;
}

/** Sets every block below `content` by itself; `language` is the text's own. */
export function typesetBlocks(content: DocumentFragment, language: string) {
  for (const pieces of blocksOf(content).values()) {
    const printed = quoted(pieces.map((piece) => piece.text).join(''), language);
    let at = 0;
    for (const { node, text } of pieces) {
      if (node) node.data = tied(printed.slice(at, at + text.length), language);
      at += text.length;
    }
  }
}

function blocksOf(content: DocumentFragment): Map<Element | null, Piece[]> {
  const blocks = new Map<Element | null, Piece[]>();
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const isBreak = node instanceof HTMLBRElement;
    if (!isBreak && !(node instanceof Text)) continue;
    const block = node.parentElement?.closest(BLOCKS) ?? null;
    const pieces = blocks.get(block) ?? [];
    blocks.set(block, pieces);
    if (!(node instanceof Text)) pieces.push({ node: null, text: '\n' });
    // Letters stand for code: a quote round it is a quote.
    else if (node.parentElement?.closest(VERBATIM)) pieces.push({ node: null, text: 'x'.repeat(node.data.length) });
    else pieces.push({ node, text: node.data });
  }
  return blocks;
}
