/** The tray, the second start, and closing the window: what the app does when nobody looks at it. */
import assert from 'node:assert/strict';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { check } from './_check.mjs';
import { openApp } from './_driver.mjs';
import { children, closeWindows, commandLine, end, findBelow, memory, press, QAZET, rests, start, stop, windowNames, windows } from './_programs.mjs';
import { openTray } from './_tray.mjs';
import { until } from './_wait.mjs';

const WORDS = ['Обновить сейчас', 'Открыть Qazet', 'Выйти из Qazet'];
/** Weather and rates stand above the headlines. */
const LINES = 2;

export async function inTray(paper) {
  const tray = await openTray();
  try {
    await clickHeadlines(tray, paper);
    await liveInTray(tray, paper);
    await stayWithoutProgram(tray, paper);
  } finally {
    await tray.close();
  }
}

/** With the window open, seen through the driver. */
async function clickHeadlines(tray, paper) {
  const window = await check('the window opens beside its tray icon', () => openApp(QAZET, paper.line));
  if (!window) return;
  try {
    const rows = await paper.rows();
    const titled = (title) => window.until(`“${title}” is open`, (wanted) => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ') === wanted, plain(title));

    await check('the menu has weather and rates from the library, the newest headlines, then sync, open and quit', async () => {
      const labels = await until('the menu is there', async () => (await tray.menu()).length > WORDS.length && tray.menu());
      assert.deepEqual(labels.slice(-3), WORDS);
      const { current, air_quality: air } = await paper.weather();
      const degrees = Math.round(current.temperature);
      const line = `Алматы ${degrees < 0 ? `−${-degrees}` : Math.abs(degrees)}°, AQI ${Math.round(air.us_aqi)}`;
      assert.ok(labels[0].startsWith(line), `“${labels[0]}” is “${line}”`);
      const { rates } = await paper.rates();
      for (const { code, value } of rates.slice(0, 3)) {
        const [whole, part = ''] = value.split('.');
        assert.ok(labels[1].includes(`${code} ${whole},${part.padEnd(2, '0')}`), `“${labels[1]}” has ${code} ${value}`);
      }
      const headlines = labels.slice(LINES, -3);
      assert.equal(headlines.length, 8);
      for (const [index, label] of headlines.entries()) assert.ok(isCut(label, rows[index].title), `“${label}” is the headline “${rows[index].title}”`);
    });

    await check('a click on a headline opens its article', async () => {
      const labels = await tray.menu();
      await tray.click(labels[LINES + 2]);
      await titled(rows[2].title);
    });

    await check('a second start shows its article in the first window and ends', async () => {
      const second = start(QAZET, [...paper.line, '--article', rows[5].id]);
      assert.equal(await end(second, 'the second start'), 0);
      await titled(rows[5].title);
      assert.equal((await windows(findBelow(window.pid, QAZET))).length, 1);
    });

    await check('Quit ends the app', async () => {
      await tray.click(WORDS[2]);
      await until('the process is gone', () => findBelow(window.pid, QAZET) === undefined);
    });
  } finally {
    await window.quit();
  }
}

/** Without a driver: it would not survive what closing does. */
async function liveInTray(tray, paper) {
  const rows = await paper.rows();
  const app = start(QAZET, [...paper.line, '--hidden']);
  const one = async () => (await windows(app.pid)).length === 1;
  const show = async (...more) => assert.equal(await end(start(QAZET, [...paper.line, ...more]), 'the second start'), 0);
  const inTray = async () => {
    await until('the window is gone', async () => (await windows(app.pid)).length === 0);
    await until('nothing of the webview is left', () => children(app.pid).length === 0);
    await until('the icon is in the tray', async () => (await tray.items()).there === 1 && (await tray.menu()).length === LINES + 8 + WORDS.length);
    assert.equal(app.code, null, 'the app runs on');
  };
  const weigh = (when) => {
    const { pss, anonymous } = memory(app.pid);
    console.log(`      ${when}: PSS ${pss.toFixed(1)} MiB, anonymous ${anonymous.toFixed(1)} MiB`);
    return anonymous;
  };
  try {
    await check('--hidden starts in the tray, without a window', inTray);
    await rests(app.pid);
    const before = weigh('before the first window');

    await check('a second start opens the window', async () => {
      await show();
      await until('there is one window', one);
    });
    await check('a second start with an article shows it', async () => {
      await show('--article', rows[3].id);
      await titledWindow(app.pid, rows[3].title);
    });
    const open = weigh('with the window open');

    await check('closing the window leaves the app in the tray, and gives the memory back', async () => {
      await closeWindows(app.pid);
      await inTray();
      assert.ok(commandLine(app.pid).includes('--hidden'), 'the process began anew, under its old number');
      await rests(app.pid);
      const after = weigh('closed to the tray');
      assert.ok(after < open / 2, `of ${open} MiB less than half is left`);
      assert.ok(after < before * 1.25, `it is as light as before its first window (${before} MiB)`);
    });

    await check('a click on a headline opens the window again, with its article', async () => {
      await tray.click((await tray.menu())[LINES + 1]);
      await titledWindow(app.pid, rows[1].title);
    });
    await check('Open brings the window back after closing it again', async () => {
      await closeWindows(app.pid);
      await inTray();
      await tray.click(WORDS[1]);
      await until('there is one window', one);
    });
    await check('another library opens beside the first', async () => {
      const other = start(QAZET, ['--hidden', ...paper.otherLine]);
      try {
        await until('both icons are in the tray', async () => (await tray.items()).there === 2);
        await tray.click(await until('the other menu is there', async () => (await tray.menu()).at(-1)));
        assert.equal(await end(other, 'the other app'), 0);
        await until('the first icon stays', async () => (await tray.items()).there === 1);
        assert.equal(app.code, null, 'the first app runs on');
      } finally {
        await stop(other);
      }
    });
    await check('Quit ends the app with code 0', async () => {
      await tray.click(WORDS[2]);
      assert.equal(await end(app, 'the app'), 0);
    });
  } finally {
    await stop(app);
    for (const line of app.errors.filter((each) => each.startsWith('qazet:'))) console.log(`      ${line}`);
  }
}

/** The package was removed or is being replaced: there is nothing to begin anew with. */
async function stayWithoutProgram(tray, paper) {
  const program = join(paper.folder, 'qazet');
  await copyFile(QAZET, program);
  const app = start(program, paper.line);
  try {
    await check('the app stays in the tray even when its program is gone', async () => {
      await until('there is one window', async () => (await windows(app.pid)).length === 1);
      await rm(program);
      await closeWindows(app.pid);
      await until('the window is gone', async () => (await windows(app.pid)).length === 0);
      const labels = await until('the menu is there', () => tray.menu());
      assert.equal(app.code, null, 'the app runs on');
      await tray.click(labels.at(-1));
      assert.equal(await end(app, 'the app'), 0);
    });
  } finally {
    await stop(app);
  }
}

/** A library that can't be opened: the app says why and ends. */
export async function refusal(paper, blocked) {
  for (const [sentence, line, words] of blocked) {
    await check(sentence, async () => {
      const app = start(QAZET, line);
      try {
        const [dialog] = await until('the dialog is there', async () => {
          const shown = await windows(app.pid);
          return shown.length > 0 && shown;
        });
        await until('the sentence is said', () => app.errors.some((each) => words.every((word) => each.includes(word))));
        await press(dialog, 'Return');
        assert.equal(await end(app, 'the app'), 1);
      } finally {
        await stop(app);
      }
    });
  }
}

const titledWindow = (pid, title) =>
  until(`a window is titled “${title}”`, async () => (await windowNames(pid)).some((name) => plain(name).startsWith(plain(title))));

/** Is `label` the headline, or its beginning up to the end of a word? */
function isCut(label, headline) {
  if (!label.endsWith('…')) return label === headline;
  const beginning = label.slice(0, -1);
  return headline.startsWith(beginning) && /^[\s,:;–—-]/.test(headline.slice(beginning.length));
}

function plain(text) {
  return text.replace(/\s+/g, ' ').trim();
}
