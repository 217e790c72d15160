/** d3-shape makes all its curves when it is read, in one file. Qazet draws straight lines: what makes the others is marked as pure, and left out. */
import type { Plugin } from 'vite';

const SHAPES = /d3-shape\/dist\/d3-shape\.mjs/;
const MADE = '= (function custom(';

export function curves(): Plugin {
  return {
    name: 'qazet-curves',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!SHAPES.test(id)) return undefined;
      if (!code.includes(MADE)) throw new Error('d3-shape makes its curves another way now: build/curves.ts can go');
      return { code: code.replaceAll(MADE, MADE.replace('=', '= /* @__PURE__ */')), map: null };
    },
  };
}
