/** Notices: the last ones with their reasons, and what is watched for. */
import type { Notices } from '../api/wire/Notices';
import type { PauseFor } from '../api/wire/PauseFor';
import type { Watch } from '../api/wire/Watch';
import type { App } from './app.svelte';
import { Loaded } from './loaded.svelte';

export type Bell = 'all' | 'important' | 'none';
export const BELLS: readonly Bell[] = ['all', 'important', 'none'];
/** What a wire word of a bell means here. */
export const bellOf = (word: string): Bell => BELLS.find((each) => each === word) ?? 'important';

export class NoticeDesk {
  readonly loaded = new Loaded<Notices>();

  constructor(private readonly app: App) {}

  load(): Promise<void> {
    return this.loaded.load(() => this.app.api.notices());
  }

  /** Only where somebody looks at them. */
  refresh(): Promise<void> {
    return this.loaded.value === null ? Promise.resolve() : this.load();
  }

  add(watch: Watch): Promise<boolean> {
    return this.#change(() => this.app.api.addWatch(watch));
  }

  remove(id: string): Promise<boolean> {
    return this.#change(() => this.app.api.removeWatch(id));
  }

  pause(howLong: PauseFor): Promise<boolean> {
    return this.#change(() => this.app.api.pauseNotices(howLong));
  }

  async ring(ids: readonly string[], bell: Bell): Promise<void> {
    for (const id of ids) await this.app.try(() => this.app.api.setBell(id, bell));
    await this.app.loadLibrary();
  }

  async #change(ask: () => Promise<Notices>): Promise<boolean> {
    let isDone = false;
    await this.app.try(async () => {
      const value = await ask();
      await this.loaded.load(() => Promise.resolve(value));
      isDone = true;
    });
    return isDone;
  }
}
