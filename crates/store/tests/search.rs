//! Searching: what is found, and what comes first.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::Timestamp;
use model::{ArticleId, FeedId, FeedKind, FeedSeed};
use store::{Arrived, Body, Incoming, IncomingParts, Mode, Store};

struct Library {
    _folder: tempfile::TempDir,
    store: Store,
}

fn now() -> Timestamp {
    "2026-11-20T06:00:00Z".parse().unwrap()
}

impl Library {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Mode::Write, "test", now()).unwrap();
        let seed = FeedSeed {
            url: "https://dala.example/feed".into(),
            kind: FeedKind::Feed,
            title: String::new(),
            folder: String::new(),
            language: String::new(),
            topic: String::new(),
            site_url: String::new(),
            typed: false,
        };
        store
            .write(|library| library.add_feed(&seed, now()))
            .unwrap();
        Self {
            _folder: folder,
            store,
        }
    }

    fn add(&self, number: u8, language: &str, title: &str, text: &str) -> ArticleId {
        let incoming = Incoming {
            key: [number; 16],
            guid: String::new(),
            link: String::new(),
            canonical: String::new(),
            title: title.into(),
            byline: String::new(),
            section: String::new(),
            language: language.into(),
            lead: text.into(),
            published: Some(now()),
            published_text: String::new(),
            feed_hash: [number; 32],
            body: Some(Body {
                html: format!("<p>{text}</p>"),
                text: text.into(),
            }),
            words: 1,
            parts: IncomingParts::default(),
            page_wanted: false,
            enclosures: Vec::new(),
            linked: false,
            urgent: false,
        };
        match self
            .store
            .write(|library| library.ingest(FeedId(1), &incoming, now()))
            .unwrap()
        {
            Arrived::New(id) | Arrived::Changed(id) | Arrived::Mended(id) | Arrived::Same(id) => id,
        }
    }

    fn index(&self) {
        while self.store.write(|library| library.index_some(100)).unwrap() > 0 {}
    }

    fn find(&self, query: &str) -> Vec<ArticleId> {
        let found = self
            .store
            .read(|library| library.search(query, 10))
            .unwrap();
        found.into_iter().map(|found| found.row.id).collect()
    }
}

#[test]
fn a_phrase_is_found_only_where_its_words_follow_each_other() {
    let library = Library::new();
    let apart = library.add(1, "ru", "Министр открыл", "Новая больница и старая школа.");
    let together = library.add(
        2,
        "ru",
        "Сегодня",
        "Открыли больницу: новую школу построят завтра.",
    );
    let kazakh = library.add(3, "kk", "Бүгін", "Жаңа мектеп ашылды.");
    library.index();
    assert_eq!(library.find("\"новая школа\""), [together], "in any form");
    assert_eq!(library.find("новая школа").len(), 2);
    assert_eq!(library.find("\"жана мектеп\""), [kazakh]);
    assert_eq!(library.find("\"мектеп жана\""), []);
    assert_eq!(
        library.find("\"открыл новая\""),
        [],
        "title and text are two texts"
    );
    assert_eq!(library.find("\"министр открыл\""), [apart]);
}

#[test]
fn numbers_with_a_point_are_found_whole_and_left_out_whole() {
    let library = Library::new();
    let rise = library.add(1, "en", "Rates", "Rates rose by 3.5 percent.");
    let other = library.add(2, "en", "Rates", "Rates of 5 banks rose for 3 days.");
    library.index();
    assert_eq!(library.find("3.5"), [rise]);
    assert_eq!(library.find("rates -3.5"), [other]);
    assert_eq!(library.find("rates rose -banks"), [rise]);
}

#[test]
fn the_title_weighs_more_and_then_how_often_the_word_is_there() {
    let library = Library::new();
    let once = library.add(
        1,
        "en",
        "Weather",
        "The bridge was closed by snow on Monday morning, police said.",
    );
    let often = library.add(
        2,
        "en",
        "Weather",
        "The bridge, the old bridge, and the new bridge are closed, police said.",
    );
    let title = library.add(
        3,
        "en",
        "Bridge closed",
        "Snow fell on Monday morning and closed a road, police said.",
    );
    library.index();
    assert_eq!(library.find("bridge"), [title, often, once]);
}

#[test]
fn a_changed_text_is_found_by_its_new_words_only() {
    let library = Library::new();
    let id = library.add(1, "en", "Weather", "Snow fell.");
    library.index();
    assert_eq!(library.find("snow"), [id]);
    let incoming = |text: &str| Incoming {
        key: [1; 16],
        guid: String::new(),
        link: String::new(),
        canonical: String::new(),
        title: "Weather".into(),
        byline: String::new(),
        section: String::new(),
        language: "en".into(),
        lead: text.into(),
        published: Some(now()),
        published_text: String::new(),
        feed_hash: [9; 32],
        body: Some(Body {
            html: format!("<p>{text}</p>"),
            text: text.into(),
        }),
        words: 2,
        parts: IncomingParts::default(),
        page_wanted: false,
        enclosures: Vec::new(),
        linked: false,
        urgent: false,
    };
    let changed = library
        .store
        .write(|library| library.ingest(FeedId(1), &incoming("Rain poured."), now()))
        .unwrap();
    assert_eq!(changed, Arrived::Changed(id));
    library.index();
    assert_eq!(library.find("rain"), [id]);
    assert_eq!(library.find("snow"), []);
}

#[test]
fn what_a_failed_transaction_noted_is_not_in_the_index() {
    let library = Library::new();
    let refused: store::Result<()> = library.store.write(|open| {
        let incoming = Incoming {
            key: [1; 16],
            guid: String::new(),
            link: String::new(),
            canonical: String::new(),
            title: "Lost".into(),
            byline: String::new(),
            section: String::new(),
            language: "en".into(),
            lead: String::new(),
            published: None,
            published_text: String::new(),
            feed_hash: [1; 32],
            body: None,
            words: 0,
            parts: IncomingParts::default(),
            page_wanted: false,
            enclosures: Vec::new(),
            linked: false,
            urgent: false,
        };
        open.ingest(FeedId(1), &incoming, now())?;
        Err(store::StoreError::ReadOnly)
    });
    assert!(refused.is_err());
    let kept = library.add(2, "en", "Kept", "A text.");
    library.index();
    assert_eq!(
        library.find("kept"),
        [kept],
        "it has the id that the lost one would have had"
    );
    assert_eq!(library.find("lost"), []);
}
