import { expect, test } from 'vitest';
import { CallError } from '../host/host';
import { catalogues } from '../locales/from_disk';
import { errorWords, providerTrouble } from './trouble';

test('what is wrong with a provider is told in the language of the interface', () => {
  const told = (problem: string | null, answer: number | null = null) => providerTrouble(catalogues.kk, { problem, answer, reason: 'It is down.' });
  expect(told('status', 502)).toBe('Сервер жауабы: 502.');
  expect(told('rest', 503)).toBe('Сайт біраз күтуді сұрайды.');
  expect(told('not_a_feed')).toMatch(/^Жауапты оқу мүмкін болмады/);
  // What a library of before kept has no kind, and what a core of tomorrow says may be a new one.
  expect([told(null), told('eclipse')]).toEqual(['It is down.', 'It is down.']);
});

test('an error from outside is told in the language of the interface, too', () => {
  expect(errorWords(catalogues.ru, new CallError({ code: 'failed', message: 'a.kz answered 404.', problem: 'status', answer: 404 }))).toBe('Сервер ответил 404.');
  expect(errorWords(catalogues.ru, new CallError({ code: 'failed', message: 'an edition is being packed already' }))).toBe('an edition is being packed already');
});
