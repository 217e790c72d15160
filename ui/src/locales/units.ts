/** Weather in the reader's units. It comes in °C, m/s and hPa; drawings and words are made of what this gives. */
import type { Units } from '../api/wire/Units';
import type { Weather } from '../api/wire/Weather';
import type { Language } from './language';
import type { Messages } from './messages';

const NBSP = '\u00a0';
const MINUS = '\u2212';
const MMHG_PER_HPA = 0.750062;
const DEGREES = ['temperature', 'feels_like'];
const WIND: Record<string, number> = { ms: 1, kmh: 3.6, mph: 2.236936 };

/** The same weather with its temperatures in the reader's unit. */
export function inUnits(weather: Weather | null, units: Units | undefined): Weather | null {
  if (weather === null || units?.temperature !== 'fahrenheit') return weather;
  const of = (celsius: number | null) => (celsius === null ? null : celsius * 1.8 + 32);
  const { current, hourly, daily, doubtful } = weather;
  return {
    ...weather,
    current: current && { ...current, temperature: of(current.temperature), feels_like: of(current.feels_like) },
    hourly: hourly.map((hour) => ({ ...hour, temperature: of(hour.temperature), feels_like: of(hour.feels_like) })),
    daily: daily.map((day) => ({ ...day, high: of(day.high), low: of(day.low) })),
    doubtful: doubtful.map((doubt) => (DEGREES.includes(doubt.measure) ? { ...doubt, value: of(doubt.value) ?? doubt.value } : doubt)),
  };
}

const windFactor = (units: Units | undefined): number => WIND[units?.wind ?? 'ms'] ?? 1;

/** A speed of wind without its unit: `4`. */
export const windNumber = (units: Units | undefined, metres: number): string => String(Math.round(metres * windFactor(units)));

/** m/s of a speed in the reader's unit. */
export const windMetres = (units: Units | undefined, speed: number): number => speed / windFactor(units);

/** The reader's unit of wind: `m/s`. */
export function windName(t: Messages, units: Units | undefined): string {
  const names: Record<string, string> = { ms: t.places.ms, kmh: t.places.kmh, mph: t.places.mph };
  return names[units?.wind ?? 'ms'] ?? t.places.ms;
}

/** A speed of wind: `4 m/s`. */
export const wind = (t: Messages, units: Units | undefined, metres: number): string => `${windNumber(units, metres)}${NBSP}${windName(t, units)}`;

/** A pressure in the reader's unit, and in the other one. */
export function pressure(t: Messages, units: Units | undefined, hectopascals: number): [string, string] {
  const both: [string, string] = [`${Math.round(hectopascals)}${NBSP}${t.places.hpa}`, `${Math.round(hectopascals * MMHG_PER_HPA)}${NBSP}${t.places.mmhg}`];
  return units?.pressure === 'mmhg' ? [both[1], both[0]] : both;
}

/** What is held back, in words: `temperature −340; pressure 103.1`. Of each measure once. */
export function doubtWords(t: Messages, language: Language, weather: Weather): string {
  const names: Record<string, string> = t.places.measures;
  const measures = [...new Set(weather.doubtful.map((doubt) => doubt.measure))];
  return measures
    .map((measure) => {
      const value = weather.doubtful.find((doubt) => doubt.measure === measure)?.value ?? 0;
      const number = String(Math.round(value * 10) / 10).replace('-', MINUS);
      return `${names[measure] ?? measure} ${language === 'en' ? number : number.replace('.', ',')}`;
    })
    .join('; ');
}
