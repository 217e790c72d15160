import { expect, test } from 'vitest';
import { catalogues } from './from_disk';
import { creditLine, matches, tied } from './text';

const shown = (text: string, language: string) => tied(text, language).replaceAll('\u00a0', '_');

test('Russian prepositions and particles stay with their word', () => {
  expect(shown('К июню и в степи, и на море', 'ru')).toBe('К_июню и_в_степи, и_на_море');
});

test('a dash never begins a line', () => {
  expect(shown('Осыпь — за перевалом', 'ru')).toBe('Осыпь_— за_перевалом');
});

test('a number stays with its unit', () => {
  expect(shown('за 4500 ₸ и 18 км пути', 'ru')).toBe('за_4500_₸ и_18_км пути');
});

test('a number stays with what it counts, but not with a name', () => {
  expect(shown('составляет 1,9 километра, 20 Ноября', 'ru')).toBe('составляет 1,9_километра, 20 Ноября');
});

test('Kazakh particles stay with the word before them', () => {
  expect(shown('қар да, жел де болады ма?', 'kk')).toBe('қар_да, жел_де болады_ма?');
});

test('English keeps its last short word', () => {
  expect(shown('Boots for the Moon', 'en')).toBe('Boots for the_Moon');
});

test('words that only look like prepositions are left alone', () => {
  expect(shown('Надо идти', 'ru')).toBe('Надо идти');
});

test('matches are told apart from the words around them', () => {
  expect(matches('в \u2068степи\u2069 снег')).toEqual([
    { text: 'в ', hit: false },
    { text: 'степи', hit: true },
    { text: ' снег', hit: false },
  ]);
  expect(matches('ничего')).toEqual([{ text: 'ничего', hit: false }]);
});

test('a credit says once that it is a photo', () => {
  const lines = ['Ерлан Турсын', 'Фото ©️ Ерлан Турсын', '©️ Tengrinews.kz', 'photo by X'].map((credit) => creditLine(catalogues.ru, credit));
  expect(lines).toEqual(['Фото: Ерлан Турсын', 'Фото © Ерлан Турсын', '© Tengrinews.kz', 'photo by X']);
});

test('signs sent as emoji become letters', () => {
  expect(shown('Tengrinews.kz ©\ufe0f', 'ru')).toBe('Tengrinews.kz ©');
});
