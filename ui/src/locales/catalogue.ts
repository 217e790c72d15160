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

/** The messages of `ftl`. Throws where they say one thing twice; what else can be wrong, the tests of the catalogues find. */
export function catalogue(language: Language, ftl: string): Messages {
  const bundle = new FluentBundle(language, { useIsolating: false, functions: functionsOf(language) });
  const { body } = new FluentResource(ftl);
  const messages: Group = {};
  for (const { id, value } of body) {
    if (value === null) continue;
    const path = id.split('-');
    const key = path.pop() ?? '';
    let group = messages;
    for (const name of path) group = (group[name] ??= {}) as Group;
    if (key in group) throw new Error(`${language}.ftl says ${id} twice`);
    group[key] = typeof value === 'string' ? value : remembering((variables) => tiedNumbers(language, bundle.formatPattern(value, counted(language, variables))));
  }
  return messages as unknown as Messages;
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
function tiedNumbers(language: Language, text: string): string {
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
