import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../api/wire/CatalogueEntry';
import type { Feed } from '../../api/wire/Feed';
import { catalogues } from '../../locales/from_disk';
import { groupsOf } from './groups';

const feed = (id: string, folder = '') => ({ id, folder, title: `Paper ${id}`, url: `https://${id}.kz/` }) as Feed;
const known = (id: string, topic: string) => ({ url: `https://${id}.kz/`, topic }) as CatalogueEntry;
const names = (feeds: Feed[], entries: CatalogueEntry[]) => groupsOf(feeds, entries, catalogues.en.first.topics).map((group) => `${group.title}: ${group.feeds.join(' ')}`);

test('folders come first, then topics of the catalogue, then sources of their own', () => {
  const feeds = [feed('a'), feed('b', 'My town'), feed('c'), feed('d'), feed('e', 'My town')];
  expect(names(feeds, [known('a', 'science'), known('c', 'science')])).toEqual(['My town: b e', 'Science: a c', 'Paper d: d']);
});

test('one topic for everything divides nothing: its sources stand alone', () => {
  expect(names([feed('a'), feed('b')], [known('a', 'kazakhstan'), known('b', 'kazakhstan')])).toEqual(['Paper a: a', 'Paper b: b']);
});

test('a section leads to the list that holds the same, if there is one', () => {
  const feeds = [feed('a', 'My town'), feed('b'), feed('c'), feed('d')];
  const views = groupsOf(feeds, [known('b', 'science'), known('c', 'science'), known('d', 'world')], catalogues.en.first.topics).map((group) => group.view);
  expect(views).toEqual([{ view: 'folder', of: 'My town' }, null, { view: 'feed', of: 'd' }]);
});
