/** What can lie over the window: one sheet at a time. */
import type { Kept } from '../api/wire/Kept';

export type Dialog =
  | { kind: 'add'; address?: string }
  | { kind: 'save_page'; address: string }
  | { kind: 'clear'; of: Kept }
  | { kind: 'feed'; id: string }
  | { kind: 'activity'; id: string }
  | { kind: 'ask_first'; id: string }
  | { kind: 'reading' }
  | { kind: 'keys' }
  /** `name` is empty for a new folder. */
  | { kind: 'folder'; sources: readonly string[]; name: string }
  | { kind: 'revisions'; id: string };
