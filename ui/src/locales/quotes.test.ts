import { expect, test } from 'vitest';
import { quoted } from './quotes';

test.each([
  ['Казахские слова стали «гильметами»', 'Казахские слова стали «гильметами»'],
  ['Фильм "Дала" вышел', 'Фильм «Дала» вышел'],
  ['"Дала" пишет: "Мост открыт".', '«Дала» пишет: «Мост открыт».'],
  ['("Дала") и "Степь"!', '(«Дала») и «Степь»!'],
  ['"Газета "Дала" пишет"', '«Газета „Дала“ пишет»'],
  ['Газета "Степная "Дала""', 'Газета «Степная „Дала“»'],
  ['""Дала" пишет", - сказал он', '«„Дала“ пишет», — сказал он'],
  ['«Газета "Дала"» пишет', '«Газета „Дала“» пишет'],
  ['"\u2068Дала\u2069" пишет', '«\u2068Дала\u2069» пишет'],
  ['…"Дала" пишет', '…«Дала» пишет'],
])('in Russian %s', (typed, set) => {
  expect(quoted(typed, 'ru')).toBe(set);
  expect(quoted(typed, '')).toBe(set);
});

test('a Kazakh ending stands behind the quote', () => {
  expect(quoted('"Қайрат"тың ойыны - ертең', 'kk')).toBe('«Қайрат»тың ойыны — ертең');
});

test.each([
  ['The "Swallow" waits', 'The “Swallow” waits'],
  ['"The paper "Dala" writes," he said', '“The paper ‘Dala’ writes,” he said'],
  ["It's the herders' \"best\" year - so far", "It's the herders' “best” year - so far"],
])('in English %s', (typed, set) => expect(quoted(typed, 'en')).toBe(set));

test.each([
  ['Экран 24" за полцены', 'ru'],
  ['Рост 5\'10", вес 70', 'ru'],
  ['Фильм "Дала вышел', 'ru'],
  ['Фильм Дала" вышел', 'ru'],
  ['Знак " стоит один', 'ru'],
  ['Слово"слово', 'ru'],
  ['"Один" и "два', 'ru'],
  ['"Первая строка\nвторая"', 'ru'],
  ['Das "Wort" - so', 'de'],
  ['The "word" - so', ''],
  ["Don't, it's '90s", 'en'],
])('what is not clear stays as it was typed: %s', (typed, language) => expect(quoted(typed, language)).toBe(typed));

test('inches are no quotes, beside quotes and inside them', () => {
  expect(quoted('Экран 24" и "Дала"', 'ru')).toBe('Экран 24" и «Дала»');
  expect(quoted('Модель "Экран 24" большой" вышла', 'ru')).toBe('Модель «Экран 24" большой» вышла');
  expect(quoted('Фильм "Дала 2" вышел', 'ru')).toBe('Фильм «Дала 2» вышел');
});

test('a hyphen between words is a dash, in words and numbers it stays', () => {
  expect(quoted('Мост - это дорога - домой', 'ru')).toBe('Мост — это дорога — домой');
  expect(quoted('Из-за счёта 2 - 1 и 1990-х', 'ru')).toBe('Из-за счёта 2 - 1 и 1990-х');
});

test('every letter stays in its place', () => {
  const typed = '"Газета "Дала" пишет" - и "Степь"';
  expect(quoted(typed, 'ru')).toHaveLength(typed.length);
});
