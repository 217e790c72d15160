/** Which form of a word goes with a number. */

export type Language = 'en' | 'ru' | 'kk';

export const LANGUAGES: readonly Language[] = ['en', 'ru', 'kk'];

/** Forms by CLDR category; `other` stands in for a form that is not given. */
export interface Forms {
  one?: string;
  few?: string;
  many?: string;
  other: string;
}

const rules: Record<'en' | 'ru', Intl.PluralRules> = {
  en: new Intl.PluralRules('en'),
  ru: new Intl.PluralRules('ru'),
};

/** The form for `n`. Kazakh nouns stay singular after a number, so there is one form; no webview need know `kk`. */
export function plural(language: Language, n: number, forms: Forms): string {
  if (language === 'kk') return forms.other;
  const category = rules[language].select(Math.abs(n));
  if (category === 'one' || category === 'few' || category === 'many') return forms[category] ?? forms.other;
  return forms.other;
}

/** A language of ours for any BCP 47 tag: Russian for `ru-KZ`, English for what we don't speak. */
export function nearestLanguage(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary) ?? 'en';
}
