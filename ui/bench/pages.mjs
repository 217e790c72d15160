/** Qazet and the bare page in one browser, and what an interaction costs the main thread of each. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const assets = join(import.meta.dirname, '..', 'dist', 'assets');
/** What an interaction starts counts until nothing more comes: Qazet gathers what to ask again for 120 ms. */
const STILL_MS = 300;

export async function openContext(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Almaty', locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  return context;
}

/** The bare page's file, with Qazet's own faces: all that both pages have letters of. */
export function bareFile() {
  const styles = readdirSync(assets).filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(assets, file), 'utf8'));
  const faces = styles.flatMap((style) => style.match(/@font-face\s*\{[^}]*\}/g) ?? []).map((face) => face.replace('url(./', 'url(/assets/'));
  return readFileSync(join(import.meta.dirname, 'bare.html'), 'utf8').replace('FACES', faces.join('\n    '));
}

/** The bare page lies beside Qazet, on the same server: what it shows are the same answers. */
export async function layBare(page, url) {
  const { origin, hash } = new URL(url);
  await page.route(`${origin}/bare`, (route) => route.fulfill({ contentType: 'text/html', body: bareFile() }));
  return `${origin}/bare${hash}`;
}

export async function openPage(context, url, ready, isBare = false) {
  const page = await context.newPage();
  await page.goto(isBare ? await layBare(page, url) : url);
  await page.locator(ready).first().waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  return { ...(await measured(page)), isBare };
}

/** A page that is measured. Times are the main thread's own, so that other programs make no difference. */
export async function measured(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (name) => (await devtools.send('Performance.getMetrics')).metrics.find((each) => each.name === name).value;
  /** Runs code in the page; its policy does not hold for the browser's own tools. */
  const run = async (code) => {
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', { expression: `(async () => { ${code} })()`, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${exceptionDetails.exception?.description ?? exceptionDetails.text}\nin: ${code}`);
    return result.value;
  };
  /** Milliseconds of the main thread for `act`, until `done` holds (and the question with `asked` in it is answered), what it shows is drawn, and nothing more comes. */
  const cost = async (act, done, asked) => {
    const answer = asked && page.waitForResponse((response) => response.request().postData()?.includes(asked));
    const before = await metric('TaskDuration');
    await run(`
      ${act};
      const until = performance.now() + 30000;
      while (!(${done})) { if (performance.now() > until) throw new Error('it never came'); await new Promise((go) => setTimeout(go, 25)); }
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      await new Promise((still) => setTimeout(still, ${STILL_MS}));`);
    if (answer) {
      await answer;
      await run(`await new Promise((still) => setTimeout(still, ${STILL_MS}))`);
    }
    return ((await metric('TaskDuration')) - before) * 1000;
  };
  return { page, devtools, metric, run, cost };
}

export const strike = (key, code = `Key${key.toUpperCase()}`) => `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', code: '${code}', bubbles: true }))`;
export const click = (id) => `document.querySelector('[data-row="${id}"]').click()`;
/** The article `row` is before the reader, text and all. */
export const shows = (at, row) =>
  at.isBare
    ? `document.querySelector('h1').textContent === ${JSON.stringify(row.title)}`
    : `document.querySelector('.prose-host')?.shadowRoot?.querySelector('p') && document.querySelector('article h1')?.textContent.replaceAll('\\u00a0', ' ') === ${JSON.stringify(row.title)}`;
