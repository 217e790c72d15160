/** The languages Qazet speaks. */

export type Language = 'en' | 'ru' | 'kk';

export const LANGUAGES: readonly Language[] = ['en', 'ru', 'kk'];

/** What each calls itself: whoever looks for their own language reads no other. */
export const OWN_NAMES: Record<Language, string> = { en: 'English', ru: 'Русский', kk: 'Қазақша' };

/** A language of ours for any BCP 47 tag: Russian for `ru-KZ`, English for what we don't speak. */
export function nearestLanguage(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}

const REMEMBERED = 'qazet-language';

/** The language this window spoke last, else the system's: the settings, which know better, come later. */
export function firstLanguage(): Language {
  return nearestLanguage(localStorage.getItem(REMEMBERED) ?? navigator.language);
}

export function rememberLanguage(language: Language) {
  localStorage.setItem(REMEMBERED, language);
}
