/** axe-core looks at every view, in every language and theme; and nothing is lost at 200 %. */
import assert from 'node:assert/strict';
import { axeFindings } from './axe.mjs';
import { becomes, press } from './expect.mjs';
import { toList } from './stage.mjs';
import { VIEWS } from './views.mjs';

/**
 * Every language in every theme. Each view is looked at in every language and in every theme, in six of the twelve pairs: of two side by
 * side the one has the first, third, fifth view and so on, the other the rest.
 */
const WORN = [
  [['en', 'light'], ['en', 'dark']],
  [['en', 'contrast'], ['en', 'sepia']],
  [['ru', 'dark'], ['ru', 'sepia']],
  [['ru', 'light'], ['ru', 'contrast']],
  [['kk', 'sepia'], ['kk', 'light']],
  [['kk', 'dark'], ['kk', 'contrast']],
];

const nothingToSay = (pairs) => async ({ page, call }) => {
  const told = [];
  for (const [turn, [language, theme]] of pairs.entries()) {
    await call('set_settings', { ...(await call('settings')), language, theme });
    await page.reload();
    await toList(page);
    await becomes(page, () => page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dataset.theme}`), `${language} ${theme}`, 'language and theme');
    for (const [name, open] of Object.entries(VIEWS).filter((_, i) => i % 2 === turn)) {
      await open(page, call);
      told.push(...(await axeFindings(page)).map((finding) => `${name}, ${language}, ${theme}: ${finding}`));
    }
  }
  assert.deepEqual(told, []);
};

async function theFirstRunIsOpenToAll({ page }) {
  await page.locator('h1').waitFor();
  await becomes(page, () => page.locator('.acts button:disabled').count(), 0, 'buttons that wait for the papers');
  // Enter leads through it.
  for (const step of [page.locator('input[type=radio]').first(), page.locator('input[type=checkbox]').first(), page.locator('.cities input').first()]) {
    await step.waitFor();
    assert.deepEqual(await axeFindings(page), []);
    await press(page, 'Enter');
  }
  await page.locator('main.front [data-story]').first().waitFor();
}
theFirstRunIsOpenToAll.empty = true;

async function nothingIsLostAtTwiceTheSize({ page }) {
  for (const [width, height] of [[720, 450], [640, 900]]) {
    await page.setViewportSize({ width, height });
    await page.reload();
    await toList(page);
    await page.locator('[data-row]').first().click();
    await page.locator('article h1').waitFor();
    for (const [key, shown] of [['', 'article h1'], ['Control+,', '.settings'], ['g w', '.hours svg'], ['g r', 'main .chart svg']]) {
      if (key) await press(page, key);
      await page.locator(shown).first().waitFor();
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
      await becomes(page, () => page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, `nothing scrolls sideways at ${width} px after ${key || 'opening'}`);
    }
  }
}

export const tests = {
  ...Object.fromEntries(WORN.map((pairs) => [`axe finds nothing in any view: ${pairs.join(' and ')}`, nothingToSay(pairs)])),
  'axe finds nothing in the first run': theFirstRunIsOpenToAll,
  'nothing is lost at 200 % and at 640 px': nothingIsLostAtTwiceTheSize,
};
