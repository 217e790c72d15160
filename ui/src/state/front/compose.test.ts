import { describe, expect, test } from 'vitest';
import type { ArticleRow } from '../../api/wire/ArticleRow';
import { fakeArticles, NOW } from '../../host/fake/articles';
import { compose, type Group, type Material } from './compose';

let count = 0;
/** An article of `feed`, so many minutes old. */
function row(feed: string, minutes: number, rest: Partial<ArticleRow> = {}): ArticleRow {
  const id = String(++count);
  const published = new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
  return {
    id, title: `Headline number ${id}`, link: '', feed, source: feed, published, lead: 'A lead.', state: 'complete', photos: 0, pictures: 0, read: false, starred: false, saved: false, hidden: false, changed: null,
    language: 'en', minutes: 3, thumbnail: null, section: '', sources: 1, ...rest,
  };
}
const pictured = { thumbnail: 'hash', pictures: 1 };
const made = (rows: ArticleRow[], rest: Partial<Material> = {}) => compose({ rows, reports: [], more: [], groups: [], since: null, language: 'en', small: new Set(), ...rest });
const group = (title: string, ...feeds: string[]): Group => ({ key: title, title, feeds, view: null });
const leadOf = (...rows: ArticleRow[]) => made(rows).lead?.id;

describe('the lead', () => {
  test('has a picture where a fresh article has one', () => {
    const [plain, shown] = [row('a', 5), row('b', 40, pictured)];
    expect(leadOf(plain, shown)).toBe(shown.id);
  });

  test('is not a picture of yesterday when there is news', () => {
    const [plain, old] = [row('a', 5), row('b', 26 * 60, pictured)];
    expect(leadOf(plain, old)).toBe(plain.id);
  });

  test('is what several papers write of', () => {
    const alone = row('a', 5, { ...pictured, title: 'A library opens at night' });
    const told = ['b', 'c', 'd'].map((feed, i) => row(feed, 30 + i, { ...pictured, title: `Cold front reaches northern steppe on Thursday${'.'.repeat(i)}` }));
    expect(made([alone, ...told]).lead?.feed).toBe('b');
  });

  test('is unread before it is read', () => {
    const [read, unread] = [row('a', 5, { ...pictured, read: true }), row('b', 30, pictured)];
    expect(leadOf(read, unread)).toBe(unread.id);
  });

  test('is in the reader’s language before another one', () => {
    const [russian, kazakh] = [row('a', 5, { ...pictured, language: 'ru' }), row('b', 10, { ...pictured, language: 'kk' })];
    expect(made([russian, kazakh], { language: 'kk' }).lead?.id).toBe(kazakh.id);
    expect(made([russian, kazakh], { language: 'ru' }).lead?.id).toBe(russian.id);
  });

  test('is judged against the newest article, not against today: a paper that lay for a week still has one', () => {
    const week = 7 * 24 * 60;
    const [newer, older] = [row('a', week, pictured), row('b', week + 26 * 60, { ...pictured, lead: 'Longer.' })];
    expect(leadOf(older, newer)).toBe(newer.id);
  });

  test('has a headline, and gives its large place to no small picture', () => {
    const [nameless, small, large] = [row('a', 1, { ...pictured, title: '' }), row('b', 10, pictured), row('c', 60, pictured)];
    const page = made([nameless, small, large], { small: new Set([small.id]) });
    expect(page.lead?.id).toBe(large.id);
    expect(made([small], { small: new Set([small.id]) })).toMatchObject({ lead: { id: small.id }, isPictured: false });
  });
});

describe('the page', () => {
  test('shows no article twice, and no story twice beside the lead', () => {
    const rows = fakeArticles();
    const groups = [group('Kazakhstan', 'f1', 'f2', 'f3', 'f7', 'f4'), group('World', 'f10', 'f11', 'f12'), group('Herald', 'f8')];
    const page = made(rows, { reports: rows.filter((each) => each.photos > 0), groups });
    const ids = [page.lead, ...page.also, ...page.seconds, ...page.reports, ...page.since.rows, ...page.sections.flatMap((section) => section.rows)].map((each) => each?.id);
    expect(ids.length).toBeGreaterThan(15);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is the same for the same articles, in whatever order they come', () => {
    const rows = fakeArticles();
    expect(made([...rows].reverse()).lead?.id).toBe(made(rows).lead?.id);
  });

  test('brings other papers on the lead’s story under it', () => {
    const told = ['a', 'b', 'c'].map((feed, i) => row(feed, 10 + i, { ...pictured, title: `Cold front reaches northern steppe on Thursday${'.'.repeat(i)}` }));
    const page = made([...told, row('d', 30), row('e', 31)]);
    expect(page.also.map((each) => each.feed)).toEqual(['b', 'c']);
    expect(page.seconds.map((each) => each.feed)).toEqual(['d', 'e']);
  });

  test('has stories of different sources beside the lead', () => {
    const rows = [row('a', 1, pictured), ...[2, 3, 4, 5].map((minutes) => row('a', minutes)), row('b', 200), row('c', 300)];
    expect(made(rows).seconds.map((each) => each.feed).sort()).toEqual(['a', 'a', 'b', 'c']);
  });

  test('works with nothing, with one article and with three', () => {
    expect(made([])).toMatchObject({ lead: null, seconds: [], sections: [], since: { rows: [], count: 0 } });
    expect(made([row('a', 5)])).toMatchObject({ seconds: [], also: [], reports: [] });
    expect(made([row('a', 5), row('b', 6), row('c', 7)]).seconds).toHaveLength(2);
  });

  test('has a strip of photo reports only where there is more than one with a picture', () => {
    const [one, two, bare] = [row('a', 5, { ...pictured, photos: 9 }), row('b', 9, { ...pictured, photos: 4 }), row('c', 11, { photos: 3 })];
    expect(made([one, bare], { reports: [one, bare] }).reports).toEqual([]);
    expect(made([one, two, bare], { reports: [one, two, bare] }).reports.map((each) => each.id)).toEqual([one.id, two.id]);
  });

  test('keeps headlines of a paragraph out of the narrow places', () => {
    const long = row('a', 1, { title: 'Word '.repeat(40), read: true });
    const page = made([long, ...Array.from({ length: 12 }, (_, i) => row('b', 10 + i, pictured))]);
    expect([...page.also, ...page.since.rows].map((each) => each.id)).not.toContain(long.id);
  });
});

describe('sections', () => {
  const many = (feed: string, articles: number) => Array.from({ length: articles }, (_, i) => row(feed, 100 + i));

  test('open with a picture and go on with the newest headlines', () => {
    const shown = row('s', 400, { ...pictured, read: true });
    const rows = [...['p', 'q', 'r', 't'].flatMap((feed) => [row(feed, 1, pictured), ...many(feed, 3)]), ...many('s', 3), shown];
    const [section] = made(rows, { groups: [group('Science', 's')] }).sections;
    expect(section?.rows[0]?.id).toBe(shown.id);
    expect(section?.rows).toHaveLength(4);
  });

  test('fill their lines: five become four, and the thinnest gives way', () => {
    const rows = [...many('x', 14), ...['a', 'b', 'c', 'd'].flatMap((feed) => many(feed, 4)), ...many('e', 2)];
    const groups = ['a', 'e', 'b', 'c', 'd'].map((feed) => group(feed, feed));
    expect(made(rows, { groups }).sections.map((section) => section.title)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('take what was asked for besides where the newest articles leave them short', () => {
    const more = many('quiet', 3);
    expect(made(many('x', 14), { more, groups: [group('Quiet', 'quiet')] }).sections[0]?.rows).toEqual(more);
  });
});

describe('since the reader last looked', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((hours) => row('a', hours * 60));
  const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

  test('counts what came, and says when there is more than it knows of', () => {
    expect(made(rows, { since: hoursAgo(4.5) }).since).toMatchObject({ count: 4, isMore: false });
    expect(made(rows, { since: hoursAgo(40) }).since).toMatchObject({ count: 10, isMore: true });
  });

  test('shows the latest where nothing came', () => {
    const { since } = made(rows, { since: hoursAgo(0) });
    expect(since.count).toBe(0);
    expect(since.rows.length).toBeGreaterThan(0);
  });
});
