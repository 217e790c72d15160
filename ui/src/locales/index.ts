/** Which languages there are, and the messages of the one in use. */
import { catalogue } from './catalogue';
import en from './en.ftl?url';
import kk from './kk.ftl?url';
import type { Language } from './language';
import type { Messages } from './messages';
import ru from './ru.ftl?url';

const files: Record<Language, string> = { en, ru, kk };
const loaded = new Map<Language, Promise<Messages>>();

/** The messages of a language: a file of the app's own, read once. */
export function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const loading = read(language);
  loaded.set(language, loading);
  // What could not be read is asked for again the next time.
  loading.catch(() => loaded.delete(language));
  return loading;
}

async function read(language: Language): Promise<Messages> {
  const answer = await fetch(files[language]);
  if (!answer.ok) throw new Error(`${files[language]} answers ${answer.status}`);
  return catalogue(language, await answer.text());
}

/** What a group says of a key that comes from outside: a currency, a topic, a problem. Nothing for one it does not know. */
export function saidOf(group: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(group, key) ? group[key] : undefined;
}

export { firstLanguage, LANGUAGES, nearestLanguage, OWN_NAMES, rememberLanguage, type Language } from './language';
export type { Messages } from './messages';
