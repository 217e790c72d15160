/** English: how an article is set, found in and passed on; keys and the palette. */
import { counted, number } from '../numbers';

export const reading = {
  title: 'Look of texts',
  face: 'Letters',
  faces: { serif: 'Serif', sans: 'Sans', system: 'System' },
  size: 'Size',
  line: 'Line height',
  width: 'Line width',
  still: 'Nothing moves',
  stillHint: 'Also where the system allows movement.',
  sample:
    'A paper is read slowly: one line after the other, with a cup of tea at hand and nobody in a hurry. Set the letters, the lines and the width so that your eyes forget them; every article follows.',
  pixels: (count: number) => `${count} px`,
};

export const diagnosis = {
  title: 'Diagnostics',
  hint: 'Versions, settings and the last errors as a text, for a report of a fault.',
  named: 'With names and addresses of sources, and your city',
  copy: 'Copy diagnostics',
  copied: 'Diagnostics are on the clipboard.',
};

export const find = {
  title: 'Find in the article',
  of: (at: number, count: number) => `${number('en', at)} of ${number('en', count)}`,
  none: 'Not found',
  next: 'Next match',
  previous: 'Previous match',
  close: 'Close',
};

export const share = {
  title: 'Share',
  link: 'Copy link',
  headline: 'Copy headline and link',
  copied: 'Headline and link copied',
  mail: 'E-mail',
};

export const palette = {
  title: 'Go to or do',
  hint: 'Article, source, setting or action',
  articles: 'Articles',
  sources: 'Sources',
  views: 'Views',
  actions: 'Actions and settings',
  none: 'Nothing is called that',
  choose: 'choose',
  open: 'open',
  close: 'close',
  found: (count: number) => counted('en', count, { one: 'match', other: 'matches' }),
};

export const keys = {
  title: 'Keyboard shortcuts',
  list: 'In the list',
  anywhere: 'Anywhere',
  inArticle: 'In an article',
  preset: 'Keys as in',
  reset: 'Undo my changes',
  hint: 'Press a key here to put its work on another one.',
  press: 'Press a key; Esc leaves it',
  change: (what: string) => `Change the key: ${what}`,
  taken: (key: string, what: string) => `${key} already does: ${what}`,
  takenHint: (what: string) => `Shall it do this instead: ${what}?`,
  take: 'Yes, instead',
  does: {
    article_next: 'next article or row', article_previous: 'previous article or row',
    row_next: 'next row', row_previous: 'previous row', open: 'open the article', mark_all: 'mark all as read', source_next: 'next source', source_previous: 'previous source',
    page_next: 'scroll on, then next unread', page_previous: 'scroll back', unread_next: 'next unread',
    star: 'star', save: 'save for later', toggle_read: 'read, unread', gallery: 'gallery', outside: 'open in browser', mail: 'send by e-mail', larger: 'larger letters', smaller: 'smaller letters', find: 'find in the article', print: 'print',
    palette: 'go to or do', search: 'search', front: 'front page', today: 'today’s news', all: 'all news', unread: 'unread', starred: 'starred', saved: 'saved', photo_reports: 'photo reports', edition: 'edition', rates: 'rates', weather: 'weather', add: 'add a source', save_page: 'save any page by its address', sync: 'update now',
    settings: 'settings', back: 'back', help: 'this list',
  },
};
