/** An article on its way to somebody else: plain addresses that open outside, and nothing that loads by itself. */
import type { Article } from '../api/wire/Article';
import type { App } from './app.svelte';

/** Where a headline and its link can be sent. */
export function shareAddresses(title: string, link: string): Record<'mail' | 'Telegram' | 'WhatsApp' | 'X' | 'Facebook', string> {
  const [text, url, both] = [title, link, `${title}\n${link}`].map(encodeURIComponent);
  return {
    mail: `mailto:?subject=${text}&body=${both}`,
    Telegram: `https://t.me/share/url?url=${url}&text=${text}`,
    WhatsApp: `https://wa.me/?text=${both}`,
    X: `https://x.com/intent/post?text=${text}&url=${url}`,
    Facebook: `https://www.facebook.com/sharer/sharer.php?u=${url}`,
  };
}

/** The acts of sharing, for a menu. */
export function shareActs(app: App, { title, link }: Pick<Article, 'title' | 'link'>): { text: string; run: () => void }[] {
  const { t } = app;
  const copy = async (text: string, said: string) => {
    const copied = await app.try(() => navigator.clipboard.writeText(text).then(() => true));
    if (copied) app.toasts.show({ text: said, tone: 'done' });
  };
  return [
    { text: t.share.link, run: () => void copy(link, t.article.copied) },
    { text: t.share.headline, run: () => void copy(`${title}\n${link}`, t.share.copied) },
    ...Object.entries(shareAddresses(title, link)).map(([name, url]) => ({ text: name === 'mail' ? t.share.mail : name, run: () => void app.openLink(url, null) })),
  ];
}

/** So long a passage is a quotation and keeps its source; a word or two is not. */
const QUOTATION = 40;

/** A copied passage with where it is from; `null` where the browser's own copy will do. */
export function quoted(passage: string, { title, source, link }: Pick<Article, 'title' | 'source' | 'link'>): { text: string; html: string } | null {
  const words = passage.trim();
  if (words.length < QUOTATION || link === '') return null;
  const from = [source, title].filter(Boolean).join(', ');
  const paragraphs = words.split(/\n+/).map((line) => `<p>${escaped(line)}</p>`);
  return { text: `${words}\n\n${from}\n${link}`, html: `${paragraphs.join('')}<p><a href="${escaped(link)}">${escaped(from)}</a></p>` };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
