/** What the chart of the hours ahead is made of, without anything drawn. */
import type { Hour } from '../api/wire/Hour';
import type { Units } from '../api/wire/Units';
import type { Messages } from '../locales';
import { degrees, percent } from '../locales/numbers';
import type { Language } from '../locales';
import { skyWords } from '../locales/sky';
import { wind } from '../locales/units';
import { plainClock } from '../locales/time';

/** The share of the height that is the line's; the bars stand below it, and where there are none it is all the line's. */
const LINE_SHARE = 0.64;
const BARS_SHARE = 0.26;
/** Grid lines stand at whole fives; where those would be more than this, at whole tens. */
const MOST_LINES = 5;
/** So many degrees that it feels like are worth a word. */
const FELT = 3;

export interface HourScales {
  /** Grid lines: whole fives or tens around what there is, from the lowest up. */
  grid: number[];
  /** What the plot's foot and head stand for, in degrees. */
  degrees: [number, number];
  /** The same in per cent of precipitation. */
  chance: [number, number];
}

/** The scales of `hours`; `null` where too little is known to draw a line. */
export function hourScales(hours: readonly Hour[]): HourScales | null {
  const known = temperatures(hours);
  if (known.length < 2) return null;
  const all = [...known, ...hours.flatMap(({ feels_like: felt }) => felt ?? [])];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const step = Math.ceil(highest / 5) - Math.floor(lowest / 5) < MOST_LINES ? 5 : 10;
  const low = Math.floor(lowest / step) * step;
  const high = Math.max(low + step, Math.ceil(highest / step) * step);
  const whole = (high - low) / (isChanceKnown(hours) ? LINE_SHARE : 1);
  return {
    grid: Array.from({ length: (high - low) / step + 1 }, (_, i) => low + i * step),
    degrees: [high - whole, high],
    chance: [0, 100 / BARS_SHARE],
  };
}

/** The hours whose temperature is written on the line: the first, the warmest, the coldest, the last; at least `apart` hours apart. */
export function namedHours(hours: readonly Hour[], apart: number): number[] {
  const known = hours.flatMap((hour, i) => (hour.temperature === null ? [] : [i]));
  const at = (i: number) => hours[i]?.temperature ?? 0;
  const warmest = known.reduce((best, i) => (at(i) > at(best) ? i : best), known[0] ?? 0);
  const coldest = known.reduce((best, i) => (at(i) < at(best) ? i : best), known[0] ?? 0);
  const named: number[] = [];
  // Labels that would touch give way to the ones before them.
  for (const i of [known[0], warmest, coldest, known.at(-1)]) {
    if (i !== undefined && named.every((other) => Math.abs(other - i) >= apart)) named.push(i);
  }
  return named.sort((a, b) => a - b);
}

/** Whether of any of the hours the chance of precipitation is known. */
export const isChanceKnown = (hours: readonly Hour[]): boolean => hours.some((hour) => hour.precipitation_probability !== null);

/** What is drawn of them, in words. */
export function drawnWords(t: Messages, hours: readonly Hour[]): string {
  const { temperature, felt, chance } = t.weather.drawn;
  return [temperature, ...(hours.some((hour) => hour.feels_like !== null) ? [felt] : []), ...(isChanceKnown(hours) ? [chance] : [])].join(', ');
}

/** The hour whose chance is written over its bar: of the first run of the highest the middle one; `null` where nothing is to fall. */
export function likeliestHour(hours: readonly Hour[]): number | null {
  const chances = hours.map((hour) => hour.precipitation_probability ?? 0);
  const highest = Math.max(0, ...chances);
  if (Math.round(highest) === 0) return null;
  const first = chances.indexOf(highest);
  const after = chances.findIndex((chance, i) => i > first && chance !== highest);
  return Math.floor((first + (after === -1 ? chances.length : after) - 1) / 2);
}

/** One hour in words: `15:00, 2°, clear, precipitation 20%`. */
export function hourWords(t: Messages, language: Language, hour: Hour, units?: Units): string {
  const parts = [plainClock(hour.time)];
  if (hour.temperature !== null) parts.push(degrees(hour.temperature));
  if (hour.temperature !== null && hour.feels_like !== null && Math.abs(hour.feels_like - hour.temperature) >= FELT) parts.push(t.weather.feels({ degrees: degrees(hour.feels_like) }));
  parts.push(skyWords(t, hour.code).toLocaleLowerCase(language));
  if (hour.precipitation_probability !== null) parts.push(t.weather.chance({ percent: percent(language, hour.precipitation_probability) }));
  if (hour.wind_speed !== null) parts.push(`${t.weather.wind.toLocaleLowerCase(language)} ${wind(t, units, hour.wind_speed)}`);
  return parts.join(', ');
}

function temperatures(hours: readonly Hour[]): number[] {
  return hours.flatMap((hour) => (hour.temperature === null ? [] : [hour.temperature]));
}
