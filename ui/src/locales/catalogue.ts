/**
 * A language's messages (`en.ftl`, `ru.ftl`, `kk.ftl`; Fluent) as the views use them: `t.sidebar.letGo` is the message
 * `sidebar-letGo`, and one with variables is a function of them, `t.sidebar.unread({ count })`.
 *
 * Numbers are written by `numbers.ts`, since no webview need know `kk`; which form goes with one is Fluent's choice.
 * Nothing is isolated by bidi marks: all three languages run from left to right, and a copied text shall hide no signs.
 */
import { FluentBundle, FluentNumber, FluentResource, type FluentFunction } from '@fluent/bundle';
import type { Language } from './language';
import type { Messages } from './messages';
import { bytes, number, percent } from './numbers';
import { tied } from './text';

type Variables = Record<string, string | number>;
interface Group {
  [key: string]: string | ((variables: Variables) => string) | Group;
}

/** A list says the same few things in hundreds of rows: so many sayings of each message are remembered. */
const REMEMBERED = 100;

/** Where a message begins: at the beginning of a line, with its name. */
const BEGINNING = /^(?=[a-zA-Z][\w-]* *=)/m;

/** The messages of `ftl`, each read when it is said first: a window says few of them at its start. Throws where they say one thing twice; what else can be wrong, the tests of the catalogues find. */
export function catalogue(language: Language, ftl: string): Messages {
  const bundle = new FluentBundle(language, { useIsolating: false, functions: functionsOf(language) });
  const saying = (text: string) => {
    const value = new FluentResource(text).body[0]?.value;
    if (value === undefined || value === null) throw new Error(`${language}.ftl has a message that says nothing: ${text}`);
    return typeof value === 'string' ? tiedWords(language, value) : remembering((variables) => tiedWords(language, bundle.formatPattern(value, counted(language, variables))));
  };
  const messages: Group = {};
  for (const text of ftl.split(BEGINNING)) {
    const id = /^[a-zA-Z][\w-]*/.exec(text)?.[0];
    // Before the first message stands what the file is.
    if (id === undefined) continue;
    const path = id.split('-');
    const key = path.pop() ?? '';
    let group = messages;
    for (const name of path) group = (group[name] ??= {}) as Group;
    if (key in group) throw new Error(`${language}.ftl says ${id} twice`);
    readLater(group, key, () => saying(text));
  }
  return messages as unknown as Messages;
}

/** Lets `group` have what `read` gives, from when it is asked for. */
function readLater(group: Group, key: string, read: () => Group[string]) {
  const put = (value: Group[string]) => Object.defineProperty(group, key, { value, enumerable: true });
  Object.defineProperty(group, key, { enumerable: true, configurable: true, get: () => put(read())[key] });
}

function functionsOf(language: Language): Record<string, FluentFunction> {
  return {
    BYTES: ([count]) => bytes(language, Number(count)),
    PERCENT: ([share]) => percent(language, Number(share)),
  };
}

/** A number that is written as `numbers.ts` writes it, and still chooses a plural's form. */
class Count extends FluentNumber {
  constructor(
    readonly language: Language,
    value: number,
  ) {
    super(value);
  }

  override toString(): string {
    return number(this.language, this.value);
  }
}

function counted(language: Language, variables: Variables): Record<string, string | Count> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typeof value === 'number' ? new Count(language, value) : value]));
}

/** Russian and Kazakh keep a number with its noun and a preposition with its word; no translator need know how. */
function tiedWords(language: Language, text: string): string {
  return language === 'en' ? text : tied(text, language);
}

function remembering(say: (variables: Variables) => string): (variables: Variables) => string {
  const said = new Map<string, string>();
  return (variables) => {
    const key = JSON.stringify(variables);
    const known = said.get(key);
    if (known !== undefined) return known;
    const text = say(variables);
    if (said.size === REMEMBERED) said.clear();
    said.set(key, text);
    return text;
  };
}
