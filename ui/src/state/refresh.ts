/** Gathers what events say has changed, and asks for each part once. */
import type { Event } from '../api/wire/Event';

export type Part = 'library' | 'list' | 'article' | 'sync' | 'rates' | 'weather' | 'settings';

const ALL: readonly Part[] = ['library', 'list', 'article', 'sync', 'rates', 'weather', 'settings'];
const GATHER_MS = 120;

/** Which parts an event makes old. `open` is the article before the reader. */
export function partsOf(event: Event, open: string | null): readonly Part[] {
  switch (event.event) {
    case 'sync_started':
      return ['sync'];
    case 'sync_ended':
      return ['sync', 'library'];
    case 'feed_changed':
      return ['library', 'sync'];
    case 'articles_changed':
      return open !== null && event.of.articles.includes(open) ? ['library', 'list', 'sync', 'article'] : ['library', 'list', 'sync'];
    case 'rates_changed':
      return ['rates'];
    case 'weather_changed':
      return ['weather'];
    case 'settings_changed':
      return ['settings', 'weather', 'rates'];
    case 'open_article':
      return [];
    case 'resync':
      return ALL;
  }
}

export class Gatherer {
  #waiting = new Set<Part>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ask: (part: Part) => void) {}

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
    const parts = [...this.#waiting];
    this.#waiting.clear();
    for (const part of parts) this.ask(part);
  }
}
