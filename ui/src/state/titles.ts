/** What a view is called, and the window. */
import type { Library } from '../api/wire/Library';
import type { View } from '../api/wire/View';
import type { Messages } from '../locales';
import type { App } from './app.svelte';

export function viewTitle(t: Messages, view: View, library: Library | null): string {
  switch (view.view) {
    case 'folder':
      return view.of;
    case 'feed':
      return library?.feeds.find((feed) => feed.id === view.of)?.title ?? '';
    default:
      return t.views[view.view];
  }
}

/** What is before the reader, as the window's title says it; nothing for the front page. */
export function pageTitle({ t, page, start, choosing, list, reading, library }: App): string {
  if (page === 'front' || start === null || choosing) return '';
  if (page === 'notices') return t.notices.recent;
  if (page !== 'list') return t.views[page];
  const article = reading.drawn?.title;
  return article || (list.source.kind === 'search' ? t.search.title : viewTitle(t, list.source.view, library.value));
}

export function sameView(a: View | null, b: View): boolean {
  return a !== null && a.view === b.view && ('of' in a ? a.of : '') === ('of' in b ? b.of : '');
}
