/** From a key to what it does. */
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { App } from './app.svelte';
import { begunBy, commandOf, type Begun, type Command, type Focus } from './keys';
import { openPhotosOf } from './photos';
import { shareAddresses } from './share';
import { next, page, step, turnToUnread } from './walk';

/** The first keys of pairs, until the next key comes. */
const begun = new WeakMap<App, Begun>();

/** Carries out the command of a key press, unless a dialog has the keyboard. */
export function obey(app: App, event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || app.choosing || !app.start) return;
  // Over a dialog lies the line that says what was done in it: that is taken back by key too.
  if (app.dialog !== null && commandOf(event, focusOf(event), app.keymap) !== 'undo') return;
  if (app.palette) return keepForPalette(app, event);
  const focus = focusOf(event);
  const command = commandOf(event, focus, app.keymap, begun.get(app) ?? null);
  begun.delete(app);
  if (command === null) {
    const beginning = begunBy(event, focus, app.keymap);
    if (beginning) begun.set(app, beginning);
    return;
  }
  if (app.gallery && command !== 'back' && command !== 'undo') return;
  // A page scrolls by itself.
  if ((command === 'page_next' || command === 'page_previous') && app.page !== 'list') return;
  event.preventDefault();
  carryOut(app, command, focus);
}

/** Where the palette is still being read, it gets what is typed meanwhile. */
function keepForPalette(app: App, event: KeyboardEvent) {
  if (event.target instanceof Element && event.target.closest('dialog')) return;
  if (event.key === 'Escape') app.palette = false;
  else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) app.early += event.key;
  else return;
  event.preventDefault();
}

/** Does what a command says; the palette gives them too. */
export function carryOut(app: App, command: Command, focus: Focus) {
  switch (command) {
    case 'front':
      return void app.front.show();
    case 'today':
    case 'all':
    case 'unread':
    case 'starred':
    case 'saved':
    case 'photo_reports':
    case 'hidden':
      return void app.toView(command);
    case 'row_next':
      return step(app, 1);
    case 'row_previous':
      return step(app, -1);
    case 'open': {
      if (app.page === 'front') return app.places.story?.(0, true);
      const row = app.list.cursorRow ?? app.list.rows[0];
      if (row) void app.openArticle(row.id).then(() => app.places.article?.());
      return;
    }
    case 'page_next':
      return void page(app, 1);
    case 'page_previous':
      return void page(app, -1);
    case 'unread_next':
      return void turnToUnread(app);
    case 'source_next':
      return void app.sources.turn(1);
    case 'source_previous':
      return void app.sources.turn(-1);
    case 'palette':
      app.early = '';
      app.palette = true;
      return;
    case 'find':
      // In the list it is the list that is searched.
      if (app.page !== 'list' || app.reading.article === null) return void app.openSearch();
      if (app.finding) app.places.find?.();
      app.finding = true;
      return;
    case 'article_next':
      return next(app, 1);
    case 'article_previous':
      return next(app, -1);
    case 'star':
      return withTarget(app, focus, (row) => app.toggleStar(row));
    case 'save':
      return withTarget(app, focus, (row) => app.toggleSaved(row));
    case 'toggle_read':
      return withTarget(app, focus, (row) => app.toggleRead(row));
    case 'hide':
      return withTarget(app, focus, (row) => app.marking.toggleHidden(row));
    case 'read_aloud':
      return readAloud(app);
    case 'full_text':
      return withTarget(app, focus, (row) => app.fullText.fetch(row));
    case 'undo':
      return void app.toasts.undo();
    case 'gallery':
      return void showPhotos(app, focus);
    case 'edition':
      return app.show('edition');
    case 'rates':
      return app.show('rates');
    case 'weather':
      return app.show('weather');
    case 'settings':
      return app.show('settings');
    case 'search':
      return void app.openSearch();
    case 'back':
      return void app.back();
    case 'mark_all':
      return void app.marking.markAllRead();
    case 'add':
      app.dialog = { kind: 'add' };
      return;
    case 'save_page':
      app.dialog = { kind: 'save_page', address: '' };
      return;
    case 'help':
      app.dialog = { kind: 'keys' };
      return;
    case 'sync':
      return void app.syncNow();
    case 'print':
      // A list is for walking, not for paper.
      if (app.page !== 'list' || app.reading.article !== null) window.print();
      return;
    case 'mail':
      return withTarget(app, focus, async ({ title, link }) => {
        if (link) await app.openLink(shareAddresses(title, link).mail, null);
      });
    case 'larger':
      return grow(app, 1);
    case 'smaller':
      return grow(app, -1);
    case 'outside':
      return withTarget(app, focus, async (row) => {
        if (row.link) await app.openLink(row.link, null);
      });
  }
}

/** Sets texts in larger or smaller letters; the library keeps them within what can be read. */
function grow(app: App, by: number) {
  void app.chooseOrSay(({ reading }) => ({ reading: { ...reading, size: reading.size + by } }));
}

/** What a key for one article is about: the row the keyboard is on, else the open article. */
function target(app: App, focus: Focus): ArticleRow | null {
  if (app.page === 'front') return app.front.rows.find((row) => row.id === app.front.cursor) ?? null;
  const row = app.list.cursorRow ?? null;
  return focus === 'list' ? (row ?? app.reading.article) : (app.reading.article ?? row);
}

function withTarget(app: App, focus: Focus, act: (row: ArticleRow) => Promise<void>) {
  if (app.page !== 'list' && app.page !== 'front') return;
  const row = target(app, focus);
  if (row) void act(row);
}

function readAloud(app: App) {
  const { article } = app.reading;
  if (app.page !== 'list' || article === null || !app.aloud.isHere) return;
  if (!app.aloud.toggle(article, app.language)) app.toasts.show({ text: app.t.article.noVoice, tone: 'trouble' });
}

async function showPhotos(app: App, focus: Focus) {
  const row = target(app, focus);
  if (!row || (app.page !== 'list' && app.page !== 'front')) return;
  const article = app.reading.article?.id === row.id ? app.reading.article : await app.try(() => app.api.article(row.id));
  if (article) await openPhotosOf(app, article);
}

function focusOf(event: KeyboardEvent): Focus {
  const at = event.composedPath()[0];
  if (!(at instanceof HTMLElement)) return 'elsewhere';
  const isTyping =
    at.isContentEditable || at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'file'].includes(at.type));
  if (isTyping || at instanceof HTMLSelectElement) return 'text';
  if (at.closest('[data-row]')) return 'list';
  if (at.closest('[data-pane="list"] .rows')) return 'list';
  return at instanceof HTMLButtonElement || at instanceof HTMLAnchorElement ? 'control' : 'elsewhere';
}
