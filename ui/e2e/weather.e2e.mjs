/** The hours ahead as a drawing: seen, read by pointer and by keyboard, in every language and theme. */
import assert from 'node:assert/strict';
import { becomes, press } from './expect.mjs';

const chartOf = (page) => page.getByRole('slider');
const noteOf = (page) => page.locator('.hours .note');

async function openWeather(page) {
  await page.locator('[data-row]:visible, [data-story]:visible').first().waitFor();
  await press(page, 'g w');
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

/** Whether nothing of the note is outside of the drawing. */
function isInside(page) {
  return page.evaluate(() => {
    const [note, chart] = ['.hours .note', '.hours'].map((part) => document.querySelector(part).getBoundingClientRect());
    return note.left >= chart.left - 0.5 && note.right <= chart.right + 0.5;
  });
}

async function arrowKeysReadTheHours({ page, call }) {
  await openWeather(page);
  const { hourly } = await call('weather', { city: null, refresh: false });
  const hours = hourly.slice(0, 48);
  const clock = (i) => hours[i].time.slice(11, 16);
  await chartOf(page).focus();
  for (const [key, at] of [['ArrowRight', 1], ['ArrowRight', 2], ['ArrowLeft', 1], ['PageUp', 7], ['End', 47], ['ArrowRight', 47], ['Home', 0], ['ArrowLeft', 0]]) {
    await page.keyboard.press(key);
    await becomes(page, () => chartOf(page).getAttribute('aria-valuenow'), String(at), `the hour after ${key}`);
    assert.ok((await chartOf(page).getAttribute('aria-valuetext')).startsWith(clock(at)), `${key} tells ${clock(at)}`);
    assert.equal(await noteOf(page).textContent(), await chartOf(page).getAttribute('aria-valuetext'), 'what is seen is what is said');
  }
  // Without pointer and focus the drawing is quiet, and the list tells all hours to a screen reader.
  await page.getByRole('button', { name: 'Cities' }).focus();
  await becomes(page, () => noteOf(page).textContent(), '', 'the note');
  assert.equal(await page.locator('.hours li').count(), hours.length);
}

async function thePointerReadsTheHourBelowIt({ page }) {
  await openWeather(page);
  for (const share of [0.02, 0.52, 0.98]) {
    const wanted = await page.locator('.hours li').nth(Math.floor(share * 48)).textContent();
    // The hand follows the drawing, which moves while the page around it comes.
    const pointed = async () => {
      const box = await page.locator('.hours .over').boundingBox();
      await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      return noteOf(page).textContent();
    };
    await becomes(page, pointed, wanted, `the note at ${share}`);
  }
  await page.mouse.move(0, 0);
  await becomes(page, () => noteOf(page).textContent(), '', 'the note');
}

async function whatIsUnknownIsNoZero({ page, call }) {
  await openWeather(page);
  const { hourly, air_quality: air } = await call('weather', { city: null, refresh: false });
  const hours = hourly.slice(0, 48);
  const chances = hours.map((hour) => hour.precipitation_probability);
  const unknown = chances.filter((chance) => chance === null).length;
  assert.ok(unknown > 0, 'of an hour nothing is known');
  const drawn = page.locator('.hours svg');
  await becomes(page, () => drawn.locator('.unknown').count(), unknown, 'hours of which the chance is unknown');
  assert.equal(await drawn.locator('.bar').count(), hours.length - unknown);
  assert.equal(await drawn.locator('.chance').textContent(), `${Math.max(...chances)}%`);
  // Before the line begins and after it ends nothing is missing.
  const gaps = hours.filter((hour, i) => hour.temperature === null && hours[i - 1] && hours[i - 1].temperature !== null && hours.slice(i).some((later) => later.temperature !== null)).length;
  assert.ok(gaps > 0, 'the line has a gap');
  assert.equal((await drawn.locator('.line').getAttribute('d')).match(/M/g).length, gaps + 1);
  // The air is told once, and where it stands among five names.
  const levels = page.locator('.levels .level');
  assert.deepEqual(await levels.allTextContents().then((all) => all.map((each) => each.trim())), ['good', 'moderate', 'poor for the sensitive', 'unhealthy', 'hazardous']);
  const step = [50, 100, 150, 200, Infinity].findIndex((end) => air.us_aqi <= end);
  assert.ok(await levels.nth(step).evaluate((each) => each.classList.contains('on') && each.querySelector('i') !== null));
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
    for (const [key, at] of [['Home', 0], ['End', 47]]) {
      await page.keyboard.press(key);
      await becomes(page, () => chartOf(page).getAttribute('aria-valuenow'), String(at), `the hour after ${key}`);
      await becomes(page, () => noteOf(page).textContent(), (text) => text !== '', 'the note');
      // Its place follows its width, which is measured once it is drawn.
      await becomes(page, () => isInside(page), true, `${language} ${key}: the note is inside at ${width}`);
    }
    await becomes(page, () => page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), true, `nothing sticks out at ${width}`);
  }
  // A theme put on while it is open draws anew.
  await call('set_settings', { ...settings, language: 'en', theme: 'dark' });
  await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'the theme');
  await becomes(page, () => isWorn(page, '.line', 'stroke', '--accent'), true, 'the line in the dark');
}

/** The temperature of the view; the front page behind it has its own. */
const degrees = (page) => page.getByRole('main', { name: /^Weather/ }).locator('.degrees').first().textContent();

/** To the settings' line of that name, with the keyboard in its first field. */
async function openCities(page) {
  await openWeather(page);
  await page.getByRole('button', { name: 'Cities' }).click();
  await page.getByRole('combobox', { name: 'Add a city' }).waitFor();
}

async function citiesAreAddedOrderedAndTakenAway({ page, call }) {
  const keys = () => call('settings').then(({ cities, city }) => [city, ...cities].join(' '));
  await openCities(page);
  const field = page.getByRole('combobox', { name: 'Add a city' });
  await field.fill('аста');
  await becomes(page, () => page.locator('[role=listbox] [role=option]').allTextContents().then((all) => all[0]), 'Astana', 'the first option');
  await field.press('Enter');
  await becomes(page, keys, 'almaty almaty astana', 'the cities');
  // Elsewhere is searched only when that is asked for.
  await field.fill('Берл');
  await page.getByRole('option', { name: 'Search everywhere for “Берл”' }).waitFor();
  await field.press('Enter');
  await page.getByRole('option', { name: /Germany/ }).waitFor();
  await field.press('Enter');
  await page.getByRole('button', { name: 'Remove Berlin' }).waitFor();
  await page.getByRole('button', { name: 'Move Berlin forward' }).click();
  await becomes(page, keys, (now) => /^almaty almaty geonames:\d+ astana$/.test(now), 'the cities');
  const order = () => page.getByRole('button', { name: /^Remove / }).evaluateAll((all) => all.map((each) => each.ariaLabel).join(' '));
  await becomes(page, order, (now) => now.startsWith('Remove Almaty Remove Berlin Remove Astana'), 'the order before the reader');
  await page.getByRole('button', { name: 'Show Astana beside the news' }).click();
  await becomes(page, keys, (now) => now.startsWith('astana almaty'), 'the default');
  await page.getByRole('button', { name: 'Remove Berlin' }).click();
  await becomes(page, keys, 'astana almaty astana', 'the cities');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await becomes(page, keys, (now) => /^astana almaty geonames:\d+ astana$/.test(now), 'the city is back in its place');
  await page.getByRole('button', { name: 'Remove Berlin' }).click();
  await becomes(page, keys, 'astana almaty astana', 'the cities');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: /Weather, Astana/ }).waitFor();
  await page.getByRole('radio', { name: 'Almaty' }).check({ force: true });
  await page.getByRole('heading', { name: /Weather, Almaty/ }).waitFor();
  const other = await call('weather', { city: 'almaty', refresh: false });
  const now = Math.round(other.current.temperature);
  await becomes(page, () => degrees(page), now < 0 ? `−${-now}°` : `${Math.abs(now)}°`, 'the temperature');
}

async function weatherIsShownInTheUnitsOfTheReader({ page, call }) {
  const settings = await call('settings');
  await call('set_settings', { ...settings, units: { temperature: 'fahrenheit', wind: 'kmh', pressure: 'mmhg' } });
  await openWeather(page);
  const { current } = await call('weather', { city: null, refresh: false });
  const fahrenheit = Math.round(current.temperature * 1.8 + 32);
  await becomes(page, () => degrees(page), fahrenheit < 0 ? `−${-fahrenheit}°` : `${Math.abs(fahrenheit)}°`, 'the temperature');
  const facts = (await page.getByRole('main', { name: /^Weather/ }).locator('dl').first().textContent()).replaceAll('\u00a0', ' ');
  assert.ok(facts.includes(`${Math.round(current.wind_speed * 3.6)} km/h`), facts);
  assert.ok(facts.includes(`${Math.round(current.pressure * 0.750062)} mmHg`) && facts.includes(`${Math.round(current.pressure)} hPa`), facts);
}

async function warningsAreAskedForAndHaveALimit({ page, call }) {
  const settings = await call('settings');
  await call('set_settings', { ...settings, units: { ...settings.units, wind: 'kmh' } });
  await openCities(page);
  const watches = () => call('settings').then((settings) => settings.weather_watches.join(', '));
  await page.getByRole('switch', { name: 'Thunderstorm' }).click();
  await becomes(page, watches, 'thunderstorm', 'the warnings');
  await page.getByRole('switch', { name: 'AQI above' }).click();
  await becomes(page, watches, 'thunderstorm, aqi 150', 'the warnings');
  const limit = page.getByRole('spinbutton', { name: 'AQI above' });
  await limit.fill('100');
  await limit.press('Enter');
  await limit.blur();
  await becomes(page, watches, 'thunderstorm, aqi 100', 'the warnings');
  await page.getByRole('switch', { name: 'Thunderstorm' }).click();
  await becomes(page, watches, 'aqi 100', 'the warnings');
  // A limit of wind is typed in the reader's unit, and kept in m/s.
  await page.getByRole('switch', { name: 'Wind from, km/h' }).click();
  await becomes(page, watches, 'aqi 100, wind 15', 'the warnings');
  const wind = page.getByRole('spinbutton', { name: 'Wind from, km/h' });
  await becomes(page, () => wind.inputValue(), '54', 'the limit of wind');
  await wind.fill('72');
  await wind.blur();
  await becomes(page, watches, 'aqi 100, wind 20', 'the warnings');
}

export const tests = {
  'cities are added, ordered and taken away, and each has its weather': citiesAreAddedOrderedAndTakenAway,
  'weather is shown in the units of the reader': weatherIsShownInTheUnitsOfTheReader,
  'warnings are asked for and have a limit': warningsAreAskedForAndHaveALimit,
  'arrow keys read the hours ahead': arrowKeysReadTheHours,
  'an hour of which nothing is known is a gap and no zero, and the air has its name': whatIsUnknownIsNoZero,
  'the pointer reads the hour below it': thePointerReadsTheHourBelowIt,
  'the hours wear every theme and stay inside in every language and width': themesAndLanguagesAreWorn,
};
