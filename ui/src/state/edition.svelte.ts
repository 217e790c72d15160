/** What the reader does with the edition. */
import type { Edition } from '../api/wire/Edition';
import type { App } from './app.svelte';
import { Loaded } from './loaded.svelte';

const MB = 1_000_000;
/** Room that can be chosen, in bytes. */
export const BUDGETS = [10, 20, 40, 80, 150, 300, 600, 1000].map((size) => size * MB);
export const USUAL_BUDGET = 80 * MB;

/** How it stands with the edition. */
export type Standing = 'never' | 'packing' | 'packed' | 'stale' | 'stopped' | 'failed';

export function standingOf(edition: Edition | null): Standing {
  if (edition === null) return 'never';
  if (edition.progress !== null) return 'packing';
  if (edition.state === 'failed') return 'failed';
  if (edition.state === 'stopped') return 'stopped';
  return edition.stale ? 'stale' : 'packed';
}

/** How many percent smaller the pictures are than they came; 0 where nothing was gained. */
export function savedPercent({ came, kept }: Edition): number {
  return came > kept ? Math.round(((came - kept) / came) * 100) : 0;
}

export class Packing {
  /** Null before the first. */
  readonly edition = new Loaded<Edition | null>();
  /** The reader wants packing to stop, and what is under way has not ended. */
  stopping = $state(false);
  /** What the reader chose; before that, what the last edition was given. */
  chosen = $state<number | null>(null);

  constructor(private readonly app: App) {}

  get budget(): number {
    return this.chosen ?? this.edition.value?.budget ?? USUAL_BUDGET;
  }

  /** The steps to choose from, and the one that is set if it is another. */
  get budgets(): number[] {
    return BUDGETS.includes(this.budget) ? BUDGETS : [...BUDGETS, this.budget].sort((a, b) => a - b);
  }

  load(): Promise<void> {
    return this.edition.load(() => this.app.api.edition());
  }

  pack(): Promise<void> {
    return this.#ask(() => this.app.api.packEdition(this.budget));
  }

  resume(): Promise<void> {
    return this.#ask(() => this.app.api.resumeEdition());
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.#load(() => this.app.api.stopEdition());
  }

  async #ask(ask: () => Promise<Edition | null>): Promise<void> {
    this.stopping = false;
    await this.#load(ask);
  }

  async #load(ask: () => Promise<Edition | null>): Promise<void> {
    await this.edition.load(ask);
    if (this.edition.error) this.app.trouble(this.edition.error);
  }
}
