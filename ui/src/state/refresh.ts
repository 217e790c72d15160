/** Gathers what events say has changed, and asks for each part once. */
import type { Event } from '../api/wire/Event';

export type Part = 'library' | 'front' | 'list' | 'article' | 'sync' | 'activity' | 'edition' | 'rates' | 'weather' | 'notices' | 'settings';

const ALL: readonly Part[] = ['library', 'front', 'list', 'article', 'sync', 'activity', 'edition', 'rates', 'weather', 'notices', 'settings'];
const GATHER_MS = 120;

/** Which parts an event makes old. `open` is the article before the reader. */
export function partsOf(event: Event, open: string | null): readonly Part[] {
  switch (event.event) {
    case 'sync_started':
    case 'sync_changed':
      return ['sync'];
    case 'sync_ended':
      return ['sync', 'library', 'front', 'activity', 'edition'];
    case 'feed_changed':
      return ['library', 'sync', 'activity'];
    case 'articles_changed':
      return open !== null && event.of.articles.includes(open) ? ['library', 'front', 'list', 'sync', 'article'] : ['library', 'front', 'list', 'sync'];
    case 'articles_marked':
      return ['library', 'list', 'front', 'article'];
    case 'edition_changed':
      return ['edition'];
    case 'rates_changed':
      return ['rates'];
    case 'weather_changed':
      return ['weather'];
    case 'notices_changed':
      return ['notices'];
    case 'settings_changed':
      return ['settings', 'weather', 'rates', 'activity'];
    case 'go':
      return [];
    case 'resync':
      return ALL;
  }
}

/** While a part is on its way it is not asked for again: what happens meanwhile is asked for once it is there. */
export class Gatherer {
  #waiting = new Set<Part>();
  #asking = new Set<Part>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: (part: Part) => Promise<unknown>) {}

  add(parts: readonly Part[]) {
    for (const part of parts) this.#waiting.add(part);
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #flush() {
    this.#timer = undefined;
    for (const part of this.#waiting) {
      if (this.#asking.has(part)) continue;
      this.#waiting.delete(part);
      this.#asking.add(part);
      void this.ask(part).finally(() => {
        this.#asking.delete(part);
        if (this.#waiting.has(part)) this.add([]);
      });
    }
  }
}
