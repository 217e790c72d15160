/** Every view of the window, and how to come to it from wherever one is. For axe, for pictures. */
import { becomes, frontIsWhole, listed, press } from './expect.mjs';

/** An article with everything: a lead picture, a film, a photo report, related articles. */
const BRIDGE = 'cherez-ili';

export const VIEWS = {
  async front(page) {
    await go(page, 'g h');
    await page.locator('main.front [data-story]').first().waitFor();
    await frontIsWhole(page);
  },
  async list(page) {
    await go(page, 'g t');
    await listed(page);
    await becomes(page, () => page.evaluate(() => document.activeElement?.matches('[data-row]') ?? false), true, 'the keyboard is on a row');
  },
  async article(page, call) {
    await go(page, 'g t');
    await listed(page);
    const { rows } = await call('timeline', { view: { view: 'all' }, after: null, limit: 200 });
    await openRow(page, rows.find((row) => row.link.includes(BRIDGE)).id);
  },
  async find(page, call) {
    await VIEWS.article(page, call);
    await press(page, 'Control+f');
    await page.locator('.find').waitFor();
    await page.keyboard.type('на');
    await page.locator('.find [role=status]').getByText(/\d/).waitFor();
  },
  async share(page, call) {
    await VIEWS.article(page, call);
    await page.locator('header button', { has: page.locator('.lucide-share-2') }).click();
    await page.getByRole('menu').waitFor();
  },
  async look(page, call) {
    await VIEWS.article(page, call);
    await page.locator('header button', { has: page.locator('.lucide-a-large-small') }).click();
    await page.getByRole('dialog').waitFor();
  },
  async photo_report(page, call) {
    await go(page, 'g p');
    await listed(page);
    const { rows } = await call('timeline', { view: { view: 'photo_reports' }, after: null, limit: 1 });
    await openRow(page, rows[0].id);
  },
  async gallery(page, call) {
    await VIEWS.photo_report(page, call);
    await press(page, 'i');
    await page.locator('.stage img').waitFor();
  },
  async search(page) {
    await go(page, '/');
    await page.getByRole('searchbox').fill('мост');
    await page.locator('[data-row] mark').first().waitFor();
  },
  async palette(page) {
    await go(page, 'Control+k');
    await page.locator('dialog input').pressSequentially('мост');
    // What the library's own search gives comes last.
    await page.getByRole('option', { name: 'Как строили мост' }).waitFor();
  },
  async rates(page) {
    await go(page, 'g r');
    await page.locator('main .chart svg').waitFor();
  },
  async weather(page) {
    await go(page, 'g w');
    await page.locator('.hours svg').waitFor();
  },
  async edition(page) {
    await go(page, 'g e');
    await page.locator('main.page h1').waitFor();
  },
  async add(page) {
    await go(page, 'a');
    // By this address no source has it yet.
    await page.getByRole('dialog').locator('input').first().fill('dala.example/feed/?news');
    await page.keyboard.press('Enter');
    await page.locator('.preview').waitFor();
  },
  async keys(page) {
    await go(page, '?');
    await page.getByRole('dialog').waitFor();
  },
  async settings(page) {
    await go(page, 'Control+,');
    await page.locator('.settings').waitFor();
  },
  async notices(page, call) {
    await go(page, 'Control+k');
    const title = { en: 'Recent notices', ru: 'Недавние уведомления', kk: 'Соңғы хабарламалар' }[(await call('settings')).language];
    // Letters that are on no American keyboard are inserted, without keys: only a field takes them.
    await page.locator('dialog input').pressSequentially(title);
    await page.locator('.offer', { hasText: title }).waitFor();
    await press(page, 'Enter');
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.locator('main.page .lucide-bell-off, main.page li').first().waitFor();
  },
  async updates(page) {
    await go(page, 'g t');
    await page.locator('aside .status > button:first-child').click();
    await page.locator('.table .line').first().waitFor();
  },
  async site(page) {
    await VIEWS.updates(page);
    await page.locator('.table .line button').first().click();
    await page.locator('dialog dl').waitFor();
  },
  async source(page) {
    await VIEWS.site(page);
    await page.locator('dialog .acts button').last().click();
    await page.locator('dialog form').waitFor();
  },
};

/** Presses these keys with nothing over the window and no field that would take them. */
async function go(page, keys) {
  for (const over of ['dialog', '[role="menu"]', '.find']) {
    while ((await page.locator(over).count()) > 0) {
      await page.keyboard.press('Escape');
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
  await page.evaluate(() => document.activeElement?.blur());
  await press(page, keys);
}

async function openRow(page, id) {
  const row = page.locator(`[data-row="${id}"]`);
  await row.click();
  await page.locator('article h1').waitFor();
  await becomes(page, () => row.getAttribute('aria-current'), 'true', 'the open row');
}

/** Letters and pictures are there, so that the window can be looked at. */
export async function painted(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const roots = [document, ...[...document.querySelectorAll('.prose-host')].map((host) => host.shadowRoot)];
    const images = roots.flatMap((root) => [...root.querySelectorAll('img')]).filter((image) => image.checkVisibility());
    for (const image of images) image.loading = 'eager';
    await Promise.all(images.map((image) => image.decode().catch(() => {})));
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}
