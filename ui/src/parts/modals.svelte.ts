/**
 * The modal dialogs that are open. Whatever stands outside the uppermost can neither be clicked nor is it read out, popovers too:
 * what must be reached all the same, as the line that takes an act back, goes into it (see ToastLine).
 */
import { SvelteSet } from 'svelte/reactivity';

const open = new SvelteSet<HTMLDialogElement>();

/** Opens a dialog over everything, until what is returned is called. */
export function showModal(dialog: HTMLDialogElement): () => void {
  dialog.showModal();
  open.add(dialog);
  return () => {
    open.delete(dialog);
    dialog.close();
  };
}

/** The dialog that lies over all others. */
export function uppermost(): HTMLDialogElement | undefined {
  return [...open].at(-1);
}
