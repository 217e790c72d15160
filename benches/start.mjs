/**
 * Until headlines can be seen, with a library of 100,000 articles: milliseconds, medians of several starts, beside an empty Tauri window.
 *
 *   QAZET=… QAZETCTL=… EMPTY=… dbus-run-session -- xvfb-run -a --server-args='-screen 0 1280x832x24 -noreset' node benches/start.mjs
 *
 * Cold: from the start of the program. Back: from the click on the icon of one that was closed to the tray. The screen itself is looked at
 * (`seen.py`), so that all three are measured in the same way, one after the other in each round.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { closeWindows, QAZET, rests, start, stop, windows } from '../tests/desktop/_programs.mjs';
import { openTray } from '../tests/desktop/_tray.mjs';
import { until } from '../tests/desktop/_wait.mjs';
import { largeLibrary, median } from './_library.mjs';

const ROUNDS = 10;
/** Left, top, width and height of what is looked at: of the front page its first two columns, below the masthead and what stands under it. */
const HEADLINES = [40, 165, 850, 500];
const EVERYWHERE = [0, 0, 1180, 760];

const home = await mkdtemp(join(tmpdir(), 'qazet-start-'));
for (const name of ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']) process.env[name] = home;
const library = await largeLibrary();
try {
  const tray = await openTray();
  const [headlines, everywhere] = [await eye(HEADLINES), await eye(EVERYWHERE)];
  const took = { cold: [], back: [], empty: [] };
  // The first round warms the caches of the disk and is left out.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const empty = await begin(process.env.EMPTY, [], everywhere);
    await end(empty.app);
    const cold = await begin(QAZET, library.line, headlines);
    await closeWindows(cold.app.pid);
    await until('the window closes', async () => (await windows(cold.app.pid)).length === 0);
    await until('the icon is back in the tray', async () => (await tray.items()).there === 1);
    await rests(cold.app.pid);
    const clicked = now();
    const seen = headlines.next();
    await tray.activate();
    const back = (await seen) - clicked;
    await end(cold.app);
    if (round > 0) {
      took.empty.push(empty.took);
      took.cold.push(cold.took);
      took.back.push(back);
    }
  }
  await headlines.close();
  await everywhere.close();
  await tray.close();
  const medians = Object.fromEntries(Object.entries(took).map(([what, times]) => [what, median(times)]));
  console.log(JSON.stringify({ articles: library.articles, medians, cold: ratio(medians.cold), back: ratio(medians.back), took }));

  function ratio(time) {
    return Math.round((time / medians.empty) * 100) / 100;
  }
} finally {
  await library.close();
  await rm(home, { recursive: true, force: true });
}

/** Starts a program and waits until something of it is seen. */
async function begin(program, line, eye) {
  const began = now();
  const seen = eye.next();
  const app = start(program, line);
  return { app, took: (await seen) - began };
}

/** Ends a program and waits until it is off the screen. */
async function end(app) {
  await stop(app);
  await until('the window is gone', async () => (await windows(app.pid)).length === 0);
}

/** Looks at a part of the screen; `next()` is when text is seen there, on the system's steady clock. */
async function eye(place) {
  const seen = start('/usr/bin/python3', [join(import.meta.dirname, 'seen.py'), ...place.map(String)]);
  await until('the eye is open', () => seen.lines.length > 0);
  let read = 1;
  return {
    next: async () => {
      seen.child.stdin.write('\n');
      const at = read++;
      await until('text is seen', () => seen.lines.length > at, 60_000);
      return Number(seen.lines[at]);
    },
    close: () => stop(seen),
  };
}

/** As CLOCK_MONOTONIC tells it, in milliseconds. */
function now() {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
