/** What the line of a rate is made of, without anything drawn. Values become numbers here to be drawn and compared; a price that is shown stays the text that was published. */
import { extent, mean, nice } from 'd3-array';
import type { RatePoint } from '../api/wire/RatePoint';
import type { Messages } from '../locales';
import { decimal, money } from '../locales/numbers';
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

/** The lowest and the highest of `values`; a little room around them where they are less than `least` apart, or the same. */
export function edges(values: readonly number[], least = 0): [number, number] {
  const [low = 0, high = 1] = extent(values);
  const room = (least - (high - low)) / 2;
  if (room > 0) return [low - room, high + room];
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** How many digits after the point the finest of them is published with. */
const placesOf = (points: readonly RatePoint[]): number => Math.max(0, ...points.map(({ value }) => value.split('.')[1]?.length ?? 0));

/** What the foot and the head of a line of at least one point stand for: about four grid lines, of which none lies between two prices. */
export function valueEdges(points: readonly RatePoint[]): [number, number] {
  const finest = 10 ** -placesOf(points);
  return nice(...edges(points.map(({ value }) => Number(value)), 4 * finest), 4);
}

/** One day in words: `20 November: 502.51`. */
export function pointWords(t: Messages, language: Language, now: string, point: RatePoint): string {
  return `${plainDate(t, point.date, now)}: ${money(language, point.value)}`;
}

/** The name of a day below the line: `Tue, 24` within a week, `24 Nov` beyond, where a weekday alone would not say which. */
export function dayName(t: Messages, number: number, days: number): string {
  const date = new Date(number * DAY_MS).toISOString().slice(0, 10);
  return days <= 7 ? shortDay(t, date) : shortDate(t, date);
}

/** The names beside the grid, which stands at `ticks`: each with as many digits after the point as their step needs, and no more. */
export function valueNames(language: Language, ticks: readonly number[]): string[] {
  const [first = 0, second = first + 1] = ticks;
  // A step is 1, 2 or 5 times a power of ten; what lies beside that is a float's.
  const places = Math.max(0, -Math.floor(Math.log10(second - first) + 1e-9));
  return ticks.map((at) => decimal(language, at.toFixed(places)));
}

/** What a rate did over its days. */
export interface Period {
  /** The day it is compared with. */
  since: string;
  /** In per cent. */
  percent: number;
  /** As a rate's. */
  direction: 'up' | 'down' | 'unchanged';
  /** The mean of the days that had a publication, with as many digits as they have. */
  mean: string;
}

/** What came of a rate from the first of `points` to the last; `null` where there are no two to compare. */
export function periodOf(points: readonly RatePoint[]): Period | null {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || first === undefined || last === undefined) return null;
  const values = points.map(({ value }) => Number(value));
  const [from, to] = [Number(first.value), Number(last.value)];
  if (from === 0) return null;
  const percent = (to / from - 1) * 100;
  // What reads as 0.00 % has no arrow.
  const shown = Number(percent.toFixed(2));
  return {
    since: first.date,
    percent,
    direction: shown > 0 ? 'up' : shown < 0 ? 'down' : 'unchanged',
    mean: (mean(values) ?? to).toFixed(placesOf(points)),
  };
}
