/** A large library and `qazetctl serve` on it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { openPress } from './press.mjs';

const EACH = 500;
const NOW = '2026-11-20T06:00:00Z';

/** Fills a library with `articles`, or takes the one that `kept` (a folder) has from an earlier run. */
export async function openLibrary(program, articles, kept) {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'qazet-bench-'));
  mkdirSync(folder, { recursive: true });
  const told = join(folder, 'press.json');
  const isFilled = existsSync(told);
  const press = await openPress(Math.ceil(articles / EACH), EACH, isFilled ? JSON.parse(readFileSync(told, 'utf8')).port : 0);
  const world = join(folder, 'world.json');
  writeFileSync(world, JSON.stringify({ endpoints: {}, catalogue: [], hosts: {} }));
  const global = ['--data', join(folder, 'library'), '--world', world, '--clock', NOW, '--json'];
  if (!isFilled) {
    const opml = join(folder, 'feeds.opml');
    writeFileSync(opml, press.opml);
    const ctl = (...args) => promisify(execFile)(program, [...global, ...args], { maxBuffer: 2 ** 28 });
    await ctl('opml', 'import', opml);
    const began = performance.now();
    await ctl('sync', '--now');
    console.log(`library: ${articles} articles of ${Math.ceil(articles / EACH)} sources, synced in ${Math.round((performance.now() - began) / 1000)} s`);
    writeFileSync(told, JSON.stringify({ port: press.port }));
  }
  const serve = spawn(program, [...global, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => serve.kill('SIGKILL'));
  const [line] = await once(createInterface({ input: serve.stdout }), 'line');
  return {
    url: JSON.parse(line).url,
    press,
    async close() {
      press.close();
      serve.kill('SIGTERM');
      await once(serve, 'exit');
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}
