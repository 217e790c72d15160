import { afterEach, expect, test, vi } from 'vitest';
import type { Response } from '../api/wire/Response';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from './app.svelte';
import { carryOut } from './obey';
import { Speech } from './speech.svelte';

let app: App;
afterEach(() => app.close());

async function openApp(search: string) {
  const host = fakeHost(search);
  app = new App(host, new Speech('en', catalogues.en));
  await app.open();
  await app.openView({ view: 'all' });
  return host;
}

test('the page of the row under the keyboard is fetched beside its article, once, and says when it is here already', async () => {
  const host = await openApp('?language=en');
  const call = host.call.bind(host);
  let arrive: (() => void) | undefined;
  host.call = async (request) => {
    const answer: Response = await call(request);
    if (request.cmd === 'fetch_page') await new Promise<void>((go) => (arrive = go));
    return answer;
  };
  const row = app.list.rows[1];
  app.list.cursor = row?.id ?? null;
  carryOut(app, 'full_text', 'list');
  await vi.waitFor(() => expect(arrive).toBeDefined());
  expect([app.reading.id, app.fullText.fetching]).toEqual([row?.id, row?.id]);
  carryOut(app, 'full_text', 'list');
  arrive?.();
  await vi.waitFor(() => expect(app.fullText.fetching).toBeNull());
  expect(host.asked.filter(({ cmd }) => cmd === 'fetch_page')).toHaveLength(1);
  expect(app.toasts.current?.text).toBe('This is the page’s text already');
  expect(app.fullText.failed).toBeNull();
});

test('a page that can’t be had says why beside its article until it is asked for again', async () => {
  await openApp('?language=en&state=offline');
  const row = app.list.rows[0];
  if (!row) throw new Error('there is an article');
  await app.fullText.fetch(row);
  expect(app.fullText.failed).toEqual({ id: row.id, text: 'there is no network; it is fetched when the network is back' });
  const again = app.fullText.fetch(row);
  expect(app.fullText.failed).toBeNull();
  await again;
});
