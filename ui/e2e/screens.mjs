/**
 * Pictures of every view, light and dark, for docs/screens: the interface of a real `qazetctl serve` on the newsroom's news.
 *
 *   QAZETCTL=path/to/qazetctl [CHROMIUM=/usr/bin/chromium] npm run screens
 *
 * Look at each before committing it.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { becomes } from './expect.mjs';
import { openStage } from './stage.mjs';
import { painted, VIEWS } from './views.mjs';

const FOLDER = join(import.meta.dirname, '../../docs/screens');
/** What differs from another view by a menu only has no picture of its own. */
const WITHOUT = ['find', 'notices'];
/** Each picture in the interface of one language; all three are seen. */
const LANGUAGES = { article: 'ru', photo_report: 'ru', gallery: 'ru', share: 'ru', rates: 'kk', weather: 'kk', edition: 'kk' };

const browser = await launch();
const stage = await openStage(process.env.QAZETCTL, browser);
mkdirSync(FOLDER, { recursive: true });
for (const old of readdirSync(FOLDER)) if (/\.(jpg|png)$/.test(old)) rmSync(join(FOLDER, old));

const views = (theme) => async ({ page, call }) => {
  for (const [name, open] of Object.entries(VIEWS)) {
    if (WITHOUT.includes(name)) continue;
    await call('set_settings', { ...(await call('settings')), language: LANGUAGES[name] ?? 'en', theme });
    await page.reload();
    await page.locator('main.front [data-story]').first().waitFor();
    await open(page, call);
    if (name === 'edition') await pack(page);
    await take(page, `${name}-${theme}`);
  }
};

/** Packs an edition, in Kazakh. */
async function pack(page) {
  await page.getByRole('button', { name: 'Жинау', exact: true }).click();
  await page.getByRole('button', { name: 'Шығарылымды ашу' }).waitFor({ timeout: 120_000 });
}

/** What was told, once there was something to tell. */
const notices = (theme) => {
  const play = async ({ page, call, newsroom }) => {
    for (const { id } of (await call('library')).feeds) await call('set_bell', { id, bell: 'all' });
    await newsroom.pass(14 * 3600);
    await call('sync', { now: true });
    await becomes(page, async () => (await call('notices')).recent.length > 3, true, 'the notices');
    await call('set_settings', { ...(await call('settings')), theme });
    await page.reload();
    await page.locator('main.front [data-story]').first().waitFor();
    await VIEWS.notices(page, call);
    await take(page, `notices-${theme}`);
  };
  return Object.assign(play, { own: true, front: true });
};

const firstRun = (theme) => {
  const play = async ({ page, call }) => {
    await call('set_settings', { ...(await call('settings')), language: 'en', theme });
    await page.reload();
    await page.locator('h1').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('input[type=checkbox]').first().waitFor();
    await take(page, `first_run-${theme}`);
  };
  return Object.assign(play, { empty: true });
};

async function take(page, name) {
  await painted(page);
  await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 88 });
  console.log(name);
}

try {
  for (const theme of ['light', 'dark']) {
    await stage.play(Object.assign(views(theme), { front: true }));
    await stage.play(firstRun(theme));
    await stage.play(notices(theme));
  }
} finally {
  await stage.close();
  await browser.close();
}
