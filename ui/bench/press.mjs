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

/** Articles count from the oldest, so that later ones leave the others as they are. */
function feed(number, articles, newest) {
  const items = Array.from({ length: articles }, (_, back) => {
    const i = newest - back;
    const next = numbers(number * 100_003 + i);
    const at = new Date(Date.UTC(2026, 10, 20, 5) - (articles - i) * 211 * 60_000 - number * 60_000).toUTCString();
    const text = Array.from({ length: 8 }, () => `<p>${sentence(next, 45)}.</p>`).join('');
    return `<item><title>${sentence(next, 9)} ${i}</title><link>http://news.example/${number}/${i}</link><guid isPermaLink="false">${number}-${i}</guid><pubDate>${at}</pubDate><description><![CDATA[${text}]]></description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Газета ${number}</title><link>http://news.example/</link>${items.join('')}</channel></rss>`;
}

/** Serves `sources` feeds of `articles` each, on `port` or any free one. */
export async function openPress(sources, articles, port = 0) {
  let newest = articles;
  const server = createServer((request, response) => {
    const number = Number(/^\/feed\/(\d+)$/.exec(request.url)?.[1] ?? -1);
    if (number < 0) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'application/rss+xml' }).end(feed(number, newest === articles ? articles : 40, newest));
  });
  server.listen(port, '0.0.0.0');
  await once(server, 'listening');
  const at = server.address().port;
  const outlines = Array.from({ length: sources }, (_, i) => `<outline type="rss" text="Газета ${i}" xmlUrl="http://127.3.${i >> 8}.${(i & 255) + 1}:${at}/feed/${i}"/>`);
  return {
    port: at,
    opml: `<opml version="2.0"><body>${outlines.join('')}</body></opml>`,
    /** Every source has `count` more articles from now on. */
    publish: (count) => (newest += count),
    close: () => server.close(),
  };
}
