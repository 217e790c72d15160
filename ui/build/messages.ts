/**
 * Russian and Kazakh catalogues without the names of their messages. Each name would be there three times, and together
 * they are a sixth of the catalogues' weight; English has them all, in the same shape (a test of the catalogues proves it).
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAst, type Plugin } from 'vite';

const CATALOGUE = /\/src\/locales\/(?:\w+\/)?(ru|kk)\.ts$/;
const LIKE = join(import.meta.dirname, '..', 'src', 'locales', 'like.ts');

type Node = ReturnType<typeof parseAst>['body'][number] | { type: string };
interface ObjectNode {
  type: 'ObjectExpression';
  start: number;
  end: number;
  properties: { type: string; computed?: boolean; method?: boolean; key: { name?: string; value?: unknown }; value: ObjectNode | { type: string; start: number; end: number } }[];
}

export function messages(): Plugin {
  return {
    name: 'qazet-messages',
    enforce: 'pre',
    transform(code, id) {
      const language = CATALOGUE.exec(id)?.[1];
      return language === undefined ? undefined : { code: withoutNames(code, language, readFileSync(join(dirname(id), 'en.ts'), 'utf8')), map: null };
    },
  };
}

function withoutNames(code: string, language: string, english: string): string {
  const examples = catalogues(english);
  const changes: { start: number; end: number; text: string }[] = [];
  const imports = [`import { like } from ${JSON.stringify(LIKE)};`];
  for (const [name, said] of catalogues(code)) {
    const exported = name === language ? 'en' : name;
    const example = examples.get(exported);
    if (!example) throw new Error(`English has no ${exported}, which ${name} could be like`);
    imports.push(`import { ${exported} as english_${exported} } from './en';`);
    // What is put together of other catalogues keeps its own names, and only what is inside loses them.
    const isPut = said.properties.some((each) => each.type === 'SpreadElement');
    const parts = isPut ? [...named(said)].flatMap(([key, value]) => (isObject(value) ? [{ value, path: `.${key}`, like: named(example).get(key) }] : [])) : [{ value: said, path: '', like: example }];
    for (const { value, path, like } of parts) {
      if (!isObject(like)) throw new Error(`${exported}${path} is not an object in English`);
      changes.push({ start: value.start, end: value.end, text: `like(english_${exported}${path}, ${list(code, value, like, name + path)})` });
    }
  }
  const changed = changes.toSorted((a, b) => b.start - a.start).reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), code);
  return `${imports.join('\n')}\n${changed}`;
}

/** The exported objects of a catalogue's file, by name. */
function catalogues(code: string): Map<string, ObjectNode> {
  const found = new Map<string, ObjectNode>();
  for (const statement of parseAst(code, { lang: 'ts' }).body as Node[]) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const { declaration } = statement as unknown as { declaration: { declarations?: { id: { name: string }; init: ObjectNode }[] } | null };
    for (const { id, init } of declaration?.declarations ?? []) {
      if (isObject(plain(init))) found.set(id.name, plain(init));
    }
  }
  return found;
}

/** An object with a type told of it (`{ … } as Record<…>`) is the object. */
function plain<T extends { type: string }>(node: T): T {
  return node.type === 'TSAsExpression' ? (node as unknown as { expression: T }).expression : node;
}

function isObject(node: { type: string } | null | undefined): node is ObjectNode {
  return node?.type === 'ObjectExpression';
}

function named(object: ObjectNode): Map<string, ObjectNode | { type: string; start: number; end: number }> {
  return new Map(object.properties.flatMap((each) => (each.type === 'SpreadElement' ? [] : [[String(each.key.name ?? each.key.value), plain(each.value)] as const])));
}

/** The values of `said` as the source of a list, in the order in which `example` has their names when it runs. */
function list(code: string, said: ObjectNode, example: ObjectNode, where: string): string {
  for (const each of [...said.properties, ...example.properties]) {
    if (each.type !== 'Property' || each.computed || each.method) throw new Error(`${where}: messages are written out, each under its name`);
  }
  const values = named(said);
  const examples = named(example);
  const order = Object.keys(Object.fromEntries([...examples.keys()].map((key) => [key, 0])));
  if (order.length !== values.size) throw new Error(`${where} has other messages than English`);
  const sources = order.map((key) => {
    const [value, like] = [values.get(key), examples.get(key)];
    if (!value || !like) throw new Error(`${where} has no ${key}`);
    if (isObject(value) !== isObject(like)) throw new Error(`${where}.${key} is of another kind than in English`);
    return isObject(value) && isObject(like) ? list(code, value, like, `${where}.${key}`) : code.slice(value.start, value.end);
  });
  return `[${sources.join(', ')}]`;
}
