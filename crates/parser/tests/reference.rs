//! Real answers of real publishers, banks and services, which lie outside the project and are never copied into it.
//!
//! `QAZET_REFERENCE` names the folder they are in; without it every test says so and passes. With it a missing file
//! fails. Of titles only the first words are written down here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::{date, datetime};
use jiff::tz::TimeZone;
use model::{Currency, RateTable};
use parser::feed::{NotAFeed, ParsedFeed, Source};
use parser::rates::{self, RatesError};
use parser::weather::{WeatherError, met_norway, open_meteo};
use parser::{date as feed_date, feed, opml, sitemap};
use url::Url;

/// The bytes of a reference file; nothing when the folder is not named.
fn reference(name: &str) -> Option<Vec<u8>> {
    let Ok(folder) = std::env::var("QAZET_REFERENCE") else {
        println!("reference: not present");
        return None;
    };
    let path = PathBuf::from(folder).join("data").join(name);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn parse(bytes: &[u8]) -> Result<ParsedFeed, NotAFeed> {
    let url = Url::parse("https://example.org/feed").unwrap();
    feed::parse(
        bytes,
        &Source {
            url: &url,
            content_type: None,
            fetched: now(),
        },
    )
}

/// What is known of a reference feed.
struct Known {
    file: &'static str,
    title: &'static str,
    articles: usize,
    first: &'static str,
    first_published: Option<&'static str>,
    /// Articles with a link, with a date, and pictures in all.
    counts: [usize; 3],
}

const FEEDS: [Known; 9] = [
    Known {
        file: "feeds/guardian_2018-01.rss",
        title: "The Guardian",
        articles: 55,
        first: "Trump State of",
        first_published: Some("2018-01-31T07:26:05Z"),
        counts: [55, 55, 55],
    },
    Known {
        file: "feeds/heise_atom.xml",
        title: "heise developer neueste Meldungen",
        articles: 15,
        first: "Java-Anwendungsserver",
        first_published: Some("2016-02-01T16:22:00Z"),
        counts: [15, 15, 11],
    },
    Known {
        file: "feeds/nbc_newyork_bad_pubdate_2023-12.rss",
        title: "NBC New York",
        articles: 1,
        first: "NYC cops",
        first_published: Some("2023-12-16T14:02:33Z"),
        counts: [1, 1, 0],
    },
    Known {
        file: "feeds/spiegel_rss2.xml",
        title: "SPIEGEL Update – Die Nachrichten",
        articles: 1,
        first: "07.02. –",
        first_published: Some("2021-02-06T23:01:00Z"),
        counts: [1, 1, 1],
    },
    Known {
        file: "feeds/vimeo_media_rss.xml",
        title: "Vimeo / Failla Wines’s videos",
        articles: 1,
        first: "Oregon Harvest",
        first_published: Some("2024-09-27T16:29:11Z"),
        counts: [1, 1, 1],
    },
    Known {
        file: "feeds/windows1251_rss2.xml",
        title: "iBash.Org.Ru",
        articles: 50,
        first: "Цитата #17703",
        first_published: Some("2018-03-21T07:27:32Z"),
        counts: [50, 50, 0],
    },
    Known {
        file: "feeds/media_group_unit.xml",
        title: "",
        articles: 1,
        first: "Example Atom",
        first_published: None,
        counts: [0, 0, 0],
    },
    Known {
        file: "feeds/tutby_ru_2019-12-30_first8.rss",
        title: "TUT.BY: Новости ТУТ",
        articles: 8,
        first: "Гороскоп наоборот",
        first_published: Some("2019-12-30T08:38:00Z"),
        counts: [8, 8, 19],
    },
    Known {
        file: "made_up/tengri_news_synthetic.rss",
        title: "Tengrinews.kz : Новости Казахстана",
        articles: 2,
        first: "Тестовая новость о мосте",
        first_published: Some("2026-01-12T13:05:00Z"),
        counts: [2, 2, 1],
    },
];

#[test]
fn real_feeds_are_read_whole() {
    for known in &FEEDS {
        let Some(bytes) = reference(known.file) else {
            return;
        };
        let feed = parse(&bytes).unwrap_or_else(|error| panic!("{}: {error}", known.file));
        assert_eq!(
            feed.title.as_deref().unwrap_or_default(),
            known.title,
            "{}",
            known.file
        );
        assert_eq!(feed.articles.len(), known.articles, "{}", known.file);
        assert_eq!(feed.warnings, Vec::<String>::new(), "{}", known.file);
        let first = &feed.articles[0];
        assert!(
            first.headline.starts_with(known.first),
            "{}: {}",
            known.file,
            first.headline
        );
        assert_eq!(
            first.published.map(|t| t.to_string()).as_deref(),
            known.first_published,
            "{}",
            known.file
        );
        let counts = [
            feed.articles.iter().filter(|a| a.link.is_some()).count(),
            feed.articles
                .iter()
                .filter(|a| a.published.is_some())
                .count(),
            feed.articles.iter().map(|a| a.pictures.len()).sum(),
        ];
        assert_eq!(
            counts, known.counts,
            "links, dates, pictures of {}",
            known.file
        );
        assert!(
            feed.articles
                .iter()
                .all(|a| a.title.is_some() && !a.key.is_empty()),
            "{}",
            known.file
        );
    }
}

#[test]
fn renditions_and_credits_of_real_feeds_are_right() {
    let Some(bytes) = reference("feeds/guardian_2018-01.rss") else {
        return;
    };
    let feed = parse(&bytes).unwrap();
    assert!(
        feed.articles
            .iter()
            .all(|a| a.pictures.len() == 1 && a.pictures[0].width == Some(460)),
        "the widest of 140 and 460"
    );
    assert_eq!(
        feed.articles[0].pictures[0].credit,
        "Photograph: Networ/Sipa USA/REX/Shutterstock"
    );
    assert_eq!(
        feed.articles[0].authors[0].name.as_deref(),
        Some("David Smith in Washington")
    );

    let tutby = parse(&reference("feeds/tutby_ru_2019-12-30_first8.rss").unwrap()).unwrap();
    assert_eq!(
        tutby.articles[0].pictures.len(),
        1,
        "enclosure and media:content are one picture, the 72-pixel thumbnail is none"
    );
    assert_eq!(
        (
            tutby.articles[0].pictures[0].width,
            tutby.articles[0].pictures[0].height
        ),
        (Some(1200), Some(800))
    );
    assert_eq!(tutby.articles[0].authors.len(), 3);
    assert_eq!(
        tutby.min_interval,
        Some(jiff::SignedDuration::from_mins(10))
    );
    assert_eq!(
        tutby.self_link.as_deref(),
        Some("https://news.tut.by/rss/all.rss")
    );

    let spiegel = parse(&reference("feeds/spiegel_rss2.xml").unwrap()).unwrap();
    assert_eq!(
        spiegel.articles[0].enclosures[0].media_type.as_deref(),
        Some("audio/mpeg")
    );
    assert_eq!(spiegel.categories, ["News"]);

    let tengri = parse(&reference("made_up/tengri_news_synthetic.rss").unwrap()).unwrap();
    assert_eq!(
        tengri.articles[1].title.as_deref(),
        Some("Заголовок без лида & с амперсандом")
    );
    assert_eq!(tengri.articles[1].summary, None);
    assert_eq!(
        tengri.articles[0].pictures[0].url,
        "https://static.tengrinews.kz/userdata/news/2026/news_990001/thumb_b/photo_900001.jpeg"
    );
    assert_eq!(tengri.articles[0].categories, ["Казахстан"]);
}

/// The library that reads today's feeds well is the second opinion on feeds that are well-formed.
#[test]
fn feed_rs_agrees_on_well_formed_feeds() {
    for known in FEEDS
        .iter()
        .filter(|k| !k.file.contains("media_group_unit"))
    {
        let Some(bytes) = reference(known.file) else {
            return;
        };
        let ours = parse(&bytes).unwrap();
        let theirs = feed_rs::parser::parse(bytes.as_slice()).unwrap();
        assert_eq!(ours.articles.len(), theirs.entries.len(), "{}", known.file);
        for (our, their) in ours.articles.iter().zip(&theirs.entries) {
            let title = their
                .title
                .as_ref()
                .map(|t| t.content.split_whitespace().collect::<Vec<_>>().join(" "));
            assert_eq!(
                our.title
                    .as_ref()
                    .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")),
                title,
                "{}",
                known.file
            );
            if let Some(link) = their
                .links
                .iter()
                .find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"))
            {
                assert_eq!(our.link.as_ref(), Some(&link.href), "{}", known.file);
            }
            if let Some(published) = their.published {
                assert_eq!(
                    our.published.map(Timestamp::as_second),
                    Some(published.timestamp()),
                    "{}",
                    known.file
                );
            }
        }
    }
}

/// The files of a folder of the reference; nothing when that is not named.
fn files(folder: &str) -> Option<Vec<PathBuf>> {
    let root = PathBuf::from(std::env::var("QAZET_REFERENCE").ok()?);
    let folder = root.join("data").join(folder);
    let found = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{error}"));
    let mut files: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    Some(files)
}

#[test]
fn no_feed_gives_fewer_articles_than_the_second_opinion() {
    let mut compared = 0;
    for folder in ["feeds", "feed-cases/feeds"] {
        let Some(files) = files(folder) else {
            println!("reference: not present");
            return;
        };
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            // It panics on some.
            let theirs = std::panic::catch_unwind(|| feed_rs::parser::parse(bytes.as_slice()));
            let Ok(Ok(theirs)) = theirs else { continue };
            let ours = parse(&bytes).map_or(0, |feed| feed.articles.len());
            assert!(
                ours >= theirs.entries.len(),
                "{}: {ours} of {}",
                file.display(),
                theirs.entries.len()
            );
            compared += 1;
        }
    }
    // It refuses the others.
    assert!(compared > 150, "{compared}");
}

#[test]
fn answers_that_are_no_feeds_are_told_apart() {
    let Some(page) = reference("made_up/fake_feed_200.html") else {
        return;
    };
    assert_eq!(
        parse(&page),
        Err(NotAFeed::Html {
            title: "Just a moment...".to_owned()
        })
    );
    assert_eq!(
        parse(&reference("made_up/zombie_empty_body_200.bin").unwrap()),
        Err(NotAFeed::Empty)
    );
    assert!(matches!(
        parse(&reference("made_up/tengri_article_2026_synthetic.html").unwrap()),
        Err(NotAFeed::Html { .. })
    ));
    assert_eq!(
        parse(&reference("made_up/nbk_empty_rates.xml").unwrap()),
        Err(NotAFeed::OtherXml {
            root: "rates".to_owned()
        })
    );
}

#[test]
fn odd_dates_are_read_and_non_dates_are_not() {
    let Some(table) = reference("feed-cases/dates.tsv") else {
        return;
    };
    let table = String::from_utf8(table).unwrap();
    let wrong: Vec<&str> = table
        .lines()
        .skip(1)
        .filter(|line| {
            let (text, expected) = line.split_once('\t').unwrap();
            let read = feed_date::parse(text, "2099-01-01T00:00:00Z".parse().unwrap());
            read.map(Timestamp::as_second)
                != expected.parse::<Timestamp>().ok().map(Timestamp::as_second)
        })
        .collect();
    // Five digits are no date for us: nobody could tell `03335` from the non-date `22013` in the same table.
    assert_eq!(wrong, ["03335\t2003-12-01T00:00:00Z"]);
}

#[test]
fn broken_lists_of_feeds_come_out_whole() {
    let Some(news) = reference("opml/awesome_rss_news.opml") else {
        return;
    };
    let news = opml::parse(&news).unwrap();
    assert_eq!(news.outlines.len(), 11);
    assert_eq!(news.title, "Export from Plenary");
    assert!(
        news.outlines
            .iter()
            .all(|o| o.folder == "News" && !o.title.is_empty())
    );
    assert_eq!(
        news.outlines[10].title,
        "Yahoo News - Latest News & Headlines"
    );
    assert_eq!(news.outlines[10].url, "https://www.yahoo.com/news/rss");
    assert_eq!(news.warnings, ["2 bare & read as themselves"]);

    let russia = opml::parse(&reference("opml/awesome_rss_russia.opml").unwrap()).unwrap();
    assert_eq!(russia.outlines.len(), 13);
    let kommersant = russia
        .outlines
        .iter()
        .find(|o| o.url == "https://www.kommersant.ru/RSS/main.xml")
        .unwrap();
    assert_eq!(kommersant.title, "Газета \"Коммерсантъ\". Главное");
    assert!(russia.outlines.iter().all(|o| o.folder == "Russia"));
    assert_eq!(
        opml::parse(opml::write(&russia.title, &russia.outlines).as_bytes())
            .unwrap()
            .outlines,
        russia.outlines,
        "what was read can be written"
    );
}

#[test]
fn a_news_sitemap_gives_title_date_and_language() {
    let Some(bytes) = reference("made_up/tengri_news_sitemap_synthetic.xml") else {
        return;
    };
    let sitemap::Sitemap::Pages(pages) = sitemap::parse(&bytes, None, now()).unwrap() else {
        panic!("pages")
    };
    assert_eq!(pages.len(), 1);
    assert_eq!(
        pages[0].lastmod,
        Some("2026-01-12T13:20:00Z".parse().unwrap())
    );
    let news = pages[0].news.as_ref().unwrap();
    assert_eq!(
        news.title,
        "Тестовая новость о мосте: когда откроют движение"
    );
    assert_eq!(news.published.unwrap().iso(), "2026-01-12T18:05:00+05:00");
    assert_eq!(
        (news.language.as_str(), news.publication.as_str()),
        ("ru", "Tengrinews.kz")
    );
}

fn value(table: &RateTable, code: &str) -> (String, u32) {
    let code = Currency::parse(code).unwrap();
    let quote = table
        .quotes
        .iter()
        .find(|q| q.code == code)
        .unwrap_or_else(|| panic!("{}", code.as_str()));
    (quote.value.to_string(), quote.quantity)
}

#[test]
fn the_national_bank_of_kazakhstan_is_read() {
    for (file, day, count, values) in [
        (
            "nbk_get_rates_2026-04-01.xml",
            date(2026, 4, 1),
            39,
            vec![
                ("USD", "478.77", 1),
                ("EUR", "548.62", 1),
                ("RUB", "5.87", 1),
                ("UZS", "3.93", 100),
                ("IRR", "0.4", 1000),
                ("AMD", "12.72", 10),
                ("XDR", "650.07", 1),
            ],
        ),
        (
            "nbk_get_rates_2026-04-02.xml",
            date(2026, 4, 2),
            39,
            vec![
                ("USD", "475.09", 1),
                ("EUR", "551.06", 1),
                ("RUB", "5.87", 1),
            ],
        ),
        (
            "nbk_get_rates_2026-04-03.xml",
            date(2026, 4, 3),
            39,
            vec![
                ("USD", "472.31", 1),
                ("EUR", "543.72", 1),
                ("RUB", "5.86", 1),
            ],
        ),
        (
            "nbk_excerpt_2024-05-06_mon.xml",
            date(2024, 5, 6),
            2,
            vec![("AUD", "291.85", 1), ("IRR", "10.5", 1000)],
        ),
        (
            "nbk_excerpt_2026-07-31_fri.xml",
            date(2026, 7, 31),
            2,
            vec![("USD", "474.2", 1), ("EUR", "544.5", 1)],
        ),
        (
            "nbk_excerpt_2026-08-01_sat.xml",
            date(2026, 8, 1),
            5,
            vec![
                ("USD", "473.59", 1),
                ("IRR", "11.24", 10_000),
                ("UZS", "3.96", 100),
            ],
        ),
        (
            "nbk_rates_all_2016-04-18.xml",
            date(2016, 4, 18),
            39,
            vec![
                ("USD", "334.41", 1),
                ("EUR", "376.61", 1),
                ("RUB", "5.06", 1),
                ("IRR", "11.08", 1000),
            ],
        ),
    ] {
        let Some(bytes) = reference(&format!("rates/{file}")) else {
            return;
        };
        let table = rates::nbk::parse(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(
            (table.date, table.quotes.len(), table.base.as_str()),
            (day, count, "KZT"),
            "{file}"
        );
        for (code, expected, quantity) in values {
            assert_eq!(
                value(&table, code),
                (expected.to_owned(), quantity),
                "{code} in {file}"
            );
        }
    }
    for file in ["nbk_empty_rates.xml", "nbk_error_child.xml"] {
        let Some(bytes) = reference(&format!("made_up/{file}")) else {
            return;
        };
        assert_eq!(
            rates::nbk::parse(&bytes),
            Err(RatesError::NotPublished),
            "{file}"
        );
    }
}

#[test]
fn the_bank_of_russia_is_read() {
    let Some(daily) = reference("rates/cbr_XML_daily_2026-04-25_cp1251.xml") else {
        return;
    };
    let table = rates::cbr::parse_daily(&daily).unwrap();
    assert_eq!(
        (table.date, table.quotes.len(), table.base.as_str()),
        (date(2026, 4, 25), 54, "RUB")
    );
    assert_eq!(value(&table, "KZT"), ("16.3172".to_owned(), 100));
    assert_eq!(value(&table, "USD"), ("75.5273".to_owned(), 1));
    assert_eq!(value(&table, "IRR"), ("53.9256".to_owned(), 1_000_000));

    let tenge = Currency::parse("KZT").unwrap();
    let history = rates::cbr::parse_history(
        &reference("rates/cbr_XML_dynamic_KZT_2026-03_cp1251.xml").unwrap(),
        tenge,
    )
    .unwrap();
    let days: Vec<(String, String, u32)> = history
        .iter()
        .map(|d| (d.date.to_string(), d.value.to_string(), d.quantity))
        .collect();
    let expected = [
        ("2026-03-03", "15.5104", 100),
        ("2026-03-04", "15.4416", 100),
        ("2026-03-05", "15.6198", 100),
    ];
    assert_eq!(
        days,
        expected.map(|(d, v, q)| (d.to_owned(), v.to_owned(), q))
    );
}

#[test]
fn the_european_central_bank_is_read() {
    let Some(daily) = reference("rates/ecb_eurofxref_daily_trimmed_2026-07-09.xml") else {
        return;
    };
    let table = rates::ecb::parse_daily(&daily).unwrap();
    assert_eq!(
        (table.date, table.quotes.len(), table.base.as_str()),
        (date(2026, 7, 9), 4, "EUR")
    );
    assert_eq!(
        value(&table, "USD"),
        ("0.8745080892".to_owned(), 1),
        "a euro buys 1.1435 dollars"
    );
    assert_eq!(
        value(&table, "JPY"),
        ("0.0053844497".to_owned(), 1),
        "a euro buys 185.72 yen"
    );

    let days = rates::ecb::parse_csv(&reference("rates/ecb_sdmx_exr_2026-02_subset.csv").unwrap())
        .unwrap();
    assert_eq!(days.len(), 110);
    assert_eq!(
        (
            days[0].date,
            days[0].code.as_str(),
            days[0].value.to_string().as_str()
        ),
        (date(2026, 2, 17), "CNY", "0.1223960246")
    );
    let last = &days[109];
    assert_eq!(
        (
            last.date,
            last.code.as_str(),
            last.value.to_string().as_str()
        ),
        (date(2026, 3, 18), "USD", "0.8695652174")
    );
}

#[test]
fn frankfurter_is_read() {
    let Some(bytes) = reference("rates/frankfurter_v2_rates_example.json") else {
        return;
    };
    let dollar = rates::frankfurter::parse(&bytes, Currency::parse("USD").unwrap()).unwrap();
    assert_eq!(dollar.len(), 1);
    assert_eq!(dollar[0].date, date(2024, 1, 15));
    assert_eq!(
        value(&dollar[0], "EUR"),
        ("1.089".to_owned(), 1),
        "exactly as it stands"
    );
    assert_eq!(
        dollar[0].quotes.len(),
        1,
        "pounds are not priced in dollars there"
    );
    assert_eq!(
        rates::frankfurter::parse(&bytes, Currency::parse("KZT").unwrap()),
        Err(RatesError::NotPublished)
    );
}

#[test]
fn open_meteo_is_read() {
    let Some(bytes) = reference("made_up/open_meteo_almaty_synthetic.json") else {
        return;
    };
    let almaty = open_meteo::parse_forecast(&bytes, now()).unwrap();
    assert_eq!((almaty.offset_seconds, almaty.fetched), (18_000, now()));
    let current = &almaty.current;
    assert_eq!(current.time, Some(datetime(2026, 11, 23, 9, 15, 0, 0)));
    assert_eq!(
        (current.temperature, current.feels_like, current.humidity),
        (Some(-2.4), Some(-6.0), Some(81.0))
    );
    assert_eq!(
        (current.pressure, current.wind_speed, current.wind_direction),
        (Some(1031.2), Some(1.3), Some(205.0))
    );
    assert_eq!((current.code, current.is_day), (Some(71), Some(true)));
    assert_eq!(almaty.hourly.len(), 3);
    assert_eq!(
        (almaty.hourly[1].temperature, almaty.hourly[1].code),
        (Some(-4.5), Some(71))
    );
    assert_eq!(
        (
            almaty.hourly[2].temperature,
            almaty.hourly[2].precipitation_probability
        ),
        (None, None)
    );
    assert_eq!(almaty.daily.len(), 3);
    assert_eq!(
        (
            almaty.daily[0].high,
            almaty.daily[0].low,
            almaty.daily[0].precipitation_probability
        ),
        (Some(-0.3), Some(-5.2), Some(78.0))
    );
    assert_eq!(
        almaty.daily[2].sunset,
        Some(datetime(2026, 11, 25, 16, 21, 0, 0))
    );

    let rio = open_meteo::parse_forecast(
        &reference("weather/open_meteo_current_rio_2026-06-17.json").unwrap(),
        now(),
    )
    .unwrap();
    assert_eq!(rio.offset_seconds, -10_800);
    assert_eq!(rio.current.temperature, Some(19.3));
    assert!(
        (rio.current.wind_speed.unwrap() - 5.8 / 3.6).abs() < 1e-9,
        "km/h become m/s"
    );
    let hanoi = open_meteo::parse_forecast(
        &reference("weather/open_meteo_current_hanoi_2026-03-25.json").unwrap(),
        now(),
    )
    .unwrap();
    assert_eq!(
        (
            hanoi.current.pressure,
            hanoi.current.wind_gusts,
            hanoi.current.time
        ),
        (Some(1010.0), Some(35.6), None)
    );

    let errors: Vec<serde_json::Value> =
        serde_json::from_slice(&reference("weather/open_meteo_errors.json").unwrap()).unwrap();
    assert_eq!(
        open_meteo::parse_forecast(errors[0].to_string().as_bytes(), now()),
        Err(WeatherError::Refused(
            "Parameter count must be between 1 and 100.".to_owned()
        ))
    );
}

#[test]
fn air_quality_is_read() {
    let Some(bytes) = reference("made_up/open_meteo_air_quality_synthetic.json") else {
        return;
    };
    let model::AirForecast {
        current: air,
        hourly: hours,
        ..
    } = open_meteo::parse_air_quality(&bytes).unwrap();
    assert_eq!(air.time, Some(datetime(2026, 11, 23, 9, 0, 0, 0)));
    assert_eq!(
        (air.us_aqi, air.pm10, air.pm2_5),
        (Some(156.0), Some(74.3), Some(61.8))
    );
    assert_eq!(
        hours.iter().map(|h| h.us_aqi).collect::<Vec<_>>(),
        [Some(160.0), None, Some(158.0)]
    );
}

#[test]
fn places_are_found() {
    let Some(bytes) = reference("weather/open_meteo_geocoding_docs_berlin.json") else {
        return;
    };
    let places = open_meteo::parse_geocoding(&bytes).unwrap();
    assert_eq!(places.len(), 1);
    let berlin = &places[0];
    assert_eq!(
        (
            berlin.id,
            berlin.name.as_str(),
            berlin.country.as_str(),
            berlin.country_code.as_str()
        ),
        (2_950_159, "Berlin", "Deutschland", "DE")
    );
    assert_eq!(
        (berlin.latitude, berlin.longitude, berlin.zone.as_str()),
        (52.52437, 13.41053, "Europe/Berlin")
    );
    assert_eq!(
        (berlin.region.as_str(), berlin.population),
        ("Berlin", Some(3_426_354))
    );
}

#[test]
fn met_norway_is_read() {
    let Some(bytes) = reference("weather/metno_compact_2020-07-20_first6.json") else {
        return;
    };
    // The file wraps the answer together with its headers.
    let wrapped: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let zone = TimeZone::fixed(jiff::tz::offset(8));
    let forecast = met_norway::parse(wrapped["data"].to_string().as_bytes(), now(), &zone).unwrap();
    assert_eq!(forecast.offset_seconds, 8 * 3600);
    let current = &forecast.current;
    assert_eq!(current.time, Some(datetime(2020, 7, 20, 19, 0, 0, 0)));
    assert_eq!(
        (
            current.temperature,
            current.pressure,
            current.wind_speed,
            current.wind_direction
        ),
        (Some(30.4), Some(1003.6), Some(1.8), Some(219.5))
    );
    assert_eq!(
        (current.code, current.is_day, current.precipitation),
        (Some(0), Some(true), Some(0.0))
    );
    assert_eq!(forecast.hourly.len(), 6);
    assert_eq!(
        (
            forecast.hourly[1].temperature,
            forecast.hourly[1].code,
            forecast.hourly[1].is_day
        ),
        (Some(28.2), Some(2), Some(false))
    );
    assert_eq!(forecast.daily[0].date, date(2020, 7, 20));
    assert_eq!(forecast.daily[0].high, Some(30.4));
}
