/** One sentence at a time at the foot of the window, six seconds long, possibly with something to do about it. */

export interface Toast {
  text: string;
  tone: 'done' | 'trouble';
  action?: { label: string; run: () => void };
  /** Takes back what was done, in place of an action. */
  undo?: () => void;
  /** What happens once the way back is no longer offered; never after `undo`. */
  expired?: () => void;
}

const SHOWN_MS = 6000;

export class Toasts {
  current = $state<Toast | null>(null);
  /** Takes back the last act, also when its sentence is gone; null where nothing can be taken back. */
  #undo: (() => void) | null = null;
  get lastUndo() {
    return this.#undo;
  }
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(toast: Toast) {
    this.dismiss();
    this.current = toast;
    if (toast.undo) this.#undo = toast.undo;
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
    const toast = this.#take();
    if (!toast?.expired) return;
    if (this.#undo === toast.undo) this.#undo = null;
    toast.expired();
  }

  /** What can be taken back from now on, of what is done without a word. */
  canUndo(undo: () => void) {
    this.#undo = undo;
  }

  /** What the sentence offers. */
  act() {
    if (this.current?.undo) this.undo();
    else this.#take()?.action?.run();
  }

  /** Takes back the last act, once. False where there is none. */
  undo(): boolean {
    const undo = this.#undo;
    if (undo === null) return false;
    this.#undo = null;
    if (this.current?.undo === undo) this.#take();
    undo();
    return true;
  }

  #take(): Toast | null {
    clearTimeout(this.#timer);
    const toast = this.current;
    this.current = null;
    return toast;
  }
}
