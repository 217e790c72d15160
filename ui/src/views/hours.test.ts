import { expect, test } from 'vitest';
import type { Hour } from '../api/wire/Hour';
import { catalogues } from '../locales/from_disk';
import { hourScales, hourWords, namedHours } from './hours';

const hour = (at: number, temperature: number | null, chance: number | null = 0, code = 0): Hour => ({
  time: `2026-11-23T${String(at).padStart(2, '0')}:00`,
  temperature,
  precipitation_probability: chance,
  feels_like: null,
  precipitation: null,
  wind_speed: 1,
  wind_gusts: null,
  wind_direction: null,
  code,
  is_day: true,
});

test('the grid stands at whole fives around what there is, and the bars have the foot to themselves', () => {
  const scales = hourScales([-7, -3, 2].map((degrees, i) => hour(i, degrees)));
  expect(scales?.grid).toEqual([-10, -5, 0, 5]);
  const [foot, head] = scales?.degrees ?? [0, 0];
  expect(head).toBe(5);
  // The highest bar ends below the lowest line of the grid.
  const fullBar = 100 / (scales?.chance[1] ?? 100);
  expect((-10 - foot) / (head - foot)).toBeGreaterThan(fullBar);
});

test('a day of one temperature still has two grid lines', () => {
  expect(hourScales([hour(0, 5), hour(1, 5)])?.grid).toEqual([5, 10]);
});

test('one known hour is no line', () => {
  expect(hourScales([hour(0, 3), hour(1, null)])).toBeNull();
  expect(hourScales([])).toBeNull();
});

test('first, warmest, coldest and last are named, and none touches another', () => {
  const hours = [-3, 0, 2, 2, 1, -2, -5, -7, -6, -5].map((degrees, i) => hour(i, degrees));
  expect(namedHours(hours, 2)).toEqual([0, 2, 7, 9]);
  expect(namedHours(hours, 3)).toEqual([0, 7]);
  expect(namedHours([hour(0, null), hour(1, 4), hour(2, null)], 2)).toEqual([1]);
});

test('an hour is told in words, in the reader’s language', () => {
  const snow = hour(15, -3.4, 75, 71);
  expect(hourWords(catalogues.en, 'en', snow)).toBe('15:00, −3°, light snow, precipitation 75%, wind 1\u00a0m/s');
  expect(hourWords(catalogues.ru, 'ru', snow)).toBe('15:00, −3°, небольшой снег, осадки 75\u00a0%, ветер 1\u00a0м/с');
  expect(hourWords(catalogues.kk, 'kk', snow)).toBe('15:00, −3°, аздаған қар, жауын-шашын 75\u00a0%, жел 1\u00a0м/с');
  expect(hourWords(catalogues.en, 'en', hour(16, null, null))).toBe('16:00, clear, wind 1\u00a0m/s');
});
