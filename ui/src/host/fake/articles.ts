/** Invented news in three languages, with everything a real paper sends: long headlines, none, no picture, no text. */
import type { Article } from '../../api/wire/Article';
import type { Picture } from '../../api/wire/Picture';

/** The fake engine's clock. */
export const NOW = '2026-11-23T03:39:00Z';

const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

export function picture(hash: string, caption = '', credit = ''): Picture {
  return { url: `https://example.kz/${hash}.jpg`, caption, credit, hash: hash.startsWith('absent') ? null : hash, width: 1200, height: 750 };
}

const blank: Article = {
  id: '', title: '', link: '', feed: 'f1', source: '', published: NOW, lead: '', state: 'complete', photos: 0, pictures: 0, read: false, hidden: false, starred: false,
  saved: false, changed: null, language: 'ru', minutes: 3, thumbnail: null, byline: '', published_text: '', site_name: '', section: '', sources: 1, picture: null,
  html: '', text: '', photo_report: [], photo_reports: [], related: [], videos: [], enclosures: [], elsewhere: [], beside: [], revisions: 0, reason: '',
};

let count = 0;
function article(minutes: number, feed: string, source: string, title: string, rest: Partial<Article> = {}): Article {
  const id = String(100 + ++count);
  const shown = rest.picture ?? null;
  return {
    ...blank,
    id,
    link: `https://${feed}.example.kz/${id}`,
    feed,
    source,
    title,
    published: minutesAgo(minutes),
    thumbnail: shown?.hash ?? null,
    pictures: shown ? 1 : 0,
    html: `<p>${(rest.lead ?? title) || 'Текст без заголовка и лида.'}</p><p>Подробности сообщим позже.</p>`,
    ...rest,
  };
}

const autumn = ['gorge', 'stream', 'sunset', 'seeds', 'steppe', 'storm', 'trail', 'bridge', 'clay', 'brushes', 'camera', 'fig'].map((name, i) =>
  picture(
    name,
    i === 3 ? '' : ['Лиственницы держат цвет дольше берёз: через неделю сюда придёт первый снег, и тропу закроют до апреля.', 'Ручей под моренным валом.', 'Рассвет над седловиной.'][i % 3],
    'Фото: Айтзол Берасатеги'.slice(6),
  ),
);

const trailHtml = `
<p>Разметку начали ещё прошлой осенью. Каждые двести метров на камнях появляется белая полоса с бирюзовым кантом: её видно и в сумерках, и в снегопад. До конца ноября готовы пятьдесят два километра, остальное ждёт весны.</p>
<p>Самый трудный отрезок — осыпь за вторым перевалом. Здесь тропу уводят выше, по старой скотопрогонной дороге, о которой вспомнили пастухи. <a href="https://maps.example.kz/old-road">Карту этих дорог</a> составили ещё в пятидесятых, и она лежала в районном архиве.</p>
<blockquote><p>Мы не прокладываем новое. Мы находим то, по чему здесь ходили всегда, и просим гору не обижаться.</p><footer>Бауыржан Оспанов, лесник, тридцать лет на хребте</footer></blockquote>
<h2>Четыре ночи наверху</h2>
<p>Приютов будет три, четвёртая ночь — в палатке у озера. Домики собирают внизу и поднимают вертолётом за один день, чтобы не ранить склон дорогой. Место в приюте обойдётся в 4500 ₸, школьникам и спасателям — бесплатно.</p>
<figure><img src="/media/stream" alt="Ручей под мореной"><figcaption>Ручей под мореной пересохнет к сентябрю.</figcaption></figure>
<ul><li>Первый переход: 18 км, набор 1100 м.</li><li>Второй переход: 22 км по гребню.</li><li>Третий и четвёртый: спуск к озеру и дальше в долину.</li></ul>
<p>Первую группу поведут в середине июня. Записаться можно будет с весны, по двадцать человек в день: больше гребень не выдержит.</p>
<figure><img src="/media/missing-map" alt="Схема маршрута"><figcaption>Схема маршрута.</figcaption></figure>`;

/** `play.articles` says how many, `play.pictures` that there is none. */
export function fakeArticles(play = new URLSearchParams()): Article[] {
  const wanted = Number(play.get('articles') ?? 255);
  const list = newspaper(Math.max(wanted - 15, 0)).slice(0, wanted);
  return play.get('pictures') === 'none' ? list.map((each) => ({ ...each, picture: null, thumbnail: null, pictures: 0, photos: 0, photo_report: [] })) : list;
}

/** Fifteen articles with everything, and `chronicle` of a plain kind. */
function newspaper(chronicle: number): Article[] {
  count = 0;
  const list: Article[] = [
    article(42, 'f1', 'Степной вестник', 'Над городом соединят тропы: семьдесят километров по гребню без единого спуска', {
      lead: 'К июню волонтёры и лесники разметят последний участок. Пройти весь хребет можно будет за четыре дня, ночуя в новых приютах.',
      byline: 'Айгуль Серикова', section: 'Алматы', published_text: '2026-11-23T08:02:00+05:00', minutes: 6, starred: true, changed: minutesAgo(12), revisions: 1, beside: [{ kind: 'weather', of: 'almaty' }, { kind: 'rate', of: 'USD' }],
      picture: picture('trail', 'Участок под перевалом: снег здесь сходит только к концу мая.', 'Айтзол Берасатеги'), html: trailHtml,
      photo_reports: [{ title: 'Последнее золото ущелья: неделя до снега', url: 'https://f2.example.kz/103', article: '103' }],
      videos: [{ url: 'https://youtube.com/watch?v=x', provider: 'youtube', poster: 'bridge' }],
      enclosures: [
        { url: 'https://f1.example.kz/sound/trail-talk.mp3', type: 'audio/mpeg', bytes: 48_200_000, seconds: 3723 },
        { url: 'https://f1.example.kz/files/%D0%9A%D0%B0%D1%80%D1%82%D0%B0%20%D1%82%D1%80%D0%BE%D0%BF%D1%8B%20%D0%BE%D1%82%20%D0%BF%D0%B5%D1%80%D0%B5%D0%B2%D0%B0%D0%BB%D0%B0%20%D0%B4%D0%BE%20%D0%BE%D0%B7%D0%B5%D1%80%D0%B0.pdf', type: 'application/pdf', bytes: 1_900_000, seconds: null },
      ],
      related: [
        { title: 'Холодный фронт идёт с запада: к четвергу в степи до минус восемнадцати', url: 'https://f3.example.kz/102', article: '102' },
        { title: '«Мы ходили здесь с картой деда»: разговор с разметчиком', url: 'https://www.steppe.example.kz/talk', article: null },
        { title: 'Снежный барс вышел к фотоловушке у озера', url: 'https://alatau.example.kz/leopard', article: null },
      ],
    }),
    article(61, 'f3', 'Дала ньюс', 'Холодный фронт идёт с запада: к четвергу в степи до минус восемнадцати', {
      lead: 'Метель накроет север в ночь на среду; трассы обещают закрывать заранее.', changed: minutesAgo(20), picture: picture('storm', 'Фронт над трассой.', ''), minutes: 3,
    }),
    article(75, 'f2', 'Алатау сегодня', 'Последнее золото ущелья: неделя до снега', {
      lead: 'Фотограф провёл в ущелье семь рассветов подряд.', picture: picture('gorge', 'Лиственницы.', 'Айтзол Берасатеги'), photos: 12, pictures: 12, photo_report: autumn, minutes: 1, html: '',
    }),
    article(130, 'f5', 'Тенге и рынок', 'Доллар дорожает третий день подряд: что отвечают обменники', { minutes: 4 }),
    article(190, 'f6', 'Станция', 'Поезд из Алматы в Актау станет быстрее на шесть часов', { minutes: 2, read: true, state: 'text' }),
    article(195, 'f7', 'Дала жаршысы', 'Қала үстіндегі соқпақтар қосылады: жетпіс шақырым жол бір де төмен түспей, қырқамен өтеді', {
      language: 'kk', lead: 'Еріктілер мен орманшылар соңғы бөлігін маусымға дейін белгілеп шығады. Бүкіл жотаны төрт күнде жүріп өтуге болады.', minutes: 6, byline: 'Айгүл Серікова',
      picture: picture('trail', 'Асу астындағы бөлік: мұнда қар мамырдың соңында ғана ериді.', 'Айтзол Берасатеги'), published_text: '2026-11-23T05:24:00+05:00',
      html: '<p>Белгілеу жұмысы былтырғы күзде басталған. Әр екі жүз метр сайын тастарда көгілдір жиекті ақ жолақ пайда болады: ол іңірде де, қар жауғанда да көрінеді.</p>',
    }),
    article(200, 'f8', 'The Steppe Herald', 'Herders’ patterns shape boots for the Moon', { language: 'en', lead: 'The sole repeats the cut of winter shoes: it keeps warm and does not slip.', picture: picture('astronaut', 'A fitting.', 'NASA'), minutes: 7 }),
    article(240, 'f1', 'Степной вестник', 'Ветропарк под Джангельды дал первый ток', { read: true, picture: picture('sunset'), minutes: 3 }),
    article(260, 'f4', 'Каспий и Арал', '', { lead: '', minutes: 0, state: 'headline', html: '', read: false }),
    article(300, 'f4', 'Каспий и Арал', 'Порт принял первый контейнерный поезд, но разгружать его пришлось у соседей: как одна недостроенная ветка длиной в четыре километра третий год держит весь восточный берег и почему её до сих пор никто не берётся достроить', { minutes: 0, state: 'failed', html: '', lead: 'Страница не прочлась, но лид пришёл с лентой.' }),
    article(1160, 'f9', 'Книжная полка', 'Кошка из архива стала героиней книги', { picture: picture('cat', 'Кошка Марта.', 'Книжная полка'), minutes: 5, saved: true }),
    article(1230, 'f10', 'Восточный телеграф', 'Озёра вокруг старых дворцов очистят от ила', { picture: picture('pagoda'), minutes: 4 }),
    article(1270, 'f6', 'Станция', 'Ночной поезд вернётся на побережье', { read: true, minutes: 2 }),
    article(1330, 'f11', 'Звук', 'Новый голос домбры: альбом недели', { read: true, minutes: 3 }),
    article(1400, 'f12', 'Городские хроники', 'Кофейня, где платят стихами, пережила третью зиму', { picture: picture('coffee'), minutes: 6 }),
  ];
  for (let i = 0; i < chronicle; i++) {
    const feed = ['f1', 'f2', 'f3', 'f8'][i % 4] ?? 'f1';
    const source = ['Степной вестник', 'Алатау сегодня', 'Дала ньюс', 'The Steppe Herald'][i % 4] ?? '';
    const names = ['steppe', 'seeds', 'rocket', 'clay', 'brushes', 'fig', 'camera', 'bridge'];
    const title = i % 4 === 3 ? `Old stations get a second life, part ${i}` : `Хроника района, выпуск ${i}: что изменилось за неделю`;
    list.push(article(1500 + i * 37, feed, source, title, { language: i % 4 === 3 ? 'en' : 'ru', read: i % 3 === 0, picture: i % 2 ? picture(names[i % 8] ?? 'fig') : null, minutes: 1 + (i % 7), ...(i < 20 && i % 6 === 5 && { photos: 12 + i, photo_report: autumn }) }));
  }
  return list;
}
