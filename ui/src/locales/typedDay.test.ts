import { expect, test } from 'vitest';
import { catalogues } from './from_disk';
import { typeable, typedDay } from './typedDay';

const today = '2026-11-20';
const read = (text: string, language: keyof typeof catalogues = 'ru') => typedDay(catalogues[language], text, today);

test('a day is read however it is written', () => {
  for (const text of ['14.03.2026', '14/3/26', ' 14 03 2026 ', '2026-03-14', '14 марта 2026', '14 Мар 2026']) expect(read(text), text).toBe('2026-03-14');
  expect([read('14 March 2026', 'en'), read('14 наурыз 2026', 'kk')]).toEqual(['2026-03-14', '2026-03-14']);
});

test('a day without a year is the last one of that name', () => {
  expect([read('20.11'), read('21.11'), read('3 января')]).toEqual(['2026-11-20', '2025-11-21', '2026-01-03']);
});

test('what is no day, or still to come, is none', () => {
  for (const text of ['', '31.02.2026', '14', '14.13.2026', '14 мкртя', '21.11.2026', '1.2.3.4', '14.03.026', 'вчера']) expect(read(text), text).toBeNull();
});

test('a day is shown as it can be typed', () => {
  expect(read(typeable('2026-03-14'))).toBe('2026-03-14');
});
