/** The fake host's account of what happened between Qazet and the servers. */
import type { Feed } from '../../api/wire/Feed';
import type { Outcome } from '../../api/wire/Outcome';
import type { SourceActivity } from '../../api/wire/SourceActivity';
import type { SyncActivity } from '../../api/wire/SyncActivity';

function source(feed: Feed, place: number): SourceActivity {
  const well = feed.status === 'fetched' || feed.status === 'not_modified';
  const answers: Record<string, number> = { fetched: 200, not_modified: 304, gone: 410, skipped: 429 };
  return {
    feed: feed.id, title: feed.title, url: feed.url, kind: feed.kind, last_check: feed.last_check, answer: answers[feed.status ?? ''] ?? null, status: feed.status,
    reason: feed.reason, problem: well ? null : { gone: 'gone', skipped: 'rest' }[feed.status ?? ''] ?? 'timeout', failures: well ? 0 : 3,
    skipped: feed.paused ? 'paused by you' : feed.status === 'gone' ? 'its server said that it is gone for good; remove it, or add its new address' : null,
    next_check: feed.status === 'gone' || feed.paused ? null : feed.next_check, pace: well ? 'chosen' : 'backoff',
    rest: feed.status === 'skipped' ? { host: `${feed.id}.example.kz`, until: '2026-11-23T04:05:00Z', times: 2 } : null,
    etag: well ? `"${feed.id}-5f3a"` : null, last_modified: well ? 'Mon, 23 Nov 2026 03:20:11 GMT' : null,
    asked: 24 + place, whole: 6, not_modified: 18 + place, not_modified_share: (18 + place) / (24 + place), bytes_last: 18_244, bytes_total: 411_907,
    moving: place === 2 ? { to: 'https://dala.example.kz/feed', times: 2 } : null,
    moved: place === 4 ? { from: 'http://old.example.kz/rss', at: '2026-11-20T03:00:00Z' } : null,
    temporary_to: place === 5 ? 'https://cdn.example.kz/feed' : null, login: feed.login,
  };
}

export const syncActivity = (feeds: Feed[]): SyncActivity => ({
  user_agent: 'Qazet/0.1.0 (+https://github.com/qazet/qazet)', metered: false, battery_saver: false, reach: 'everything', sources: feeds.map(source),
});

export const refreshed = (feed: Feed): Outcome => ({ feed: feed.id, url: feed.url, status: 'not_modified', reason: '', next_check: feed.next_check });

export const explained = (feed: Feed): string => `${feed.title}\n${feed.url}\n\nUser-Agent: Qazet/0.1.0 (+https://github.com/qazet/qazet)\n`;
