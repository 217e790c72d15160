/** What fills the disk, and letting go of it. */
import { SvelteSet } from 'svelte/reactivity';
import type { Kept } from '../api/wire/Kept';
import type { Weight } from '../api/wire/Weight';
import { bytes } from '../locales/numbers';
import type { App } from './app.svelte';
import { Loaded } from './loaded.svelte';

export class Keeping {
  readonly #weights = new Loaded<Weight[]>();
  /** Kinds that go for good once their way back is gone. */
  readonly #leaving = new SvelteSet<Kept>();
  /** Each kind as it is once what leaves has left. */
  readonly lines: Weight[] = $derived((this.#weights.value ?? []).map((line) => (this.#leaving.has(line.kind) ? { ...line, bytes: line.bytes - line.clearable, clearable: 0 } : line)));

  constructor(private readonly app: App) {}

  load(): Promise<void> {
    return this.#weights.load(() => this.app.api.retention());
  }

  /** Lets go of a kind, once the reader can't take it back any more: until then the library has it all, also when the window closes. */
  clear({ kind, clearable }: Weight) {
    const { app } = this;
    this.#leaving.add(kind);
    app.toasts.show({
      text: app.t.keeping.cleared({ size: bytes(app.language, clearable) }),
      tone: 'done',
      undo: () => this.#leaving.delete(kind),
      expired: () => void this.#clearForGood(kind),
    });
  }

  async #clearForGood(kind: Kept): Promise<void> {
    const { app } = this;
    const left = await app.try(() => app.api.clear(kind));
    if (left !== null) this.#weights.value = left;
    this.#leaving.delete(kind);
  }
}
