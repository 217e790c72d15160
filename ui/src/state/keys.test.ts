import { describe, expect, test } from 'vitest';
import { chordOf, COMMANDS, commandOf, keymapOf, keyName, PRESETS, rebound, type Focus, type Pressed } from './keys';

function press(key: string, code = '', mods = '', focus: Focus = 'elsewhere', keys = '') {
  const pressed: Pressed = { key, code, shiftKey: mods.includes('S'), ctrlKey: mods.includes('C'), metaKey: mods.includes('M'), altKey: mods.includes('A') };
  return commandOf(pressed, focus, keymapOf(keys));
}

describe('keys', () => {
  test.each([
    ['j', 'KeyJ', 'row_next'],
    ['k', 'KeyK', 'row_previous'],
    ['o', 'KeyO', 'open'],
    ['n', 'KeyN', 'unread_next'],
    [' ', 'Space', 'page_next'],
    ['u', 'KeyU', 'toggle_read'],
    ['v', 'KeyV', 'outside'],
    ['p', 'KeyP', 'article_previous'],
    ['s', 'KeyS', 'star'],
    ['l', 'KeyL', 'save'],
    ['m', 'KeyM', 'toggle_read'],
    ['g', 'KeyG', 'gallery'],
    ['r', 'KeyR', 'rates'],
    ['w', 'KeyW', 'weather'],
    ['a', 'KeyA', 'add'],
    ['/', 'Slash', 'search'],
    ['Escape', 'Escape', 'back'],
    ['F5', 'F5', 'sync'],
    ['Enter', 'Enter', 'open'],
  ])('%s does its work', (key, code, command) => {
    expect(press(key, code)).toBe(command);
  });

  test('work on a Cyrillic keyboard as on a Latin one', () => {
    expect(press('о', 'KeyJ')).toBe('row_next');
    expect(press('ы', 'KeyS')).toBe('star');
    expect(press('.', 'Slash')).toBe('search');
    expect(press(',', 'Slash', 'S')).toBe('help');
    expect(press('Ф', 'KeyA', 'S')).toBe('mark_all');
    expect(press('к', 'KeyR', 'C')).toBe('sync');
  });

  test('follow the letter, not its place, on another Latin keyboard', () => {
    // Dvorak: the key where J is printed on a QWERTY keyboard types H.
    expect(press('h', 'KeyJ')).toBeNull();
    expect(press('j', 'KeyC')).toBe('row_next');
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
    expect(press(' ', 'Space', 'S')).toBe('page_previous');
    expect(press('Z', 'KeyZ', 'S')).toBeNull();
  });

  test('in a text field only Escape and updating are ours', () => {
    expect(press('j', 'KeyJ', '', 'text')).toBeNull();
    expect(press('/', 'Slash', '', 'text')).toBeNull();
    expect(press('Enter', 'Enter', '', 'text')).toBeNull();
    expect(press('Escape', 'Escape', '', 'text')).toBe('back');
    expect(press('F5', 'F5', '', 'text')).toBe('sync');
    expect(press(' ', 'Space', '', 'text')).toBeNull();
    expect(press('л', 'KeyK', 'C', 'text')).toBe('palette');
    expect(press('A', 'KeyA', 'S', 'text')).toBeNull();
  });

  test('arrows walk the list only from the list, so that an article can be scrolled', () => {
    expect(press('ArrowDown', 'ArrowDown', '', 'list')).toBe('row_next');
    expect(press('ArrowUp', 'ArrowUp', '', 'list')).toBe('row_previous');
    expect(press('ArrowDown', 'ArrowDown', '', 'elsewhere')).toBeNull();
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

  test('put back by hand is the preset again', () => {
    const there = rebound(keymapOf('netnewswire'), 'star', 'x');
    expect(rebound(keymapOf(there), 'star', 's')).toBe('netnewswire');
  });

  test('that can’t be read is the default', () => {
    expect(keymapOf('emacs star= nonsense=x').chords.row_next).toEqual(['j', 'arrowdown']);
  });

  test('of signs and named keys is told as it is printed', () => {
    expect(['shift+a', 'ctrl+,', 'arrowdown', 'escape', '+', '?'].map(keyName)).toEqual(['Shift+A', 'Ctrl+,', '↓', 'Esc', '+', '?']);
    expect(chordOf({ key: 'Shift', code: 'ShiftLeft', shiftKey: true, ctrlKey: false, metaKey: false, altKey: false })).toBeNull();
  });
});
