import { expect, test } from 'vitest';
import type { Hour } from '../api/wire/Hour';
import { catalogues } from '../locales/from_disk';
import { drawnWords, hourScales, hourWords, likeliestHour, namedHours } from './hours';

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

test('without a chance of precipitation the line has the foot too', () => {
  const [foot] = hourScales([hour(0, -7, null), hour(1, 2, null)])?.degrees ?? [0];
  expect(foot).toBe(-10);
  expect(hourScales([hour(0, -7, null), hour(1, 2, 0)])?.degrees[0]).toBeLessThan(-10);
});

test('a wide span has its grid at whole tens', () => {
  expect(hourScales([hour(0, 18.5), hour(1, 35)])?.grid).toEqual([15, 20, 25, 30, 35]);
  expect(hourScales([hour(0, 18.5), hour(1, 36)])?.grid).toEqual([10, 20, 30, 40]);
});

test('there is room also for how it feels', () => {
  expect(hourScales([{ ...hour(0, -3), feels_like: -9 }, hour(1, 2)])?.grid).toEqual([-10, -5, 0, 5]);
});

test('the highest chance is written over the middle of its bars; what is unknown is not 0 %', () => {
  const of = (...chances: (number | null)[]) => likeliestHour(chances.map((chance, i) => hour(i, 0, chance)));
  expect(of(10, 75, 30)).toBe(1);
  expect(of(10, 91, 91, 91, null, 91)).toBe(2);
  expect(of(91, 91)).toBe(0);
  expect(of(0, 0.2, null)).toBeNull();
  expect(of(null, null)).toBeNull();
  expect(of()).toBeNull();
});

test('only what is drawn is told to be', () => {
  const felt = { ...hour(1, 2), feels_like: 0 };
  expect(drawnWords(catalogues.ru, [hour(0, 1), felt])).toBe('линия: температура, пунктир: ощущается, столбики: вероятность осадков');
  expect(drawnWords(catalogues.en, [hour(0, 1, null), hour(1, 2, null)])).toBe('line: temperature');
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
