/**
 * Which element each line of a list is drawn in.
 *
 * A line keeps its own while its list stays; another list is drawn in those of the one before it, so that the browser need not
 * make, measure and throw away what differs in nothing but its words.
 */
import type { Line } from './days';

/** A list begins at its top: only lines of its first windows are wanted by the next. */
const PLACES = 100;

const placeOf = (line: Line, index: number) => `${line.kind} ${index}`;

export class Slots {
  #list: unknown;
  /** Slots of this list, by line. */
  #taken = new Map<string, number>();
  /** The same by place, for the next list. */
  #places = new Map<string, number>();
  /** Slots of the list before, by place, that no line of this one has yet. */
  #free = new Map<string, number>();
  #made = 0;

  /** The slot of `line`, which is drawn at `index` of `list`. */
  of(list: unknown, line: Line, index: number): number {
    if (list !== this.#list) this.#begin(list);
    const taken = this.#taken.get(line.key);
    if (taken !== undefined) return taken;
    const place = placeOf(line, index);
    const slot = this.#free.get(place) ?? this.#made++;
    this.#free.delete(place);
    this.#taken.set(line.key, slot);
    if (index < PLACES) this.#places.set(place, slot);
    return slot;
  }

  #begin(list: unknown) {
    this.#list = list;
    this.#free = this.#places;
    this.#taken = new Map();
    this.#places = new Map();
  }
}
