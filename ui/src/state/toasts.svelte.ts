/** One sentence at a time at the foot of the window, six seconds long, possibly with a way back. */

export interface Toast {
  text: string;
  tone: 'done' | 'trouble';
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 6000;

export class Toasts {
  current = $state<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(toast: Toast) {
    this.current = toast;
    this.resume();
  }

  /** Pointer or focus is on it: it stays. */
  hold() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.current = null), SHOWN_MS);
  }

  dismiss() {
    clearTimeout(this.#timer);
    this.current = null;
  }

  act() {
    const action = this.current?.action;
    this.dismiss();
    action?.run();
  }
}
