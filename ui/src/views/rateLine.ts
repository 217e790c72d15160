/** What the line of a rate is made of, without anything drawn. Values become numbers here only to be drawn. */
import { extent } from 'd3-array';
import type { RatePoint } from '../api/wire/RatePoint';
import type { Messages } from '../locales';
import { money } from '../locales/numbers';
import type { Language } from '../locales';
import { plainDate, shortDate, shortDay } from '../locales/time';

/** The spans a line can be looked at over, in days. */
export const SPANS = [7, 30, 90, 365] as const;

const DAY_MS = 86_400_000;

/** The day as a number: one more a day, whatever the month. */
export const dayNumber = (date: string) => Date.parse(date) / DAY_MS;

/** Which of the days are named below a line that has room for `most` names: the newest, and back from it those that stand far enough apart. */
export function namedDays(points: readonly RatePoint[], most: number): number[] {
  const numbers = points.map((point) => dayNumber(point.date));
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const apart = (last - first) / Math.max(1, most);
  const named: number[] = [];
  for (const number of numbers.toReversed()) {
    if (named.length === 0 || (named[0] ?? 0) - number >= apart) named.unshift(number);
  }
  return named;
}

/** The lowest and the highest of `values`; a little room around them where all are the same. */
export function edges(values: readonly number[]): [number, number] {
  const [low = 0, high = 1] = extent(values);
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** One day in words: `20 November: 502.51`. */
export function pointWords(t: Messages, language: Language, now: string, point: RatePoint): string {
  return `${plainDate(t, point.date, now)}: ${money(language, point.value)}`;
}

/** The name of a day below the line: `Tue, 24` within a month, `24 Nov` beyond. */
export function dayName(t: Messages, number: number, days: number): string {
  const date = new Date(number * DAY_MS).toISOString().slice(0, 10);
  return days <= 30 ? shortDay(t, date) : shortDate(t, date);
}
