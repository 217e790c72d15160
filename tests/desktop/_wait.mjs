/** Waiting for what becomes true, with a deadline; never for time to pass. */

const PAUSE_MS = 40;

/** Asks `ask` until it gives something truthy, and gives that. Errors of `ask` count as "not yet". */
export async function until(what, ask, deadlineMs = 30_000) {
  const end = Date.now() + deadlineMs;
  let last = '';
  for (;;) {
    try {
      const found = await ask();
      if (found) return found;
      last = '';
    } catch (error) {
      last = ` (${error.message})`;
    }
    if (Date.now() > end) throw new Error(`waited ${deadlineMs / 1000} s in vain: ${what}${last}`);
    await new Promise((go) => setTimeout(go, PAUSE_MS));
  }
}

/** A text in one line. */
export const plain = (text) => text.replace(/\s+/g, ' ').trim();
