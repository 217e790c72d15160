/**
 * Start to the first headline, beside an empty Tauri window: milliseconds, medians of several starts.
 *
 *   QAZET=… QAZETCTL=… EMPTY=… dbus-run-session -- xvfb-run -a node benches/start.mjs
 *
 * Both are started by WebKitWebDriver and asked by it, so both carry the driver's share. A start counts from the
 * start of the process, as the kernel tells it, to the second frame after the text is there.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openApp } from '../tests/desktop/_driver.mjs';
import { findBelow, QAZET } from '../tests/desktop/_programs.mjs';
import { filledLibrary, median } from './_library.mjs';

const STARTS = 10;

const library = await filledLibrary();
try {
  const qazet = await starts(QAZET, library.line, '[data-row]');
  const empty = await starts(process.env.EMPTY, [], 'h1');
  console.log(JSON.stringify({ qazet_ms: median(qazet), empty_ms: median(empty), qazet, empty }));
} finally {
  await library.close();
}

async function starts(program, line, selector) {
  const took = [];
  // The first one warms the caches of disk and graphics and is left out.
  for (let start = 0; start <= STARTS; start += 1) took.push(await once(program, line, selector));
  return took.slice(1);
}

async function once(program, line, selector) {
  // A home of its own, so that no start finds what another has left.
  const home = await mkdtemp(join(tmpdir(), 'qazet-start-'));
  for (const name of ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']) process.env[name] = home;
  try {
    const app = await openApp(program, line);
    await app.run(
      (wanted) =>
        new Promise((seen) => {
          const look = () =>
            document.querySelector(wanted)?.textContent.trim()
              ? requestAnimationFrame(() => requestAnimationFrame(() => seen(true)))
              : requestAnimationFrame(look);
          look();
        }),
      selector,
    );
    const took = age(findBelow(app.pid, program));
    await app.quit();
    return took;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** How long a process has lived, in milliseconds, to the hundredth of a second (proc(5), `starttime`). */
function age(pid) {
  const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\) (.*)/s);
  const began = Number(rest.split(' ')[19]) * 10;
  const now = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
  return Math.round(now - began);
}
