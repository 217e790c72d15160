/** Care for set text: what must not be torn apart at a line's end is tied with a no-break space. */

import type { Messages } from './messages';
import { quoted } from './quotes';

const NBSP = '\u00a0';

const russian =
  /(?<=^|[\s\u00a0("«„“—])(в|во|к|ко|с|со|и|а|но|на|не|ни|по|за|из|от|до|об|о|у|под|над|для|без|при|про|что|как|или|же|бы|ли) (?=\S)/giu;
const english = /(?<=^|[\s\u00a0("“])(a|an|the|of|in|on|at|to|by|and|or|is|as|for) (?=\S{1,12}$)/giu;
const kazakhParticle = / (да|де|та|те|ма|ме|ба|бе|па|пе|ғой|қой)(?=[\s.,;:!?…»”)]|$)/giu;

/** `text` with its prepositions, particles, dashes and units tied. `language` is the text's own, as BCP 47. */
export function tied(text: string, language: string): string {
  const base = plainSigns(text)
    .replace(/ ([—–]) /g, `${NBSP}$1 `)
    .replace(/(\d) (?=[\p{Ll}%₸$€₽°])/gu, `$1${NBSP}`);
  if (language === 'kk') return base.replace(kazakhParticle, `${NBSP}$1`);
  if (language === 'en') return base.replace(english, `$1${NBSP}`);
  // Two passes: «и в доме» has two in a row, and a match uses up the space between them.
  return base.replace(russian, `$1${NBSP}`).replace(russian, `$1${NBSP}`);
}

/** What a newspaper wrote, as it is printed: with its quotes and dashes set, and tied. */
export function typeset(text: string, language: string): string {
  return tied(quoted(text, language), language);
}

/** `©` as a letter: many news sites send it as an emoji, which WebKit shows as a box where no emoji font is. */
function plainSigns(text: string): string {
  return text.replace(/([©®™])\ufe0f/g, '$1');
}

/** A photo's maker, after the word for a photo; `sign` is what parts the two. A name without one may be declined: «Фото Ивана Иванова». */
const PHOTO_BY = /^(?:фото(?:граф(?:[ияы]{1,2})?)?|сурет|photo(?:graph)?s?(?: credits?)?)(?![\p{L}\p{N}])(?<sign>\s*[:|/©]|\s+[—–-]\s|\s+by(?!\p{L}):?)?\s*(?<who>.*)$/iu;
/** What is no photo, or says in a sentence whose it is. */
const OWN_WORDS = /^(?:фото|сурет|иллюстраци|инфографик|коллаж|скриншот|photo|image|picture|illustration|courtesy)/i;

/** A credit as a line, in one form for all publishers: `Photo: name`. What says more than a name stays in the publisher's own words. */
export function creditLine(t: Messages, credit: string): string {
  const said = plainSigns(credit).trim();
  const bare = said.replace(/^\(([^()]*)\)$/, '$1').replace(/^[©\s]+/, '');
  const line = bare.replace(/[©\s]+$/, '');
  const { sign, who } = PHOTO_BY.exec(line)?.groups ?? {};
  const isApart = sign !== undefined || bare.endsWith('©');
  const name = who !== undefined && isApart ? who.replace(/^[©:\s]+/, '') : OWN_WORDS.test(line) ? '' : line;
  return /[\p{L}\p{N}]/u.test(name) ? t.article.photo({ who: name }) : said;
}

/** Words around a match of a search: matches stand between U+2068 and U+2069. */
export function matches(excerpt: string): { text: string; hit: boolean }[] {
  return excerpt
    .split(/(\u2068[^\u2069]*\u2069)/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('\u2068') ? { text: part.slice(1, -1), hit: true } : { text: part, hit: false }));
}
