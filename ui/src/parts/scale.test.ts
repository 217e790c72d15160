import { expect, test } from 'vitest';
import { scale } from './scale';

test('a scale places values and finds them again', () => {
  const upward = scale([-5, 5], [192, 24]);
  expect([-5, 0, 5].map(upward)).toEqual([192, 108, 24]);
  expect(upward.invert(108)).toBe(0);
});
