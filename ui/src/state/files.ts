/** Articles and lists as files: the app asks where to save them, a browser downloads them; either way a word says that it is done. */
import type { Format } from '../api/wire/Format';
import type { Selection } from '../api/wire/Selection';
import type { Made } from '../api/api';
import type { App } from './app.svelte';

/** The forms an article is saved in. */
export const FORMATS: readonly Format[] = ['epub', 'html', 'markdown'];

/** Saves articles in the given form. */
export async function saveArticles(app: App, what: Selection, format: Format): Promise<void> {
  await save(app, () => app.api.export(what, format));
}

/** Saves what a currency did over the last days. */
export async function saveRates(app: App, code: string, days: number): Promise<void> {
  await save(app, () => app.api.exportRates(code, days));
}

async function save(app: App, make: () => Promise<Made>) {
  app.toasts.show({ text: app.t.files.making, tone: 'done' });
  const made = await app.try(make);
  if (made === null) return;
  if (made.kind === 'file') {
    const bytes = Uint8Array.from(atob(made.file.bytes), (letter) => letter.charCodeAt(0));
    download(new Blob([bytes], { type: made.file.type }), made.file.name);
    const { name, articles } = made.file;
    app.toasts.show({ text: articles > 1 ? app.t.files.savedMany({ name, count: articles }) : app.t.files.saved({ name }), tone: 'done' });
  } else if (made.name === null) {
    app.toasts.dismiss();
  } else {
    app.toasts.show({ text: app.t.files.saved({ name: made.name }), tone: 'done' });
  }
}

/** Saves the list of sources. */
export async function saveSources(app: App): Promise<void> {
  const made = await app.try(() => app.api.exportOpml());
  if (made === null) return;
  if (made.kind === 'text') download(new Blob([made.text], { type: 'text/x-opml' }), 'qazet.opml');
  else if (made.name === null) return;
  app.toasts.show({ text: app.t.settings.exported, tone: 'done' });
}

function download(bytes: Blob, name: string) {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A file as it is, for the wire. */
export function inBase64(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => failed(reader.error ?? new Error('the file can not be read'));
    reader.readAsDataURL(file);
  });
}
