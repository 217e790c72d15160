import { expect, test } from 'vitest';
import type { ArticleRow } from '../../api/wire/ArticleRow';
import { storiesOf } from './stories';

const told = (feed: string, title: string, published = '2026-11-23T03:00:00Z') => ({ id: `${feed} ${title}`, feed, title, published }) as ArticleRow;
const areOne = (a: ArticleRow, b: ArticleRow) => new Set(storiesOf([a, b]).values()).size === 1;

test('the same event in other words is one story', () => {
  expect(areOne(told('a', 'Токаев подписал закон о защите прав потребителей'), told('b', 'Закон о защите потребителей подписан Токаевым'))).toBe(true);
  expect(areOne(told('a', 'Ұлттық банк базалық мөлшерлемені төмендетті'), told('b', 'Ұлттық банк базалық мөлшерлемесін төмендетеді'))).toBe(true);
});

test('other news is another story, also with a word or two in common', () => {
  expect(areOne(told('a', 'Поезд из Алматы в Актау станет быстрее'), told('b', 'В Алматы открыли ночную библиотеку'))).toBe(false);
  expect(areOne(told('a', 'Доллар'), told('b', 'Доллар'))).toBe(false);
});

test('other figures are another story', () => {
  expect(areOne(told('a', 'Chronicle of the district, part 3: what changed'), told('b', 'Chronicle of the district, part 4: what changed'))).toBe(false);
});

test('a source does not tell its story twice, and after three days it is another', () => {
  const title = 'Cold front reaches northern steppe on Thursday';
  expect(areOne(told('a', title), told('a', `${title}!`))).toBe(false);
  expect(areOne(told('a', title), told('b', title, '2026-11-27T03:00:00Z'))).toBe(false);
});
