/** The window, by keyboard alone and with no network: an article, a photo report, both widgets; and what the window may not do. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { saveBooks } from './_books.mjs';
import { check } from './_check.mjs';
import { openApp } from './_driver.mjs';
import { readEdition } from './_edition.mjs';
import { beside, closeWindows, findBelow, press, QAZET, start, stop, windows } from './_programs.mjs';
import { photograph, photographDisplay } from './_screens.mjs';
import { askSystem } from './_system.mjs';
import { until } from './_wait.mjs';

export async function reading(paper, opened) {
  const window = await check('the window opens without a network', () => openApp(QAZET, paper.line));
  if (!window) return;
  try {
    await readByKeyboard(window, paper, opened);
    await readEdition(window, paper);
    await saveBooks(window, paper);
    await askSystem(window, paper, opened);
    await stayInside(window);
    await closeSmall(window);
    await check('closing the window ends the app where there is no tray', async () => {
      const pid = findBelow(window.pid, QAZET);
      await closeWindows(pid);
      await until('the process is gone', () => findBelow(window.pid, QAZET) === undefined);
    });
  } finally {
    await window.quit();
  }
}

/** There is no tray yet. */
async function closeSmall(window) {
  await check('where there is no tray the settings say so, and closing makes the window small for who chose that', async () => {
    const pid = findBelow(window.pid, QAZET);
    const [main] = await windows(pid);
    await press(main, 'ctrl+comma');
    await window.until('it is said', () => document.body.innerText.replace(/\s+/g, ' ').includes('На этом рабочем столе нет значков в трее'));
    await window.click('Свернуть');
    await window.until('it is chosen', () => [...document.querySelectorAll('label')].some((each) => each.innerText.trim() === 'Свернуть' && each.querySelector('input:checked')));
    await photograph(window, 'settings-no-tray');
    const manager = start('/usr/bin/python3', [beside('minimised.py')]);
    try {
      await until('it listens', () => manager.lines.length === 1);
      await closeWindows(pid);
      await until('the window asks to be made small', () => manager.lines.length === 2);
    } finally {
      await stop(manager);
    }
    assert.equal(findBelow(window.pid, QAZET), pid, 'the app runs on');
    await window.click('Выйти');
    await window.press('Escape');
  });
}

async function readByKeyboard(window, paper, opened) {
  const rows = await paper.rows();

  await check('the paper opens with its front page, with its pictures', async () => {
    await window.until('a story leads', () => document.querySelector('main.front article.display h2'));
    await picturesAreThere(window, []);
    await photographDisplay(window, 'front-light');
  });

  await check('both widgets beside the news are from the library, with what they show of its age', async () => {
    const widget = (name) => window.until(`the widget “${name}” is there`, (wanted) => {
      const found = [...document.querySelectorAll('main.front section')].find((each) => each.getAttribute('aria-label') === wanted && each.querySelector('.age'));
      return found?.innerText.replace(/\s+/g, ' ');
    }, name);
    const rates = await widget('Курсы');
    for (const { code, value } of (await paper.rates()).rates) {
      assert.ok(rates.includes(code) && rates.includes(value.replace('.', ',')), `${code} is ${value}, but the widget says: ${rates}`);
    }
    assert.match(rates, /на \d+ \S+/, 'the day of the table');
    const { current, air_quality: air } = await paper.weather();
    const weather = await widget('Погода');
    assert.ok(weather.includes(`${Math.round(current.temperature)}°`.replace('-', '−')), weather);
    assert.ok(weather.includes(`AQI ${Math.round(air.us_aqi)}`), weather);
    assert.match(weather, /на \d+:\d\d|назад/, 'when it was fetched');
    await window.press('t');
  });

  await check('the newest headlines are in the list, with their pictures', async () => {
    await window.until('all newest headlines are there', (titles) => {
      const shown = document.body.innerText.replace(/\s+/g, ' ');
      return titles.every((title) => shown.includes(title));
    }, rows.slice(0, 3).map((row) => plain(row.title)));
    await picturesAreThere(window, rows);
    await photographDisplay(window, 'window');
  });

  await check('J and Enter open an article, whole', async () => {
    await window.press('j');
    await window.press('j');
    await window.press('Enter');
    const row = await openRow(window, rows);
    const article = await paper.show(row.id);
    const shown = await window.until('the text is there', articleText, 'main [role="region"]');
    for (const paragraph of article.text.split('\n').filter(Boolean)) {
      assert.ok(shown.includes(plain(paragraph)), `the article says “${paragraph}”, but shows: ${shown}`);
    }
    await picturesAreThere(window, rows);
    await photograph(window, 'article');
  });

  await check('after a click into the text every key acts', async () => {
    const headline = () => window.run(() => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' '));
    const first = await headline();
    await window.clickInto('.prose-host');
    await window.press('s');
    await window.until('it is starred', () => document.querySelector('main.art header button[aria-pressed="true"]'));
    await window.press('s');
    await window.until('it is starred no more', () => !document.querySelector('main.art header button[aria-pressed="true"]'));
    await window.press('j');
    await window.until('the next article is open', (before) => {
      const now = document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ');
      return now && now !== before;
    }, first);
    await window.clickInto('.prose-host');
    await window.press(' ');
    await window.until('the text moved', () => document.querySelector('main.art .scroll').scrollTop > 0);
    await window.press('k');
    await window.until('the one before is open again', (before) => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ') === before, first);
    await window.clickInto('.prose-host');
    await window.press('?');
    await window.until('the keys are told', () => document.querySelector('dialog[open] kbd'));
    await window.press('Escape');
    await window.until('the sheet is closed', () => !document.querySelector('dialog[open]'));
  });

  await check('Ctrl+K shows what there is to choose from', async () => {
    const [main] = await windows(findBelow(window.pid, QAZET));
    await press(main, 'ctrl+k');
    await window.until('the offers are in sight', () => {
      const offer = document.querySelector('dialog[open] [role="option"]')?.getBoundingClientRect();
      return offer && document.elementFromPoint(offer.left + 20, offer.top + offer.height / 2)?.closest('[role="option"]');
    });
    await window.press('Escape');
    await window.until('the palette is closed', () => !document.querySelector('dialog[open]'));
  });

  await check('B hands the address to the system, and the window stays', async () => {
    const row = await openRow(window, rows);
    await window.press('b');
    const address = await until('the browser was asked', async () => (await readFile(opened, 'utf8')).trim());
    assert.equal(address, row.link);
    assert.match(await window.run(() => location.href), /^tauri:\/\/localhost/);
  });

  await check('a photo report is found, opened, and looked through', async () => {
    const report = rows.find((row) => row.photos > 3);
    const { photos } = await paper.show(report.id);
    await window.press('Escape');
    await window.press('/');
    await window.until('the search field has the keyboard', () => document.activeElement?.matches('input'));
    for (const key of report.title) await window.press(key);
    await window.until('the report is the first one found', (title) => {
      const [first] = document.querySelectorAll('[data-row]');
      return document.querySelector('[role="search"] [role="status"]')?.innerText && first?.innerText.replace(/\s+/g, ' ').includes(title);
    }, plain(report.title));
    await window.press('ArrowDown');
    await window.until('the first row has the keyboard', () => document.activeElement?.closest('[data-row]'));
    await window.press('Enter');
    await window.until('the report is open', (title) => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' ') === title, plain(report.title));
    await picturesAreThere(window, []);
    const missing = await window.run(() => [...document.querySelector('.prose-host').shadowRoot.querySelectorAll('.absent')].map((box) => box.parentElement.innerText));
    assert.deepEqual(missing, [], 'photos of the text that are not shown, in a report that is complete');
    await photograph(window, 'photo-report');
    await window.press('i');
    await window.until('the film is there', () => [...document.querySelectorAll('dialog[open] img')].every((image) => image.complete && image.naturalWidth > 0));
    for (const [index, photo] of photos.entries()) {
      const shown = await window.until(`photo ${index + 1} is there`, (number) => {
        const gallery = document.querySelector('dialog[open]');
        const image = gallery?.querySelector('.stage img, img');
        const text = gallery?.innerText.replace(/\s+/g, ' ') ?? '';
        return new RegExp(`(^|\\D)${number} из `).test(text) && image?.complete && image.naturalWidth > 0 && text;
      }, index + 1);
      assert.ok(shown.includes(plain(photo.caption)), `photo ${index + 1} says “${photo.caption}”, but shows: ${shown}`);
      assert.ok(shown.includes(name(photo.credit)), `photo ${index + 1} is by “${photo.credit}”, but shows: ${shown}`);
      if (index === 1) await photograph(window, 'gallery');
      await window.press('ArrowRight');
    }
    await window.press('Escape');
    await window.until('the gallery is closed', () => !document.querySelector('dialog[open]'));
  });

  await check('G and R open the rates as the bank published them', async () => {
    const { rates } = await paper.rates();
    await window.press('g');
    await window.press('r');
    const shown = await window.until('the table is there', () => document.querySelector('main table')?.innerText.replace(/\s+/g, ' '));
    for (const { code, value } of rates) {
      assert.ok(shown.includes(code) && shown.includes(value.replace('.', ',')), `${code} is ${value}, but the table says: ${shown}`);
    }
    await photograph(window, 'rates');
    await window.press('Escape');
  });

  await check('G W opens the forecast', async () => {
    const { city, current } = await paper.weather();
    await window.press('g');
    await window.press('w');
    const degrees = `${Math.round(current.temperature)}`.replace('-', '−');
    const shown = await window.until('the page is there', (name) => {
      const page = [...document.querySelectorAll('main')].find((each) => each.innerText.replace(/\s+/g, ' ').includes(name));
      return page?.innerText.replace(/\s+/g, ' ');
    }, city.ru ?? city);
    assert.ok(shown.includes(`${degrees}°`), `it is ${degrees}°, but the page says: ${shown}`);
    await window.until('the hours are drawn', () => (document.querySelector('.hours svg .line')?.getBoundingClientRect().width ?? 0) > 100);
    await photograph(window, 'weather');
    await window.press('Escape');
  });
}

/** The second wall (TRUST.md): what the window may not do even if a page's script got in. */
async function stayInside(window) {
  await check('everything the window loaded came from Qazet itself', async () => {
    const strangers = await window.run(() =>
      performance.getEntriesByType('resource').map((each) => each.name).filter((name) => !/^(tauri|qazet-media|ipc):\/\/localhost\//.test(name)),
    );
    assert.deepEqual(strangers, []);
  });

  await check('nothing from outside is loaded, and no inline script runs', async () => {
    await window.run(() => {
      window.refused = [];
      document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
      const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
      add('img', { src: 'https://stranger.example/pixel.png' });
      add('iframe', { src: 'https://stranger.example/' });
      add('script', { textContent: 'window.ran = true' });
      const host = document.createElement('div');
      document.body.append(host);
      host.attachShadow({ mode: 'open' }).innerHTML = '<img src="qazet-media://localhost/none" onerror="window.ran = true">';
    });
    await window.until('all of it was refused', () =>
      ['img-src', 'frame-src', 'script-src'].every((directive) => window.refused.some((refused) => refused.startsWith(directive))),
    );
    assert.equal(await window.run(() => window.ran ?? false), false);
  });

  await check('the window can neither leave the app nor open another', async () => {
    assert.equal(await window.run(() => window.open('https://stranger.example/') === null), true);
    await window.run(() => void (location.href = 'https://stranger.example/'));
    assert.match(await window.run(() => location.href), /^tauri:\/\/localhost/);
  });

  await check('the window may call the core and nothing else', async () => {
    const refusals = await window.run(() => {
      window.refusals = [];
      for (const command of ['plugin:opener|open_url', 'plugin:window|close', 'plugin:event|emit', 'plugin:dialog|open', 'plugin:notification|notify']) {
        window.__TAURI_INTERNALS__.invoke(command, {}).then(
          () => window.refusals.push(`${command} was allowed`),
          (error) => window.refusals.push(String(error)),
        );
      }
    }).then(() => window.until('all five were answered', () => window.refusals.length === 5 && window.refusals));
    for (const refusal of refusals) assert.match(refusal, /not allowed/);
  });
}

/** The row of the article that is open, once it is. */
async function openRow(window, rows) {
  const title = await window.until('an article is open', () => document.querySelector('main article h1')?.innerText.replace(/\s+/g, ' '));
  const row = rows.find((each) => plain(each.title) === plain(title));
  assert.ok(row, `“${title}” is in the library`);
  return row;
}

/** Runs in the page: the words of an element, those in shadow roots included. */
function articleText(selector) {
  const words = (node) =>
    [...(node.shadowRoot ?? node).childNodes]
      .map((child) => (child.nodeType === Node.TEXT_NODE ? child.data : child.nodeName === 'STYLE' ? '' : words(child)))
      .join(' ');
  const found = [...document.querySelectorAll(selector)].map(words).join(' ');
  return found.replace(/[\s\u00ad]+/g, ' ').replace(/ (?=[.,:;!?…»”)])/g, '').trim();
}

/** Every picture that is in sight has arrived, and every row in sight whose article has pictures shows one. */
function picturesAreThere(window, rows) {
  return window.until('all pictures have arrived', (pictured) => {
    const inSight = (element) => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < innerHeight;
    };
    const bare = [...document.querySelectorAll('[data-row]')].filter((row) => inSight(row) && pictured.includes(row.dataset.row) && !row.querySelector('img'));
    const all = [];
    const gather = (root) => {
      for (const each of root.querySelectorAll('*')) {
        if (each.shadowRoot) gather(each.shadowRoot);
        if (each.nodeName === 'IMG' && inSight(each)) all.push(each);
      }
    };
    gather(document);
    const absent = document.body.innerText.replace(/\s+/g, ' ').includes('нет на диске');
    return !absent && bare.length === 0 && all.length > 0 && all.every((image) => image.complete && image.naturalWidth > 0);
  }, rows.filter((row) => row.pictures > 0).map((row) => row.id));
}

/** As the page shows a text: every kind of space is a space. */
function plain(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/** A credit without its sign: how that is drawn is the interface's affair. */
function name(credit) {
  return plain(credit).replace(/^[^\p{L}]+/u, '');
}
