import { expect, test } from 'vitest';
import type { Line } from './days';
import { Slots } from './slots';

const rows = (...ids: string[]) => ids.map((key) => ({ kind: 'row', key }) as Line);
const slotsOf = (slots: Slots, list: unknown, lines: Line[]) => lines.map((line, i) => slots.of(list, line, i));

test('a line keeps its slot wherever it goes in its list', () => {
  const [slots, list] = [new Slots(), {}];
  const [a, b] = slotsOf(slots, list, rows('a', 'b'));
  const later = slotsOf(slots, list, rows('new', 'a', 'b'));
  expect(later.slice(1)).toEqual([a, b]);
  expect(new Set(later).size).toBe(3);
});

test('another list is drawn in the slots of the one before it, each in its place', () => {
  const slots = new Slots();
  const before = slotsOf(slots, {}, rows('a', 'b', 'c'));
  const list = {};
  const after = slotsOf(slots, list, rows('b', 'x', 'y', 'z'));
  expect(after.slice(0, 3)).toEqual(before);
  expect(new Set(after).size).toBe(4);
});

test('a day is not drawn where a row was', () => {
  const slots = new Slots();
  const [row] = slotsOf(slots, {}, rows('a'));
  const [day] = slotsOf(slots, {}, [{ kind: 'day', key: 'day 1', time: '' }]);
  expect(day).not.toBe(row);
});

test('no two lines of a list share a slot, however often it was changed before', () => {
  const slots = new Slots();
  const first = {};
  slotsOf(slots, first, rows('a', 'b', 'c'));
  slotsOf(slots, first, rows('x', 'y', 'a', 'b', 'c'));
  const second = {};
  slotsOf(slots, second, rows('k', 'l'));
  const after = slotsOf(slots, second, rows('m', 'k', 'n', 'l', 'o', 'p'));
  expect(new Set(after).size).toBe(6);
});
