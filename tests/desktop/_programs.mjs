/** The programs under test and the tools of the desktop: qazet, qazetctl, X windows, processes. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { until } from './_wait.mjs';

const run = promisify(execFile);

/** Absolute path of the app. */
export const QAZET = named('QAZET');
/** Absolute path of qazetctl. */
export const QAZETCTL = named('QAZETCTL');

function named(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`set ${variable} to the absolute path of the program`);
  return path;
}

/** A file beside this one. */
export const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Runs `qazetctl --json` to its end and gives its answer. */
export async function qazetctl(...line) {
  const { stdout } = await run(QAZETCTL, ['--json', ...line], { maxBuffer: 64 << 20 });
  return JSON.parse(stdout);
}

/** A program in the background. `lines` are what it has printed, `errors` what it complained. */
export function start(program, line, env = {}) {
  const child = spawn(program, line, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  const started = { pid: child.pid, child, lines: [], errors: [], code: null, ended: null };
  createInterface({ input: child.stdout }).on('line', (text) => started.lines.push(text));
  createInterface({ input: child.stderr }).on('line', (text) => started.errors.push(text));
  started.ended = new Promise((end, fail) => {
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      started.code = code ?? signal;
      end(started.code);
    });
  });
  return started;
}

/** Ends a program that was started, if it still runs. */
export async function stop(started) {
  if (started.code === null) started.child.kill('SIGTERM');
  await started.ended;
}

/** Waits for a program to end by itself and gives its exit code. */
export const end = (started, what) =>
  until(`${what} ends`, () => started.code !== null).then(() => started.code);

/** Ids of a process's direct children. Those that have ended but were not waited for count too. */
export function children(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try {
      return readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(/\s+/).filter(Boolean).map(Number);
    } catch (error) {
      // A thread that ended since the list was read has no children: the kernel gave them to another one.
      if (error.code === 'ENOENT' || error.code === 'ESRCH') return [];
      throw error;
    }
  });
}

/** A process and everything below it. */
export function family(pid) {
  return [pid, ...children(pid).flatMap(family)];
}

/** The process in `pid`'s family that runs `program`. */
export function findBelow(pid, program) {
  return family(pid).find((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0')[0] === program);
}

/** The command line of a process. */
export const commandLine = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);

/** Memory of a process and everything below it, in MiB: what it shares counted by its share, and what is its alone. */
export function memory(pid) {
  const sum = { pss: 0, anonymous: 0 };
  for (const each of family(pid)) {
    const rollup = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8');
    sum.pss += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
    sum.anonymous += Number(/^Anonymous:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  }
  return sum;
}

/** What a process has used of the processor so far, in hundredths of a second. */
export function processorTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]); // utime and stime (proc_pid_stat(5))
}

/** Waits until a process has nothing to do: its first look at what is due is over, and what it weighs is what it goes on weighing. */
export async function rests(pid) {
  let [last, looks] = [NaN, 0];
  await until('the app rests', () => {
    const now = processorTicks(pid);
    looks = now === last ? looks + 1 : 0;
    last = now;
    return looks >= 20;
  });
}

/** Ids of the visible X windows of a process. */
export async function windows(pid) {
  // xdotool fails where it finds none.
  const found = await run('xdotool', ['search', '--onlyvisible', '--pid', String(pid)]).catch(() => ({ stdout: '' }));
  return found.stdout.split(/\s+/).filter(Boolean);
}

/** Closes the windows of a process as a click on their cross does. */
export async function closeWindows(pid) {
  for (const window of await windows(pid)) await run('/usr/bin/python3', [beside('close_window.py'), window]);
}

/** Moves a window and gives it a size, as the reader does. */
export const place = (window, x, y, width, height) => run('xdotool', ['windowsize', '--sync', window, width, height, 'windowmove', '--sync', window, x, y].map(String));

/** `[x, y, width, height]` of a window. */
export async function placeOf(window) {
  const { stdout } = await run('xdotool', ['getwindowgeometry', '--shell', window]);
  return ['X', 'Y', 'WIDTH', 'HEIGHT'].map((name) => Number(new RegExp(`^${name}=(-?\\d+)`, 'm').exec(stdout)?.[1]));
}

/** Presses a key in a window, as the keyboard does. Without a window manager the focus must be given first. */
export const press = (window, key) => run('xdotool', ['windowfocus', '--sync', window, 'key', key]);

/** Types a text where the focus is, as the keyboard does. */
export const type = (text) => run('xdotool', ['type', '--delay', '1', text]);

/** The text in the clipboard; empty where nobody owns it. */
export const clipboard = async () => (await run('/usr/bin/python3', [beside('clipboard.py')])).stdout;

/** A picture of the whole screen as a PNG file. */
export const photographScreen = (file) => run('import', ['-window', 'root', file]);

/** Titles of the visible X windows of a process. */
export async function windowNames(pid) {
  const ids = await windows(pid);
  return Promise.all(ids.map(async (id) => (await run('xdotool', ['getwindowname', id])).stdout.trim()));
}
