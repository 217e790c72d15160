import { describe, expect, test } from 'vitest';
import { commandOf, type Focus, type Pressed } from './keys';

function press(key: string, code = '', mods = '', focus: Focus = 'elsewhere') {
  const pressed: Pressed = { key, code, shiftKey: mods.includes('S'), ctrlKey: mods.includes('C'), metaKey: mods.includes('M'), altKey: mods.includes('A') };
  return commandOf(pressed, focus);
}

describe('keys', () => {
  test.each([
    ['j', 'KeyJ', 'row_next'],
    ['k', 'KeyK', 'row_previous'],
    ['o', 'KeyO', 'open'],
    ['n', 'KeyN', 'article_next'],
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
    expect(press('J', 'KeyJ', 'S')).toBeNull();
  });

  test('in a text field only Escape and updating are ours', () => {
    expect(press('j', 'KeyJ', '', 'text')).toBeNull();
    expect(press('/', 'Slash', '', 'text')).toBeNull();
    expect(press('Enter', 'Enter', '', 'text')).toBeNull();
    expect(press('Escape', 'Escape', '', 'text')).toBe('back');
    expect(press('F5', 'F5', '', 'text')).toBe('sync');
  });

  test('arrows walk the list only from the list, so that an article can be scrolled', () => {
    expect(press('ArrowDown', 'ArrowDown', '', 'list')).toBe('row_next');
    expect(press('ArrowUp', 'ArrowUp', '', 'list')).toBe('row_previous');
    expect(press('ArrowDown', 'ArrowDown', '', 'elsewhere')).toBeNull();
  });

  test('Enter is a control’s own', () => {
    expect(press('Enter', 'Enter', '', 'control')).toBeNull();
    expect(press('Enter', 'Enter', '', 'list')).toBeNull();
  });
});
