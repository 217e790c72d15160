/**
 * The front page of the articles there are: what leads, what stands beside it, and in which sections the rest goes.
 * Pure: the same articles make the same page. No article stands on it twice.
 */
import type { ArticleRow } from '../../api/wire/ArticleRow';
import type { View } from '../../api/wire/View';
import { storiesOf } from './stories';

/** Sources that share a section: a folder, a topic of the catalogue, or one source alone. */
export interface Group {
  key: string;
  title: string;
  /** Ids of its feeds. */
  feeds: string[];
  /** The list that holds the same; absent where no list does. */
  view: View | null;
}

export interface Material {
  /** The newest articles of all sources. */
  rows: ArticleRow[];
  /** The newest photo reports. */
  reports: ArticleRow[];
  /** What was asked for besides, for sections the newest articles leave short. */
  more: ArticleRow[];
  groups: Group[];
  /** When the reader last looked; `null` the first time. */
  since: string | null;
  /** The reader's language: between equals its articles lead. */
  language: string;
  /** Articles whose pictures are too small to lead. */
  small: ReadonlySet<string>;
}

export interface Section extends Group {
  rows: ArticleRow[];
}

export interface Since {
  rows: ArticleRow[];
  /** How many came since the reader last looked. */
  count: number;
  /** There are more than `count`: the newest articles do not reach back so far. */
  isMore: boolean;
}

export interface FrontPage {
  lead: ArticleRow | null;
  /** The lead has a picture that is large enough to be shown large. */
  isPictured: boolean;
  /** Headlines under the lead: the same story elsewhere, else what comes next. */
  also: ArticleRow[];
  seconds: ArticleRow[];
  reports: ArticleRow[];
  sections: Section[];
  since: Since;
}

const HOUR_MS = 3_600_000;
/** After so many hours an article is worth half as much. */
const HALF_LIFE_H = 6;
/** Beside a story with a picture there is room for two more, without one for three. */
const SECONDS = { pictured: 3, plain: 4 };
/** Below the lead; where it has no picture there is room for more. */
const ALSO = { pictured: 2, plain: 4 };
/** Longer headlines, in characters, stand where they have room: not below the lead and not in the rail. */
const LONG = 120;
const REPORTS = 4;
const SINCE = 5;
const SECTION_ROWS = 4;
/** So many sections make lines without a hole: of up to four columns, two of three, two of four. */
const WHOLE_LINES = [8, 6, 4, 3, 2, 1];

export function compose(material: Material): FrontPage {
  const { rows } = material;
  const used = new Set<string>();
  const stories = storiesOf(rows);
  const told = new Set<string>();
  const take = (row: ArticleRow) => {
    used.add(row.id);
    told.add(stories.get(row.id) ?? row.id);
    return row;
  };
  const isFree = (row: ArticleRow) => !used.has(row.id) && !told.has(stories.get(row.id) ?? row.id);

  const reports = material.reports.filter((row) => row.thumbnail !== null).slice(0, REPORTS);
  // A strip of one photo report is none: it may lead instead.
  const strip = reports.length > 1 ? reports : [];
  strip.forEach(take);

  const ranked = rank(rows.filter((row) => row.title !== '' && isFree(row)), stories, material);
  const lead = ranked[0] ?? null;
  if (lead) take(lead);
  const isPictured = lead !== null && lead.thumbnail !== null && !material.small.has(lead.id);

  const isShort = (row: ArticleRow) => row.title !== '' && row.title.length <= LONG;
  const room = isPictured ? ALSO.pictured : ALSO.plain;
  const also = lead === null ? [] : rows.filter((row) => !used.has(row.id) && isShort(row) && stories.get(row.id) === stories.get(lead.id)).slice(0, room);
  also.forEach(take);
  const seconds = beside(ranked.filter(isFree), isFree, take);
  // A page of a few articles keeps them beside the lead, where they have more room.
  for (const row of ranked) {
    if (also.length >= room || ranked.length < 2 * SECONDS.plain) break;
    if (isFree(row) && isShort(row)) also.push(take(row));
  }

  const since = sinceOf(rows.filter((row) => isFree(row) && isShort(row)), rows, material.since);
  since.rows.forEach(take);
  const own = byFeed([...rows, ...material.more]);
  const sections = material.groups.map((group) => ({ ...group, rows: sectionRows(ofGroup(group, own), isFree, take) }));
  return { lead, isPictured, also, seconds, reports: strip, sections: wholeLines(sections), since };
}

/** The best first. */
function rank(rows: readonly ArticleRow[], stories: Map<string, string>, { small, language }: Material): ArticleRow[] {
  const newest = Math.max(...rows.map((row) => Date.parse(row.published)));
  const tellers = new Map<string, Set<string>>();
  for (const row of rows) {
    const story = stories.get(row.id) ?? row.id;
    tellers.set(story, (tellers.get(story) ?? new Set()).add(row.feed));
  }
  const worth = new Map(rows.map((row) => [row.id, worthOf(row, newest, tellers.get(stories.get(row.id) ?? row.id)?.size ?? 1, small.has(row.id)) + (row.language === language ? 1 : 0)]));
  return [...rows].sort((a, b) => (worth.get(b.id) ?? 0) - (worth.get(a.id) ?? 0) || byText(b.published, a.published) || byText(a.id, b.id));
}

/** Times and ids are compared sign by sign: how a language sorts is no matter here, and takes long to be looked up. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How much an article deserves the place above: fresh against the newest one (a paper may lie for days), told by several, unread, shown. */
function worthOf(row: ArticleRow, newest: number, sources: number, isSmall: boolean): number {
  const hours = Math.max(0, newest - Date.parse(row.published)) / HOUR_MS;
  return (
    4 * 2 ** (-hours / HALF_LIFE_H) +
    1.5 * Math.min(sources - 1, 3) +
    (row.thumbnail === null ? 0 : isSmall ? 0.5 : 2) +
    (row.read ? 0 : 1.5) +
    (row.lead === '' ? 0 : 0.5) +
    (row.state === 'text' || row.state === 'complete' ? 0.5 : 0)
  );
}

/** The stories beside the lead, from as many sources as there are. */
function beside(ranked: readonly ArticleRow[], isFree: (row: ArticleRow) => boolean, take: (row: ArticleRow) => ArticleRow): ArticleRow[] {
  const first = ranked[0];
  if (!first) return [];
  const seconds = [take(first)];
  const wanted = first.thumbnail === null ? SECONDS.plain : SECONDS.pictured;
  const sources = new Set([first.feed]);
  for (const isNewSource of [true, false]) {
    for (const row of ranked) {
      if (seconds.length >= wanted) return seconds;
      if (!isFree(row) || (isNewSource && sources.has(row.feed))) continue;
      sources.add(row.feed);
      seconds.push(take(row));
    }
  }
  return seconds;
}

/** The sections that have something to say, as many as fill their lines; those with the most headlines stay. */
function wholeLines(sections: readonly Section[]): Section[] {
  const full = sections.filter((section) => section.rows.length > 1);
  const some = full.length > 0 ? full : sections.filter((section) => section.rows.length > 0);
  const count = WHOLE_LINES.find((whole) => whole <= some.length) ?? 0;
  const kept = new Set([...some].sort((a, b) => b.rows.length - a.rows.length).slice(0, count));
  return some.filter((section) => kept.has(section));
}

function sinceOf(free: readonly ArticleRow[], rows: readonly ArticleRow[], since: string | null): Since {
  const isNew = (row: ArticleRow) => since !== null && Date.parse(row.published) > Date.parse(since);
  const fresh = rows.filter(isNew).length;
  const shown = fresh > 0 ? free.filter(isNew) : free;
  return { rows: shown.slice(0, SINCE), count: fresh, isMore: fresh > 0 && fresh === rows.length };
}

/** Of two hundred sources most have nothing among the newest articles: nobody looks through all of these for each. */
function byFeed(rows: readonly ArticleRow[]): Map<string, ArticleRow[]> {
  const own = new Map<string, ArticleRow[]>();
  for (const row of rows) {
    const others = own.get(row.feed);
    if (others) others.push(row);
    else own.set(row.feed, [row]);
  }
  return own;
}

/** The articles of a group's sources, the newest first. */
function ofGroup(group: Group, own: Map<string, ArticleRow[]>): ArticleRow[] {
  return group.feeds.flatMap((feed) => own.get(feed) ?? []).sort((a, b) => byText(b.published, a.published));
}

/** A section's story first: the newest with a picture, else the newest; then headlines. */
function sectionRows(rows: readonly ArticleRow[], isFree: (row: ArticleRow) => boolean, take: (row: ArticleRow) => ArticleRow): ArticleRow[] {
  const own: ArticleRow[] = [];
  const top = rows.filter((row) => row.title !== '' && isFree(row));
  const story = top.slice(0, SECTION_ROWS).find((row) => row.thumbnail !== null) ?? top[0];
  if (story) own.push(take(story));
  for (const row of top) {
    if (own.length >= SECTION_ROWS) break;
    if (isFree(row)) own.push(take(row));
  }
  return own;
}
