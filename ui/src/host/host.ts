/**
 * The port to what surrounds the interface: the desktop app, a browser on `qazetctl serve`, or invented news.
 *
 * A host carries requests, answers and events as they are. It decides nothing and keeps nothing.
 */
import type { ApiError } from '../api/wire/ApiError';
import type { Event } from '../api/wire/Event';
import type { Request } from '../api/wire/Request';
import type { Response } from '../api/wire/Response';

export interface Host {
  /** Asks the core. Rejects with a {@link CallError}, whatever went wrong. */
  call(request: Request): Promise<Response>;
  /** Hears every event until the returned function is called. */
  listen(hear: (event: Event) => void): () => void;
  /** Address of a picture in the cache, for `src`. */
  mediaUrl(hash: string): string;
  /** Asks the core about an address (`link`) and opens it outside Qazet. */
  openOutside(url: string): Promise<void>;
}

/** What {@link Host.call} rejects with: an {@link ApiError} that is also an `Error`. */
export class CallError extends Error implements ApiError {
  readonly code: ApiError['code'];
  readonly problem?: string;
  readonly answer?: number;
  readonly excerpt?: string;

  constructor({ code, message, problem, answer, excerpt }: ApiError) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    if (problem !== undefined) this.problem = problem;
    if (answer !== undefined) this.answer = answer;
    if (excerpt !== undefined) this.excerpt = excerpt;
  }
}

/** Turns whatever a host threw into a {@link CallError}. */
export function callError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  if (isApiError(thrown)) return new CallError(thrown);
  return new CallError({ code: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
}

function isApiError(value: unknown): value is ApiError {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as ApiError).code === 'string' &&
    typeof (value as ApiError).message === 'string'
  );
}
