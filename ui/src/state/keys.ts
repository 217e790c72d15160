/**
 * Which key does what: one table for the keyboard, for the list of shortcuts and for the hints of buttons.
 *
 * A chord is written as `shift+a`, `ctrl+k`, `space`, `?`; letters are those of a Latin keyboard. What the reader changed
 * stands in the settings as `preset command=chord,chord …`; a command without a chord has none.
 */

export const COMMANDS = [
  'row_next', 'row_previous', 'open', 'mark_all', 'source_next', 'source_previous',
  'page_next', 'page_previous', 'unread_next', 'article_next', 'article_previous', 'star', 'save', 'toggle_read', 'gallery', 'outside', 'find', 'print',
  'palette', 'search', 'front', 'today', 'edition', 'rates', 'weather', 'add', 'save_page', 'sync', 'settings', 'back', 'help',
] as const;
export type Command = (typeof COMMANDS)[number];

export const PRESETS = ['google_reader', 'netnewswire'] as const;
export type Preset = (typeof PRESETS)[number];
/** As they are called everywhere. */
export const PRESET_NAMES: Record<Preset, string> = { google_reader: 'Google Reader', netnewswire: 'NetNewsWire' };

type Chords = Record<Command, readonly string[]>;

const googleReader: Chords = {
  row_next: ['j', 'arrowdown'], row_previous: ['k', 'arrowup'], open: ['o', 'enter'], mark_all: ['shift+a'], source_next: ['shift+j'], source_previous: ['shift+k'],
  page_next: ['space'], page_previous: ['shift+space'], unread_next: ['n'], article_next: [']'], article_previous: ['p', '['], star: ['s'], save: ['l'], toggle_read: ['m', 'u'],
  gallery: ['g'], outside: ['b', 'v'], find: ['ctrl+f'], print: ['ctrl+p'],
  palette: ['ctrl+k'], search: ['/'], front: ['f'], today: ['t'], edition: ['e'], rates: ['r'], weather: ['w'], add: ['a'], save_page: ['shift+l'], sync: ['f5', 'ctrl+r'], settings: ['ctrl+,'], back: ['escape'], help: ['?'],
};
const presets: Record<Preset, Chords> = {
  google_reader: googleReader,
  netnewswire: {
    ...googleReader,
    row_next: ['arrowdown'], row_previous: ['arrowup'], open: ['arrowright', 'enter'], mark_all: ['k'], source_next: ['z'], source_previous: ['a'], unread_next: ['n', '+'],
    toggle_read: ['r', 'u'], outside: ['b'], save: ['l'], rates: ['shift+r'], weather: ['shift+w'], add: ['shift+n'],
  },
};

export interface Keymap {
  preset: Preset;
  chords: Chords;
  commands: ReadonlyMap<string, Command>;
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
  return { preset, chords, commands: new Map(COMMANDS.flatMap((command) => chords[command].map((chord) => [chord, command] as const))), changed: changes.length > 0 };
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

/** The command of a key press, if it is one. In a text field only keys that type nothing are ours. */
export function commandOf(pressed: Pressed, focus: Focus, keymap: Keymap): Command | null {
  const chord = chordOf(pressed);
  const command = chord === null ? undefined : keymap.commands.get(chord);
  if (chord === null || command === undefined) return null;
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
  // A sign has its shift in it; a named key has not.
  return key.length === 1 ? mods + key : `${mods}${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`;
}

const NAMES: Record<string, string> = { arrowdown: '↓', arrowup: '↑', arrowleft: '←', arrowright: '→', escape: 'Esc' };

/** A chord as it is printed on keys: `Shift+A`. */
export function keyName(chord: string): string {
  if (chord === '+') return chord;
  return chord.split('+').map((part) => NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1)).join('+');
}

/** The Latin letter of a key: its own, or the one printed there on a Latin keyboard (о is J on a Russian one). */
function letterOf({ key, code }: Pressed): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** The slash key, also where it types a full stop: on Cyrillic keyboards. */
function isSlash({ key, code }: Pressed): boolean {
  return key === '/' || key === '?' || (code === 'Slash' && !/^[a-z0-9-]$/i.test(key));
}
