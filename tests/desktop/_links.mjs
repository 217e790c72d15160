/** A second start, and links that the system hands to it: they go to the window that is open, and do nothing by themselves. */
import assert from 'node:assert/strict';

import { check } from './_check.mjs';
import { end, findBelow, QAZET, qazetctl, start, windows } from './_programs.mjs';
import { plain, until } from './_wait.mjs';

/** Through the driver, with the window open. */
export async function followLinks(window, paper, rows) {
  const again = async (...more) => assert.equal(await end(start(QAZET, [...paper.line, ...more]), 'the second start'), 0);
  const titled = (title) => window.until(`“${title}” is open`, (wanted) => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ') === wanted, plain(title));
  const said = (words) => window.until(`“${words}” is said`, (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted), words);
  const typed = () => window.run(() => document.querySelector('dialog[open] input, [role="dialog"] input')?.value ?? null);

  await check('a second start shows its article in the first window and ends', async () => {
    await again('--article', rows[5].id);
    await titled(rows[5].title);
    assert.equal((await windows(findBelow(window.pid, QAZET))).length, 1);
  });

  await check('a link to an article opens it, and one to an article that is gone says so', async () => {
    await again(`qazet://article/${rows[6].id}`);
    await titled(rows[6].title);
    await again('qazet://article/999999999');
    await said('Этой статьи больше нет в библиотеке.');
  });

  await check('a link to a feed fills in its address, and adds nothing by itself', async () => {
    const before = await qazetctl('--data', paper.library, 'feeds', 'list');
    await again('feed:https://steppe.example/feed?all=1');
    await until('its address is in the field', async () => (await typed()) === 'https://steppe.example/feed?all=1');
    await again('feed://steppe.example/other');
    await until('the next link takes its place', async () => (await typed()) === 'https://steppe.example/other');
    await window.press('Escape');
    await until('the dialog is gone', async () => (await typed()) === null);
    assert.deepEqual((await qazetctl('--data', paper.library, 'feeds', 'list')).length, before.length);
  });

  await check('a link that leads nowhere says why', async () => {
    await again('feed:javascript:alert(1)');
    await said('В ссылке нет веб-адреса.');
    await again(`feed:https://steppe.example/${'a'.repeat(3000)}`);
    await said('Ссылка слишком длинная');
    assert.equal(await typed(), null);
  });
}
