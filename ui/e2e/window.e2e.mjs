/** The window at its widths, and what stays true in all of them. */
import assert from 'node:assert/strict';
import { allPicturesLoaded, becomes, openView, press } from './expect.mjs';

async function onePane({ page }) {
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  await becomes(page, () => page.locator('[data-pane="list"]').isVisible(), false, 'the list');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await becomes(page, () => page.locator('[data-pane="list"]').isVisible(), true, 'the list');
  await becomes(page, () => page.locator('[data-pane="article"]').isVisible(), false, 'the article');
  await page.getByRole('button', { name: 'Views and sources' }).click();
  await page.getByRole('button', { name: /^Photo reports/ }).click();
  await page.getByRole('heading', { name: 'Photo reports', exact: true }).waitFor();
  await becomes(page, () => page.locator('aside').isVisible(), false, 'the drawer');
}
onePane.context = { viewport: { width: 640, height: 900 } };

async function nothingScrollsSideways({ page }) {
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  for (const width of [1440, 1240, 1239, 1000, 760, 759, 640, 480, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await becomes(page, () => page.evaluate(() => innerWidth), width, 'the width of the window');
    const wide = await page.evaluate(() => [document.documentElement, document.querySelector('[data-pane="article"] .scroll')].filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => `${each.className} ${each.scrollWidth} > ${each.clientWidth}`));
    assert.deepEqual(wide, [], `at ${width}`);
  }
}

async function everythingHasAName({ page }) {
  await page.locator('[data-row]').first().click();
  await page.locator('article h1').waitFor();
  const look = async (what) => {
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, a[href], [role="switch"], dialog, img')]
        .filter((each) => each.checkVisibility() && !each.closest('[aria-hidden="true"]'))
        .filter((each) => {
          const labels = 'labels' in each && each.labels ? [...each.labels].map((label) => label.textContent).join('') : '';
          const by = (each.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
          return each instanceof HTMLImageElement ? !each.hasAttribute('alt') : !(each.getAttribute('aria-label') || by || labels || each.textContent.trim());
        })
        .map((each) => each.outerHTML.slice(0, 160)),
    );
    assert.deepEqual(nameless, [], what);
  };
  await look('an article');
  for (const [key, shown] of [['g r', '.chart svg'], ['g w', '.hours svg'], ['Control+,', '.settings'], ['a', 'dialog'], ['?', 'dialog']]) {
    await press(page, key);
    await page.locator(shown).first().waitFor();
    await look(`after ${key}`);
    if (shown !== 'dialog') continue;
    await page.keyboard.press('Escape');
    await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  }
  await page.locator('aside .status > button:first-child').click();
  await page.locator('.table .line').first().waitFor();
  await look('the updates');
  await page.locator('.table .line button').first().click();
  await page.getByRole('dialog').locator('dl').waitFor();
  await look('a site');
  await page.getByRole('button', { name: 'Settings of the source' }).click();
  await page.getByRole('button', { name: 'Set a login' }).click();
  await page.getByLabel('Password', { exact: true }).last().waitFor();
  await look('a source and its login');
}

async function tabReachesEveryPane({ page }) {
  await page.locator('[data-row]').first().waitFor();
  const seen = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const outline = getComputedStyle(element).outlineStyle;
      return { pane: element.closest('aside, [data-pane]')?.getAttribute('data-pane') ?? (element.closest('aside') ? 'sidebar' : 'none'), isMarked: outline !== 'none' || element.matches('.scroll'), html: element.outerHTML.slice(0, 120) };
    });
    if (at.pane !== 'none') assert.ok(at.isMarked, `the focus is seen on ${at.html}`);
    seen.add(at.pane);
  }
  assert.ok(['sidebar', 'list', 'article'].every((pane) => seen.has(pane)), [...seen].join(' '));
}

async function theGalleryGivesTheFocusBack({ page, call }) {
  const { rows } = await call('timeline', { view: { view: 'photo_reports' }, after: null, limit: 1 });
  await openView(page, 'Photo reports');
  await page.locator(`[data-row="${rows[0].id}"]`).click();
  await page.locator('article h1').waitFor();
  // Pictures that come later move what stands below them.
  await becomes(page, () => allPicturesLoaded(page), true, 'pictures loaded');
  await page.evaluate(() => document.querySelector('[data-pane="article"] .scroll').scrollTo(0, 300));
  const before = await page.evaluate(() => document.querySelector('[data-pane="article"] .scroll').scrollTop);
  assert.ok(before > 0);
  await page.keyboard.press('i');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  assert.equal(await page.evaluate(() => document.querySelector('[data-pane="article"] .scroll').scrollTop), before);
}

async function theSettingsHaveAnIndex({ page }) {
  await page.keyboard.press('Control+,');
  const index = page.getByRole('navigation', { name: 'Sections of the settings' });
  const current = () => index.locator('[aria-current="true"]').allTextContents().then((all) => all.join());
  const scroll = (top) => page.locator('main.page').evaluate((main, to) => main.scrollTo(0, to), top);
  await becomes(page, current, 'Language and look', 'where one is');
  // By keyboard: the section comes to the edge, and the keyboard goes on in it.
  await index.getByRole('button', { name: 'Updating' }).focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: 'Updating', exact: true });
  await becomes(page, () => heading.evaluate((at) => at === document.activeElement && at.getBoundingClientRect().top < 80), true, 'the section that was asked for');
  await becomes(page, current, 'Updating', 'where one is');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Update by itself');
  // The last sections can't come to the edge, and are shown as wanted all the same.
  for (const name of ['Keeping', 'Sources']) {
    await index.getByRole('button', { name }).click();
    await becomes(page, current, name, 'where one is');
  }
  await scroll(0);
  await becomes(page, current, 'Language and look', 'where one is');
  await scroll(1e6);
  await becomes(page, current, 'Sources', 'where one is at the end');
  await page.setViewportSize({ width: 1000, height: 700 });
  await becomes(page, () => index.isVisible(), false, 'the index where there is no room');
}

async function aWrongTokenIsExplained({ page, url }) {
  await page.goto(`${url.slice(0, -4)}0000`);
  await page.reload();
  await page.getByText(/from an earlier run/).waitFor();
}
aWrongTokenIsExplained.expected = ['401'];

export const tests = {
  'one pane at a time where it is narrow': onePane,
  'nothing scrolls sideways at any width': nothingScrollsSideways,
  'everything that can be used has a name': everythingHasAName,
  'Tab reaches every pane and the focus is always seen': tabReachesEveryPane,
  'the gallery leaves the article where it was': theGalleryGivesTheFocusBack,
  'the settings are gone through by their index': theSettingsHaveAnIndex,
  'an address of an earlier run is explained': aWrongTokenIsExplained,
};
