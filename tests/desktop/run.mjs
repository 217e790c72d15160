/**
 * The real app under a virtual display and a session bus of its own:
 *
 *     QAZET=…/qazet QAZETCTL=…/qazetctl dbus-run-session -- xvfb-run -a -s '-screen 0 1280x832x24 -noreset' node tests/desktop/run.mjs
 *
 * With QAZET_SCREENS=DIR it also takes pictures. Needs WebKitWebDriver, xdotool, ImageMagick and Debian's python3 with dbus and gi.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { check, sum } from './_check.mjs';
import { inTray, refusal } from './_in_tray.mjs';
import { notices } from './_notices.mjs';
import { furnish, printPaper } from './_paper.mjs';
import { QAZETCTL, start, stop } from './_programs.mjs';
import { reading } from './_reading.mjs';
import { print } from './_system.mjs';
import { until } from './_wait.mjs';

const folder = await mkdtemp(join(tmpdir(), 'qazet-desktop-'));
try {
  const opened = await furnish(folder);
  await notices(folder);
  const paper = await check('a folder is filled from the newsroom, which then closes', () => printPaper(folder));
  if (paper) {
    await reading(paper, opened);
    await print(paper);
    await inTray(paper);
    const holder = start(QAZETCTL, ['--data', paper.library, 'serve', '--port', '0']);
    try {
      await until('qazetctl holds the folder', () => holder.lines.length > 0);
      const file = join(folder, 'file');
      await writeFile(file, '');
      await refusal(paper, [
        ['a folder that another process holds is named in a dialog, with its owner', paper.line, ['qazetctl', String(holder.pid)]],
        ['a folder that cannot be made is named in a dialog', ['--data', join(file, 'library')], [join(file, 'library')]],
      ]);
    } finally {
      await stop(holder);
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = sum();
