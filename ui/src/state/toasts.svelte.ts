/** One sentence at a time at the foot of the window, six seconds long, possibly with a way back. */

export interface Toast {
  text: string;
  tone: 'done' | 'trouble';
  action?: { label: string; run: () => void };
  /** What happens once the way back is no longer offered; never after `action`. */
  expired?: () => void;
}

const SHOWN_MS = 6000;

export class Toasts {
  current = $state<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(toast: Toast) {
    this.dismiss();
    this.current = toast;
    this.resume();
  }

  /** Pointer or focus is on it: it stays. */
  hold() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
  }

  dismiss() {
    this.#take()?.expired?.();
  }

  act() {
    this.#take()?.action?.run();
  }

  #take(): Toast | null {
    clearTimeout(this.#timer);
    const toast = this.current;
    this.current = null;
    return toast;
  }
}
