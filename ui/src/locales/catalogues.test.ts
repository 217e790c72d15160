import { describe, expect, test } from 'vitest';
import { catalogues, LANGUAGES } from '.';
import { airStep, skyIcon, skyWords } from './sky';

type Leaf = [path: string, value: unknown];

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe.each(LANGUAGES)('the catalogue %s', (language) => {
  const all = leaves(catalogues[language]);

  test('has exactly the keys of English', () => {
    expect(all.map(([path]) => path).sort()).toEqual(leaves(catalogues.en).map(([path]) => path).sort());
  });

  test('says something everywhere, with a number as with words', () => {
    for (const [path, value] of all) {
      const said = typeof value === 'function' ? (value as (...args: unknown[]) => string)(3, 5, 2026) : value;
      expect(said, path).toMatch(/\S/);
      expect(said, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('has twelve months, seven days, eight winds, five airs', () => {
    const { time, weather } = catalogues[language];
    expect([time.months, time.weekdays, time.weekdaysShort, weather.directions, weather.aqiWords].map((list) => new Set(list).size)).toEqual([12, 7, 7, 8, 5]);
  });
});

test('Russian and Kazakh texts are not English left behind', () => {
  const same = (language: 'ru' | 'kk') =>
    leaves(catalogues[language]).filter(([path, value]) => typeof value === 'string' && /[a-z]{3}/i.test(value) && !/[а-яё]/i.test(value) && path !== '').map(([path]) => path);
  const proper = ['.rates.frankfurter', '.weather.credit', '.weather.creditMet'];
  expect(same('ru')).toEqual(proper);
  expect(same('kk')).toEqual(proper);
});

describe('the sky', () => {
  test('every WMO code Open-Meteo gives has words and a drawing', () => {
    for (const code of [0, 1, 2, 3, 45, 48, 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 71, 73, 75, 77, 80, 81, 82, 85, 86, 95, 96, 99]) {
      expect(skyWords(catalogues.kk, code), String(code)).not.toBe(catalogues.kk.weather.codes.unknown);
    }
  });

  test('a code nobody knows says so', () => {
    expect(skyWords(catalogues.en, 42)).toBe('No description');
    expect(skyWords(catalogues.en, null)).toBe('No description');
  });

  test('a clear night has a moon', () => {
    expect([skyIcon(0, true), skyIcon(0, false), skyIcon(2, false), skyIcon(61, false), skyIcon(null, null)]).toEqual(['sun', 'moon', 'partly_night', 'rain', 'cloud']);
  });

  test('the air has five steps', () => {
    expect([0, 50, 51, 100, 150, 156, 200, 201, 480].map(airStep)).toEqual([1, 1, 2, 2, 3, 4, 4, 5, 5]);
  });
});
