/** What lies over the window, and where the keyboard can be sent. */
import type { Picture } from '../api/wire/Picture';

/** Photos over the whole window. */
export interface Gallery {
  article: string;
  title: string;
  source: string;
  /** The article's, as a BCP 47 tag; empty where unknown. */
  language: string;
  photos: Picture[];
  index: number;
}

/** Where the focus can be sent; a view that is not there has no place. */
export interface Places {
  row?: () => void;
  article?: () => void;
  search?: () => void;
  /** The field that finds words in the article, with what is selected there. */
  find?: () => void;
  /** Moves the article by a screenful; false where it ends. */
  page?: (by: number) => boolean;
  /** The story of the front page `step` places on; the one the keyboard was on where that is 0. `opens` opens it, the first where the keyboard was on none. */
  story?: (step: number, opens?: boolean) => void;
}

/** What stands in the window's place for pages. */
export type Page = 'front' | 'list' | 'edition' | 'rates' | 'weather' | 'settings' | 'sync' | 'notices';
