/**
 * A newspaper left running: MiB of the app and all its children after 24 hours of syncs with 300 sources, closed to the tray, and what it
 * takes of a processor while nothing is due.
 *
 *   QAZET=… QAZETCTL=… dbus-run-session -- xvfb-run -a --server-args='-noreset' node benches/weight.mjs [PACE]
 *
 * The app's clock goes PACE times as fast as the system's (360, the 24 hours take four minutes; a build with the feature `testing`), and
 * every hour of it each source brings one more article. Alone on the machine; the window is closed as by a click on its cross.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { closeWindows, commandLine, family, memory, processorTicks, QAZET, QAZETCTL, qazetctl, rests, start, stop, windows } from '../tests/desktop/_programs.mjs';
import { openTray } from '../tests/desktop/_tray.mjs';
import { until } from '../tests/desktop/_wait.mjs';

const SOURCES = 300;
const HOURS = 24;
const PACE = Number(process.argv[2] ?? 360);
const BEGINNING = '2026-11-20T06:00:00Z';
const PORT = 8196;
/** How long things may settle before they are weighed, and how long the app is watched at rest. */
const SETTLE_MS = 30_000;
const WATCH_S = 120;

const folder = await mkdtemp(join(tmpdir(), 'qazet-weight-'));
const newsroom = start(QAZETCTL, ['newsroom', '--port', '0', '--now', BEGINNING]);
const press = start('/usr/bin/python3', [join(import.meta.dirname, 'press.py'), '--port', String(PORT), '--feeds', String(SOURCES)]);
try {
  await until('the newsroom opens', () => newsroom.lines.length > 0);
  await until('the press is ready', () => press.lines.length > 0);
  const ask = async (path) => (await fetch(`http://127.0.0.1:${PORT}${path}`)).text();
  const opml = join(folder, 'sources.opml');
  await writeFile(opml, await ask('/opml'));
  const line = ['--data', join(folder, 'library'), '--world', JSON.parse(newsroom.lines[0]).world];
  await qazetctl(...line, '--clock', BEGINNING, 'opml', 'import', opml);
  const told = await qazetctl(...line, '--clock', BEGINNING, 'sync', '--now');
  const tray = await openTray();

  const paced = start(QAZET, [...line, '--clock', BEGINNING, '--pace', String(PACE)]);
  await until('the window opens', async () => (await windows(paced.pid)).length > 0, 60_000);
  await wait(SETTLE_MS);
  const open = memory(paced.pid);
  await closeWindows(paced.pid);
  await until('the window closes', async () => (await windows(paced.pid)).length === 0);
  const hourly = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    await ask('/publish');
    await wait(3_600_000 / PACE);
    hourly.push(memory(paced.pid).anonymous);
  }
  await wait(SETTLE_MS);
  const closed = memory(paced.pid);
  const programs = family(paced.pid).map((pid) => commandLine(pid)[0]);
  await stop(paced);
  const { articles } = await qazetctl(...line, 'doctor');

  // In the system's time, where nothing is due once it has looked.
  const hidden = start(QAZET, [...line, '--hidden']);
  await rests(hidden.pid);
  const before = processorTicks(hidden.pid);
  await wait(WATCH_S * 1000);
  const ticks = processorTicks(hidden.pid) - before;
  const switches = readFileSync(`/proc/${hidden.pid}/status`, 'utf8').match(/voluntary_ctxt_switches:\s+(\d+)/)[1];
  await stop(hidden);
  await tray.close();

  console.log(JSON.stringify({ articles: [told.articles_new, articles], open, closed, programs, hourly, rest: { percent_of_a_core: ticks / WATCH_S, switches } }, (_, value) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)));
} finally {
  await stop(press);
  await stop(newsroom);
  await rm(folder, { recursive: true, force: true });
}
