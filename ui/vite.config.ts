/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vite';
import { curves } from './build/curves';
import { icons } from './build/icons';
import { mounted } from './build/mounted';
import { preloads } from './build/preloads';

/** The class that keeps a component's styles to itself; Svelte's own name for it is twice as long, and stands in every line of markup. */
const cssHash = ({ hash, css }: { hash: (text: string) => string; css: string }) => `s${hash(css).slice(0, 5)}`;

// `--mode fake` serves the interface on invented news (src/host/fake.ts). QAZET_FAKE_PHOTOS may name a folder of
// photographs to show in it; without it the pictures are drawn.
export default defineConfig(({ mode }) => ({
  plugins: [curves(), icons(), mounted(), preloads(), svelte({ compilerOptions: { cssHash } }), svelteTesting()],
  base: './',
  publicDir: mode === 'fake' ? (process.env.QAZET_FAKE_PHOTOS ?? false) : 'public',
  define: {
    __FAKE_PHOTOS__: JSON.stringify(mode === 'fake' && process.env.QAZET_FAKE_PHOTOS !== undefined),
  },
  build: {
    target: ['chrome111', 'safari16.4'],
    // Nothing inline: the content security policy allows files of our own only.
    assetsInlineLimit: 0,
    // The page asks for the window's code itself (build/preloads.ts).
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1' },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test_setup.ts'],
    // A whole window in jsdom takes its time where the machine is busy.
    testTimeout: 20_000,
  },
}));
