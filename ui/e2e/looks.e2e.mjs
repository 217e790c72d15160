/** The window looks as it did: key views in three languages, four themes and three widths. */
import { becomes, frontIsWhole } from './expect.mjs';
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
      // What it has of rates and weather stands in the other views too.
      await frontIsWhole(page);
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
  await becomes(page, () => page.locator('.acts button:disabled').count(), 0, 'buttons that wait for the papers');
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
  const front = page.locator('main.front');
  await front.getByText(/^No network since \d\d:\d\d$/).waitFor();
  // Then comes the page as it is four hours later: its ages, and the hours of the forecast.
  await front.locator('.lead').getByText('4 hours ago').waitFor();
  await front.getByRole('region', { name: 'Weather' }).getByText('3 hours ago').waitFor();
  await front.locator('.beside li').getByText('15:00').first().waitFor();
  await frontIsWhole(page);
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
