//! Which sources tell the same story.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, FeedId, Mark, View};
use store::{Arrived, Incoming, PageText, SAME_TITLE, Store};

mod filled;

use filled::{now, open, seed};

const TITLE: &str = "Ёлку зажгли на площади в Алматы";

/// A library with the feeds `a`, `b` and `c`.
fn library() -> (tempfile::TempDir, Store, [FeedId; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let feeds = ["a", "b", "c"].map(|name| {
        let added = store.write_act(|library| library.add_feed(&seed(name, ""), now()));
        added.unwrap().0
    });
    (folder, store, feeds)
}

/// Article `number`, of an address of its own.
fn told(number: u16, title: &str, published: Timestamp) -> Incoming {
    Incoming {
        title: title.to_owned(),
        published: Some(published),
        ..filled::incoming(number, title)
    }
}

fn add(store: &Store, feed: FeedId, incoming: &Incoming) -> ArticleId {
    match store
        .write(|library| library.ingest(feed, incoming, now()))
        .unwrap()
    {
        Arrived::New(id) | Arrived::Changed(id) | Arrived::Same(id) | Arrived::Mended(id) => id,
    }
}

fn sources(store: &Store, id: ArticleId) -> u32 {
    let row = store.read(|library| library.find_row(id)).unwrap().unwrap();
    let page = store.read(|library| library.list_articles(&View::All, None, 500));
    for listed in page.unwrap().rows.iter().filter(|listed| listed.id == id) {
        assert_eq!(listed.sources, row.sources, "a list says what the row says");
    }
    let accounts = store.read(|library| library.list_accounts(id)).unwrap();
    assert_eq!(accounts.len() as u32 + 1, row.sources, "{accounts:?}");
    row.sources
}

#[test]
fn an_article_alone_has_one_source() {
    let (_folder, store, [a, b, _]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    add(
        &store,
        b,
        &told(2, "Ёлку зажгли на площади в Астане", now()),
    );
    assert_eq!(sources(&store, one), 1);
    let nameless = add(&store, a, &told(3, "", now()));
    add(&store, b, &told(4, "", now()));
    assert_eq!(sources(&store, nameless), 1, "no headline is no story");
}

#[test]
fn an_equal_address_is_one_story_whatever_the_headlines_and_the_time() {
    let (_folder, store, [a, b, _]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    let late = now() + SignedDuration::from_hours(24 * 30);
    let other = add(&store, b, &told(1, "В Алматы праздник", late));
    assert_eq!((sources(&store, one), sources(&store, other)), (2, 2));
}

#[test]
fn an_address_that_a_source_gives_to_several_articles_names_none() {
    let (_folder, store, [a, b, _]) = library();
    let front_page = |number, title: &str| Incoming {
        canonical: "https://dala.example".to_owned(),
        ..told(number, title, now())
    };
    let one = add(&store, a, &front_page(1, "Первая новость"));
    add(&store, a, &front_page(2, "Вторая новость"));
    let other = add(&store, b, &front_page(3, "Третья новость"));
    add(&store, b, &front_page(4, "Четвёртая новость"));
    assert_eq!((sources(&store, one), sources(&store, other)), (1, 1));
}

#[test]
fn an_equal_headline_is_one_story_in_any_case_and_without_its_dots() {
    let (_folder, store, [a, b, c]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    add(
        &store,
        b,
        &told(2, "ЕЛКУ ЗАЖГЛИ НА ПЛОЩАДИ В АЛМАТЫ", now()),
    );
    add(
        &store,
        c,
        &told(3, "«Елку» зажгли на площади в Алматы!", now()),
    );
    assert_eq!(sources(&store, one), 3);
}

#[test]
fn equal_headlines_are_one_story_within_72_hours_and_not_later() {
    let (_folder, store, [a, b, c]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    let edge = now() - SAME_TITLE;
    add(&store, b, &told(2, TITLE, edge));
    assert_eq!(sources(&store, one), 2, "72 hours are within 72 hours");
    let past = edge - SignedDuration::from_millis(1);
    let old = add(&store, c, &told(3, TITLE, past));
    assert_eq!(sources(&store, one), 2);
    assert_eq!(sources(&store, old), 2, "it is near the second one");
}

#[test]
fn two_articles_of_one_source_are_not_two_sources() {
    let (_folder, store, [a, b, _]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    add(&store, a, &told(2, TITLE, now()));
    assert_eq!(sources(&store, one), 1, "its own");
    let hour = SignedDuration::from_hours(1);
    add(&store, b, &told(3, TITLE, now() - hour));
    let last = add(&store, b, &told(4, TITLE, now()));
    add(&store, b, &told(5, TITLE, now() - hour));
    assert_eq!(sources(&store, one), 2, "another's");
    let accounts = store.read(|library| library.list_accounts(one)).unwrap();
    assert_eq!(accounts[0].id, last, "of each source its last account");
}

#[test]
fn what_is_hidden_or_known_only_through_a_link_does_not_count() {
    let (_folder, store, [a, b, c]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    let hidden = add(&store, b, &told(2, TITLE, now()));
    let linked = Incoming {
        linked: true,
        ..told(1, TITLE, now())
    };
    add(&store, c, &linked);
    assert_eq!(sources(&store, one), 2);
    let mark = |mark| {
        store
            .write_act(|library| library.mark(&[hidden], mark))
            .unwrap()
    };
    mark(Mark::Hide);
    assert_eq!(sources(&store, one), 1);
    mark(Mark::Unhide);
    assert_eq!(sources(&store, one), 2);
    let brought = Incoming {
        linked: false,
        ..linked
    };
    add(&store, c, &brought);
    assert_eq!(sources(&store, one), 3, "now its feed brings it");
}

#[test]
fn accounts_come_newest_first_with_their_source_and_whether_they_are_read() {
    let (_folder, store, [a, b, c]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    let hour = SignedDuration::from_hours(1);
    let older = add(&store, b, &told(2, TITLE, now() - hour));
    let newer = add(&store, c, &told(3, TITLE, now()));
    store
        .write_act(|library| library.mark(&[older], Mark::Read))
        .unwrap();
    let article = store.read(|library| library.find_article(one)).unwrap();
    let accounts = article.unwrap().elsewhere;
    let told: Vec<_> = accounts
        .iter()
        .map(|account| (account.id, account.source.as_str(), account.read))
        .collect();
    assert_eq!(told, [(newer, "c", false), (older, "b", true)]);
    assert_eq!(accounts[1].published, now() - hour);
}

#[test]
fn a_headline_that_changes_joins_another_story() {
    let (_folder, store, [a, b, c]) = library();
    let one = add(&store, a, &told(1, TITLE, now()));
    let other = add(&store, b, &told(2, "Пока без заголовка", now()));
    let third = add(&store, c, &told(3, "Скоро на этой странице", now()));
    assert_eq!(sources(&store, one), 1);
    add(&store, b, &told(2, TITLE, now()));
    assert_eq!(sources(&store, one), 2, "its feed changed it");
    let page = PageText {
        title: TITLE.to_owned(),
        ..PageText::default()
    };
    store
        .write(|library| library.save_page(third, &page, now()))
        .unwrap();
    assert_eq!(sources(&store, one), 3, "its page has another headline");
    add(&store, b, &told(2, "Совсем другая новость", now()));
    assert_eq!((sources(&store, one), sources(&store, other)), (2, 1));
}
