//! What the reader hides is in no list but its own, whatever comes later, and nothing of it is lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use model::{ArticleId, FeedId, Mark, View};
use store::{Mode, Store};

mod filled;

use filled::{at, incoming, now, open, text};

const MIDNIGHT: &str = "2026-11-19T00:00:00Z";

fn mark(store: &Store, id: ArticleId, mark: Mark) {
    store
        .write_act(|library| library.mark(&[id], mark))
        .unwrap();
}

fn ids(store: &Store, view: View) -> Vec<ArticleId> {
    let page = store.read(|library| library.list_articles(&view, None, 500));
    page.unwrap().rows.into_iter().map(|row| row.id).collect()
}

fn counts(store: &Store) -> model::Counts {
    store
        .read(|library| library.load_counts(at(MIDNIGHT)))
        .unwrap()
}

fn status(store: &Store, id: ArticleId) -> model::Status {
    let row = store.read(|library| library.find_row(id)).unwrap();
    row.unwrap().status
}

fn must_be_sound(store: &Store) {
    assert_eq!(store.examine().unwrap().findings, [""; 0]);
}

/// A library with the articles 1 (read), 2 (with a star), 3 (saved) and 5, and the id of the fifth.
fn library() -> (tempfile::TempDir, Store, ArticleId) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 5);
    while store.write(|library| library.index_some(100)).unwrap() > 0 {}
    let fifth = filled::row(&store, 5).unwrap().id;
    (folder, store, fifth)
}

#[test]
fn a_hidden_article_leaves_every_list_and_every_count_and_is_read() {
    let (_folder, store, fifth) = library();
    let before = counts(&store);
    for id in ids(&store, View::All) {
        mark(&store, id, Mark::Hide);
        assert!(status(&store, id).read);
    }
    let views = [
        View::All,
        View::Since(at(MIDNIGHT)),
        View::Unread,
        View::Starred,
        View::Saved,
        View::Folder("Города".into()),
        View::Feed(FeedId(1)),
    ];
    for view in views {
        assert_eq!(ids(&store, view.clone()), [], "{view:?}");
    }
    assert_eq!(ids(&store, View::Hidden).len(), 4);
    let none = model::Counts {
        hidden: 4,
        ..model::Counts::default()
    };
    assert_eq!(counts(&store), none);
    let found = |query: &str| store.read(|library| library.search(query, 10)).unwrap();
    assert_eq!((found("мост"), found(".")), (Vec::new(), Vec::new()));
    let packable = store.read(|library| library.list_packable(at(MIDNIGHT), now(), 10));
    assert_eq!(packable.unwrap(), []);
    let told = store.read(|library| library.list_headlines(&[fifth]));
    assert_eq!(told.unwrap(), []);
    let whole = store.read(|library| library.find_article(fifth)).unwrap();
    assert_eq!(whole.unwrap().text, text(5), "it is there all the same");

    for id in ids(&store, View::Hidden) {
        mark(&store, id, Mark::Unhide);
    }
    let after = model::Counts {
        unread: 0,
        ..before
    };
    assert_eq!(counts(&store), after);
    assert_eq!(found("мост").len(), 4);
    must_be_sound(&store);
}

#[test]
fn what_the_reader_wants_later_is_hidden_no_more() {
    let (_folder, store, fifth) = library();
    for wanted in [Mark::Unread, Mark::Star, Mark::Save, Mark::Unhide] {
        mark(&store, fifth, Mark::Hide);
        assert!(status(&store, fifth).hidden);
        mark(&store, fifth, wanted);
        assert!(!status(&store, fifth).hidden, "{wanted:?}");
    }
    for other in [Mark::Read, Mark::Unstar, Mark::Unsave] {
        mark(&store, fifth, Mark::Hide);
        mark(&store, fifth, other);
        assert!(status(&store, fifth).hidden, "{other:?}");
    }
    let starred = ids(&store, View::Starred)[0];
    mark(&store, starred, Mark::Hide);
    assert!(status(&store, starred).starred, "its star stays");
    must_be_sound(&store);
}

#[test]
fn a_hidden_article_that_comes_again_is_still_hidden() {
    let (_folder, store, fifth) = library();
    mark(&store, fifth, Mark::Hide);
    let comes = |text: &str| {
        store
            .write(|library| library.ingest(FeedId(1), &incoming(5, text), now()))
            .unwrap();
        assert!(status(&store, fifth).hidden);
        assert!(!ids(&store, View::All).contains(&fifth));
    };
    comes(&text(5));
    comes("Мост снова закрылся.");
    store
        .write_act(|library| library.remove_feed(FeedId(1)))
        .unwrap();
    store
        .write_act(|library| library.add_feed(&filled::seed("dala", ""), now()))
        .unwrap();
    comes(&text(5));
    must_be_sound(&store);
}

#[test]
fn a_source_that_becomes_one_with_another_keeps_what_was_hidden_in_either() {
    let (_folder, store, fifth) = library();
    mark(&store, fifth, Mark::Hide);
    let moved = store
        .write(|library| {
            let (new, _) = library.add_feed(&filled::seed("new", ""), now())?;
            library.ingest(new, &incoming(5, &text(5)), now())?;
            library.move_feed(FeedId(1), "https://new.example/feed", now())
        })
        .unwrap();
    let all = ids(&store, View::Feed(moved));
    assert_eq!(all.len(), 3);
    assert_eq!(ids(&store, View::Hidden).len(), 1);
    must_be_sound(&store);
}

#[test]
fn what_is_hidden_is_in_the_backup_and_in_what_is_rescued_with_it() {
    let (folder, store, fifth) = library();
    mark(&store, fifth, Mark::Hide);
    store.back_up(now()).unwrap().unwrap();
    drop(store);
    std::fs::remove_file(folder.path().join("library.sqlite")).unwrap();
    let store = Store::open(folder.path(), Mode::Write, "test", now()).unwrap();
    assert!(store.rescued().is_some());
    store
        .write(|library| library.ingest(FeedId(1), &incoming(5, &text(5)), now()))
        .unwrap();
    assert_eq!(ids(&store, View::Hidden), [fifth]);
    assert!(!ids(&store, View::All).contains(&fifth));
    must_be_sound(&store);
}

#[test]
fn an_old_hidden_article_leaves_and_does_not_come_back() {
    let (_folder, store, fifth) = library();
    mark(&store, fifth, Mark::Hide);
    store
        .write(|library| library.prune(at("2027-03-01T00:00:00Z")))
        .unwrap();
    assert_eq!(ids(&store, View::Hidden), []);
    store
        .write(|library| library.ingest(FeedId(1), &incoming(5, &text(5)), now()))
        .unwrap();
    assert!(!ids(&store, View::All).contains(&fifth));
    must_be_sound(&store);
}
