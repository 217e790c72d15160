import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a toast goes by itself, stays under the pointer, and its action runs once', () => {
  const toasts = new Toasts();
  const run = vi.fn();
  toasts.show({ text: 'done', tone: 'done', action: { label: 'Undo', run } });
  toasts.hold();
  vi.advanceTimersByTime(60_000);
  expect(toasts.current).not.toBeNull();
  toasts.resume();
  vi.advanceTimersByTime(5_999);
  expect(toasts.current).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(toasts.current).toBeNull();
  toasts.show({ text: 'done', tone: 'done', action: { label: 'Undo', run } });
  toasts.act();
  toasts.act();
  expect(run).toHaveBeenCalledOnce();
});

test('what was done can be taken back when its sentence is gone, once, and not what went for good', () => {
  const toasts = new Toasts();
  const [undo, gone, expired] = [vi.fn(), vi.fn(), vi.fn()];
  toasts.show({ text: 'done', tone: 'done', undo });
  vi.advanceTimersByTime(60_000);
  toasts.show({ text: 'something else', tone: 'done' });
  expect([toasts.undo(), toasts.undo()]).toEqual([true, false]);
  expect(undo).toHaveBeenCalledOnce();
  expect(toasts.current?.text).toBe('something else');
  toasts.show({ text: 'removed', tone: 'done', undo: gone, expired });
  vi.advanceTimersByTime(60_000);
  expect([toasts.undo(), expired.mock.calls.length]).toEqual([false, 1]);
  expect(gone).not.toHaveBeenCalled();
});

/** Two acts that go for good, the second a second after the first. */
function twoLeave() {
  const toasts = new Toasts();
  const [first, second] = [1, 2].map(() => ({ undo: vi.fn(), expired: vi.fn() }));
  if (!first || !second) throw new Error('there are two');
  toasts.show({ text: 'first removed', tone: 'done', ...first });
  vi.advanceTimersByTime(1_000);
  toasts.show({ text: 'second removed', tone: 'done', ...second });
  return { toasts, first, second };
}

test('each act that goes for good has its own time: the next one does not seal it', () => {
  const { toasts, first, second } = twoLeave();
  expect(first.expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5_000);
  expect([first.expired.mock.calls.length, second.expired.mock.calls.length, toasts.current?.text]).toEqual([1, 0, 'second removed']);
  vi.advanceTimersByTime(1_000);
  expect([second.expired.mock.calls.length, toasts.current]).toEqual([1, null]);
  expect(toasts.undo()).toBe(false);
});

test('of several acts the last is taken back first', () => {
  const { toasts, first, second } = twoLeave();
  expect(toasts.undo()).toBe(true);
  expect([first.undo.mock.calls.length, second.undo.mock.calls.length, toasts.current]).toEqual([0, 1, null]);
  expect(toasts.undo()).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect([first.undo, second.undo].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  expect([first.expired, second.expired].map((each) => each.mock.calls.length)).toEqual([0, 0]);
});

test('an act the pointer held goes on to its end when another sentence comes', () => {
  const toasts = new Toasts();
  const expired = vi.fn();
  toasts.show({ text: 'removed', tone: 'done', undo: vi.fn(), expired });
  toasts.hold();
  vi.advanceTimersByTime(60_000);
  toasts.show({ text: 'something else', tone: 'done' });
  expect(expired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(6_000);
  expect(expired).toHaveBeenCalledOnce();
});
