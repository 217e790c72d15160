/** What a view is called. */
import type { Library } from '../api/wire/Library';
import type { View } from '../api/wire/View';
import type { Messages } from '../locales';

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

export function sameView(a: View | null, b: View): boolean {
  return a !== null && a.view === b.view && ('of' in a ? a.of : '') === ('of' in b ? b.of : '');
}
