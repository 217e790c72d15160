// Writes what the licences of others ask for: each library and typeface in the program with its authors, and each
// licence's text once. `node notices.mjs FILE`, in the project's top folder.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAPERS = /^(licen[cs]e|copying|notice|unlicense|copyright|ofl)/i;
const NO_PAPERS = /^(node_modules|tests?|test.?data|benches|examples?|doc|docs|fuzz)$/i;

/** The crates that are linked into `qazet` on this machine. */
function crates() {
  const cargo = process.env.CARGO ?? 'cargo';
  const host = execFileSync('rustc', ['-vV'], { encoding: 'utf8' }).match(/^host: (.*)$/m)[1];
  const told = execFileSync(cargo, ['metadata', '--format-version', '1', '--filter-platform', host], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const { packages, resolve, workspace_members: own } = JSON.parse(told);
  const known = new Map(packages.map((each) => [each.id, each]));
  const nodes = new Map(resolve.nodes.map((each) => [each.id, each]));
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id) || known.get(id).targets.some((target) => target.kind.includes('proc-macro'))) return;
    seen.add(id);
    for (const dependency of nodes.get(id).deps) {
      if (dependency.dep_kinds.some(({ kind }) => kind === null)) visit(dependency.pkg);
    }
  };
  visit(packages.find((each) => own.includes(each.id) && each.name === 'qazet').id);
  return [...seen]
    .map((id) => known.get(id))
    // What lies in the project is ours.
    .filter((each) => each.source !== null)
    .map((each) => ({
      name: each.name,
      version: each.version,
      licence: each.license,
      authors: each.authors,
      folder: join(each.manifest_path, '..'),
    }));
}

/** The packages of npm that are in the interface: what it asks for, and Svelte, whose compiler is a tool, but not its runtime. */
function modules() {
  const { packages } = JSON.parse(readFileSync('ui/package-lock.json', 'utf8'));
  const seen = new Set(['svelte']);
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    Object.keys(packages[`node_modules/${name}`].dependencies ?? {}).forEach(visit);
  };
  Object.keys(packages[''].dependencies).forEach(visit);
  return [...seen].map((name) => {
    const folder = join('ui/node_modules', name);
    const { author, license, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const authors = [typeof author === 'string' ? author : author?.name].filter(Boolean);
    return { name, version, licence: license, authors, folder };
  });
}

/** The files in a folder that speak of licences; C that a crate brings along has its own further down. */
function papersIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NO_PAPERS.test(entry.name) ? [] : papersIn(path);
    return PAPERS.test(entry.name) && !/\.(rs|toml|js|ts|py|h|c)$/.test(entry.name) ? [path] : [];
  });
}

const libraries = [...crates(), ...modules()].sort(
  (one, other) => one.name.localeCompare(other.name, 'en') || one.version.localeCompare(other.version, 'en'),
);
const texts = new Map();
for (const { name, folder } of libraries) {
  for (const paper of papersIn(folder)) {
    const text = readFileSync(paper, 'utf8').replace(/\r/g, '').trim();
    // The same words set otherwise are the same licence.
    const key = text.replace(/\s+/g, ' ');
    if (!texts.has(key)) texts.set(key, { text, names: new Set() });
    texts.get(key).names.add(name);
  }
}

const rule = '-'.repeat(78);
const list = libraries.map(({ name, version, licence, authors }) =>
  [`${name} ${version}`, licence, authors.join(', ').replace(/ *<[^>]*>/g, '')].filter(Boolean).join(' | '),
);
const licences = [...texts.values()].map(({ text, names }) => `${rule}\n${[...names].join(', ')}:\n\n${text}`);
writeFileSync(
  process.argv[2],
  `Qazet is licensed under MIT OR Apache-2.0. Its program holds these libraries and typefaces:\n\n${list.join('\n')}\n\n` +
    `Their licences and notices, each text once:\n\n${licences.join('\n\n')}\n`,
);
console.log(`${libraries.length} libraries, ${texts.size} texts of licences`);
