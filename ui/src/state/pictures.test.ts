import { expect, test } from 'vitest';
import type { Picture } from '../api/wire/Picture';
import { clearOnCard, onCard } from './pictures';

const photos = (count: number, absent: number[] = []): Picture[] =>
  Array.from({ length: count }, (_, at) => ({ url: '', caption: '', credit: '', hash: absent.includes(at) ? null : String(at), width: null, height: null }));
const hashes = (of: Picture[]) => of.map((photo) => photo.hash).join('');

test.each([
  ['all fit', photos(5), '01234', 0, '01234'],
  ['the dimmed one counts among those that are left', photos(6), '01234', 2, '0123'],
  ['so do those that are not on the disk', photos(6, [1]), '02345', 2, '0234'],
  ['of two the first stands alone', photos(2), '0', 0, '0'],
  ['with too few on the disk too', photos(6, [0, 1, 2, 3]), '4', 0, '4'],
  ['none is there', photos(3, [0, 1, 2]), '', 0, ''],
])('%s', (_, all, shown, more, clear) => {
  const card = onCard(all);
  expect([hashes(card.shown), card.more, hashes(clearOnCard(all))]).toEqual([shown, more, clear]);
});
