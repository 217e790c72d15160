/** The tray, the second start, and closing the window: what the app does when nobody looks at it. */
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { check } from './_check.mjs';
import { openApp } from './_driver.mjs';
import { followLinks } from './_links.mjs';
import { children, closeWindows, commandLine, end, findBelow, memory, place, placeOf, press, QAZET, rests, start, stop, windowNames, windows } from './_programs.mjs';
import { photograph } from './_screens.mjs';
import { openTray } from './_tray.mjs';
import { aside } from './_aside.mjs';
import { plain, until } from './_wait.mjs';

/** Weather and rates stand above the headlines. */
const LINES = 2;
const HEADLINES = 8;
const [SYNC, PAUSE, FRONT, SETTINGS, QUIT] = ['Обновить сейчас', 'Поставить уведомления на паузу', 'Первая полоса', 'Настройки', 'Выйти из Qazet'];
const BELOW = [/^Непрочитанных: \d+$/, SYNC, PAUSE, FRONT, SETTINGS, QUIT];
const HIDDEN = 'Запускать скрытым';

export async function inTray(paper) {
  const tray = await openTray();
  try {
    await clickMenu(tray, paper);
    await liveInTray(tray, paper);
    await aside(tray, paper);
  } finally {
    await tray.close();
  }
}

/** With the window open, seen through the driver. */
async function clickMenu(tray, paper) {
  const window = await check('the window opens beside its tray icon', () => openApp(QAZET, paper.line));
  if (!window) return;
  try {
    const stories = new Set();
    const rows = (await paper.rows()).filter(({ title }) => !stories.has(title.toLowerCase()) && stories.add(title.toLowerCase()));
    const titled = (title) => window.until(`“${title}” is open`, (wanted) => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ') === wanted, plain(title));
    const headed = (title) => window.until(`“${title}” is before the reader`, (wanted) => [...document.querySelectorAll('main h1')].some((head) => head.checkVisibility() && head.innerText.replace(/\s+/g, ' ').startsWith(wanted)), title);

    await check('the menu has weather and rates from the library, the newest headlines, what is not read, and what can be done', async () => {
      const labels = await until('the menu is there', async () => (await tray.menu()).length === LINES + HEADLINES + BELOW.length && tray.menu());
      for (const [index, label] of labels.slice(-BELOW.length).entries()) assert.match(label, new RegExp(BELOW[index]));
      const { current, air_quality: air } = await paper.weather();
      const degrees = Math.sign(current.temperature) * Math.round(Math.abs(current.temperature));
      const line = `Алматы ${degrees < 0 ? `−${-degrees}` : Math.abs(degrees)}°, AQI ${Math.round(air.us_aqi)}`;
      assert.ok(labels[0].startsWith(line), `“${labels[0]}” is “${line}”`);
      const { rates } = await paper.rates();
      for (const { code, value } of rates.slice(0, 3)) {
        const [whole, part = ''] = value.split('.');
        assert.ok(labels[1].includes(`${code} ${whole},${part.padEnd(2, '0')}`), `“${labels[1]}” has ${code} ${value}`);
      }
      const headlines = labels.slice(LINES, -BELOW.length);
      for (const [index, label] of headlines.entries()) assert.ok(isCut(label, rows[index].title), `“${label}” is the headline “${rows[index].title}”`);
    });

    await check('a click on a headline opens its article', async () => {
      const labels = await tray.menu();
      await tray.click(labels[LINES + 2]);
      await titled(rows[2].title);
    });

    await check('the lines of weather and rates open their views, Settings and Front page theirs', async () => {
      const [weather, rates] = await tray.menu();
      await tray.click(weather);
      await headed('Погода');
      await tray.click(rates);
      await headed('Курсы');
      await tray.click(SETTINGS);
      await headed('Настройки');
      await tray.click(FRONT);
      await window.until('the front page is before the reader', () => document.querySelector('main.front')?.checkVisibility());
    });

    await check('notices are paused and resumed from the menu, which says how it stands', async () => {
      await tray.click('На час');
      // In the last hour of a day the pause ends in the next one.
      const state = /^Уведомления на паузе до (\d\d\.\d\d )?\d\d:\d\d$/;
      const label = await until('the menu says it', async () => (await tray.menu()).find((each) => state.test(each)));
      assert.deepEqual(await tray.below(label), ['Включить уведомления', 'На час', 'До завтра', 'Пока не включу']);
      await tray.click('Включить уведомления');
      await until('the menu says that they are resumed', async () => (await tray.menu()).includes(PAUSE));
    });

    await check('the icon has a dot and a count until everything is read', async () => {
      const call = (request) => window.run((each) => window.__TAURI_INTERNALS__.invoke('call', { request: each }), request);
      await call({ cmd: 'mark', args: { ids: [rows[0].id], mark: 'unread' } });
      const before = await until('something is not read', async () => {
        const seen = await tray.look();
        return !seen.tooltip[1].startsWith('Непрочитанных: 0,') && seen;
      });
      assert.equal(before.tooltip[0], 'Qazet');
      assert.match(before.tooltip[1], /^Непрочитанных: [1-9]\d*, за сегодня: \d+$/);
      assert.deepEqual(before.pictures.map(([width]) => width), [96]);
      await call({ cmd: 'mark_all_read', args: { view: { view: 'all' } } });
      const after = await until('nothing is left', async () => {
        const seen = await tray.look();
        return seen.tooltip[1].startsWith('Непрочитанных: 0,') && seen;
      });
      assert.notDeepEqual(after.pictures, before.pictures);
      assert.equal((await tray.items()).registered, 1, 'it is the same icon');
    });

    await check('the icon changes at most once a second, however much happens', async () => {
      await tray.updates();
      const marks = Array.from({ length: 40 }, (_, index) => ({ cmd: 'mark', args: { ids: [rows[0].id], mark: index % 2 ? 'read' : 'unread' } }));
      const call = (requests) => window.run(async (all) => {
        for (const request of all) await window.__TAURI_INTERNALS__.invoke('call', { request });
      }, requests);
      await call(marks.slice(0, 19));
      await until('something is not read', async () => (await tray.look()).tooltip[1].startsWith('Непрочитанных: 1,'));
      await call(marks.slice(19));
      await until('nothing is left', async () => (await tray.look()).tooltip[1].startsWith('Непрочитанных: 0,'));
      const at = await tray.updates();
      assert.ok(at.length >= 2, 'it told of both');
      // One change is told in parts.
      const apart = at.slice(1).map((time, index) => time - at[index]).filter((pause) => pause > 0.3);
      assert.ok(apart.length < 10 && apart.every((pause) => pause > 0.9), `changes at ${at.join(', ')} s`);
    });

    await check('starting at login and hidden are switches, and the desktop knows the first', async () => {
      await tray.click(SETTINGS);
      const folder = join(process.env.XDG_CONFIG_HOME, 'autostart');
      const entry = async () => {
        const [file] = await readdir(folder).catch(() => []);
        return file === undefined ? '' : readFile(join(folder, file), 'utf8');
      };
      const LOGIN = 'Запускать при входе в систему';
      const isOn = (name) => window.until(`“${name}” is on`, (label) => [...document.querySelectorAll('[role="switch"]')].some((each) => each.ariaLabel?.replace(/\s+/g, ' ') === label && each.ariaChecked === 'true'), name);
      await window.click(LOGIN);
      const text = await until('the entry is there', entry);
      assert.ok(text.includes(`Exec="${QAZET}" "--data" "${paper.library}"`), text);
      await isOn(LOGIN);
      await photograph(window, 'settings-desktop');
      await window.click(LOGIN);
      await until('the entry is gone', async () => (await entry()) === '');
      await window.click(HIDDEN);
      await isOn(HIDDEN);
    });

    await followLinks(window, paper, rows);

    await check('Quit ends the app', async () => {
      await tray.click(QUIT);
      await until('the process is gone', () => findBelow(window.pid, QAZET) === undefined);
    });
  } finally {
    await window.quit();
  }
}

/** Without a driver: it would not survive what closing does. */
async function liveInTray(tray, paper) {
  const rows = await paper.rows();
  /** Where the reader puts the window. */
  const chosen = [90, 40, 900, 640];
  let app = start(QAZET, paper.line);
  const one = async () => (await windows(app.pid)).length === 1;
  const show = async (...more) => assert.equal(await end(start(QAZET, [...paper.line, ...more]), 'the second start'), 0);
  const inTray = async () => {
    await until('the window is gone', async () => (await windows(app.pid)).length === 0);
    await until('nothing of the webview is left', () => children(app.pid).length === 0);
    await until('the icon is in the tray', async () => (await tray.items()).there === 1 && (await tray.menu()).length === LINES + HEADLINES + BELOW.length);
    assert.equal(app.code, null, 'the app runs on');
  };
  const weigh = (when) => {
    const { pss, anonymous } = memory(app.pid);
    console.log(`      ${when}: PSS ${pss.toFixed(1)} MiB, anonymous ${anonymous.toFixed(1)} MiB`);
    return anonymous;
  };
  try {
    await check('the app starts hidden where the reader chose that: in the tray, without a window', async () => {
      await inTray();
      await rests(app.pid);
      assert.equal((await windows(app.pid)).length, 0);
    });
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
    const [seen] = await windows(app.pid);
    await place(seen, ...chosen);

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
    await check('the window is where the reader left it', async () => {
      const [again] = await windows(app.pid);
      await until(`it is at ${chosen}`, async () => String(await placeOf(again)) === String(chosen));
    });
    await check('a click on the icon brings the window back after closing it again', async () => {
      await closeWindows(app.pid);
      await inTray();
      await tray.activate();
      await until('there is one window', one);
    });
    await check('a link that comes just as the window closes opens its article all the same', async () => {
      for (const row of rows.slice(4, 7)) {
        const closed = closeWindows(app.pid);
        // Where it comes between the old process and the new one, it is the app from then on.
        const [before, second] = [app, start(QAZET, [...paper.line, '--article', row.id])];
        await closed;
        app = await until(`“${row.title}” is open`, async () => {
          for (const each of [before, second]) {
            if (each.code === null && (await windowNames(each.pid)).some((name) => plain(name).startsWith(plain(row.title)))) return each;
          }
          return undefined;
        });
        assert.equal(await end(app === before ? second : before, 'the other one'), 0);
      }
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
      await tray.click(QUIT);
      assert.equal(await end(app, 'the app'), 0);
    });
  } finally {
    await stop(app);
    for (const line of app.errors.filter((each) => each.startsWith('qazet:'))) console.log(`      ${line}`);
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
