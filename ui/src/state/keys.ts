/** Which key does what. One table for the keyboard and for the list of shortcuts. */

export type Command =
  | 'front'
  | 'today'
  | 'row_next'
  | 'row_previous'
  | 'open'
  | 'article_next'
  | 'article_previous'
  | 'star'
  | 'save'
  | 'save_page'
  | 'toggle_read'
  | 'gallery'
  | 'rates'
  | 'weather'
  | 'search'
  | 'back'
  | 'mark_all'
  | 'add'
  | 'help'
  | 'sync'
  | 'settings'
  | 'outside'
  | 'print';

export interface Pressed {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Where the keyboard is. */
export type Focus = 'text' | 'list' | 'control' | 'elsewhere';

const letters: Record<string, Command> = {
  f: 'front',
  t: 'today',
  j: 'row_next',
  k: 'row_previous',
  o: 'open',
  n: 'article_next',
  p: 'article_previous',
  s: 'star',
  l: 'save',
  m: 'toggle_read',
  g: 'gallery',
  r: 'rates',
  w: 'weather',
  a: 'add',
  b: 'outside',
};

/** The command of a key press, if it is one. In a text field only Escape and F5 are ours. */
export function commandOf(pressed: Pressed, focus: Focus): Command | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (key === 'F5') return 'sync';
  const letter = letterOf(pressed);
  if (ctrlKey || metaKey) {
    if (altKey || shiftKey) return null;
    if (letter === 'r') return 'sync';
    if (letter === 'p') return 'print';
    return key === ',' ? 'settings' : null;
  }
  if (altKey) return null;
  if (key === 'Escape') return 'back';
  if (focus === 'text') return null;
  if (key === '?' || (shiftKey && isSlash(pressed))) return 'help';
  if (key === '/' || isSlash(pressed)) return 'search';
  if (shiftKey) return letter === 'a' ? 'mark_all' : letter === 'l' ? 'save_page' : null;
  if (focus === 'list' || focus === 'elsewhere') {
    if (focus === 'list' && key === 'ArrowDown') return 'row_next';
    if (focus === 'list' && key === 'ArrowUp') return 'row_previous';
    // On a row Enter is the row's own click; from nowhere it opens the row the keyboard was on last.
    if (focus === 'elsewhere' && key === 'Enter') return 'open';
  }
  return letter === null ? null : (letters[letter] ?? null);
}

/** The Latin letter of a key: its own, or the one printed there on a Latin keyboard (о is J on a Russian one). */
function letterOf({ key, code }: Pressed): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** The slash key, also where it types a full stop: on Cyrillic keyboards. */
function isSlash({ key, code }: Pressed): boolean {
  return code === 'Slash' && !/^[a-z0-9-]$/i.test(key);
}
