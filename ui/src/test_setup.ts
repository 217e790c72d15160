/** What jsdom lacks and the interface uses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

if (!HTMLDialogElement.prototype.showModal) {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
}
Element.prototype.scrollTo ??= () => {};
Element.prototype.scrollIntoView ??= () => {};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia ??= (media) =>
  ({ matches: false, media, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList;
/** Nothing is drawn here: what canvases are asked is answered by nothing, and the browser tests look at what they show. */
const silent: CanvasRenderingContext2D = new Proxy({} as CanvasRenderingContext2D, {
  get: (_, name) => (name === 'measureText' ? () => ({ width: 0 }) : () => {}),
  set: () => true,
});
HTMLCanvasElement.prototype.getContext = (() => silent) as unknown as typeof HTMLCanvasElement.prototype.getContext;
globalThis.Path2D ??= class {
  addPath() {}
  arc() {}
  closePath() {}
  lineTo() {}
  moveTo() {}
  rect() {}
} as unknown as typeof Path2D;
/** The app's own files come from the disk: no server stands behind jsdom. */
const ui = join(import.meta.dirname, '..');
globalThis.fetch = async (file) => new Response(readFileSync(join(ui, String(file))));
