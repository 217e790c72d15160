/** Pictures for the docs: of the page, or of the display. They are taken only on request. */
import { join } from 'node:path';

import { photographScreen } from './_programs.mjs';

/** Where they go. */
const SCREENS = process.env.QAZET_SCREENS;

/** Takes a picture of the page. */
export async function photograph(window, name) {
  if (!SCREENS) return;
  await painted(window);
  await window.photograph(join(SCREENS, `${name}.png`));
}

/** The same as the display shows it, not as the page tells the driver. */
export async function photographDisplay(window, name) {
  if (!SCREENS) return;
  await painted(window);
  await photographScreen(join(SCREENS, `${name}.png`));
}

function painted(window) {
  // A picture that has arrived is painted only when it is decoded, and the frame after that shows it.
  return window.run(async () => {
    await Promise.all([...document.images].filter((image) => image.complete && image.naturalWidth > 0).map((image) => image.decode()));
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
}
