import { expect, test } from 'vitest';
import { Changes } from './changes';

test('the first state that is known is no change, nor is one that stays', () => {
  const changes = new Changes<string>();
  expect(['fresh', 'fresh', 'running', 'running', 'fresh'].map((state) => changes.take(state))).toEqual([false, false, true, false, true]);
});
