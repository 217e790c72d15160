/**
 * Logins of sources: kept in the system's keyring, where nobody can read one out to put it back.
 *
 * One that is forgotten stays there until its way back is gone; what the reader sets meanwhile ends that.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Login } from '../api/wire/Login';
import type { App } from './app.svelte';

export class Logins {
  /** Sources whose login is leaving, each with what takes that back. */
  readonly #leaving = new SvelteMap<string, () => void>();
  /** One after the other: a login that is set shall not be overtaken by the end of the one before it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly app: App) {}

  isLeaving(id: string): boolean {
    return this.#leaving.has(id);
  }

  /** Sets the login of a source; throws where that can't be done. One that is leaving is not forgotten any more: this one takes its place. */
  async set(id: string, login: Login): Promise<void> {
    const undo = this.#leaving.get(id);
    if (undo) this.app.toasts.takeBack(undo);
    await this.#send(id, login);
    await this.app.loadLibrary();
  }

  /** Forgets the login of a source, once the reader can't take it back any more. */
  forget(id: string) {
    const { app } = this;
    const undo = () => void this.#leaving.delete(id);
    this.#leaving.set(id, undo);
    app.toasts.show({
      text: app.t.login.forgotten,
      tone: 'done',
      undo,
      expired: () => void app.try(() => this.#send(id, null)).then(() => app.loadLibrary()).then(undo),
    });
  }

  #send(id: string, login: Login | null): Promise<void> {
    const sent = this.#last.then(() => this.app.api.setLogin(id, login));
    this.#last = sent.catch(() => undefined);
    return sent;
  }
}
