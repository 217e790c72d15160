/**
 * What the first sight needs is asked for by the page itself, before a script or a style has been read: the window's code and its styles, and the
 * files of both faces that hardly any page does without (Latin for figures and spaces, Cyrillic whole for Kazakh).
 */
import type { Plugin } from 'vite';

const WINDOW = 'window';
const FACES = /\/(?:inter|source-serif-4)-(?:latin|cyrillic|cyrillic-ext)-(?:wght|opsz)-normal-[^/]*\.woff2$/;
const FACES_COUNT = 6;
/** Most of the window's code runs at once: a browser that understands compiles it whole, beside the page's thread, and not piece by piece in it. */
const ALL_CALLED = '//# allFunctionsCalledOnLoad\n';

export function preloads(): Plugin {
  return {
    name: 'qazet-preloads',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.name === WINDOW) file.code = ALL_CALLED + file.code;
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: entry }) {
        const files = Object.values(bundle);
        const window = files.find((file) => file.type === 'chunk' && file.name === WINDOW);
        const faces = files.map((file) => file.fileName).filter((file) => FACES.test(file));
        if (window?.type !== 'chunk' || !entry || faces.length !== FACES_COUNT) throw new Error('the window or the faces have other names now, and would not be asked for in time');
        const code = new Set([...entry.imports, window.fileName, ...window.imports].filter((file) => file !== entry.fileName));
        const styles = [...(window.viteMetadata?.importedCss ?? [])];
        const link = (file: string, attributes: Record<string, string | boolean>) => ({ tag: 'link', attrs: { ...attributes, crossorigin: true, href: `./${file}` }, injectTo: 'head' as const });
        return [...styles.map((file) => link(file, { rel: 'stylesheet' })), ...[...code].map((file) => link(file, { rel: 'modulepreload' })), ...faces.map((file) => link(file, { rel: 'preload', as: 'font', type: 'font/woff2' }))];
      },
    },
  };
}
