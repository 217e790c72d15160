/**
 * The front page before the reader, and when it is made anew.
 *
 * A page that is being read does not move: news that arrives changes the articles in their places (pictures come, marks change).
 * The page is made anew when a sync has ended, when the reader comes back to it, and while it still has no picture to lead with.
 */
import { tick as settle } from 'svelte';
import { REPORTS, ROWS } from '../../api/open';
import type { Article } from '../../api/wire/Article';
import type { ArticleRow } from '../../api/wire/ArticleRow';
import type { CatalogueEntry } from '../../api/wire/CatalogueEntry';
import type { Opening } from '../../api/wire/Opening';
import type { View } from '../../api/wire/View';
import type { App } from '../app.svelte';
import { Loaded } from '../loaded.svelte';
import { drawn } from '../drawn';
import { wears } from '../marks';
import { compose, type FrontPage, type Group, type Material } from './compose';
import { groupsOf } from './groups';

/** Sections that may ask for articles of their own, and how many. */
const SECTIONS_ASKING = 8;
const SECTION_ROWS = 8;
/** How many leads are looked at until one has a large picture, and how wide that is. */
const LEADS = 3;
const LARGE_PX = 560;

const REST_MS = 2_000;
/** Who was away for less has looked away, not come back. */
const AWAY_MS = 30 * 60_000;

interface Made {
  page: FrontPage;
  /** The lead, where it has a picture: for its caption and credit. */
  article: Article | null;
  /** Only what leads is there; the rest comes with the next picture, so that headlines need not wait for it. */
  isTop: boolean;
}

export class Front {
  readonly made = new Loaded<Made>();
  /** Id of the story the keyboard is on. */
  cursor = $state<string | null>(null);
  /** When the reader last looked, before now. */
  since = $state<string | null>(null);

  /** What is read was opened from here, and Escape leads back. */
  isWayBack = false;

  /** Stories the reader hid here. */
  readonly #taken = new Set<string>();
  #isOld = true;
  #leftAt: string | null = null;
  #catalogue: CatalogueEntry[] | null = null;

  constructor(private readonly app: App) {}

  get page(): FrontPage | null {
    return this.made.value?.page ?? null;
  }

  /** The page's articles, each once, in reading order. */
  get rows(): ArticleRow[] {
    return this.page === null ? [] : rowsOf(this.page);
  }

  /** What is there may be old: the next `refresh` makes the page anew. */
  outdate() {
    this.#isOld = true;
  }

  /** Shows the page, with the keyboard on the story it was on last. */
  async show(): Promise<void> {
    this.app.show('front');
    await settle();
    this.app.places.story?.(0);
  }

  /** Opens a story beside the list it stands in. */
  async open(id: string, view: View): Promise<void> {
    const { app } = this;
    this.cursor = id;
    app.show('list');
    this.isWayBack = true;
    const opened = app.openArticle(id);
    await app.list.open({ kind: 'view', view }, ROWS);
    app.list.cursor = id;
    await Promise.all([opened, app.behind()]);
    await settle();
    app.places.article?.();
  }

  /** The window came into sight, or went out of it. What is new since the reader left for long is news. */
  async seen(isVisible: boolean): Promise<void> {
    const { app } = this;
    if (!isVisible) {
      this.#leftAt = app.now;
      return;
    }
    await app.tick();
    if (this.#leftAt === null || Date.parse(app.now) - Date.parse(this.#leftAt) < AWAY_MS) return;
    this.since = this.#leftAt;
    this.#isOld = true;
    app.refill(['front']);
  }

  /** Makes the page anew where it is old (of `opening`, where that has just come), else brings its articles up to date in their places. `hasTop` is told when it has what leads. */
  async refresh(opening?: Opening, hasTop: () => void = () => {}): Promise<void> {
    const { page } = this;
    const isReady = page?.isPictured === true && page.seconds.length > 1;
    if (this.#isOld || !isReady) {
      this.#isOld = false;
      await this.made.load(() => this.#make(opening, hasTop));
      if (this.made.error) this.#isOld = true;
      return;
    }
    const known = this.made.value;
    await this.made.load(async () => {
      const { rows } = await this.app.api.timeline({ view: 'all' }, null, ROWS);
      const fresh = new Map(rows.map((row) => [row.id, row]));
      return { page: withRows(page, (row) => fresh.get(row.id) ?? row), article: known?.article ?? null, isTop: false };
    });
  }

  /** As `refresh`, and then a rest: a sync tells of news many times a second. */
  async keepUp(): Promise<void> {
    await this.refresh();
    await new Promise((rested) => setTimeout(rested, REST_MS));
  }

  /** Changes rows in place, before the core has confirmed. */
  patch(ids: string[], change: Partial<ArticleRow>) {
    const { value } = this.made;
    const set = new Set(ids);
    if (value && change.hidden === true && this.rows.some((row) => set.has(row.id))) {
      for (const id of ids) this.#taken.add(id);
      this.made.value = { ...value, page: withoutRows(value.page, set) };
    } else if (value && this.rows.some((row) => set.has(row.id) && !wears(row, change))) this.made.value = { ...value, page: withRows(value.page, (row) => (set.has(row.id) ? { ...row, ...change } : row)) };
  }

  /** Makes the page anew where a mark that the core has now hid its lead, or shows again what was taken from it. */
  hasMarked(ids: string[], { hidden }: Partial<ArticleRow>) {
    const lead = this.made.value?.article?.id;
    const isLess = hidden === true && ids.some((id) => this.#taken.has(id)) && (this.made.loading || lead === undefined || ids.includes(lead));
    const isMore = hidden === false && ids.some((id) => this.#taken.delete(id));
    if (!isLess && !isMore) return;
    this.#isOld = true;
    this.app.refill(['front']);
  }

  async #make(opening: Opening | undefined, hasTop: () => void): Promise<Made> {
    const { t, language } = this.app;
    const { newest, reports, library, catalogue } = opening ?? (await this.#material());
    this.#catalogue = catalogue;
    const groups = alive(groupsOf(library.feeds, catalogue, t.first.topics), newest.rows);
    const material: Material = { rows: newest.rows, reports: reports.rows, more: [], groups, since: this.since, language, small: new Set() };
    const { page, small, article } = await this.#lead(material);
    if (this.page === null) {
      this.made.value = { page: topOf(page), article, isTop: true };
      hasTop();
      await drawn();
    }
    const more = newest.next === null ? [] : await this.#more(groups.slice(0, SECTIONS_ASKING), newest.rows);
    return { page: compose({ ...material, small, more }), article, isTop: false };
  }

  async #material(): Promise<Omit<Opening, 'start'>> {
    const { api, library } = this.app;
    const [newest, reports, sources, catalogue] = await Promise.all([
      api.timeline({ view: 'all' }, null, ROWS),
      api.timeline({ view: 'photo_reports' }, null, REPORTS),
      library.value ?? library.there(),
      this.#catalogue ?? api.catalogue(),
    ]);
    return { newest, reports, library: sources, catalogue };
  }

  /** Articles for sections the newest ones leave short. */
  async #more(groups: readonly Group[], rows: readonly ArticleRow[]): Promise<ArticleRow[]> {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row.feed, (counts.get(row.feed) ?? 0) + 1);
    const short = groups.filter((group) => group.feeds.reduce((sum, feed) => sum + (counts.get(feed) ?? 0), 0) < SECTION_ROWS);
    const parts = await Promise.all(
      short.map((group) => this.app.api.timeline(group.view ?? { view: 'feed', of: group.feeds[0] ?? '' }, null, SECTION_ROWS)),
    );
    const known = new Set(rows.map((row) => row.id));
    return parts.flatMap((part) => part.rows).filter((row) => !known.has(row.id));
  }

  /** The lead, whole where it has a picture. One whose picture is small gives way to the next. */
  async #lead(material: Material): Promise<{ page: FrontPage; small: ReadonlySet<string>; article: Article | null }> {
    const small = new Set<string>();
    for (let i = 0; ; i++) {
      const page = compose({ ...material, small });
      if (page.lead === null || !page.isPictured) return { page, small, article: null };
      const article = await this.app.api.article(page.lead.id);
      const width = article.picture?.width ?? null;
      if (i >= LEADS || width === null || width >= LARGE_PX) return { page, small, article };
      small.add(page.lead.id);
    }
  }
}

/** What is read first: the lead and what stands beside it. */
function topOf(page: FrontPage): FrontPage {
  return { ...page, reports: [], sections: [], since: { ...page.since, rows: [] } };
}

/** Groups with news first, so that of many those are asked that have something to say. */
function alive(groups: readonly Group[], rows: readonly ArticleRow[]): Group[] {
  const feeds = new Set(rows.map((row) => row.feed));
  const hasNews = (group: Group) => group.feeds.some((feed) => feeds.has(feed));
  return [...groups.filter(hasNews), ...groups.filter((group) => !hasNews(group))];
}

function rowsOf(page: FrontPage): ArticleRow[] {
  const { lead, also, seconds, since, reports, sections } = page;
  return [...(lead ? [lead] : []), ...also, ...seconds, ...since.rows, ...reports, ...sections.flatMap((section) => section.rows)];
}

/** `page` without these stories; where its lead goes, what stands beside it leads. */
function withoutRows(page: FrontPage, ids: ReadonlySet<string>): FrontPage {
  const others = (rows: ArticleRow[]) => rows.filter((row) => !ids.has(row.id));
  const [lead = null, ...seconds] = page.lead && ids.has(page.lead.id) ? others(page.seconds) : [page.lead, ...others(page.seconds)];
  return {
    ...page,
    lead,
    isPictured: page.isPictured && lead === page.lead,
    seconds: seconds.filter((row) => row !== null),
    also: others(page.also),
    reports: others(page.reports),
    sections: page.sections.map((section) => ({ ...section, rows: others(section.rows) })),
    since: { ...page.since, rows: others(page.since.rows) },
  };
}

function withRows(page: FrontPage, now: (row: ArticleRow) => ArticleRow): FrontPage {
  return {
    ...page,
    lead: page.lead && now(page.lead),
    also: page.also.map(now),
    seconds: page.seconds.map(now),
    reports: page.reports.map(now),
    sections: page.sections.map((section) => ({ ...section, rows: section.rows.map(now) })),
    since: { ...page.since, rows: page.since.rows.map(now) },
  };
}
