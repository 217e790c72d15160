import { expect, test } from 'vitest';
import { placesOf } from './find';

function page(html: string): HTMLElement {
  const element = document.createElement('div');
  element.innerHTML = html;
  return element;
}
const found = (words: string, html: string) => placesOf(words, [page(html)]).map((range) => range.toString());

test('every place is found, in any case, with ё as е', () => {
  expect(found('зелен', '<p>Зелёный и зеленее</p><p>не зелён</p>')).toEqual(['Зелён', 'зелен', 'зелён']);
});

test('a phrase goes on across bold words and tied spaces', () => {
  expect(found('на горе стоит', '<p>Дом на\u00a0<b>горе</b> стоит</p>')).toEqual(['на\u00a0горе стоит']);
});

test('what is typed finds what is printed: quotes and dashes of any kind', () => {
  const printed = '<p>Газета «Степная „Дала“» — это herders’ “paper”</p>';
  expect(found('газета "степная "дала"" - это', printed)).toEqual(['Газета «Степная „Дала“» — это']);
  expect(found("herders' \"paper\"", printed)).toEqual(['herders’ “paper”']);
  expect(found('«дала»', '<p>"Дала"</p>')).toEqual(['"Дала"']);
});

test('the end of a paragraph and the beginning of the next are no phrase', () => {
  expect(found('один два', '<p>один</p><p>два</p>')).toEqual([]);
});

test('nothing sought is nothing found', () => {
  expect(found('  ', '<p>всё</p>')).toEqual([]);
});

test('the text is not touched', () => {
  const element = page('<p>Раз, два</p>');
  const before = element.innerHTML;
  placesOf('два', [element]);
  expect(element.innerHTML).toBe(before);
});
