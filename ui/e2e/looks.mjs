/**
 * How the window looks, held against stored pictures (`e2e/looks/*.png`), pixel by pixel with a tolerance.
 *
 *   QAZET_LOOKS=renew QAZETCTL=path/to/qazetctl npm run e2e looks
 *
 * stores them anew: look at each before committing it. A picture that differs leaves what was seen, and where it differs,
 * in `e2e/looks/differing/`. Photographs are left out: they make large files, and browsers scale them in different ways.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { painted } from './views.mjs';

const FOLDER = join(import.meta.dirname, 'looks');
/** How different a pixel may be, from 0 to 1; the soft edges of letters count for nothing. */
const NEAR = 0.15;
/** Which part of the pixels may differ. */
const SOME = 0.002;

/** Compares the window with the picture of that name. */
export async function looksAs(page, name) {
  await painted(page);
  await page.evaluate(leavePhotographsOut);
  const seen = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const file = join(FOLDER, `${name}.png`);
  if (process.env.QAZET_LOOKS === 'renew') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, PNG.sync.write(PNG.sync.read(seen), { colorType: 2, deflateLevel: 9 }));
    return;
  }
  assert.ok(existsSync(file), `there is no picture ${name}: see e2e/looks.mjs`);
  const [now, stored] = [PNG.sync.read(seen), PNG.sync.read(readFileSync(file))];
  assert.deepEqual([now.width, now.height], [stored.width, stored.height], `the size of ${name}`);
  const differing = new PNG({ width: now.width, height: now.height });
  const count = pixelmatch(now.data, stored.data, differing.data, now.width, now.height, { threshold: NEAR });
  if (count <= SOME * now.width * now.height) return;
  const folder = join(FOLDER, 'differing');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), seen);
  writeFileSync(join(folder, `${name}-where.png`), PNG.sync.write(differing));
  assert.fail(`${name} looks different in ${count} pixels: see ${folder}`);
}

/** Runs in the page: a flat field in the place of each photograph. */
function leavePhotographsOut() {
  const roots = [document, ...[...document.querySelectorAll('.prose-host')].map((host) => host.shadowRoot)];
  for (const image of roots.flatMap((root) => [...root.querySelectorAll('img')])) {
    image.style.setProperty('object-position', '-9999px 0', 'important');
    image.style.setProperty('background', 'var(--hover)', 'important');
  }
}
