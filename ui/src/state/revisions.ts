/** An earlier text for showing: what changed in it, and how much stands between. */
import type { Edit } from '../api/wire/Edit';

/** A paragraph that changed, or a run of those that did not. */
export type Passage = { edits: readonly Edit[]; kept: null } | { edits: null; kept: readonly string[] };

export function passagesOf(paragraphs: readonly (readonly Edit[])[]): Passage[] {
  const passages: Passage[] = [];
  let run: string[] = [];
  const end = () => {
    if (run.length > 0) passages.push({ edits: null, kept: run });
    run = [];
  };
  for (const edits of paragraphs) {
    if (edits.every((edit) => edit.kind === 'kept')) run.push(edits.map((edit) => edit.text).join(''));
    else {
      end();
      passages.push({ edits, kept: null });
    }
  }
  end();
  return passages;
}
