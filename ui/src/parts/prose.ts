/**
 * Puts an article's sanitized HTML into a shadow root: pictures from the cache only, every click and submit caught.
 *
 * The sanitizer is one wall and the content security policy another; this file adds none, but it keeps the page where
 * it is. Clicks are caught on the shadow root itself: in WebKit a synthetic click inside it never reaches the document.
 */
import css from '../styles/prose.css?inline';
import type { Picture } from '../api/wire/Picture';
import { tied } from '../locales/text';

export interface ProseHost {
  mediaUrl: (hash: string) => string;
  /** A link was followed; the address is as the article has it. */
  follow: (url: string) => void;
  /** A picture was asked for in full. */
  enlarge: (hash: string) => void;
  /** Words for a picture that is not in the cache. */
  absent: string;
}

const MEDIA = /^\/media\/([^/?#]+)$/;

/** Shows `html` in the shadow root of `element`, which is made on first use. */
export function showProse(element: HTMLElement, html: string, language: string, host: ProseHost) {
  const root = element.shadowRoot ?? guarded(element, host);
  const page = document.createElement('div');
  page.className = 'prose';
  if (language) page.lang = language;
  page.append(readyContent(html, language, host));
  root.replaceChildren(page);
}

/** The pictures of `html` that are in the cache, in order, with their captions. */
export function picturesOf(html: string): Picture[] {
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.querySelectorAll('img')].flatMap((img) => {
    const hash = hashOf(img);
    if (hash === null) return [];
    const caption = img.closest('figure')?.querySelector('figcaption')?.textContent?.trim() || img.alt;
    return [{ url: '', caption, credit: '', hash, width: img.width || null, height: img.height || null }];
  });
}

function guarded(element: HTMLElement, host: ProseHost): ShadowRoot {
  const root = element.attachShadow({ mode: 'open' });
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
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

function readyContent(html: string, language: string, host: ProseHost): DocumentFragment {
  // A template's content is inert: nothing loads until it is moved into the page, with its addresses rewritten.
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const img of template.content.querySelectorAll('img')) {
    const hash = hashOf(img);
    img.removeAttribute('srcset');
    if (hash === null) {
      img.replaceWith(placeholder(img.alt || host.absent));
      continue;
    }
    img.src = host.mediaUrl(hash);
    img.dataset['hash'] = hash;
    img.decoding = 'async';
    if (!img.closest('a')) img.tabIndex = 0;
  }
  tie(template.content, language);
  return template.content;
}

/** Ties short words in every text but code. */
function tie(content: DocumentFragment, language: string) {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest('pre, code')) text.data = tied(text.data, language);
  }
}

function hashOf(img: HTMLImageElement): string | null {
  return MEDIA.exec(img.getAttribute('src') ?? '')?.[1] ?? null;
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
  if (event.key !== 'Enter' || !(target instanceof HTMLImageElement)) return;
  const hash = target.dataset['hash'];
  if (!hash) return;
  event.preventDefault();
  event.stopPropagation();
  host.enlarge(hash);
}

function failed(event: globalThis.Event, host: ProseHost) {
  if (event.target instanceof HTMLImageElement) event.target.replaceWith(placeholder(event.target.alt || host.absent));
}

function placeholder(words: string): HTMLElement {
  const box = document.createElement('div');
  box.className = 'absent';
  box.textContent = words;
  return box;
}
