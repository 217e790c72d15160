//! Real input through the whole path: pages, feeds, rates and weather of real publishers are synced over HTTP, and asked for as the interface
//! does. Literal expectations.
//!
//! `QAZET_REFERENCE` names the folder they are in; without it every test says so and passes. With it a missing file fails.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;

use api::wire::{Article, ArticleRow, ArticleState, Rates, Settings};
use api::{Request, Response, View};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The folder of reference files.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("QAZET_REFERENCE").map(|path| PathBuf::from(path).join("data"));
    if folder.is_none() {
        println!("reference: not present");
    }
    folder
}

fn file(name: &str) -> Vec<u8> {
    let path = folder().unwrap().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

async fn add(paper: &Paper, typed: &str) -> api::wire::Feed {
    let (url, folder) = (typed.to_owned(), String::new());
    match paper
        .ask(Request::AddFeed {
            url,
            folder,
            login: None,
            proxy: None,
        })
        .await
    {
        Response::FeedAdded(feed) => feed,
        other => panic!("{other:?}"),
    }
}

// Lists.

/// A list page, added as a reader would type it: so many articles, each with an absolute link, and these titles.
async fn check_list(
    typed: &str,
    time: &str,
    count: usize,
    expected: &[(&str, &str)],
) -> Vec<ArticleRow> {
    let Some(folder) = folder() else {
        return Vec::new();
    };
    let paper = Paper::with(time, Some(&folder)).await;
    let feed = add(&paper, typed).await;
    assert_eq!(feed.kind, "site");
    let rows = paper.rows(View::Feed(feed.id.clone())).await;
    assert_eq!(rows.len(), count, "{typed}");
    let links: BTreeSet<&str> = rows.iter().map(|row| row.link.as_str()).collect();
    assert_eq!(links.len(), count, "{typed}: distinct");
    for row in &rows {
        let host = url::Url::parse(&row.link)
            .unwrap()
            .host_str()
            .unwrap()
            .to_owned();
        assert!(
            row.link.starts_with("https://tengri") && host.ends_with(".kz"),
            "{}",
            row.link
        );
        assert!(row.title.chars().count() > 10, "{row:?}");
        assert!(
            ["ru", "kk"].contains(&row.language.as_str()),
            "{}",
            row.title
        );
    }
    for (title, link) in expected {
        let row = rows.iter().find(|row| row.link == *link);
        assert_eq!(row.map(|row| row.title.as_str()), Some(*title), "{link}");
    }
    paper.pass(DAY);
    let report = paper.sync(Scope::Now).await;
    assert_eq!(
        (report.failed, report.articles_updated),
        (0, 0),
        "{:?}",
        report.outcomes
    );
    if feed.url != "https://tengrinews.kz/" {
        assert_eq!(
            report.articles_new, 0,
            "{typed}: the same list, nothing new"
        );
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn the_news_list_of_2024_gives_its_20_articles() {
    check_list(
        "tengrinews.kz/news/",
        "2024-10-17T15:00:00Z",
        20,
        &[
            (
                "“Предупреждаем“. Антикор обратился к казахстанцам",
                "https://tengrinews.kz/kazakhstan_news/preduprejdaem-antikor-obratilsya-k-kazahstantsam-550643/",
            ),
            (
                "С казахстанки взыскали 5,8 миллиона тенге за неправильную косметическую процедуру",
                "https://tengrinews.kz/kazakhstan_news/kazahstanki-vzyiskali-58-milliona-tenge-nepravilnuyu-550623/",
            ),
            (
                "Доллар подорожал в Казахстане. Что произошло, объяснили эксперты",
                "https://tengrinews.kz/kazakhstan_news/dollar-podorojal-kazahstane-proizoshlo-obyyasnili-ekspertyi-550581/",
            ),
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_page_of_2024_gives_its_94_articles_those_of_sister_sites_included() {
    let rows = check_list(
        "https://tengrinews.kz",
        "2024-04-07T12:00:00Z",
        94,
        &[
            (
                "В Атырауской области объявлен режим ЧС",
                "https://tengrinews.kz/kazakhstan_news/v-atyirauskoy-oblasti-obyyavlen-rejim-chs-531507/",
            ),
            (
                "Конец пробкам: Google Maps объявил о новой функции",
                "https://tengriauto.kz/autonews/konets-probkam-Google-Maps-obyyavil-o-novoy-funktsii-531495/",
            ),
            (
                "Турция отменила безвизовый режим для граждан Таджикистана",
                "https://tengritravel.kz/country-guides/turtsiya-otmenila-bezvizovyiy-rejim-grajdan-tadjikistana-531427/",
            ),
            (
                "Сборная Казахстана может лишиться домашней арены",
                "https://tengrisport.kz/tnsport/sbornaya-kazahstana-mojet-lishitsya-domashney-arenyi-531388/",
            ),
            (
                "Казахстанец помогает астронавтам NASA облегчить жизнь в невесомости",
                "https://tengrinews.kz/smart-generation/kazahstanets-pomogaet-astronavtam-nasa-oblegchit-v-454870/",
            ),
        ],
    )
    .await;
    let sisters = rows
        .iter()
        .filter(|row| !row.link.starts_with("https://tengrinews.kz/"))
        .count();
    assert!(
        rows.is_empty() || sisters == 14,
        "{sisters} of sister sites"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tag_page_of_2023_gives_its_31_articles() {
    check_list(
        "https://tengrinews.kz/tag/Алматы/",
        "2023-01-11T03:00:00Z",
        31,
        &[
            (
                "Работники кондитерской фабрики в Алматы массово пишут заявления об увольнении",
                "https://tengrinews.kz/kazakhstan_news/rabotniki-konditerskoy-fabriki-almatyi-massovo-pishut-488211/",
            ),
            (
                "46-летний алматинец создал фигуру мечты и мотивирует заняться спортом",
                "https://tengrinews.kz/article/46-letniy-almatinets-sozdal-figuru-mechtyi-motiviruet-1836/",
            ),
            (
                "\"В письме я написал: \"Помогите!\" Очевидцы о захватах и погромах в Алматы",
                "https://tengrinews.kz/article/v-pisme-napisal-pomogite-ochevidtsyi-zahvatah-pogromah-1721/",
            ),
        ],
    )
    .await;
}

// Feeds.

/// Address, own name (the host where it says none), articles, and how the title of one of them begins.
const FEEDS: [(&str, &str, usize, &str); 8] = [
    (
        "https://www.theguardian.com/us/rss",
        "The Guardian",
        55,
        "Trump State of",
    ),
    (
        "https://www.heise.de/developer/rss/news-atom.xml",
        "heise developer neueste Meldungen",
        15,
        "Java-Anwendungsserver",
    ),
    (
        "https://feedparser.example/media_group_unit.xml",
        "feedparser.example",
        1,
        "Example Atom",
    ),
    (
        "https://www.nbcnewyork.com/feed/",
        "NBC New York",
        1,
        "NYC cops",
    ),
    (
        "https://www.omnycontent.com/spiegel/podcast.rss",
        "SPIEGEL Update – Die Nachrichten",
        1,
        "07.02. –",
    ),
    (
        "https://news.tut.by/rss/index.rss",
        "TUT.BY: Новости ТУТ",
        8,
        "Гороскоп наоборот",
    ),
    (
        "https://vimeo.com/user110157601/videos/rss",
        "Vimeo / Failla Wines’s videos",
        1,
        "Oregon Harvest",
    ),
    (
        "https://ibash.org.ru/rss.xml",
        "iBash.Org.Ru",
        50,
        "Цитата #17703",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_real_feed_is_subscribed_to_and_gives_its_articles() {
    let Some(folder) = folder() else { return };
    let paper = Paper::with("2026-11-23T10:00:00Z", Some(&folder)).await;
    let urls = FEEDS.iter().map(|feed| feed.0.to_owned()).collect();
    paper.ask(Request::Subscribe { urls }).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(
        (report.sources, report.fetched),
        (8, 8),
        "{:?}",
        report.outcomes
    );
    check_feeds(&paper, false).await;
    let again = paper.sync(Scope::Now).await;
    assert_eq!(
        (
            again.not_modified,
            again.articles_new,
            again.articles_updated
        ),
        (8, 0, 0),
        "{:?}",
        again.outcomes
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_real_feed_can_be_typed_and_says_its_name() {
    let Some(folder) = folder() else { return };
    let paper = Paper::with("2026-11-23T10:00:00Z", Some(&folder)).await;
    for (url, ..) in FEEDS {
        assert_eq!(
            add(&paper, url.trim_start_matches("https://")).await.kind,
            "feed"
        );
    }
    check_feeds(&paper, true).await;
}

async fn check_feeds(paper: &Paper, typed: bool) {
    let feeds = paper.library().await.feeds;
    for (url, title, count, begins) in FEEDS {
        let feed = feeds.iter().find(|feed| feed.url == url).unwrap();
        // The catalogue's name holds; typed, a source says its own.
        let title = if typed {
            title
        } else {
            url.trim_start_matches("https://")
        };
        assert_eq!(feed.title, title);
        let rows = paper.rows(View::Feed(feed.id.clone())).await;
        assert_eq!((rows.len(), feed.unread as usize), (count, count), "{url}");
        assert!(
            rows.iter().any(|row| row.title.starts_with(begins)),
            "{url}: {begins}"
        );
        for row in rows {
            assert!(
                !row.title.is_empty()
                    && !row.title.contains("&amp;")
                    && !row.title.contains('\u{fffd}'),
                "{url}: {}",
                row.title
            );
            // And each opens.
            assert_eq!(paper.article(&row.id).await.row.title, row.title);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_feeds_that_are_not_well_formed_are_imported_whole() {
    if folder().is_none() {
        return;
    }
    let paper = Paper::open().await;
    let mut all = 0;
    for (name, count, url, title) in [
        (
            "opml/awesome_rss_news.opml",
            11,
            "https://rss.nytimes.com/services/xml/rss/nyt/World.xml",
            "NYT > World News",
        ),
        (
            "opml/awesome_rss_russia.opml",
            13,
            "https://www.kommersant.ru/RSS/main.xml",
            "Газета \"Коммерсантъ\". Главное",
        ),
    ] {
        let text = String::from_utf8(file(name)).unwrap();
        let Response::OpmlImported(imported) = paper
            .ask(Request::ImportOpml {
                file: text.clone().into_bytes(),
            })
            .await
        else {
            panic!("another answer")
        };
        assert_eq!(
            (imported.found, imported.added, imported.private),
            (count, count, 0),
            "{name}"
        );
        all += count as usize;
        let feeds = paper.library().await.feeds;
        assert_eq!(feeds.len(), all);
        let feed = feeds.iter().find(|feed| feed.url == url).unwrap();
        assert_eq!(feed.title, title);
        // Once more brings nothing.
        let Response::OpmlImported(again) = paper
            .ask(Request::ImportOpml {
                file: text.into_bytes(),
            })
            .await
        else {
            panic!("another answer")
        };
        assert_eq!((again.found, again.added), (count, 0));
    }
    assert_eq!(
        paper.newsroom().requests().len(),
        0,
        "an import asks nobody"
    );
    // What goes out comes in again.
    let Response::Opml(text) = paper.ask(Request::ExportOpml).await else {
        panic!("another answer")
    };
    let other = Paper::open().await;
    other
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await;
    let named = |feeds: Vec<api::wire::Feed>| -> BTreeMap<String, (String, String)> {
        feeds
            .into_iter()
            .map(|feed| (feed.url, (feed.title, feed.folder)))
            .collect()
    };
    assert_eq!(
        named(other.library().await.feeds),
        named(paper.library().await.feeds)
    );
}

// Rates.

async fn rates(paper: &Paper) -> Rates {
    match paper.ask(Request::Rates { refresh: true }).await {
        Response::Rates(rates) => rates,
        other => panic!("{other:?}"),
    }
}

async fn choose_currencies(paper: &Paper, codes: &[&str]) {
    let Response::Settings(settings) = paper.ask(Request::Settings).await else {
        panic!("another answer")
    };
    let currencies = codes.iter().map(|code| (*code).to_owned()).collect();
    paper
        .ask(Request::SetSettings(Box::new(Settings {
            currencies,
            ..settings
        })))
        .await;
}

/// code, quantity, value, change, direction
type Rate = (
    &'static str,
    u32,
    &'static str,
    Option<&'static str>,
    &'static str,
);

fn check_rates(rates: &Rates, date: &str, expected: &[Rate]) {
    let found: Vec<_> = rates
        .rates
        .iter()
        .map(|rate| {
            (
                rate.code.as_str(),
                rate.quantity,
                rate.value.as_str(),
                rate.change.as_deref(),
                rate.direction.as_str(),
            )
        })
        .collect();
    assert_eq!(found, expected, "{date}");
    assert_eq!(rates.base, "KZT");
    assert!(
        rates
            .rates
            .iter()
            .all(|rate| rate.date == date && rate.provider == "nbk"),
        "{rates:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_banks_rates_of_three_days_in_april_2026_have_their_values_and_arrows() {
    let Some(folder) = folder() else { return };
    let paper = Paper::with("2026-04-01T06:00:00Z", Some(&folder)).await;
    choose_currencies(&paper, &["USD", "EUR", "RUB", "AMD", "UZS", "JPY"]).await;

    let first = rates(&paper).await;
    check_rates(
        &first,
        "2026-04-01",
        &[
            ("USD", 1, "478.77", None, "unknown"),
            ("EUR", 1, "548.62", None, "unknown"),
            ("RUB", 1, "5.87", None, "unknown"),
            ("AMD", 10, "12.72", None, "unknown"),
            ("UZS", 100, "3.93", None, "unknown"),
            ("JPY", 1, "3", None, "unknown"),
        ],
    );
    assert!(
        !first.reason.is_empty(),
        "the days before are not in the mirror, and that is told"
    );

    paper.pass(DAY);
    let second = rates(&paper).await;
    check_rates(
        &second,
        "2026-04-02",
        &[
            ("USD", 1, "475.09", Some("-3.68"), "down"),
            ("EUR", 1, "551.06", Some("2.44"), "up"),
            ("RUB", 1, "5.87", Some("0"), "unchanged"),
            ("AMD", 10, "12.69", Some("-0.03"), "down"),
            ("UZS", 100, "3.91", Some("-0.02"), "down"),
            ("JPY", 1, "3", Some("0"), "unchanged"),
        ],
    );
    assert_eq!((second.reason.as_str(), second.age_s), ("", Some(0)));

    paper.pass(DAY);
    let third = [
        ("USD", 1, "472.31", Some("-2.78"), "down"),
        ("EUR", 1, "543.72", Some("-7.34"), "down"),
        ("RUB", 1, "5.86", Some("-0.01"), "down"),
        ("AMD", 10, "12.61", Some("-0.08"), "down"),
        ("UZS", 100, "3.89", Some("-0.02"), "down"),
        ("JPY", 1, "2.96", Some("-0.04"), "down"),
    ];
    check_rates(&rates(&paper).await, "2026-04-03", &third);

    // Known days are not asked for again, and without the network they stay.
    paper.newsroom().forget();
    rates(&paper).await;
    assert_eq!(paper.newsroom().requests().len(), 0);
    let mut paper = paper.reopen().await;
    paper.stop_newsroom();
    check_rates(&rates(&paper).await, "2026-04-03", &third);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saturday_has_rates_of_its_own_and_quantities_up_to_ten_thousand() {
    let Some(folder) = folder() else { return };
    let paper = Paper::with("2026-07-31T06:00:00Z", Some(&folder)).await;
    choose_currencies(&paper, &["USD", "EUR", "RUB", "UZS", "AMD", "IRR"]).await;
    check_rates(
        &rates(&paper).await,
        "2026-07-31",
        &[
            ("USD", 1, "474.2", None, "unknown"),
            ("EUR", 1, "544.5", None, "unknown"),
        ],
    );
    paper.pass(DAY);
    let mut saturday = rates(&paper).await;
    // The sample of Saturday has no euro: Friday's stays, under its own date.
    let euro = saturday.rates.remove(1);
    assert_eq!(
        (euro.code.as_str(), euro.value.as_str(), euro.date.as_str()),
        ("EUR", "544.5", "2026-07-31")
    );
    check_rates(
        &saturday,
        "2026-08-01",
        &[
            ("USD", 1, "473.59", Some("-0.61"), "down"),
            ("RUB", 1, "5.94", None, "unknown"),
            ("UZS", 100, "3.96", None, "unknown"),
            ("AMD", 10, "13.05", None, "unknown"),
            ("IRR", 10_000, "11.24", None, "unknown"),
        ],
    );
}

// Weather.

#[tokio::test(flavor = "multi_thread")]
async fn a_city_found_by_its_name_has_its_weather() {
    let Some(folder) = folder() else { return };
    let paper = Paper::with("2026-06-17T12:50:00Z", Some(&folder)).await;
    let Response::Cities(found) = paper
        .ask(Request::Cities {
            name: "Berlin".to_owned(),
            search: true,
        })
        .await
    else {
        panic!("another answer")
    };
    let keys: Vec<(&str, &str)> = found
        .iter()
        .map(|city| (city.key.as_str(), city.en.as_str()))
        .collect();
    assert_eq!(keys, [("geonames:2950159", "Berlin")]);

    // Rio is where the recorded forecast is; a geocoder that knows it stands beside the mirror.
    let rio = r#"{"results": [{"id": 3451190, "name": "Rio de Janeiro", "latitude": -22.90642, "longitude": -43.18223, "timezone": "America/Sao_Paulo"}]}"#;
    let shelf = Shelf::open([("/v1/search", rio.as_bytes().to_vec())]).await;
    let paper = paper.reopen_with(|mut config| {
        config
            .world
            .hosts
            .insert("geocoding-api.open-meteo.com".to_owned(), shelf);
        config
    });
    let paper = paper.await;
    let Response::Cities(found) = paper
        .ask(Request::Cities {
            name: "Rio de Janeiro".to_owned(),
            search: true,
        })
        .await
    else {
        panic!("another answer")
    };
    let city = Some(found[0].key.clone());
    let weather = weather(&paper, city, true).await;
    assert_eq!(
        (weather.city.en.as_str(), weather.provider.as_str()),
        ("Rio de Janeiro", "open_meteo")
    );
    assert_eq!(weather.local_time, "2026-06-17T09:50");
    let now = weather.current.expect("weather now");
    assert_eq!(now.time.as_deref(), Some("2026-06-17T09:45"));
    assert_eq!(
        (
            now.temperature,
            now.feels_like,
            now.humidity,
            now.code,
            now.is_day
        ),
        (Some(19.3), Some(21.4), Some(92.0), Some(2), Some(true))
    );
    let wind = now.wind_speed.unwrap();
    assert!((wind - 5.8 / 3.6).abs() < 0.05, "5.8 km/h are {wind} m/s");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forecast_and_the_air_are_shown_without_what_has_passed() {
    if folder().is_none() {
        return;
    }
    let shelf = Shelf::open([
        (
            "/v1/forecast",
            file("made_up/open_meteo_almaty_synthetic.json"),
        ),
        (
            "/v1/air-quality",
            file("made_up/open_meteo_air_quality_synthetic.json"),
        ),
    ])
    .await;
    // Half past one in the night of the forecast's first day.
    let paper = Paper::with("2026-11-22T20:30:00Z", None)
        .await
        .reopen_with(|mut config| {
            for host in ["api.open-meteo.com", "air-quality-api.open-meteo.com"] {
                config.world.hosts.insert(host.to_owned(), shelf);
            }
            config
        });
    let paper = paper.await;
    let weather = weather(&paper, None, true).await;
    assert_eq!(
        (weather.city.ru.as_str(), weather.reason.as_str()),
        ("Алматы", "")
    );
    assert_eq!(weather.local_time, "2026-11-23T01:30");
    let now = weather.current.as_ref().expect("weather now");
    assert_eq!(
        (now.temperature, now.feels_like, now.pressure, now.code),
        (Some(-2.4), Some(-6.0), Some(1031.2), Some(71))
    );
    assert_eq!(now.wind_speed, Some(1.3), "asked for in m/s");
    assert!(weather.air_quality.is_some());
    let hours: Vec<_> = weather
        .hourly
        .iter()
        .map(|hour| (hour.time.as_str(), hour.temperature))
        .collect();
    assert_eq!(
        hours,
        [("2026-11-23T01:00", Some(-4.5)), ("2026-11-23T02:00", None)]
    );
    let days: Vec<_> = weather
        .daily
        .iter()
        .map(|day| (day.date.as_str(), day.high, day.low, day.sunrise.as_deref()))
        .collect();
    assert_eq!(
        days,
        [
            (
                "2026-11-23",
                Some(-0.3),
                Some(-5.2),
                Some("2026-11-23T06:58")
            ),
            (
                "2026-11-24",
                Some(1.8),
                Some(-6.1),
                Some("2026-11-24T06:59")
            ),
            (
                "2026-11-25",
                Some(4.0),
                Some(-4.4),
                Some("2026-11-25T07:00")
            ),
        ]
    );

    paper.pass(DAY);
    let later = self::weather(&paper, None, false).await;
    assert_eq!(
        (later.hourly.len(), later.daily.len(), later.age_s),
        (0, 2, Some(24 * 3600))
    );
    paper.pass(DAY);
    let too_old = self::weather(&paper, None, false).await;
    assert!(
        too_old.current.is_none() && too_old.as_of.is_some(),
        "its age is all that is shown"
    );
}

async fn weather(paper: &Paper, city: Option<String>, refresh: bool) -> api::wire::Weather {
    match paper.ask(Request::Weather { city, refresh }).await {
        Response::Weather(weather) => *weather,
        other => panic!("{other:?}"),
    }
}

// The seed's page.

#[tokio::test(flavor = "multi_thread")]
async fn an_article_of_the_seeds_structure_comes_out_whole_clean_and_offline() {
    if folder().is_none() {
        return;
    }
    let shelf = Shelf::open([
        ("/news.rss", file("made_up/tengri_news_synthetic.rss")),
        (
            "/kazakhstan_news/testovaya-novost-moste-kogda-otkroyut-dvijenie-990001/",
            file("made_up/tengri_article_2026_synthetic.html"),
        ),
        (
            "/fotoarchive/kak-stroili-testovyiy-most-1500/",
            file("made_up/tengri_fotoarchive_synthetic.html"),
        ),
    ])
    .await;
    let paper = Paper::with("2026-01-12T14:00:00Z", None)
        .await
        .reopen_with(|mut config| {
            for host in [
                "tengrinews.kz",
                "static.tengrinews.kz",
                "i.ytimg.com",
                "tengrisport.kz",
            ] {
                config.world.hosts.insert(host.to_owned(), shelf);
            }
            config
        });
    let paper = paper.await;
    let feed = add(&paper, "tengrinews.kz/news.rss").await;
    assert_eq!(feed.title, "Tengrinews.kz : Новости Казахстана");
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let attempts = paper.engine.network_attempts();

    let rows = paper.rows(View::All).await;
    let row = rows
        .iter()
        .find(|row| row.link.ends_with("-990001/"))
        .unwrap();
    assert_eq!(row.state, ArticleState::Complete);
    let article = paper.article(&row.id).await;
    assert_eq!(
        article.row.title,
        "Тестовая новость о мосте: когда откроют движение"
    );
    assert_eq!(article.byline, "Тест Авторова");
    assert_eq!(article.published_text, "2026-01-12T18:05:00+05:00");
    assert_eq!(article.row.published, "2026-01-12T13:05:00Z");
    let picture = article.picture.as_ref().expect("a lead picture");
    assert_eq!(
        (picture.caption.as_str(), picture.credit.as_str()),
        ("Мост", "Фото ©️ Тест Тестов")
    );
    let lead = "Тестовый мост откроют весной, передает Tengrinews.kz.";
    assert_eq!(article.row.lead, lead);
    let text = [
        lead,
        "По данным пресс-службы, готовность составляет 90 процентов.",
        "\"Работы идут по графику\", - сказал представитель \"Тестдорстроя\".",
        "длина - 300 метров;",
        "полос - четыре.",
        "Полное выступление строителей смотрите на видео.",
        "Ранее сообщалось о начале строительства.",
    ];
    assert_eq!(article.text.lines().collect::<Vec<_>>(), text);
    assert_eq!(
        article.html.matches(lead).count(),
        1,
        "the lead stands once"
    );
    assert!(article.html.contains("<blockquote>"), "{}", article.html);
    for alien in [
        "ПОДЕЛИТЬСЯ",
        "WhatsApp",
        "502.51",
        "Читайте также",
        "<script",
        "<iframe",
        "static.tengrinews.kz",
        "ytimg",
    ] {
        assert!(!article.html.contains(alien), "{alien} in {}", article.html);
    }
    let [video] = article.videos.as_slice() else {
        panic!("one film: {:?}", article.videos)
    };
    assert_eq!(
        (video.provider.as_str(), video.url.as_str()),
        ("youtube", "https://www.youtube.com/watch?v=abcdefghijk")
    );
    check_picture(&paper, video.poster.as_deref()).await;
    check_picture(&paper, picture.hash.as_deref()).await;

    let [report] = article.photo_reports.as_slice() else {
        panic!("one photo report: {:?}", article.photo_reports)
    };
    assert_eq!(report.title, "Как строили тестовый мост");
    let report = paper
        .article(report.article.as_ref().expect("it opens inside Qazet"))
        .await;
    check_report(&paper, &report).await;

    let related: Vec<(&str, &str)> = article
        .related
        .iter()
        .map(|link| (link.title.as_str(), link.url.as_str()))
        .collect();
    assert_eq!(
        related,
        [
            (
                "Другая новость",
                "https://tengrinews.kz/kazakhstan_news/drugaya-novost-990000/"
            ),
            (
                "Заголовок А",
                "https://tengrinews.kz/kazakhstan_news/a-990002/"
            ),
            (
                "Заголовок Б",
                "https://tengrinews.kz/kazakhstan_news/b-990003/"
            ),
        ]
    );
    let other = rows
        .iter()
        .find(|row| row.link.contains("tengrisport.kz"))
        .unwrap();
    assert_eq!(other.title, "Заголовок без лида & с амперсандом");
    assert_eq!(
        paper.engine.network_attempts(),
        attempts,
        "nothing was asked to show all this"
    );
}

async fn check_report(paper: &Paper, report: &Article) {
    let photos: Vec<(&str, &str)> = report
        .photo_report
        .iter()
        .map(|photo| (photo.caption.as_str(), photo.credit.as_str()))
        .collect();
    assert_eq!(
        photos,
        [
            ("Первый кадр", "Фото Тест Тестов ©"),
            ("Второй кадр", "Фото Тест Тестов ©")
        ]
    );
    for photo in &report.photo_report {
        check_picture(paper, photo.hash.as_deref()).await;
    }
}

async fn check_picture(paper: &Paper, hash: Option<&str>) {
    let hash = hash.expect("it is in the cache").parse().unwrap();
    let media = paper.engine.media(&hash).await.unwrap().expect("a picture");
    assert_eq!(media.content_type, "image/gif");
}

/// A server with some files, for what the mirror has not: by path, and a small picture for every path that names one.
struct Shelf;

impl Shelf {
    async fn open<const N: usize>(files: [(&'static str, Vec<u8>); N]) -> SocketAddr {
        let files = BTreeMap::from(files);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match stream.read_u8().await {
                        Ok(byte) => head.push(byte),
                        Err(_) => break,
                    }
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let target = head.split(' ').nth(1).unwrap_or_default();
                let path = target.split('?').next().unwrap();
                let (status, body) = match files.get(path) {
                    Some(body) => ("200 OK", body.as_slice()),
                    None if path.ends_with(".jpeg") || path.ends_with(".jpg") => ("200 OK", GIF),
                    None => ("404 Not Found", b"".as_slice()),
                };
                let answer = format!(
                    "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
                stream.write_all(body).await.unwrap();
            }
        });
        address
    }
}

/// Four by four pixels.
const GIF: &[u8] = b"GIF87a\x04\0\x04\0\x81\0\0\0\0\0\xff\xff\xff\0\0\0\0\0\0,\0\0\0\0\x04\0\x04\0\0\x08\x09\0\x01\x08\x1cH\xb0 \x80\x80\0;";
