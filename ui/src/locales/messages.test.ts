/** The catalogues against each other, and against the views. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pluralsIn, typeOf, variablesOf } from '../../build/messages';
import { LANGUAGES } from '.';
import { ftlOf } from './from_disk';

const english = variablesOf(ftlOf('en'));

test('the type of the messages is made from the catalogues: npm run messages', async () => {
  await expect(typeOf(LANGUAGES.map(ftlOf))).toMatchFileSnapshot('messages.ts');
});

describe.each(LANGUAGES)('the catalogue %s', (language) => {
  const ftl = ftlOf(language);

  test('has the messages and variables of English', () => {
    const named = (of: typeof english) => [...of].map(([id, variables]) => [id, ...[...variables.keys()].sort()].join(' ')).sort();
    expect(named(variablesOf(ftl))).toEqual(named(english));
  });

  test('has every form of its plurals where it chooses one', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const choices = pluralsIn(ftl).map((choice) => ({ id: choice.id, forms: choice.forms.toSorted() }));
    expect(choices).toEqual(choices.map(({ id }) => ({ id, forms })));
    if (language === 'ru') expect(choices.length).toBeGreaterThan(20);
  });
});

test('every message is said by some view', () => {
  const src = join(import.meta.dirname, '..');
  const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('.test.') && !/locales\/(messages|from_disk)/.test(file))
    .map((file) => readFileSync(join(src, file), 'utf8'))
    .join('\n');
  const says = (path: string) => new RegExp(String.raw`\b(?:t|messages)\.${path.replaceAll('.', String.raw`\.`)}(?![\w.])`).test(code);
  const unsaid = [...english.keys()].filter((id) => {
    const path = id.split('-');
    // The message itself, or a group of which a view says what it has.
    return !path.some((_, i) => says(path.slice(0, i + 1).join('.')));
  });
  expect(unsaid).toEqual([]);
});
