import { describe, expect, test } from 'vitest';
import { catalogues } from '../locales/from_disk';
import { dayName, dayNumber, edges, namedDays, pointWords } from './rateLine';

const points = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-24'].map((date) => ({ date, value: '502.5', provider: 'nbk' }));

describe('the line of a rate', () => {
  test('names its newest day and as many before as there is room for', () => {
    const days = (most: number) => namedDays(points, most).map((number) => dayName(catalogues.en, number, 90));
    expect(days(7)).toEqual(['17 Nov', '18 Nov', '19 Nov', '20 Nov', '21 Nov', '24 Nov']);
    expect(days(2)).toEqual(['20 Nov', '24 Nov']);
    expect(days(0)).toEqual(['17 Nov', '24 Nov']);
    expect(namedDays([], 5)).toEqual([]);
  });

  test('says weekdays within a month, dates beyond', () => {
    expect(dayName(catalogues.ru, dayNumber('2026-11-24'), 30)).toBe('Вт, 24');
    expect(dayName(catalogues.ru, dayNumber('2026-11-24'), 365)).toBe('24 ноя');
  });

  test('has room also where nothing moved', () => {
    expect(edges([3, 1, 2])).toEqual([1, 3]);
    expect(edges([5, 5])).toEqual([4, 6]);
  });

  test('is read point by point', () => {
    const [first] = points;
    expect(first && pointWords(catalogues.en, 'en', '2026-11-24T05:00:00Z', first)).toBe('17 November: 502.50');
    expect(first && pointWords(catalogues.kk, 'kk', '2026-11-24T05:00:00Z', first)).toBe('17\u00a0қараша: 502,50');
  });
});
