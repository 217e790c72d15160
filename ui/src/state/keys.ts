/**
 * Which key does what: one table for the keyboard, for the list of shortcuts and for the hints of buttons.
 *
 * A chord is written as `shift+a`, `ctrl+k`, `space`, `?`; letters are those of a Latin keyboard. Two keys one after the
 * other are `g>h`. What the reader changed stands in the settings as `preset command=chord,chord …`; a command without a
 * chord has none.
 *
 * The default keys are Google Reader's, with four exceptions. J and K open the next article only beside an open one; before
 * that they walk the list, because walking marks nothing read. N goes to the next unread instead of the next row, and U marks
 * unread, as in NetNewsWire. O and Enter do not fold an article up again, 1 and 2 do not change the view: there are three panes.
 */

export const COMMANDS = [
  'article_next', 'article_previous', 'row_next', 'row_previous', 'open', 'unread_next', 'mark_all', 'source_next', 'source_previous',
  'page_next', 'page_previous', 'star', 'save', 'toggle_read', 'hide', 'gallery', 'full_text', 'outside', 'mail', 'larger', 'smaller', 'find', 'print', 'read_aloud',
  'palette', 'undo', 'search', 'front', 'today', 'all', 'unread', 'starred', 'saved', 'photo_reports', 'hidden', 'edition', 'rates', 'weather', 'add', 'save_page', 'sync', 'settings', 'back', 'help',
] as const;
export type Command = (typeof COMMANDS)[number];

export const PRESETS = ['google_reader', 'netnewswire'] as const;
export type Preset = (typeof PRESETS)[number];
/** As they are called everywhere. */
export const PRESET_NAMES: Record<Preset, string> = { google_reader: 'Google Reader', netnewswire: 'NetNewsWire' };

type Chords = Record<Command, readonly string[]>;

const googleReader: Chords = {
  article_next: ['j', ']'], article_previous: ['k', 'p', '['], row_next: ['arrowdown'], row_previous: ['arrowup'], open: ['o', 'enter'], unread_next: ['n'],
  mark_all: ['shift+a'], source_next: ['shift+n', 'shift+j'], source_previous: ['shift+p', 'shift+k'],
  page_next: ['space'], page_previous: ['shift+space'], star: ['s'], save: ['l'], toggle_read: ['m', 'u'], hide: ['h'], gallery: ['i'], full_text: ['w'], outside: ['v', 'b'], mail: ['e'],
  larger: ['='], smaller: ['-'], find: ['ctrl+f'], print: ['ctrl+p'], read_aloud: ['shift+r'],
  palette: ['ctrl+k', 'g>u'], undo: ['z', 'ctrl+z'], search: ['/'], front: ['g>h', 'f'], today: ['g>t', 't'], all: ['g>a'], unread: ['g>n'], starred: ['g>s'], saved: ['g>l'], photo_reports: ['g>p'], hidden: [],
  edition: ['g>e'], rates: ['g>r'], weather: ['g>w'], add: ['a'], save_page: ['shift+l'], sync: ['r', 'f5', 'ctrl+r'], settings: ['ctrl+comma'], back: ['escape'], help: ['?'],
};
const presets: Record<Preset, Chords> = {
  google_reader: googleReader,
  netnewswire: {
    ...googleReader,
    article_next: [']'], article_previous: ['[', 'p'], open: ['arrowright', 'enter'], mark_all: ['k'], source_next: ['z'], source_previous: ['a'], unread_next: ['n', '+'],
    toggle_read: ['r', 'u'], undo: ['ctrl+z'], outside: ['b'], sync: ['f5', 'ctrl+r'], add: ['shift+n'],
  },
};

export interface Keymap {
  preset: Preset;
  chords: Chords;
  commands: ReadonlyMap<string, Command>;
  /** The keys that begin a pair. */
  beginnings: ReadonlySet<string>;
  /** Something differs from the preset. */
  changed: boolean;
}

/** The keys as the settings have them; what can't be read there is as in the preset. */
export function keymapOf(written: string): Keymap {
  const [name, ...changes] = written.split(' ').filter(Boolean);
  const preset = PRESETS.find((each) => each === name) ?? 'google_reader';
  const chords: Record<Command, readonly string[]> = { ...presets[preset] };
  for (const change of changes) {
    const [word = '', list = ''] = change.split(/=(.*)/s);
    const command = COMMANDS.find((each) => each === word);
    if (command) chords[command] = list.split(',').filter(Boolean);
  }
  const commands = new Map(COMMANDS.flatMap((command) => chords[command].map((chord) => [chord, command] as const)));
  const beginnings = new Set([...commands.keys()].map((chord) => /^(.+)>./.exec(chord)?.[1] ?? '').filter(Boolean));
  return { preset, chords, commands, beginnings, changed: changes.length > 0 };
}

/** `keymap` as the settings keep it, with `command` on `chord` alone; whatever had that chord has it no more. */
export function rebound(keymap: Keymap, command: Command, chord: string): string {
  const chords = Object.fromEntries(COMMANDS.map((each) => [each, each === command ? [chord] : keymap.chords[each].filter((other) => other !== chord)])) as unknown as Chords;
  return written(keymap.preset, chords);
}

function written(preset: Preset, chords: Chords): string {
  const changes = COMMANDS.filter((each) => chords[each].join() !== presets[preset][each].join()).map((each) => `${each}=${chords[each].join(',')}`);
  return [preset, ...changes].join(' ');
}

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

/** A key that begins a pair, and when it was pressed, in milliseconds. */
export interface Begun {
  chord: string;
  at: number;
}

/** So long the second key of a pair may take. */
const PAIR_MS = 2_000;

/** The pair that a key press begins; `null` where it begins none. */
export function begunBy(pressed: Pressed & { timeStamp: number }, focus: Focus, keymap: Keymap): Begun | null {
  const chord = chordOf(pressed);
  return chord !== null && focus !== 'text' && keymap.beginnings.has(chord) ? { chord, at: pressed.timeStamp } : null;
}

/** The command of a key press, if it is one. In a text field only keys that type nothing are ours. */
export function commandOf(pressed: Pressed & { timeStamp: number }, focus: Focus, keymap: Keymap, begun: Begun | null = null): Command | null {
  const chord = chordOf(pressed);
  if (chord === null) return null;
  if (begun !== null && focus !== 'text' && pressed.timeStamp - begun.at < PAIR_MS) {
    const pair = keymap.commands.get(`${begun.chord}>${chord}`);
    if (pair !== undefined) return pair;
  }
  const command = keymap.commands.get(chord);
  if (command === undefined) return null;
  // What was typed is taken back by the field itself.
  if (focus === 'text' && command === 'undo') return null;
  if (focus === 'text' && !/^(ctrl\+|alt\+|f\d|escape$)/.test(chord)) return null;
  // Arrows walk the list only from the list, so that an article can be scrolled.
  if (chord.startsWith('arrow') && focus !== 'list') return null;
  // On a row Enter is the row's own click; from nowhere it opens the row the keyboard was on last.
  if (chord === 'enter' && focus !== 'elsewhere') return null;
  if (chord.endsWith('space') && focus === 'control') return null;
  return command;
}

/** How a key press is written; `null` for one that is only a modifier, or dead. */
export function chordOf(pressed: Pressed): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Unidentified', 'CapsLock'].includes(key)) return null;
  const mods = `${ctrlKey || metaKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}`;
  const letter = letterOf(pressed);
  if (letter !== null) return `${mods}${shiftKey ? 'shift+' : ''}${letter}`;
  if (isSlash(pressed)) return mods + (key === '?' || shiftKey ? '?' : '/');
  if (key === ' ') return `${mods}${shiftKey ? 'shift+' : ''}space`;
  // Commas stand between chords.
  if (key === ',') return `${mods}comma`;
  // A sign has its shift in it; a named key has not.
  return key.length === 1 ? mods + key : `${mods}${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`;
}

/** A key as buttons and hints say it. */
export interface Key {
  /** As it is printed on keys: `Shift+A`, `G H`; empty for none. */
  name: string;
  /** For `aria-keyshortcuts`, which knows no pairs. */
  aria: string | undefined;
}

/** The keys that have a word on them, in the reader's language. */
export interface KeyNames {
  space: string;
  enter: string;
}

export const keyOf = (chord: string, names: KeyNames): Key => ({ name: keyName(chord, names), aria: ariaKeys(chord) });

const IS_MAC = /Macintosh/.test(globalThis.navigator?.userAgent ?? '');
const NAMES: Record<string, string> = { arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', escape: 'Esc', comma: ',', plus: '+' };
const ARIA: Record<string, string> = { arrowdown: 'ArrowDown', arrowup: 'ArrowUp', arrowleft: 'ArrowLeft', arrowright: 'ArrowRight', pagedown: 'PageDown', pageup: 'PageUp', ctrl: 'Control', comma: ',', plus: 'Plus' };

/** A chord as it is printed on keys: `Shift+A`, `G H`; `⌘K` where keys have that. */
export function keyName(chord: string, names: KeyNames, isMac = IS_MAC): string {
  const pair = /^(.+)>(.+)$/.exec(chord);
  if (pair) return pair.slice(1).map((each) => keyName(each, names, isMac)).join(' ');
  const words: Record<string, string> = { ...NAMES, ...names, ...(isMac && { ctrl: '⌘' }) };
  return parts(chord).map((part) => words[part] ?? capital(part)).join('+').replace('⌘+', '⌘');
}

/** A chord as `aria-keyshortcuts` has it; nothing for a pair, which can't be said there. */
export function ariaKeys(chord: string, isMac = IS_MAC): string | undefined {
  if (chord === '' || /.>./.test(chord)) return undefined;
  const words: Record<string, string> = { ...ARIA, ...(isMac && { ctrl: 'Meta' }) };
  return parts(chord).map((part) => words[part] ?? capital(part)).join('+');
}

const parts = (chord: string) => chord.replace(/\+$/, 'plus').split('+');
const capital = (part: string) => part.charAt(0).toUpperCase() + part.slice(1);

/** The Latin letter of a key: its own, or the one printed there on a Latin keyboard (о is J on a Russian one). */
function letterOf({ key, code }: Pressed): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** The slash key, also where it types a full stop: on Cyrillic keyboards. */
function isSlash({ key, code }: Pressed): boolean {
  return key === '/' || key === '?' || (code === 'Slash' && !/^[a-z0-9-]$/i.test(key));
}
