/**
 * Times as the reader says them. Month and day names come from the catalogues: Chromium says it supports `kk` and then
 * writes `M11 23` and `-5 min`.
 */
import type { Messages } from './messages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment's parts on a wall clock. `month` counts from 1, `weekday` from Sunday 0. */
export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

/** Whether the system tells times by twelve hours. It is its habit and not that of a language: Russian and Kazakh write AM and PM too then. */
let habit = '';
/** Known once a time has been told: the first sight of the window tells none, and `Intl` takes long to begin. */
let byTwelve: boolean | null = null;

/** From now on times are told as in `locale` (BCP 47); by 24 hours where it is empty or no locale. */
export function tellTimesAs(locale: string) {
  [habit, byTwelve] = [locale, null];
}

function tellsByTwelve(locale: string): boolean {
  if (locale === '') return false;
  try {
    return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
  } catch (thrown) {
    // A system may name what is no language; then its habit is not known.
    if (!(thrown instanceof RangeError)) throw thrown;
    return false;
  }
}

/** The days of a week in the system's order, Sunday 7; from Monday where its locale says nothing of it. */
export function weekdaysInOrder(): number[] {
  const first = firstWeekday(habit);
  return Array.from({ length: 7 }, (_, i) => ((first - 1 + i) % 7) + 1);
}

/** Older engines have the week as a property (ECMA-402, Intl Locale Info); TypeScript knows neither form yet. */
type Weeks = Partial<{ getWeekInfo(): { firstDay: number }; weekInfo: { firstDay: number } }>;

function firstWeekday(locale: string): number {
  if (locale === '') return 1;
  try {
    const weeks = new Intl.Locale(locale) as Weeks;
    return (weeks.getWeekInfo?.() ?? weeks.weekInfo)?.firstDay ?? 1;
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return 1;
  }
}

/** A webview's table of zones may be older than the system's: Almaty's clocks went back in 2024, and some webviews do not know yet. */
let behind = { ms: 0, since: -Infinity };

/** From now on the reader's clocks are `seconds` ahead of UTC for all times from `since` on, whatever the webview says. `now` is a time of these. */
export function setClocksBy(seconds: number, since: string | null, now: string) {
  const own = -new Date(now).getTimezoneOffset() * MINUTE;
  behind = { ms: seconds * 1000 - own, since: since === null ? -Infinity : Date.parse(since) };
}

/** The wall clock at `time` (ISO 8601) in the reader's zone, or in `zone`. */
export function wall(time: string, zone?: string): Wall {
  if (zone === undefined) return localWall(corrected(Date.parse(time)));
  const parts = clockIn(zone).formatToParts(new Date(time));
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const [year, month, day] = [part('year'), part('month'), part('day')];
  return { year, month, day, hour: part('hour'), minute: part('minute'), weekday: weekdayOf(year, month, day) };
}

function corrected(at: number): Date {
  return new Date(behind.ms !== 0 && at >= behind.since ? at + behind.ms : at);
}

/** The reader's own zone is asked for by every row of a list: `Date` tells it a hundred times faster than `Intl`. */
function localWall(date: Date): Wall {
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate(), hour: date.getHours(), minute: date.getMinutes(), weekday: date.getDay() };
}

/** `42 min`, `5 h`, and after a day the time of day: rows stand under their day. */
export function shortAge(messages: Messages, time: string, now: string): string {
  const age = Date.parse(now) - Date.parse(time);
  if (age < MINUTE) return messages.time.justNow;
  if (age < HOUR) return messages.time.shortMinutes({ count: Math.floor(age / MINUTE) });
  if (age < DAY) return messages.time.shortHours({ count: Math.floor(age / HOUR) });
  return clock(wall(time));
}

/** The same where no day stands above it: after a day the day, `21 November`. */
export function shortAgeOrDay(messages: Messages, time: string, now: string, zone?: string): string {
  return Date.parse(now) - Date.parse(time) < DAY ? shortAge(messages, time, now) : clockOrDay(messages, time, now, zone);
}

/** `5 minutes ago`. */
export function longAge(messages: Messages, time: string, now: string): string {
  return agoSeconds(messages, (Date.parse(now) - Date.parse(time)) / 1000);
}

/** `5 minutes ago`, from seconds. */
export function agoSeconds(messages: Messages, seconds: number): string {
  const age = seconds * 1000;
  if (age < MINUTE) return messages.time.justNow;
  if (age < HOUR) return messages.time.minutesAgo({ count: Math.floor(age / MINUTE) });
  if (age < DAY) return messages.time.hoursAgo({ count: Math.floor(age / HOUR) });
  return messages.time.daysAgo({ count: Math.floor(age / DAY) });
}

/** When something is to come: `in 5 minutes`, after a day `24 November, 08:02`, and for what is due already a word. */
export function ahead(messages: Messages, time: string, now: string): string {
  const wait = Date.parse(time) - Date.parse(now);
  if (wait <= 0) return messages.time.soon;
  if (wait < HOUR) return messages.time.inMinutes({ count: Math.max(1, Math.round(wait / MINUTE)) });
  if (wait < DAY) return messages.time.inHours({ count: Math.round(wait / HOUR) });
  return dateTime(messages, time, now);
}

/** Which day a row stands under: a key that sorts and compares, `2026-11-23`. */
export function dayKey(time: string, zone?: string): string {
  const { year, month, day } = wall(time, zone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `Today, 23 November`; `Saturday, 21 November`; with the year when it is another one. */
export function dayHeading(messages: Messages, time: string, now: string, zone?: string): string {
  const then = wall(time, zone);
  const key = dayKey(time, zone);
  const name =
    key === dayKey(now, zone)
      ? messages.words.today
      : key === dayKey(new Date(Date.parse(now) - DAY).toISOString(), zone)
        ? messages.words.yesterday
        : (messages.time.weekdays[then.weekday] ?? '');
  return `${name}, ${dateOf(messages, then, now, zone)}`;
}

/** `Monday, 23 November`. */
export function fullDate(messages: Messages, time: string, zone?: string): string {
  const then = wall(time, zone);
  return `${messages.time.weekdays[then.weekday] ?? ''}, ${dateOf(messages, then, time, zone)}`;
}

/** `08:02` of the same day, else `21 November`. */
export function clockOrDay(messages: Messages, time: string, now: string, zone?: string): string {
  const then = wall(time, zone);
  return dayKey(time, zone) === dayKey(now, zone) ? clock(then) : dateOf(messages, then, now, zone);
}

/** `08:02` of the last 24 hours, `Sat` of the six days before, else `24 Nov`. */
export function clockOrWeekday(messages: Messages, time: string, now: string, zone?: string): string {
  const then = wall(time, zone);
  const age = Date.parse(now) - Date.parse(time);
  if (age < DAY) return clock(then);
  return age < 6 * DAY ? (messages.time.weekdaysShort[then.weekday] ?? '') : shortDate(messages, dayKey(time, zone));
}

/** `23 November, 08:02`. */
export function dateTime(messages: Messages, time: string, now: string, zone?: string): string {
  const then = wall(time, zone);
  return `${dateOf(messages, then, now, zone)}, ${clock(then)}`;
}

/** `23 November` for a plain date `YYYY-MM-DD`. */
export function plainDate(messages: Messages, date: string, now: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(date);
  if (!parts) return date;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return dateOf(messages, { year, month, day, hour: 0, minute: 0, weekday: weekdayOf(year, month, day) }, now);
}

/** `Tue, 24` for a plain date. */
export function shortDay(messages: Messages, date: string): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return `${messages.time.weekdaysShort[weekdayOf(year, month, day)] ?? ''}, ${day}`;
}

/** `24 Nov` for a plain date: three letters tell the months apart in all three languages. */
export function shortDate(messages: Messages, date: string): string {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  return `${day} ${(messages.time.months[month] ?? '').slice(0, 3)}`;
}

/** `08:02` of a local time without offset, `2026-11-23T08:02`. */
export function plainClock(time: string): string {
  const parts = /T(\d\d):(\d\d)/.exec(time);
  return parts ? clock({ hour: Number(parts[1]), minute: Number(parts[2]) }) : time;
}

/** A whole hour: `08:00`, or `8 AM` where that is the system's habit. */
export function plainHour(time: string): string {
  return plainClock(time).replace(/:00(?=\u00a0)/, '');
}

/** `08:02` in the reader's zone. */
export function clockOf(time: string): string {
  return clock(wall(time));
}

/**
 * The publisher's own time of publication with its offset: `23 November, 08:02` and `UTC+5`. Understands ISO 8601 and
 * RFC 5322 dates; anything else gives `published` in the reader's zone, without an offset.
 */
export function publisherTime(messages: Messages, text: string, published: string, now: string): { date: string; offset: string } {
  const own = isoWall(text.trim()) ?? rfcWall(text.trim());
  if (!own) return { date: dateTime(messages, published, now), offset: '' };
  const date = dateOf(messages, own.wall, now);
  return { date: own.hasTime ? `${date}, ${clock(own.wall)}` : date, offset: own.offset };
}

interface OwnTime {
  wall: Wall;
  hasTime: boolean;
  offset: string;
}

function isoWall(text: string): OwnTime | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, offset] = parts;
  return ownTime(Number(year), Number(month), Number(day), hour, minute, offset);
}

const RFC_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function rfcWall(text: string): OwnTime | null {
  const parts = /^(?:\w{3},\s*)?(\d{1,2})\s+(\w{3})\w*\s+(\d{4})\s+(\d\d):(\d\d)(?::\d\d)?\s*([+-]\d{4}|GMT|UTC|Z)?$/i.exec(text);
  if (!parts) return null;
  const [, day, name = '', year, hour, minute, offset] = parts;
  const month = RFC_MONTHS.indexOf(name.toLowerCase()) + 1;
  return month === 0 ? null : ownTime(Number(year), month, Number(day), hour, minute, offset);
}

function ownTime(year: number, month: number, day: number, hour?: string, minute?: string, offset?: string): OwnTime {
  return {
    wall: { year, month, day, hour: Number(hour ?? 0), minute: Number(minute ?? 0), weekday: weekdayOf(year, month, day) },
    hasTime: hour !== undefined,
    offset: hour !== undefined && offset ? offsetName(offset) : '',
  };
}

/** `UTC+5`, `UTC+5:30`, `UTC−3`, `UTC`. */
function offsetName(offset: string): string {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(offset);
  if (!parts) return 'UTC';
  const [, sign, hours, minutes] = parts;
  if (Number(hours) === 0 && Number(minutes) === 0) return 'UTC';
  return `UTC${sign === '-' ? '\u2212' : '+'}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

function dateOf(messages: Messages, then: Wall, now: string, zone?: string): string {
  const month = messages.time.months[then.month] ?? '';
  return then.year === wall(now, zone).year
    ? messages.time.dayMonth({ day: then.day, month })
    : messages.time.dayMonthYear({ day: then.day, month, year: String(then.year) });
}

function clock({ hour, minute }: { hour: number; minute: number }): string {
  if (!(byTwelve ??= tellsByTwelve(habit))) return `${two(hour)}:${two(minute)}`;
  return `${hour % 12 || 12}:${two(minute)}\u00a0${hour < 12 ? 'AM' : 'PM'}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** How long something plays: `4:05`, `1:02:03`. */
export function lasting(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
