/** A value asked from the core: what came last, whether it is being asked for, and what went wrong. */
import { callError, type CallError } from '../host/host';
import { kept } from './same';

export class Loaded<T> {
  value = $state.raw<T | null>(null);
  loading = $state(false);
  error = $state<CallError | null>(null);

  #turn = 0;
  #underWay: Promise<void> = Promise.resolve();

  /** Asks, and keeps the last value when that fails. Of two askings under way the later one counts, and both are over with it. */
  load(ask: () => Promise<T>): Promise<void> {
    return (this.#underWay = this.#load(ask));
  }

  /** The value, as soon as what was asked for is there. */
  async there(): Promise<T> {
    await this.#underWay;
    if (this.value === null) throw this.error ?? new Error('nobody has asked for it');
    return this.value;
  }

  async #load(ask: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    try {
      const value = kept(this.value, await ask());
      if (turn === this.#turn) [this.value, this.error] = [value, null];
    } catch (thrown) {
      if (turn === this.#turn) this.error = callError(thrown);
    }
    if (turn === this.#turn) this.loading = false;
    else await this.#underWay;
  }
}
