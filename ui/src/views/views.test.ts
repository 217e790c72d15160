import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { tick } from 'svelte';
import './behind';
import Window from '../App.svelte';
import { fakeHost } from '../host/fake';
import { catalogues } from '../locales/from_disk';
import { App } from '../state/app.svelte';
import { Speech } from '../state/speech.svelte';
import { settingsOf } from '../state/palette';
import { openPhotosOf } from '../state/photos';

let app: App;

async function openWindow(search = '?language=en') {
  const host = fakeHost(search);
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await expect.poll(() => app.start !== null || app.startError !== null).toBe(true);
  await expect.poll(() => app.list.loading).toBe(false);
  await tick();
  return host;
}

afterEach(() => cleanup());

const press = (key: string, code = '', more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key, code, ...more });

test('the sidebar names views with their counts and sources with their trouble', async () => {
  await openWindow();
  await press('t', 'KeyT');
  const sidebar = await screen.findByRole('complementary', { name: 'Views and sources' });
  expect((await within(sidebar).findByRole('button', { name: /All news/ })).textContent).toContain('255');
  expect(within(sidebar).getByRole('button', { name: /Today/ }).getAttribute('aria-current')).toBe('page');
  expect(await within(sidebar).findByText(/The last check failed\. 3 failures in a row/)).toBeTruthy();
});

test('rates say their direction in words, not only in colour', async () => {
  await openWindow();
  const [rates] = await screen.findAllByRole('region', { name: 'Rates' });
  if (!rates) throw new Error('no rates widget');
  const row = await within(rates).findByRole('row', { name: /EUR/ });
  expect(row.textContent).toMatch(/588\.10/);
  expect(row.textContent).toMatch(/down/);
  expect(row.textContent).toMatch(/\u22120\.86/);
});

test('G and R open the rates as a table and Escape comes back', async () => {
  await openWindow();
  await press('g', 'KeyG');
  await press('r', 'KeyR');
  expect(await screen.findByRole('columnheader', { name: 'Currency' })).toBeTruthy();
  await press('Escape');
  await expect.poll(() => screen.queryByRole('columnheader', { name: 'Currency' })).toBeNull();
});

test('G W opens the weather with its credit', async () => {
  const host = await openWindow();
  await press('g', 'KeyG');
  await press('w', 'KeyW');
  await fireEvent.click(await screen.findByRole('button', { name: 'Weather data by Open-Meteo.com' }));
  await expect.poll(() => host.opened).toEqual(['https://open-meteo.com/']);
});

test('an article shows its own time with the offset, and its text in a shadow root', async () => {
  await openWindow();
  await app.openArticle('101');
  expect(await screen.findByText('UTC+5')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('тропы');
  expect(document.querySelector('.prose-host')?.shadowRoot?.querySelector('blockquote')).not.toBeNull();
});

test('what a publisher changed is struck out and underlined, and what stayed is folded', async () => {
  await openWindow();
  await app.openArticle('101');
  await fireEvent.click(await screen.findByRole('button', { name: /^changed / }));
  const dialog = await screen.findByRole('dialog', { name: 'Earlier texts' });
  await within(dialog).findByText('мае');
  const said = (kind: string) => [...dialog.querySelectorAll(kind)].map((each) => each.textContent);
  expect(said('del')).toEqual(['Removed: разметят', 'Removed: мае']);
  expect(said('ins')).toEqual(['Added: разметили', 'Added: апреле']);
  expect(within(dialog).queryByText('Разметку начали осенью.')).toBeNull();
  await fireEvent.click(within(dialog).getByRole('button', { name: 'One paragraph unchanged' }));
  expect(within(dialog).getByText('Разметку начали осенью.')).toBeTruthy();
});

test('the gallery is walked by keyboard to both ends', async () => {
  await openWindow();
  const article = await app.openArticle('103');
  if (article) await openPhotosOf(app, article);
  const gallery = await screen.findByRole('dialog', { name: /Gallery/ });
  expect(within(gallery).getByText('1 of 12')).toBeTruthy();
  await fireEvent.keyDown(gallery, { key: 'ArrowRight' });
  await expect.poll(() => within(gallery).queryByText('2 of 12')).not.toBeNull();
  await fireEvent.keyDown(gallery, { key: 'End' });
  await fireEvent.keyDown(gallery, { key: 'ArrowRight' });
  await expect.poll(() => within(gallery).queryByText('12 of 12')).not.toBeNull();
});

test('an address that can’t be used marks the field and keeps the dialog', async () => {
  await openWindow();
  await press('a', 'KeyA');
  const field = await screen.findByLabelText('Address of a site or feed');
  await fireEvent.input(field, { target: { value: 'nonsense' } });
  await fireEvent.submit(field.closest('form') ?? field);
  expect((await screen.findByRole('alert')).textContent).toMatch(/can’t be used/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('an address that is no feed shows how its answer begins, as text', async () => {
  await openWindow();
  await press('a', 'KeyA');
  const field = await screen.findByLabelText('Address of a site or feed');
  await fireEvent.input(field, { target: { value: 'example.kz/html' } });
  await fireEvent.submit(field.closest('form') ?? field);
  expect((await screen.findByRole('alert')).textContent).toMatch(/no feed/);
  const answer = await screen.findByText(/<h1>404<\/h1>/);
  expect(answer.querySelector('h1')).toBeNull();
});

test('a source that asks for a login is added with one, which goes nowhere else', async () => {
  const host = await openWindow();
  await press('a', 'KeyA');
  const field = await screen.findByLabelText('Address of a site or feed');
  const form = field.closest('form') ?? field;
  await fireEvent.input(field, { target: { value: 'example.kz/locked' } });
  await fireEvent.submit(form);
  await fireEvent.input(await screen.findByLabelText('Name'), { target: { value: 'aigul' } });
  await fireEvent.input(await screen.findByLabelText('Password', { selector: 'input[type=password]' }), { target: { value: 'tulips' } });
  await fireEvent.submit(form);
  await screen.findByText('Newest articles');
  await fireEvent.submit(form);
  await expect.poll(() => app.dialog).toBeNull();
  const told = host.asked.filter((request) => JSON.stringify(request).includes('tulips'));
  const login = { kind: 'password', user: 'aigul', password: 'tulips' };
  expect(told).toEqual([
    { cmd: 'preview_feed', args: { url: 'example.kz/locked', login } },
    { cmd: 'add_feed', args: { url: 'example.kz/locked', folder: '', login } },
  ]);
});

test('a refresh that would cost the server everything waits for the reader’s word', async () => {
  const host = await openWindow();
  await app.sources.refresh('f8');
  const question = await screen.findByRole('dialog', { name: 'Fetch everything anew?' });
  expect(question.textContent).toMatch(/f8\.example\.kz can’t say/);
  await fireEvent.click(within(question).getByRole('button', { name: 'Refresh anyway' }));
  await expect.poll(() => app.toasts.current?.text).toBe('The Steppe Herald: nothing new');
  expect(host.asked.flatMap((request) => (request.cmd === 'refresh_feed' ? [request.args.anyway] : []))).toEqual([false, true]);
});

test('a removed source leaves the sidebar at once and comes back with Undo', async () => {
  const host = await openWindow();
  const line = () => document.querySelector('.sources [title^="Каспий и Арал"]');
  await expect.poll(line).not.toBeNull();
  app.dialog = { kind: 'feed', id: 'f4' };
  await fireEvent.click(await screen.findByText('Remove source'));
  await expect.poll(line).toBeNull();
  await fireEvent.click(await screen.findByText('Undo'));
  await expect.poll(line).not.toBeNull();
  expect(host.asked.some((request) => request.cmd === 'remove_feed')).toBe(false);
});

test('a start that fails shows the sentence and a way to try again', async () => {
  await openWindow('?state=error');
  expect(await screen.findByText(/another Qazet/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('the first run speaks the language that is tried and subscribes to its papers', async () => {
  const host = await openWindow('?state=first&language=en');
  await fireEvent.click(await screen.findByRole('radio', { name: 'Қазақша' }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Жалғастыру' }));
  await fireEvent.click(await screen.findByRole('button', { name: /Жалғастыру: 2/ }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Газетті ашу' }));
  await expect.poll(() => app.choosing).toBe(false);
  const subscribed = host.asked.find((request) => request.cmd === 'subscribe');
  expect(subscribed?.cmd === 'subscribe' && subscribed.args.urls).toHaveLength(2);
  expect(host.asked.some((request) => request.cmd === 'sync')).toBe(true);
  expect(app.settings?.language).toBe('kk');
});

test('who types and goes to the list at once comes to what was typed', async () => {
  await openWindow();
  await press('/', 'Slash');
  const field = (await screen.findByRole('searchbox', { name: 'Search' })) as HTMLInputElement;
  const { rows } = await app.api.timeline({ view: 'all' }, null, 1);
  const word = rows[0]?.title.split(' ')[0] ?? '';
  await expect.poll(() => document.activeElement).toBe(field);
  await fireEvent.input(field, { target: { value: word } });
  await fireEvent.keyDown(field, { key: 'ArrowDown', code: 'ArrowDown' });
  await expect.poll(() => app.list.cursor).not.toBeNull();
  expect(app.list.source).toEqual({ kind: 'search', query: word });
  expect(app.list.cursor).toBe(app.list.rows[0]?.id);
});

test('papers that come while a language is on its way are chosen for that language', async () => {
  const { fetch } = globalThis;
  let [read, come] = [() => {}, () => {}];
  const words = new Promise<void>((done) => (read = done));
  const papers = new Promise<void>((done) => (come = done));
  globalThis.fetch = (file) => words.then(() => fetch(file));
  const host = fakeHost('?state=first&language=en');
  const call = host.call.bind(host);
  host.call = (request) => (request.cmd === 'catalogue' ? papers.then(() => call(request)) : call(request));
  app = new App(host, new Speech('en', catalogues.en));
  render(Window, { app });
  await fireEvent.click(await screen.findByRole('radio', { name: 'Русский' }));
  come();
  await expect.poll(() => (screen.getByRole('button', { name: 'Skip' }) as HTMLButtonElement).disabled).toBe(false);
  read();
  globalThis.fetch = fetch;
  await fireEvent.click(await screen.findByRole('button', { name: 'Пропустить' }));
  await expect.poll(() => app.choosing).toBe(false);
  const subscribed = host.asked.find((request) => request.cmd === 'subscribe');
  expect(subscribed?.cmd === 'subscribe' && subscribed.args.urls).toEqual((await app.api.catalogue()).filter((entry) => entry.default && entry.language === 'ru').map((entry) => entry.url));
  expect(app.settings?.language).toBe('ru');
});

test('G and E open the edition: what is in it, what it saved, what had no room', async () => {
  await openWindow('?language=en&edition=tight');
  await press('g', 'KeyG');
  await press('e', 'KeyE');
  const page = await screen.findByRole('main', { name: 'Edition' });
  await within(page).findByText('No room for 153 articles.');
  expect(page.textContent).toMatch(/Pictures weighed 20\sMB when they came and take 9\.6\sMB: 52% less\./);
  expect(page.textContent).toContain('No room for 88 pictures of the articles that are in.');
  await fireEvent.click(within(page).getByRole('button', { name: 'Open the edition' }));
  expect(await screen.findByRole('region', { name: 'Edition: articles' })).toBeTruthy();
});

test('packing says how far it is, in words and as a progress bar, and can be stopped', async () => {
  const host = await openWindow('?language=en&edition=packing');
  await press('g', 'KeyG');
  await press('e', 'KeyE');
  const bar = await screen.findByRole('progressbar', { name: 'Pictures' });
  expect(bar.getAttribute('aria-valuenow')).toBe('29');
  expect(await screen.findByText('Pictures: 143 of 486')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await within(screen.getByRole('main', { name: 'Edition' })).findByText('Packing was not finished')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  await expect.poll(() => host.asked.some((each) => each.cmd === 'resume_edition')).toBe(true);
});

test('the share of a source is chosen in its dialog', async () => {
  const host = await openWindow('?language=en&edition=packed');
  await press('g', 'KeyG');
  await press('e', 'KeyE');
  const page = await screen.findByRole('main', { name: 'Edition' });
  await fireEvent.click(await within(page).findByRole('button', { name: 'Степной вестник' }));
  const dialog = await screen.findByRole('dialog');
  await fireEvent.click(within(dialog).getByRole('radio', { name: 'More' }));
  await expect.poll(() => host.asked.find((each) => each.cmd === 'weigh_feed')).toEqual({ cmd: 'weigh_feed', args: { id: 'f1', weight: 'more' } });
});

test('the first run can be skipped: the paper opens with what the language chose', async () => {
  const host = await openWindow('?state=first&language=en');
  await fireEvent.click(await screen.findByRole('button', { name: 'Skip' }));
  await expect.poll(() => app.choosing).toBe(false);
  const subscribed = host.asked.find((request) => request.cmd === 'subscribe');
  expect(subscribed?.cmd === 'subscribe' && subscribed.args.urls.length).toBeGreaterThan(0);
  expect(app.page).toBe('front');
});

test('a newer Qazet is looked for only when the reader asks, and who is asked is said before', async () => {
  const host = await openWindow();
  const asked: string[] = [];
  const call = host.call.bind(host);
  host.call = (request) => {
    if (request.cmd === 'update') asked.push(request.args.step);
    return call(request);
  };
  app.show('settings');
  expect(await screen.findByText(/only when you ask it to\. It asks \S*updates\.example\.kz/)).toBeTruthy();
  expect(asked).toEqual(['known']);
  await fireEvent.click(screen.getByRole('button', { name: 'Look for an update' }));
  expect(await screen.findByText(/Version \S*0\.2\.0\S* is there/)).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Install and restart' }));
  await expect.poll(() => asked).toEqual(['known', 'look', 'install']);
});

test('where others keep Qazet up to date, settings and palette have nothing of it', async () => {
  const host = await openWindow();
  const call = host.call.bind(host);
  let answered = false;
  host.call = async (request) => {
    const answer = await call(request);
    if (request.cmd !== 'update') return answer;
    answered = true;
    return { kind: 'update', value: null };
  };
  app.show('settings');
  await screen.findByRole('button', { name: 'Copy diagnostics' });
  await expect.poll(() => answered).toBe(true);
  await tick();
  expect(screen.queryByText('Newer versions of Qazet')).toBeNull();
  expect(settingsOf(app), 'and the palette leads to nothing of it').not.toContain('Newer versions of Qazet');
});

test('the palette leads to every setting', async () => {
  await openWindow('?language=en');
  await press(',', 'Comma', { ctrlKey: true });
  const page = await screen.findByRole('main', { name: 'Settings' });
  const names = [...page.querySelectorAll('.setting b')].map((name) => name.textContent);
  expect(names.length).toBeGreaterThan(25);
  // The last notices have a page of their own, which is among the views.
  const settings = names.filter((name) => name !== app.t.notices.recent);
  expect(settings.filter((name) => !settingsOf(app).includes(name ?? ''))).toEqual([]);
  expect(settingsOf(app).filter((name) => !settings.includes(name)), 'and to nothing that is not there').toEqual([]);
});

test('what is typed before the palette is there stands in it', async () => {
  await openWindow();
  void press('k', 'KeyK', { ctrlKey: true });
  void press('s', 'KeyS');
  void press('e', 'KeyE');
  const field = await screen.findByRole<HTMLInputElement>('combobox');
  expect(field.value).toBe('se');
});
