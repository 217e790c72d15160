import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gatherer, partsOf, type Part } from './refresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an event about the open article asks for it again, another one does not', () => {
  expect(partsOf({ event: 'articles_changed', of: { articles: ['1', '2'] } }, '2')).toContain('article');
  expect(partsOf({ event: 'articles_changed', of: { articles: ['1', '2'] } }, '3')).not.toContain('article');
  expect(partsOf({ event: 'articles_changed', of: { articles: ['1'] } }, null)).not.toContain('article');
});

test('a mark from elsewhere asks for all it may stand in', () => {
  expect(partsOf({ event: 'articles_marked', of: { articles: ['1'] } }, '1')).toEqual(['library', 'list', 'front', 'article']);
});

test('how far a sync is asks for that alone', () => {
  expect(partsOf({ event: 'sync_changed' }, '1')).toEqual(['sync']);
});

test('a resync asks for everything', () => {
  expect([...partsOf({ event: 'resync' }, null)].sort()).toEqual(['activity', 'article', 'edition', 'front', 'library', 'list', 'notices', 'rates', 'settings', 'sync', 'weather']);
});

test('a storm of events becomes one question for each part', async () => {
  const asked: Part[] = [];
  const gatherer = new Gatherer(async (part) => asked.push(part));
  for (let i = 0; i < 50; i++) gatherer.add(['list', 'library']);
  expect(asked).toEqual([]);
  vi.runAllTimers();
  expect(asked.sort()).toEqual(['library', 'list']);
  await vi.runAllTimersAsync();
  gatherer.add(['list']);
  vi.runAllTimers();
  expect(asked).toHaveLength(3);
});

test('what happens while an answer is on its way is asked for once, after it', async () => {
  const asked: Part[] = [];
  let arrive = () => {};
  const gatherer = new Gatherer((part) => {
    asked.push(part);
    return new Promise<void>((resolve) => (arrive = resolve));
  });
  gatherer.add(['activity']);
  await vi.runAllTimersAsync();
  for (let i = 0; i < 20; i++) {
    gatherer.add(['activity']);
    await vi.runAllTimersAsync();
  }
  expect(asked).toHaveLength(1);
  arrive();
  await vi.runAllTimersAsync();
  expect(asked).toHaveLength(2);
});

test('a stopped gatherer asks nothing', () => {
  const asked: Part[] = [];
  const gatherer = new Gatherer(async (part) => asked.push(part));
  gatherer.add(['list']);
  gatherer.stop();
  vi.runAllTimers();
  expect(asked).toEqual([]);
});
