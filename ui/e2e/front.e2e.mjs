/** The front page, as the paper opens with it. */
import assert from 'node:assert/strict';
import { axeFindsNothing } from './axe.mjs';
import { becomes, frontIsWhole, press } from './expect.mjs';

const front = (page) => page.locator('main.front');
const stories = (page) => front(page).locator('[data-story]');
const plain = (text) => text.replaceAll('\u00a0', ' ');

async function opensWithALead({ page, call }) {
  await frontIsWhole(page);
  const lead = front(page).locator('article.display');
  const id = await lead.locator('[data-story]').getAttribute('data-story');
  const article = await call('article', { id });
  assert.ok(plain(await lead.locator('h2').textContent()).includes(article.title));
  assert.notEqual(article.thumbnail, null, 'the lead has a picture');
  await becomes(page, () => lead.locator('img').evaluate((img) => img.complete && img.naturalWidth > 0), true, 'the picture is loaded');
  const ids = await stories(page).evaluateAll((all) => all.map((each) => each.dataset.story));
  assert.equal(new Set(ids).size, ids.length, 'no article stands twice');
  assert.ok(ids.length > 12, `${ids.length} stories`);
  await front(page).getByRole('region', { name: 'Rates' }).getByText('USD').waitFor();
  await front(page).getByRole('region', { name: 'Weather' }).waitFor();
}
opensWithALead.front = true;

async function isReadByKeyboard({ page, call }) {
  await stories(page).first().waitFor();
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('data-story'));
  const lead = await stories(page).first().getAttribute('data-story');
  await page.keyboard.press('o');
  await page.locator('[data-pane="article"] article h1').waitFor();
  await page.keyboard.press('Escape');
  await becomes(page, at, lead, 'the keyboard is on the lead');
  await page.keyboard.press('j');
  const first = await becomes(page, at, (id) => id !== null, 'a story has the keyboard');
  await page.keyboard.press('j');
  const second = await becomes(page, at, (id) => id !== null && id !== first, 'the next story');
  await page.keyboard.press('s');
  await becomes(page, () => call('article', { id: second }).then(({ starred }) => starred), true, 'starred');
  await page.keyboard.press('Enter');
  await page.locator('[data-pane="article"] article h1').waitFor();
  await becomes(page, () => call('article', { id: second }).then(({ read }) => read), true, 'read');
  await page.locator(`[data-row="${second}"]`).waitFor();
  await page.keyboard.press('Escape');
  await front(page).waitFor();
  await becomes(page, at, second, 'the keyboard is where it was');
  for (const [key, place] of [['t', '[data-pane="list"]'], ['f', 'main.front'], ['g r', 'main.page'], ['g h', 'main.front'], ['g w', 'main.page'], ['Escape', 'main.front']]) {
    await press(page, key);
    await page.locator(place).waitFor();
  }
}
isReadByKeyboard.front = true;

async function fitsEveryWidth({ page, call }) {
  const settings = await call('settings');
  for (const [language, theme] of [['ru', 'light'], ['kk', 'dark'], ['en', 'sepia']]) {
    await call('set_settings', { ...settings, language, theme });
    await page.reload();
    await frontIsWhole(page);
    for (const width of [1600, 1440, 1240, 1239, 1000, 760, 759, 640, 480, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await becomes(page, () => page.evaluate(() => innerWidth), width, 'the width of the window');
      const out = await page.evaluate(() => {
        const sheet = document.querySelector('main.front');
        const isCut = (each) => each.checkVisibility() && !each.closest('.of1 + ul, .sr, ul.of2, ul.of3, ul.of4') && each.getBoundingClientRect().right > innerWidth + 1;
        return [...(sheet.scrollWidth > sheet.clientWidth + 1 ? ['the page'] : []), ...[...sheet.querySelectorAll('h2, h3, button, p, span')].filter(isCut).map((each) => each.outerHTML.slice(0, 80))];
      });
      assert.deepEqual(out, [], `${language} at ${width}`);
      const bar = await page.evaluate(() => {
        const last = [...document.querySelectorAll('.bar li')].filter((each) => each.checkVisibility()).at(-1);
        return document.querySelector('.bar .search').getBoundingClientRect().left - last.getBoundingClientRect().right;
      });
      assert.ok(bar >= 4, `${language} at ${width}: the bar's words reach into the search (${bar})`);
    }
  }
}
fitsEveryWidth.front = true;

async function isTheSameWithoutANetwork({ page, later }) {
  await frontIsWhole(page);
  await later(3 * 3600);
  await page.keyboard.press('F5');
  await front(page).getByText(/^No network since \d\d:\d\d$/).waitFor();
  await becomes(page, () => stories(page).count(), (count) => count > 12, 'stories');
  const broken = await front(page).locator('img').evaluateAll((all) => all.filter((img) => img.complete && img.naturalWidth === 0).length);
  assert.equal(broken, 0, 'every picture comes from the library');
  assert.equal(await page.getByRole('alert').count(), 0, 'a state, not an error');
}
isTheSameWithoutANetwork.front = true;
isTheSameWithoutANetwork.offline = true;

async function axeIsContent({ page, call }) {
  const settings = await call('settings');
  for (const [language, theme, width] of [['en', 'light', 1440], ['ru', 'dark', 1000], ['kk', 'sepia', 640], ['en', 'contrast', 1440]]) {
    await call('set_settings', { ...settings, language, theme });
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    await frontIsWhole(page);
    await axeFindsNothing(page, `${language} ${theme} ${width}`);
  }
}
axeIsContent.front = true;

/** What has no script yet shall not flash. */
async function theEmptyWindowIsDarkInADarkSystem({ page, context }) {
  const fresh = await context.newPage();
  await fresh.route(/\/assets\/.*\.js$/, (route) => route.abort());
  await fresh.goto(page.url());
  await becomes(fresh, () => fresh.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(26, 27, 28)', 'the paper');
  await fresh.close();
}
theEmptyWindowIsDarkInADarkSystem.front = true;
theEmptyWindowIsDarkInADarkSystem.context = { colorScheme: 'dark' };

export const tests = {
  'the paper opens with a lead, its picture, rates and weather': opensWithALead,
  'the front page is read by keyboard alone': isReadByKeyboard,
  'the front page fits every width in every language': fitsEveryWidth,
  'the front page is whole without a network': isTheSameWithoutANetwork,
  'axe finds nothing on the front page': axeIsContent,
  'an empty window is dark in a dark system': theEmptyWindowIsDarkInADarkSystem,
};
