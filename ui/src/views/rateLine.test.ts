import { ticks } from 'd3-array';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../locales/from_disk';
import { dayName, dayNumber, edges, namedDays, periodOf, pointWords, valueEdges, valueNames } from './rateLine';

const points = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-24'].map((date) => ({ date, value: '502.5', provider: 'nbk' }));

const pricesOf = (...values: string[]) => values.map((value, i) => ({ date: `2026-11-0${i + 1}`, value, provider: 'nbk' }));

describe('the line of a rate', () => {
  test('names its newest day and as many before as there is room for', () => {
    const days = (most: number) => namedDays(points, most).map((number) => dayName(catalogues.en, number, 90));
    expect(days(7)).toEqual(['17 Nov', '18 Nov', '19 Nov', '20 Nov', '21 Nov', '24 Nov']);
    expect(days(2)).toEqual(['20 Nov', '24 Nov']);
    expect(days(0)).toEqual(['17 Nov', '24 Nov']);
    expect(namedDays([], 5)).toEqual([]);
  });

  test('says weekdays within a week, dates beyond', () => {
    expect(dayName(catalogues.ru, dayNumber('2026-11-24'), 7)).toBe('Вт, 24');
    expect(dayName(catalogues.kk, dayNumber('2026-10-24'), 30)).toBe('24 қаз');
    expect(dayName(catalogues.ru, dayNumber('2026-11-24'), 365)).toBe('24 ноя');
  });

  test('has room also where nothing moved', () => {
    expect(edges([3, 1, 2])).toEqual([1, 3]);
    expect(edges([5, 5])).toEqual([4, 6]);
    expect(edges([5, 5.5], 1)).toEqual([4.75, 5.75]);
    expect(edges([5, 7], 1)).toEqual([5, 7]);
  });

  test('names its values with the digits their step needs', () => {
    expect(valueNames('ru', [487, 488, 489])).toEqual(['487', '488', '489']);
    expect(valueNames('en', [0.9, 0.95, 1])).toEqual(['0.90', '0.95', '1.00']);
    expect(valueNames('kk', [6.2, 6.4, 6.6000000000000005])).toEqual(['6,2', '6,4', '6,6']);
    expect(valueNames('ru', [12000, 14000])).toEqual(['12\u00a0000', '14\u00a0000']);
    expect(valueNames('en', [0.001, 0.002])).toEqual(['0.001', '0.002']);
    expect(valueNames('en', [7])).toEqual(['7']);
  });

  test('has no grid line between two prices', () => {
    const [low, high] = valueEdges(pricesOf('491.42', '491.4'));
    expect(ticks(low, high, 4).map((at) => at.toFixed(3)).filter((at) => !at.endsWith('0'))).toEqual([]);
    // A price that stood still is not at the foot.
    const [foot, head] = valueEdges(pricesOf('6.23', '6.23'));
    expect([foot < 6.23, head > 6.23]).toEqual([true, true]);
  });

  test('is compared with its first day', () => {
    expect(periodOf(pricesOf('488.72', '490', '491.4'))).toMatchObject({ since: '2026-11-01', direction: 'up', mean: '490.04' });
    expect(periodOf(pricesOf('488.72', '490', '491.4'))?.percent).toBeCloseTo(0.548, 3);
    expect(periodOf(pricesOf('10', '7.5'))).toMatchObject({ percent: -25, direction: 'down', mean: '8.8' });
    // 0.00 % is no fall.
    expect(periodOf(pricesOf('491.42', '491.40'))?.direction).toBe('unchanged');
    expect(periodOf(pricesOf('491.42'))).toBeNull();
    expect(periodOf([])).toBeNull();
  });

  test('is read point by point', () => {
    const [first] = points;
    expect(first && pointWords(catalogues.en, 'en', '2026-11-24T05:00:00Z', first)).toBe('17 November: 502.50');
    expect(first && pointWords(catalogues.kk, 'kk', '2026-11-24T05:00:00Z', first)).toBe('17\u00a0қараша: 502,50');
  });
});
