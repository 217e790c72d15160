//! Real answers of real publishers, banks and services, which lie outside the project and are never copied into it.
//!
//! `QAZET_REFERENCE` names the folder they are in; without it every test says so and passes. With it a missing file
//! fails. Of titles only the first words are written down here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "reference/rates_and_weather.rs"]
mod rates_and_weather;

use std::path::PathBuf;

use jiff::Timestamp;
use parser::feed::{NotAFeed, ParsedFeed, Source};
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
