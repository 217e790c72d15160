/** All that the front page can do without: it is read once the front page is drawn, or when the reader wants some of it. */
export { default as FirstRun } from './FirstRun.svelte';
export { default as Overlays } from './Overlays.svelte';
export { default as Panes } from './Panes.svelte';
