//! A library of the first schema becomes one of today: nothing is lost, and a copy of it is kept.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use jiff::Timestamp;
use model::{ArticleId, FeedId, FeedKind, FeedSeed};
use rusqlite::{Connection, params};
use store::{Arrived, Body, Incoming, IncomingParts, Mode, Store};

fn now() -> Timestamp {
    "2026-11-20T06:00:00Z".parse().unwrap()
}

fn open(folder: &Path) -> Store {
    Store::open(folder, Mode::Write, "test", now()).unwrap()
}

fn incoming() -> Incoming {
    Incoming {
        key: [1; 16],
        guid: "g1".into(),
        link: "https://dala.example/1".into(),
        canonical: "https://dala.example/1".into(),
        title: "Новая школа".into(),
        byline: "A. Author".into(),
        section: String::new(),
        language: "ru".into(),
        lead: "Школа открылась.".into(),
        published: Some(now()),
        published_text: String::new(),
        feed_hash: [7; 32],
        body: Some(Body {
            html: "<p>Школа открылась в Алматы.</p>".into(),
            text: "Школа открылась в Алматы.".into(),
        }),
        words: 4,
        parts: IncomingParts::default(),
        page_wanted: false,
        linked: false,
    }
}

/// A packed text, as today's program packs it: the notation of texts is the same in both schemas.
fn packed_text() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
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
        .write(|library| {
            let (feed, _) = library.add_feed(&seed, now())?;
            library.ingest(feed, &incoming(), now())
        })
        .unwrap();
    drop(store);
    let connection = Connection::open(folder.path().join("library.sqlite")).unwrap();
    connection
        .query_row("SELECT body FROM bodies", [], |row| row.get(0))
        .unwrap()
}

fn library_of_the_first_schema(folder: &Path) {
    let connection = Connection::open(folder.join("library.sqlite")).unwrap();
    connection
        .execute_batch(include_str!("../src/migrations/001_library.sql"))
        .unwrap();
    connection
        .execute_batch(
            "INSERT INTO feeds (id, url, kind, title, added) VALUES (1, 'https://dala.example/feed', 'feed', 'Dala', 1);
             INSERT INTO statuses (id, feed, key, read, starred, arrived) VALUES (5, 1, x'01010101010101010101010101010101', 1, 1, 2);
             INSERT INTO articles (id, feed, guid, link, canonical, title, byline, language, lead, published, state, origin, words, feed_hash)
               VALUES (5, 1, 'g1', 'https://dala.example/1', 'https://dala.example/1', 'Новая школа', 'A. Author', 'ru', 'Школа открылась.',
                       3, 'complete', 'feed', 4, x'0707070707070707070707070707070707070707070707070707070707070707');
             INSERT INTO links (article, role, position, title, url, canonical)
               VALUES (5, 'related', 0, 'Itself', 'https://dala.example/1?utm_source=x', 'https://dala.example/1');
             INSERT INTO search (rowid, title, body) VALUES (5, 'нов школ', 'школ откр в алмат');
             PRAGMA user_version = 1;",
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO bodies (article, body) VALUES (5, ?1)",
            params![packed_text()],
        )
        .unwrap();
}

#[test]
fn a_library_of_the_first_schema_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    library_of_the_first_schema(folder.path());
    let store = open(folder.path());
    let article = store
        .read(|library| library.find_article(ArticleId(5)))
        .unwrap()
        .unwrap();
    assert_eq!(article.row.title, "Новая школа");
    assert_eq!(article.text, "Школа открылась в Алматы.");
    assert_eq!(article.byline, "A. Author");
    assert!(article.row.status.read && article.row.status.starred);
    assert_eq!(
        article.related[0].article,
        Some(ArticleId(5)),
        "links still lead to the article here"
    );
    let found = store
        .read(|library| library.find_by_canonical("https://dala.example/1"))
        .unwrap();
    assert_eq!(found, Some(ArticleId(5)));
    let again = store
        .write(|library| library.ingest(FeedId(1), &incoming(), now()))
        .unwrap();
    assert_eq!(
        again,
        Arrived::Same(ArticleId(5)),
        "its feed said the same, so it did not change"
    );

    while store.write(|library| library.index_some(100)).unwrap() > 0 {}
    let found = store
        .read(|library| library.search("\"школа открылась\"", 10))
        .unwrap();
    assert_eq!(found.len(), 1, "it is in the new index");
    assert_eq!(store.examine().unwrap().findings, Vec::<String>::new());
}

#[test]
fn a_copy_of_a_library_is_kept_before_it_migrates() {
    let folder = tempfile::tempdir().unwrap();
    library_of_the_first_schema(folder.path());
    drop(open(folder.path()));
    let copies: Vec<_> = std::fs::read_dir(folder.path().join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(copies.len(), 1, "{copies:?}");
    let copy = Connection::open(&copies[0]).unwrap();
    let kept: (i64, String) = copy
        .query_row("SELECT count(*), max(canonical) FROM articles", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(kept, (1, "https://dala.example/1".to_owned()));
}
