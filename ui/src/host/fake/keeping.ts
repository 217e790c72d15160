/** The fake host's files, saved pages, and what fills its disk. */
import type { Article } from '../../api/wire/Article';
import type { File } from '../../api/wire/File';
import type { Format } from '../../api/wire/Format';
import type { Kept } from '../../api/wire/Kept';
import type { SavedPage } from '../../api/wire/SavedPage';
import type { Selection } from '../../api/wire/Selection';
import type { Settings } from '../../api/wire/Settings';
import type { Weight } from '../../api/wire/Weight';

const ENDINGS = { epub: 'epub', html: 'html', markdown: 'md' } as const;
const TYPES = { epub: 'application/epub+zip', html: 'text/html; charset=utf-8', markdown: 'text/markdown; charset=utf-8' } as const;

export function exported(what: Selection, format: Format, articles: Article[]): File {
  const one = what.select === 'articles' ? articles.find((each) => each.id === what.of[0]) : undefined;
  const name = one ? one.title : 'Qazet, 23 November 2026';
  return { name: `${name}.${ENDINGS[format]}`, type: TYPES[format], bytes: btoa('made up'), articles: one ? 1 : 24 };
}

/** What becomes of a page is told by words in its address. */
export function savedPage(url: string): SavedPage {
  const page = { article: '101', known: url.includes('known') };
  if (url.includes('offline')) return { ...page, outcome: 'waits', reason: 'There is no network.' };
  if (url.includes('wall')) return { ...page, outcome: 'closed', reason: 'the text is for subscribers; open it in the browser' };
  if (url.includes('list')) return { ...page, outcome: 'failed', reason: `no article was found on ${url}: it is a list of articles.` };
  return { ...page, outcome: 'read', reason: '' };
}

export function weights({ retention }: Settings, cleared: ReadonlySet<Kept>): Weight[] {
  const line = (kind: Kept, count: number, bytes: number, clearable: number): Weight => {
    const left = cleared.has(kind) ? { count: Math.round(count / 20), bytes: bytes - clearable, clearable: 0 } : { count, bytes, clearable };
    return { kind, ...left, ...retention[kind] };
  };
  return [line('texts', 18_420, 61_300_000, 42_700_000), line('pictures', 9312, 1_214_000_000, 1_190_000_000), line('photo_reports', 284, 743_500_000, 655_000_000)];
}
