import { expect, test } from 'vitest';
import { contentOf } from './content';
import { typesetBlocks } from './typeset';

function set(html: string, language = 'ru'): string {
  const content = contentOf(html);
  typesetBlocks(content, language);
  const page = document.createElement('div');
  page.append(content);
  return page.innerHTML.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ');
}

test('a quote goes on across links and bold words', () => {
  expect(set('<p>Мост "<b>Дала</b> и <a href="#x">степь" открыт</a> - уже</p>')).toBe('<p>Мост «<b>Дала</b> и <a href="#x">степь» открыт</a> — уже</p>');
  expect(set('<p><b>"Дала</b>" пишет</p>')).toBe('<p><b>«Дала</b>» пишет</p>');
});

test('a quote ends with its paragraph: one without its end stays, and its neighbours are set', () => {
  expect(set('<p>Он "сказал</p><p>и ушёл" - "вчера"</p><p>"Да"</p>')).toBe('<p>Он "сказал</p><p>и ушёл" — "вчера"</p><p>«Да»</p>');
});

test('each line, entry and cell is set by itself', () => {
  expect(set('<p>"Раз"<br>"Два"</p><ul><li>"Три</li><li>"Четыре"</li></ul>')).toBe('<p>«Раз»<br>«Два»</p><ul><li>"Три</li><li>«Четыре»</li></ul>');
});

test('code stays as it is, and a quote round it is a quote', () => {
  expect(set('<p>Команда "<code>echo "a - b"</code>" и <kbd>"</kbd></p><pre>"x" - y</pre>')).toBe('<p>Команда «<code>echo "a - b"</code>» и <kbd>"</kbd></p><pre>"x" - y</pre>');
});

test('English text has its own quotes', () => {
  expect(set('<p>The "<i>Swallow</i>" - waits</p>', 'en')).toBe('<p>The “<i>Swallow</i>” - waits</p>');
});
