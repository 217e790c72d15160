import { describe, expect, test } from 'vitest';
import type { Feed } from '../api/wire/Feed';
import type { SourceActivity } from '../api/wire/SourceActivity';
import { feeds } from '../host/fake/desk';
import { syncActivity } from '../host/fake/activity';
import { catalogues } from '../locales/from_disk';
import { chosen, hostOf, ifAskedNow, isMoving, isWorded, markOf, needsReader, shareWithoutNews, standingOf, toneOf, whatHappened } from './activity';

const NOW = '2026-11-23T03:39:00Z';
const all = syncActivity(feeds()).sources;
const well = all[0] as SourceActivity;
const feed = feeds()[0] as Feed;
const failed = (problem: string, failures = 1, more: Partial<SourceActivity> = {}): SourceActivity => ({ ...well, status: 'failed', problem, failures, answer: null, ...more });

describe('a source needs the reader', () => {
  test('when it is gone, asks for a login, or fails again and again', () => {
    expect(needsReader({ ...well, status: 'gone', problem: 'gone' })).toBe(true);
    expect(needsReader(failed('login'))).toBe(true);
    expect(needsReader(failed('timeout', 3))).toBe(true);
  });

  test('but not for a hiccup, a missing network or a host that rests', () => {
    expect(needsReader(well)).toBe(false);
    expect(needsReader(failed('timeout', 2))).toBe(false);
    expect(needsReader(failed('connectivity', 40))).toBe(false);
    expect(needsReader(failed('rest', 40))).toBe(false);
  });
});

test('without a network nothing is red, and no source is blamed', () => {
  const source = failed('connectivity');
  expect(toneOf(source, standingOf(source, feed))).toBe('quiet');
  expect(whatHappened(catalogues.en, source, feed, NOW)).toEqual([]);
  expect(markOf({ ...feed, status: 'failed', failures: 0 }, true)).toBeNull();
  expect(markOf({ ...feed, status: 'failed', failures: 1 }, false)).toBe('waiting');
  expect(markOf({ ...feed, status: 'failed', failures: 3 }, false)).toBe('trouble');
});

test('every problem, pace and standing of the wire has words in every language', () => {
  const problems = ['connectivity', 'dns', 'connect', 'tls', 'timeout', 'redirect', 'address', 'login', 'status', 'rest', 'gone', 'body', 'not_a_feed', 'damage'];
  const paces = ['chosen', 'rhythm', 'freshness', 'own_interval', 'no_validators', 'skipped_hours', 'backoff', 'retry_after', 'connectivity'];
  for (const t of Object.values(catalogues)) {
    expect(Object.keys(t.server.problems).sort()).toEqual([...problems].sort());
    for (const words of [t.server.paces, t.sync.paces]) expect(Object.keys(words).sort()).toEqual([...paces].sort());
    for (const standing of [failed('connectivity'), failed('rest'), { ...well, status: 'gone' }]) expect(t.sync.status[standingOf(standing, feed)]).toMatch(/\S/);
  }
});

test('a status is named, failures are counted, a problem nobody knows is told in the core’s words', () => {
  const t = catalogues.en;
  expect(whatHappened(t, failed('status', 1, { answer: 403 }), feed, NOW)).toEqual(['The server answered 403.']);
  expect(whatHappened(t, failed('timeout', 4), feed, NOW).at(-1)).toBe('4 failures in a row.');
  expect(whatHappened(t, failed('eclipse', 1, { reason: 'The moon was in the way.' }), feed, NOW)).toEqual(['The moon was in the way.']);
  expect(whatHappened(t, well, feed, NOW)).toEqual([]);
  expect(whatHappened(t, well, { ...feed, layout_changed: true }, NOW)).toEqual(['The site’s pages look different now.']);
});

test('moves are told: for good, about to be, and for a while', () => {
  const moved = { ...well, moved: { from: 'http://old.kz/rss', at: NOW }, moving: { to: 'https://new.kz/rss', times: 2 }, temporary_to: 'https://cdn.kz/rss' };
  expect(isMoving(well)).toBe(false);
  expect(isMoving(moved)).toBe(true);
  const said = whatHappened(catalogues.en, moved, feed, NOW);
  expect(said).toHaveLength(3);
  for (const [i, part] of ['https://new.kz/rss (2 of 3', 'until 23 November', 'https://cdn.kz/rss'].entries()) expect(said[i]).toContain(part);
});

test('what is worded here is not said in the core’s English too', () => {
  expect([failed('timeout', 1), failed('damage', 1), failed('eclipse', 1)].map((source) => isWorded(catalogues.en, source))).toEqual([true, false, false]);
});

test('why it would not be asked now is said in the reader’s language', () => {
  const t = catalogues.en;
  const skipped = (more: Partial<SourceActivity>): SourceActivity => ({ ...well, skipped: 'because', next_check: null, ...more });
  expect(ifAskedNow(t, { ...well, skipped: null }, feed, NOW)).toBe('it would be asked');
  expect(ifAskedNow(t, skipped({}), { ...feed, paused: true }, NOW)).toMatch(/paused/);
  expect(ifAskedNow(t, skipped({ status: 'gone' }), feed, NOW)).toMatch(/gone/);
  expect(ifAskedNow(t, skipped({ rest: { host: 'a.kz', until: NOW, times: 1 } }), feed, NOW)).toMatch(/rests until/);
  expect(ifAskedNow(t, skipped({ next_check: '2026-11-23T03:39:00.5Z' }), feed, NOW)).toMatch(/not due before/);
  expect(ifAskedNow(t, skipped({ next_check: '2026-11-23T03:38:00Z' }), feed, NOW)).toMatch(/asks for rest at this hour/);
});

describe('the list', () => {
  const ids = (list: SourceActivity[]) => list.map((source) => source.feed);

  test('is filtered by need, by moves and by words of name or address', () => {
    expect(ids(chosen(all, 'attention', '', 'folder'))).toEqual(ids(all.filter(needsReader)));
    expect(ids(chosen(all, 'moves', '', 'folder'))).toEqual(ids(all.filter(isMoving)));
    expect(ids(chosen(all, 'all', ' СТЕПНОЙ ', 'folder'))).toEqual(['f1']);
    expect(ids(chosen(all, 'all', 'f12.example', 'folder'))).toEqual(['f12']);
  });

  test('is ordered, and what is never asked comes last', () => {
    const due = chosen(all, 'all', '', 'due').map((source) => source.next_check);
    const from = due.indexOf(null);
    expect(from).toBeGreaterThan(0);
    expect(due.slice(from).every((time) => time === null)).toBe(true);
    const received = chosen(all, 'all', '', 'bytes').map((source) => source.bytes_total);
    expect(received).toEqual([...received].sort((a, b) => b - a));
    const asked = chosen(all, 'all', '', 'asked').map((source) => source.last_check ?? '');
    expect(asked).toEqual([...asked].sort().reverse());
  });

  test('leaves the order of the core as it is', () => {
    expect(ids(chosen(all, 'all', '', 'folder'))).toEqual(ids(all));
    chosen(all, 'all', '', 'bytes');
    expect(ids(all)).toEqual(feeds().map((each) => each.id));
  });

  test('a share is of all answers, and none before the first', () => {
    expect(shareWithoutNews([])).toBeNull();
    expect(shareWithoutNews([{ ...well, whole: 1, not_modified: 3 }, { ...well, whole: 0, not_modified: 4 }])).toBe(0.875);
  });
});

test('an address without a host is shown as it is', () => {
  expect(hostOf('https://a.kz:8080/rss')).toBe('a.kz:8080');
  expect(hostOf('nonsense')).toBe('nonsense');
});
