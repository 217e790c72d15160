/**
 * An app that updates itself, as an AppImage does, taken through good updates and bad ones. `cargo xtask try-updates` builds it and runs
 * this, under a virtual display and a session bus of its own. It needs QAZET, QAZETCTL, and of the build:
 *
 * - UPDATES_PORT: where the app looks for its list, on this machine;
 * - UPDATES_KEY: the file of the private key, whose public half the app was built with.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { chmod, copyFile, mkdir, mkdtemp, readFile, readlink, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { check, sum } from '../desktop/_check.mjs';
import { openApp } from '../desktop/_driver.mjs';
import { QAZET, qazetctl } from '../desktop/_programs.mjs';
import { until } from '../desktop/_wait.mjs';

const tauri = fileURLToPath(new URL('../../ui/node_modules/@tauri-apps/cli/tauri.js', import.meta.url));
const run = promisify(execFile);
const signer = (...line) => run(process.execPath, [tauri, 'signer', ...line], { env: { PATH: process.env.PATH, CI: 'true' } });

const folder = await mkdtemp(join(tmpdir(), 'qazet-updates-'));
/** What the reader has: one file, which mounts itself where AppImages do. */
const installed = join(folder, 'Qazet.AppImage');
const mounted = join(folder, '.mount_qazet', 'usr', 'bin', 'qazet');
const other = join(folder, 'other.key');
/** The program without its symbols, which are most of a debug build. */
const program = join(folder, 'qazet');
/** What the server says and gives, and what it was asked. */
const published = { list: null, bytes: null, asked: [] };

/** What was asked apart from the one source. */
const askedForUpdates = () => published.asked.filter((path) => path !== '/none');

const server = createServer((request, response) => {
  published.asked.push(request.url);
  const answer = { '/latest.json': published.list && JSON.stringify(published.list), '/Qazet.AppImage': published.bytes }[request.url];
  response.writeHead(answer ? 200 : 404).end(answer ?? '');
});

/** Publishes a program as a version. `as` is the version that its signature speaks of. */
async function publish(version, { key = process.env.UPDATES_KEY, as = version, change = (bytes) => bytes } = {}) {
  const file = join(folder, 'new');
  // Bytes behind a program's end change nothing of what it does.
  const bytes = Buffer.concat([await readFile(program), Buffer.from(`version ${version}`)]);
  await writeFile(file, bytes);
  await signer('sign', '--private-key-path', key, '--password', '', '--app-version', as, file);
  const signature = await readFile(`${file}.sig`, 'utf8');
  published.bytes = change(bytes);
  published.list = { version, platforms: { [`linux-${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch]}`]: { signature, url: `${address}/Qazet.AppImage` } } };
  return bytes;
}

const address = `http://127.0.0.1:${process.env.UPDATES_PORT}`;
const listen = () => new Promise((done) => server.listen(Number(process.env.UPDATES_PORT), '127.0.0.1', done));
const close = () => new Promise((done) => server.close(done).closeAllConnections());

/** What the window asks of the app; an error comes as `{ code, message }`. */
async function ask(window, step) {
  const number = await window.run((wanted) => {
    window.answers ??= [];
    const place = window.answers.push(null) - 1;
    const asked = window.__TAURI_INTERNALS__.invoke('call', { request: { cmd: 'update', args: { step: wanted } } });
    asked.then((answer) => (window.answers[place] = answer.value), (error) => (window.answers[place] = error));
    return place;
  }, step);
  return until(`the app answers to “${step}”`, () => window.run((place) => window.answers[place], number), 60_000);
}

async function refuses(window, why) {
  const before = await readFile(installed);
  const answer = await ask(window, 'install');
  assert.equal(answer.code, 'failed');
  assert.match(answer.message, why);
  assert.match(answer.message, /It stays as it is/);
  assert.ok(before.equals(await readFile(installed)), 'what is installed was not touched');
  assert.equal((await ask(window, 'known')).newer, null, 'and it runs on');
}

/** Processes that run a file. */
async function running(file) {
  const found = [];
  for (const pid of (await readdir('/proc')).filter(Number)) {
    // Others end while we look.
    if ((await readlink(`/proc/${pid}/exe`).catch(() => '')) === file) found.push(Number(pid));
  }
  return found;
}

try {
  await mkdir(join(mounted, '..'), { recursive: true });
  await run('strip', ['-s', '-o', program, QAZET]);
  for (const place of [installed, mounted]) {
    await copyFile(program, place);
    await chmod(place, 0o755);
  }
  await writeFile(join(folder, 'world.json'), '{}');
  await signer('generate', '--password', '', '--write-keys', other);
  Object.assign(process.env, { TMPDIR: folder, APPIMAGE: installed, APPDIR: join(folder, '.mount_qazet'), LC_ALL: 'C.UTF-8' });
  for (const name of ['DATA', 'CONFIG', 'CACHE']) process.env[`XDG_${name}_HOME`] = join(folder, name);
  await listen();
  const line = ['--data', join(folder, 'library'), '--world', join(folder, 'world.json')];
  // With a source nothing is asked at the first start.
  await writeFile(join(folder, 'list.opml'), `<opml version="2.0"><body><outline type="rss" text="None" xmlUrl="${address}/none"/></body></opml>`);
  await qazetctl(...line, 'opml', 'import', join(folder, 'list.opml'));
  const window = await openApp(mounted, line);
  try {
    await check('nobody is asked before the reader asks', async () => {
      await publish('9.0.0');
      await window.until('the window is there', () => document.querySelector('main'));
      const known = await ask(window, 'known');
      assert.deepEqual(known, { from: '127.0.0.1', newer: null });
      assert.deepEqual(askedForUpdates(), []);
    });

    await check('a newer version is offered in the settings, where the host is named first', async () => {
      await window.run(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: ',', code: 'Comma', ctrlKey: true, bubbles: true })));
      await window.until('the host is named', () => document.body.innerText.includes('It asks 127.0.0.1'));
      await window.click('Look for an update');
      await window.until('the version is named', () => document.body.innerText.includes('Version 9.0.0 is there.'));
      assert.deepEqual(askedForUpdates(), ['/latest.json'], 'and nothing is fetched yet');
    });

    await check('the version at hand is no newer one', async () => {
      await publish('0.0.1');
      assert.equal((await ask(window, 'look')).newer, null);
    });

    await check('what another key signed is refused', async () => {
      await publish('9.0.0', { key: other });
      await refuses(window, /signature/i);
    });

    await check('what was changed after it was signed is refused', async () => {
      await publish('9.0.0', { change: (bytes) => Buffer.concat([bytes, Buffer.from('.')]) });
      await refuses(window, /signature/i);
    });

    await check('an old version that is listed as a new one is refused', async () => {
      await publish('9.0.0', { as: '0.0.9' });
      await refuses(window, /version/i);
    });

    await check('a server that is away is told in words', async () => {
      await close();
      const answer = await ask(window, 'look');
      assert.equal(answer.code, 'failed');
      assert.match(answer.message, /could not be updated.*It stays as it is; try again later/s);
      await listen();
    });

    await check('a signed one takes the place of what is installed, and starts', async () => {
      const bytes = await publish('9.0.0');
      await window.run(() => void window.__TAURI_INTERNALS__.invoke('call', { request: { cmd: 'update', args: { step: 'install' } } }));
      const [begun] = await until('the new one runs', async () => (await running(installed)).length && running(installed), 60_000);
      assert.ok(bytes.equals(await readFile(installed)), 'the file is the published one');
      assert.deepEqual(await running(mounted), [], 'the old one has ended');
      process.kill(begun);
      await until('it ends', async () => (await running(installed)).length === 0);
    });
  } finally {
    await window.quit();
  }
} finally {
  await close();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = sum();
