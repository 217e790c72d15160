import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeHost, type FakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { Speech } from './speech.svelte';

let host: FakeHost;
let app: App;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  host = fakeHost('?language=en');
  app = new App(host, new Speech('en', catalogues.en));
  const opened = app.open();
  await vi.advanceTimersByTimeAsync(200);
  await opened;
});
afterEach(() => {
  app.close();
  vi.useRealTimers();
});

const removed = () => host.asked.flatMap((request) => (request.cmd === 'remove_feed' ? [request.args.id] : []));
const logins = () => host.asked.flatMap((request) => (request.cmd === 'set_login' ? [request.args.login?.kind ?? null] : []));
const isHere = (id: string) => app.feeds.some((feed) => feed.id === id);

test('a source that is removed does not seal the removal of the one before', async () => {
  await app.sources.remove('f4');
  await app.sources.remove('f3');
  app.toasts.undo();
  expect([isHere('f3'), isHere('f4')]).toEqual([true, false]);
  app.toasts.undo();
  expect(isHere('f4')).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(removed()).toEqual([]);
});

test('a source that is added again while it is leaving stays', async () => {
  await app.sources.remove('f4', 'f3');
  app.sources.stay((feed) => feed.id === 'f4');
  expect([isHere('f3'), isHere('f4')]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(3_000);
  // Removed once more, it has all of its time again.
  await app.sources.remove('f4');
  await vi.advanceTimersByTimeAsync(3_500);
  expect(removed()).toEqual(['f3']);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(removed()).toEqual(['f3', 'f4']);
});

test('a login that is set while the one before is leaving is not forgotten', async () => {
  const { logins: kept } = app.sources;
  kept.forget('f1');
  expect(kept.isLeaving('f1')).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  await kept.set('f1', { kind: 'password', user: 'aigul', password: 'tulips' });
  expect(kept.isLeaving('f1')).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(logins()).toEqual(['password']);
  expect(app.library.value?.feeds.find((feed) => feed.id === 'f1')?.login).toBe('password');
});

test('a login goes for good once its way back is gone, and not before', async () => {
  await app.sources.logins.set('f1', { kind: 'password', user: 'aigul', password: 'tulips' });
  app.sources.logins.forget('f1');
  await vi.advanceTimersByTimeAsync(5_900);
  expect(logins()).toEqual(['password']);
  await vi.advanceTimersByTimeAsync(200);
  expect(logins()).toEqual(['password', null]);
  expect(app.sources.logins.isLeaving('f1')).toBe(false);
});
