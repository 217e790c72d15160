/** What is worn by the page's root: the theme, and how texts are set. `system` follows the system as it changes; contrast turns dark with it. */
import type { Reading } from '../api/wire/Reading';

export const THEMES = ['system', 'light', 'dark', 'sepia', 'contrast'] as const;
export const FACES = ['serif', 'sans', 'system'] as const;

const REMEMBERED = 'qazet-theme';
const LETTERS: Record<string, string> = { serif: 'var(--serif)', sans: 'var(--sans)', system: 'system-ui, sans-serif' };

/** Puts a theme on, and gives back how to stop following the system. `null`: what was worn last, until settings are known. */
export function wearTheme(theme: string | null): () => void {
  const worn = theme ?? localStorage.getItem(REMEMBERED) ?? 'system';
  if (theme !== null) localStorage.setItem(REMEMBERED, theme);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const wear = () => {
    const root = document.documentElement;
    root.dataset['theme'] = worn === 'system' ? (dark.matches ? 'dark' : 'light') : worn === 'contrast' && dark.matches ? 'dark' : worn;
    if (worn === 'contrast' && dark.matches) root.dataset['contrast'] = 'more';
    else delete root.dataset['contrast'];
  };
  wear();
  dark.addEventListener('change', wear);
  return () => dark.removeEventListener('change', wear);
}

/** Sets texts as the reader likes them. Sizes are in rem, so that they follow the browser's own too. */
export function wearReading(reading: Reading) {
  const root = document.documentElement;
  root.style.setProperty('--read-face', LETTERS[reading.face] ?? 'var(--serif)');
  root.style.setProperty('--read-size', `${reading.size / 16}rem`);
  root.style.setProperty('--read-line', String(reading.line / 100));
  root.style.setProperty('--read-width', `${reading.width / 16}rem`);
  root.toggleAttribute('data-still', reading.still);
}
