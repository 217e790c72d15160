/** Where the keyboard is, and where it goes when that goes. */
import { tick } from 'svelte';
import { showModal } from './modals.svelte';

/**
 * Opens a <dialog> over all of the window, and gives the keyboard back where it was when it goes.
 *
 * The browser does that itself only for a dialog that is closed while it stands in the page; ours leave the page with what
 * made them, so that each opens as new.
 */
export function modal(first: (dialog: HTMLDialogElement) => HTMLElement | null = () => null) {
  return (dialog: HTMLDialogElement) => {
    const from = focusedElement();
    const close = showModal(dialog);
    (first(dialog) ?? dialog).focus();
    return () => {
      close();
      if (from?.isConnected) from.focus({ preventScroll: true });
    };
  };
}

/** Where the keyboard is, also within an article's text; null where it is nowhere. */
export function focusedElement(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement && at !== document.body ? at : null;
}

/**
 * For a button that may go at its own click, as one of several: the keyboard then goes to the one after it, else to the one
 * before, else to what stands there to add another.
 */
export function handsOn(button: HTMLElement) {
  let heirs: HTMLElement[] = [];
  let group: Element | null = null;
  const clicked = () => {
    group = button.closest('ul, form, .chips');
    const all = [...(group?.querySelectorAll<HTMLElement>('.chip > button:last-child') ?? [])];
    const at = all.indexOf(button);
    heirs = [...all.slice(at + 1), ...all.slice(0, at).reverse()];
    group = group?.parentElement ?? null;
  };
  button.addEventListener('click', clicked, { capture: true });
  return () => {
    button.removeEventListener('click', clicked, { capture: true });
    if (group === null || focusedElement() !== null) return;
    void tick().then(() => {
      if (focusedElement() !== null) return;
      (heirs.find((heir) => heir.isConnected) ?? group?.querySelector<HTMLElement>('input, select, button'))?.focus();
    });
  };
}
