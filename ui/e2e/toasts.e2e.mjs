/** What was done is said where it can be reached, over a dialog too. */
import assert from 'node:assert/strict';
import { becomes, press } from './expect.mjs';

/** What lies uppermost where the toast's button is. */
const above = (button) =>
  button.evaluate((it) => {
    const { x, y, width, height } = it.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === it;
  });

async function anActIsTakenBackOverADialog({ page, call }) {
  const hidden = () => call('library').then(({ counts }) => counts.hidden);
  const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
  // By mouse, at its place on the screen.
  await press(page, 'h');
  await becomes(page, hidden, 1, 'hidden articles');
  await press(page, '?');
  await page.getByRole('dialog').waitFor();
  await becomes(page, () => above(undo), true, 'the line lies over the dialog');
  const box = await undo.boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await becomes(page, hidden, 0, 'hidden articles');
  assert.equal(await page.getByRole('dialog').count(), 1, 'the dialog stays');
  await press(page, 'Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  // By key.
  await page.locator('[data-row]').first().focus();
  await press(page, 'h');
  await becomes(page, hidden, 1, 'hidden articles');
  await press(page, '?');
  await page.getByRole('dialog').waitFor();
  await press(page, 'Control+z');
  await becomes(page, hidden, 0, 'hidden articles');
  // The line that came over a dialog does not leave with it.
  await press(page, 'Escape');
  await page.locator('[data-row]').first().focus();
  await press(page, 'h');
  await press(page, '?');
  await page.getByRole('dialog').waitFor();
  await press(page, 'Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
  await undo.click();
  await becomes(page, hidden, 0, 'hidden articles');
}

export const tests = {
  'an act is taken back over a dialog, by mouse and by key': anActIsTakenBackOverADialog,
};
