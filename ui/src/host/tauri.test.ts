import { afterEach, expect, test } from 'vitest';
import type { Event } from '../api/wire/Event';
import { tauriHost } from './tauri';

type Invoke = (cmd: string, args: { handler?: number }) => Promise<unknown>;

/** What Tauri's script puts into the window: a way to invoke, and a table of what can be called back. */
function insideWindow(invoke: Invoke): (id: number, event: unknown) => void {
  const heard = new Map<number, (event: unknown) => void>();
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      invoke,
      transformCallback: (callback: (event: unknown) => void) => {
        heard.set(heard.size + 1, callback);
        return heard.size;
      },
    },
    __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener: () => {} },
  });
  return (id, event) => heard.get(id)?.(event);
}

afterEach(() => {
  for (const name of ['__TAURI_INTERNALS__', '__TAURI_EVENT_PLUGIN_INTERNALS__']) Reflect.deleteProperty(window, name);
});

test('nothing is asked before the listener is there, so no event falls between', async () => {
  const invoked: string[] = [];
  let listens: (id: number) => void = () => {};
  const tell = insideWindow((cmd) => {
    invoked.push(cmd);
    if (cmd !== 'plugin:event|listen') return Promise.resolve({ kind: 'done' });
    return new Promise((done) => {
      listens = done;
    });
  });
  const host = tauriHost();
  const heard: Event[] = [];
  host.listen((event) => heard.push(event));
  const asked = host.call({ cmd: 'library' });
  await Promise.resolve();
  expect(invoked).toEqual(['plugin:event|listen']);

  listens(1);
  await asked;
  expect(invoked).toEqual(['plugin:event|listen', 'call']);
  tell(1, { event: 'event', id: 1, payload: { event: 'resync' } });
  expect(heard).toEqual([{ event: 'resync' }]);
});

test('a listener that cannot be had is no reason to ask nothing', async () => {
  insideWindow((cmd) => (cmd === 'call' ? Promise.resolve({ kind: 'done' }) : Promise.reject(new Error('not allowed'))));
  const host = tauriHost();
  host.listen(() => {});
  await expect(host.call({ cmd: 'library' })).resolves.toEqual({ kind: 'done' });
});
