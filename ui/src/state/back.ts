/** One step back from wherever the reader is. */
import { tick as settle } from 'svelte';
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
    if (await app.reading.back()) return app.places.row?.();
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
