import { describe, expect, test } from 'vitest';
import { degrees, money, number, percent, signedMoney } from './numbers';
import { nearestLanguage, plural } from './plural';

describe('numbers', () => {
  test('whole numbers are grouped as each language does', () => {
    expect(number('en', 1204)).toBe('1,204');
    expect(number('ru', 18420)).toBe('18\u00a0420');
    expect(number('kk', 1234567)).toBe('1\u00a0234\u00a0567');
  });

  test('four digits stay together where a space groups', () => {
    expect(number('ru', 4500)).toBe('4500');
  });

  test('money keeps every published digit and never passes through a float', () => {
    expect(money('ru', '507.32')).toBe('507,32');
    expect(money('en', '1250.5')).toBe('1,250.50');
    expect(money('kk', '12345678901234567890.123456789')).toBe('12\u00a0345\u00a0678\u00a0901\u00a0234\u00a0567\u00a0890,123456789');
    expect(money('ru', 'n/a')).toBe('n/a');
  });

  test('a change has a sign, a real minus, and none when nothing changed', () => {
    expect(signedMoney('ru', '1.14')).toBe('+1,14');
    expect(signedMoney('ru', '-0.86')).toBe('\u22120,86');
    expect(signedMoney('en', '0')).toBe('0.00');
    expect(signedMoney('en', '-0.00')).toBe('0.00');
  });

  test('degrees are rounded and zero has no minus', () => {
    expect(degrees(-3.2)).toBe('\u22123°');
    expect(degrees(-0.4)).toBe('0°');
    expect(degrees(21.5)).toBe('22°');
  });

  test('a percent sign stands off where the language wants it', () => {
    expect(percent('ru', 84)).toBe('84\u00a0%');
    expect(percent('en', 84)).toBe('84%');
  });
});

describe('plural forms', () => {
  const forms = { one: 'статья', few: 'статьи', many: 'статей', other: 'статьи' };

  test('Russian has its three forms', () => {
    const said = [0, 1, 2, 5, 11, 21, 22, 25, 101, 111, 112].map((n) => plural('ru', n, forms));
    expect(said).toEqual(['статей', 'статья', 'статьи', 'статей', 'статей', 'статья', 'статьи', 'статей', 'статья', 'статей', 'статей']);
  });

  test('English has two', () => {
    expect([0, 1, 2].map((n) => plural('en', n, { one: 'day', other: 'days' }))).toEqual(['days', 'day', 'days']);
  });

  test('Kazakh keeps the singular after a number', () => {
    expect([0, 1, 5].map((n) => plural('kk', n, { one: 'x', other: 'мақала' }))).toEqual(['мақала', 'мақала', 'мақала']);
  });

  test('the nearest language of a tag is found, English else', () => {
    expect(['ru-KZ', 'kk', 'EN-us', 'de'].map(nearestLanguage)).toEqual(['ru', 'kk', 'en', 'en']);
  });
});
