import { beforeEach, describe, expect, test, vi } from 'vitest';
import { picturesOf, showProse } from './prose';

const follow = vi.fn();
const enlarge = vi.fn();
const host = { mediaUrl: (hash: string) => `qazet-media://localhost/${hash}`, follow, enlarge, absent: 'not here' };
let element: HTMLElement;

function show(html: string): ShadowRoot {
  showProse(element, html, 'ru', host);
  const root = element.shadowRoot;
  if (!root) throw new Error('no shadow root');
  return root;
}

beforeEach(() => {
  follow.mockReset();
  enlarge.mockReset();
  element = document.createElement('div');
  document.body.replaceChildren(element);
});

function click(target: Element | null, type = 'click') {
  const event = new MouseEvent(type, { bubbles: true, composed: true, cancelable: true });
  target?.dispatchEvent(event);
  return event;
}

describe('clicks', () => {
  test('on a link never navigate; the address goes to the app', () => {
    const root = show('<p><a href="https://example.kz/a"><b>слово</b></a></p>');
    const event = click(root.querySelector('b'));
    expect(event.defaultPrevented).toBe(true);
    expect(follow).toHaveBeenCalledWith('https://example.kz/a');
  });

  test('with the middle button are caught as well', () => {
    const event = click(show('<a href="https://example.kz/a">x</a>').querySelector('a'), 'auxclick');
    expect(event.defaultPrevented).toBe(true);
    expect(follow).toHaveBeenCalledOnce();
  });

  test('a synthetic click inside the shadow root is caught too', () => {
    const root = show('<a href="https://example.kz/a">x</a>');
    root.querySelector('a')?.click();
    expect(follow).toHaveBeenCalledOnce();
  });

  test('a link that slipped past the sanitizer goes nowhere by itself', () => {
    const event = click(show('<a href="javascript:alert(1)">x</a>').querySelector('a'));
    expect(event.defaultPrevented).toBe(true);
    expect(follow).toHaveBeenCalledWith('javascript:alert(1)');
  });

  test('a place in the same text is only scrolled to', () => {
    click(show('<a href="#note">1</a><p id="note">сноска</p>').querySelector('a'));
    expect(follow).not.toHaveBeenCalled();
  });

  test('on plain text do nothing', () => {
    const event = click(show('<p>слово</p>').querySelector('p'));
    expect(event.defaultPrevented).toBe(false);
    expect(follow).not.toHaveBeenCalled();
  });

  test('a form is never sent', () => {
    const root = show('<form action="https://evil.example/"><button>go</button></form>');
    const event = new Event('submit', { bubbles: true, cancelable: true });
    root.querySelector('form')?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(click(root.querySelector('button')).defaultPrevented).toBe(true);
  });

  test('a new text in the same element has one guard, not two', () => {
    show('<p>первый</p>');
    const root = show('<a href="https://example.kz/b">x</a>');
    click(root.querySelector('a'));
    expect(follow).toHaveBeenCalledOnce();
  });
});

describe('pictures', () => {
  test('come from the media route only', () => {
    const root = show('<img src="/media/abc" srcset="https://evil.example/1.jpg 2x" alt="вид"><img src="https://evil.example/1.jpg" alt="чужая"><img alt="">');
    const shown = [...root.querySelectorAll('img')];
    expect(shown.map((img) => img.getAttribute('src'))).toEqual(['qazet-media://localhost/abc']);
    expect(shown[0]?.hasAttribute('srcset')).toBe(false);
    expect([...root.querySelectorAll('.absent')].map((box) => box.textContent)).toEqual(['чужая', 'not here']);
  });

  test('open in full by click and by Enter', () => {
    const root = show('<figure><img src="/media/abc" alt="вид"></figure>');
    const img = root.querySelector('img');
    click(img);
    img?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
    expect(enlarge.mock.calls).toEqual([['abc'], ['abc']]);
    expect(img?.tabIndex).toBe(0);
  });

  test('that can’t be loaded leave their words', () => {
    const root = show('<img src="/media/abc" alt="вид">');
    root.querySelector('img')?.dispatchEvent(new Event('error'));
    expect(root.querySelector('img')).toBeNull();
    expect(root.querySelector('.absent')?.textContent).toBe('вид');
  });

  test('are listed with their captions', () => {
    const list = picturesOf('<figure><img src="/media/a" alt="alt"><figcaption> Подпись </figcaption></figure><img src="/media/b" alt="alt"><img src="https://x/c.jpg">');
    expect(list.map(({ hash, caption }) => [hash, caption])).toEqual([
      ['a', 'Подпись'],
      ['b', 'alt'],
    ]);
  });
});

test('short words are tied in texts and left alone in code', () => {
  const root = show('<p>в степи</p><pre>в степи</pre>');
  expect(root.querySelector('p')?.textContent).toBe('в\u00a0степи');
  expect(root.querySelector('pre')?.textContent).toBe('в степи');
  expect(root.querySelector('.prose')?.getAttribute('lang')).toBe('ru');
});
