/** All catalogues at once, for tests: the app itself reads only the one in use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './catalogue';
import { LANGUAGES, type Language } from './language';
import type { Messages } from './messages';

export const ftlOf = (language: Language) => readFileSync(join(import.meta.dirname, `${language}.ftl`), 'utf8');

export const catalogues = Object.fromEntries(LANGUAGES.map((language) => [language, catalogue(language, ftlOf(language))])) as Record<Language, Messages>;
