/** Starts the interface on whatever surrounds it. */
import { mount } from 'svelte';
import App from './App.svelte';
import { chooseHost } from './host/choose';
import { loadMessages, nearestLanguage } from './locales';
import { App as AppState } from './state/app.svelte';
import { Speech } from './state/speech.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/find.css';
import './styles/video.css';

const language = nearestLanguage(navigator.language);
const messages = loadMessages(language);

// Cyrillic stands in two files of each face: both at once, or a Kazakh word changes face halfway.
for (const face of ['600 1em "Source Serif 4"', '400 1em "Inter"']) void document.fonts.load(face, 'нәі');

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target, props: { app: new AppState(await chooseHost(), new Speech(language, await messages)) } });
