import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/api/wire/', 'src/locales/messages.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
      '@typescript-eslint/no-explicit-any': 'error',
      // One file knows the app's host (invariant 1).
      'no-restricted-imports': ['error', { patterns: [{ group: ['@tauri-apps/*'], message: 'Only host/tauri.ts knows Tauri.' }] }],
      // Text from outside is never written as HTML; the one place that shows sanitized HTML is parts/prose.ts.
      'svelte/no-at-html-tags': 'error',
      // Most sets and dates here are values, replaced and never changed.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['src/host/tauri.ts'], rules: { 'no-restricted-imports': 'off' } },
  // The end-to-end runner tells its reader what passed.
  { files: ['e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
);
