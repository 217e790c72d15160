/** What the reader's machine has to read: all JavaScript of the built interface, lazy parts included. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const assets = join(import.meta.dirname, '..', 'dist', 'assets');

/** Kilobytes (1000), each file gzipped by itself. */
export function weigh() {
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'));
  if (scripts.length === 0) throw new Error('the interface is not built: npm run build');
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(assets, file)), { level: 9 }).length, 0) / 1000;
}
