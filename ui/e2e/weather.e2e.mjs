/** The hours ahead as a drawing: seen, read by pointer and by keyboard, in every language and theme. */
import assert from 'node:assert/strict';
import { becomes } from './expect.mjs';

const chartOf = (page) => page.getByRole('slider');
const noteOf = (page) => page.locator('.hours .note');

async function openWeather(page) {
  await page.locator('[data-row]:visible, [data-story]:visible').first().waitFor();
  await page.keyboard.press('w');
  await page.locator('.hours svg').waitFor();
}

/** Whether what is drawn in a colour of the theme is there, and wears it as it is now. */
function isWorn(page, part, property, token) {
  return page.evaluate(
    ([part, property, token]) => {
      const drawn = [...document.querySelectorAll(`.hours svg ${part}`)].find((each) => each.getBoundingClientRect().width > 0);
      const probe = document.createElement('i');
      probe.style.color = `var(${token})`;
      document.body.append(probe);
      const wanted = getComputedStyle(probe).color;
      probe.remove();
      return drawn !== undefined && getComputedStyle(drawn)[property] === wanted;
    },
    [part, property, token],
  );
}

async function arrowKeysReadTheHours({ page, call }) {
  await openWeather(page);
  const { hourly } = await call('weather', { city: null, refresh: false });
  const hours = hourly.slice(0, 24);
  const clock = (i) => hours[i].time.slice(11, 16);
  await chartOf(page).focus();
  for (const [key, at] of [['ArrowRight', 1], ['ArrowRight', 2], ['ArrowLeft', 1], ['PageUp', 4], ['End', 23], ['ArrowRight', 23], ['Home', 0], ['ArrowLeft', 0]]) {
    await page.keyboard.press(key);
    await becomes(page, () => chartOf(page).getAttribute('aria-valuenow'), String(at), `the hour after ${key}`);
    assert.ok((await chartOf(page).getAttribute('aria-valuetext')).startsWith(clock(at)), `${key} tells ${clock(at)}`);
    assert.equal(await noteOf(page).textContent(), await chartOf(page).getAttribute('aria-valuetext'), 'what is seen is what is said');
  }
  // Without pointer and focus the drawing is quiet, and the list tells all hours to a screen reader.
  await page.getByRole('button', { name: 'City' }).focus();
  await becomes(page, () => noteOf(page).textContent(), '', 'the note');
  assert.equal(await page.locator('.hours li').count(), hours.length);
}

async function thePointerReadsTheHourBelowIt({ page }) {
  await openWeather(page);
  const box = await page.locator('.hours .over').boundingBox();
  for (const share of [0.02, 0.52, 0.98]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    const wanted = await page.locator('.hours li').nth(Math.floor(share * 24)).textContent();
    await becomes(page, () => noteOf(page).textContent(), wanted, `the note at ${share}`);
  }
  await page.mouse.move(0, 0);
  await becomes(page, () => noteOf(page).textContent(), '', 'the note');
}

async function themesAndLanguagesAreWorn({ page, call }) {
  const settings = await call('settings');
  for (const [language, theme, width] of [['ru', 'light', 1440], ['kk', 'dark', 1000], ['kk', 'contrast', 640], ['en', 'sepia', 380]]) {
    await call('set_settings', { ...settings, language, theme });
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    await openWeather(page);
    await becomes(page, () => isWorn(page, '.line', 'stroke', '--accent'), true, `the line in ${theme}`);
    await becomes(page, () => isWorn(page, '.value', 'fill', '--ink'), true, `temperatures in ${theme}`);
    await chartOf(page).focus();
    for (const key of ['Home', 'End']) {
      await page.keyboard.press(key);
      await becomes(page, () => noteOf(page).textContent(), (text) => text !== '', 'the note');
      const [note, chart] = await Promise.all([noteOf(page).boundingBox(), page.locator('.hours').boundingBox()]);
      assert.ok(note.x >= chart.x - 0.5 && note.x + note.width <= chart.x + chart.width + 0.5, `${language} ${key}: the note is inside at ${width}`);
    }
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, `nothing sticks out at ${width}`);
  }
  // A theme put on while it is open draws anew.
  await call('set_settings', { ...settings, language: 'en', theme: 'dark' });
  await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'the theme');
  await becomes(page, () => isWorn(page, '.line', 'stroke', '--accent'), true, 'the line in the dark');
}

export const tests = {
  'arrow keys read the hours ahead': arrowKeysReadTheHours,
  'the pointer reads the hour below it': thePointerReadsTheHourBelowIt,
  'the hours wear every theme and stay inside in every language and width': themesAndLanguagesAreWorn,
};
