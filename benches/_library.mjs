/** What the measurements share: a filled library on the newsroom. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { QAZETCTL, qazetctl, start, stop } from '../tests/desktop/_programs.mjs';
import { until } from '../tests/desktop/_wait.mjs';

/** A library with every story of the newsroom, pictures included; `line` is the command line that opens it. */
export async function filledLibrary() {
  const data = await mkdtemp(join(tmpdir(), 'qazet-bench-'));
  const newsroom = start(QAZETCTL, ['newsroom', '--port', '0']);
  await until('the newsroom opens', () => newsroom.lines.length > 0);
  const { world } = JSON.parse(newsroom.lines[0]);
  const line = ['--data', data, '--world', world];
  await qazetctl(...line, 'sync', '--now', '--articles');
  return {
    line,
    close: async () => {
      await stop(newsroom);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A library of 100,000 articles of 500 sources of the press, in which nothing is due; `line` is the command line that opens it. */
export async function largeLibrary() {
  const data = await mkdtemp(join(tmpdir(), 'qazet-bench-'));
  const newsroom = start(QAZETCTL, ['newsroom', '--port', '0']);
  const press = start('/usr/bin/python3', [join(import.meta.dirname, 'press.py'), '--port', '8197', '--feeds', '500', '--items', '200']);
  await until('the newsroom opens', () => newsroom.lines.length > 0);
  await until('the press is ready', () => press.lines.length > 0);
  const line = ['--data', data, '--world', JSON.parse(newsroom.lines[0]).world];
  const sources = join(data, 'sources.opml');
  await writeFile(sources, await (await fetch('http://127.0.0.1:8197/opml')).text());
  await qazetctl(...line, 'opml', 'import', sources);
  const { articles_new: articles } = await qazetctl(...line, 'sync', '--now');
  await stop(press);
  return {
    line,
    articles,
    close: async () => {
      await stop(newsroom);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The middle of a list of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
