import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Aloud } from './aloud.svelte';

interface Said {
  text: string;
  voice: SpeechSynthesisVoice;
  onend?: () => void;
}

let said: Said[] = [];
const article = { id: '1', title: 'The lake', text: 'One.\n\nTwo.', language: 'en' };
const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang, voiceURI: lang, default: false });

function aloudWith(...voices: SpeechSynthesisVoice[]) {
  const speaker = { getVoices: () => voices, addEventListener: vi.fn(), removeEventListener: vi.fn(), speak: (one: unknown) => said.push(one as Said), pause: vi.fn(), resume: vi.fn(), cancel: vi.fn() };
  const aloud = new Aloud(speaker as unknown as SpeechSynthesis);
  aloud.look();
  return { aloud, speaker };
}

beforeEach(() => {
  said = [];
  vi.stubGlobal('SpeechSynthesisUtterance', class { constructor(readonly text: string) {} });
});
afterEach(() => vi.unstubAllGlobals());

test('headline and paragraphs are read by a voice of the machine, which pauses, goes on and ends', () => {
  const { aloud, speaker } = aloudWith(voice('en-US', false), voice('ru_RU', true), voice('en-GB', true));
  expect([aloud.isHere, aloud.toggle(article, 'ru')]).toEqual([true, true]);
  expect(said.map(({ text, voice: by }) => `${by.lang}: ${text}`)).toEqual(['en-GB: The lake', 'en-GB: One.', 'en-GB: Two.']);
  aloud.toggle(article, 'ru');
  expect([speaker.pause.mock.calls.length, speaker.resume.mock.calls.length]).toEqual([1, 0]);
  aloud.toggle(article, 'ru');
  expect(speaker.resume).toHaveBeenCalledOnce();
  said.at(-1)?.onend?.();
  expect(aloud.id).toBeNull();
});

test('a voice that is spoken elsewhere is never asked', () => {
  const { aloud } = aloudWith(voice('en-US', false));
  expect([aloud.isHere, aloud.toggle(article, 'en'), said.length]).toEqual([false, false, 0]);
});

test('without a voice of its language an article is not read; one that names none is read in the reader’s', () => {
  const { aloud } = aloudWith(voice('ru-RU', true));
  expect(aloud.toggle(article, 'ru')).toBe(false);
  expect(aloud.toggle({ ...article, language: '' }, 'ru')).toBe(true);
});

test('another article ends the one before, and so does leaving', () => {
  const { aloud, speaker } = aloudWith(voice('en-GB', true));
  aloud.toggle(article, 'en');
  aloud.toggle({ ...article, id: '2' }, 'en');
  expect([aloud.id, speaker.cancel.mock.calls.length]).toEqual(['2', 1]);
  aloud.close();
  expect([aloud.id, speaker.cancel.mock.calls.length]).toEqual([null, 2]);
});

test('where there is no speech at all it is not offered', () => {
  const aloud = new Aloud(undefined);
  aloud.look();
  expect([aloud.isHere, aloud.toggle(article, 'en')]).toEqual([false, false]);
});
