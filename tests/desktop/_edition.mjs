/** The edition on the plane, in the real window: each article and photo report of it is whole, and nobody is asked for anything. */
import assert from 'node:assert/strict';

import { check } from './_check.mjs';
import { photograph } from './_screens.mjs';
import { until } from './_wait.mjs';

/** Runs in the page: the words of the article, those in its shadow root included. */
function articleText() {
  const words = (node) =>
    [...(node.shadowRoot ?? node).childNodes]
      .map((child) => (child.nodeType === Node.TEXT_NODE ? child.data : child.nodeName === 'STYLE' ? '' : words(child)))
      .join(' ');
  const found = [...document.querySelectorAll('main [role="region"]')].map(words).join(' ');
  return found.replace(/[\s\u00ad]+/g, ' ').replace(/ (?=[.,:;!?…»”)])/g, '').trim();
}

/** Runs in the page: whether every picture of the article has arrived, those out of sight too, and none is said to be absent. */
function isWhole() {
  const all = [];
  const gather = (root) => {
    for (const each of root.querySelectorAll('*')) {
      if (each.shadowRoot) gather(each.shadowRoot);
      if (each.nodeName === 'IMG') all.push(each);
    }
  };
  gather(document.querySelector('main'));
  for (const image of all) image.loading = 'eager';
  return !document.body.innerText.replace(/\s+/g, ' ').includes('нет на диске') && all.every((image) => image.complete && image.naturalWidth > 0);
}

export async function readEdition(window, paper) {
  const edition = await paper.edition();
  await check('G and E open the edition, which says what is in it and what it takes', async () => {
    await window.press('g');
    await window.press('e');
    const shown = await window.until('the edition is there', (articles) => {
      const page = document.querySelector('main.page');
      const text = page?.innerText.replace(/\s+/g, ' ') ?? '';
      return text.includes(articles) && text;
    }, String(edition.articles));
    for (const count of [edition.photo_reports, edition.pictures]) assert.ok(shown.includes(String(count)), `${count}: ${shown}`);
    await photograph(window, 'edition');
  });

  await check('every article and photo report of the edition is whole in the window', async () => {
    const rows = await paper.editionRows();
    assert.equal(rows.length, edition.articles);
    await window.click('Открыть выпуск');
    await window.until('the list of the edition is there', (id) => document.querySelector(`.rows[aria-busy="false"] [data-row="${id}"]`), rows[0].id);
    await window.press('j');
    await window.press('Enter');
    for (const [index, row] of rows.entries()) {
      if (index > 0) await window.press(']');
      assert.equal(row.state, 'complete', row.link);
      const article = await paper.show(row.id);
      const paragraphs = article.text.split('\n').map(plain).filter(Boolean);
      const title = plain(row.title);
      await until(`“${title}” is open`, async () => plain(await window.run(() => document.querySelector('main h1')?.innerText ?? '')) === title);
      await window.until(`“${title}” is whole`, isWhole);
      // Two papers may have one headline: only the text tells which of them is open.
      for (const paragraph of paragraphs) await until(`“${row.title}” says “${paragraph}”`, async () => plain(await window.run(articleText)).includes(paragraph));
      if (article.photos.length > 0) await lookThrough(window, article.photos.length);
    }
    await window.press('Escape');
  });

  await check('nobody was asked for anything', () => assert.equal(paper.knocks(), 0));
}

async function lookThrough(window, count) {
  await window.press('i');
  for (let number = 1; number <= count; number++) {
    await window.until(`photo ${number} is there`, (wanted) => {
      const gallery = document.querySelector('dialog[open]');
      const image = gallery?.querySelector('.stage img');
      return new RegExp(`(^|\\D)${wanted} из `).test(gallery?.innerText.replace(/\s+/g, ' ') ?? '') && image?.complete && image.naturalWidth > 0;
    }, number);
    await window.press('ArrowRight');
  }
  await window.press('Escape');
  await window.until('the gallery is closed', () => !document.querySelector('dialog[open]'));
}

/** Words as they are said: blanks, quotes and dashes are set by the page. */
function plain(text) {
  return text.replace(/\s+/g, ' ').replace(/[«»„“”]/g, '"').replace(/[–—]/g, '-').trim();
}
