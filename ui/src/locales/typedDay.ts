/** Days as they are typed: the browser's own field would speak the system's language, not that of the interface. */
import type { Messages } from './messages';

/** So many letters tell the months apart, whatever their case. */
const LETTERS = 3;

/**
 * The day, `YYYY-MM-DD`, of `20.11.2026`, `20/11/26`, `20 November`, `2026-11-20`; null where there is no such day, or where it is still to come.
 * Without a year it is the last such day up to `today`.
 */
export function typedDay(messages: Messages, text: string, today: string): string | null {
  const parts = text.trim().toLowerCase().split(/[\s.,/-]+/).filter((part) => part !== '');
  if (/^\d{4}$/.test(parts[0] ?? '')) parts.reverse();
  const [day = '', month = '', year = '', ...more] = parts;
  if (!/^\d{1,2}$/.test(day) || more.length > 0) return null;
  const number = /^\d{1,2}$/.test(month) ? Number(month) : named(messages, month);
  if (number === null) return null;
  if (year !== '') return existing(fullYear(year), number, Number(day), today);
  const thisYear = Number(today.slice(0, 4));
  return existing(thisYear, number, Number(day), today) ?? existing(thisYear - 1, number, Number(day), today);
}

/** `20.11.2026`, as {@link typedDay} reads it. */
export function typeable(date: string): string {
  return date.split('-').reverse().join('.');
}

function named(messages: Messages, word: string): number | null {
  if (word.length < LETTERS) return null;
  const found = Object.entries(messages.time.months).find(([, name]) => name.toLowerCase().startsWith(word.slice(0, LETTERS)));
  return found ? Number(found[0]) : null;
}

function fullYear(year: string): number {
  if (/^\d\d$/.test(year)) return 2000 + Number(year);
  return /^\d{4}$/.test(year) ? Number(year) : NaN;
}

function existing(year: number, month: number, day: number, today: string): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  // The 31st of a short month would be the 1st of the next.
  if (Number.isNaN(at.getTime()) || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  const date = at.toISOString().slice(0, 10);
  return date <= today ? date : null;
}
