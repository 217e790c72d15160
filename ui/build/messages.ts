/**
 * What the catalogues say as a type: which messages there are, and with which variables. So a text that is not there, or
 * a variable forgotten, is an error of the compiler. `src/locales/messages.ts` is made from it (`npm run messages`).
 */
import { FluentParser, Visitor, type FunctionReference, type Identifier, type Message, type SelectExpression, type VariableReference } from '@fluent/syntax';

/** A message's variables: `number` where a language chooses a form by it, or writes it as bytes or percent. */
export type Variables = Map<string, 'number' | 'string | number'>;

/** The messages of a catalogue with their variables; throws at the first line that is not Fluent. */
export function variablesOf(ftl: string): Map<string, Variables> {
  const found = new Map<string, Variables>();
  for (const entry of new FluentParser().parse(ftl).body) {
    if (entry.type === 'Junk') throw new Error(`${entry.annotations[0]?.message ?? 'not Fluent'}: ${entry.content}`);
    if (entry.type === 'Message') found.set((entry as Message).id.name, variablesIn(entry as Message));
  }
  return found;
}

function variablesIn(message: Message): Variables {
  const found: Variables = new Map();
  const count = (of: VariableReference) => found.set(of.id.name, 'number');
  class Finder extends Visitor {
    override visitVariableReference(variable: VariableReference) {
      if (!found.has(variable.id.name)) found.set(variable.id.name, 'string | number');
    }
    override visitSelectExpression(select: SelectExpression) {
      this.genericVisit(select);
      if (select.selector.type === 'VariableReference') count(select.selector as VariableReference);
    }
    override visitFunctionReference(call: FunctionReference) {
      this.genericVisit(call);
      for (const each of call.arguments.positional) if (each.type === 'VariableReference') count(each as VariableReference);
    }
  }
  new Finder().visit(message);
  return found;
}

interface Group {
  [name: string]: Group | Variables;
}

/** The type of all of `catalogues`, English first: it has the order. */
export function typeOf(catalogues: readonly string[]): string {
  const [english = new Map<string, Variables>(), ...others] = catalogues.map(variablesOf);
  const all: Group = {};
  for (const [id, variables] of english) {
    for (const [name, type] of others.flatMap((other) => [...(other.get(id) ?? [])])) if (type === 'number') variables.set(name, type);
    put(all, id, variables);
  }
  return `/** What the interface says, made from the catalogues by \`npm run messages\`; a test fails when it is stale. */\nexport interface Messages ${block(all, '')}\n`;
}

function put(all: Group, id: string, variables: Variables) {
  const path = id.split('-');
  const last = path.pop() ?? '';
  let group = all;
  for (const name of path) {
    const inner = (group[name] ??= {});
    if (inner instanceof Map) throw new Error(`${id} stands inside a message`);
    group = inner;
  }
  if (last in group) throw new Error(`${id} is a message and a group, or is there twice`);
  group[last] = variables;
}

function block(group: Group, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(group).map(([name, value]) => {
    if (value instanceof Map) return `${inner}${name}: ${saying(value)};\n`;
    return `${inner}${name}: ${isList(value) ? 'Record<number, string>' : block(value, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** Months, weekdays: what is counted has numbers for names. */
function isList(group: Group): boolean {
  return Object.keys(group).every((name) => /^\d+$/.test(name));
}

function saying(variables: Variables): string {
  if (variables.size === 0) return 'string';
  return `(of: { ${[...variables].map(([name, type]) => `${name}: ${type}`).join('; ')} }) => string`;
}

/** Every choice of a plural's form in a catalogue: the message, and the forms that it has. */
export function pluralsIn(ftl: string): { id: string; forms: string[] }[] {
  const found: { id: string; forms: string[] }[] = [];
  for (const entry of new FluentParser().parse(ftl).body) {
    if (entry.type !== 'Message') continue;
    const message = entry as Message;
    class Finder extends Visitor {
      override visitSelectExpression(select: SelectExpression) {
        this.genericVisit(select);
        const forms = select.variants.flatMap(({ key }) => (key.type === 'Identifier' ? [(key as Identifier).name] : []));
        // A choice by a number alone has only the rest beside it.
        if (forms.length > 1) found.push({ id: message.id.name, forms });
      }
    }
    new Finder().visit(message);
  }
  return found;
}
