import { expect, test, vi } from 'vitest';
import type { Event } from '../api/wire/Event';
import type { Response } from '../api/wire/Response';
import { ahead } from './ahead';
import { CallError, type Host } from './host';

function aHost(answer: () => Promise<Response>) {
  let tell: (event: Event) => void = () => {};
  const stop = vi.fn();
  const call = vi.fn<Host['call']>(answer);
  const host: Host = {
    call,
    listen: (hear) => {
      tell = hear;
      return stop;
    },
    mediaUrl: (hash) => hash,
    openOutside: async () => {},
  };
  return { host, call, stop, tell: (event: Event) => tell(event) };
}

test('the first question is asked at once and once; later it is asked anew', async () => {
  const { host, call } = aHost(async () => ({ kind: 'done' }));
  const early = ahead(host, { cmd: 'start' });
  expect(call).toHaveBeenCalledTimes(1);
  await early.call({ cmd: 'start' });
  expect(call).toHaveBeenCalledTimes(1);
  await early.call({ cmd: 'library' });
  await early.call({ cmd: 'start' });
  expect(call.mock.calls.map(([request]) => request.cmd)).toEqual(['start', 'library', 'start']);
});

test('what happens before anybody listens is heard first', () => {
  const { host, stop, tell } = aHost(async () => ({ kind: 'done' }));
  const early = ahead(host, { cmd: 'start' });
  tell({ event: 'sync_started' });
  const heard: Event[] = [];
  const stopped = early.listen((event) => heard.push(event));
  tell({ event: 'resync' });
  expect(heard).toEqual([{ event: 'sync_started' }, { event: 'resync' }]);
  stopped();
  expect(stop).toHaveBeenCalledOnce();
});

test('a question that fails fails for who asks it', async () => {
  const { host } = aHost(() => Promise.reject(new CallError({ code: 'failed', message: 'gone' })));
  const early = ahead(host, { cmd: 'start' });
  await Promise.resolve();
  await expect(early.call({ cmd: 'start' })).rejects.toThrow('gone');
});
