/**
 * Reads the open article aloud, with a voice that speaks on this machine.
 *
 * Some systems have voices that are spoken elsewhere: those would be told what is read, so they are never asked. Where there is no voice
 * of the machine's own for a language, reading aloud is not offered.
 */
import type { Article } from '../api/wire/Article';

export class Aloud {
  /** Id of the article that is read aloud, or is paused. */
  id = $state<string | null>(null);
  #voices = $state.raw<SpeechSynthesisVoice[]>([]);
  #paused = false;

  #hasLooked = false;

  constructor(private readonly speaker: SpeechSynthesis | undefined) {}

  /** Looks for voices, once there is something to read: to ask for them wakes the system's speech. They come late. */
  look() {
    if (this.#hasLooked) return;
    this.#hasLooked = true;
    this.#take();
    this.speaker?.addEventListener('voiceschanged', this.#take);
  }

  readonly #take = () => {
    this.#voices = (this.speaker?.getVoices() ?? []).filter((voice) => voice.localService);
  };

  /** There is a voice for any language. */
  get isHere(): boolean {
    return this.#voices.length > 0;
  }

  /** Begins, pauses or goes on. False where no voice speaks the article's language; `language` is that of an article that names none. */
  toggle({ id, title, text, language: own }: Pick<Article, 'id' | 'title' | 'text' | 'language'>, language: string): boolean {
    const { speaker } = this;
    if (!speaker) return false;
    if (this.id === id) {
      this.#paused = !this.#paused;
      if (this.#paused) speaker.pause();
      else speaker.resume();
      return true;
    }
    const wanted = own || language;
    const voice = this.#voices.find((each) => each.lang.toLowerCase().split(/[-_]/)[0] === wanted);
    if (!voice) return false;
    this.stop();
    this.id = id;
    const parts = [title, ...text.split('\n')].filter((part) => part.trim() !== '');
    for (const [i, part] of parts.entries()) {
      const utterance = new SpeechSynthesisUtterance(part);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      if (i === parts.length - 1) utterance.onend = () => this.id === id && this.stop();
      speaker.speak(utterance);
    }
    return true;
  }

  /** Falls silent, also where it was paused. */
  stop() {
    if (this.id === null) return;
    this.id = null;
    this.#paused = false;
    this.speaker?.cancel();
    this.speaker?.resume();
  }

  close() {
    this.stop();
    this.speaker?.removeEventListener('voiceschanged', this.#take);
  }
}
