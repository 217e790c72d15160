import { describe, expect, test } from 'vitest';
import { variablesOf } from '../../build/messages';
import { LANGUAGES, loadMessages, saidOf, type Messages } from '.';
import { catalogue } from './catalogue';
import { catalogues, ftlOf } from './from_disk';
import { airShare, airStep, skyIcon, skyWords } from './sky';

type Leaf = [path: string, value: unknown];

function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

describe.each(LANGUAGES)('the catalogue %s', (language) => {
  test('says something everywhere, with a number as with words', () => {
    const all = variablesOf(ftlOf(language));
    for (const [path, value] of leaves(catalogues[language])) {
      const variables = Object.fromEntries([...(all.get(path.slice(1).replaceAll('.', '-')) ?? [])].map(([name, type]) => [name, type === 'number' ? 3 : 'words']));
      const said = typeof value === 'function' ? (value as (of: object) => string)(variables) : value;
      expect(said, path).toMatch(/\S/);
      expect(said, path).not.toMatch(/undefined|NaN|\[object|[{}]/);
    }
  });

  test('has twelve months, seven days, eight winds, five airs', () => {
    const { time, weather } = catalogues[language];
    const sizes = [time.months, time.weekdays, time.weekdaysShort, weather.directions, weather.aqiWords].map((list) => new Set(Object.values(list)).size);
    expect(sizes).toEqual([12, 7, 7, 8, 5]);
    expect([time.months[12], time.weekdays[0], weather.aqiWords[5]]).not.toContain(undefined);
  });
});

test('Russian keeps a preposition with its word, in what is said without a number too', () => {
  expect(catalogues.ru.edition.neverHint).toMatch(/и\u00a0свежее/);
});

describe('what is said with a number', () => {
  const { en, ru, kk } = catalogues;
  const said = (t: Messages, counts: number[]) => counts.map((count) => t.sidebar.articles({ count }).replaceAll('\u00a0', '_'));

  test('has the form that goes with it', () => {
    expect(said(en, [0, 1, 2])).toEqual(['0 articles', '1 article', '2 articles']);
    expect(said(ru, [0, 1, 2, 5, 11, 21, 22, 111, 112, 1.5])).toEqual(['0_статей', '1_статья', '2_статьи', '5_статей', '11_статей', '21_статья', '22_статьи', '111_статей', '112_статей', '2_статьи']);
    expect(said(kk, [0, 1, 5])).toEqual(['0_мақала', '1_мақала', '5_мақала']);
  });

  test('has its form beside a time too', () => {
    const fresh = [1, 2, 5, 21].map((count) => ru.front.fresh({ count, time: '09:00' }).replaceAll('\u00a0', ' '));
    expect(fresh).toEqual(['1 новая с 09:00', '2 новые с 09:00', '5 новых с 09:00', '21 новая с 09:00']);
    expect(ru.front.freshMore({ count: 60, time: '09:00' }).replaceAll('\u00a0', ' ')).toBe('60+ новых с 09:00');
  });

  test('is grouped as the language groups', () => {
    expect([said(en, [1204]), said(ru, [4500, 18_420]), said(kk, [18_420])].flat()).toEqual(['1,204 articles', '4500_статей', '18_420_статей', '18_420_мақала']);
  });

  test('may be bytes and percent', () => {
    expect(ru.edition.smaller({ came: 86_000_000, kept: 6_200_000, share: 93 }).replaceAll('\u00a0', '_')).toBe('Снимки пришли весом 86_МБ, занимают 6,2_МБ: на_93_% меньше.');
  });

  test('is said again when it was forgotten, and never mixed up with another', () => {
    for (let count = 0; count < 500; count++) expect(en.sidebar.chosen({ count })).toBe(`Chosen: ${count}`);
    expect([en.rates.history({ code: 'A', base: 'B' }), en.rates.history({ base: 'A', code: 'B' })]).toEqual(['A in B', 'B in A']);
  });

  test('stands free of hidden marks', () => {
    expect(en.sidebar.unfold({ name: 'Мир' })).toBe('Unfold Мир');
  });
});

test('a catalogue that says one thing twice is refused', () => {
  expect(() => catalogue('en', 'a-b = one\na-b = two')).toThrow('en.ftl says a-b twice');
});

test('the messages of a language are read once, and again after a failure', async () => {
  const served = globalThis.fetch;
  globalThis.fetch = async () => new Response('', { status: 500 });
  await expect(loadMessages('kk')).rejects.toThrow('kk.ftl answers 500');
  globalThis.fetch = served;
  const read = await loadMessages('kk');
  expect(read.views.today).toBe('Бүгін');
  expect(await loadMessages('kk')).toBe(read);
});

test('what comes from outside is said only where a message knows it', () => {
  const { currencies } = catalogues.en;
  expect([saidOf(currencies, 'USD'), saidOf(currencies, 'XXX'), saidOf(currencies, 'toString')]).toEqual(['US dollar', undefined, undefined]);
});

test('Russian and Kazakh texts are not English left behind', () => {
  const same = (language: 'ru' | 'kk') =>
    leaves(catalogues[language]).filter(([path, value]) => typeof value === 'string' && /[a-z]{3}/i.test(value) && !/[а-яё]/i.test(value) && path !== '').map(([path]) => path);
  const proper = ['.keys.names.enter', '.places.measures.air', '.places.names.met_norway', '.places.names.open_meteo', '.rates.frankfurter', '.weather.credit', '.weather.creditMet'];
  expect(same('ru').sort()).toEqual(proper);
  expect(same('kk').sort()).toEqual(proper);
});

describe('the sky', () => {
  test('every WMO code Open-Meteo gives has words and a drawing', () => {
    for (const code of [0, 1, 2, 3, 45, 48, 51, 53, 55, 56, 57, 61, 63, 65, 66, 67, 71, 73, 75, 77, 80, 81, 82, 85, 86, 95, 96, 99]) {
      expect(skyWords(catalogues.kk, code), String(code)).not.toBe(catalogues.kk.weather.codes.unknown);
    }
  });

  test('a code nobody knows says so', () => {
    expect(skyWords(catalogues.en, 42)).toBe('No description');
    expect(skyWords(catalogues.en, null)).toBe('No description');
  });

  test('a clear night has a moon', () => {
    expect([skyIcon(0, true), skyIcon(0, false), skyIcon(2, false), skyIcon(61, false), skyIcon(null, null)]).toEqual(['sun', 'moon', 'partly_night', 'rain', 'cloud']);
  });

  test('the air has five steps', () => {
    expect([0, 50, 51, 100, 150, 156, 200, 201, 480].map(airStep)).toEqual([1, 1, 2, 2, 3, 4, 4, 5, 5]);
    // How far it is through its step.
    expect([0, 25, 50, 75, 156, 200, 350, 500, 900].map(airShare)).toEqual([0, 0.5, 1, 0.5, 0.12, 1, 0.5, 1, 1]);
  });
});
