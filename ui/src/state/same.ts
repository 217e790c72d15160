/** An answer that says what the last one said is the last one: what is shown of it is then left as it is. */

/** `fresh`, with every part of it that says the same as in `known` taken from there. */
export function kept<T>(known: unknown, fresh: T): T {
  if (known === fresh || typeof fresh !== 'object' || fresh === null || typeof known !== 'object' || known === null) return fresh;
  if (Array.isArray(fresh) !== Array.isArray(known)) return fresh;
  const before = known as Record<string, unknown>;
  const now = fresh as Record<string, unknown>;
  const keys = Object.keys(now);
  let isSame = keys.length === Object.keys(before).length;
  for (const key of keys) {
    now[key] = kept(before[key], now[key]);
    isSame &&= now[key] === before[key];
  }
  return isSame ? (known as T) : fresh;
}
