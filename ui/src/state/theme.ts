/** The theme on the page's root. `system` follows the system as it changes; contrast turns dark with it. */

const REMEMBERED = 'qazet-theme';

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
