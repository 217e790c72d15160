/**
 * One sentence at a time at the foot of the window, six seconds long, possibly with something to do about it.
 *
 * What goes for good keeps its way back for its own six seconds, also when another sentence takes the place of its own:
 * several such acts wait side by side, and the last one is taken back first.
 */

export interface Toast {
  text: string;
  tone: 'done' | 'trouble';
  action?: { label: string; run: () => void };
  /** Takes back what was done, in place of an action. */
  undo?: () => void;
  /** What happens once the way back is no longer offered; never after `undo`. */
  expired?: () => void;
}

/** What can be taken back; where it can't be for ever, what then happens, and when. */
interface Act {
  undo: () => void;
  expired: (() => void) | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const SHOWN_MS = 6000;

export class Toasts {
  current = $state<Toast | null>(null);
  /** The last act is at the end. Of those that can always be taken back only the last one is kept. */
  #acts: Act[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isHeld = false;

  /** Takes back the last act, also when its sentence is gone; null where nothing can be taken back. */
  get lastUndo(): (() => void) | null {
    return this.#acts.at(-1)?.undo ?? null;
  }

  show(toast: Toast) {
    // The act of the sentence before goes on to its own end, also where the pointer held it.
    if (this.#isHeld) this.resume();
    this.dismiss();
    this.current = toast;
    if (toast.undo) this.#add(toast.undo, toast.expired ?? null);
    this.resume();
  }

  /** Pointer or focus is on it: it stays. */
  hold() {
    this.#isHeld = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#shown()?.timer);
  }

  resume() {
    this.#isHeld = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
    const act = this.#shown();
    if (act?.expired) this.#count(act);
  }

  /** Takes the sentence away; what it said can still be taken back for as long as it could. */
  dismiss() {
    this.#take();
  }

  /** What can be taken back from now on, of what is done without a word. */
  canUndo(undo: () => void) {
    this.#add(undo, null);
  }

  /** What the sentence offers. */
  act() {
    const { current } = this;
    if (current?.undo) this.takeBack(current.undo);
    else this.#take()?.action?.run();
  }

  /** Takes back the last act, once. False where there is none. */
  undo(): boolean {
    const undo = this.lastUndo;
    return undo !== null && this.takeBack(undo);
  }

  /** Takes back the act of this `undo`. False where it is too late. */
  takeBack(undo: () => void): boolean {
    const act = this.#acts.find((each) => each.undo === undo);
    if (!act) return false;
    this.#drop(act);
    undo();
    return true;
  }

  #add(undo: () => void, expired: (() => void) | null) {
    if (expired === null) this.#acts = this.#acts.filter((act) => act.expired !== null);
    this.#acts.push({ undo, expired, timer: undefined });
  }

  #count(act: Act) {
    clearTimeout(act.timer);
    act.timer = setTimeout(() => {
      this.#drop(act);
      act.expired?.();
    }, SHOWN_MS);
  }

  #drop(act: Act) {
    clearTimeout(act.timer);
    this.#acts = this.#acts.filter((each) => each !== act);
    if (this.current?.undo === act.undo) this.#take();
  }

  /** The act of the sentence that is shown. */
  #shown(): Act | undefined {
    return this.#acts.find((act) => act.undo === this.current?.undo);
  }

  #take(): Toast | null {
    clearTimeout(this.#timer);
    const toast = this.current;
    this.current = null;
    return toast;
  }
}
