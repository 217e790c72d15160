/** Notices as the desktop shows them: a real notification server (dunst), real clicks, and a newspaper whose feed the test writes. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { check } from './_check.mjs';
import { end, photographScreen, QAZET, QAZETCTL, qazetctl, start, stop, windowNames, windows } from './_programs.mjs';
import { openTray } from './_tray.mjs';
import { until } from './_wait.mjs';

const run = promisify(execFile);
const SYNC = 'Обновить сейчас';
const FEED = 'https://steppe.example/feed';
const SOURCE = 'Степной вестник';

export async function notices(folder) {
  const tray = await openTray();
  const desk = await furnishDesk(folder, tray);
  try {
    await tellOne(desk, tray);
    await tellMany(desk, tray);
    await keepQuiet(desk, tray);
  } finally {
    await tray.close();
    await stop(desk.dunst);
    desk.site.close();
  }
}

async function tellOne(desk, tray) {
  const title = 'Через Или открыли мост & паром';
  let app = await desk.morning(21, [title]);
  try {
    await check('news comes as a notification, with its source and as plain text', async () => {
      const [bare, shown] = [join(desk.folder, 'bare.png'), join(desk.folder, 'notice.png')];
      await photographScreen(bare);
      await tray.click(SYNC);
      const [told] = await desk.told(1);
      assert.equal(told.summary, title);
      assert.equal(told.body, `${SOURCE} · срочно\nПодробности &lt;i&gt;дня&lt;/i&gt; &amp; ночи.`);
      await until('the popup is on the screen', async () => {
        await photographScreen(shown);
        // `compare` exits with 1 where pictures differ.
        const { code } = await run('compare', ['-metric', 'AE', shown, bare, 'null:']).catch((differ) => differ);
        return code === 1;
      });
    });
    await check('nothing is told twice', async () => {
      await stop(app);
      app = await desk.morning(21, [], 1);
      await tray.click(SYNC);
      await desk.asked();
      assert.equal(await desk.displayed(), 0);
    });
  } finally {
    await stop(app);
  }
  const second = 'Кошку сняли с дерева';
  app = await desk.morning(22, [second]);
  try {
    await check('a click on a notification opens its article, also from the tray', async () => {
      await tray.click(SYNC);
      await desk.told(1);
      assert.equal((await windows(app.pid)).length, 0, 'there is no window yet');
      await desk.dunstctl('action', '0');
      await until('the article is open', async () => (await windowNames(app.pid)).some((name) => name.startsWith(second)));
    });
  } finally {
    await stop(app);
  }
  app = await desk.morning(23, ['Новый парк откроют весной']);
  try {
    await check('a button saves the article for later', async () => {
      await tray.click(SYNC);
      await desk.told(1);
      await desk.press('Прочитать позже');
      await until('it is saved', async () => (await desk.qazetctl('articles', '--saved')).some((row) => row.title === 'Новый парк откроют весной'));
    });
  } finally {
    await stop(app);
  }
}

async function tellMany(desk, tray) {
  const app = await desk.morning(24, ['Первое событие дня', 'Второе дело', 'Третья встреча', 'Четвёртый матч', 'Пятый концерт']);
  try {
    await check('many come as one digest', async () => {
      await tray.click(SYNC);
      const [told, ...others] = await desk.told(1);
      assert.deepEqual(others, []);
      assert.equal(told.summary, 'Новое: 5');
      assert.equal(told.body.split('\n').length, 4);
    });
    await check('who ends Qazet leaves no notification that nobody answers', async () => {
      await until('it is on the screen', async () => (await desk.displayed()) === 1);
      await tray.click('Выйти из Qazet');
      assert.equal(await end(app, 'the app'), 0);
      await until('it is gone', async () => (await desk.displayed()) === 0);
    });
  } finally {
    await stop(app);
  }
}

async function keepQuiet(desk, tray) {
  /** Syncs at `time`, and gives what became of the newest notice; nothing is on the screen. */
  const silent = async (app, title, fate, because) => {
    try {
      await tray.click(SYNC);
      const newest = await until('it was judged', async () => (await desk.qazetctl('notices')).recent.find((notice) => notice.title === title));
      assert.deepEqual([newest.fate, newest.because], [fate, because]);
      assert.equal(await desk.displayed(), 0);
    } finally {
      await stop(app);
    }
  };
  await check('quiet hours are quiet', async () => {
    const title = 'Ночная новость';
    await silent(await desk.open('2026-11-25T19:00:00Z', [title]), title, 'waiting', 'quiet_hours');
  });
  await check('beyond the most of a day nothing is shown', async () => {
    await desk.choose('2026-11-26T06:00:00Z', (rules) => ({ ...rules, cap: 1 }));
    const app = await desk.morning(27, ['Первая новость дня']);
    await tray.click(SYNC);
    await desk.told(1);
    await stop(app);
    await desk.dunstctl('close-all');
    const title = 'Вторая новость того же дня';
    await silent(await desk.open('2026-11-27T09:00:00Z', [title]), title, 'dropped', 'cap');
    await desk.choose('2026-11-27T10:00:00Z', (rules) => ({ ...rules, cap: 0 }));
  });
  await check('do not disturb holds news back until it is over', async () => {
    const title = 'Весть, которая подождёт';
    // Time passes, so that the app listens to the desktop.
    await desk.dunstctl('set-paused', 'true');
    const app = await desk.open('2026-11-27T11:00:00Z', [title], '--pace', '1');
    try {
      await tray.click(SYNC);
      const newest = await until('it was judged', async () => (await desk.qazetctl('notices')).recent.find((notice) => notice.title === title));
      assert.deepEqual([newest.fate, newest.because], ['waiting', 'do_not_disturb']);
      await desk.dunstctl('set-paused', 'false');
      const [told] = await desk.told(1);
      assert.ok(`${told.summary}\n${told.body}`.includes(title), told.summary);
    } finally {
      await stop(app);
    }
  });
  await check('a button mutes the source, and then it is silent', async () => {
    let app = await desk.morning(28, ['Последнее слово источника']);
    await tray.click(SYNC);
    await desk.told(1);
    await desk.press('Заглушить источник');
    await until('its bell is off', async () => (await desk.qazetctl('feeds', 'list'))[0].bell === 'none');
    await stop(app);
    await desk.dunstctl('close-all');
    app = await desk.morning(29, ['Этого никто не услышит']);
    await tray.click(SYNC);
    await until('the article is there', async () => (await desk.qazetctl('articles')).some((row) => row.title === 'Этого никто не услышит'));
    await desk.asked();
    assert.equal(await desk.displayed(), 0);
    await stop(app);
  });
}

/** A notification server that writes down what it shows, a site with one feed, and a library that knows it. */
async function furnishDesk(folder, tray) {
  const place = join(folder, 'notices');
  await mkdir(place);
  const [shown, choice] = [join(place, 'shown.txt'), join(place, 'choice.txt')];
  await writeFile(shown, '');
  const script = async (name, lines) => {
    const file = join(place, name);
    await writeFile(file, `#!/bin/sh\n${lines}\n`);
    await chmod(file, 0o755);
    return file;
  };
  const note = await script('note', `printf '%s\\t%s\\n' "$DUNST_SUMMARY" "$(printf '%s' "$DUNST_BODY" | tr '\\n' '\\r')" >> '${shown}'`);
  // What the reader picks of the buttons that dunst offers.
  const pick = await script('pick', `grep -F -m 1 -f '${choice}'`);
  const config = join(place, 'dunstrc');
  await writeFile(config, `[global]\ndmenu = ${pick}\ntimeout = 0\n[urgency_low]\ntimeout = 0\n[urgency_normal]\ntimeout = 0\n[all]\nsummary = *\nscript = ${note}\n`);
  const dunst = start('dunst', ['-config', config]);

  const articles = [];
  let asked = 0;
  let opened = '';
  const site = createServer((request, answer) => {
    if (request.url !== '/feed') return answer.writeHead(404).end();
    asked += 1;
    const items = articles.map(({ title, at }) => `<item><title><![CDATA[${title}]]></title><link>https://steppe.example/${encodeURIComponent(title)}</link><pubDate>${at}</pubDate><category>Срочно</category><description><![CDATA[Подробности &lt;i&gt;дня&lt;/i&gt; &amp; ночи.]]></description></item>`);
    // With a validator it may be asked whenever the reader wants.
    answer.writeHead(200, { 'Content-Type': 'application/rss+xml', ETag: `"${articles.length}"` });
    answer.end(`<rss version="2.0"><channel><title>${SOURCE}</title><language>ru</language>${items.join('')}</channel></rss>`);
  });
  await new Promise((listening) => site.listen(0, '127.0.0.1', listening));
  const world = join(place, 'world.json');
  await writeFile(world, JSON.stringify({ endpoints: {}, catalogue: [], hosts: { 'steppe.example': `127.0.0.1:${site.address().port}` } }));
  const library = join(place, 'library');
  const line = ['--data', library, '--world', world];
  const print = (time, titles) => articles.unshift(...titles.map((title) => ({ title, at: new Date(Date.parse(time) - 600_000).toUTCString() })));

  print('2026-11-20T06:00:00Z', ['Давно известное']);
  process.env.LC_ALL = 'ru_RU.UTF-8';
  const feed = await qazetctl(...line, '--clock', '2026-11-20T06:00:00Z', 'feeds', 'add', FEED);
  process.env.LC_ALL = 'C.UTF-8';
  assert.equal(feed.title, SOURCE);
  await until('dunst is there', () => run('dunstctl', ['count', 'displayed']));

  const desk = {
    folder: place,
    site,
    dunst,
    dunstctl: (...words) => run('dunstctl', words),
    displayed: async () => Number((await run('dunstctl', ['count', 'displayed'])).stdout),
    qazetctl: (...words) => qazetctl(...line, ...words),
    /** Opens the app in the tray at a time that stands still, with new articles in the feed. */
    async open(time, titles, ...more) {
      print(time, titles);
      await desk.dunstctl('close-all');
      await writeFile(shown, '');
      asked = 0;
      opened = time;
      await until('no icon is in the tray', async () => (await tray.items()).there === 0);
      const app = start(QAZET, [...line, '--hidden', '--clock', time, ...more]);
      await until('the icon is in the tray', async () => (await tray.menu()).includes(SYNC));
      return app;
    },
    /** The same at eleven in the morning of a day of November, and `hours` later. */
    morning: (day, titles, hours = 0) => desk.open(`2026-11-${day}T0${6 + hours}:00:00Z`, titles),
    /** What was shown since the app was opened, once it is so many. */
    told: (count) =>
      until(`${count} notification`, async () => {
        const lines = (await readFile(shown, 'utf8')).split('\n').filter(Boolean);
        return lines.length >= count && lines.map((each) => {
          const [summary, body] = each.split('\t');
          return { summary, body: body.replaceAll('\r', '\n') };
        });
      }),
    /** The feed was asked, and what it said was taken in. */
    asked: async () => {
      await until('the feed was asked', () => asked > 0);
      await until('the sync is over', async () => Date.parse((await desk.qazetctl('feeds', 'list'))[0].last_check) >= Date.parse(opened));
    },
    async press(words) {
      await writeFile(choice, words);
      await desk.dunstctl('context');
    },
    async choose(time, change) {
      const served = start(QAZETCTL, [...line, '--clock', time, '--json', 'serve', '--port', '0']);
      try {
        const { url } = JSON.parse(await until('it serves', () => served.lines[0]));
        const [origin, token] = url.split('/#token=');
        const call = async (request) => {
          const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
          const answer = await fetch(`${origin}/call`, { method: 'POST', headers, body: JSON.stringify(request) });
          assert.equal(answer.status, 200);
          return (await answer.json()).value;
        };
        const settings = await call({ cmd: 'settings' });
        await call({ cmd: 'set_settings', args: { ...settings, notices: change(settings.notices) } });
      } finally {
        await stop(served);
      }
    },
  };
  await desk.choose('2026-11-20T06:01:00Z', (rules) => ({ ...rules, gap: 0, cap: 0 }));
  return desk;
}
