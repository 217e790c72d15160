/** What a test plays on: the newsroom, a synced library, a server, a page. Everything dies with it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { becomes, listed } from './expect.mjs';
import { slowDown, WAIT_MS } from './slow.mjs';

/** The world's time, and the library's: nothing here depends on the day it runs. */
export const NOW = '2026-11-20T06:00:00Z';
const run = promisify(execFile);

export async function openStage(program, browser) {
  const folder = mkdtempSync(join(tmpdir(), 'qazet-e2e-'));
  const newsroom = await start(program, ['newsroom', '--port', '0', '--now', NOW]);
  const { world } = newsroom.line;
  const synced = join(folder, 'synced');
  const ctl = (data, ...args) => run(program, ['--data', data, '--world', world, '--clock', NOW, '--json', ...args]).then(({ stdout }) => JSON.parse(stdout));
  await ctl(synced, 'feeds', 'subscribe', '--all');
  await ctl(synced, 'sync', '--now');
  // Headlines only: what an edition has to fetch.
  const subscribed = join(folder, 'subscribed');
  cpSync(synced, subscribed, { recursive: true });
  await ctl(synced, 'sync', '--articles');
  await ctl(synced, 'rates', '--refresh', '--fill');
  await ctl(synced, 'weather', '--refresh');
  let count = 0;

  /** Plays one test on a library of its own: a synced one, or an empty one where the test says so. */
  async function play(test) {
    const data = join(folder, `library-${++count}`);
    if (!test.empty) cpSync(test.subscribed ? subscribed : synced, data, { recursive: true });
    test.before?.(data);
    // A test that breaks the world, or ends it, has a newsroom of its own.
    const own = test.offline || test.own ? await start(program, ['newsroom', '--port', '0', '--now', NOW]) : null;
    const server = await start(program, ['--data', data, '--world', own?.line.world ?? world, '--clock', NOW, 'serve', '--port', '0']);
    if (test.offline) await stop(own);
    const origin = new URL(server.line.url).origin;
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: 'Asia/Almaty',
      locale: 'en-GB',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...test.context,
    });
    context.setDefaultTimeout(WAIT_MS);
    const complaints = [];
    const outside = [];
    await context.route(
      (url) => url.origin !== origin,
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    await slowDown(page);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await page.goto(server.line.url);
      // The paper opens with its front page; most tests are about what lies behind it.
      if (!test.front && !test.empty) await toList(page);
      const call = (cmd, args) => ask(server.line.url, cmd, args);
      await test({ page, context, call, outside, complaints, url: server.line.url, data, world, newsroom: own && { ...makeNewsroom(own.line.world, server.line.url), end: () => stop(own) }, attempts: () => attempts(server.line.url), later: (seconds) => later(server.line.url, seconds), ctl: (...args) => ctl(data, ...args) });
      const unexpected = complaints.filter((line) => !(test.expected ?? []).some((part) => line.includes(part)));
      if (unexpected.length > 0) throw new Error(`the page complained:\n  ${unexpected.join('\n  ')}`);
      if (outside.length > 0 && !test.leaves) throw new Error(`the page asked outside: ${outside.join(', ')}`);
    } catch (error) {
      if (process.env.QAZET_SHOTS) await page.screenshot({ path: join(process.env.QAZET_SHOTS, `failed-${count}.png`) }).catch(() => {});
      throw error;
    } finally {
      // Answers still on their way through a test's routes are nobody's any more. A browser that has died shall not hide of what.
      if (browser.isConnected()) {
        await page.unrouteAll({ behavior: 'ignoreErrors' });
        await context.close();
      }
      await stop(server);
      if (own) await stop(own);
      rmSync(data, { recursive: true, force: true });
    }
  }

  async function close() {
    await stop(newsroom);
    rmSync(folder, { recursive: true, force: true });
  }

  return { play, close };
}

/** From the front page to today's list, with the keyboard on its first row. */
export async function toList(page) {
  await page.locator('main.front [data-story]').first().waitFor();
  await page.keyboard.press('t');
  await listed(page);
  await becomes(page, () => page.evaluate(() => document.activeElement?.matches('[data-row]') ?? false), true, 'the keyboard is on a row');
}

/** The world of one test: what goes wrong in it, what it was asked, and the time in it and in Qazet. */
function makeNewsroom(world, server) {
  const at = (path) => new URL(path, world);
  const post = (path, body) => fetch(at(path), { method: 'POST', body: JSON.stringify(body) }).then((answer) => answer.json());
  return {
    fault: (host, path, fault) => post('/_newsroom/fault', { host, path, fault }),
    forget: () => post('/_newsroom/forget', {}),
    requests: () => fetch(at('/_newsroom/requests')).then((answer) => answer.json()).then((requests) => requests.length),
    hits: (host, path) => fetch(at(`/_newsroom/hits?host=${host}&path=${encodeURIComponent(path)}`)).then((answer) => answer.json()).then(({ hits }) => hits),
    /** Time passes, in seconds. */
    async pass(seconds) {
      await post('/_newsroom/clock', { advance_seconds: seconds });
      await later(server, seconds);
    },
  };
}

/** Qazet's own time passes, in seconds. */
export async function later(server, seconds) {
  const { origin, hash } = new URL(server);
  const moved = await fetch(`${origin}/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${hash.replace('#token=', '')}` },
    body: JSON.stringify({ advance_s: seconds }),
  });
  if (!moved.ok) throw new Error(`the clock answered ${moved.status}`);
}

/** How often Qazet has tried to reach the network. */
async function attempts(server) {
  const { origin, hash } = new URL(server);
  const answer = await fetch(`${origin}/attempts`, { headers: { Authorization: `Bearer ${hash.replace('#token=', '')}` } });
  if (!answer.ok) throw new Error(`the counter answered ${answer.status}`);
  return (await answer.json()).attempts;
}

/** A question as the interface asks it. */
export async function ask(url, cmd, args) {
  const { origin, hash } = new URL(url);
  const answer = await fetch(`${origin}/call`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${hash.replace('#token=', '')}` },
    body: JSON.stringify(args ? { cmd, args } : { cmd }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${cmd}: ${body.message}`);
  return body.value;
}

// Whatever ends this program, nothing it started goes on.
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts a call of qazetctl that goes on, and waits for its first line. */
async function start(program, args) {
  // Tests write into nobody's keyring.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => JSON.parse(text)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`qazetctl ${args.join(' ')} ended with ${code}: ${complaint}`);
    }),
  ]);
  return { child, line };
}

async function stop({ child }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
