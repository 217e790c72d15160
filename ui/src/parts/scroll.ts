/** So long what is drawn may go on growing: pictures come with their heights. */
const SETTLED_MS = 1_500;

/** Scrolls to where the reader was, and again as what stands above grows, until they move it themselves. Ends with the returned function. */
export function scrollBackTo(scroller: HTMLElement, top: number): () => void {
  const put = () => void (scroller.scrollTop = top);
  const watch = new ResizeObserver(put);
  const stop = () => {
    clearTimeout(timer);
    watch.disconnect();
    for (const type of ['wheel', 'pointerdown', 'keydown', 'touchstart']) window.removeEventListener(type, stop, { capture: true });
  };
  const timer = setTimeout(stop, SETTLED_MS);
  for (const type of ['wheel', 'pointerdown', 'keydown', 'touchstart']) window.addEventListener(type, stop, { capture: true, passive: true });
  put();
  for (const child of scroller.children) watch.observe(child);
  return stop;
}
