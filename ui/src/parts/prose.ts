/**
 * Puts an article's sanitized HTML into a shadow root: pictures from the cache only, every click and submit caught.
 *
 * The sanitizer is one wall and the content security policy another; this file adds none, but it keeps the page where
 * it is. Clicks are caught on the shadow root itself: in WebKit a synthetic click inside it never reaches the document.
 */
import type { Picture } from '../api/wire/Picture';
import type { Video } from '../api/wire/Video';
import css from '../styles/prose.css?inline';
import findCss from '../styles/find.css?inline';
import videoCss from '../styles/video.css?inline';
import { contentOf, hashOf, leadParagraph, removeShown, videosIn, wordsOf } from './content';
import { typesetBlocks } from './typeset';

/** What is shown. */
export interface ProseText {
  html: string;
  /** BCP 47 tag; empty where unknown. */
  language: string;
  /** The lead that stands above: not said twice. */
  lead: string;
  videos: readonly Video[];
  /** Photos that stand above: not shown twice. */
  above: readonly Picture[];
}

/** What it is shown with. */
export interface ProseHost {
  mediaUrl: (hash: string) => string;
  /** A link was followed; the address is as the article has it. */
  follow: (url: string) => void;
  /** A picture was asked for in full. */
  enlarge: (hash: string) => void;
  words: {
    /** For a picture that is not in the cache. */
    absent: string;
    /** How a credit is worded. */
    credit: (credit: string) => string;
    /** For a picture without words. */
    gallery: string;
    /** On a film's poster. */
    video: string;
    /** Below it. */
    videoHint: (video: Video) => string;
  };
}

/** Shows a text in the shadow root of `element`, which is made on first use. */
export function showProse(element: HTMLElement, text: ProseText, host: ProseHost) {
  const root = element.shadowRoot ?? guarded(element, host);
  const page = document.createElement('div');
  page.className = 'prose';
  if (text.language) page.lang = text.language;
  page.append(readyContent(text, host));
  root.replaceChildren(page);
}

function guarded(element: HTMLElement, host: ProseHost): ShadowRoot {
  const root = element.attachShadow({ mode: 'open' });
  if ('adoptedStyleSheets' in root) {
    root.adoptedStyleSheets = [styles()];
  }
  for (const type of ['click', 'auxclick'] as const) {
    root.addEventListener(type, (event) => clicked(event as MouseEvent, root, host));
  }
  root.addEventListener('submit', (event) => event.preventDefault());
  root.addEventListener('keydown', (event) => pressed(event as KeyboardEvent, host));
  // `error` does not bubble, but it can be caught on the way down.
  root.addEventListener('error', (event) => failed(event, host), true);
  return root;
}

let sheet: CSSStyleSheet | null = null;

function styles(): CSSStyleSheet {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css + videoCss + findCss);
  }
  return sheet;
}

/** Everything happens in the inert tree: nothing loads before its address was rewritten. */
function readyContent(text: ProseText, host: ProseHost): DocumentFragment {
  const content = contentOf(text.html);
  const lead = leadParagraph(content, text.lead);
  if (lead?.querySelector('a')) lead.className = 'lead';
  else lead?.remove();
  removeShown(content, text.above);
  for (const credit of content.querySelectorAll('figcaption small')) {
    if (credit.childElementCount === 0) credit.textContent = host.words.credit(wordsOf(credit));
  }
  for (const video of videosIn(content, text.videos)) placePoster(content, video, host);
  for (const img of content.querySelectorAll('img')) placePicture(img, host);
  for (const box of content.querySelectorAll('.missing-picture')) box.replaceWith(placeholder(box.textContent.trim() || host.words.absent));
  typesetBlocks(content, text.language);
  return content;
}

function placePicture(img: HTMLImageElement, host: ProseHost) {
  img.removeAttribute('srcset');
  // A poster was placed with its address.
  if (img.classList.contains('poster')) return;
  const hash = hashOf(img);
  if (hash === null) {
    img.replaceWith(placeholder(img.alt || host.words.absent));
    return;
  }
  img.src = host.mediaUrl(hash);
  img.dataset['hash'] = hash;
  img.decoding = 'async';
  if (img.closest('a')) return;
  img.tabIndex = 0;
  img.role = 'button';
  // An empty one would say: nothing to see, nothing to do here.
  if (img.alt === '') img.removeAttribute('alt');
  img.ariaLabel = img.alt || wordsOf(img.closest('figure')?.querySelector('figcaption')) || host.words.gallery;
}

/** A film's link becomes its poster, in its place in the text. */
function placePoster(content: DocumentFragment, video: Video, host: ProseHost) {
  const link = [...content.querySelectorAll('a')].find((each) => each.getAttribute('href') === video.url);
  if (!link) return;
  const title = link.textContent.replace('▶', '').replace(/\s+/g, ' ').trim();
  const card = document.createElement('a');
  card.href = video.url;
  card.className = 'video';
  const still = video.poster === null ? document.createElement('span') : document.createElement('img');
  still.className = video.poster === null ? 'well' : 'poster';
  if (still instanceof HTMLImageElement && video.poster !== null) {
    still.alt = '';
    still.src = host.mediaUrl(video.poster);
  }
  const play = document.createElement('span');
  play.className = 'play';
  play.textContent = host.words.video;
  card.append(still, play);
  const caption = document.createElement('figcaption');
  caption.textContent = [title, host.words.videoHint(video)].filter(Boolean).join('. ').replace(/([.!?…])\. /, '$1 ');
  const figure = document.createElement('figure');
  figure.append(card, caption);
  (link.closest('figure') ?? link).replaceWith(figure);
}

function clicked(event: MouseEvent, root: ShadowRoot, host: ProseHost) {
  const path = event.composedPath().filter((part) => part instanceof Element);
  const link = path.find((part) => part.matches('a[href], area[href]'));
  if (link) {
    event.preventDefault();
    const url = link.getAttribute('href') ?? '';
    if (url.startsWith('#')) root.getElementById(url.slice(1))?.scrollIntoView();
    else host.follow(url);
    return;
  }
  if (path.some((part) => part.matches('button, input, summary'))) event.preventDefault();
  const hash = path.find((part) => part.matches('img[data-hash]'))?.getAttribute('data-hash');
  if (event.type === 'click' && hash) host.enlarge(hash);
}

function pressed(event: KeyboardEvent, host: ProseHost) {
  const target = event.composedPath()[0];
  if ((event.key !== 'Enter' && event.key !== ' ') || !(target instanceof HTMLImageElement)) return;
  const hash = target.dataset['hash'];
  if (!hash) return;
  event.preventDefault();
  event.stopPropagation();
  host.enlarge(hash);
}

function failed(event: globalThis.Event, host: ProseHost) {
  if (event.target instanceof HTMLImageElement) event.target.replaceWith(placeholder(event.target.alt || host.words.absent));
}

function placeholder(words: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'absent';
  box.textContent = words;
  return box;
}
