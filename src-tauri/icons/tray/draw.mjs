/**
 * Draws the pictures of the tray from the app's own, with and without the dot of what is not read:
 *
 *     node src-tauri/icons/tray/draw.mjs
 *
 * Needs ui/node_modules and a Chromium. 96 pixels are a whole multiple of 16, 24, 32 and 48, and enough for a panel at 300 %.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { launch } from '../../../ui/e2e/browser.mjs';

const SIZE = 96;
const here = (name) => new URL(name, import.meta.url);
const app = await readFile(here('../app.svg'), 'utf8');
const [letter, tail] = [...app.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d);

/** The letter fills a panel's square, and its hairlines are drawn stronger: at 16 pixels they would be gone. */
const bare = (ink, accent) => `<g transform="translate(94.4 -62.8) scale(1.16)" stroke-linejoin="round">
<path fill="${ink}" stroke="${ink}" stroke-width="34" d="${letter}"/><path fill="${accent}" stroke="${accent}" stroke-width="20" d="${tail}"/></g>`;
const tile = app.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');

/** The dot stands free: around it the picture is cut away. */
const [X, Y, R, GAP] = [848, 180, 168, 60];
const dotted = (drawing, dot) => `<mask id="free"><rect width="1024" height="1024" fill="#fff"/><circle cx="${X}" cy="${Y}" r="${R + GAP}" fill="#000"/></mask>
<g mask="url(#free)">${drawing}</g><circle cx="${X}" cy="${Y}" r="${R}" fill="${dot}"/>`;

const drawings = {
  dark: [bare('#1d1b18', '#006b77'), '#c2410c'],
  light: [bare('#eeeeee', '#5ac6d0'), '#ff8a5b'],
  template: [bare('#000000', '#000000'), '#000000'],
  tile: [tile, '#c2410c'],
};
const browser = await launch();
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
for (const [name, [drawing, dot]] of Object.entries(drawings)) {
  for (const [ending, content] of [['', drawing], ['-unread', dotted(drawing, dot)]]) {
    await page.setContent(`<style>html, body { margin: 0 }</style><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024" width="${SIZE}" style="display: block">${content}</svg>`);
    await writeFile(here(`${name}${ending}.png`), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
