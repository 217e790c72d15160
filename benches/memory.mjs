/**
 * Memory with the window open and closed to the tray, beside an empty Tauri window: MiB, PSS and anonymous, of the app
 * and all its children.
 *
 *   QAZET=… QAZETCTL=… EMPTY=… dbus-run-session -- xvfb-run -a node benches/memory.mjs
 */
import { closeWindows, memory, QAZET, start, stop, windows } from '../tests/desktop/_programs.mjs';
import { openTray } from '../tests/desktop/_tray.mjs';
import { until } from '../tests/desktop/_wait.mjs';
import { filledLibrary } from './_library.mjs';

/** How long things may settle before they are weighed. */
const SETTLE_MS = 30_000;

const library = await filledLibrary();
const tray = await openTray();
const qazet = start(QAZET, library.line);
await until('the window opens', async () => (await windows(qazet.pid)).length > 0, 60_000);
await settle();
const open = memory(qazet.pid);
await closeWindows(qazet.pid);
await until('the window closes', async () => (await windows(qazet.pid)).length === 0);
await settle();
const closed = memory(qazet.pid);
await stop(qazet);
await tray.close();
await library.close();

const empty = start(process.env.EMPTY, []);
await until('the empty window opens', async () => (await windows(empty.pid)).length > 0, 60_000);
await settle();
const beside = memory(empty.pid);
await stop(empty);

console.log(JSON.stringify({ open, closed, empty: beside }, (_, value) => (typeof value === 'number' ? Math.round(value) : value)));

function settle() {
  return new Promise((settled) => setTimeout(settled, SETTLE_MS));
}
