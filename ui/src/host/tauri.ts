/** The desktop app as host. The only file that knows Tauri. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Event } from '../api/wire/Event';
import type { Response } from '../api/wire/Response';
import { callError, type Host } from './host';

/** Is this window the app's? */
export function insideTauri(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

export function tauriHost(): Host {
  // What is asked while a listener is on its way waits for it: an event that follows the answer is then heard.
  let listening: Promise<unknown> = Promise.resolve();
  return {
    async call(request) {
      await listening;
      try {
        return await invoke<Response>('call', { request });
      } catch (thrown) {
        throw callError(thrown);
      }
    },
    listen(hear) {
      // `listen` answers later; stopping before that stops as soon as it has.
      const stop = listen<Event>('event', ({ payload }) => hear(payload));
      // One that cannot be had is an error of its own, and no reason to ask nothing.
      listening = Promise.allSettled([listening, stop]);
      return () => void stop.then((stopNow) => stopNow());
    },
    mediaUrl: (hash) => convertFileSrc(hash, 'qazet-media'),
    async openOutside(url) {
      // In the app the core's answer to `link` is also the shell's order to open it.
      await this.call({ cmd: 'link', args: { url } });
    },
  };
}
