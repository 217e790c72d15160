/** When data is old enough to say so, and the names of where it comes from. */
import type { Library } from '../api/wire/Library';
import type { Progress } from '../api/wire/Progress';
import type { SyncReport } from '../api/wire/SyncReport';
import type { SyncState } from '../api/wire/SyncState';
import type { Language, Messages } from '../locales';
import { bytes } from '../locales/numbers';

/** The National Bank publishes once a day; after a day and a half a publication was missed, weekends apart. */
export const RATES_STALE_S = 36 * 3600;
/** A forecast is asked for every hour. */
export const WEATHER_STALE_S = 3 * 3600;
/** After two days "now" is nobody's weather; only the days ahead still tell something. */
export const WEATHER_TOO_OLD_S = 48 * 3600;

/** When the paper was last brought up to date: by the last sync, or before this run by any look at a source. */
export function lastUpdate(sync: SyncState | null, library: Library | null): string | null {
  if (sync?.last) return sync.last;
  const checks = (library?.feeds ?? []).flatMap((feed) => feed.last_check ?? []);
  return checks.sort((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null;
}

export type Freshness = 'running' | 'offline' | 'stopped' | 'unanswered' | 'fresh' | 'never';

/** How it stands with the paper. `last` as from {@link lastUpdate}. */
export function freshnessOf(sync: SyncState | null, last: string | null): Freshness {
  if (sync?.running) return 'running';
  if (sync?.offline) return 'offline';
  if (sync?.stopped) return 'stopped';
  if (sync?.report && hasNoAnswer(sync.report)) return 'unanswered';
  return last === null ? 'never' : 'fresh';
}

/** How it stands, in words; `fresh` is what is said where all is well. */
export function freshnessWords(t: Messages, state: Freshness, fresh: string): string {
  switch (state) {
    case 'running':
      return t.sync.running;
    case 'offline':
      return t.sync.offline;
    case 'stopped':
      return t.sync.stopped;
    case 'unanswered':
      return t.sync.unanswered;
    case 'never':
      return t.sync.never;
    case 'fresh':
      return fresh;
  }
}

/** What a sync and the packing of an edition go through. */
export const STEPS = ['sync', 'texts', 'pictures'] as const;

/** What is done just now; also where a newer core has a step that is not known here. */
export function stepOf(progress: Progress | null): (typeof STEPS)[number] {
  return STEPS.find((each) => each === progress?.step) ?? 'sync';
}

/** How far a sync or its queue is: "12 of 40 · 3.4 MB". */
export function progressLine(t: Messages, language: Language, progress: Progress): string {
  const { done, of } = progress;
  const step = stepOf(progress);
  const count = of > 0 ? t.edition.progress({ done, of }) : '';
  const named = count && step !== 'sync' ? `${t.edition.steps[step]}: ${count}` : count;
  return [named, progress.bytes > 0 ? bytes(language, progress.bytes) : ''].filter(Boolean).join(' · ');
}

/** Sites were asked, and not one answered. */
export function hasNoAnswer(report: SyncReport): boolean {
  return report.failed > 0 && report.fetched + report.not_modified + report.gone === 0;
}

export function secondsSince(time: string | null, now: string): number | null {
  return time === null ? null : Math.max(0, (Date.parse(now) - Date.parse(time)) / 1000);
}

export function providerName(t: Messages, provider: string): string {
  const names: Record<string, string> = { nbk: t.rates.nbk, cbr: t.rates.cbr, ecb: t.rates.ecb, frankfurter: t.rates.frankfurter };
  return names[provider] ?? provider;
}

export function directionWord(t: Messages, direction: string): string {
  const words: Record<string, string> = { up: t.rates.up, down: t.rates.down, unchanged: t.rates.unchanged };
  return words[direction] ?? t.rates.unknown;
}
