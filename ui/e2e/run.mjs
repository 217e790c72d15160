/**
 * The interface end to end: a real `qazetctl serve` on the newsroom's news, a real Chromium.
 *
 *   QAZETCTL=path/to/qazetctl [CHROMIUM=/usr/bin/chromium] npm run e2e [part of a file's or test's name]
 *
 * `qazetctl` must be built with the features `dev` and `testing`. Every test has a library and a server of its own.
 * The last line is `N passed, N failed`.
 */
import { readdirSync } from 'node:fs';
import { launch } from './browser.mjs';
import { openStage } from './stage.mjs';

const wanted = process.argv[2] ?? '';
const program = process.env.QAZETCTL;
if (!program) {
  console.error('QAZETCTL is not set: build it with `cargo build -p cli --features dev,testing` and name it here.');
  process.exit(2);
}

const browser = await launch();
const stage = await openStage(program, browser);
let passed = 0;
const failed = [];
try {
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.e2e.mjs')).sort()) {
    const { tests } = await import(`./${file}`);
    for (const [name, test] of Object.entries(tests)) {
      if (!`${file} ${name}`.includes(wanted)) continue;
      const began = performance.now();
      try {
        await stage.play(test);
        passed += 1;
        console.log(`ok      ${file}: ${name} (${Math.round(performance.now() - began)} ms)`);
      } catch (error) {
        failed.push(name);
        console.log(`FAILED  ${file}: ${name}\n${error.stack ?? error}`);
      }
    }
  }
} finally {
  await stage.close();
  await browser.close();
}
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && passed > 0 ? 0 : 1);
