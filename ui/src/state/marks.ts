/** What a mark changes in a row, before the core has confirmed it. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Mark } from '../api/wire/Mark';

const changes: Record<Mark, Partial<ArticleRow>> = {
  read: { read: true },
  unread: { read: false },
  star: { starred: true },
  unstar: { starred: false },
  save: { saved: true },
  unsave: { saved: false },
};

/** Whether a row is already as `change` would make it. */
export function wears(row: ArticleRow, change: Partial<ArticleRow>): boolean {
  return Object.entries(change).every(([key, value]) => row[key as keyof ArticleRow] === value);
}

export function changeOf(mark: Mark): Partial<ArticleRow> {
  return changes[mark];
}
