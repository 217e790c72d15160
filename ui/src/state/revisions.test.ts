import { expect, test } from 'vitest';
import type { Edit } from '../api/wire/Edit';
import { passagesOf } from './revisions';

const kept = (text: string): Edit => ({ kind: 'kept', text });

test('what stayed is gathered between the paragraphs that changed', () => {
  const changed = [kept('В городе '), { kind: 'removed', text: 'трое' }, { kind: 'added', text: 'четверо' }] satisfies Edit[];
  expect(passagesOf([[kept('Раз.')], [kept('Два.')], changed, [kept('Три.')]])).toEqual([
    { edits: null, kept: ['Раз.', 'Два.'] },
    { edits: changed, kept: null },
    { edits: null, kept: ['Три.'] },
  ]);
});

test('a text of which nothing changed is one run', () => {
  expect(passagesOf([[kept('Раз.')], [kept('Два.')]])).toEqual([{ edits: null, kept: ['Раз.', 'Два.'] }]);
  expect(passagesOf([])).toEqual([]);
});
