/** The interface is always mounted, never hydrated: what Svelte has for taking over pages of a server is left out. */
import type { Plugin } from 'vite';

const HYDRATION = /svelte\/src\/internal\/client\/dom\/hydration\.js/;
const FLAG = 'export let hydrating = false;';
const SETTING = 'hydrating = value;';

export function mounted(): Plugin {
  return {
    name: 'qazet-mounted',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!HYDRATION.test(id)) return undefined;
      if (!code.includes(FLAG) || !code.includes(SETTING)) throw new Error('Svelte hydrates another way now: build/mounted.ts can go');
      return { code: code.replace(FLAG, FLAG.replace('let', 'const')).replace(SETTING, ''), map: null };
    },
  };
}
