import { expect, test } from 'vitest';
import { catalogue } from '../host/fake/desk';
import { defaultChoice, sortedFor, topicsOf } from './catalogue';
import { sameView, viewTitle } from './titles';
import { catalogues } from '../locales/from_disk';

test('papers of the reader’s language stand first and its defaults are chosen', () => {
  const sorted = sortedFor(catalogue, 'kk');
  expect(sorted[0]?.language).toBe('kk');
  expect(sorted).toHaveLength(catalogue.length);
  const chosen = defaultChoice(catalogue, 'kk', true);
  expect(chosen.size).toBeGreaterThan(0);
  expect(catalogue.filter((entry) => chosen.has(entry.url)).every((entry) => entry.language === 'kk' && entry.default)).toBe(true);
});

test('a catalogue opened again later chooses nothing by itself', () => {
  expect(defaultChoice(catalogue, 'ru', false).size).toBe(0);
});

test('topics are named once', () => {
  expect(new Set(topicsOf(catalogue)).size).toBe(topicsOf(catalogue).length);
});

test('views have names and can be told apart', () => {
  expect(viewTitle(catalogues.ru, { view: 'photo_reports' }, null)).toBe('Фоторепортажи');
  expect(viewTitle(catalogues.ru, { view: 'folder', of: 'Мир' }, null)).toBe('Мир');
  expect(sameView({ view: 'feed', of: '1' }, { view: 'feed', of: '2' })).toBe(false);
  expect(sameView({ view: 'feed', of: '1' }, { view: 'feed', of: '1' })).toBe(true);
  expect(sameView(null, { view: 'all' })).toBe(false);
});
