/** Sources come and go. */
import assert from 'node:assert/strict';
import { axeFindsNothing } from './axe.mjs';
import { becomes } from './expect.mjs';
import { VIEWS } from './views.mjs';

async function firstRun({ page, call }) {
  await page.getByRole('radio', { name: 'Қазақша' }).check();
  await page.getByRole('heading', { name: 'Өз газетіңіз' }).waitFor();
  await page.getByRole('button', { name: 'Жалғастыру' }).click();
  await page.getByRole('checkbox', { name: /Tengrinews Қазақша/ }).waitFor();
  assert.equal(await page.getByRole('checkbox', { name: /Tengrinews Қазақша/ }).isChecked(), true);
  assert.equal(await page.getByRole('checkbox', { name: /Сигнал/ }).isChecked(), false);
  await page.getByRole('button', { name: /Жалғастыру: 2/ }).click();
  await page.getByRole('radio', { name: 'Астана' }).check();
  await page.getByRole('button', { name: 'Газетті ашу' }).click();
  await page.locator('main.front [data-story]').first().waitFor();
  const { settings } = await call('start');
  assert.deepEqual([settings.language, settings.city], ['kk', 'astana']);
  assert.equal((await call('library')).feeds.length, 2);
}
firstRun.empty = true;

async function aPageBecomesASource({ page, call }) {
  await page.getByRole('heading', { name: 'Your newspaper' }).waitFor();
  await call('subscribe', { urls: ['https://signal.example/feed.json'] });
  await page.reload();
  await page.locator('main.front').waitFor();
  await page.keyboard.press('a');
  const field = page.getByLabel('Address of a site or feed');
  await field.fill('https://dala.example/');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('dialog').locator('.preview');
  await preview.getByText('https://dala.example/feed/').waitFor();
  await becomes(page, () => preview.getByRole('listitem').count(), 4, 'newest articles');
  assert.equal((await call('library')).feeds.length, 1, 'nothing is added yet');
  await page.getByRole('radiogroup', { name: 'What to fetch' }).getByText('What the feed gives').click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('status').getByText(/^Added: /).waitFor();
  await becomes(page, () => call('library').then(({ feeds }) => feeds.find((feed) => feed.url.includes('dala'))?.reach), 'headlines', 'what is fetched');
  await becomes(page, () => call('library').then(({ feeds }) => feeds.map((feed) => feed.url).join(' ')), (urls) => urls.includes('https://dala.example/feed/'), 'feeds');
  await page.locator('[data-row]').first().waitFor();
}
aPageBecomesASource.empty = true;

async function aKnownSourceIsOpened({ page, call }) {
  const { feeds } = await call('library');
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('a');
  const field = page.getByLabel('Address of a site or feed');
  await field.fill(feeds[0].url);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('status').getByText('This source is in your newspaper already.').waitFor();
  await field.fill(`${feeds[0].url}x`);
  await page.getByRole('button', { name: 'Find', exact: true }).waitFor();
  await field.fill(feeds[0].url);
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { name: feeds[0].title, exact: true }).waitFor();
  assert.equal((await call('library')).feeds.length, feeds.length);
}

async function nonsenseMarksTheField({ page }) {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('a');
  const field = page.getByLabel('Address of a site or feed');
  await field.fill('no address at all');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await page.keyboard.press('Escape');
  await becomes(page, () => page.getByRole('dialog').count(), 0, 'dialogs');
}
nonsenseMarksTheField.expected = ['422'];

async function whatIsNoFeedIsShownAsItCame({ page, call, newsroom }) {
  await newsroom.fault('signal.example', '/feed.json', 'becomes_html');
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('a');
  await page.getByLabel('Address of a site or feed').fill('https://signal.example/feed.json?new');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('There is no feed at this address').waitFor();
  const answer = page.getByRole('dialog').locator('pre');
  assert.match(await answer.textContent(), /We are checking that you are not a robot/);
  assert.equal(await answer.locator('*').count(), 0, 'it is text, whatever it says');
  assert.equal((await call('library')).feeds.length, 7);
}
whatIsNoFeedIsShownAsItCame.own = true;
whatIsNoFeedIsShownAsItCame.expected = ['422'];

async function aSourceIsRenamedPausedAndRemoved({ page, call }) {
  const { feeds } = await call('library');
  const feed = feeds.find((each) => each.url.includes('signal.example'));
  const find = () => call('library').then((library) => library.feeds.find((each) => each.id === feed.id));
  await page.locator('.sources').getByRole('button', { name: feed.title }).click();
  await page.getByRole('button', { name: 'About this source' }).click();
  await page.getByLabel('Name').fill('Сигнал и шум');
  await page.getByRole('switch', { name: 'Paused' }).click();
  await becomes(page, () => find().then((now) => now.paused), true, 'paused');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.sources').getByRole('button', { name: 'Сигнал и шум' }).waitFor();
  await page.getByRole('button', { name: 'About this source' }).click();
  await page.getByRole('button', { name: 'Remove source' }).click();
  const line = page.locator('.sources').getByRole('button', { name: 'Сигнал и шум' });
  await becomes(page, () => line.count(), 0, 'lines of the source');
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await line.click();
  await page.getByRole('button', { name: 'About this source' }).click();
  await page.getByRole('button', { name: 'Remove source' }).click();
  await becomes(page, find, undefined, 'the feed');
}

async function whatIsFetchedIsChosen({ page, call }) {
  const { feeds } = await call('library');
  const feed = feeds.find((each) => each.url.includes('signal.example'));
  const reach = () => call('library').then((library) => library.feeds.find((each) => each.id === feed.id).reach);
  await page.locator('.sources').getByRole('button', { name: feed.title }).click();
  await page.getByRole('button', { name: 'About this source' }).click();
  const choices = page.getByRole('dialog').getByRole('radiogroup', { name: 'What to fetch' });
  assert.equal(await choices.getByRole('radio', { name: 'Everything' }).isChecked(), true);
  const little = choices.getByRole('radio', { name: 'What the feed gives' });
  await choices.getByText('What the feed gives').click();
  await becomes(page, reach, 'headlines', 'what is fetched');
  await becomes(page, () => little.isChecked(), true, 'the choice');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'About this source' }).click();
  await becomes(page, () => little.isChecked(), true, 'the choice when the dialog opens anew');
  await choices.getByText('Everything').click();
  await becomes(page, reach, 'everything', 'what is fetched');
}

async function theActsOfASourceStayInSight({ page, call }) {
  await VIEWS.source(page, call);
  const dialog = page.getByRole('dialog');
  const isInSight = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && (element === there || element.contains(there) || there.contains(element));
  };
  await page.setViewportSize({ width: 700, height: 560 });
  for (const name of ['Save', 'Remove source']) assert.ok(await dialog.getByRole('button', { name }).evaluate(isInSight), `${name} is in sight`);
  // Whatever takes the keyboard is not left behind them.
  for (let i = 0; i < 24; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement: element } = document;
      const place = element?.closest('label, button, input, dialog');
      const foot = document.querySelector('dialog footer.acts').getBoundingClientRect().top;
      return { isBehind: !element?.closest('footer, header') && place !== null && !place.matches('dialog') && place.getBoundingClientRect().bottom > foot, html: place?.outerHTML.slice(0, 120) };
    });
    assert.equal(at.isBehind, false, at.html);
  }
  // At the end nothing is below.
  const end = await page.evaluate(() => {
    const sheet = document.querySelector('dialog');
    sheet.scrollTo(0, 1e6);
    return { last: [...sheet.querySelectorAll('.setting')].at(-1).getBoundingClientRect().bottom, foot: sheet.querySelector('footer.acts').getBoundingClientRect().top };
  });
  assert.ok(end.last <= end.foot, JSON.stringify(end));
  await page.setViewportSize({ width: 640, height: 360 });
  await axeFindsNothing(page, 'the dialog of a source in a low window');
}

export const tests = {
  'the acts of a source stay in sight': theActsOfASourceStayInSight,
  'the first run leads from a language to a paper': firstRun,
  'the address of a page becomes a source': aPageBecomesASource,
  'a source that is there already is shown and opened': aKnownSourceIsOpened,
  'an address that can’t be used marks the field': nonsenseMarksTheField,
  'what came instead of a feed is shown, as text': whatIsNoFeedIsShownAsItCame,
  'what is fetched of a source is chosen in its dialog': whatIsFetchedIsChosen,
  'a source is renamed, paused, removed, brought back and removed for good': aSourceIsRenamedPausedAndRemoved,
};
