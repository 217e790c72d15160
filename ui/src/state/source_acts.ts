/** What can be done with a source, with several that are chosen, or with a folder: the entries of their menus. */
import type { Feed } from '../api/wire/Feed';
import type { App } from './app.svelte';
import { BELLS, bellOf } from './notices.svelte';

interface Entry {
  text: string;
  run: () => void;
}

/** `ids` are the sources that the act is about: `feed`, or all that are chosen with it. */
export function actsOnSources(app: App, feed: Feed, ids: readonly string[], remove: () => void): Entry[] {
  const { t, feeds, sources } = app;
  const about = feeds.filter((each) => ids.includes(each.id));
  const one = ids.length === 1;
  const folders = [...new Set(feeds.map((each) => each.folder))].filter((name) => name !== '' && !about.every((each) => each.folder === name));
  const pauses = about.some((each) => !each.paused);
  const bells = BELLS.filter((bell) => about.some((each) => bellOf(each.bell) !== bell));
  return [
    ...(one
      ? [
          { text: t.sidebar.open, run: () => void app.openView({ view: 'feed' as const, of: feed.id }) },
          { text: t.timeline.markAll, run: () => void app.marking.markViewRead({ view: 'feed', of: feed.id }) },
          { text: t.server.refresh, run: () => void sources.refresh(feed.id) },
        ]
      : []),
    { text: pauses ? t.sidebar.pause : t.sidebar.resume, run: () => void sources.pause(ids, pauses) },
    ...bells.map((bell) => ({ text: t.notices.ring[bell], run: () => void app.notices.ring(ids, bell) })),
    ...(one ? [{ text: t.timeline.feed, run: () => void (app.dialog = { kind: 'feed' as const, id: feed.id }) }] : []),
    ...folders.map((folder) => ({ text: t.sidebar.moveTo({ folder }), run: () => void sources.move(ids, folder) })),
    { text: t.sidebar.newFolder, run: () => void (app.dialog = { kind: 'folder', sources: ids, name: '' }) },
    ...(about.some((each) => each.folder !== '') ? [{ text: t.sidebar.moveOut, run: () => void sources.move(ids, '') }] : []),
    { text: sources.chosen.has(feed.id) ? t.sidebar.letGo : t.sidebar.choose, run: () => sources.choose(feed.id) },
    { text: t.sidebar.remove, run: remove },
  ];
}

export function actsOnFolder(app: App, name: string): Entry[] {
  const { t, sources } = app;
  const ids = app.feeds.filter((feed) => feed.folder === name).map((feed) => feed.id);
  const view = { view: 'folder', of: name } as const;
  return [
    { text: t.sidebar.open, run: () => void app.openView(view) },
    { text: t.timeline.markAll, run: () => void app.marking.markViewRead(view) },
    { text: t.sidebar.chooseAll, run: () => ids.forEach((id) => sources.chosen.add(id)) },
    { text: t.sidebar.renameFolder, run: () => void (app.dialog = { kind: 'folder', sources: ids, name }) },
    { text: t.sidebar.dissolve, run: () => void sources.move(ids, '') },
  ];
}
