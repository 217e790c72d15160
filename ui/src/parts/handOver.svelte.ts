/** Gives the keyboard to `to` before what has it leaves the page. To be called while the component is made that stays. */
export function handOver(stays: () => boolean, from: () => HTMLElement | undefined, to: () => HTMLElement | null | undefined) {
  $effect.pre(() => {
    if (!stays() && from()?.contains(document.activeElement)) to()?.focus();
  });
}
