/** Which folders of the sidebar are folded. It is of this window and no fact of the library. */
import { SvelteSet } from 'svelte/reactivity';

const REMEMBERED = 'folded';

export function rememberedFolds(): SvelteSet<string> {
  const names: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? '[]');
  return new SvelteSet(Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []);
}

export function rememberFolds(folded: ReadonlySet<string>) {
  localStorage.setItem(REMEMBERED, JSON.stringify([...folded]));
}
