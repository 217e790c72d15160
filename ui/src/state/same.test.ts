import { expect, test } from 'vitest';
import { kept } from './same';

test('an answer that says the same is the one that is known', () => {
  const known = { feeds: [{ id: '1', unread: 3 }, { id: '2', unread: 0 }], counts: { all: 3 } };
  expect(kept(known, structuredClone(known))).toBe(known);
});

test('what says something new is new, and the rest of it is known', () => {
  const known = { feeds: [{ id: '1', unread: 3 }, { id: '2', unread: 0 }], counts: { all: 3 } };
  const now = kept(known, { feeds: [{ id: '1', unread: 2 }, { id: '2', unread: 0 }], counts: { all: 3 } });
  expect(now).toEqual({ feeds: [{ id: '1', unread: 2 }, { id: '2', unread: 0 }], counts: { all: 3 } });
  expect(now.feeds[1]).toBe(known.feeds[1]);
  expect(now.counts).toBe(known.counts);
  expect(now.feeds[0]).not.toBe(known.feeds[0]);
});

test('what is more or fewer is new', () => {
  expect(kept([1, 2], [1, 2, 3])).toEqual([1, 2, 3]);
  expect(kept({ a: 1, b: 2 } as object, { a: 1 })).toEqual({ a: 1 });
  expect(kept(null, { a: null })).toEqual({ a: null });
  expect(kept([], {})).toEqual({});
});
