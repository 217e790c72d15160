/** How long what was there before stays on the screen for what is on its way: no longer than a reader takes for at once. */
export const PATIENCE_MS = 90;
