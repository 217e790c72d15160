import { describe, expect, test } from 'vitest';
import { ariaKeys, begunBy, chordOf, COMMANDS, commandOf, keymapOf, keyName, PRESETS, rebound, type Focus, type Pressed } from './keys';

const NAMES = { space: 'Пробел', enter: 'Enter' };

function pressed(key: string, code = '', mods = '', timeStamp = 0): Pressed & { timeStamp: number } {
  return { key, code, shiftKey: mods.includes('S'), ctrlKey: mods.includes('C'), metaKey: mods.includes('M'), altKey: mods.includes('A'), timeStamp };
}

function press(key: string, code = '', mods = '', focus: Focus = 'elsewhere', keys = '') {
  return commandOf(pressed(key, code, mods), focus, keymapOf(keys));
}

/** What the second of two keys does. */
function pair(first: string, second: string, { focus = 'elsewhere', keys = '', after = 100 }: { focus?: Focus; keys?: string; after?: number } = {}) {
  const keymap = keymapOf(keys);
  return commandOf(pressed(second, '', '', after), focus, keymap, begunBy(pressed(first), focus, keymap));
}

describe('keys', () => {
  test.each([
    ['j', 'KeyJ', 'article_next'],
    ['k', 'KeyK', 'article_previous'],
    ['o', 'KeyO', 'open'],
    ['n', 'KeyN', 'unread_next'],
    [' ', 'Space', 'page_next'],
    ['u', 'KeyU', 'toggle_read'],
    ['v', 'KeyV', 'outside'],
    ['p', 'KeyP', 'article_previous'],
    ['s', 'KeyS', 'star'],
    ['l', 'KeyL', 'save'],
    ['m', 'KeyM', 'toggle_read'],
    ['i', 'KeyI', 'gallery'],
    ['r', 'KeyR', 'sync'],
    ['e', 'KeyE', 'mail'],
    ['=', 'Equal', 'larger'],
    ['-', 'Minus', 'smaller'],
    ['w', 'KeyW', 'full_text'],
    ['a', 'KeyA', 'add'],
    ['/', 'Slash', 'search'],
    ['Escape', 'Escape', 'back'],
    ['F5', 'F5', 'sync'],
    ['Enter', 'Enter', 'open'],
  ])('%s does its work', (key, code, command) => {
    expect(press(key, code)).toBe(command);
  });

  test('work on a Cyrillic keyboard as on a Latin one', () => {
    expect(press('о', 'KeyJ')).toBe('article_next');
    expect(press('ы', 'KeyS')).toBe('star');
    expect(press('.', 'Slash')).toBe('search');
    expect(press(',', 'Slash', 'S')).toBe('help');
    expect(press('Ф', 'KeyA', 'S')).toBe('mark_all');
    expect(press('к', 'KeyR', 'C')).toBe('sync');
  });

  test('follow the letter, not its place, on another Latin keyboard', () => {
    // Dvorak: the key where J is printed on a QWERTY keyboard types H.
    expect(press('h', 'KeyJ')).toBe('hide');
    expect(press('j', 'KeyC')).toBe('article_next');
  });

  test('with shift or control mean something else or nothing', () => {
    expect(press('A', 'KeyA', 'S')).toBe('mark_all');
    expect(press('?', 'Slash', 'S')).toBe('help');
    expect(press('r', 'KeyR', 'C')).toBe('sync');
    expect(press(',', 'Comma', 'C')).toBe('settings');
    expect(press('s', 'KeyS', 'C')).toBeNull();
    expect(press('R', 'KeyR', 'CS')).toBeNull();
    expect(press('j', 'KeyJ', 'A')).toBeNull();
    expect(press('J', 'KeyJ', 'S')).toBe('source_next');
    expect(press('K', 'KeyK', 'S')).toBe('source_previous');
    expect(press('N', 'KeyN', 'S')).toBe('source_next');
    expect(press('P', 'KeyP', 'S')).toBe('source_previous');
    expect(press(' ', 'Space', 'S')).toBe('page_previous');
    expect(press('Z', 'KeyZ', 'S')).toBeNull();
  });

  test('in a text field only Escape and updating are ours', () => {
    expect(press('j', 'KeyJ', '', 'text')).toBeNull();
    expect(press('/', 'Slash', '', 'text')).toBeNull();
    expect(press('Enter', 'Enter', '', 'text')).toBeNull();
    expect(press('Escape', 'Escape', '', 'text')).toBe('back');
    expect(press('F5', 'F5', '', 'text')).toBe('sync');
    expect([press('z', 'KeyZ', 'C', 'text'), press('z', 'KeyZ', 'C')]).toEqual([null, 'undo']);
    expect(press(' ', 'Space', '', 'text')).toBeNull();
    expect(press('л', 'KeyK', 'C', 'text')).toBe('palette');
    expect(press('A', 'KeyA', 'S', 'text')).toBeNull();
  });

  test('arrows walk the list only from the list, so that an article can be scrolled', () => {
    expect(press('ArrowDown', 'ArrowDown', '', 'list')).toBe('row_next');
    expect(press('ArrowUp', 'ArrowUp', '', 'list')).toBe('row_previous');
    expect(press('ArrowDown', 'ArrowDown', '', 'elsewhere')).toBeNull();
  });

  test.each([
    ['h', 'front'],
    ['a', 'all'],
    ['s', 'starred'],
    ['u', 'palette'],
    ['n', 'unread'],
    ['t', 'today'],
    ['l', 'saved'],
    ['p', 'photo_reports'],
    ['e', 'edition'],
    ['r', 'rates'],
    ['w', 'weather'],
  ])('G and then %s go there', (key, command) => {
    expect(press('g', 'KeyG')).toBeNull();
    expect(pair('g', key)).toBe(command);
  });

  test('that come late, or make no pair, mean what they mean alone', () => {
    expect(pair('g', 's', { after: 5_000 })).toBe('star');
    expect(pair('g', 'j')).toBe('article_next');
    expect(pair('x', 's')).toBe('star');
    expect(pair('g', 's', { focus: 'text' })).toBeNull();
  });

  test('Enter and the space bar are a control’s own', () => {
    expect(press(' ', 'Space', '', 'control')).toBeNull();
    expect(press('Enter', 'Enter', '', 'control')).toBeNull();
    expect(press('Enter', 'Enter', '', 'list')).toBeNull();
  });
});

describe('the keymap', () => {
  test.each(PRESETS)('of %s has no key twice', (preset) => {
    const { chords } = keymapOf(preset);
    const all = COMMANDS.flatMap((command) => chords[command]);
    expect(all.filter((chord, i) => all.indexOf(chord) !== i)).toEqual([]);
  });

  test('of NetNewsWire has its habits', () => {
    expect([press('k', 'KeyK', '', 'elsewhere', 'netnewswire'), press('r', 'KeyR', '', 'elsewhere', 'netnewswire'), press('a', 'KeyA', '', 'elsewhere', 'netnewswire')]).toEqual(['mark_all', 'toggle_read', 'source_previous']);
  });

  test('changed by the reader is written and read back, and the key that was taken does nothing else', () => {
    const written = rebound(keymapOf(''), 'star', 'l');
    expect(written).toBe('google_reader star=l save=');
    const again = keymapOf(written);
    expect([again.chords.star, again.chords.save, again.changed]).toEqual([['l'], [], true]);
    expect(press('s', 'KeyS', '', 'elsewhere', written)).toBeNull();
  });

  test('has pairs too, which may be changed, and commas', () => {
    const written = rebound(keymapOf(''), 'star', 'g>h');
    expect(written).toBe('google_reader star=g>h front=f');
    expect(pair('g', 'h', { keys: written })).toBe('star');
    const comma = rebound(keymapOf(''), 'star', chordOf(pressed(',', 'Comma', 'C')) ?? '');
    expect([comma, press(',', 'Comma', 'C', 'elsewhere', comma)]).toEqual(['google_reader star=ctrl+comma settings=', 'star']);
  });

  test.each(PRESETS)('of %s has no key that both acts and begins a pair', (preset) => {
    const { commands, beginnings } = keymapOf(preset);
    expect([...beginnings].filter((chord) => commands.has(chord))).toEqual([]);
  });

  test('put back by hand is the preset again', () => {
    const there = rebound(keymapOf('netnewswire'), 'star', 'x');
    expect(rebound(keymapOf(there), 'star', 's')).toBe('netnewswire');
  });

  test('that can’t be read is the default', () => {
    expect(keymapOf('emacs star= nonsense=x').chords.article_next).toEqual(['j', ']']);
  });

  test('of signs and named keys is told as it is printed', () => {
    expect(['shift+a', 'ctrl+comma', 'arrowdown', 'escape', '+', '?', 'g>h'].map((chord) => keyName(chord, NAMES))).toEqual(['Shift+A', 'Ctrl+,', '↓', 'Esc', '+', '?', 'G H']);
    expect(chordOf(pressed('Shift', 'ShiftLeft', 'S'))).toBeNull();
  });
});

test('keys with a word on them are told in the reader’s language, the others as they are printed', () => {
  expect(['space', 'shift+space', 'enter', 'ctrl+k', ''].map((chord) => keyName(chord, NAMES, false))).toEqual(['Пробел', 'Shift+Пробел', 'Enter', 'Ctrl+K', '']);
  expect(['ctrl+k', 'shift+a', 'ctrl+comma'].map((chord) => keyName(chord, NAMES, true))).toEqual(['⌘K', 'Shift+A', '⌘,']);
});

test('what assistive technology is told has the names of ARIA, and no pairs', () => {
  const chords = ['escape', 'ctrl+comma', 'arrowdown', 'shift+a', 'shift+space', 'shift+enter', 'f5', '+', '-', '/', '?', 'g>h', ''];
  expect(chords.map((chord) => ariaKeys(chord, false))).toEqual([
    'Escape', 'Control+,', 'ArrowDown', 'Shift+A', 'Shift+Space', 'Shift+Enter', 'F5', 'Plus', '-', '/', '?', undefined, undefined,
  ]);
  expect(ariaKeys('ctrl+k', true)).toBe('Meta+K');
});
