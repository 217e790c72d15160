/** Ways through the window: one step back, along a link of an article, and to where the host sends it. */
import { tick as settle } from 'svelte';
import type { Place } from '../api/wire/Place';
import type { App } from './app.svelte';

/** Gallery, then page, then article, then search. */
export async function back(app: App): Promise<void> {
  if (app.drawer) {
    app.drawer = false;
  } else if (app.finding) {
    app.finding = false;
    app.places.article?.();
  } else if (app.gallery) {
    app.gallery = null;
  } else if (app.page !== 'list') {
    app.page = app.trail.pop() ?? 'list';
    if (app.page === 'front') void app.front.refresh();
    // The panes take the keyboard back once they are there.
    await settle();
    if (app.page === 'front') app.places.story?.(0);
    else if (app.page === 'list') (app.reading.id === null ? app.places.row : app.places.article)?.();
  } else if (app.reading.id !== null) {
    if (await app.reading.back()) {
      // The list stands with what is read.
      app.list.cursor = app.list.standing(app.reading.id);
      return app.places.article?.();
    }
    app.reading.close();
    if (app.front.isWayBack && app.list.source.kind === 'view') await app.front.show();
    else app.places.row?.();
  } else if (app.list.source.kind === 'search' && app.front.isWayBack) {
    await app.front.show();
  } else if (app.list.source.kind === 'search') {
    await app.openView({ view: 'today' });
    app.places.row?.();
  }
}

/** Along a link: to the article it names, where that is in the library, else out of the window. */
export async function follow(app: App, url: string, article: string | null): Promise<void> {
  if (article === null) await app.try(() => app.host.openOutside(url));
  else await app.openArticle(article, 'link');
}

/** To a place that was clicked in the tray or on a notification, or that a link leads to. */
export async function go(app: App, place: Place): Promise<void> {
  app.palette = false;
  app.dialog = null;
  app.gallery = null;
  switch (place.to) {
    case 'front':
      return app.front.show();
    case 'unread':
      return app.toView('unread');
    case 'rates':
    case 'weather':
    case 'settings':
      return app.show(place.to);
    case 'article':
      return openSent(app, place.at);
    case 'add':
      // Whoever has chosen no source yet is past choosing: this is one.
      await app.opened;
      if (app.choosing) await app.settled(false);
      app.dialog = { kind: 'add', address: place.at };
      return;
    case 'nowhere':
      await app.opened;
      app.toasts.show({ text: app.t.links[place.at], tone: 'trouble' });
  }
}

/** An article that may be gone: a notification, a link and the tray's menu are older than the library. */
async function openSent(app: App, id: string): Promise<void> {
  const article = await app.openArticle(id);
  if (article !== null || app.reading.id !== id || app.reading.error?.code !== 'not_found') return;
  app.reading.close();
  await app.opened;
  app.toasts.show({ text: app.t.links.gone, tone: 'trouble' });
}
