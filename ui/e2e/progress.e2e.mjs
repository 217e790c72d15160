/** What takes a while shows how far it is and can be stopped. */
import assert from 'node:assert/strict';
import { becomes, focused, press } from './expect.mjs';

const HANGING = 'dala.example';

async function tabTo(page, name) {
  for (let i = 0; i < 120; i++) {
    if (name.test(await focused(page))) return;
    await press(page, 'Tab');
  }
  assert.fail(`Tab never comes to ${name}`);
}

/** A sync in which one source never answers. */
async function hang(page, newsroom) {
  await newsroom.fault(HANGING, '*', { slow_head: 3_600_000 });
  await newsroom.pass(26 * 3600);
  await press(page, 'r');
}

async function aSyncIsStoppedByKeyboard({ page, call, newsroom }) {
  const before = (await call('library')).feeds;
  const status = page.locator('aside .status');
  await hang(page, newsroom);
  const { progress } = await becomes(page, () => call('sync_state'), ({ progress }) => progress !== null && progress.done === progress.of - 1, 'all but one have answered');
  await becomes(page, () => status.textContent(), (text) => text.replaceAll('\u00a0', ' ').includes(`${progress.done} of ${progress.of} · `), 'the status line');
  await status.locator('button').first().focus();
  await tabTo(page, /^Stop updating$/);
  await press(page, 'Enter');
  const state = await becomes(page, () => call('sync_state'), ({ progress }) => progress === null, 'nothing is under way');
  assert.ok(state.stopped && state.report.stopped && !state.running, JSON.stringify(state).slice(0, 300));
  assert.equal(state.report.failed, 0);
  await status.getByText('Update stopped').waitFor();
  await page.getByRole('status').getByText('Update stopped').waitFor();
  assert.match(await focused(page), /Update stopped/, 'the keyboard is not lost');
  const asked = ({ url, last_check, failures }) => `${url} ${last_check} ${failures}`;
  const hanging = (feeds) => asked(feeds.find((feed) => feed.url.includes(HANGING)));
  assert.equal(hanging((await call('library')).feeds), hanging(before), 'it is as it was');
}
aSyncIsStoppedByKeyboard.own = true;

async function updatesShowHowFarItIs({ page, call, newsroom }) {
  await hang(page, newsroom);
  await page.locator('aside .status > button:first-child').evaluate((line) => line.click());
  const main = page.getByRole('main');
  await main.getByRole('progressbar', { name: 'Asking the sources' }).waitFor();
  await main.getByRole('button', { name: 'Stop updating' }).focus();
  await press(page, 'Space');
  await main.getByText('What had come is kept').waitFor();
  assert.equal(await main.getByRole('progressbar').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.closest('main') !== null), true, 'the keyboard stays on the page');
  assert.equal((await call('sync_state')).stopped, true);
}
updatesShowHowFarItIs.own = true;

export const tests = {
  'a sync shows how far it is, and is stopped by keyboard': aSyncIsStoppedByKeyboard,
  'updates show how far a sync is, and stop it': updatesShowHowFarItIs,
};
