/** Numbers as a newspaper sets them: grouped, with a comma or point, a real minus, and money never through a float. */
import type { Language } from './language';

const NBSP = '\u00a0';
const MINUS = '\u2212';

// Kazakh sets numbers as Russian does; asking Intl for `kk` would depend on the webview's data.
const marks: Record<Language, { group: string; decimal: string }> = {
  en: { group: ',', decimal: '.' },
  ru: { group: NBSP, decimal: ',' },
  kk: { group: NBSP, decimal: ',' },
};

/** A whole number: `18 420`. Four digits stay together where a space groups (`4500`). */
export function number(language: Language, value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = language !== 'en' && digits.length < 5 ? digits : group(digits, marks[language].group);
  return value < 0 ? MINUS + grouped : grouped;
}

const units: Record<Language, [string, string, string, string]> = {
  en: ['B', 'kB', 'MB', 'GB'],
  ru: ['Б', 'КБ', 'МБ', 'ГБ'],
  kk: ['Б', 'КБ', 'МБ', 'ГБ'],
};

/** A count of bytes, in steps of a thousand: `412 kB`, `6.2 MB`. */
export function bytes(language: Language, count: number): string {
  let [value, step] = [count, 0];
  while (value >= 999.5 && step < 3) [value, step] = [value / 1000, step + 1];
  const text = step === 0 || value >= 9.95 ? number(language, value) : value.toFixed(1).replace('.', marks[language].decimal);
  return `${text}${NBSP}${units[language][step] ?? ''}`;
}

/** A decimal string as published (`507.32`), with at least two digits after the point; other text comes back as it is. */
export function money(language: Language, value: string): string {
  return decimal(language, value, 2);
}

/** A decimal string with at least `places` digits after the point; other text comes back as it is. */
export function decimal(language: Language, value: string, places = 0): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!parts) return value;
  const [, sign, whole = '0', fraction = ''] = parts;
  const { decimal: point, group: mark } = marks[language];
  const digits = fraction.padEnd(places, '0');
  return (sign ? MINUS : '') + group(whole, mark) + (digits === '' ? '' : point + digits);
}

/** A change with its sign: `+1,14`, `−0,86`, `0,00`. */
export function signedMoney(language: Language, value: string): string {
  const text = money(language, value);
  const isPositive = /[1-9]/.test(value) && !value.trim().startsWith('-');
  const isZero = !/[1-9]/.test(value);
  if (isZero) return text.replace(MINUS, '');
  return isPositive ? `+${text}` : text;
}

/** Degrees, rounded: `−3°`, never `−0°`. */
export function degrees(value: number): string {
  // Halves go away from zero, as the core's do: the tray and the window say the same of -2.5.
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return rounded < 0 ? `${MINUS}${-rounded}°` : `${Math.abs(rounded)}°`;
}

/** `84 %` where a space belongs, `84%` in English. */
export function percent(language: Language, value: number): string {
  return language === 'en' ? `${Math.round(value)}%` : `${Math.round(value)}${NBSP}%`;
}

/** How much something grew or fell, in per cent with two digits: `+0,55\u00a0%`, `−1.20%`. */
export function signedPercent(language: Language, value: number): string {
  return signedMoney(language, value.toFixed(2)) + (language === 'en' ? '%' : `${NBSP}%`);
}

function group(digits: string, mark: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, mark);
}
