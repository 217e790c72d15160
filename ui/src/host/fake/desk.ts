/** The fake host's sources, rates, weather and settings. */
import type { CatalogueEntry } from '../../api/wire/CatalogueEntry';
import type { City } from '../../api/wire/City';
import type { Feed } from '../../api/wire/Feed';
import type { Converted } from '../../api/wire/Converted';
import type { RateSeries } from '../../api/wire/RateSeries';
import type { Rates } from '../../api/wire/Rates';
import type { Rescued } from '../../api/wire/Rescued';
import type { Settings } from '../../api/wire/Settings';
import type { SyncState } from '../../api/wire/SyncState';
import type { Weather } from '../../api/wire/Weather';
import { NOW } from './articles';

const feed = (id: string, title: string, folder: string, rest: Partial<Feed> = {}): Feed => ({
  id, title, folder, url: `https://${id}.example.kz/news.rss`, kind: 'feed', language: 'ru', unread: 0, paused: false, proxy: '', weight: 'usual', bell: 'important', reach: 'everything', last_check: '2026-11-23T03:34:00Z',
  next_check: '2026-11-23T04:20:00Z', status: 'fetched', reason: '', failures: 0, layout_changed: false, site_url: `https://${id}.example.kz/`, favicon: null, login: null, ...rest,
});

export const feeds = (): Feed[] => [
  feed('f1', 'Степной вестник', 'Казахстан'),
  feed('f2', 'Алатау сегодня', 'Казахстан', { status: 'not_modified', bell: 'all' }),
  feed('f3', 'Дала ньюс', 'Казахстан'),
  feed('f7', 'Дала жаршысы', 'Казахстан', { language: 'kk' }),
  feed('f4', 'Каспий и Арал', 'Казахстан', { status: 'failed', failures: 3, reason: 'f4.example.kz did not answer in time. It may be busy; Qazet tries again later.' }),
  feed('f5', 'Тенге и рынок', 'Экономика'),
  feed('f6', 'Станция', 'Экономика', { paused: true }),
  feed('f8', 'The Steppe Herald', '', { language: 'en' }),
  feed('f9', 'Книжная полка', '', { status: 'gone', reason: 'The feed is gone (410). Qazet stopped asking; look for a new address on its site.' }),
  feed('f10', 'Восточный телеграф', 'Мир', { status: 'skipped', reason: 'The site asks to wait 30 minutes (Retry-After).' }),
  feed('f11', 'Звук', 'Мир', { status: 'failed', failures: 1, reason: 'f11.example.kz does not answer. It may be down; Qazet tries again later.' }),
  feed('f12', 'Городские хроники', 'Мир'),
];

/** One of as many sources as are wanted; every seventh is in trouble. */
export const numbered = (i: number): Feed => feed(`n${i}`, `Районная газета № ${i + 1}`, `Область ${Math.floor(i / 200) + 1}`, i % 7 === 3 ? { status: 'failed', failures: i % 5, reason: 'It did not answer in time.' } : {});

export const settings = (language: string): Settings => ({
  language, theme: 'system', reading: { face: 'serif', size: 18, line: 162, width: 640, still: false }, keys: '', read_when: 'opened', unread_numbers: true, density: 'regular', city: 'almaty', cities: ['almaty', 'astana'], units: { temperature: 'celsius', wind: 'ms', pressure: 'hpa' }, weather_watches: [], currencies: ['USD', 'EUR', 'RUB', 'CNY'], rate_base: 'KZT', rate_watches: [], interval_minutes: 60, automatic: true, always_metered: false, metered: 'headlines', battery_saver: 'headlines', close_to_tray: true, close_minimises: false, start_at_login: false, start_hidden: false, safe_graphics: false, notices: { on: true, quiet: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '23:00', to: '07:00' }], cap: 7, gap: 10, urgent_passes: false }, retention: { texts: { days: 90, megabytes: 0 }, pictures: { days: 90, megabytes: 2000 }, photo_reports: { days: 90, megabytes: 2000 } }, picture_size: 1600, proxy: '',
});

export const rescued: Rescued = {
  at: NOW, aside: 'library.damaged-2026-11-23.sqlite', backup: 'backups/2026-11-22.sqlite.zst', whole: false, feeds: 12, marked: 340, articles: 5120,
  message: 'The library was damaged and has been rebuilt.',
};

const rate = (code: string, value: string, change: string | null, direction: string, quantity = 1) => ({ code, value, quantity, change, direction, date: '2026-11-23', provider: 'nbk' });
const known = [
  rate('USD', '507.32', '1.14', 'up'), rate('EUR', '588.1', '-0.86', 'down'), rate('RUB', '6.21', '0', 'unchanged'), rate('CNY', '71.44', '0.09', 'up'),
  rate('GBP', '668.4', '2.05', 'up'), rate('KGS', '5.8', null, 'unknown'), rate('UZS', '41.92', '-0.11', 'down', 100),
];

export const rates = (codes: string[]): Rates => ({
  base: 'KZT', as_of: '2026-11-23T03:05:00Z', age_s: 2040, rates: codes.flatMap((code) => known.find((each) => each.code === code) ?? []), reason: '', problem: null, answer: null,
});

/** Three weeks that go up and down a little, Sundays and Mondays left out. */
export function rateSeries(code: string, days: number): RateSeries | null {
  const rate = known.find((each) => each.code === code);
  if (!rate) return null;
  const points = Array.from({ length: Math.min(days, 400) }, (_, i) => new Date(Date.UTC(2026, 10, 23 - i)))
    .filter((date) => date.getUTCDay() > 1)
    .map((date, i) => ({ date: date.toISOString().slice(0, 10), value: (Number(rate.value) * (1 + Math.sin(i / 5) / 50)).toFixed(2), provider: 'nbk' }))
    .reverse();
  const sorted = points.toSorted((one, other) => Number(one.value) - Number(other.value));
  return { base: 'KZT', code, quantity: rate.quantity, points, highest: sorted.at(-1) ?? null, lowest: sorted[0] ?? null };
}

export const converted = (amount: string, from: string, to: string): Converted | null => {
  const price = (code: string) => (code === 'KZT' ? 1 : Number(known.find((each) => each.code === code)?.value));
  const each = price(from) / price(to);
  return Number.isNaN(each) ? null : { amount, result: (Number(amount) * each).toFixed(2), price: each.toFixed(4), date: '2026-11-23' };
};

export const cities: City[] = [
  { key: 'almaty', ru: 'Алматы', kk: 'Алматы', en: 'Almaty', region: '' }, { key: 'astana', ru: 'Астана', kk: 'Астана', en: 'Astana', region: '' },
  { key: 'shymkent', ru: 'Шымкент', kk: 'Шымкент', en: 'Shymkent', region: '' }, { key: 'oskemen', ru: 'Усть-Каменогорск', kk: 'Өскемен', en: 'Oskemen', region: '' },
  { key: 'atyrau', ru: 'Атырау', kk: 'Атырау', en: 'Atyrau', region: '' }, { key: 'karaganda', ru: 'Караганда', kk: 'Қарағанды', en: 'Karaganda', region: '' },
];

/** Those that only a search finds. */
export const elsewhere: City[] = [{ key: 'geonames:2950159', ru: 'Берлин', kk: 'Берлин', en: 'Berlin', region: 'Deutschland' }];

export function weather(key: string): Weather {
  const curve = [-3, -3, -2, 0, 1, 2, 2, 2, 1, -1, -2, -3, -4, -5, -5, -6, -6, -7, -7, -7, -6, -5, -3, -1];
  const wet = [0, 0, 0, 0, 0, 0, 0, 4, 12, 25, 40, 55, 70, 75, 70, 60, 45, 30, 18, 8, 0, 0, 0, 0];
  return {
    city: [...cities, ...elsewhere].find((city) => city.key === key) ?? (cities[0] as City), as_of: '2026-11-23T03:30:00Z', age_s: 540, provider: 'open_meteo', local_time: '2026-11-23T08:39',
    current: {
      time: '2026-11-23T08:30', temperature: -3.2, feels_like: -7.1, humidity: 84, pressure: 1032.4, wind_speed: 1.2, wind_gusts: 3.4, wind_direction: 45, precipitation: 0, code: 45, is_day: true,
    },
    hourly: curve.map((temperature, i) => ({
      time: `2026-11-${i < 15 ? 23 : 24}T${String((9 + i) % 24).padStart(2, '0')}:00`, temperature, feels_like: temperature - 3, precipitation_probability: wet[i] ?? 0, precipitation: 0, wind_speed: 2, wind_gusts: 4, wind_direction: 90,
      code: [45, 0, 2, 3, 71][Math.floor(i / 5)] ?? 3, is_day: i < 9 || i > 22,
    })),
    daily: [[-7, 2, 45], [-9, -1, 71], [-14, -6, 73], [-18, -11, 0], [-17, -8, 0], [-13, -4, 1], [-9, 0, 2]].map(([low = 0, high = 0, code = 0], i) => ({
      date: `2026-11-${23 + i}`, code, low, high, precipitation_probability: [10, 75, 80, 0, 5, 20, 35][i] ?? 0, sunrise: '2026-11-23T07:54', sunset: '2026-11-23T17:12',
    })),
    air_quality: { time: '2026-11-23T08:00', us_aqi: 156, pm10: 88, pm2_5: 64, as_of: '2026-11-23T03:30:00Z' }, doubtful: [], reason: '', problem: null, answer: null,
  };
}

export const syncState = (): SyncState => ({
  running: false, progress: null, stopped: false, queued: 0, last: '2026-11-23T03:34:00Z', next: '2026-11-23T04:20:00Z', offline: false, offline_since: null,
  report: {
    sources: 12, fetched: 7, not_modified: 1, skipped: 1, failed: 1, gone: 1, articles_new: 7, articles_updated: 2, bytes: 6_200_000, seconds: 9.4, stopped: false,
    outcomes: feeds().map((each) => ({ feed: each.id, url: each.url, status: each.status ?? 'skipped', reason: each.reason, next_check: each.next_check })),
  },
});

const entry = (title: string, language: string, topic: string, rest: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  title, language, topic, url: `https://${encodeURIComponent(title)}.example.kz/`, kind: 'feed', default: false, subscribed: false, ...rest,
});

export const catalogue: CatalogueEntry[] = [
  entry('Степной вестник', 'ru', 'kazakhstan', { default: true }), entry('Алатау сегодня', 'ru', 'kazakhstan', { default: true }), entry('Тенге и рынок', 'ru', 'business', { default: true }),
  entry('Космодром', 'ru', 'science'), entry('Городские хроники', 'ru', 'culture', { kind: 'site' }), entry('Дала жаршысы', 'kk', 'kazakhstan', { default: true }),
  entry('Алатау бүгін', 'kk', 'kazakhstan', { default: true }), entry('Теңге және нарық', 'kk', 'business'), entry('Ғарыш айлағы', 'kk', 'science'),
  entry('The Steppe Herald', 'en', 'kazakhstan', { default: true }), entry('Caspian Wire', 'en', 'world', { default: true }), entry('The Harbour', 'en', 'business', { subscribed: true }),
];

export { NOW };
