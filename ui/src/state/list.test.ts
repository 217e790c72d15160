import { describe, expect, test } from 'vitest';
import { makeApi } from '../api/api';
import type { ArticleRow } from '../api/wire/ArticleRow';
import type { Request } from '../api/wire/Request';
import type { Response } from '../api/wire/Response';
import { fakeHost } from '../host/fake';
import { CallError, type Host } from '../host/host';
import { fillsBySync, FOUND_AT_MOST, List } from './list.svelte';

const ALL = { kind: 'view', view: { view: 'all' } } as const;
const UNREAD = { kind: 'view', view: { view: 'unread' } } as const;

function opened() {
  const host = fakeHost('');
  return { host, list: new List(makeApi(host)) };
}

/** A host whose answers come when the test says so. */
function slowHost(host: Host) {
  const waiting: (() => void)[] = [];
  const call = (request: Request) => new Promise<Response>((resolve, reject) => waiting.push(() => host.call(request).then(resolve, reject)));
  return { host: { ...host, call }, waiting };
}

/** A host with `count` articles, a minute apart; `change` brings one more and other titles for some. */
function longList(count: number) {
  const row = (id: string, minutes: number) => ({ id, title: id, published: new Date(Date.UTC(2026, 10, 20) - minutes * 60_000).toISOString() }) as ArticleRow;
  let rows = Array.from({ length: count }, (_, i) => row(`id-${i}`, i));
  const host = {
    asked: 0,
    change(ids: Set<string>) {
      rows = [row('id-new', -1), ...rows.map((each) => (ids.has(each.id) ? { ...each, title: 'changed' } : each))];
    },
  };
  const call = (request: Request): Promise<Response> => {
    if (request.cmd !== 'timeline') throw new Error(request.cmd);
    host.asked++;
    const { after, limit } = request.args;
    const from = after === null ? 0 : rows.findIndex((each) => each.id === after.id) + 1;
    const part = rows.slice(from, from + limit).map((each) => ({ ...each }));
    const last = part.at(-1);
    return Promise.resolve({ kind: 'timeline', value: { rows: part, next: last && from + limit < rows.length ? { published: last.published, id: last.id } : null } });
  };
  return { host, list: new List(makeApi({ ...fakeHost(''), call })) };
}

describe('a list', () => {
  test('is read part by part, without doubles, to its end', async () => {
    const { list } = opened();
    await list.open(ALL);
    expect(list.rows).toHaveLength(60);
    while (list.next !== null) await list.more();
    expect(list.rows).toHaveLength(255);
    expect(new Set(list.rows.map((row) => row.id)).size).toBe(255);
  });

  test('is open when its rows are there, also where a look at what has come overtakes it', async () => {
    const { host, waiting } = slowHost(fakeHost(''));
    const list = new List(makeApi(host));
    const opened = list.open(ALL).then(() => list.rows.length);
    const again = list.refresh();
    waiting[0]?.();
    waiting[1]?.();
    await again;
    expect(await opened).toBe(60);
  });

  test('of the first view that has articles gives way to one the reader opens', async () => {
    const { list } = opened();
    await list.openFirst(['today', 'all']);
    expect(list.rows.length).toBeGreaterThan(0);
    const first = list.openFirst(['today', 'all']);
    const starred = list.open({ kind: 'view', view: { view: 'starred' } });
    await Promise.all([first, starred]);
    expect(list.source).toEqual({ kind: 'view', view: { view: 'starred' } });
  });

  test('walks its rows and stays at both ends', async () => {
    const { list } = opened();
    await list.open(ALL);
    list.move(1);
    expect(list.cursorIndex).toBe(0);
    list.move(1);
    list.move(1);
    list.move(-1);
    expect(list.cursorIndex).toBe(1);
    list.move(-5);
    expect(list.cursorIndex).toBe(0);
  });

  test('goes on to the next part where one article follows another', async () => {
    const { list } = opened();
    await list.open(ALL);
    const last = list.rows.at(-1)?.id ?? '';
    expect(list.neighbour(last, 1)).toBeUndefined();
    expect((await list.reach(last, 1))?.id).toBe(list.rows[60]?.id);
    while (list.next !== null) await list.more();
    expect(await list.reach(list.rows.at(-1)?.id ?? '', 1)).toBeUndefined();
  });

  test('goes on to the next part also while it is being refreshed', async () => {
    const { list } = opened();
    await list.open(ALL);
    const last = list.rows.at(-1)?.id ?? '';
    const refreshed = list.refresh();
    expect(await list.reach(last, 1)).toBeDefined();
    await refreshed;
    expect(list.neighbour(last, 1)).toBeDefined();
  });

  test('goes to the next one also while the list is on its way', async () => {
    const { list } = opened();
    await list.open(ALL);
    const [first, second] = list.rows;
    const opening = list.open(ALL);
    expect(list.rows).toEqual([]);
    expect((await list.reach(first?.id ?? '', 1))?.id).toBe(second?.id);
    await opening;
  });

  test('a refresh that overtakes the next part does not lose it', async () => {
    const { list } = opened();
    await list.open(ALL);
    const last = list.rows.at(-1)?.id ?? '';
    const reached = list.reach(last, 1);
    await Promise.resolve();
    await list.refresh();
    expect(await reached).toBeDefined();
  });

  test('keeps what the reader read in sight while it is open', async () => {
    const { host, list } = opened();
    await list.open(UNREAD);
    const [first, second] = list.rows;
    list.patch([second?.id ?? ''], { read: true });
    await host.call({ cmd: 'mark', args: { ids: [second?.id ?? ''], mark: 'read' } });
    await list.refresh();
    expect(list.rows[0]?.id).toBe(first?.id);
    expect(list.rows[1]).toMatchObject({ id: second?.id, read: true });
    await list.open(UNREAD);
    expect(list.rows.some((row) => row.id === second?.id)).toBe(false);
  });

  test('asks for as much as was loaded when it is refreshed', async () => {
    const { host, list } = opened();
    await list.open(ALL);
    await list.more();
    const loaded = list.rows.length;
    expect(loaded).toBeGreaterThan(60);
    await list.refresh();
    expect(list.rows).toHaveLength(loaded);
    expect(host.asked.at(-1)).toMatchObject({ cmd: 'timeline', args: { limit: loaded } });
  });

  test('a refresh that brings nothing new leaves the rows as they are', async () => {
    const { list } = opened();
    await list.open(ALL);
    const before = list.rows;
    await list.refresh();
    expect(list.rows).toBe(before);
  });

  test('of a very long list the beginning and what is in sight are asked for again, and the rest stays', async () => {
    const { host, list } = longList(3000);
    await list.open(ALL);
    while (list.next !== null) await list.more();
    expect(list.rows).toHaveLength(3000);
    list.seen = 2000;
    host.change(new Set(['id-2010', 'id-1200', 'id-3']));
    host.asked = 0;
    await list.refresh();
    expect(host.asked).toBe(2);
    expect(list.rows).toHaveLength(3001);
    expect(list.rows[0]?.id).toBe('id-new');
    expect(['id-3', 'id-2010', 'id-1200'].map((id) => list.rows.find((row) => row.id === id)?.title)).toEqual(['changed', 'changed', 'id-1200']);
    expect(new Set(list.rows.map((row) => row.id)).size).toBe(3001);
  });

  test('the list before stays on the screen until the one asked for is there', async () => {
    const { host, waiting } = slowHost(fakeHost(''));
    const list = new List(makeApi(host));
    const first = list.open(ALL);
    waiting[0]?.();
    await first;
    const second = list.open({ kind: 'view', view: { view: 'starred' } });
    expect(list.rows).toEqual([]);
    expect(list.drawn.rows).toHaveLength(60);
    waiting[1]?.();
    await second;
    expect(list.drawn.rows).toEqual(list.rows);
    expect(list.rows).toHaveLength(1);
  });

  test('takes no answer that was for another list', async () => {
    const { host, waiting } = slowHost(fakeHost(''));
    const list = new List(makeApi(host));
    const first = list.open(ALL);
    const second = list.open({ kind: 'view', view: { view: 'starred' } });
    waiting[1]?.();
    await second;
    waiting[0]?.();
    await first;
    expect(list.rows).toHaveLength(1);
    expect(list.loading).toBe(false);
  });

  test('says what went wrong and keeps what it had', async () => {
    const host = fakeHost('');
    let broken = false;
    const list = new List(
      makeApi({ ...host, call: (request) => (broken ? Promise.reject(new CallError({ code: 'failed', message: 'The disk is full.' })) : host.call(request)) }),
    );
    await list.open(ALL);
    broken = true;
    await list.refresh();
    expect(list.error?.message).toBe('The disk is full.');
    expect(list.rows).toHaveLength(60);
  });

  test('finds, and asks nothing for an empty question', async () => {
    const { host, list } = opened();
    await list.open({ kind: 'search', query: 'ветропарк' });
    expect(list.rows).toHaveLength(1);
    const asked = host.asked.length;
    await list.open({ kind: 'search', query: '  ' });
    expect(list.rows).toHaveLength(0);
    expect(host.asked).toHaveLength(asked);
  });

  test('says that more was found than it shows, and only then', async () => {
    const { list, host } = opened();
    const [row] = await (async () => {
      await list.open(ALL);
      return list.rows;
    })();
    const found = (count: number) => Array.from({ length: count }, (_, i) => ({ ...row, id: `found-${i}` }) as ArticleRow);
    let count = FOUND_AT_MOST + 1;
    const many = new List(makeApi({ ...host, call: (request) => (request.cmd === 'search' ? Promise.resolve({ kind: 'found', value: found(Math.min(count, request.args.limit)) }) : host.call(request)) }));
    await many.open({ kind: 'search', query: 'и' });
    expect([many.rows.length, many.isCut]).toEqual([FOUND_AT_MOST, true]);
    count = FOUND_AT_MOST;
    await many.refresh();
    expect([many.rows.length, many.isCut]).toEqual([FOUND_AT_MOST, false]);
    count = 1000;
    await many.refresh();
    await many.open(ALL);
    expect(many.isCut).toBe(false);
  });
});

test('a sync brings nothing to what the reader alone fills', () => {
  const byReader = ['starred', 'saved', 'hidden', 'edition', 'left_out'] as const;
  expect(byReader.map((view) => fillsBySync({ view }))).toEqual(byReader.map(() => false));
  expect([fillsBySync({ view: 'today' }), fillsBySync({ view: 'photo_reports' }), fillsBySync({ view: 'feed', of: 'f1' })]).toEqual([true, true, true]);
});
