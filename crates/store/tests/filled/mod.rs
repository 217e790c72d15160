//! A library with something in every table that matters, as the tests of migrations and rescues want it; and whether all of it is there.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;

use jiff::Timestamp;
use model::{
    ArticleId, ArticleRow, City, Currency, FeedKind, FeedSeed, FeedStatus, LoginKind, Mark,
    Settings, Validators, View, Way,
};
use store::{
    Arrived, Body, Checked, Incoming, IncomingLink, IncomingParts, IncomingPicture, IncomingVideo,
    Mode, Store, Wait,
};

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn now() -> Timestamp {
    at("2026-11-20T06:00:00Z")
}

pub fn open(folder: &Path) -> Store {
    Store::open(folder, Mode::Write, "test", now()).unwrap()
}

pub fn seed(name: &str, folder: &str) -> FeedSeed {
    FeedSeed {
        url: format!("https://{name}.example/feed"),
        kind: FeedKind::Feed,
        title: name.into(),
        folder: folder.into(),
        language: "ru".into(),
        topic: String::new(),
        site_url: String::new(),
        typed: true,
    }
}

/// Article `number` of the feed dala, as the feed tells it.
pub fn incoming(number: u16, text: &str) -> Incoming {
    let mut key = [7; 16];
    key[..2].copy_from_slice(&number.to_be_bytes());
    let mut feed_hash = [0_u8; 32];
    for (place, byte) in text.bytes().enumerate() {
        feed_hash[place % 8] = feed_hash[place % 8].wrapping_mul(31).wrapping_add(byte);
    }
    let link = format!("https://dala.example/{number}");
    let picture = |name: &str| IncomingPicture {
        url: format!("{link}/{name}.jpg"),
        caption: "Мост".into(),
        credit: "A. Author".into(),
    };
    Incoming {
        key,
        guid: format!("g{number}"),
        link: link.clone(),
        canonical: link.clone(),
        title: format!("Новость {number}"),
        byline: "A. Author".into(),
        section: String::new(),
        language: "ru".into(),
        lead: "Мост открылся.".into(),
        published: Some(at("2026-11-19T06:00:00Z")),
        published_text: String::new(),
        feed_hash,
        body: Some(Body {
            html: format!("<p>{text}</p>"),
            text: text.into(),
        }),
        words: 4,
        parts: IncomingParts {
            lead: Some(picture("lead")),
            videos: vec![IncomingVideo {
                url: format!("{link}/film"),
                provider: "Film".into(),
                poster: String::new(),
            }],
            related: vec![IncomingLink {
                title: "Itself".into(),
                url: format!("{link}?utm_source=x"),
                canonical: link,
            }],
            ..IncomingParts::default()
        },
        page_wanted: false,
        enclosures: Vec::new(),
        linked: false,
        urgent: false,
    }
}

/// Text of article `number`.
pub fn text(number: u16) -> String {
    format!("Мост номер {number} открылся в Алматы для всех.")
}

/// Fills an empty library: three feeds, `articles` articles, of which the first is read, the second has a star, the third is saved and has an
/// earlier text, the fourth was read and is pruned.
pub fn fill(store: &Store, articles: u16) {
    store
        .write_act(|library| {
            let (dala, _) = library.add_feed(&seed("dala", "Города"), now())?;
            let (gone, _) = library.add_feed(&seed("gone", ""), now())?;
            let (quiet, _) = library.add_feed(&seed("quiet", "Прочее"), now())?;
            library.remove_feed(gone)?;
            library.pause_feed(quiet, true)?;
            library.edit_feed(quiet, "Тихий", "Прочее")?;
            library.save_settings(&Settings {
                language: "kk".into(),
                city: "astana".into(),
                currencies: vec![Currency::parse("USD").unwrap()],
                ..Settings::default()
            })?;
            library.save_note("began", "1")?;
            library.save_city(&City {
                key: "omm-1".into(),
                names: ["Шу".into(), "Шу".into(), "Shu".into()],
                latitude: 43.6,
                longitude: 73.7,
                zone: "Asia/Almaty".into(),
                region: String::new(),
            })?;
            library.save_waits(&[Wait {
                host: "dala.example".into(),
                until: at("2026-11-20T09:00:00Z"),
                failures: 2,
            }])?;
            library.save_check(
                dala,
                &Checked {
                    at: Some(now()),
                    next: Some(at("2026-11-20T07:00:00Z")),
                    pace: None,
                    status: FeedStatus::Fetched,
                    reason: String::new(),
                    problem: None,
                    answer: Some(200),
                    bytes: 100,
                    failures: 0,
                    validators: Some(Validators {
                        etag: Some("\"1\"".into()),
                        last_modified: None,
                    }),
                    content_hash: Some([1; 32]),
                    wishes: None,
                    moved: None,
                    temporary_to: None,
                },
            )?;
            let mut ids = Vec::new();
            for number in 1..=articles {
                let came = library.ingest(dala, &incoming(number, &text(number)), now())?;
                let (Arrived::New(id)
                | Arrived::Changed(id)
                | Arrived::Mended(id)
                | Arrived::Same(id)) = came;
                ids.push(id);
            }
            library.ingest(dala, &incoming(3, "Мост закрылся."), now())?;
            library.mark(&ids[3..4], Mark::Read)?;
            library.prune(at("2026-11-21T00:00:00Z"))?;
            library.mark(&ids[..1], Mark::Read)?;
            library.mark(&ids[1..2], Mark::Star)?;
            library.mark(&ids[2..3], Mark::Save)?;
            Ok(())
        })
        .unwrap();
}

/// What this program can add to a library besides.
pub fn add_what_came_later(store: &Store) {
    store
        .write_act(|library| {
            let quiet = library
                .find_feed_by_url("https://quiet.example/feed")?
                .unwrap();
            library.save_login_kind(quiet.id, Some(LoginKind::Password))?;
            library.route_feed(quiet.id, &Way::of("direct"))?;
            library.note_answered("nbk", now())?;
            let down = model::Failure {
                reason: "It is down.".to_owned(),
                problem: Some(model::Problem::Status),
                answer: Some(500),
            };
            library.note_failed("open_meteo", now(), &down, None)?;
            Ok(())
        })
        .unwrap();
}

/// The row of article `number`.
pub fn row(store: &Store, number: u16) -> Option<ArticleRow> {
    let title = format!("Новость {number}");
    store
        .read(|library| library.list_articles(&View::All, None, 500))
        .unwrap()
        .rows
        .into_iter()
        .find(|row| row.title == title)
}

/// Whether an article has its text, and all that belongs to it.
pub fn must_be_whole(store: &Store, id: ArticleId, expected: &str) {
    let article = store
        .read(|library| library.find_article(id))
        .unwrap()
        .unwrap();
    assert_eq!(article.text, expected);
    assert_eq!(article.byline, "A. Author");
    assert_eq!(article.videos.len(), 1);
    assert_eq!(
        article.related[0].article,
        Some(id),
        "links still lead to the article here"
    );
    assert!(article.picture.is_some());
}
