/** The lines of a timeline: rows, and above the first of each day its heading. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import { dayKey } from '../locales/time';

export type Line = { kind: 'day'; key: string; time: string } | { kind: 'row'; key: string; row: ArticleRow };

/** Makes lines of rows. Of a list that has grown, or whose rows have changed in their places, only that is made anew: some are a hundred thousand long. */
export class Days {
  #rows: readonly ArticleRow[] = [];
  #lines: Line[] = [];

  lines(rows: readonly ArticleRow[]): Line[] {
    const before = this.#rows;
    const isGrown = before.length <= rows.length && before.every((row, i) => row === rows[i]);
    const stand = isGrown || (before.length <= rows.length && before.every((row, i) => isInPlace(row, rows[i])));
    const lines = isGrown ? [...this.#lines] : stand ? inPlace(this.#lines, rows) : [];
    const known = stand ? before.length : 0;
    let day = known > 0 ? dayKey(rows[known - 1]?.published ?? '') : '';
    for (const row of rows.slice(known)) {
      const key = dayKey(row.published);
      if (key !== day) lines.push({ kind: 'day', key: `day ${key}`, time: row.published });
      day = key;
      lines.push({ kind: 'row', key: row.id, row });
    }
    this.#rows = rows;
    return (this.#lines = lines);
  }
}

function isInPlace(before: ArticleRow, now: ArticleRow | undefined): boolean {
  return before.id === now?.id && before.published === now.published;
}

/** `lines` with the rows as they are now; a line whose row is the same stays the same. */
function inPlace(lines: readonly Line[], rows: readonly ArticleRow[]): Line[] {
  let next = 0;
  return lines.map((line) => {
    const row = line.kind === 'row' ? rows[next++] : undefined;
    return line.kind === 'day' || row === undefined || row === line.row ? line : { ...line, row };
  });
}
