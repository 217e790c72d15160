/// <reference types="vite/client" />
/// <reference types="svelte" />

/** `npm run dev -- --mode fake` with QAZET_FAKE_PHOTOS set: photographs are served from that folder. */
declare const __FAKE_PHOTOS__: boolean;
