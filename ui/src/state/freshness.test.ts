import { expect, test } from 'vitest';
import type { Feed } from '../api/wire/Feed';
import { catalogues } from '../locales/from_disk';
import { feeds, syncState } from '../host/fake/desk';
import { directionWord, freshnessOf, lastUpdate, progressLine, providerName, secondsSince } from './freshness';

const library = { counts: { all: 0, today: 0, unread: 0, starred: 0, saved: 0, photo_reports: 0, hidden: 0, complete: 0 }, feeds: feeds() };

test('the last update is the last sync, or before this run the last look at a source', () => {
  expect(lastUpdate(syncState(), library)).toBe('2026-11-23T03:34:00Z');
  expect(lastUpdate({ ...syncState(), last: null }, { ...library, feeds: [{ ...(feeds()[0] as Feed), last_check: '2026-11-20T01:00:00Z' }, { ...(feeds()[1] as Feed), last_check: '2026-11-20T02:00:00+05:00' }] })).toBe('2026-11-20T01:00:00Z');
  expect(lastUpdate(null, null)).toBeNull();
});

test('an age is never below zero', () => {
  expect(secondsSince('2026-11-23T04:00:00Z', '2026-11-23T03:00:00Z')).toBe(0);
  expect(secondsSince(null, '2026-11-23T03:00:00Z')).toBeNull();
});

test('providers and directions have words, and strangers keep their name', () => {
  expect(providerName(catalogues.ru, 'nbk')).toBe('Нацбанк');
  expect(providerName(catalogues.ru, 'new_bank')).toBe('new_bank');
  expect(directionWord(catalogues.kk, 'up')).toBe('өсті');
  expect(directionWord(catalogues.en, 'sideways')).toBe('no earlier rate');
});

test('an update that no site answered is not called fresh', () => {
  const state = syncState();
  const report = { fetched: 0, not_modified: 0, skipped: 2, failed: 5, gone: 0 };
  const after = (change: object) => freshnessOf({ ...state, report: state.report && { ...state.report, ...report, ...change } }, state.last);
  expect(after({})).toBe('unanswered');
  expect(after({ not_modified: 1 })).toBe('fresh');
  expect(after({ failed: 0 })).toBe('fresh');
  expect(freshnessOf({ ...state, offline: true }, state.last)).toBe('offline');
  expect(freshnessOf({ ...state, running: true, offline: true }, state.last)).toBe('running');
  expect(freshnessOf(null, null)).toBe('never');
});

test('an update that the reader stopped is neither fresh nor unanswered, and offline is worse', () => {
  const state = { ...syncState(), stopped: true };
  expect(freshnessOf(state, state.last)).toBe('stopped');
  expect(freshnessOf({ ...state, offline: true }, state.last)).toBe('offline');
  expect(freshnessOf({ ...state, running: true }, state.last)).toBe('running');
});

test('how far an update is, is told in numbers, with the step where it is another than asking the sources', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const of = (language: 'en' | 'ru' | 'kk', change: object) => plain(progressLine(catalogues[language], language, { step: 'sync', done: 12, of: 40, bytes: 3_400_000, ...change }));
  expect(of('en', {})).toBe('12 of 40 · 3.4 MB');
  expect(of('ru', {})).toBe('12 из 40 · 3,4 МБ');
  expect(of('kk', {})).toBe('40 ішінен 12 · 3,4 МБ');
  expect(of('en', { step: 'pictures' })).toBe('Pictures: 12 of 40 · 3.4 MB');
  expect(of('en', { of: 0, bytes: 0 })).toBe('');
  expect(of('en', { step: 'a step of tomorrow' })).toBe('12 of 40 · 3.4 MB');
});
