import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Event } from '../api/wire/Event';
import { callError, CallError } from './host';
import { findToken, httpHost } from './http';

const host = httpHost('s e/cret', 'http://127.0.0.1:4711');

class FakeSource {
  static last: FakeSource;
  onmessage: ((event: { data: string }) => void) | null = null;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor(readonly url: string) {
    FakeSource.last = this;
  }
  close() {
    this.closed = true;
  }
}

beforeEach(() => void vi.stubGlobal('EventSource', FakeSource));
afterEach(() => void vi.unstubAllGlobals());

function answer(status: number, body: unknown) {
  const fetched = vi.fn(async () => new globalThis.Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('the token', () => {
  test('comes from the address, else from the page', () => {
    const page = new DOMParser().parseFromString('<meta name="qazet-token" content="fromPage">', 'text/html');
    expect(findToken('#token=abc', page)).toBe('abc');
    expect(findToken('', page)).toBe('fromPage');
    expect(findToken('', new DOMParser().parseFromString('', 'text/html'))).toBe('');
  });

  test('goes with every request, event and picture', async () => {
    const fetched = answer(200, { kind: 'done' });
    await host.call({ cmd: 'library' });
    expect(fetched).toHaveBeenCalledWith('http://127.0.0.1:4711/call', expect.objectContaining({ method: 'POST', body: '{"cmd":"library"}' }));
    expect(fetched).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ headers: expect.objectContaining({ Authorization: 'Bearer s e/cret' }) }));
    expect(host.mediaUrl('ab/12')).toBe('http://127.0.0.1:4711/media/ab%2F12?token=s%20e%2Fcret');
    host.listen(() => {});
    expect(FakeSource.last.url).toBe('http://127.0.0.1:4711/events?token=s%20e%2Fcret');
  });
});

describe('errors', () => {
  test('of the core keep their code and sentence', async () => {
    answer(400, { code: 'bad_address', message: 'No domain.' });
    await expect(host.call({ cmd: 'start' })).rejects.toMatchObject({ code: 'bad_address', message: 'No domain.' });
    await expect(host.call({ cmd: 'start' })).rejects.toBeInstanceOf(CallError);
  });

  test('of an old address tell to open the new one', async () => {
    answer(401, 'no');
    await expect(host.call({ cmd: 'start' })).rejects.toThrow(/earlier run/);
  });

  test('of a server that is gone say so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await expect(host.call({ cmd: 'start' })).rejects.toThrow(/still running/);
  });

  test('of anything else keep its status', async () => {
    answer(502, '<html>');
    await expect(host.call({ cmd: 'start' })).rejects.toThrow(/502/);
  });

  test('whatever was thrown becomes one kind of error', () => {
    expect(callError('text').message).toBe('text');
    expect(callError({ code: 'offline', message: 'x' }).code).toBe('offline');
    const error = new CallError({ code: 'failed', message: 'x' });
    expect(callError(error)).toBe(error);
  });
});

describe('events', () => {
  test('arrive one by one, and a line that was down asks for everything', () => {
    const heard: Event[] = [];
    const stop = host.listen((event) => heard.push(event));
    const source = FakeSource.last;
    source.onopen?.();
    source.onmessage?.({ data: '{"event":"sync_started"}' });
    source.onerror?.();
    source.onopen?.();
    expect(heard).toEqual([{ event: 'sync_started' }, { event: 'resync' }]);
    stop();
    expect(source.closed).toBe(true);
  });
});

test('an address is checked before it opens outside, without a way back to this window', async () => {
  answer(200, { kind: 'link', value: 'https://example.kz/checked' });
  const opened = vi.fn();
  vi.stubGlobal('open', opened);
  await host.openOutside('https://example.kz/');
  expect(opened).toHaveBeenCalledWith('https://example.kz/checked', '_blank', 'noopener,noreferrer');
});

test('an address the core refuses does not open', async () => {
  answer(400, { code: 'bad_address', message: 'Not http.' });
  const opened = vi.fn();
  vi.stubGlobal('open', opened);
  await expect(host.openOutside('javascript:alert(1)')).rejects.toThrow('Not http.');
  expect(opened).not.toHaveBeenCalled();
});
