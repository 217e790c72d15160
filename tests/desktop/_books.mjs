/** Books out of the real window: an article and the edition are saved where the reader says, and are what they should be. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { check } from './_check.mjs';
import { saveTo } from './_dialogs.mjs';
import { QAZET, beside, findBelow, windows } from './_programs.mjs';
import { photograph } from './_screens.mjs';
import { until } from './_wait.mjs';

const run = promisify(execFile);
/** Where Debian has epubcheck; elsewhere it is a program. */
const JAR = '/usr/share/java/epubcheck.jar';

/** Through the driver; the edition is packed, and nothing is open above the lists. */
export async function saveBooks(window, paper) {
  const pid = findBelow(window.pid, QAZET);
  const [main] = await windows(pid);

  await check('an article is saved as a book where the reader says, by keyboard', async () => {
    const file = join(paper.folder, 'article.epub');
    await window.press('t');
    await window.until('the list has the keyboard', () => document.activeElement?.matches('.rows[aria-busy="false"] [data-row]'));
    await window.press('Enter');
    const title = await window.until('an article is open', () => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ').trim());
    const row = (await paper.rows()).find((each) => plain(each.title) === title);
    await window.click('Сохранить в файл');
    await window.until('the first form has the keyboard', () => document.activeElement?.matches('[role="menuitem"]') && document.activeElement.innerText.includes('EPUB'));
    await photograph(window, 'forms');
    await window.press('Enter');
    await saveTo(pid, main, file);
    await window.until('the window says so', () => document.body.innerText.replace(/\s+/g, ' ').includes('Сохранено: article.epub'));
    await mustBeABook(file, [await paper.show(row.id)]);
  });

  await check('the edition is saved as one book with every article of it', async () => {
    const file = join(paper.folder, 'edition.epub');
    await window.press('g');
    await window.press('e');
    await window.click('Сохранить книгой (EPUB)');
    await saveTo(pid, main, file);
    await window.until('the window says so', () => document.body.innerText.replace(/\s+/g, ' ').includes('Сохранено: edition.epub'));
    const rows = await paper.editionRows();
    await mustBeABook(file, await Promise.all(rows.map((row) => paper.show(row.id))));
    await window.press('Escape');
  });
}

/** epubcheck finds no fault with it, and it holds the words and as many pictures as these articles have. */
async function mustBeABook(file, articles) {
  await until('the file is there', () => stat(file));
  const [program, ...line] = existsSync(JAR) ? ['java', '-jar', JAR] : ['epubcheck'];
  const { stdout, stderr } = await run(program, [...line, file], { maxBuffer: 16 << 20 });
  assert.match(stdout + stderr, /No errors or warnings detected/);
  const book = JSON.parse((await run('/usr/bin/python3', [beside('book.py'), file], { maxBuffer: 64 << 20 })).stdout);
  for (const article of articles) {
    for (const words of [article.title, ...article.text.split('\n').slice(0, 2)].filter(Boolean)) {
      assert.ok(book.text.includes(letters(words)), `${article.title} is in the book with “${words}”`);
    }
    assert.ok(book.text.includes(letters(article.source)), `${article.title} says that it is of ${article.source}`);
  }
  const pictured = articles.filter((article) => article.picture || article.photos.length > 0);
  assert.ok(book.pictures >= Math.min(pictured.length, 1), `${book.pictures} pictures are in the book`);
}

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** What stays the same however a text is set: its letters and digits. */
const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, '');
