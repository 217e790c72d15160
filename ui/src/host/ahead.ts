/**
 * Asks before anybody is there to listen: the news comes while the interface is still being read.
 *
 * Once `first` has been answered to whoever asks it, everything goes to the host as it is.
 */
import type { Event } from '../api/wire/Event';
import type { Request } from '../api/wire/Request';
import type { Response } from '../api/wire/Response';
import type { Host } from './host';

export function ahead(host: Host, first: Request): Host {
  const missed: Event[] = [];
  let hear = (event: Event): void => void missed.push(event);
  const stop = host.listen((event) => hear(event));
  let answer: Promise<Response> | null = host.call(first);
  // Who asks hears of it; until then nobody has to.
  answer.catch(() => {});
  return {
    ...host,
    call(request) {
      const known = request.cmd === first.cmd ? answer : null;
      if (known === null) return host.call(request);
      answer = null;
      return known;
    },
    listen(listener) {
      hear = listener;
      missed.splice(0).forEach(listener);
      return stop;
    },
  };
}
