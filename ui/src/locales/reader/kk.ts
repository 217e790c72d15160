/** Қазақша: мақала қалай теріледі, одан қалай іздейді, немен бөліседі; пернелер мен әрекеттер. */
import type { Messages } from '../en';
import { counted, number } from '../numbers';

export const reading: Messages['reading'] = {
  title: 'Мәтін көрінісі',
  face: 'Қаріп',
  faces: { serif: 'Кертікті', sans: 'Кертіксіз', system: 'Жүйелік' },
  size: 'Өлшемі',
  line: 'Жол биіктігі',
  width: 'Жол ені',
  still: 'Қозғалыссыз',
  stillHint: 'Жүйе рұқсат етсе де.',
  sample:
    'Газетті асықпай оқиды: жол артынан жол, қолда бір кесе шай. Қаріпті, өлшемі мен енін көз байқамайтындай етіп таңдаңыз; барлық мақала солай теріледі.',
  pixels: (count) => `${count} пкс`,
};

export const diagnosis: Messages['diagnosis'] = {
  title: 'Диагностика',
  hint: 'Нұсқалар, баптаулар мен соңғы қателер бір мәтінде: ақау туралы хабарға.',
  named: 'Дереккөздердің атауы мен мекенжайы және қалаңыз қоса',
  copy: 'Диагностиканы көшіру',
  copied: 'Диагностика алмасу буферінде.',
};

export const find: Messages['find'] = {
  title: 'Мақаладан табу',
  of: (at, count) => `${number('kk', at)} / ${number('kk', count)}`,
  none: 'Табылмады',
  next: 'Келесі сәйкестік',
  previous: 'Алдыңғы сәйкестік',
  close: 'Жабу',
};

export const share: Messages['share'] = {
  title: 'Бөлісу',
  link: 'Сілтемені көшіру',
  headline: 'Тақырып пен сілтемені көшіру',
  copied: 'Тақырып пен сілтеме көшірілді',
  mail: 'Электрондық пошта',
};

export const palette: Messages['palette'] = {
  title: 'Өту не орындау',
  hint: 'Мақала, дереккөз, баптау не әрекет',
  articles: 'Мақалалар',
  sources: 'Дереккөздер',
  views: 'Бөлімдер',
  actions: 'Әрекеттер мен баптаулар',
  none: 'Мұндай атау жоқ',
  choose: 'таңдау',
  open: 'ашу',
  close: 'жабу',
  found: (count) => counted('kk', count, { other: 'сәйкестік' }),
};

export const keys: Messages['keys'] = {
  title: 'Пернелер',
  list: 'Тізімде',
  anywhere: 'Барлық жерде',
  inArticle: 'Мақалада',
  preset: 'Пернелер үлгісі',
  reset: 'Бұрынғыға қайтару',
  hint: 'Басқа перне тағайындау үшін перненің өзін басыңыз.',
  press: 'Пернені басыңыз; Esc бұрынғысын қалдырады',
  change: (what) => `Пернені ауыстыру: ${what}`,
  taken: (key, what) => `${key} бос емес: ${what}`,
  takenHint: (what) => `Оның орнына мына әрекет бола ма: ${what}?`,
  take: 'Иә, болсын',
  does: {
    article_next: 'келесі мақала не жол', article_previous: 'алдыңғы мақала не жол',
    row_next: 'келесі жол', row_previous: 'алдыңғы жол', open: 'мақаланы ашу', mark_all: 'бәрін оқылды деп белгілеу', source_next: 'келесі дереккөз', source_previous: 'алдыңғы дереккөз',
    page_next: 'ары қарай, сосын келесі оқылмаған', page_previous: 'кері парақтау', unread_next: 'келесі оқылмаған',
    star: 'таңдаулыға қосу', save: 'кейінге қалдыру', toggle_read: 'оқылды, оқылмады', gallery: 'галерея', outside: 'браузерде ашу', mail: 'поштамен жіберу', larger: 'ірірек әріп', smaller: 'ұсақтау әріп', find: 'мақаладан табу', print: 'басып шығару',
    palette: 'өту не орындау', search: 'іздеу', front: 'бірінші бет', today: 'бүгінгі жаңалықтар', all: 'барлық жаңалық', unread: 'оқылмаған', starred: 'таңдаулы', saved: 'сақталған', photo_reports: 'фоторепортаждар', edition: 'шығарылым', rates: 'бағамдар', weather: 'ауа райы', add: 'дереккөз қосу', save_page: 'кез келген бетті мекенжайымен сақтау', sync: 'жаңарту',
    settings: 'баптаулар', back: 'артқа', help: 'осы тізім',
  },
};
