/** The app where something is amiss: its program is gone, the tray goes away, the window stays blank. And beside its own library, from a stick. */
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { check } from './_check.mjs';
import { another } from './_dialogs.mjs';
import { children, closeWindows, commandLine, end, press, QAZET, start, stop, windowNames, windows } from './_programs.mjs';
import { plain, until } from './_wait.mjs';

const QUIT = 'Выйти из Qazet';

export async function aside(tray, paper) {
  const stick = join(paper.folder, 'stick');
  const program = join(stick, 'qazet');
  await mkdir(join(stick, 'qazet-data'), { recursive: true });
  await copyFile(QAZET, program);
  await fromStick(tray, program, stick, paper);
  await stayWithoutProgram(tray, program, paper);
  await stayWithoutTray(tray, paper);
  await stayWithoutHost(tray, paper);
  await stayBlank(tray, paper);
}

async function fromStick(tray, program, stick, paper) {
  const world = paper.line.slice(-2);
  const app = start(program, [...world, '--hidden']);
  try {
    await check('a folder beside the program holds the library, and everything else', async () => {
      await until('the icon is in the tray', async () => (await tray.menu()).length > 0);
      await stat(join(stick, 'qazet-data', 'library.sqlite'));
      assert.equal(await end(start(program, world), 'the second start'), 0);
      await until('the second start opened a window of the first', async () => (await windows(app.pid)).length === 1);
      await until('the caches lie there too', () => stat(join(stick, 'qazet-data', 'cache', 'webview')));
      await closeWindows(app.pid);
      await until('the process began anew', () => commandLine(app.pid).includes('--portable'));
      await tray.click(await until('the icon is back', async () => (await tray.menu()).at(-1)));
      assert.equal(await end(app, 'the app'), 0);
    });
  } finally {
    await stop(app);
  }
}

/** The package was removed or is being replaced: there is nothing to begin anew with. */
async function stayWithoutProgram(tray, program, paper) {
  const [row] = await paper.rows();
  const app = start(program, [...paper.line, '--article', row.id]);
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

/** The app waits half a minute for a tray to come back; where time stands still, that is at once. */
async function stayWithoutTray(tray, paper) {
  const app = start(QAZET, [...paper.line, '--hidden', '--clock', 'manual']);
  try {
    await check('where the tray goes away, the window comes back, and the icon with the tray', async () => {
      await until('the icon is in the tray', async () => (await tray.menu()).includes(QUIT));
      await tray.vanish();
      await until('the window is back', async () => (await windows(app.pid)).length === 1);
      const { registered } = await tray.items();
      await tray.appear();
      await until('the icon is in the tray again', async () => (await tray.items()).registered > registered || (await tray.menu()).includes(QUIT));
      await tray.click(QUIT);
      assert.equal(await end(app, 'the app'), 0);
    });
  } finally {
    await stop(app);
  }
}

/** A tray that shows no icons is none: neither a start nor closing leaves the reader without a window. */
async function stayWithoutHost(tray, paper) {
  for (const [sentence, lose, mend] of [
    ['where nobody shows the icons, a hidden start has its window, and closing it ends the app', tray.nohost, tray.host],
    ['where the tray takes no icon, a hidden start has its window, and closing it ends the app', tray.refuse, tray.take],
  ]) {
    await lose();
    const app = start(QAZET, [...paper.line, '--hidden', '--clock', 'manual']);
    try {
      await check(sentence, async () => {
        await until('the window is there', async () => (await windows(app.pid)).length === 1);
        await closeWindows(app.pid);
        assert.equal(await end(app, 'the app'), 0);
      });
    } finally {
      await stop(app);
      await mend();
    }
  }
}

/** A page whose process stands still draws nothing, as with a graphics card that WebKit does not get on with. The window is not the first: the app was in the tray before. */
async function stayBlank(tray, paper) {
  const [row] = await paper.rows();
  await goBlank(tray, paper.otherLine, 'a window that stays blank offers to draw without the graphics card', async (app, main) => {
    const dialog = await another(app.pid, main);
    assert.ok(app.errors.some((line) => line.includes('qazet --safe-graphics')), 'and says so on the command line');
    await press(dialog, 'Return');
    return '';
  });
  await goBlank(tray, paper.line, 'a second start draws without the graphics card what the first one leaves blank', async () => {
    assert.equal(await end(start(QAZET, [...paper.line, '--safe-graphics', '--article', row.id]), 'the second start'), 0);
    return row.title;
  });
}

async function goBlank(tray, line, sentence, mend) {
  const app = start(QAZET, [...line, '--hidden', '--patience', '1']);
  const stopped = [];
  try {
    await check(sentence, async () => {
      await until('the icon is in the tray', async () => (await tray.items()).there === 1);
      assert.equal(await end(start(QAZET, line), 'the second start'), 0);
      const web = await until('the page has its process', () => children(app.pid).find((each) => commandLine(each)[0]?.endsWith('WebKitWebProcess')));
      process.kill(web, 'SIGSTOP');
      stopped.push(web);
      const [main] = await until('the window is there', async () => {
        const shown = await windows(app.pid);
        return shown.length > 0 && shown;
      });
      const title = await mend(app, main);
      const environment = () => readFile(`/proc/${app.pid}/environ`, 'utf8').then((text) => text.split('\0'));
      await until('the process began anew', async () => (await environment()).includes('WEBKIT_DISABLE_DMABUF_RENDERER=1'));
      await until('its window is there', async () => (await windowNames(app.pid)).some((name) => plain(name).startsWith(plain(title))));
    });
  } finally {
    for (const each of stopped) process.kill(each, 'SIGKILL');
    await stop(app);
  }
}
