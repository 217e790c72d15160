import { expect, test } from 'vitest';
import { fuzzy } from './fuzzy';

const hits = (sought: string, name: string) => fuzzy(sought, name)?.parts.filter((part) => part.hit).map((part) => part.text) ?? null;

test('a piece is found wherever it stands, at a word’s beginning before its middle', () => {
  expect(hits('гор', 'Пригород и горы')).toEqual(['гор']);
  expect(fuzzy('гор', 'Пригород и горы')?.parts[0]?.text).toBe('Пригород и ');
});

test('beginnings of words are enough', () => {
  expect(hits('гх', 'Городские хроники')).toEqual(['Г', 'х']);
  expect(hits('sthe', 'The Steppe Herald')).toEqual(['St', 'He']);
});

test('case, ё and spaces make no difference, and the name comes back as it was', () => {
  const found = fuzzy('Зелёный  ЧАЙ', 'Зеленый чай');
  expect(found?.parts.map((part) => part.text).join('')).toBe('Зеленый чай');
});

test('letters scattered inside words are chance', () => {
  expect(fuzzy('тпе', 'Степной вестник')).toBeNull();
});

test('the better match comes first', () => {
  const score = (name: string) => fuzzy('нас', name)?.score ?? 0;
  expect(score('Настройки')).toBeGreaterThan(score('О нас'));
  expect(score('О нас')).toBeGreaterThan(score('Ананас'));
});

test('nothing sought is everything, unmarked', () => {
  expect(fuzzy(' ', 'Звук')).toEqual({ score: 0, parts: [{ text: 'Звук', hit: false }] });
});
