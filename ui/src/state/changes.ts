/** Of a state that is looked at again and again: whether it is another one. The first that is known is no change. */
export class Changes<T> {
  #last: T | undefined;

  take(now: T): boolean {
    const isOther = this.#last !== undefined && this.#last !== now;
    this.#last = now;
    return isOther;
  }
}
