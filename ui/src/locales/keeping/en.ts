/** English: what is kept here, saved for later, and made into files. */
import { counted } from '../numbers';

const n = (count: number, one: string, other: string) => counted('en', count, { one, other });

export const keeping = {
  kind: 'What',
  count: 'How many',
  size: 'Size',
  days: 'Keep read ones for',
  limit: 'At most',
  noLimit: 'No limit',
  kinds: { texts: 'Articles', pictures: 'Pictures', photo_reports: 'Photo reports' },
  hint: 'Starred and saved ones are kept for ever, and what you have read stays marked. Beyond “at most” the oldest leave first, read ones before unread.',
  clear: 'Clear',
  clearTitle: { texts: 'Clear read articles', pictures: 'Clear pictures', photo_reports: 'Clear photo reports' },
  clearHint: {
    texts: (size: string) => `All articles that you have read leave the disk with their texts and pictures; their texts take ${size}. Unread, starred and saved ones stay.`,
    pictures: (size: string) => `${size} of pictures leave the disk. Texts stay, and so do the pictures of starred and saved articles. The others are not fetched again by themselves.`,
    photo_reports: (size: string) => `${size} of photos leave the disk. Captions stay, and so do the photos of starred and saved reports. The others are not fetched again by themselves.`,
  },
  cleared: (size: string) => `${size} freed`,
};

export const later = {
  title: 'Save a page for later',
  add: 'Save a page by its address',
  address: 'Address of the page',
  hint: 'Any article on the web, also of sites you do not follow. It is saved with its text and pictures.',
  saving: 'Reading the page…',
  known: 'This page was here already; it is saved now',
  outcomes: {
    read: 'The page is saved',
    waits: 'The address is saved; the text comes as soon as the site can be reached',
    closed: 'The address is saved, but the site keeps the text back',
    failed: 'The address is saved, but no article was found there',
  },
  instead: 'Save this page for later instead',
};

export const files = {
  label: 'Files',
  acts: { audio: 'Listen', video: 'Watch', file: 'Open the file' },
  saveAs: 'Save as a file',
  saveList: 'Save this list as a book (EPUB)',
  formats: {
    epub: ['Book, EPUB', 'With pictures, for e-readers and phones'],
    html: ['Web page, HTML', 'One file with its pictures'],
    markdown: ['Text, Markdown', 'For notes; pictures stay on the site'],
  } as Record<'epub' | 'html' | 'markdown', [string, string]>,
  making: 'Putting the file together…',
  saved: (name: string) => `Saved: ${name}`,
  savedMany: (name: string, count: number) => `Saved: ${name}, ${n(count, 'article', 'articles')}`,
};
