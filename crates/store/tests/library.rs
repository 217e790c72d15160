//! The library from outside: what goes in comes out, and what the reader did is never lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use jiff::Timestamp;
use model::{
    ArticleState, Density, Face, FeedId, FeedKind, FeedSeed, Mark, ReadWhen, Reading, Settings,
    View,
};
use store::{
    Arrived, Blob, Body, Incoming, IncomingParts, IncomingPicture, Mode, PageText, Store,
    StoreError,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-20T06:00:00Z")
}

fn open(folder: &Path) -> Store {
    Store::open(folder, Mode::Write, "test", now()).unwrap()
}

fn seed(url: &str) -> FeedSeed {
    FeedSeed {
        url: url.into(),
        kind: FeedKind::Feed,
        title: "Dala".into(),
        folder: String::new(),
        language: "en".into(),
        topic: String::new(),
        site_url: String::new(),
        typed: false,
    }
}

fn incoming(number: u8, text: &str) -> Incoming {
    let mut feed_hash = [0; 32];
    feed_hash
        .iter_mut()
        .zip(text.bytes())
        .for_each(|(slot, byte)| *slot = byte);
    Incoming {
        key: [number; 16],
        guid: format!("g{number}"),
        link: format!("https://dala.example/{number}"),
        canonical: format!("https://dala.example/{number}"),
        title: format!("Story {number}"),
        byline: String::new(),
        section: String::new(),
        language: "en".into(),
        lead: "A lead.".into(),
        published: Some(at("2026-11-20T05:00:00Z")),
        published_text: String::new(),
        feed_hash,
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
    }
}

fn add(store: &Store, number: u8, text: &str) -> Arrived {
    let feed = store
        .write(|library| {
            Ok(library
                .add_feed(&seed("https://dala.example/feed"), now())?
                .0)
        })
        .unwrap();
    store
        .write(|library| library.ingest(feed, &incoming(number, text), now()))
        .unwrap()
}

fn id_of(arrived: Arrived) -> model::ArticleId {
    match arrived {
        Arrived::New(id) | Arrived::Changed(id) | Arrived::Mended(id) | Arrived::Same(id) => id,
    }
}

#[test]
fn an_article_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let id = id_of(add(&store, 1, "The library opened on Monday."));
    let article = store
        .read(|library| library.find_article(id))
        .unwrap()
        .unwrap();
    assert_eq!(article.row.title, "Story 1");
    assert_eq!(article.html, "<p>The library opened on Monday.</p>");
    assert_eq!(
        article.row.state,
        ArticleState::Complete,
        "a text without pictures is complete"
    );
    assert_eq!(article.row.source, "Dala");
}

#[test]
fn a_changed_article_keeps_its_old_text_as_a_revision_and_stays_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let id = id_of(add(&store, 1, "First text."));
    store
        .write_act(|library| library.mark(&[id], Mark::Read))
        .unwrap();
    assert_eq!(add(&store, 1, "First text."), Arrived::Same(id));
    assert_eq!(add(&store, 1, "Second text."), Arrived::Changed(id));
    let (article, revisions) = store
        .read(|library| {
            Ok((
                library.find_article(id)?.unwrap(),
                library.list_revisions(id)?,
            ))
        })
        .unwrap();
    assert_eq!(article.text, "Second text.");
    assert!(article.row.status.read && article.row.changed.is_some());
    assert_eq!(revisions.len(), 1);
    assert_eq!(revisions[0].text, "First text.");
}

#[test]
fn marks_outlive_the_feed_and_meet_the_article_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let id = id_of(add(&store, 1, "Text."));
    store
        .write_act(|library| library.mark(&[id], Mark::Star))
        .unwrap();
    store
        .write_act(|library| library.remove_feed(FeedId(1)))
        .unwrap();
    assert!(
        store
            .read(|library| library.find_article(id))
            .unwrap()
            .is_none()
    );
    assert_eq!(
        add(&store, 1, "Text."),
        Arrived::New(id),
        "the same article gets its old id"
    );
    let row = store.read(|library| library.find_row(id)).unwrap().unwrap();
    assert!(row.status.starred, "and its old marks");
}

#[test]
fn unread_counts_follow_every_act() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let unread = || {
        store
            .read(|library| Ok(library.list_feeds()?[0].unread))
            .unwrap()
    };
    let first = id_of(add(&store, 1, "One."));
    let second = id_of(add(&store, 2, "Two."));
    assert_eq!(unread(), 2);
    store
        .write_act(|library| library.mark(&[first, second], Mark::Read))
        .unwrap();
    store
        .write_act(|library| library.mark(&[first], Mark::Read))
        .unwrap();
    assert_eq!(unread(), 0);
    store
        .write_act(|library| library.mark(&[first], Mark::Unread))
        .unwrap();
    assert_eq!(unread(), 1);
    store
        .write_act(|library| library.remove_feed(FeedId(1)))
        .unwrap();
    add(&store, 3, "Three.");
    assert_eq!(unread(), 1);
    let found = store.examine().unwrap();
    assert_eq!(found.findings, [""; 0]);
    assert_eq!(found.unindexed, 1, "an index that lags is no damage");
}

#[test]
fn an_article_is_complete_when_its_last_picture_is_here() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let id = id_of(add(&store, 1, "Text."));
    let picture = |url: &str| IncomingPicture {
        url: url.into(),
        ..Default::default()
    };
    let page = PageText {
        body: Body {
            html: "<p>Page.</p>".into(),
            text: "Page.".into(),
        },
        parts: IncomingParts {
            lead: Some(picture("https://dala.example/a.jpg")),
            photos: vec![
                picture("https://dala.example/b.jpg"),
                picture("https://dala.example/gone.jpg"),
            ],
            ..Default::default()
        },
        ..Default::default()
    };
    store
        .write(|library| library.save_page(id, &page, now()))
        .unwrap();
    let row = || store.read(|library| library.find_row(id)).unwrap().unwrap();
    assert_eq!(
        (row().state, row().pictures, row().photos),
        (ArticleState::Text, 3, 2)
    );
    for url in ["https://dala.example/a.jpg", "https://dala.example/b.jpg"] {
        let blob = Blob {
            content_type: "image/jpeg".into(),
            width: 3,
            height: 2,
            bytes: url.as_bytes().to_vec(),
        };
        let hash = store.media().save(url, &blob, now()).unwrap();
        assert_eq!(store.media().load(&hash).unwrap().unwrap(), blob);
        store
            .write(|library| library.place_picture(url, &hash, 3, 2))
            .unwrap();
    }
    assert_eq!(row().state, ArticleState::Text);
    store
        .write(|library| {
            library.fail_picture(
                "https://dala.example/gone.jpg",
                "gone",
                store::NextTry::Gone,
            )
        })
        .unwrap();
    assert_eq!((row().state, row().photos), (ArticleState::Complete, 1));
    assert!(row().thumbnail.is_some());
}

#[test]
fn pictures_are_wanted_again_when_the_cache_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let id = {
        let store = open(folder.path());
        let id = id_of(add(&store, 1, "Text."));
        let lead = Some(IncomingPicture {
            url: "https://dala.example/a.jpg".into(),
            ..Default::default()
        });
        let page = PageText {
            body: Body {
                html: String::new(),
                text: "Page.".into(),
            },
            parts: IncomingParts {
                lead,
                ..Default::default()
            },
            ..Default::default()
        };
        store
            .write(|library| library.save_page(id, &page, now()))
            .unwrap();
        let blob = Blob {
            content_type: "image/png".into(),
            width: 1,
            height: 1,
            bytes: vec![1],
        };
        let hash = store
            .media()
            .save("https://dala.example/a.jpg", &blob, now())
            .unwrap();
        store
            .write(|library| library.place_picture("https://dala.example/a.jpg", &hash, 1, 1))
            .unwrap();
        id
    };
    for name in ["media.sqlite", "media.sqlite-wal", "media.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    let store = open(folder.path());
    assert_eq!(store.reconcile_media().unwrap(), 1);
    let row = store.read(|library| library.find_row(id)).unwrap().unwrap();
    assert_eq!(row.state, ArticleState::Text);
    assert_eq!(
        store
            .read(|library| library.list_wanted_pictures(now(), 10))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_was_read_long_ago_leaves_and_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let read = id_of(add(&store, 1, "Read."));
    let starred = id_of(add(&store, 2, "Starred."));
    add(&store, 3, "Unread.");
    store
        .write_act(|library| {
            library.mark(&[read, starred], Mark::Read)?;
            library.mark(&[starred], Mark::Star)
        })
        .unwrap();
    assert_eq!(
        store
            .write(|library| library.prune(at("2026-11-19T00:00:00Z")))
            .unwrap(),
        0
    );
    assert_eq!(
        store
            .write(|library| library.prune(at("2027-03-01T00:00:00Z")))
            .unwrap(),
        1
    );
    assert!(
        store
            .read(|library| library.find_row(read))
            .unwrap()
            .is_none()
    );
    assert_eq!(
        add(&store, 1, "Read."),
        Arrived::Same(read),
        "its feed still carries it"
    );
    assert!(
        store
            .read(|library| library.find_row(read))
            .unwrap()
            .is_none()
    );
    assert_eq!(store.read(|library| library.count_articles()).unwrap(), 2);
}

#[test]
fn search_finds_other_forms_phrases_and_leaves_out_what_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let first = id_of(add(&store, 1, "Министры обсудили новые школы в Алматы."));
    let second = id_of(add(&store, 2, "Алматыда жаңа мектептер ашылды."));
    add(&store, 3, "The elections were held quietly.");
    assert_eq!(store.write(|library| library.index_some(100)).unwrap(), 3);
    let find = |query: &str| -> Vec<model::ArticleId> {
        store
            .read(|library| library.search(query, 10))
            .unwrap()
            .into_iter()
            .map(|found| found.row.id)
            .collect()
    };
    assert_eq!(find("министр"), [first]);
    assert_eq!(find("школа Алматы"), [first]);
    assert_eq!(
        find("Алматы").len(),
        2,
        "Kazakh words are found by their beginning"
    );
    assert_eq!(find("жана мектеп"), [second], "without a Kazakh keyboard");
    assert_eq!(find("\"новые школы\""), [first]);
    assert_eq!(find("\"школы новые\""), []);
    assert_eq!(find("Алматы -школы"), [second]);
    assert_eq!(find("election").len(), 1);
    assert_eq!(find("\" OR *"), []);
    let priced = id_of(add(&store, 4, "Coffee – 900 ₸."));
    assert_eq!(find("₸"), [priced], "signs are found in the texts");
    assert_eq!(find("–"), [priced]);
}

#[test]
fn lists_go_on_where_they_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for number in 1..=7 {
        add(&store, number, "Same time for all.");
    }
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store
            .read(|library| library.list_articles(&View::All, after, 3))
            .unwrap();
        seen.extend(page.rows.iter().map(|row| row.id.0));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
}

#[test]
fn a_second_writer_is_told_who_is_there_and_a_reader_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    add(&store, 1, "Text.");
    let refused = Store::open(folder.path(), Mode::Write, "other", now()).unwrap_err();
    assert!(
        matches!(&refused, StoreError::InUse { owner, .. } if owner.starts_with("test (process ")),
        "{refused}"
    );
    let reader = Store::open(folder.path(), Mode::Read, "other", now()).unwrap();
    assert_eq!(reader.read(|library| library.count_articles()).unwrap(), 1);
    assert!(matches!(
        reader.write(|library| library.index_some(1)),
        Err(StoreError::ReadOnly)
    ));
    drop(store);
    open(folder.path());
}

#[test]
fn a_question_that_comes_when_the_folder_has_just_gone_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("library");
    let store = open(&data);
    let told = store.read(|_| {
        std::fs::rename(&data, folder.path().join("elsewhere")).unwrap();
        // The one connection there is has this question: the next has to open the file.
        store.read(|_| Ok(()))
    });
    assert!(matches!(told, Err(StoreError::Gone { .. })), "{told:?}");
}

#[cfg(unix)]
#[test]
fn only_the_reader_of_this_machine_can_open_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new");
    let store = open(&folder);
    add(&store, 1, "Text.");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let file = folder.path().join("library.sqlite");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection.pragma_update(None, "user_version", 900).unwrap();
    drop(connection);
    let before = std::fs::read(&file).unwrap();
    let refused = Store::open(folder.path(), Mode::Write, "test", now()).unwrap_err();
    assert!(refused.to_string().contains("newer Qazet"), "{refused}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_file_that_is_no_library_is_named_as_damaged_to_who_may_only_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("library.sqlite"), vec![b'x'; 8192]).unwrap();
    let refused = Store::open(folder.path(), Mode::Read, "test", now()).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
}

#[test]
fn how_texts_are_set_and_the_keys_are_kept_as_they_were_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = Settings {
        reading: Reading {
            face: Face::Sans,
            size: 22,
            line: 175,
            width: 560,
            still: true,
        },
        keys: "netnewswire star=f".to_owned(),
        density: Density::Roomy,
        read_when: ReadWhen::Passed,
        unread_numbers: false,
        ..Settings::default()
    };
    let kept = chosen.clone();
    open(folder.path())
        .write_act(move |library| library.save_settings(&kept))
        .unwrap();
    let loaded = open(folder.path())
        .read(|library| library.load_settings())
        .unwrap();
    assert_eq!(loaded, chosen);
}
