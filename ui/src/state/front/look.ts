/**
 * When the reader last looked at the paper: kept beside the window, not in the library, because it is about this window only.
 */

const REMEMBERED = 'qazet-looked';
/** Who was away for less has looked away, not come back. */
const AWAY_MS = 30 * 60_000;

/** `null` where nobody has looked yet. */
export function lastLook(): string | null {
  return localStorage.getItem(REMEMBERED);
}

/** The reader is looking now, where the window is in sight. */
export function look(now: string) {
  if (document.visibilityState === 'visible') localStorage.setItem(REMEMBERED, now);
}

export function isReturn(left: string, now: string): boolean {
  return Date.parse(now) - Date.parse(left) >= AWAY_MS;
}
