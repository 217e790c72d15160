/** axe-core looks at every view, in every language, light and dark; and nothing is lost at 200 %. */
import assert from 'node:assert/strict';
import { axeFindings } from './axe.mjs';
import { becomes, press } from './expect.mjs';
import { toList } from './stage.mjs';

const VIEWS = {
  list: async () => {},
  article: async (page) => {
    await page.locator('[data-row]').first().click();
    await page.locator('article h1').waitFor();
  },
  find: async (page) => {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('на');
    await page.locator('.find').waitFor();
  },
  share: async (page) => {
    await page.keyboard.press('Escape');
    await page.locator('header button', { has: page.locator('.lucide-share-2') }).click();
    await page.getByRole('menu').waitFor();
  },
  look: async (page) => {
    await page.keyboard.press('Escape');
    await page.locator('header button', { has: page.locator('.lucide-a-large-small') }).click();
    await page.getByRole('dialog').waitFor();
  },
  gallery: async (page) => {
    await closed(page);
    await page.locator('[data-pane="article"] .scroll').focus();
    await page.keyboard.press('i');
    await page.locator('.stage img').waitFor();
  },
  palette: async (page) => {
    await closed(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
  },
  keys: async (page) => {
    await closed(page);
    await page.locator('[data-pane="article"] .scroll').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  add: async (page) => {
    await closed(page);
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
  },
  search: async (page) => {
    await closed(page);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('мост');
    await page.locator('[data-row] mark').first().waitFor();
  },
  rates: async (page) => {
    await page.locator('[data-row]').first().focus();
    await press(page, 'g r');
    await page.locator('main table').first().waitFor();
  },
  weather: async (page) => {
    await page.keyboard.press('w');
    await page.locator('.hours canvas').waitFor();
  },
  settings: async (page) => {
    await page.keyboard.press('Control+,');
    await page.locator('.settings').waitFor();
  },
  updates: async (page) => {
    await page.locator('aside .status > button:first-child').click();
    await page.locator('.table .line').first().waitFor();
  },
  site: async (page) => {
    await page.locator('.table .line button').first().click();
    await page.locator('dialog dl').waitFor();
  },
  source: async (page) => {
    await page.locator('dialog .acts button').last().click();
    await page.locator('dialog form').waitFor();
  },
};

async function closed(page) {
  await page.keyboard.press('Escape');
  await becomes(page, () => page.locator('dialog').count(), 0, 'dialogs');
}

const nothingToSay = (language, theme) => async ({ page, call }) => {
  await call('set_settings', { ...(await call('settings')), language, theme });
  await page.reload();
  await toList(page);
  await becomes(page, () => page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dataset.theme}`), `${language} ${theme}`, 'language and theme');
  const told = [];
  for (const [name, open] of Object.entries(VIEWS)) {
    await open(page);
    told.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
  }
  assert.deepEqual(told, []);
};

async function theFirstRunIsOpenToAll({ page }) {
  await page.locator('h1').waitFor();
  assert.deepEqual(await axeFindings(page), []);
}
theFirstRunIsOpenToAll.empty = true;

async function nothingIsLostAtTwiceTheSize({ page }) {
  for (const [width, height] of [[720, 450], [640, 900]]) {
    await page.setViewportSize({ width, height });
    await page.reload();
    await toList(page);
    await page.locator('[data-row]').first().click();
    await page.locator('article h1').waitFor();
    for (const key of ['', 'Control+,', 'w', 'g r']) {
      if (key) await press(page, key);
      const out = await page.evaluate(() =>
        [...document.querySelectorAll('button, input, select, h1, h2, [role="switch"]')]
          .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.sr, [inert]') && !each.classList.contains('sr'))
          .filter((each) => {
            const { left, right, width } = each.getBoundingClientRect();
            return width > 0 && (left < -1 || right > innerWidth + 1) && !each.closest('pre, .film, .strip');
          })
          .map((each) => each.outerHTML.slice(0, 120)),
      );
      assert.deepEqual(out, [], `${width} px after ${key || 'opening'}`);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    }
  }
}

export const tests = {
  ...Object.fromEntries(['en', 'ru', 'kk'].flatMap((language) => ['light', 'dark'].map((theme) => [`axe finds nothing in any view: ${language}, ${theme}`, nothingToSay(language, theme)]))),
  'axe finds nothing in the first run': theFirstRunIsOpenToAll,
  'nothing is lost at 200 % and at 640 px': nothingIsLostAtTwiceTheSize,
};
