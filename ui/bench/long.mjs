/** What goes on for long: the timeline from end to end, a sync, a thousand articles. */
import { click, shows, strike } from './pages.mjs';

/**
 * The longest task of the page in milliseconds of its thread's own time while `act` (code for the page) runs; `clock` is how long the
 * longest took by the clock, in which other programs count.
 */
async function longest({ page, run }, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ['-*', 'toplevel'] });
  await run(`${act}; await new Promise((drawn) => setTimeout(drawn, 500));`);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(({ ph, name, tdur, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && tdur !== undefined && threads.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('the browser tells of no tasks');
  const most = (which) => tasks.reduce((longest, task) => Math.max(longest, task[which]), 0) / 1000;
  return { worst: most('tdur'), clock: most('dur') };
}

/** Scrolls all news to its end, a few windows a frame; `rows` is how far it came. */
export async function scrollThrough(at, total, most_ms) {
  const tasks = await longest(
    at,
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
  const last = await at.page.locator('.rows li:last-of-type').last().getAttribute('aria-posinset');
  return { ...tasks, rows: Math.min(total, Number(last)) };
}

/** A sync that brings news, with the list before the reader. */
export function syncMeanwhile(at, isOver_ms) {
  return longest(at, `${strike('r')}; await new Promise((over) => setTimeout(over, ${isOver_ms}))`);
}

/** Megabytes in use after a tenth of `count` opened articles, and after all of them. */
export async function openMany({ devtools, metric, run }, rows, count) {
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
  await open(0, count / 10);
  const early = await heap();
  await open(count / 10, count);
  return { early, late: await heap() };
}
