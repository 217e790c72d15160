/** The first question of every window: all that its front page is made of. It goes out before the interface itself is there. */
import type { Request } from './wire/Request';

/** The newest articles the front page is made of; whatever the library holds, no more are asked for. */
export const ROWS = 150;
export const REPORTS = 6;

export const OPEN = { cmd: 'open', args: { rows: ROWS, reports: REPORTS } } as const satisfies Request;
