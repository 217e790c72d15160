import { expect, test } from 'vitest';
import { kickerOf } from './kicker';

const kicker = (section: string) => kickerOf({ section }, 'My folder');

test('a story stands under its section', () => {
  expect(kicker(' Экономика ')).toBe('Экономика');
  expect(kicker('қоғам')).toBe('Қоғам');
});

test('without a section, or with one that is too long for a line, under its folder', () => {
  expect(kicker('')).toBe('My folder');
  expect(kicker('a'.repeat(28))).toHaveLength(28);
  expect(kicker('News, politics, economy, sport')).toBe('My folder');
});
