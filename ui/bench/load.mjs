/** How long it takes until there is something to read: headlines of the front page, beside an empty page in the same faces. */
import { bareFile } from './pages.mjs';

/** Milliseconds from asking for the page until `ready` is drawn in its face. */
async function load(context, address, ready, lay) {
  const page = await context.newPage();
  if (lay) await lay(page);
  await page.addInitScript((ready) => {
    const look = () => {
      if (document.body && document.querySelector(ready)) {
        void document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => (window.there = performance.now()))));
      } else requestAnimationFrame(look);
    };
    look();
  }, ready);
  await page.goto(address);
  const took = await page.waitForFunction(() => window.there).then((there) => there.jsonValue());
  await page.close();
  return took;
}

/** One load of each. The first of both is thrown away by the caller: it fills the browser's caches. */
export async function loadBoth(context, url) {
  const { origin } = new URL(url);
  const lay = (page) => page.route(`${origin}/bare`, (route) => route.fulfill({ contentType: 'text/html', body: bareFile() }));
  return { of: await load(context, url, 'main.front [data-story]'), beside: await load(context, `${origin}/bare`, 'h1', lay) };
}
