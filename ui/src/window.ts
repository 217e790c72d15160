/** The window on the page. */
import { mount } from 'svelte';
import App from './App.svelte';
import type { Host } from './host/host';
import type { Language, Messages } from './locales';
import { App as AppState } from './state/app.svelte';
import { Speech } from './state/speech.svelte';

export function openWindow(host: Host, language: Language, messages: Messages) {
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no #app');
  mount(App, { target, props: { app: new AppState(host, new Speech(language, messages)) } });
}
