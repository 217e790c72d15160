/** Русский: как набрана статья, поиск в ней, как ею поделиться; клавиши и команды. */
import type { Messages } from '../en';
import { counted, number } from '../numbers';

export const reading: Messages['reading'] = {
  title: 'Вид текста',
  face: 'Шрифт',
  faces: { serif: 'С засечками', sans: 'Без засечек', system: 'Системный' },
  size: 'Размер',
  line: 'Высота строки',
  width: 'Ширина строки',
  still: 'Без движения',
  stillHint: 'Даже если система его разрешает.',
  sample:
    'Газету читают не спеша: строка за строкой, с чашкой чая под рукой. Подберите шрифт, размер и ширину так, чтобы глаза о них забыли; так будут набраны все статьи.',
  pixels: (count) => `${count} пкс`,
};

export const diagnosis: Messages['diagnosis'] = {
  title: 'Диагностика',
  hint: 'Версии, настройки и последние ошибки одним текстом: для сообщения о неполадке.',
  named: 'С названиями и адресами источников и вашим городом',
  copy: 'Скопировать диагностику',
  copied: 'Диагностика в буфере обмена.',
};

export const find: Messages['find'] = {
  title: 'Найти в статье',
  of: (at, count) => `${number('ru', at)} из ${number('ru', count)}`,
  none: 'Не найдено',
  next: 'Следующее совпадение',
  previous: 'Предыдущее совпадение',
  close: 'Закрыть',
};

export const share: Messages['share'] = {
  title: 'Поделиться',
  link: 'Скопировать ссылку',
  headline: 'Скопировать заголовок и ссылку',
  copied: 'Заголовок и ссылка скопированы',
  mail: 'Электронная почта',
};

export const palette: Messages['palette'] = {
  title: 'Перейти или сделать',
  hint: 'Статья, источник, настройка или действие',
  articles: 'Статьи',
  sources: 'Источники',
  views: 'Разделы',
  actions: 'Действия и настройки',
  none: 'Ничего с таким названием нет',
  choose: 'выбрать',
  open: 'открыть',
  close: 'закрыть',
  found: (count) => counted('ru', count, { one: 'совпадение', few: 'совпадения', many: 'совпадений', other: 'совпадения' }),
};

export const keys: Messages['keys'] = {
  title: 'Клавиши',
  list: 'В ленте',
  anywhere: 'Везде',
  inArticle: 'В статье',
  preset: 'Клавиши как в',
  reset: 'Вернуть как было',
  hint: 'Нажмите на клавишу, чтобы назначить вместо неё другую.',
  press: 'Нажмите клавишу; Esc оставит прежнюю',
  change: (what) => `Сменить клавишу: ${what}`,
  taken: (key, what) => `${key} уже занята: ${what}`,
  takenHint: (what) => `Назначить ей вместо этого: ${what}?`,
  take: 'Да, назначить',
  does: {
    article_next: 'следующая статья или строка', article_previous: 'предыдущая статья или строка',
    row_next: 'следующая строка', row_previous: 'предыдущая строка', open: 'открыть статью', mark_all: 'отметить всё прочитанным', source_next: 'следующий источник', source_previous: 'предыдущий источник',
    page_next: 'листать, затем следующее непрочитанное', page_previous: 'листать назад', unread_next: 'следующее непрочитанное',
    star: 'в избранное', save: 'отложить', toggle_read: 'прочитано, не прочитано', gallery: 'галерея', outside: 'открыть в браузере', mail: 'отправить по почте', larger: 'крупнее', smaller: 'мельче', find: 'найти в статье', print: 'напечатать',
    palette: 'перейти или сделать', search: 'поиск', front: 'первая полоса', today: 'новости за сегодня', all: 'вся лента', unread: 'непрочитанное', starred: 'избранное', saved: 'сохранённое', photo_reports: 'фоторепортажи', edition: 'выпуск', rates: 'курсы', weather: 'погода', add: 'добавить источник', save_page: 'сохранить любую страницу по адресу', sync: 'обновить',
    settings: 'настройки', back: 'назад', help: 'этот список',
  },
};
