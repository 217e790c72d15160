/** A slow machine, for finding tests that hang on luck: `QAZET_SLOW=4 npm run e2e` has a processor four times as slow, and answers that take their time. */

/** How many times slower than this machine the page is; 1 leaves it as it is. */
export const SLOW = Number(process.env.QAZET_SLOW ?? 1);
/** So long what must come may take. No test is about speed: this is for machines that have much else to do. */
export const WAIT_MS = 30_000 * SLOW;
const LATE_MS = [0, 40, 200, 10, 400];

/** Slows a page and what it asks for. */
export async function slowDown(page) {
  if (SLOW === 1) return;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW });
  let count = 0;
  await page.route('**/*', async (route) => {
    const late = LATE_MS[count++ % LATE_MS.length];
    await new Promise((go) => setTimeout(go, late));
    await route.fallback();
  });
}
