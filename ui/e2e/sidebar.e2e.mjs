/** Sources in their folders, by pointer and by keyboard; rows in their densities. */
import assert from 'node:assert/strict';
import { axeFindsNothing } from './axe.mjs';
import { becomes } from './expect.mjs';
import { toList } from './stage.mjs';

const lineOf = (page, feed) => page.locator('.sources .feed', { hasText: feed.title }).first();

async function sourcesAreDragged({ page, call }) {
  const { feeds } = await call('library');
  const [first, second] = feeds;
  await call('edit_feed', { id: second.id, title: second.title, folder: 'Morning' });
  await page.getByRole('button', { name: /^Morning/ }).waitFor();
  await lineOf(page, first).dragTo(page.locator('.folder', { hasText: 'Morning' }));
  const folderOf = () => call('library').then((library) => library.feeds.find((feed) => feed.id === first.id).folder);
  await becomes(page, folderOf, 'Morning', 'the folder');
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomes(page, folderOf, first.folder, 'the folder');
}

async function theMenuComesByKeyboard({ page, call }) {
  const [first] = (await call('library')).feeds;
  await lineOf(page, first).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await axeFindsNothing(page, 'the menu of a source');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await becomes(page, () => lineOf(page, first).count(), 0, 'its lines');
  await page.getByRole('button', { name: 'Undo' }).click();
  await lineOf(page, first).waitFor();
  assert.ok((await call('library')).feeds.some((feed) => feed.id === first.id));
}

async function densitiesAreRemembered({ page }) {
  const heightOf = () => page.locator('[data-row]').first().evaluate((row) => row.getBoundingClientRect().height);
  const regular = await heightOf();
  for (const [name, holds] of [['Compact', (height) => height === 36], ['Roomy', (height) => height > regular]]) {
    await page.getByRole('button', { name: 'Density of the rows' }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await becomes(page, heightOf, holds, `the height of a row, ${name}`);
    await axeFindsNothing(page, name);
    await page.reload();
    await toList(page);
    await becomes(page, heightOf, holds, `the height of a row after a reload, ${name}`);
  }
}

async function figuresStandOnce({ page }) {
  const rates = page.locator('aside li', { hasText: 'Rates' });
  const told = async () => [await page.locator('aside .widgets').isVisible(), await rates.locator('.n').isVisible()].join();
  await page.setViewportSize({ width: 1440, height: 1100 });
  await becomes(page, told, 'true,false', 'widgets where there is room, and no figure above them');
  await page.setViewportSize({ width: 1440, height: 900 });
  await becomes(page, told, 'false,true', 'the figure where the sources need the room');
}

export const tests = {
  'rates and weather are told once': figuresStandOnce,
  'a source is dragged into a folder, and Undo takes it back': sourcesAreDragged,
  'the menu of a source comes and goes by keyboard': theMenuComesByKeyboard,
  'rows have three densities, which outlive a reload': densitiesAreRemembered,
};
