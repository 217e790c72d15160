/** What a window asks the core for: its parts, each by name, and what a changed setting makes old. */
import type { Settings } from '../api/wire/Settings';
import type { App } from './app.svelte';
import type { Part } from './refresh';

/** Asks for a part again; done once the answer is there. */
export function ask(app: App, part: Part): Promise<unknown> {
  switch (part) {
    case 'library':
      return app.loadLibrary();
    case 'front':
      return app.page === 'front' ? app.front.keepUp() : Promise.resolve();
    case 'list':
      return app.list.refresh();
    case 'article':
      return app.reading.refresh();
    case 'sync':
      return app.sync.load(() => app.api.syncState());
    case 'activity':
      return app.sources.load();
    case 'edition':
      return app.packing.load();
    case 'rates':
      return app.rates.load(() => app.api.rates(false));
    case 'weather':
      return app.skies.load();
    case 'notices':
      return app.notices.refresh();
    case 'settings':
      return app.loadSettings();
  }
}

/** Asks for what is another once `change` has been chosen. */
export function askAnew(app: App, change: Partial<Settings>) {
  if (change.cities !== undefined) void app.skies.refresh();
  else if (change.city !== undefined) void app.skies.load();
  // Another base may have another bank, which was never asked.
  if (change.rate_base !== undefined) void app.rates.load(() => app.api.rates(true));
  else if (change.currencies !== undefined) void app.rates.load(() => app.api.rates(false));
}
