import { beforeEach, describe, expect, test, vi } from 'vitest';
import { leadAbove, picturesOf } from './content';
import { showProse, type ProseText } from './prose';

const follow = vi.fn();
const enlarge = vi.fn();
const host = { mediaUrl: (hash: string) => `qazet-media://localhost/${hash}`, follow, enlarge, words: { credit: (credit: string) => `Photo: ${credit}`, absent: 'not here', gallery: 'Gallery', video: 'Watch', videoHint: () => 'Opens outside.' } };
let element: HTMLElement;

function show(html: string, more: Partial<ProseText> = {}): ShadowRoot {
  showProse(element, { html, language: 'ru', lead: '', videos: [], above: [], ...more }, host);
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

  test.each(['/media/abc', 'qazet-media://localhost/abc', 'http://qazet-media.localhost/abc'])('are known by the name that the core gives them: %s', (src) => {
    expect(show(`<img src="${src}" alt="">`).querySelector('img')?.getAttribute('src')).toBe('qazet-media://localhost/abc');
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

describe('the lead', () => {
  const first = 'Вантовая переправа через Или в понедельник приняла первые машины.';
  const html = `<div><p>${first}</p><p>Дальше.</p></div>`;

  test('is said once, above the text', () => {
    expect(leadAbove(html, first)).toBe(first);
    expect([...show(html, { lead: first }).querySelectorAll('p')].map((p) => p.textContent)).toEqual(['Дальше.']);
  });

  test('that a feed cut short is shown whole', () => {
    expect(leadAbove(html, 'Вантовая переправа через Или в понедельник […]')).toBe(first);
    expect(leadAbove(html, `${first} Дальше. И ещё…`)).toBe(first);
  });

  test('in the editors’ own words stands beside the first paragraph', () => {
    expect(leadAbove(html, 'Мост открыт.')).toBe('Мост открыт.');
    expect(show(html, { lead: 'Мост открыт.' }).querySelectorAll('p')).toHaveLength(2);
  });

  test('with a link in it stays in the text, so that the link works', () => {
    const linked = `<p>Вантовая переправа <a href="https://example.kz/">через Или</a> открыта.</p>`;
    const lead = 'Вантовая переправа через Или открыта.';
    expect(leadAbove(linked, lead)).toBe('');
    expect(show(linked, { lead }).querySelector('p.lead a')).not.toBeNull();
  });

  test('is not looked for in a quotation', () => {
    expect(leadAbove(`<blockquote><p>${first}</p></blockquote>`, first)).toBe(first);
    expect(show(`<blockquote><p>${first}</p></blockquote>`, { lead: first }).querySelectorAll('p')).toHaveLength(1);
  });
});

test('a film’s link becomes a poster in its place and still opens outside', () => {
  const videos = [{ url: 'https://youtube.com/watch?v=x', provider: 'youtube', poster: 'still' }];
  const root = show('<p>до</p><figure><a href="https://youtube.com/watch?v=x"><span class="missing-picture" role="img"></span>▶ Мост</a></figure><p>после</p>', { videos });
  const poster = root.querySelector('figure a.video img');
  expect(poster?.getAttribute('src')).toBe('qazet-media://localhost/still');
  expect(root.querySelector('figcaption')?.textContent).toBe('Мост. Opens outside.');
  click(poster);
  expect(follow).toHaveBeenCalledWith('https://youtube.com/watch?v=x');
  expect(enlarge).not.toHaveBeenCalled();
});

test('a credit in the caption is the picture’s credit', () => {
  const [picture] = picturesOf('<figure><img src="/media/a"><figcaption>Пилон <small>Фото Ерлан Турсын</small></figcaption></figure>');
  expect(picture).toMatchObject({ caption: 'Пилон', credit: 'Фото Ерлан Турсын' });
});

test('a place kept for a picture says that it is not here', () => {
  expect(show('<p><span class="missing-picture" role="img"></span></p>').querySelector('.absent')?.textContent).toBe('not here');
});

describe('photos that stand above', () => {
  const photo = (hash: string, caption = '', credit = '') => ({ url: '', hash, caption, credit, width: null, height: null });
  const figure = (hash: string, caption = '') => `<figure><img src="/media/${hash}" alt="">${caption && `<figcaption>${caption}</figcaption>`}</figure>`;
  const textOf = (html: string, above: ReturnType<typeof photo>[]) => {
    const root = show(html, { above });
    return { words: root.querySelector('.prose')?.textContent.replace(/\s+/g, ' ').trim(), hashes: [...root.querySelectorAll('img')].map((img) => img.dataset['hash']) };
  };
  const frost = photo('a', 'Мороз', 'Тест Тестов');

  test.each<[what: string, html: string, above: ReturnType<typeof photo>[], words: string, hashes: string[]]>([
    ['a figure goes with the words that the gallery says', `<p>Снег.</p>${figure('a', 'Мороз <small>Тест Тестов</small>')}<p>Ветер.</p>`, [frost], 'Снег.Ветер.', []],
    ['a figure without words goes', figure('a') + '<p>Ветер.</p>', [frost], 'Ветер.', []],
    ['one that says more stays whole', figure('a', 'Мороз и солнце'), [frost], 'Мороз и солнце', ['a']],
    ['a link in its words keeps it', figure('a', '<a href="https://example.kz">Мороз</a>'), [frost], 'Мороз', ['a']],
    ['a link round the picture does not', '<figure><a href="https://example.kz/a.jpg"><img src="/media/a" alt=""></a></figure><p>Ветер.</p>', [frost], 'Ветер.', []],
    ['another photo beside it keeps both', '<figure><img src="/media/a" alt=""><img src="/media/b" alt=""></figure>', [frost], '', ['a', 'b']],
    ['two of the card in one figure go together', '<figure><img src="/media/a" alt=""><img src="/media/b" alt=""><figcaption>Мороз. Лёд</figcaption></figure>', [frost, photo('b', 'Лёд')], '', []],
    ['a photo alone in a paragraph goes with it', '<p><img src="/media/a" alt=""></p><p>Ветер.</p>', [frost], 'Ветер.', []],
    ['a photo among words stays', '<p>Снег <img src="/media/a" alt=""> и ветер.</p>', [frost], 'Снег и ветер.', ['a']],
    ['what the card does not show stays', figure('b', 'Лёд'), [frost], 'Лёд', ['b']],
    ['where there is no card all stay', figure('a', 'Мороз'), [], 'Мороз', ['a']],
  ])('%s', (_, html, above, words, hashes) => expect(textOf(html, above)).toEqual({ words, hashes }));

  test('leave no empty line behind', () => {
    const root = show(`<ul><li>Снег</li><li>${figure('a')}</li></ul>`, { above: [frost] });
    expect(root.querySelectorAll('li')).toHaveLength(1);
  });
});

test('the credit of a picture in the text is worded as everywhere', () => {
  const root = show('<figure><img src="/media/a" alt=""><figcaption>Мороз <small>Тест Тестов</small></figcaption></figure>');
  expect(root.querySelector('figcaption')?.textContent).toBe('Мороз Photo: Тест Тестов');
});
