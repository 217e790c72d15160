// Writes the list that installed apps look at for updates, of the installers in a folder that have signatures:
// `node latest.mjs FOLDER ADDRESS VERSION`. Without signatures there is nothing to list, and none is written.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which installer a system updates by; as Tauri's updater names systems. */
const SYSTEMS = [
  { ending: /_amd64\.AppImage$/, names: ['linux-x86_64'] },
  { ending: /_aarch64\.AppImage$/, names: ['linux-aarch64'] },
  { ending: /_x64-setup\.exe$/, names: ['windows-x86_64'] },
  { ending: /\.app\.tar\.gz$/, names: ['darwin-x86_64', 'darwin-aarch64'] },
];

const [folder, address, version] = process.argv.slice(2);
const files = readdirSync(folder).sort();
const platforms = {};
for (const { ending, names } of SYSTEMS) {
  const file = files.find((name) => ending.test(name));
  if (file === undefined || !files.includes(`${file}.sig`)) continue;
  const signature = readFileSync(join(folder, `${file}.sig`), 'utf8').trim();
  for (const name of names) platforms[name] = { signature, url: `${address}/${encodeURIComponent(file)}` };
}
if (Object.keys(platforms).length === 0) {
  console.log('no installer is signed: no list of updates');
} else {
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify({ version, platforms }, null, 2)}\n`);
  console.log(`latest.json: ${Object.keys(platforms).join(', ')}`);
}
