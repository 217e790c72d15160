/** A newspaper on disk: a folder filled from the newsroom, which is then closed. What follows has no network to fall back on. */
import { mkdir, writeFile, chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { QAZETCTL, qazetctl, start, stop } from './_programs.mjs';
import { until } from './_wait.mjs';

/** The reader's language in these tests. */
const LANGUAGE = 'ru_RU.UTF-8';

/** Fills `folder/library`; gives what the app needs to be started on it, and what it should show. */
export async function printPaper(folder) {
  process.env.TZ = whereItIsAfternoon();
  const library = join(folder, 'library');
  const newsroom = start(QAZETCTL, ['newsroom', '--port', '0']);
  try {
    const line = await until('the newsroom says where it is', () => newsroom.lines[0] ?? fail(newsroom));
    const { world } = JSON.parse(line);
    const worldFile = join(folder, 'world.json');
    await writeFile(worldFile, await (await fetch(world)).text());
    // The first start takes the language over from the system.
    process.env.LC_ALL = LANGUAGE;
    await qazetctl('--data', library, '--world', world, 'feeds', 'subscribe', '--all');
    process.env.LC_ALL = 'C.UTF-8';
    // In manual time no manners need be waited for.
    await qazetctl('--data', library, '--world', world, '--clock', 'manual', 'sync', '--now', '--articles');
    await qazetctl('--data', library, '--world', world, '--clock', 'manual', 'edition', '--budget', '80MB');
    const place = new URL(world);
    await stop(newsroom);
    const empty = await listenAt(Number(place.port));
    return {
      folder,
      library,
      /** The app's command line. */
      line: ['--data', library, '--world', worldFile],
      /** The same for another library, which is empty. */
      otherLine: ['--data', join(folder, 'other'), '--world', worldFile],
      /** All rows, newest first. */
      rows: () => qazetctl('--data', library, 'articles', '--limit', '500'),
      /** One article, whole. */
      show: (id) => qazetctl('--data', library, 'show', id),
      edition: () => qazetctl('--data', library, 'edition'),
      editionRows: () => qazetctl('--data', library, 'articles', '--edition', '--limit', '500'),
      /** How often somebody came to where the newsroom was. */
      knocks: () => empty.knocks,
      rates: () => qazetctl('--data', library, 'rates'),
      weather: () => qazetctl('--data', library, 'weather'),
    };
  } finally {
    await stop(newsroom);
  }
}

/** Where the newsroom was somebody sits who answers nobody and counts who comes. */
function listenAt(port) {
  const empty = { knocks: 0, server: null };
  return new Promise((listening, fail) => {
    empty.server = createServer((socket) => {
      empty.knocks += 1;
      socket.destroy();
    });
    empty.server.unref();
    empty.server.on('error', fail);
    empty.server.listen(port, '127.0.0.1', () => listening(empty));
  });
}

function fail(program) {
  if (program.code !== null) throw new Error(`it ended: ${program.errors.join('\n')}`);
}

/** A home of its own for the app, and a browser that only writes down what it is asked to open. Gives that file. */
export async function furnish(folder) {
  for (const [name, variable] of [['data', 'XDG_DATA_HOME'], ['config', 'XDG_CONFIG_HOME'], ['cache', 'XDG_CACHE_HOME']]) {
    process.env[variable] = join(folder, name);
    await mkdir(process.env[variable], { recursive: true });
  }
  process.env.TZ = 'Asia/Almaty';
  const programs = join(folder, 'bin');
  const opened = join(folder, 'opened.txt');
  await mkdir(programs);
  await writeFile(opened, '');
  await writeFile(join(programs, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${opened}'\n`);
  await chmod(join(programs, 'xdg-open'), 0o755);
  process.env.PATH = `${programs}:${process.env.PATH}`;
  return opened;
}

/** A zone in which it is three in the afternoon now: today has news there, whatever the hour of the test. (`Etc/GMT-5` is five hours ahead of UTC.) */
function whereItIsAfternoon() {
  const ahead = Math.min(14, 15 - new Date().getUTCHours());
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
