/** `qazetctl serve` as host: requests by POST, events by SSE, pictures by GET, each with the token of this run. */
import type { Event } from '../api/wire/Event';
import type { Response } from '../api/wire/Response';
import { callError, CallError, type Host } from './host';

/** The token from the page's address (`#token=…`) or from the page itself (`<meta name="qazet-token">`). */
export function findToken(fragment: string, page: Document): string {
  const fromAddress = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
  if (fromAddress) return fromAddress;
  return page.querySelector<HTMLMetaElement>('meta[name="qazet-token"]')?.content ?? '';
}

export function httpHost(token: string, origin: string): Host {
  const at = (path: string) => `${origin}${path}?token=${encodeURIComponent(token)}`;
  return {
    async call(request) {
      let answer: globalThis.Response;
      try {
        answer = await fetch(`${origin}/call`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
          body: JSON.stringify(request),
        });
      } catch {
        throw new CallError({ code: 'failed', message: 'qazetctl serve does not answer. Is it still running?' });
      }
      const body: unknown = await answer.json().catch(() => null);
      if (answer.ok && body !== null) return body as Response;
      if (answer.status === 401 || answer.status === 403) {
        throw new CallError({ code: 'failed', message: 'This address is from an earlier run. Open the one qazetctl serve prints now.' });
      }
      throw callError(body ?? new Error(`qazetctl serve answered ${answer.status}.`));
    },
    listen(hear) {
      const events = new EventSource(at('/events'));
      let dropped = false;
      events.onmessage = ({ data }) => hear(JSON.parse(data as string) as Event);
      events.onerror = () => (dropped = true);
      // What happened while the line was down is unknown: ask for everything again.
      events.onopen = () => {
        if (dropped) hear({ event: 'resync' });
        dropped = false;
      };
      return () => events.close();
    },
    mediaUrl: (hash) => at(`/media/${encodeURIComponent(hash)}`),
    async openOutside(url) {
      const checked = await this.call({ cmd: 'link', args: { url } });
      if (checked.kind === 'link') window.open(checked.value, '_blank', 'noopener,noreferrer');
    },
  };
}
