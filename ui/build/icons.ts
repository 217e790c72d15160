/**
 * Lucide's icons as plain drawings. The library's own component puts each shape together from data, with every attribute
 * open to change; a row of the timeline has four of them, and a list would spend most of its time on that.
 */
import type { Plugin } from 'vite';

const ICON = /@lucide\/svelte\/dist\/icons\/([a-z0-9-]+)\.svelte$/;

type Shape = [tag: string, attributes: Record<string, string>];

export function icons(): Plugin {
  return {
    name: 'qazet-icons',
    enforce: 'pre',
    // What Vite packs in advance would not come by here.
    config: () => ({ optimizeDeps: { exclude: ['@lucide/svelte'] } }),
    transform(code, id) {
      const name = ICON.exec(id)?.[1];
      return name === undefined ? undefined : { code: drawing(name, shapesIn(code, name)), map: null };
    },
  };
}

/** The shapes that the library's component `code` draws. */
function shapesIn(code: string, name: string): Shape[] {
  const found = /const iconData = (\{.*\});/.exec(code)?.[1];
  if (found === undefined) throw new Error(`@lucide/svelte writes its icons another way now: ${name} has no iconData`);
  return (JSON.parse(found) as { node: Shape[] }).node;
}

function drawing(name: string, shapes: Shape[]): string {
  const inside = shapes.map(([tag, attributes]) => `<${tag} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(' ')} />`);
  return `<script>let { size, strokeWidth, fill } = $props();</script>
<svg class="lucide-icon lucide-${name}" width={size ?? 24} height={size ?? 24} viewBox="0 0 24 24" fill={fill ?? 'none'} stroke-width={strokeWidth ?? 2} aria-hidden="true">${inside.join('')}</svg>`;
}
