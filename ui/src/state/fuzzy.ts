/** Finding a name by some of its letters, in order: beginnings of words first, and letters that stand together. */

export interface Found {
  score: number;
  /** The name in pieces, those that were sought marked. */
  parts: { text: string; hit: boolean }[];
}

/** How `sought` is found in `name`; `null` where it isn't. Case and ё/е make no difference. */
export function fuzzy(sought: string, name: string): Found | null {
  const wanted = plain(sought).replace(/\s+/g, '');
  if (wanted === '') return { score: 0, parts: [{ text: name, hit: false }] };
  const there = plain(name);
  const places = together(wanted, there) ?? inOrder(wanted, there);
  if (places === null) return null;
  let score = -there.length / 100;
  places.forEach((place, i) => {
    if (isBeginning(there, place)) score += 3;
    if (i > 0 && places[i - 1] === place - 1) score += 2;
    if (place === 0) score += 2;
  });
  return { score: score / wanted.length, parts: cut(name, new Set(places)) };
}

/** The whole of it in one piece, at a word's beginning if it can be. */
function together(wanted: string, there: string): number[] | null {
  let best = -1;
  for (let at = there.indexOf(wanted); at >= 0; at = there.indexOf(wanted, at + 1)) {
    if (isBeginning(there, at)) return run(at, wanted.length);
    if (best < 0) best = at;
  }
  return best < 0 ? null : run(best, wanted.length);
}

/** Letter after letter, each at the next word's beginning if it stands there; a letter alone in the middle of a word is chance. */
function inOrder(wanted: string, there: string): number[] | null {
  const places: number[] = [];
  let from = 0;
  for (const letter of wanted) {
    const last = places.at(-1);
    let at = last !== undefined && there[last + 1] === letter ? last + 1 : -1;
    for (let i = from; at < 0 && i < there.length; i++) if (there[i] === letter && isBeginning(there, i)) at = i;
    if (at < 0) return null;
    places.push(at);
    from = at + 1;
  }
  return places;
}

const run = (at: number, length: number) => Array.from({ length }, (_, i) => at + i);
const isBeginning = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
/** One letter for one letter, so that places hold for both. */
const plain = (text: string) => Array.from(text.toLowerCase(), (letter) => (letter.length === 1 ? letter : letter.charAt(0))).join('').replaceAll('ё', 'е');

function cut(name: string, places: Set<number>): Found['parts'] {
  const parts: Found['parts'] = [];
  for (let i = 0; i < name.length; i++) {
    const hit = places.has(i);
    const last = parts.at(-1);
    if (last?.hit === hit) last.text += name.charAt(i);
    else parts.push({ text: name.charAt(i), hit });
  }
  return parts;
}
