/** What the reader took away can be put back: every such act says so at the foot of the window. */
import type { App } from './app.svelte';

export function sayGone(app: App, name: string, putBack: () => void) {
  app.toasts.show({ text: app.t.words.gone({ name }), tone: 'done', undo: putBack });
}
