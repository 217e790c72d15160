import { describe, expect, test } from 'vitest';
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

describe('a credit', () => {
  const cases: [credit: string, line: string][] = [
    ['Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['Фото ©\ufe0f Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['Фото Ерлан Турсын ©\ufe0f', 'Фото: Ерлан Турсын'],
    ['ФОТО: Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['Фото:©Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['© Фото: Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['Фото — Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['(Фото: Ерлан Турсын)', 'Фото: Ерлан Турсын'],
    ['Фотограф: Ерлан Турсын', 'Фото: Ерлан Турсын'],
    ['Сурет: Ерлан Тұрсын', 'Фото: Ерлан Тұрсын'],
    ['Photo by Test Person', 'Фото: Test Person'],
    ['Photo by Test Person ©', 'Фото: Test Person'],
    ['Photo credit: Test Person', 'Фото: Test Person'],
    ['Photos: Test Person / Example Agency', 'Фото: Test Person / Example Agency'],
    ['© Tengrinews.kz', 'Фото: Tengrinews.kz'],
    ['Tengrinews.kz ©', 'Фото: Tengrinews.kz'],
    ['©\ufe0f Tengrinews.kz / Test Person', 'Фото: Tengrinews.kz / Test Person'],
    ['Photo © 2026 Example Agency', 'Фото: 2026 Example Agency'],
    ['AP Photo/Test Person', 'Фото: AP Photo/Test Person'],
    ['Photobank Example', 'Photobank Example'],
    // A name may be declined, a word may belong to a sentence, and what is no photo is not called one.
    ['Фото Ерлана Турсына', 'Фото Ерлана Турсына'],
    ['Фото из архива музея', 'Фото из архива музея'],
    ['Фото А. Турсына © Example', 'Фото А. Турсына © Example'],
    ['Фото-видео: Example', 'Фото-видео: Example'],
    ['Photo courtesy of Example', 'Photo courtesy of Example'],
    ['Суретші Test Person', 'Суретші Test Person'],
    ['Иллюстрация: Test Person', 'Иллюстрация: Test Person'],
    ['Коллаж Example', 'Коллаж Example'],
    ['Courtesy of Example', 'Courtesy of Example'],
    ['©', '©'],
    ['Фото:', 'Фото:'],
  ];
  test.each(cases)('«%s» is shown as «%s»', (credit, line) => expect(creditLine(catalogues.ru, credit)).toBe(line));

  test('loses no name', () => {
    for (const [credit] of cases) {
      const words = credit.match(/[\p{L}\p{N}][\p{L}\p{N}.]*/gu) ?? [];
      const names = words.filter((word) => !/^(?:фото|фотограф|сурет|photos?|by|credit)$/i.test(word));
      for (const name of names) expect(creditLine(catalogues.ru, credit), credit).toContain(name);
    }
  });
});

test('signs sent as emoji become letters', () => {
  expect(shown('Tengrinews.kz ©\ufe0f', 'ru')).toBe('Tengrinews.kz ©');
});
