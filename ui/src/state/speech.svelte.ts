/** Which language the interface speaks, and what it says in it. */
import { loadMessages, rememberLanguage, type Language, type Messages } from '../locales';

export class Speech {
  /** At first the system's language, then that of the settings, or the one that the first run tries. */
  language = $state() as Language;
  messages = $state.raw() as Messages;
  /** The language last asked for, whose file may be on its way. */
  #asked: Language;

  constructor(language: Language, messages: Messages) {
    [this.language, this.messages, this.#asked] = [language, messages, language];
  }

  /** The language that the reader wants, which is spoken as soon as it is read. */
  get asked(): Language {
    return this.#asked;
  }

  /** Speaks `language` as soon as its file is read; of several asked for, the last. */
  async change(language: Language): Promise<void> {
    this.#asked = language;
    rememberLanguage(language);
    if (language === this.language) return;
    const messages = await loadMessages(language);
    if (language === this.#asked) [this.language, this.messages] = [language, messages];
  }
}
