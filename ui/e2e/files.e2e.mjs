/** Articles leave as files, pages come by their address, and the disk has a table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { becomes, openView } from './expect.mjs';

async function openFirst(page) {
  await openView(page, 'All news');
  await page.locator('[data-row]').first().click();
  await page.locator('main article h1').waitFor();
}

async function anArticleIsSavedInThreeForms({ page }) {
  await openFirst(page);
  for (const [form, ending, begins] of [
    ['Book, EPUB', '.epub', 'PK'],
    ['Web page, HTML', '.html', '<!DOCTYPE html>'],
    ['Text, Markdown', '.md', '---\ntitle:'],
  ]) {
    await page.getByRole('button', { name: 'Save as a file' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const file = await coming;
    assert.ok(file.suggestedFilename().endsWith(ending), file.suggestedFilename());
    await page.getByRole('status').getByText(`Saved: ${file.suggestedFilename()}`).waitFor();
    assert.ok(readFileSync(await file.path(), 'latin1').startsWith(begins), form);
  }
}

async function theMenuIsWalkedByKeyboard({ page }) {
  await openFirst(page);
  await page.getByRole('button', { name: 'Save as a file' }).focus();
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement?.firstElementChild?.firstChild?.textContent?.trim());
  await becomes(page, focused, 'Book, EPUB', 'the first entry');
  await page.keyboard.press('ArrowUp');
  await becomes(page, focused, 'Text, Markdown', 'the last entry');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('menu').count(), 0, 'menus');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Save as a file', 'the keyboard is back');
  assert.equal(await page.locator('main article h1').count(), 1, 'Escape closed the menu and nothing else');
}

async function aListIsSavedAsABook({ page }) {
  await openView(page, 'Photo reports');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this list as a book (EPUB)' }).click();
  const file = await coming;
  assert.equal(file.suggestedFilename(), 'Qazet, 20 November 2026.epub');
  await page.getByRole('status').getByText(/Saved: Qazet, 20 November 2026\.epub, \d+ articles/).waitFor();
}

async function aPageIsSavedByItsAddress({ page, newsroom }) {
  const words = Array.from({ length: 12 }, (_, i) => `<p>Paragraph ${i} tells, in a dozen words or so, what happened at the lake and who saw it.</p>`).join('');
  await newsroom.fault('dala.example', '/essays/lake', { page: `<html lang="en"><body><article><h1>The lake at dawn</h1>${words}</article></body></html>` });
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Shift+L');
  await page.getByLabel('Address of the page').fill('dala.example/essays/lake');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('The page is saved').waitFor();
  await page.getByRole('heading', { level: 1, name: 'The lake at dawn' }).waitFor();
  await becomes(page, () => page.locator('[data-row]').count(), 1, 'saved pages');

  await page.getByRole('button', { name: 'Save a page by its address' }).click();
  await page.getByLabel('Address of the page').fill('dala.example/nothing-here');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('no article was found there').waitFor();
  await becomes(page, () => page.locator('[data-row]').count(), 2, 'saved pages');
  await page.getByText(/answered 404/).waitFor();
}
aPageIsSavedByItsAddress.own = true;

async function picturesAreCleared({ page, call }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('Control+,');
  const row = page.getByRole('row', { name: /^Pictures/ });
  const clearable = async () => (await call('retention')).find(({ kind }) => kind === 'pictures').clearable;
  const button = (kind) => page.getByRole('button', { name: `Clear: ${kind}` });
  const clear = async (kind) => {
    await button(kind).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('status').getByText(/freed$/).waitFor();
    await becomes(page, () => button(kind).isDisabled(), true, 'nothing is left to clear');
  };
  const before = await clearable();
  await clear('Pictures');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await becomes(page, () => button('Pictures').isDisabled(), false, 'all is there again');
  await clear('Pictures');
  await page.reload();
  await page.locator('main.front [data-story]').first().waitFor();
  assert.equal(await clearable(), before, 'a window that closes lets go of nothing');
  await page.keyboard.press('Control+,');
  await clear('Pictures');
  // Another sentence at the foot of the window ends the way back of this one.
  await clear('Photo reports');
  await becomes(page, clearable, 0, 'what can be cleared');
  await row.getByLabel('Pictures: At most').selectOption({ label: '500 MB' });
  await becomes(page, async () => (await call('settings')).retention.pictures.megabytes, 500, 'the limit');
}

export const tests = {
  'an article is saved as a book, a page and a note': anArticleIsSavedInThreeForms,
  'the menu of forms is walked by keyboard': theMenuIsWalkedByKeyboard,
  'a list is saved as a book': aListIsSavedAsABook,
  'a page is saved by its address': aPageIsSavedByItsAddress,
  'pictures are cleared once that can’t be undone any more, and their limit is chosen': picturesAreCleared,
};
