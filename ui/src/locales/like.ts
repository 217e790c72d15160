/** Catalogues of the other languages, as they are built (`build/messages.ts`): what is said, without the names of it. */

/** `said` under the names that `english` has, in their order; what has names of its own inside is a list of the same kind. */
export function like<T extends object>(english: T, said: readonly unknown[]): T {
  const named = Object.entries(english).map(([key, example], i) => [key, isNamed(example) ? like(example, said[i] as unknown[]) : said[i]]);
  return Object.fromEntries(named) as T;
}

function isNamed(example: unknown): example is object {
  return typeof example === 'object' && example !== null && !Array.isArray(example);
}
