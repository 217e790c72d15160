/** What can be read from an article's sanitized HTML without showing it: its lead, its pictures, its films. */
import type { Picture } from '../api/wire/Picture';
import type { Video } from '../api/wire/Video';

/** Where the core says that pictures are: on `qazetctl serve`, in the app, and in the app on Windows. */
const MEDIA = /^(?:\/media|qazet-media:\/\/localhost|http:\/\/qazet-media\.localhost)\/([^/?#]+)$/;
/** A lead shorter than this may stand at the beginning of any paragraph by chance. */
const SHORTEST_LEAD = 20;

/** The HTML as an inert tree: nothing in it loads or runs. */
export function contentOf(html: string): DocumentFragment {
  if (html !== read.html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    read = { html, content: template.content };
  }
  return read.content.cloneNode(true) as DocumentFragment;
}

/** What was read last: of an open article it is asked several times. */
let read: { html: string; content: DocumentFragment } = { html: '', content: document.createDocumentFragment() };

/** A picture's name for the media route; `null` where it points anywhere else. */
export function hashOf(img: HTMLImageElement): string | null {
  return MEDIA.exec(img.getAttribute('src') ?? '')?.[1] ?? null;
}

/** The pictures that are in the cache, in order, with captions and credits. */
export function picturesOf(html: string): Picture[] {
  return [...contentOf(html).querySelectorAll('img')].flatMap((img) => {
    const hash = hashOf(img);
    if (hash === null) return [];
    const figcaption = img.closest('figure')?.querySelector('figcaption');
    const credit = figcaption?.querySelector('small');
    credit?.remove();
    return [
      {
        url: '',
        caption: wordsOf(figcaption) || img.alt,
        credit: wordsOf(credit),
        hash,
        width: Number(img.getAttribute('width')) || null,
        height: Number(img.getAttribute('height')) || null,
      },
    ];
  });
}

/**
 * The text's first paragraph, where it says what the lead says: a feed often gives it cut short, or with the next one
 * behind it. `null` where the lead is the editors' own words.
 */
export function leadParagraph(content: DocumentFragment, lead: string): HTMLParagraphElement | null {
  const paragraph = content.querySelector('p');
  if (!paragraph || paragraph.closest('figure, blockquote, li, table')) return null;
  const said = normal(paragraph.textContent);
  const announced = normal(lead).replace(/\s*(?:\[?(?:…|\.\.\.)\]?)$/, '');
  if (Math.min(said.length, announced.length) < SHORTEST_LEAD) return said !== '' && said === announced ? paragraph : null;
  return said.startsWith(announced) || announced.startsWith(said) ? paragraph : null;
}

/** The lead above an article: once, and whole. Empty where the text begins with it and has links in it. */
export function leadAbove(html: string, lead: string): string {
  const paragraph = leadParagraph(contentOf(html), lead);
  if (paragraph === null) return lead.trim();
  return paragraph.querySelector('a') ? '' : wordsOf(paragraph);
}

/** The films that have a place in the text. */
export function videosIn(content: DocumentFragment, videos: readonly Video[]): Video[] {
  const links = new Set([...content.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')));
  return videos.filter((video) => links.has(video.url));
}

/** Takes out what shows only photos of `above`, and says only what is said of them there: nothing else is lost. */
export function removeShown(content: DocumentFragment, above: readonly Picture[]): void {
  const photos = new Map(above.map((photo) => [photo.hash, photo]));
  for (const place of content.querySelectorAll('figure, p')) {
    const shown = [...place.querySelectorAll('img')].map((img) => photos.get(hashOf(img)));
    const isOnlyThat = shown.length > 0 && shown.every((photo) => photo !== undefined) && place.querySelector('.missing-picture, iframe, video, audio, table') === null;
    if (!isOnlyThat || hasLinkInWords(place)) continue;
    const said = shown.flatMap((photo) => [photo?.caption ?? '', photo?.credit ?? '']).map(normal);
    const rest = said.filter(Boolean).sort((a, b) => b.length - a.length).reduce((words, each) => words.replace(each, ''), wordsOf(place));
    if (/[\p{L}\p{N}]/u.test(rest)) continue;
    const { parentElement } = place;
    place.remove();
    // No empty line stays behind.
    if (parentElement && wordsOf(parentElement) === '' && parentElement.childElementCount === 0) parentElement.remove();
  }
}

/** A link round the picture is the picture; one in the words would be lost with it. */
function hasLinkInWords(place: Element): boolean {
  return [...place.querySelectorAll('a')].some((link) => wordsOf(link) !== '');
}

/** An element's words in one line. */
export function wordsOf(element: Element | null | undefined): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
