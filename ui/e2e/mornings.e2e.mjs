/** What a reader does on a morning, by keyboard alone: no click in this file. */
import assert from 'node:assert/strict';
import { becomes, focused, plain, press, proseText } from './expect.mjs';

const headline = (page) => page.locator('article h1').textContent().then(plain);

/** Tab after Tab, until the keyboard is on what has this name. */
async function tabTo(page, name, key = 'Tab') {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press(key);
    if (name.test(await focused(page))) return;
  }
  assert.fail(`Tab never comes to ${name}`);
}

async function theMorningsNewsAreRead({ page, call }) {
  const story = page.locator('main.front [data-story]').first();
  await story.waitFor();
  await press(page, 'j');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-story')), true, 'the keyboard is on a story');
  const lead = plain(await story.textContent()).replace(/, unread$/, '');
  await press(page, 'Enter');
  await becomes(page, () => headline(page), lead, 'the lead story is open');
  const read = new Set([lead]);
  while (read.size < 10) {
    const before = await headline(page);
    await press(page, 'j');
    await becomes(page, () => headline(page), (now) => now !== before, 'the next headline');
    await becomes(page, () => proseText(page), (text) => text.trim() !== '', 'its text');
    read.add(await headline(page));
  }
  await becomes(page, () => call('library').then(({ counts }) => counts.all - counts.unread), 10, 'ten are read');
  await press(page, 's');
  await becomes(page, () => call('library').then(({ counts }) => counts.starred), 1, 'one is starred');
  await press(page, 'g p');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'the keyboard is on a photo report');
  await press(page, 'Enter');
  await page.locator('article h1').waitFor();
  await press(page, 'i');
  const stage = page.getByRole('dialog');
  await stage.getByText('1 of', { exact: false }).first().waitFor();
  await press(page, 'ArrowRight');
  await stage.getByText('2 of', { exact: false }).first().waitFor();
  await press(page, 'Escape');
  await becomes(page, () => stage.count(), 0, 'galleries');
  await press(page, 'g h');
  await story.waitFor();
}
theMorningsNewsAreRead.front = true;

async function anEditionIsPacked({ page, call }) {
  await page.locator('main.front [data-story]').first().waitFor();
  await press(page, 'g e');
  await page.getByRole('heading', { name: 'Nothing is packed yet' }).waitFor();
  await tabTo(page, /^Pack$/);
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Open the edition' }).waitFor({ timeout: 120_000 });
  await tabTo(page, /^Open the edition$/);
  await press(page, 'Enter');
  await page.locator('[data-row]').first().waitFor();
  assert.ok((await call('edition')).articles > 0);
}
anEditionIsPacked.front = true;
anEditionIsPacked.subscribed = true;

async function aSourceIsMuted({ page, call }) {
  const [first] = (await call('library')).feeds;
  const isPaused = () => call('library').then(({ feeds }) => feeds.find((feed) => feed.id === first.id).paused);
  await page.locator('[data-row]').first().waitFor();
  await tabTo(page, new RegExp(`^(\\S )?${first.title}`), 'Shift+Tab');
  await press(page, 'Shift+F10');
  await page.getByRole('menu').waitFor();
  for (let i = 0; i < 12 && (await focused(page)) !== 'Pause'; i++) await press(page, 'ArrowDown');
  await press(page, 'Enter');
  await becomes(page, isPaused, true, 'paused');
}

async function theLanguageIsChanged({ page, call }) {
  await page.locator('main.front [data-story]').first().waitFor();
  await press(page, 'Control+k');
  await page.keyboard.type('language');
  await page.getByRole('option', { name: 'Language', exact: false }).first().waitFor();
  await press(page, 'Enter');
  await becomes(page, () => page.evaluate(() => document.activeElement?.getAttribute('type')), 'radio', 'the keyboard is on the languages');
  await press(page, 'ArrowRight');
  await page.getByRole('heading', { level: 1, name: 'Настройки' }).waitFor();
  await press(page, 'ArrowRight');
  await page.getByRole('heading', { level: 1, name: 'Баптаулар' }).waitFor();
  await becomes(page, () => call('settings').then(({ language }) => language), 'kk', 'the language');
  await press(page, 'g h');
  await page.getByText('жұма', { exact: false }).or(page.getByText('Жұма', { exact: false })).first().waitFor();
}
theLanguageIsChanged.front = true;

async function diagnosticsTellNothingOfTheReader({ page, context, call }) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const { feeds } = await call('library');
  const { city } = await call('settings');
  await press(page, 'Control+,');
  await page.locator('.settings').waitFor();
  await tabTo(page, /^Copy diagnostics$/);
  await press(page, 'Enter');
  const text = await becomes(page, copied, (now) => now.startsWith('Qazet '), 'the clipboard');
  for (const part of ['schema', 'theme system', 'Last errors', 'Mozilla/']) assert.ok(text.includes(part), part);
  for (const secret of [city, ...feeds.flatMap((feed) => [feed.title, new URL(feed.url).host])]) assert.ok(!text.includes(secret), `${secret} is told`);
  await press(page, 'Tab');
  await press(page, 'Space');
  await press(page, 'Shift+Tab');
  await press(page, 'Enter');
  await becomes(page, copied, (now) => now.includes(`city ${city}`), 'the clipboard');
}

/** The whole of a morning at one sitting: from an empty library to another language, with the network gone half-way. */
async function aMorningIsSpentAtOneSitting({ page, call, newsroom, later }) {
  await page.getByRole('radio', { name: 'English' }).waitFor();
  await tabTo(page, /^Continue/);
  await press(page, 'Enter');
  await page.locator('input[type=checkbox]').first().waitFor();
  await tabTo(page, /^Continue/);
  await press(page, 'Enter');
  await tabTo(page, /^Open the paper/);
  await press(page, 'Enter');
  const story = page.locator('main.front [data-story]').first();
  await story.waitFor();
  await becomes(page, async () => (await call('sync_state')).running, false, 'the first update');

  await press(page, 'g a');
  await becomes(page, () => page.evaluate(() => document.activeElement?.hasAttribute('data-row')), true, 'the keyboard is on a row');
  const readOn = async (count) => {
    for (let i = 0; i < count; i++) {
      const before = (await page.locator('article h1').count()) > 0 ? await headline(page) : '';
      await press(page, before === '' ? 'Enter' : 'n');
      await becomes(page, async () => (await page.locator('article h1').count()) > 0 && headline(page), (now) => now && now !== before, 'the next headline');
      await becomes(page, () => proseText(page), (text) => text.trim() !== '', 'its text');
    }
  };
  await readOn(10);
  await newsroom.end();
  await later(3 * 3600);
  await press(page, 'r');
  await page.locator('aside .status').getByText('No network').waitFor();
  await readOn(2);
  assert.equal(await page.getByRole('alert').count(), 0, 'no network is a state, not an error');

  await press(page, '/');
  await page.getByRole('searchbox').waitFor();
  await page.keyboard.type('Токаев');
  await page.getByText('“Токаев” was not found').first().waitFor();
  await press(page, 'Control+a');
  await page.keyboard.type((await call('timeline', { view: { view: 'all' }, after: null, limit: 1 })).rows[0].title.split(' ')[0]);
  await page.locator('[data-row] mark').first().waitFor();

  await press(page, 'Escape Control+k');
  await page.keyboard.type('Theme');
  await page.getByRole('option').first().waitFor();
  await press(page, 'Enter');
  await becomes(page, () => page.evaluate(() => document.activeElement?.localName), 'select', 'the keyboard is on the themes');
  await press(page, 'ArrowDown ArrowDown');
  await becomes(page, () => page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'the theme');
  await press(page, 'Shift+Tab');
  await press(page, 'ArrowRight');
  await page.getByRole('heading', { level: 1, name: 'Настройки' }).waitFor();
  await press(page, 'ArrowRight');
  await page.getByRole('heading', { level: 1, name: 'Баптаулар' }).waitFor();
  await press(page, 'g h');
  await story.waitFor();
  await page.locator('main.front').getByText(/^Желі 14:00\sкезінен бері жоқ$/).waitFor();
}
aMorningIsSpentAtOneSitting.empty = true;
aMorningIsSpentAtOneSitting.own = true;

export const tests = {
  'a morning is spent at one sitting': aMorningIsSpentAtOneSitting,
  'the morning’s news are read by keyboard': theMorningsNewsAreRead,
  'an edition is packed by keyboard': anEditionIsPacked,
  'a source is muted by keyboard': aSourceIsMuted,
  'the language is changed by keyboard': theLanguageIsChanged,
  'diagnostics tell nothing of the reader': diagnosticsTellNothingOfTheReader,
};
