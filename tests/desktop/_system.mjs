/** What the window asks of the system: the clipboard, the printer's dialog, a file to save, a browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { check } from './_check.mjs';
import { another, saveTo } from './_dialogs.mjs';
import { QAZET, clipboard, findBelow, press, qazetctl, start, stop, windowNames, windows } from './_programs.mjs';
import { photograph } from './_screens.mjs';
import { until } from './_wait.mjs';

/** Through the driver, with an article open. `opened` is where the browser writes down what it is asked for. */
export async function askSystem(window, paper, opened) {
  const pid = findBelow(window.pid, QAZET);
  const [main] = await windows(pid);

  await check('the settings lead to what happened with every source', async () => {
    const feeds = await qazetctl('--data', paper.library, 'feeds', 'list');
    await press(main, 'ctrl+comma');
    await window.click('Открыть обновления');
    await window.until('every source has its line', (titles) => {
      const lines = [...document.querySelectorAll('main .table .line')].map((line) => line.innerText);
      return lines.length === titles.length && titles.every((title) => lines.some((line) => line.includes(title)));
    }, feeds.map((feed) => feed.title));
    await photograph(window, 'updates');
    await window.press('Escape');
  });

  await check('the list of sources is saved where the reader says', async () => {
    const file = join(paper.folder, 'list.opml');
    await window.click('Выгрузить OPML');
    await saveTo(pid, main, file);
    const list = await until('the file is there', () => readFile(file, 'utf8'));
    const feeds = await qazetctl('--data', paper.library, 'feeds', 'list');
    for (const feed of feeds) assert.ok(list.includes(feed.url), `${feed.url} is in the file`);
    const copy = join(paper.folder, 'copy');
    const { found, added } = await qazetctl('--data', copy, 'opml', 'import', file);
    assert.deepEqual([found, added], [feeds.length, feeds.length], 'another library takes it');
  });

  await check('a dialog that is cancelled saves nothing and says nothing', async () => {
    const said = /Не получилось|Список источников сохранён/;
    await until('what was said of the list before is gone', async () => !said.test(await window.text()));
    await window.click('Выгрузить OPML');
    await press(await another(pid, main), 'Escape');
    await until('the dialog is gone', async () => (await windows(pid)).length === 1);
    assert.doesNotMatch(await window.text(), said);
    await window.press('Escape');
  });

  await check('the link of an article is copied to the clipboard', async () => {
    await window.press('t');
    await window.until('the list has the keyboard', () => document.activeElement?.matches('.rows[aria-busy="false"] [data-row]'));
    await window.press('Enter');
    await window.until('an article is open', () => document.querySelector('main article h1'));
    await window.click('Поделиться');
    await window.click('Скопировать ссылку');
    const link = await until('the clipboard has it', clipboard);
    const rows = await paper.rows();
    assert.ok(rows.some((row) => row.link === link), `${link} is the link of an article`);
  });

  await check('a passage of the text is copied with the article it is from', async () => {
    await window.selectIn('.prose-host', 'p');
    await press(main, 'ctrl+c');
    const rows = await paper.rows();
    const copied = await until('the clipboard has a passage', async () => /^.{40,}\n\n/.test(await clipboard()) && clipboard());
    assert.ok(rows.some((row) => copied.trimEnd().endsWith(row.link)), `“${copied}” ends with the link`);
  });

  await check('diagnostics are copied, though the core takes its time', async () => {
    await press(main, 'ctrl+comma');
    await window.click('Скопировать диагностику');
    await until('the clipboard has them', async () => (await clipboard()).startsWith('Qazet '));
    await window.press('Escape');
  });

  await check('an address that is none of the web is handed to nobody', async () => {
    const before = await readFile(opened, 'utf8');
    const strange = ['file:///etc/passwd', 'javascript:alert(1)', 'smb://server/share', 'data:text/html,x', 'tauri://localhost/', '/usr/bin/id'];
    const answers = await window.run((addresses) => {
      window.answers = [];
      for (const url of addresses) {
        window.__TAURI_INTERNALS__.invoke('call', { request: { cmd: 'link', args: { url } } }).then(
          () => window.answers.push(`${url} was opened`),
          (error) => window.answers.push(error.code),
        );
      }
    }, strange).then(() => window.until('all were answered', (count) => window.answers.length === count && window.answers, strange.length));
    assert.deepEqual(answers, strange.map(() => 'bad_address'));
    assert.equal(await readFile(opened, 'utf8'), before);
  });
}

/** Without the driver: a window that is automated prints nothing. */
export async function print(paper) {
  await check('Ctrl+P opens the print dialog for an article, and Escape closes it', async () => {
    const [row] = await paper.rows();
    const app = start(QAZET, [...paper.line, '--article', row.id]);
    try {
      await until('the article is open', async () => (await windowNames(app.pid)).some((name) => name.endsWith('· Qazet')));
      const [main] = await windows(app.pid);
      await press(main, 'ctrl+p');
      await press(await another(app.pid, main), 'Escape');
      await until('the dialog is gone', async () => (await windows(app.pid)).length === 1);
    } finally {
      await stop(app);
    }
  });
}
