import { describe, expect, test } from 'vitest';
import { bytes, decimal, degrees, money, number, percent, signedMoney, signedPercent } from './numbers';
import { nearestLanguage } from './language';

describe('numbers', () => {
  test('whole numbers are grouped as each language does', () => {
    expect(number('en', 1204)).toBe('1,204');
    expect(number('ru', 18420)).toBe('18\u00a0420');
    expect(number('kk', 1234567)).toBe('1\u00a0234\u00a0567');
  });

  test('bytes are told in steps of a thousand, with one digit while it says something', () => {
    expect([0, 999, 1000, 1949, 9949, 9951, 411_907, 999_600, 6_200_000, 86_000_000, 3_000_000_000, 7e13].map((count) => bytes('en', count).replace('\u00a0', ' '))).toEqual([
      '0 B', '999 B', '1.0 kB', '1.9 kB', '9.9 kB', '10 kB', '412 kB', '1.0 MB', '6.2 MB', '86 MB', '3.0 GB', '70,000 GB',
    ]);
    expect([bytes('ru', 6_200_000), bytes('kk', 512)]).toEqual(['6,2\u00a0МБ', '512\u00a0Б']);
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

  test('a decimal has as many digits as it has, or more where that is asked for', () => {
    expect([decimal('ru', '12500'), decimal('en', '0.5'), decimal('kk', '-3.10'), decimal('en', '7', 1)]).toEqual(['12\u00a0500', '0.5', '−3,10', '7.0']);
  });

  test('growth is told in per cent with its sign', () => {
    expect([0.548, -12.3, -0.001].map((value) => signedPercent('ru', value))).toEqual(['+0,55\u00a0%', '−12,30\u00a0%', '0,00\u00a0%']);
    expect(signedPercent('en', -1.2)).toBe('−1.20%');
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
    expect(degrees(-2.5)).toBe('\u22123°');
  });

  test('a percent sign stands off where the language wants it', () => {
    expect(percent('ru', 84)).toBe('84\u00a0%');
    expect(percent('en', 84)).toBe('84%');
  });
});

test('the nearest language of a tag is found, English else', () => {
  expect(['ru-KZ', 'kk', 'EN-us', 'de'].map(nearestLanguage)).toEqual(['ru', 'kk', 'en', 'en']);
});
