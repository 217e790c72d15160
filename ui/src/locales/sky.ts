/** WMO weather codes (WMO 4677, the subset Open-Meteo gives) as words and drawings, and the air's five steps. */
import type { Messages } from './messages';

export type Sky = keyof Messages['weather']['codes'];
export type SkyIcon = 'sun' | 'moon' | 'partly' | 'partly_night' | 'cloud' | 'fog' | 'drizzle' | 'rain' | 'snow' | 'storm';

const codes: Record<number, [Sky, SkyIcon]> = {
  0: ['clear', 'sun'],
  1: ['mostly_clear', 'partly'],
  2: ['partly', 'partly'],
  3: ['overcast', 'cloud'],
  45: ['fog', 'fog'],
  48: ['rime', 'fog'],
  51: ['drizzle', 'drizzle'],
  53: ['drizzle', 'drizzle'],
  55: ['drizzle', 'drizzle'],
  56: ['freezing_drizzle', 'drizzle'],
  57: ['freezing_drizzle', 'drizzle'],
  61: ['light_rain', 'rain'],
  63: ['rain', 'rain'],
  65: ['heavy_rain', 'rain'],
  66: ['freezing_rain', 'rain'],
  67: ['freezing_rain', 'rain'],
  71: ['light_snow', 'snow'],
  73: ['snow', 'snow'],
  75: ['heavy_snow', 'snow'],
  77: ['grains', 'snow'],
  80: ['showers', 'rain'],
  81: ['showers', 'rain'],
  82: ['heavy_showers', 'rain'],
  85: ['snow_showers', 'snow'],
  86: ['snow_showers', 'snow'],
  95: ['storm', 'storm'],
  96: ['hail', 'storm'],
  99: ['hail', 'storm'],
};

/** Words for a code; a code nobody knows says so. */
export function skyWords(messages: Messages, code: number | null): string {
  return messages.weather.codes[code === null ? 'unknown' : (codes[code]?.[0] ?? 'unknown')];
}

/** The drawing for a code; a clear night has a moon. */
export function skyIcon(code: number | null, isDay: boolean | null): SkyIcon {
  const icon = code === null ? 'cloud' : (codes[code]?.[1] ?? 'cloud');
  if (isDay !== false) return icon;
  if (icon === 'sun') return 'moon';
  return icon === 'partly' ? 'partly_night' : icon;
}

/** Where each step of the US index ends; what is above 200 is one step here, up to the index's own end. */
const AIR_ENDS = [50, 100, 150, 200, 500] as const;

/** Step of the US index, 1 (good) to 5 (hazardous). */
export function airStep(index: number): 1 | 2 | 3 | 4 | 5 {
  const at = AIR_ENDS.findIndex((end) => index <= end);
  return (at === -1 ? AIR_ENDS.length : at + 1) as 1 | 2 | 3 | 4 | 5;
}

/** How far the index is through its step, from 0 to 1. */
export function airShare(index: number): number {
  const step = airStep(index);
  const [from, to] = [AIR_ENDS[step - 2] ?? 0, AIR_ENDS[step - 1] ?? index];
  return Math.min(1, Math.max(0, (index - from) / (to - from)));
}
