/** The sources of the measurements: feeds of invented words, one on each loopback host, so that nobody waits for anybody. */
import { createServer } from 'node:http';
import { once } from 'node:events';

const WORDS = 'мост река степь город ветер поезд снег утро рынок школа дорога море гора свет книга хлеб озеро сад день год новый первый открыли строят готовят обсудили назвали показали вернули'.split(' ');

/** The same numbers every time. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function sentence(next, length) {
  const words = Array.from({ length }, () => WORDS[next(WORDS.length)]).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function feed(number, articles) {
  const next = numbers(number + 1);
  const items = Array.from({ length: articles }, (_, i) => {
    const at = new Date(Date.UTC(2026, 10, 20, 6) - (i * 211 + number) * 60_000).toUTCString();
    const text = Array.from({ length: 8 }, () => `<p>${sentence(next, 45)}.</p>`).join('');
    return `<item><title>${sentence(next, 9)} ${i}</title><link>http://news.example/${number}/${i}</link><guid isPermaLink="false">${number}-${i}</guid><pubDate>${at}</pubDate><description><![CDATA[${text}]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Газета ${number}</title><link>http://news.example/</link>${items.join('')}</channel></rss>`;
}

/** Serves `sources` feeds of `articles` each; `pages` are other answers by path. */
export async function openPress(sources, articles, pages) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const page = pages.get(path);
    if (page) {
      response.writeHead(200, { 'Content-Type': page.type }).end(page.body);
      return;
    }
    const number = Number(/^\/feed\/(\d+)$/.exec(path)?.[1] ?? -1);
    if (number < 0) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'application/rss+xml' }).end(feed(number, articles));
  });
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  const { port } = server.address();
  const outlines = Array.from({ length: sources }, (_, i) => `<outline type="rss" text="Газета ${i}" xmlUrl="http://127.3.${i >> 8}.${(i & 255) + 1}:${port}/feed/${i}"/>`);
  return { origin: `http://127.0.0.1:${port}`, opml: `<opml version="2.0"><body>${outlines.join('')}</body></opml>`, close: () => server.close() };
}
