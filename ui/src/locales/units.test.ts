import { expect, test } from 'vitest';
import type { Weather } from '../api/wire/Weather';
import { weather } from '../host/fake/desk';
import { catalogues } from './from_disk';
import { doubtWords, inUnits, pressure, wind, windMetres, windNumber } from './units';

const t = catalogues.en;
const units = { temperature: 'fahrenheit', wind: 'kmh', pressure: 'mmhg' };

test('temperatures come in the unit of the reader, and nothing else does', () => {
  const shown = inUnits(weather('almaty'), units);
  expect(shown?.current?.temperature).toBeCloseTo(26.24);
  expect(shown?.daily[0]?.low).toBeCloseTo(19.4);
  expect(shown?.current?.pressure).toBe(1032.4);
  expect(inUnits(weather('almaty'), undefined)).toEqual(weather('almaty'));
});

test('wind and pressure are said in the unit of the reader, pressure in the other one too', () => {
  expect(wind(t, units, 5)).toBe('18\u00a0km/h');
  expect(windNumber(units, windMetres(units, 54))).toBe('54');
  expect(wind(catalogues.ru, undefined, 5.4)).toBe('5\u00a0м/с');
  expect(pressure(t, units, 1013.25)).toEqual(['760\u00a0mmHg', '1013\u00a0hPa']);
  expect(pressure(t, undefined, 1013.25)[0]).toBe('1013\u00a0hPa');
});

test('what is held back is named once, as it was sent', () => {
  const doubtful = [{ measure: 'temperature', value: -340, time: null }, { measure: 'temperature', value: -350, time: null }, { measure: 'pressure', value: 103.12, time: null }];
  const told = { ...weather('almaty'), doubtful } satisfies Weather;
  expect(doubtWords(t, 'en', told)).toBe('temperature \u2212340; pressure 103.1');
  expect(doubtWords(catalogues.ru, 'ru', told)).toBe('температура \u2212340; давление 103,1');
});
