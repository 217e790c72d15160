/** What the palette offers for some letters: articles, sources, views, actions and settings, each with what it does. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import { quoted } from '../locales/quotes';
import { matches } from '../locales/text';
import { shortAgeOrDay } from '../locales/time';
import type { App } from './app.svelte';
import { FORMATS, saveArticles } from './files';
import { fuzzy, type Found } from './fuzzy';
import type { Command } from './keys';
import { DENSITIES } from './list.svelte';
import { carryOut } from './obey';
import { shareActs } from './share';

export interface Offer {
  key: string;
  name: Found['parts'];
  /** What stands at the right: an age, a count. */
  more: string;
  /** The key that does the same. */
  chord: string;
  /** Whose sign stands before it. */
  source?: { title: string; favicon: string | null };
  /** An article's words are set as an article's. */
  written: boolean;
  run: () => void;
}

export interface Group {
  name: string;
  offers: Offer[];
}

const AT_MOST = 6;
/** What of the keys makes sense from the palette. */
const ACTIONS: readonly Command[] = ['search', 'find', 'sync', 'add', 'save_page', 'mark_all', 'unread_next', 'star', 'save', 'toggle_read', 'hide', 'undo', 'gallery', 'full_text', 'outside', 'print', 'read_aloud', 'settings', 'help'];
const VIEWS = ['today', 'all', 'unread', 'starred', 'saved', 'photo_reports', 'hidden'] as const;

/** `found` is what the library's own search gave for these letters. */
export function groupsFor(app: App, sought: string, found: readonly ArticleRow[]): Group[] {
  const { t } = app;
  const some = sought.trim() !== '';
  const best = (offers: (Omit<Offer, 'name' | 'more' | 'chord' | 'written'> & Partial<Offer> & { title: string })[]) =>
    offers
      .flatMap(({ title, ...rest }) => {
        const match = fuzzy(sought, title);
        return match ? [{ score: match.score, offer: { more: '', chord: '', written: false, ...rest, name: match.parts } }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, AT_MOST)
      .map(({ offer }) => offer);

  const favicons = new Map(app.feeds.map((feed) => [feed.id, feed.favicon]));
  const rows = [...app.list.rows.filter((row) => fuzzy(sought, row.title) !== null), ...found];
  const articles = [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, AT_MOST).map((row): Offer => ({
    key: `article ${row.id}`,
    name: nameOf(row, sought) ?? [{ text: t.timeline.untitled, hit: false }],
    source: { title: row.source, favicon: favicons.get(row.feed) ?? null },
    more: shortAgeOrDay(t, row.published, app.now),
    chord: '',
    written: true,
    run: () => void app.openArticle(row.id).then(() => app.places.article?.()),
  }));
  const sources = best(
    app.feeds.map((feed) => ({
      key: `feed ${feed.id}`,
      title: feed.title,
      source: feed,
      more: feed.unread > 0 && app.tellsNumber('unread') ? t.sidebar.unread({ count: feed.unread }) : '',
      run: () => void app.openView({ view: 'feed', of: feed.id }).then(() => app.places.row?.()),
    })),
  );
  const views = best([
    { key: 'front', title: t.views.front, run: () => void app.front.show() },
    ...VIEWS.map((view) => ({ key: view, title: t.views[view], run: () => void app.toView(view) })),
    ...(['edition', 'rates', 'weather', 'sync'] as const).map((page) => ({ key: page, title: t.views[page], run: () => app.show(page) })),
    { key: 'notices', title: t.notices.recent, run: () => app.show('notices') },
  ]);
  const actions = best([
    ...ACTIONS.filter((command) => (command === 'read_aloud' ? app.aloud.isHere : command !== 'mark_all' || app.page === 'list')).map((command) => ({
      key: command,
      title: sentence(t.keys.does[command]),
      chord: app.key(command).name,
      run: () => carryOut(app, command, 'elsewhere'),
    })),
    ...(some ? sharing(app) : []),
    { key: 'reading', title: t.reading.title, run: () => (app.reading.article ? void (app.dialog = { kind: 'reading' }) : openSetting(app, t.settings.theme)) },
    ...(some ? settingsOf(app).map((title) => ({ key: `setting ${title}`, title, more: t.views.settings, run: () => openSetting(app, title) })) : []),
  ]);
  const written = { name: t.palette.articles, offers: some ? articles : [] };
  // Articles that have these words in their text only come after all that is called so.
  const isCalledSo = written.offers.some(({ name }) => name.some((part) => part.hit));
  return [
    ...(isCalledSo ? [written] : []),
    { name: t.palette.sources, offers: some ? sources : [] },
    { name: t.palette.views, offers: views },
    { name: t.palette.actions, offers: actions },
    ...(isCalledSo ? [] : [written]),
  ].filter((group) => group.offers.length > 0);
}

/** Where the open article can go, and how its rows are drawn: too much to be offered before anything is typed. */
function sharing(app: App): { key: string; title: string; run: () => void }[] {
  const { t } = app;
  const { article } = app.reading;
  const shared = article?.link ? shareActs(app, article).map(({ text, run }) => ({ key: `share ${text}`, title: `${t.share.title}: ${text}`, run })) : [];
  const saved = article
    ? FORMATS.map((format) => ({ key: `file ${format}`, title: `${t.files.saveAs}: ${t.files.formats[format].name}`, run: () => void saveArticles(app, { select: 'articles', of: [article.id] }, format) }))
    : [];
  const drawn = DENSITIES.map((density) => ({ key: `density ${density}`, title: `${t.timeline.density}: ${t.timeline.densities[density]}`, run: () => void app.chooseOrSay({ density }) }));
  return [...shared, ...saved, ...drawn];
}

/** The headline as it is printed, what was typed marked: its letters, or else the words that the library found by them. `null` for none. */
function nameOf({ title, headline, language }: ArticleRow, sought: string): Found['parts'] | null {
  if (title === '') return null;
  const typed = fuzzy(sought, title);
  if (typed === null) return matches(quoted(headline ?? title, language));
  // Set letter for letter: what was found in what was written stands at the same place.
  const printed = quoted(title, language);
  let at = 0;
  return typed.parts.map(({ text, hit }) => ({ text: printed.slice(at, (at += text.length)), hit }));
}

/** The settings by their names, as they stand beside each. */
export function settingsOf({ t, start, update }: App): string[] {
  const { settings, reading, places, rates, notices, desktop } = t;
  return [
    settings.language, settings.theme, reading.face, reading.size, reading.line, reading.width, reading.still, settings.readWhen, settings.unreadNumbers, t.views.hidden,
    places.cities, places.temperature, places.wind, places.pressure, places.watches, settings.currencies, rates.base, rates.watches,
    settings.automatic, settings.interval, settings.alwaysMetered, settings.metered, settings.battery, settings.proxy, settings.activity,
    notices.on, notices.pause, notices.cap, notices.gap, notices.quiet, notices.urgent, notices.watches, notices.mutes,
    t.edition.pictureSize, 'OPML', t.first.step.papers, t.diagnosis.title,
    ...(update.value ? [t.update.title] : []),
    ...(start?.desktop ? [start.desktop.has_tray ? desktop.close : desktop.noTray, desktop.login, desktop.hidden, desktop.safe] : []),
  ];
}

export function openSetting(app: App, name: string) {
  app.show('settings');
  app.wantedSetting = name;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
