import { expect, test } from 'vitest';
import type { ArticleRow } from '../api/wire/ArticleRow';
import { Days } from './days';

const row = (id: string, published: string, read = false) => ({ id, published, read }) as ArticleRow;
const MONDAY = '2026-11-23T10:00:00Z';
const SUNDAY = '2026-11-22T10:00:00Z';

test('each day has its heading above its first row', () => {
  const lines = new Days().lines([row('3', MONDAY), row('2', MONDAY), row('1', SUNDAY)]);
  expect(lines.map((line) => line.key)).toEqual(['day 2026-11-23', '3', '2', 'day 2026-11-22', '1']);
});

test('a list that has grown keeps its lines, and goes on under the same day', () => {
  const days = new Days();
  const rows = [row('3', MONDAY)];
  const [heading, first] = days.lines(rows);
  const grown = days.lines([...rows, row('2', MONDAY), row('1', SUNDAY)]);
  expect(grown.map((line) => line.key)).toEqual(['day 2026-11-23', '3', '2', 'day 2026-11-22', '1']);
  expect([grown[0], grown[1]]).toEqual([heading, first]);
  expect(grown[1]).toBe(first);
});

test('a row that was marked is a new line, and those around it are the ones before', () => {
  const days = new Days();
  const [a, b] = [row('2', MONDAY), row('1', SUNDAY)];
  const before = days.lines([a, b]);
  const after = days.lines([{ ...a, read: true }, b]);
  expect(after[1]).toMatchObject({ key: '2', row: { read: true } });
  expect([0, 2, 3].map((i) => after[i] === before[i])).toEqual([true, true, true]);
});

test('another list begins anew', () => {
  const days = new Days();
  days.lines([row('2', MONDAY), row('1', SUNDAY)]);
  expect(days.lines([row('9', SUNDAY)]).map((line) => line.key)).toEqual(['day 2026-11-22', '9']);
  expect(days.lines([])).toEqual([]);
});
