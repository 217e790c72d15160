/** Starts the interface on whatever surrounds it. Little is read before this runs: the news is on its way while the window's code is not there yet. */
import { OPEN } from './api/open';
import { ahead } from './host/ahead';
import { chooseHost } from './host/choose';
import { tellPainted } from './host/painted';
import { firstLanguage, loadMessages } from './locales';
import { wearTheme } from './state/theme';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/find.css';
import './styles/video.css';

async function start() {
  const host = ahead(await chooseHost(), OPEN);
  const language = firstLanguage();
  const messages = loadMessages(language);
  // The window wears it anew, and follows the system.
  wearTheme(null)();

  // Cyrillic stands in two files of each face: both at once, or a Kazakh word changes face halfway.
  for (const face of ['600 1em "Source Serif 4"', '400 1em "Inter"']) void document.fonts.load(face, 'aнәі');

  const { openWindow } = await import('./window');
  openWindow(host, language, await messages);
  tellPainted(host);
}

// Not awaited: the window's code shares this file's, and would wait for it as this waits for the window.
void start();
