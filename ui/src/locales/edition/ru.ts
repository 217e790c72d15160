/** Русский: выпуски. */
import type { Messages } from '../en';
import { bytes, counted, number, percent } from '../numbers';
import type { Forms } from '../plural';

const n = (count: number, forms: Forms) => counted('ru', count, forms);
const size = (count: number) => bytes('ru', count);
const articles = (count: number) => n(count, { one: 'статья', few: 'статьи', many: 'статей', other: 'статьи' });
/** Для скольких: «для 3 статей». */
const forArticles = (count: number) => n(count, { one: 'статьи', other: 'статей' });
const pictures = (count: number) => n(count, { one: 'снимок', few: 'снимка', many: 'снимков', other: 'снимка' });
const forPictures = (count: number) => n(count, { one: 'снимка', other: 'снимков' });

export const edition: Messages['edition'] = {
  intro: 'Лучшее из вашей газеты в дорогу: сначала тексты, потом снимки, потом фоторепортажи — сколько вместит отведённое место.',
  never: 'Выпуск ещё не собран',
  neverHint: 'Первым входит непрочитанное и свежее, и всё открывается без сети.',
  budget: 'Место',
  budgetOf: (count) => size(count),
  pack: 'Собрать',
  again: 'Собрать заново',
  stop: 'Остановить',
  stopping: 'Останавливается…',
  resume: 'Продолжить',
  open: 'Открыть выпуск',
  book: 'Сохранить книгой (EPUB)',
  packed: (age) => `Собран ${age}`,
  packing: 'Собирается…',
  steps: { sync: 'Опрос источников', texts: 'Тексты', pictures: 'Снимки' },
  progress: (done, of) => `${number('ru', done)} из ${number('ru', of)}`,
  packedBytes: (count, budget) => `${size(count)} из ${size(budget)}`,
  politely: 'У каждого сайта спрашивается по одному, поэтому нужно время. Читать пока можно.',
  articles: 'Статьи',
  reports: 'Фоторепортажи',
  pictures: 'Снимки',
  size: 'На диске',
  ofBudget: (count) => `из ${size(count)}`,
  smaller: (came, kept, share) => `Снимки пришли весом ${size(came)}, занимают ${size(kept)}: на ${percent('ru', share)} меньше.`,
  notSmaller: (kept) => `Снимки занимают ${size(kept)}: они и пришли небольшими.`,
  allIn: 'Вошло всё: ничего не пришлось оставить.',
  leftOut: (count) => `Не хватило места для ${forArticles(count)}.`,
  picturesLeftOut: (count) => `Не хватило места для ${forPictures(count)} из вошедших статей.`,
  missing: (count) => `${pictures(count)} не удалось получить у сайтов.`,
  show: 'Показать',
  more: 'С большим местом войдут и они.',
  sources: 'По источникам',
  source: 'Источник',
  share: 'Статьи',
  bytes: 'Размер',
  staleTitle: (count) => `После этого выпуска: ${articles(count)}`,
  staleHint: 'Новая сборка возьмёт их; то, что уже здесь, заново не скачивается.',
  stoppedTitle: 'Сборка не закончена',
  stoppedHint: 'Собранное открывается без сети. Продолжение скачает только недостающее.',
  failedTitle: 'Сборка прервалась',
  offlineTitle: 'Нет сети',
  offlineHint: 'Этот выпуск собран из того, что уже было на диске.',
  offlineNow: 'Сейчас можно собрать то, что есть на диске; остальному нужна сеть.',
  empty: 'Выпуск пуст',
  emptyHint: 'Соберите его, и он откроется здесь без сети.',
  nothingLeft: 'Ничего не осталось за бортом',
  weight: 'Доля в выпусках',
  weightHint: 'Сколько места в выпуске у этого источника рядом с другими.',
  weights: { none: 'Без него', less: 'Меньше', usual: 'Обычная', more: 'Больше' },
  pictureSize: 'Размер снимков',
  pictureSizeHint: 'Длинная сторона, не больше. Большие уменьшаются; в выпуске все сжимаются плотнее.',
  pixels: (count) => `${number('ru', count)} пикс.`,
};
