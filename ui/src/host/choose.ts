/** Which host is this? The fake one is not part of a production bundle. */
import type { Host } from './host';
import { findToken, httpHost } from './http';
import { insideTauri, tauriHost } from './tauri';

export async function chooseHost(): Promise<Host> {
  if (import.meta.env.MODE === 'fake') return (await import('./fake')).fakeHost();
  if (insideTauri()) return tauriHost();
  return httpHost(findToken(location.hash, document), location.origin);
}
