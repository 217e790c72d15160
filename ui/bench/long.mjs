/** What goes on for long: the timeline from end to end, a sync, a thousand articles. */
import { click, shows, strike } from './pages.mjs';

/** The longest task of the page in milliseconds while `act` (code for the page) runs; 0 where none was 50 ms long. */
async function longest(page, act) {
  return page.run(`
    let worst = 0;
    const note = (tasks) => tasks.forEach((task) => (worst = Math.max(worst, task.duration)));
    const watch = new PerformanceObserver((list) => note(list.getEntries()));
    watch.observe({ type: 'longtask' });
    ${act};
    await new Promise((drawn) => setTimeout(drawn, 500));
    note(watch.takeRecords());
    watch.disconnect();
    return worst;`);
}

/** Scrolls all news to its end, a few windows a frame; `{ worst, rows }`. */
export async function scrollThrough({ page, run }, total, most_ms) {
  const worst = await longest(
    { run },
    `const rows = document.querySelector('.rows');
     const until = performance.now() + ${most_ms};
     let still = 0;
     while (performance.now() < until && still < 600) {
       const before = rows.scrollTop;
       rows.scrollTop += 4000;
       still = rows.scrollTop === before ? still + 1 : 0;
       await new Promise(requestAnimationFrame);
     }`,
  );
  const last = await page.locator('.rows li:last-of-type').last().getAttribute('aria-posinset');
  return { worst, rows: Math.min(total, Number(last)) };
}

/** A sync that brings news, with the list before the reader. */
export function syncMeanwhile(page, isOver_ms) {
  return longest(page, `${strike('r')}; await new Promise((over) => setTimeout(over, ${isOver_ms}))`);
}

/** Megabytes in use after a tenth of `count` opened articles, and after all of them. */
export async function openMany({ devtools, metric, run, page }, rows, count) {
  const heap = async () => {
    for (let i = 0; i < 3; i++) await devtools.send('HeapProfiler.collectGarbage');
    return (await metric('JSHeapUsedSize')) / 2 ** 20;
  };
  const open = (from, to) => {
    const near = rows.slice(0, 8);
    const steps = near.map((row) => `[() => { ${click(row.id)} }, () => ${shows({ isBare: false }, row)}]`);
    return run(`
      const steps = [${steps.join(', ')}];
      for (let i = ${from}; i < ${to}; i++) {
        const [act, isDone] = steps[i % steps.length];
        act();
        while (!isDone()) await new Promise((go) => setTimeout(go, 4));
      }`);
  };
  await page.bringToFront();
  await open(0, count / 10);
  const early = await heap();
  await open(count / 10, count);
  return { early, late: await heap() };
}
