/** Tells the host that the window has drawn: one that never hears it takes the window for blank. */
import type { Host } from './host';

export function tellPainted(host: Host) {
  // A host that can't be asked has other troubles, and says so to whoever asks it next.
  const tell = () => void host.call({ cmd: 'painted' }).catch(() => {});
  // What nobody sees is not drawn.
  if (document.visibilityState === 'hidden') return tell();
  requestAnimationFrame(() => requestAnimationFrame(tell));
}
