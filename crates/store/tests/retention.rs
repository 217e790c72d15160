//! Retention: what is let go of, what never goes, and that the disk gets its space back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod filled;

use filled::{at, incoming, now, open, row, seed};
use jiff::Timestamp;
use model::{ArticleId, ArticleState, Kept, Mark, View};
use store::{Blob, IncomingPicture, Store};

/// Bytes that no packing makes smaller.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// So many articles of a feed, a day older each, with a text and pictures: of every second one, a photo report of two photos. All are read.
fn library(folder: &std::path::Path, articles: u16, picture_bytes: usize) -> Store {
    let store = open(folder);
    store
        .write_act(|library| {
            let (feed, _) = library.add_feed(&seed("dala", ""), now())?;
            for number in 0..articles {
                let text: String = noise(u64::from(number), 12_000)
                    .iter()
                    .map(|byte| char::from(b'a' + byte % 26))
                    .collect();
                let mut article = incoming(number, &text);
                let day = jiff::SignedDuration::from_hours(24 * i64::from(number));
                article.published = Some(now().checked_sub(day).unwrap());
                if number % 2 == 1 {
                    let photo = |name: &str| IncomingPicture {
                        url: format!("https://dala.example/{number}/{name}.jpg"),
                        ..IncomingPicture::default()
                    };
                    article.parts.photos = vec![photo("one"), photo("two")];
                }
                library.ingest(feed, &article, article.published.unwrap())?;
            }
            let ids = library.list_unread_ids(&View::All)?;
            library.mark(&ids, Mark::Read)
        })
        .unwrap();
    let wanted = store
        .read(|library| library.list_wanted_pictures(now(), 1000))
        .unwrap();
    let long_ago = at("2026-01-01T00:00:00Z");
    for (number, picture) in wanted.iter().enumerate() {
        let blob = Blob {
            content_type: "image/jpeg".into(),
            width: 2,
            height: 2,
            bytes: noise(1000 + number as u64, picture_bytes),
        };
        let hash = store.media().save(&picture.url, &blob, long_ago).unwrap();
        store
            .write(|library| library.place_picture(&picture.url, &hash, 2, 2))
            .unwrap();
    }
    store
}

fn size_of(folder: &std::path::Path, file: &str) -> u64 {
    ["", "-wal"]
        .iter()
        .filter_map(|beside| std::fs::metadata(folder.join(format!("{file}{beside}"))).ok())
        .map(|file| file.len())
        .sum()
}

fn count(store: &Store, kind: Kept) -> u32 {
    let weights = store.weigh().unwrap();
    weights.iter().find(|one| one.kind == kind).unwrap().count
}

fn id(store: &Store, number: u16) -> ArticleId {
    row(store, number).unwrap().id
}

#[test]
fn each_kind_is_weighed() {
    let folder = tempfile::tempdir().unwrap();
    let store = library(folder.path(), 10, 1000);
    store
        .write_act(|library| library.mark(&[id(&store, 0)], Mark::Star))
        .unwrap();
    let [texts, pictures, reports] = store.weigh().unwrap();
    assert_eq!((texts.count, pictures.count, reports.count), (10, 5, 5));
    // A report's lead picture is one of the report's.
    assert_eq!((pictures.bytes, reports.bytes), (5000, 15_000));
    assert_eq!((pictures.clearable, reports.clearable), (4000, 15_000));
    assert!(texts.bytes > 10_000 && texts.clearable < texts.bytes);
}

#[test]
fn pictures_beyond_their_room_leave_the_oldest_first_and_never_those_with_a_star_or_saved() {
    let folder = tempfile::tempdir().unwrap();
    let store = library(folder.path(), 10, 1000);
    store
        .write_act(|library| {
            library.mark(&[id(&store, 8)], Mark::Star)?;
            library.mark(&[id(&store, 6)], Mark::Save)
        })
        .unwrap();
    // Five pictures of articles 0, 2, 4, 6, 8: room for three, of which two are kept by their marks.
    let left = store
        .keep_pictures_within(Kept::Pictures, Timestamp::MIN, 3000)
        .unwrap();
    assert_eq!(left, 2);
    let state = |number| row(&store, number).unwrap().state;
    let expected = [
        (0, ArticleState::Complete),
        (2, ArticleState::Text),
        (4, ArticleState::Text),
        (6, ArticleState::Complete),
        (8, ArticleState::Complete),
        (9, ArticleState::Complete),
    ];
    for (number, expected) in expected {
        assert_eq!(state(number), expected, "article {number}");
    }
    let article = store
        .read(|library| library.find_article(id(&store, 2)))
        .unwrap()
        .unwrap();
    let picture = article.picture.expect("it keeps its place");
    assert_eq!((picture.caption.as_str(), picture.hash), ("Мост", None));
    let wanted = store
        .read(|library| library.list_wanted_pictures(now(), 100))
        .unwrap();
    assert_eq!(wanted, [], "what was let go is not fetched again by itself");

    store
        .write_act(|library| library.mark(&[id(&store, 2)], Mark::Star))
        .unwrap();
    let wanted = store
        .read(|library| library.list_wanted_pictures(now(), 100))
        .unwrap();
    assert_eq!(wanted.len(), 1, "what gets a star gets its picture back");
}

#[test]
fn pictures_of_what_was_read_long_ago_leave_and_those_of_unread_articles_stay() {
    let folder = tempfile::tempdir().unwrap();
    let store = library(folder.path(), 10, 1000);
    store
        .write_act(|library| library.mark(&[id(&store, 9)], Mark::Unread))
        .unwrap();
    let before = now()
        .checked_sub(jiff::SignedDuration::from_hours(24 * 6 + 1))
        .unwrap();
    let left = store
        .keep_pictures_within(Kept::PhotoReports, before, 0)
        .unwrap();
    assert_eq!(left, 1, "of 7 and 9 only the read one");
    assert_eq!(row(&store, 7).unwrap().state, ArticleState::Text);
    assert_eq!(row(&store, 9).unwrap().state, ArticleState::Complete);
}

#[test]
fn texts_beyond_their_room_leave_read_ones_first_and_do_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = library(folder.path(), 10, 10);
    store
        .write_act(|library| {
            library.mark(&[id(&store, 9)], Mark::Star)?;
            library.mark(&[id(&store, 8), id(&store, 7)], Mark::Unread)
        })
        .unwrap();
    let all = store.weigh().unwrap()[0].bytes;
    let left = store.keep_texts_within(all * 45 / 100).unwrap();
    assert_eq!(left, 6);
    let here: Vec<u16> = (0..10).filter(|n| row(&store, *n).is_some()).collect();
    assert_eq!(here, [0, 7, 8, 9], "the oldest read ones left");
    let again = store
        .write(|library| {
            let feed = library.find_feed_by_url(&seed("dala", "").url)?.unwrap();
            library.ingest(feed.id, &incoming(5, "anew"), now())
        })
        .unwrap();
    assert!(matches!(again, store::Arrived::Same(_)));
    assert_eq!(row(&store, 5), None);
    store.keep_texts_within(1).unwrap();
    assert_eq!(count(&store, Kept::Texts), 1, "only the star is left");
    assert!(store.examine().unwrap().findings.is_empty());
}

#[test]
fn the_space_of_what_left_returns_to_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = library(folder.path(), 200, 20_000);
    store.give_space_back(now()).unwrap();
    let (texts, pictures) = (
        size_of(folder.path(), "library.sqlite"),
        size_of(folder.path(), "media.sqlite"),
    );
    assert!(
        texts > 1_500_000 && pictures > 8_000_000,
        "{texts} {pictures}"
    );
    for kind in [Kept::Pictures, Kept::PhotoReports] {
        store.clear_pictures(kind).unwrap();
    }
    store
        .write(|library| library.prune(Timestamp::MAX))
        .unwrap();
    store.give_space_back(now()).unwrap();
    let (texts_now, pictures_now) = (
        size_of(folder.path(), "library.sqlite"),
        size_of(folder.path(), "media.sqlite"),
    );
    println!("library.sqlite {texts} → {texts_now}, media.sqlite {pictures} → {pictures_now}");
    assert!(texts_now * 3 < texts, "{texts} → {texts_now}");
    assert!(pictures_now * 50 < pictures, "{pictures} → {pictures_now}");
    let found = store.examine().unwrap();
    assert_eq!((found.articles, found.media_bytes), (0, 0));
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[test]
fn a_file_of_an_earlier_qazet_gives_its_space_back_too() {
    let folder = tempfile::tempdir().unwrap();
    drop(library(folder.path(), 100, 10));
    let path = folder.path().join("library.sqlite");
    let earlier = rusqlite::Connection::open(&path).unwrap();
    earlier
        .execute_batch("PRAGMA auto_vacuum = NONE; VACUUM;")
        .unwrap();
    drop(earlier);
    let store = open(folder.path());
    let before = size_of(folder.path(), "library.sqlite");
    store
        .write(|library| library.prune(Timestamp::MAX))
        .unwrap();
    store.give_space_back(now()).unwrap();
    let after = size_of(folder.path(), "library.sqlite");
    assert!(after * 3 < before * 2, "{before} → {after}");
    assert!(store.examine().unwrap().findings.is_empty());
}

#[test]
fn a_picture_that_came_a_moment_ago_is_not_taken_for_a_leftover() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let blob = |number| Blob {
        content_type: "image/png".into(),
        width: 1,
        height: 1,
        bytes: noise(number, 100),
    };
    let fresh = store
        .media()
        .save("https://a.kz/1", &blob(1), now())
        .unwrap();
    let old = store
        .media()
        .save("https://a.kz/2", &blob(2), at("2026-01-01T00:00:00Z"))
        .unwrap();
    store.give_space_back(now()).unwrap();
    assert!(store.media().holds(&fresh).unwrap());
    assert!(!store.media().holds(&old).unwrap());
}
