/** What happened between Qazet and a source's server, in the reader's words; and which sources need the reader. */
import type { Feed } from '../api/wire/Feed';
import type { SourceActivity } from '../api/wire/SourceActivity';
import type { Messages } from '../locales';
import { saidOf } from '../locales';
import { dateTime } from '../locales/time';

/** How it stands with a source: a key of `sync.status`. */
export type Standing = keyof Messages['sync']['status'];

/** `good`: there was news; `quiet`: nothing to say of the source; `waiting`: goes on by itself; `trouble`: needs the reader. */
export type Tone = 'good' | 'quiet' | 'waiting' | 'trouble';

/** So many failures in a row, and it is no hiccup any more. */
const LASTING = 3;
/** What a retry alone does not mend. */
const LASTING_AT_ONCE = ['gone', 'login', 'address', 'redirect'];

/** Does it take the reader to go on? A missing network or a host that rests never does. */
export function needsReader(source: SourceActivity): boolean {
  const { problem, failures, status } = source;
  if (status === 'gone') return true;
  if (status !== 'failed' || problem === 'connectivity' || problem === 'rest') return false;
  return failures >= LASTING || (problem !== null && LASTING_AT_ONCE.includes(problem));
}

/** The mark of a source in the sidebar: `waiting` goes on by itself, `trouble` needs the reader. Without a network no source is to blame. */
export function markOf(feed: Feed, isOffline: boolean): 'waiting' | 'trouble' | null {
  if (feed.status === 'gone' || (feed.status === 'failed' && feed.failures >= LASTING)) return 'trouble';
  return feed.status === 'failed' && !isOffline ? 'waiting' : null;
}

/** How many sources need the reader. */
export function troubledOf(feeds: readonly Feed[], offline: boolean): number {
  return feeds.filter((feed) => !feed.paused && markOf(feed, offline) === 'trouble').length;
}

/** Its address has changed, or is about to. */
export function isMoving(source: SourceActivity): boolean {
  return source.moved !== null || source.moving !== null || source.temporary_to !== null;
}

export function standingOf(source: SourceActivity, feed: Feed | undefined): Standing {
  if (feed?.paused) return 'paused';
  if (source.status === 'gone') return 'gone';
  if (source.rest !== null || source.problem === 'rest') return 'rest';
  if (source.problem === 'connectivity') return 'no_network';
  if (source.status === 'fetched' || source.status === 'not_modified' || source.status === 'failed') return source.status;
  return 'never';
}

export function toneOf(source: SourceActivity, standing: Standing): Tone {
  switch (standing) {
    case 'fetched':
      return 'good';
    case 'gone':
      return 'trouble';
    case 'failed':
      return needsReader(source) ? 'trouble' : 'waiting';
    case 'rest':
      return 'waiting';
    default:
      return 'quiet';
  }
}

/** Sentences about what happened last, the weightiest first; none where all is well, or where only the network was missing. */
export function whatHappened(t: Messages, source: SourceActivity, feed: Feed | undefined, now: string): string[] {
  const said: string[] = [];
  const time = (at: string) => dateTime(t, at, now);
  if (feed?.paused) said.push(t.server.paused);
  if (source.rest) said.push(t.server.resting({ host: source.rest.host, time: time(source.rest.until) }));
  if (source.problem === 'status' && source.answer !== null) said.push(t.server.answered({ status: source.answer }));
  else if (source.problem !== null && source.problem !== 'connectivity' && !(source.problem === 'rest' && source.rest)) said.push(saidOf(t.server.problems, source.problem) ?? source.reason);
  if (source.failures > 1 && source.problem !== 'connectivity' && source.status !== 'gone') said.push(t.server.failures({ count: source.failures }));
  if (feed?.layout_changed) said.push(`${t.feed.layoutTitle}.`);
  return [...said, ...moves(t, source, now)];
}

/** Everything its reason says is said by {@link whatHappened}. A damaged text is named only there. */
export function isWorded(t: Messages, source: SourceActivity): boolean {
  return source.problem !== null && source.problem !== 'damage' && source.problem in t.server.problems;
}

/** Sentences about its address. */
export function moves(t: Messages, source: SourceActivity, now: string): string[] {
  const { moved, moving, temporary_to } = source;
  const said: string[] = [];
  if (moving) said.push(t.server.moving({ to: moving.to, times: moving.times }));
  if (moved) said.push(t.server.moved({ from: moved.from, time: dateTime(t, moved.at, now) }));
  if (temporary_to) said.push(t.server.temporary({ to: temporary_to }));
  return said;
}

/** What a sync that begins now would do with it. */
export function ifAskedNow(t: Messages, source: SourceActivity, feed: Feed | undefined, now: string): string {
  const time = (at: string) => dateTime(t, at, now);
  if (source.skipped === null) return t.server.nowYes;
  if (feed?.paused) return t.server.nowPaused;
  if (source.status === 'gone') return t.server.nowGone;
  if (source.rest) return t.server.nowRests({ time: time(source.rest.until) });
  if (source.next_check !== null && Date.parse(source.next_check) > Date.parse(now)) return t.server.nowNotDue({ time: time(source.next_check) });
  return t.server.nowQuiet;
}

export type Filter = keyof Messages['sync']['filters'];
export type Order = keyof Messages['sync']['orders'];

/** The sources that pass `filter` and whose name or address holds `words`, in `order`. */
export function chosen(sources: SourceActivity[], filter: Filter, words: string, order: Order): SourceActivity[] {
  const sought = words.trim().toLowerCase();
  const passing = sources.filter(
    (source) =>
      (filter === 'all' || (filter === 'attention' ? needsReader(source) : isMoving(source))) &&
      (sought === '' || source.title.toLowerCase().includes(sought) || source.url.toLowerCase().includes(sought)),
  );
  const time = (at: string | null, absent: number) => (at === null ? absent : Date.parse(at));
  switch (order) {
    case 'folder':
      return passing;
    case 'asked':
      return passing.sort((a, b) => time(b.last_check, 0) - time(a.last_check, 0));
    case 'due':
      return passing.sort((a, b) => time(a.next_check, Infinity) - time(b.next_check, Infinity) || 0);
    case 'bytes':
      return passing.sort((a, b) => b.bytes_total - a.bytes_total);
  }
}

/** The share of answers without news among all answers of all sources; absent before the first. */
export function shareWithoutNews(sources: SourceActivity[]): number | null {
  const [whole, same] = sources.reduce(([a, b], source) => [a + source.whole, b + source.not_modified], [0, 0]);
  return whole + same === 0 ? null : same / (whole + same);
}

/** The host of an address, or the address where it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
