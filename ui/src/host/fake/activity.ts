/** The fake host's account of what happened between Qazet and the servers. */
import type { Feed } from '../../api/wire/Feed';
import type { Outcome } from '../../api/wire/Outcome';
import type { SourceActivity } from '../../api/wire/SourceActivity';
import type { SyncActivity } from '../../api/wire/SyncActivity';

const AGENT = 'Qazet/0.1.0 (+https://github.com/qazet/qazet)';
const answers: Record<string, number> = { fetched: 200, not_modified: 304, gone: 410, skipped: 429 };
const problems: Record<string, string> = { gone: 'gone', skipped: 'rest', failed: 'timeout' };
const whySkipped: Record<string, string> = { gone: 'its server said that it is gone for good; remove it, or add its new address', skipped: 'its host asked to be left alone until 2026-11-23T04:05:00Z' };

function source(feed: Feed, place: number): SourceActivity {
  const status = feed.status ?? '';
  const well = status === 'fetched' || status === 'not_modified';
  const isWaiting = feed.next_check !== null && well;
  return {
    feed: feed.id, title: feed.title, url: feed.url, kind: feed.kind, last_check: feed.last_check, answer: answers[status] ?? null, status: feed.status,
    reason: feed.reason, problem: problems[status] ?? null, failures: feed.failures,
    skipped: feed.paused ? 'paused by you' : (whySkipped[status] ?? (isWaiting ? `not due before ${feed.next_check}` : null)),
    next_check: status === 'gone' || feed.paused ? null : feed.next_check, pace: well ? (place % 3 === 1 ? 'rhythm' : 'chosen') : 'backoff',
    rest: status === 'skipped' ? { host: `${feed.id}.example.kz`, until: '2026-11-23T04:05:00Z', times: 2 } : null,
    etag: well ? `"${feed.id}-5f3a"` : null, last_modified: well ? 'Mon, 23 Nov 2026 03:20:11 GMT' : null,
    asked: 24 + place, whole: 6, not_modified: 18 + place, not_modified_share: (18 + place) / (24 + place), bytes_last: 18_244 + 977 * place, bytes_total: 411_907 + 38_911 * place,
    moving: place === 2 ? { to: 'https://dala.example.kz/feed', times: 2 } : null,
    moved: place === 4 ? { from: 'http://old.example.kz/rss', at: '2026-11-20T03:00:00Z' } : null,
    temporary_to: place === 5 ? 'https://cdn.example.kz/feed' : null, login: feed.login,
  };
}

/** `state` as in the address: `offline`, `metered`. */
export const syncActivity = (feeds: Feed[], state = ''): SyncActivity => ({
  user_agent: AGENT, metered: state === 'metered', battery_saver: false, reach: state === 'metered' ? 'headlines' : 'everything',
  providers: [
    { name: 'air_quality', answered: '2026-11-23T03:30:00Z', failed: null, reason: '', problem: null, answer: null, again: null },
    { name: 'frankfurter', answered: '2026-11-22T10:00:00Z', failed: '2026-11-23T03:05:00Z', reason: 'api.frankfurter.dev did not answer in time. It may be busy; Qazet tries again later.', problem: 'timeout', answer: null, again: null },
    { name: 'nbk', answered: '2026-11-23T03:05:00Z', failed: null, reason: '', problem: null, answer: null, again: null },
    { name: 'open_meteo', answered: '2026-11-23T03:30:00Z', failed: null, reason: '', problem: null, answer: null, again: null },
  ],
  sources: feeds.map(source).map((each) => (state === 'offline' && each.status !== 'gone' ? { ...each, status: 'failed', problem: 'connectivity', answer: null, pace: 'connectivity', skipped: null } : each)),
});

export const refreshed = (feed: Feed): Outcome => ({ feed: feed.id, url: feed.url, status: feed.paused ? 'skipped' : 'not_modified', reason: '', next_check: feed.next_check });

export const explained = (feed: Feed): string =>
  `${feed.title}\n${feed.url}\n\nAs of 2026-11-23T03:39:00Z (all times UTC).\nUser-Agent: ${AGENT}\nRequests: GET only; no cookies, no referrer, no added parameters, no identification of the reader.\n\nAnswers so far:\n  asked 24 times\n`;
