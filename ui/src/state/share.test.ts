import { expect, test } from 'vitest';
import { quoted, shareAddresses } from './share';

const article = { title: 'Хлеб & соль <b>', source: 'Степной вестник', link: 'https://f1.example.kz/1?a=1&b=2' };

test('what is shared arrives whole, whatever stands in it', () => {
  const all = shareAddresses(article.title, article.link);
  for (const [name, address] of Object.entries(all)) {
    expect(decodeURIComponent(address), name).toContain(article.link);
    if (name !== 'Facebook') expect(decodeURIComponent(address), name).toContain(article.title);
    if (name !== 'mail') expect(new URL(address).protocol, name).toBe('https:');
  }
  expect(all.mail).toMatch(/^mailto:\?subject=[^&]*&body=[^&]*$/);
});

test('a copied passage keeps its source and link, also as a page', () => {
  const passage = 'Разметку начали ещё прошлой осенью, и до снега её закончат.';
  const copy = quoted(passage, article);
  expect(copy?.text).toBe(`${passage}\n\nСтепной вестник, ${article.title}\n${article.link}`);
  expect(copy?.html).toContain('<p><a href="https://f1.example.kz/1?a=1&amp;b=2">');
  expect(copy?.html).not.toContain('<b>');
});

test('a word is copied as it is', () => {
  expect(quoted('осенью', article)).toBeNull();
  expect(quoted('Разметку начали ещё прошлой осенью, и до снега её закончат.', { ...article, link: '' })).toBeNull();
});
