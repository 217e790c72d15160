//! Notices through the whole path: feeds that the test prints, a host that keeps what it is handed, manual time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use api::wire::{
    NoticeRules, Notices, PauseFor, Place, QuietHours, Settings, Tray, TrayAct, TrayEntry, Watch,
};
use api::{Event, Mark, Request, Response};
use e2e::{Paper, Told};
use engine::Scope;
use jiff::SignedDuration;
use model::Presence;
use newsroom::Page;

const HOSTS: &[&str] = &[
    "one.example",
    "two.example",
    "three.example",
    "four.example",
];
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A reader of four feeds, whose first sync is over, and what the reader was told.
struct Desk {
    paper: Paper,
    told: Told,
    printed: Vec<Vec<String>>,
}

impl Desk {
    /// With rules that hold nothing back, and bells that ring for everything.
    async fn open() -> Self {
        let told = Told::default();
        let paper = Paper::of_hosts(HOSTS).await.notify(told.clone()).await;
        let mut desk = Self {
            paper,
            told,
            printed: vec![vec![]; HOSTS.len()],
        };
        for (place, host) in HOSTS.iter().enumerate() {
            desk.print(place, &["Первая новость этого источника", "Вторая новость"]);
            let text = format!(
                "<opml><body><outline text='{host}' xmlUrl='https://{host}/feed'/></body></opml>"
            );
            desk.paper
                .ask(Request::ImportOpml {
                    file: text.into_bytes(),
                })
                .await;
        }
        desk.choose(|rules| (rules.cap, rules.gap, rules.quiet) = (0, 0, vec![]))
            .await;
        desk.ring("all").await;
        desk.paper.sync(Scope::Now).await;
        assert_eq!(
            desk.told.titles(),
            [""; 0],
            "the first sync of a source is silent"
        );
        desk
    }

    /// A source says these too from now on.
    fn print(&mut self, place: usize, titles: &[&str]) {
        let now = self.paper.engine.now();
        for title in titles {
            self.add(
                place,
                title,
                &format!("https://{}/{title}", HOSTS[place]),
                now,
                "",
            );
        }
    }

    fn add(&mut self, place: usize, title: &str, link: &str, at: jiff::Timestamp, more: &str) {
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000");
        self.printed[place].insert(
            0,
            format!("<item><title>{title}</title><link>{}</link><guid>{}{title}</guid><pubDate>{date}</pubDate>{more}<description>Подробности.</description></item>", link.replace(' ', "-"), HOSTS[place]),
        );
        let feed = format!(
            "<rss version='2.0'><channel><title>{}</title><language>ru</language>{}</channel></rss>",
            HOSTS[place],
            self.printed[place].concat()
        );
        self.paper
            .newsroom()
            .print(HOSTS[place], "/feed", Page::feed(feed));
    }

    async fn sync(&self) -> Vec<String> {
        self.paper.pass(HOUR);
        self.paper.sync(Scope::Now).await;
        self.told.titles()
    }

    async fn choose(&self, change: impl FnOnce(&mut NoticeRules)) {
        let mut settings = self.settings().await;
        change(&mut settings.notices);
        self.set(settings).await;
    }

    async fn set(&self, settings: Settings) {
        let request = Request::SetSettings(Box::new(settings));
        self.paper.ask(request).await;
    }

    async fn settings(&self) -> Settings {
        match self.paper.ask(Request::Settings).await {
            Response::Settings(settings) => settings,
            other => panic!("{other:?}"),
        }
    }

    async fn ring(&self, bell: &str) {
        for feed in self.paper.library().await.feeds {
            let (id, bell) = (feed.id, bell.to_owned());
            self.paper.ask(Request::SetBell { id, bell }).await;
        }
    }

    async fn ask(&self, request: Request) -> Notices {
        match self.paper.ask(request).await {
            Response::Notices(notices) => notices,
            other => panic!("{other:?}"),
        }
    }

    async fn watch(&self, text: &str, kind: &str, mute: bool, until: Option<String>) -> Notices {
        self.ask(Request::AddWatch(Watch {
            id: String::new(),
            kind: kind.to_owned(),
            text: text.to_owned(),
            mute,
            until,
        }))
        .await
    }

    fn present(&self, change: impl FnOnce(&mut Presence)) {
        let mut presence = Presence::default();
        change(&mut presence);
        self.paper.engine.set_presence(presence);
    }

    async fn look(&self) -> Vec<String> {
        self.paper.engine.look_at_notices().await.unwrap();
        self.told.titles()
    }
}

fn night() -> Vec<QuietHours> {
    vec![QuietHours {
        days: vec![1, 2, 3, 4, 5, 6, 7],
        from: "23:00".to_owned(),
        to: "07:00".to_owned(),
    }]
}

#[tokio::test(flavor = "multi_thread")]
async fn up_to_three_headlines_come_alone_and_more_as_one_digest() {
    let mut desk = Desk::open().await;
    desk.print(0, &["Открыли мост через реку", "Кошку сняли с дерева"]);
    desk.print(1, &["Цены на яблоки упали"]);
    let mut titles = desk.sync().await;
    titles.sort();
    assert_eq!(
        titles,
        [
            "Кошку сняли с дерева",
            "Открыли мост через реку",
            "Цены на яблоки упали"
        ]
    );

    for place in 0..4 {
        desk.print(place, &[&format!("Событие номер {place}")]);
    }
    desk.paper.pass(HOUR);
    desk.paper.sync(Scope::Now).await;
    let told = desk.told.so_far();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].title, "Новое: 4");
    assert_eq!(told[0].body.lines().count(), 4);
    assert_eq!(told[0].article, None, "a click opens the window");
    assert_eq!(desk.sync().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_names_source_and_article_and_offers_buttons() {
    let mut desk = Desk::open().await;
    let evil = "Пожар &#x202e;рядом\u{7f} с \n рынком";
    desk.add(
        0,
        evil,
        "https://one.example/fire",
        desk.paper.engine.now(),
        "<category>Срочно</category>",
    );
    desk.paper.pass(HOUR);
    desk.paper.sync(Scope::Now).await;
    let told = desk.told.so_far();
    assert_eq!(told[0].title, "Пожар рядом с рынком");
    assert_eq!(told[0].body, "one.example · срочно\nПодробности.");
    let buttons: Vec<&str> = told[0]
        .actions
        .iter()
        .map(|(_, words)| words.as_str())
        .collect();
    assert_eq!(
        buttons,
        ["Открыть", "Прочитать позже", "Заглушить источник"]
    );
    let article = told[0].article.unwrap().to_string();
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(listed[0].article.as_deref(), Some(article.as_str()));
    assert_eq!(
        (listed[0].reason.as_str(), listed[0].fate.as_str()),
        ("urgent", "shown")
    );
    assert_eq!(desk.paper.article(&article).await.row.id, article);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_twice_whatever_feeds_do_and_across_a_restart() {
    let mut desk = Desk::open().await;
    let now = desk.paper.engine.now();
    desk.add(
        0,
        "Через реку открыли мост",
        "https://one.example/bridge",
        now,
        "",
    );
    assert_eq!(desk.sync().await.len(), 1);
    // The same address with tracking at another source, the same title at a third, a changed text, a new guid.
    desk.add(
        1,
        "Мост открыт",
        "https://one.example/bridge?utm_source=two",
        now,
        "",
    );
    desk.add(
        2,
        "Через реку открыли мост!",
        "https://three.example/b",
        now,
        "",
    );
    desk.printed[0][0] = desk.printed[0][0]
        .replace("Подробности", "Новые подробности")
        .replace("<guid>", "<guid>v2-");
    desk.print(0, &[]);
    let again = desk.printed[0][0].clone();
    desk.printed[0].remove(0);
    desk.printed[0].push(again);
    desk.print(3, &["Совсем другое событие дня"]);
    assert_eq!(desk.sync().await, ["Совсем другое событие дня"]);

    let told = desk.told.clone();
    let paper = desk.paper.notify(told.clone()).await;
    let mut desk = Desk { paper, ..desk };
    desk.add(
        3,
        "Через реку открыли мост",
        "https://four.example/c",
        now,
        "",
    );
    assert_eq!(desk.sync().await, [""; 0]);
    for _ in 0..5 {
        assert_eq!(desk.sync().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_the_reader_was_away_is_told_once() {
    let mut desk = Desk::open().await;
    let states: [fn(&mut Presence); 3] = [
        |presence| presence.locked = true,
        |presence| presence.full_screen = true,
        |presence| presence.do_not_disturb = true,
    ];
    for (round, state) in states.into_iter().enumerate() {
        desk.present(state);
        desk.print(0, &[&format!("Утренняя новость {round}")]);
        assert_eq!(desk.sync().await, [""; 0]);
        desk.print(1, &[&format!("Дневная новость {round}")]);
        assert_eq!(desk.sync().await, [""; 0]);
        assert_eq!(desk.look().await, [""; 0]);
        desk.present(|_| {});
        assert_eq!(desk.look().await, ["Пока вас не было: 2"], "{round}");
        assert_eq!(desk.look().await, [""; 0]);
    }
    // One alone says what it is.
    desk.present(|presence| presence.locked = true);
    desk.print(0, &["Одна новость"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.present(|_| {});
    assert_eq!(desk.look().await, ["Одна новость"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_focused_window_shows_news_itself_and_nothing_comes_later() {
    let mut desk = Desk::open().await;
    desk.present(|presence| presence.focused = true);
    desk.print(0, &["Новость на глазах"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.present(|_| {});
    assert_eq!(desk.look().await, [""; 0]);
    assert_eq!(desk.sync().await, [""; 0]);
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(
        (listed[0].fate.as_str(), listed[0].because.as_str()),
        ("dropped", "focused")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_hold_the_night_and_the_morning_tells_it_once() {
    let mut desk = Desk::open().await;
    desk.choose(|rules| rules.quiet = night()).await;
    // 12 o'clock in Almaty; to 23.
    desk.paper.pass(HOUR * 11);
    desk.print(0, &["Ночная новость"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.print(1, &["Вторая ночная новость"]);
    assert_eq!(desk.sync().await, [""; 0]);
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(listed[0].because, "quiet_hours");
    desk.paper.pass(HOUR * 7);
    assert_eq!(desk.look().await, ["Пока вас не было: 2"]);
    assert_eq!(desk.look().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn urgent_news_passes_the_night_only_where_the_reader_allows_it() {
    let mut desk = Desk::open().await;
    desk.choose(|rules| rules.quiet = night()).await;
    desk.paper.pass(HOUR * 11);
    let now = desk.paper.engine.now();
    desk.add(
        0,
        "Землетрясение разбудило город",
        "https://one.example/1",
        now,
        "<category>Срочно</category>",
    );
    assert_eq!(desk.sync().await, [""; 0]);
    desk.choose(|rules| rules.urgent_passes = true).await;
    let now = desk.paper.engine.now();
    desk.add(0, "Срочно: второй толчок", "https://one.example/2", now, "");
    desk.print(1, &["Рецепт пирога"]);
    assert_eq!(desk.sync().await, ["Срочно: второй толчок"]);
    desk.present(|presence| presence.locked = true);
    let now = desk.paper.engine.now();
    desk.add(
        0,
        "Срочно: третий толчок за ночь",
        "https://one.example/3",
        now,
        "",
    );
    assert_eq!(desk.sync().await, [""; 0], "nobody reads a locked screen");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_sources_at_once_are_important_and_told_once() {
    let mut desk = Desk::open().await;
    desk.ring("important").await;
    desk.print(
        0,
        &[
            "Рецепт пирога",
            "Сильное землетрясение магнитудой пять произошло близ Алматы",
        ],
    );
    desk.print(1, &["Близ Алматы произошло землетрясение магнитудой пять"]);
    assert_eq!(desk.sync().await, [""; 0], "two sources are no burst");
    desk.print(2, &["Землетрясение магнитудой пять ощутили жители Алматы"]);
    assert_eq!(desk.sync().await.len(), 1);
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(
        (listed[0].reason.as_str(), listed[0].detail.as_str()),
        ("burst", "3")
    );
    desk.print(
        3,
        &["Землетрясение магнитудой пять произошло близ Алматы ночью"],
    );
    assert_eq!(
        desk.sync().await,
        [""; 0],
        "the fourth source tells nothing new"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cap_ends_a_day_and_midnight_begins_the_next() {
    let mut desk = Desk::open().await;
    desk.choose(|rules| rules.cap = 2).await;
    for (number, shown) in [(1, 1), (2, 1), (3, 0), (4, 0)] {
        desk.print(0, &[&format!("Новость дня номер {number}")]);
        assert_eq!(desk.sync().await.len(), shown, "{number}");
    }
    let notices = desk.ask(Request::Notices).await;
    assert_eq!(notices.today, 2);
    assert_eq!(notices.recent[0].because, "cap");
    desk.paper.pass(HOUR * 8);
    desk.print(0, &["Новость следующего дня"]);
    assert_eq!(desk.sync().await, ["Новость следующего дня"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_gap_gathers_what_comes_too_soon() {
    let mut desk = Desk::open().await;
    desk.choose(|rules| rules.gap = 180).await;
    desk.print(0, &["Первая"]);
    assert_eq!(desk.sync().await, ["Первая"]);
    desk.print(0, &["Вторая"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.print(1, &["Третья"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.paper.pass(HOUR);
    let mut later = desk.look().await;
    later.sort();
    assert_eq!(
        later,
        ["Вторая", "Третья"],
        "nobody was away: they come as they are"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bells_watches_and_mutes_decide_what_is_important() {
    let mut desk = Desk::open().await;
    desk.ring("important").await;
    let feeds = desk.paper.library().await.feeds;
    let silent = feeds.iter().find(|feed| feed.url.contains("four")).unwrap();
    desk.paper
        .ask(Request::SetBell {
            id: silent.id.clone(),
            bell: "none".to_owned(),
        })
        .await;
    let watches = desk.watch("Алматы", "place", false, None).await.watches;
    let end = desk.paper.engine.now() + HOUR * 3;
    desk.watch("футбол", "words", true, Some(end.to_string()))
        .await;
    desk.print(0, &["Рецепт пирога", "Новый парк в Алматинской области"]);
    desk.print(1, &["В Алматы прошёл матч по футболу"]);
    desk.print(3, &["Из Алматы в горы пустят автобус"]);
    assert_eq!(desk.sync().await, ["Новый парк в Алматинской области"]);
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(
        (listed[0].reason.as_str(), listed[0].detail.as_str()),
        ("watch", "Алматы")
    );

    desk.paper.pass(HOUR * 3);
    desk.print(1, &["Алматы ждёт финал футбола"]);
    assert_eq!(desk.sync().await.len(), 1, "the mute has ended");
    desk.ask(Request::RemoveWatch {
        id: watches[0].id.clone(),
    })
    .await;
    desk.print(1, &["Алматы готовится к зиме"]);
    assert_eq!(desk.sync().await, [""; 0]);

    let empty = Request::AddWatch(Watch {
        id: String::new(),
        kind: "words".to_owned(),
        text: " …".to_owned(),
        mute: false,
        until: None,
    });
    let refused = api::dispatch(&desk.paper.engine, empty).await.unwrap_err();
    assert!(
        refused.message.contains("watches for nothing"),
        "{}",
        refused.message
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn old_news_and_clocks_that_jump_tell_nothing() {
    let mut desk = Desk::open().await;
    let now = desk.paper.engine.now();
    desk.add(
        0,
        "Давняя новость",
        "https://one.example/old",
        now - HOUR * 30,
        "",
    );
    assert_eq!(desk.sync().await, [""; 0]);
    // A battery was empty: the clock is a year ahead, then right again.
    desk.paper.pass(HOUR * 24 * 365);
    desk.print(1, &["Новость через год"]);
    assert_eq!(
        desk.sync().await,
        [""; 0],
        "a clock that jumped so far is not believed at once"
    );
    desk.paper.clock.set(now + HOUR * 2);
    desk.paper.newsroom().set_now(now + HOUR * 2);
    desk.paper.sync(Scope::Now).await;
    assert_eq!(desk.told.titles(), [""; 0]);
    desk.print(2, &["Новость этого часа"]);
    assert_eq!(desk.sync().await, ["Новость этого часа"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_holds_everything_until_it_ends() {
    let mut desk = Desk::open().await;
    let paused = desk
        .ask(Request::PauseNotices {
            how_long: PauseFor::Hour,
        })
        .await
        .paused;
    assert_eq!(paused, (desk.paper.engine.now() + HOUR).to_string());
    let tomorrow = desk
        .ask(Request::PauseNotices {
            how_long: PauseFor::Tomorrow,
        })
        .await
        .paused;
    assert_eq!(tomorrow, "2026-11-20T19:00:00Z", "midnight in Almaty");
    desk.ask(Request::PauseNotices {
        how_long: PauseFor::UntilResumed,
    })
    .await;
    desk.print(0, &["Новость в тишине", "Ещё одна новость в тишине"]);
    assert_eq!(desk.sync().await, [""; 0]);
    // It outlives the program.
    let told = desk.told.clone();
    let paper = desk.paper.notify(told).await;
    let desk = Desk { paper, ..desk };
    assert_eq!(desk.ask(Request::Notices).await.paused, "resumed");
    assert_eq!(desk.look().await, [""; 0]);
    let resumed = desk
        .ask(Request::PauseNotices {
            how_long: PauseFor::Nothing,
        })
        .await;
    assert_eq!(resumed.paused, "");
    assert_eq!(desk.told.titles(), ["Пока вас не было: 2"]);
}

async fn tray(desk: &Desk) -> Tray {
    match desk.paper.ask(Request::Tray).await {
        Response::Tray(tray) => tray,
        other => panic!("{other:?}"),
    }
}

/// The entry of the pauses: what it says, and what can be chosen there.
async fn pauses(desk: &Desk) -> (String, Vec<String>) {
    let menu = tray(desk).await.menu;
    let entry = menu.into_iter().find_map(|entry| match entry.act {
        TrayAct::Open(below) => Some((entry.text, below.into_iter().map(|one| one.text).collect())),
        _ => None,
    });
    entry.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_of_the_tray_says_how_long_notices_are_paused() {
    let desk = Desk::open().await;
    let times = ["На час", "До завтра", "Пока не включу"];
    let (text, below) = pauses(&desk).await;
    assert_eq!(text, "Поставить уведомления на паузу");
    assert_eq!(below, times);
    let pause = |how_long| desk.paper.ask(Request::PauseNotices { how_long });
    pause(PauseFor::Hour).await;
    let (text, below) = pauses(&desk).await;
    assert_eq!(text, "Уведомления на паузе до 12:00");
    assert_eq!(below[..2], ["Включить уведомления", ""]);
    assert_eq!(below[2..], times);
    desk.paper.pass(HOUR);
    assert_eq!(pauses(&desk).await.1, times, "a pause ends by itself");
    pause(PauseFor::Tomorrow).await;
    assert_eq!(pauses(&desk).await.0, "Уведомления на паузе до 21.11 00:00");
    assert!(tray(&desk).await.until_s <= 600);
    pause(PauseFor::UntilResumed).await;
    assert_eq!(pauses(&desk).await.0, "Уведомления на паузе");
    pause(PauseFor::Nothing).await;
    assert_eq!(pauses(&desk).await.1, times);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_of_the_tray_has_the_newest_stories_and_what_is_not_read() {
    let mut desk = Desk::open().await;
    let headlines = |tray: &Tray| -> Vec<TrayEntry> {
        let is_article = |entry: &&TrayEntry| matches!(entry.act, TrayAct::Go(Place::Article(_)));
        tray.menu.iter().filter(is_article).cloned().collect()
    };
    let texts = |tray: &Tray| -> Vec<String> {
        headlines(tray)
            .into_iter()
            .map(|entry| entry.text)
            .collect()
    };
    let first = tray(&desk).await;
    assert_eq!(texts(&first).len(), 2, "four sources tell two stories");
    assert!(first.has_unread);
    assert_eq!(first.tooltip, "Непрочитанных: 8, за сегодня: 8");

    let long = "Холодный фронт идёт с запада: к четвергу в степи до минус восемнадцати";
    let numbered: Vec<String> = (0..6)
        .map(|number| format!("Событие номер {number}"))
        .collect();
    let mut titles: Vec<&str> = numbered.iter().map(String::as_str).collect();
    titles.extend([long, "Обратный \u{202e}ход & «кавычки»"]);
    desk.paper.pass(HOUR);
    desk.print(0, &titles);
    desk.sync().await;
    let after = tray(&desk).await;
    let lines = texts(&after);
    assert_eq!(lines.len(), 8, "the menu has room for so many: {lines:?}");
    assert!(
        lines.contains(&"Холодный фронт идёт с запада: к четвергу в степи до минус…".to_owned()),
        "cut at the end of a word: {lines:?}"
    );
    assert!(
        lines.contains(&"Обратный ход & «кавычки»".to_owned()),
        "nothing turns the letters: {lines:?}"
    );

    let calm = Settings {
        unread_numbers: false,
        ..desk.settings().await
    };
    desk.set(calm).await;
    let quiet = tray(&desk).await;
    assert_eq!((quiet.has_unread, quiet.tooltip.as_str()), (false, "Qazet"));
    let names: Vec<&str> = quiet.menu.iter().map(|entry| entry.text.as_str()).collect();
    assert!(names.contains(&"Непрочитанное"), "{names:?}");
    desk.set(Settings {
        unread_numbers: true,
        ..desk.settings().await
    })
    .await;
    desk.paper
        .ask(Request::MarkAllRead {
            view: api::View::All,
        })
        .await;
    let read = tray(&desk).await;
    assert!(!read.has_unread);
    assert!(read.menu.contains(&TrayEntry {
        text: "Непрочитанных: 0".to_owned(),
        act: TrayAct::Go(Place::Unread),
    }));
    let last: Vec<&str> = read.menu.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(
        last[last.len() - 8..],
        [
            "Непрочитанных: 0",
            "Обновить сейчас",
            "Поставить уведомления на паузу",
            "",
            "Первая полоса",
            "Настройки",
            "",
            "Выйти из Qazet"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sync_without_a_desktop_brings_is_told_by_the_app() {
    let mut desk = Desk::open().await;
    let told = desk.told.clone();
    desk.paper = desk.paper.notify(engine::ports::NoNotifier).await;
    desk.print(0, &["Новость из cron", "Ещё одна новость из cron"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.paper = desk.paper.notify(told).await;
    assert_eq!(desk.look().await, ["Пока вас не было: 2"]);
    assert_eq!(desk.look().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn rates_pass_the_same_gate() {
    let desk = Desk::open().await;
    let mut settings = desk.settings().await;
    settings.rate_watches = vec!["USD 0.0001%".to_owned()];
    settings.notices.quiet = night();
    desk.paper
        .ask(Request::SetSettings(Box::new(settings)))
        .await;
    desk.paper.pass(HOUR * 12);
    desk.paper.ask(Request::Rates { refresh: true }).await;
    assert_eq!(desk.told.titles(), [""; 0], "it is midnight");
    let listed = desk.ask(Request::Notices).await.recent;
    assert_eq!(
        (listed[0].kind.as_str(), listed[0].fate.as_str()),
        ("rate", "waiting")
    );
    desk.paper.pass(HOUR * 8);
    let told = desk.look().await;
    assert!(
        told.len() == 1 && told[0].starts_with("1 USD = "),
        "{told:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_hears_of_notices_and_a_saved_article_stays() {
    let mut desk = Desk::open().await;
    let mut events = desk.paper.engine.events();
    desk.print(0, &["Новость для окна"]);
    desk.paper.pass(HOUR);
    desk.paper.sync(Scope::Now).await;
    let mut heard = Vec::new();
    while let Ok(event) = events.try_recv() {
        heard.push(Event::from(event));
    }
    assert!(heard.contains(&Event::NoticesChanged), "{heard:?}");
    let article = desk.told.so_far()[0].article.unwrap().to_string();
    let ids = vec![article.clone()];
    desk.paper
        .ask(Request::Mark {
            ids,
            mark: Mark::Save,
        })
        .await;
    assert!(desk.paper.article(&article).await.row.saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_has_the_picture_of_its_article_unless_pictures_cost_too_much() {
    let mut desk = Desk::open().await;
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(640, 480)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    let picture = Page::new("image/png", bytes.into_inner());
    desk.paper.newsroom().print(HOSTS[0], "/a.png", picture);
    let more = "<enclosure url='https://one.example/a.png' type='image/png' length='1'/>";
    let mut told = async |title: &str, metered: bool| {
        let mut settings = desk.settings().await;
        settings.always_metered = metered;
        desk.paper
            .ask(Request::SetSettings(Box::new(settings)))
            .await;
        let (now, link) = (
            desk.paper.engine.now(),
            format!("https://one.example/{title}"),
        );
        desk.add(0, title, &link, now, more);
        desk.paper.pass(HOUR);
        desk.paper.sync(Scope::Now).await;
        desk.told.so_far().remove(0).picture
    };
    assert_eq!(told("Без снимка", true).await, None);
    let hash = told("Со снимком", false).await.expect("a picture");
    assert!(desk.paper.engine.media(&hash).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_looks_at_the_same_moment_tell_what_waited_once() {
    let mut desk = Desk::open().await;
    for round in 0..8 {
        desk.present(|presence| presence.locked = true);
        desk.print(
            0,
            &[
                &format!("Первая новость {round}"),
                &format!("Вторая новость {round}"),
            ],
        );
        assert_eq!(desk.sync().await, [""; 0]);
        desk.present(|_| {});
        let look = || {
            let engine = desk.paper.engine.clone();
            tokio::spawn(async move { engine.look_at_notices().await.unwrap() })
        };
        let (one, other) = tokio::join!(look(), look());
        one.unwrap();
        other.unwrap();
        assert_eq!(desk.told.titles(), ["Пока вас не было: 2"], "{round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_is_not_told_once_nobody_wants_it_any_more() {
    let mut desk = Desk::open().await;
    let feeds = desk.paper.library().await.feeds;
    let id_of = |host: &str| {
        let feed = feeds.iter().find(|feed| feed.url.contains(host));
        feed.unwrap().id.clone()
    };
    let bell = |host: &str, bell: &str| Request::SetBell {
        id: id_of(host),
        bell: bell.to_owned(),
    };
    desk.paper.ask(bell("four", "important")).await;
    let watches = desk.watch("Тараз", "place", false, None).await.watches;
    desk.present(|presence| presence.locked = true);
    desk.print(0, &["Новость, которую прочли", "Новость, которую скрыли"]);
    desk.print(1, &["Новость источника, который замолчал"]);
    desk.print(2, &["Новость о футболе", "Новость, которую ещё ждут"]);
    desk.print(3, &["В Таразе открыли парк"]);
    assert_eq!(desk.sync().await, [""; 0]);
    let rows = desk.paper.rows(api::View::All).await;
    for (end, mark) in [("прочли", Mark::Read), ("скрыли", Mark::Hide)] {
        let row = rows.iter().find(|row| row.title.ends_with(end));
        let ids = vec![row.unwrap().id.clone()];
        desk.paper.ask(Request::Mark { ids, mark }).await;
    }
    desk.paper.ask(bell("two", "none")).await;
    desk.watch("футбол", "words", true, None).await;
    let id = watches[0].id.clone();
    desk.ask(Request::RemoveWatch { id }).await;
    desk.present(|_| {});
    assert_eq!(desk.look().await, ["Новость, которую ещё ждут"]);
    let listed = desk.ask(Request::Notices).await.recent;
    let mut because: Vec<&str> = listed.iter().map(|row| row.because.as_str()).collect();
    because.sort_unstable();
    assert_eq!(
        because,
        ["", "read", "unwanted", "unwanted", "unwanted", "unwanted"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_travel_with_the_reader() {
    let mut desk = Desk::open().await;
    desk.choose(|rules| rules.quiet = night()).await;
    let zone = |name: &str| jiff::tz::TimeZone::get(name).unwrap();
    // Noon in Almaty is two o'clock at night in New York.
    desk.paper.clock.travel(zone("America/New_York"));
    desk.print(0, &["Новость из дома"]);
    assert_eq!(desk.sync().await, [""; 0]);
    desk.paper.clock.travel(zone("Asia/Almaty"));
    assert_eq!(desk.look().await, ["Новость из дома"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_word_almaty_is_watched_for_as_the_place_it_is() {
    let mut desk = Desk::open().await;
    desk.ring("important").await;
    desk.watch("Алматы", "words", false, None).await;
    desk.print(0, &["В алматинском метро новая станция", "Рецепт пирога"]);
    desk.print(1, &["Алматыда жаңа мектеп ашылды"]);
    let mut titles = desk.sync().await;
    titles.sort();
    assert_eq!(
        titles,
        [
            "Алматыда жаңа мектеп ашылды",
            "В алматинском метро новая станция"
        ]
    );
}
