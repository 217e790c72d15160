/** What a mark changes in a row, before the core has confirmed it. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Counted } from '../api/wire/Counted';
import type { Library } from '../api/wire/Library';
import type { Mark } from '../api/wire/Mark';
import type { Loaded } from './loaded.svelte';
import { kept } from './same';

const changes: Record<Mark, Partial<ArticleRow>> = {
  read: { read: true },
  unread: { read: false, hidden: false },
  star: { starred: true, hidden: false },
  unstar: { starred: false },
  save: { saved: true, hidden: false },
  unsave: { saved: false },
  hide: { hidden: true, read: true },
  unhide: { hidden: false },
};

/** Whether a row is already as `change` would make it. */
export function wears(row: ArticleRow, change: Partial<ArticleRow>): boolean {
  return Object.entries(change).every(([key, value]) => row[key as keyof ArticleRow] === value);
}

export function changeOf(mark: Mark): Partial<ArticleRow> {
  return changes[mark];
}

/** Whose counts the sidebar shows: those of an earlier mark that come later would show the past, and so would a sidebar that was asked for before a mark. */
export class Counting {
  #sent = 0;
  #shown = 0;

  /** The number of a mark that goes out now. */
  send(): number {
    return ++this.#sent;
  }

  /** Shows what mark number `sent` counted; false where the past might be shown. */
  show(library: Loaded<Library>, sent: number, counted: Counted): boolean {
    const isLatest = sent > this.#shown && !library.loading;
    if (isLatest && library.value) library.value = recounted(library.value, counted);
    this.#shown = Math.max(sent, this.#shown);
    return isLatest;
  }
}

/** The sidebar with the counts as they are after a mark; what they leave as it was is the same as before. */
function recounted(library: Library, { counts, unread }: Counted): Library {
  return kept(library, { counts, feeds: library.feeds.map((feed) => kept(feed, { ...feed, unread: unread[feed.id] ?? feed.unread })) });
}
