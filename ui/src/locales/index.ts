/** The catalogues by language. */
import { en, type Messages } from './en';
import { kk } from './kk';
import type { Language } from './plural';
import { ru } from './ru';

export const catalogues: Record<Language, Messages> = { en, ru, kk };
export type { Messages } from './en';
export { LANGUAGES, nearestLanguage, type Language } from './plural';
