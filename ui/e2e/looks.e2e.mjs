/** The window looks as it did: key views in three languages, four themes and three widths. */
import { becomes } from './expect.mjs';
import { looksAs } from './looks.mjs';
import { VIEWS } from './views.mjs';

const WIDE = { width: 1440, height: 900 };
const MIDDLE = { width: 1000, height: 760 };
const NARROW = { width: 640, height: 900 };

/** Views in one language and theme, each at a width. */
const look = (language, theme, ...wanted) => {
  const test = async ({ page, call }) => {
    await call('set_settings', { ...(await call('settings')), language, theme });
    for (const [view, size] of wanted) {
      await page.setViewportSize(size);
      await page.reload();
      await page.locator('main.front [data-story]').first().waitFor();
      await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), theme, 'the theme');
      await VIEWS[view](page, call);
      await looksAs(page, `${view}-${size.width}-${language}-${theme}`);
    }
  };
  return Object.assign(test, { front: true });
};

async function theFirstRunLooksAsItDid({ page }) {
  await page.setViewportSize(MIDDLE);
  await page.locator('h1').waitFor();
  await page.locator('label', { hasText: 'Қазақша' }).click();
  await becomes(page, () => page.evaluate(() => document.documentElement.lang), 'kk', 'the language');
  await page.evaluate(() => document.activeElement?.blur());
  await looksAs(page, 'first_run-1000-kk');
}
theFirstRunLooksAsItDid.empty = true;

async function withoutNetworkItLooksAsItDid({ page, later }) {
  await VIEWS.front(page);
  // Then every source is due.
  await later(4 * 3600);
  await page.keyboard.press('r');
  await page.locator('main.front').getByText('No network').first().waitFor();
  await looksAs(page, 'front-1440-offline');
}
withoutNetworkItLooksAsItDid.front = true;
withoutNetworkItLooksAsItDid.offline = true;

export const tests = {
  'in English and light it looks as it did': look('en', 'light', ['front', WIDE], ['updates', WIDE], ['palette', MIDDLE], ['search', NARROW]),
  'in Russian and dark it looks as it did': look('ru', 'dark', ['front', MIDDLE], ['article', WIDE], ['rates', MIDDLE], ['list', NARROW]),
  'in Kazakh and sepia it looks as it did': look('kk', 'sepia', ['front', NARROW], ['photo_report', WIDE], ['settings', MIDDLE], ['weather', NARROW]),
  'in Russian and high contrast it looks as it did': look('ru', 'contrast', ['article', NARROW], ['list', WIDE], ['keys', MIDDLE]),
  'the first run looks as it did': theFirstRunLooksAsItDid,
  'without a network it looks as it did': withoutNetworkItLooksAsItDid,
};
