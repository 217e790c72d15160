//! Damaged libraries: whatever happens to the file, it opens again, what the reader did is there, and the damaged file is kept.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use model::{ArticleId, Mark, Reach, View};
use store::{Mode, Rescued, Store, StoreError, want_check};

mod filled;

use filled::{must_be_whole, now, open, row, text};

/// The day after the library was backed up.
fn tomorrow() -> Timestamp {
    now() + SignedDuration::from_hours(24)
}

fn open_tomorrow(folder: &Path) -> Store {
    Store::open(folder, Mode::Write, "test", tomorrow()).unwrap()
}

/// A folder with a library of `articles` articles and its backup of yesterday; since then the reader starred the fifth article.
fn library_with_backup(articles: u16) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, articles);
    store
        .write_act(|library| {
            let quiet = library.find_feed_by_url("https://quiet.example/feed")?;
            library.set_reach(quiet.unwrap().id, Reach::Headlines)
        })
        .unwrap();
    assert!(store.back_up(now()).unwrap().is_some());
    let fifth = row(&store, 5).unwrap().id;
    store
        .write_act(|library| library.mark(&[fifth], Mark::Star))
        .unwrap();
    folder
}

fn library(folder: &Path) -> PathBuf {
    folder.join("library.sqlite")
}

fn damage(folder: &Path, how: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = std::fs::read(library(folder)).unwrap();
    how(&mut bytes);
    std::fs::write(library(folder), &bytes).unwrap();
    bytes
}

fn noise(bytes: &mut [u8]) {
    let mut state = 88_172_645_463_325_252_u64;
    for byte in bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        *byte = state as u8;
    }
}

/// What the reader did up to yesterday, and that all is well now.
fn must_have_what_was_backed_up(store: &Store) -> Rescued {
    let settings = store.read(|library| library.load_settings()).unwrap();
    assert_eq!(
        (settings.language.as_str(), settings.city.as_str()),
        ("kk", "astana")
    );
    assert!(
        store
            .read(|library| library.find_city("omm-1"))
            .unwrap()
            .is_some()
    );
    let feeds = store.read(|library| library.list_feeds()).unwrap();
    let named: Vec<(&str, &str, bool)> = feeds
        .iter()
        .map(|feed| (feed.title.as_str(), feed.folder.as_str(), feed.paused))
        .collect();
    assert_eq!(
        named,
        [("dala", "Города", false), ("Тихий", "Прочее", true)]
    );
    assert_eq!(
        (feeds[0].reach, feeds[1].reach),
        (Reach::Everything, Reach::Headlines)
    );
    assert!(
        feeds.iter().all(|feed| feed.validators.etag.is_none()),
        "sources are asked as for the first time, so that they send what is missing"
    );
    // Starred and saved articles are there with all that belongs to them; the read one when it comes again.
    let second = row(store, 2).unwrap();
    assert!(second.status.starred);
    must_be_whole(store, second.id, &text(2));
    let third = row(store, 3).unwrap();
    assert!(third.status.saved);
    must_be_whole(store, third.id, "Мост закрылся.");
    let earlier = store
        .read(|library| library.list_revisions(third.id))
        .unwrap();
    assert_eq!(earlier.len(), 1);
    let dala = feeds[0].id;
    for number in 1..=5 {
        store
            .write(|library| library.ingest(dala, &filled::incoming(number, &text(number)), now()))
            .unwrap();
    }
    assert!(row(store, 1).unwrap().status.read);
    assert_eq!(row(store, 4), None, "what was pruned does not return");

    while store.write(|library| library.index_some(100)).unwrap() > 0 {}
    let found = store.examine().unwrap();
    assert_eq!(found.findings, [""; 0]);
    store.rescued().expect("a rescue").clone()
}

/// Nothing is deleted: the damaged file is there byte for byte.
fn must_be_kept(folder: &Path, rescued: &Rescued, damaged: &[u8]) {
    let aside = folder.join(rescued.aside.as_ref().unwrap());
    assert_eq!(std::fs::read(aside).unwrap(), damaged);
    let left: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("rescued") || name == "check-wanted")
        .collect();
    assert_eq!(left, [""; 0], "nothing of the rescue is left lying about");
}

#[test]
fn a_library_of_noise_comes_back_from_its_backup() {
    let folder = library_with_backup(5);
    let damaged = damage(folder.path(), |bytes| noise(bytes));
    let store = open_tomorrow(folder.path());
    let rescued = must_have_what_was_backed_up(&store);
    must_be_kept(folder.path(), &rescued, &damaged);
    assert_eq!(rescued.feeds, 2);
    assert_eq!(
        rescued.backup.as_deref(),
        Some("backups/library-20261120.sqlite")
    );
    let told = rescued.to_string();
    assert!(
        told.contains("was damaged and has been rebuilt: 2 sources")
            && told.contains("kept as damaged/library-20261121-060000.sqlite"),
        "{told}"
    );

    // It is told until it was seen.
    drop(store);
    let store = open_tomorrow(folder.path());
    assert_eq!(store.rescued(), None);
    let note = || store.read(|library| library.find_rescued()).unwrap();
    assert_eq!(note(), Some(rescued));
    store.write_act(|library| library.forget_rescued()).unwrap();
    assert_eq!(note(), None);
}

#[test]
fn what_a_truncated_library_still_holds_is_newer_than_its_backup() {
    for part in [1, 3, 7] {
        let folder = library_with_backup(200);
        let damaged = damage(folder.path(), |bytes| {
            bytes.truncate(bytes.len() * part / 8)
        });
        let store = open_tomorrow(folder.path());
        let rescued = must_have_what_was_backed_up(&store);
        must_be_kept(folder.path(), &rescued, &damaged);
    }
}

#[test]
fn an_emptied_or_deleted_library_comes_back_from_its_backup() {
    let folder = library_with_backup(5);
    std::fs::write(library(folder.path()), "").unwrap();
    must_have_what_was_backed_up(&open_tomorrow(folder.path()));

    let folder = library_with_backup(5);
    std::fs::remove_file(library(folder.path())).unwrap();
    let rescued = must_have_what_was_backed_up(&open_tomorrow(folder.path()));
    assert_eq!(rescued.aside, None);
    assert!(rescued.to_string().contains("was gone"));
}

#[test]
fn a_hot_log_counts_in_a_rescue() {
    let folder = library_with_backup(5);
    // The star since yesterday is in the log only, as after a kill.
    let copy = tempfile::tempdir().unwrap();
    {
        let store = open(folder.path());
        let first = row(&store, 1).unwrap().id;
        store
            .write_act(|library| library.mark(&[first], Mark::Star))
            .unwrap();
        for name in ["library.sqlite", "library.sqlite-wal"] {
            std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
        }
    }
    std::fs::create_dir(copy.path().join("backups")).unwrap();
    let name = "backups/library-20261120.sqlite";
    std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    want_check(copy.path()).unwrap();
    let damaged = damage(copy.path(), |bytes| {
        let middle = bytes.len() / 2;
        noise(&mut bytes[middle..]);
    });
    let log = std::fs::read(copy.path().join("library.sqlite-wal")).unwrap();
    let store = open_tomorrow(copy.path());
    let rescued = must_have_what_was_backed_up(&store);
    must_be_kept(copy.path(), &rescued, &damaged);
    let aside = format!("{}-wal", rescued.aside.unwrap());
    assert_eq!(std::fs::read(copy.path().join(aside)).unwrap(), log);
}

/// Marks of every article by its key, as a file says.
fn marks(store: &Store) -> BTreeMap<ArticleId, (bool, bool, bool)> {
    let mut marks = BTreeMap::new();
    let mut after = None;
    loop {
        let page = store
            .read(|library| library.list_articles(&View::All, after, 100))
            .unwrap();
        for row in page.rows {
            let status = row.status;
            marks.insert(row.id, (status.read, status.starred, status.saved));
        }
        after = page.next;
        if after.is_none() {
            return marks;
        }
    }
}

#[test]
fn a_byte_flipped_anywhere_loses_no_star() {
    let folder = library_with_backup(60);
    let sound = std::fs::read(library(folder.path())).unwrap();
    let before = marks(&open(folder.path()));
    let mut rescues = 0;
    // One byte in each page, at another place each time, and one of what says how the page is laid out.
    let places = (0..sound.len() / 8192)
        .flat_map(|page| [(page * 977) % 8192, 3 + page % 5].map(|byte| page * 8192 + byte));
    for place in places {
        damage(folder.path(), |bytes| {
            bytes.clone_from(&sound);
            bytes[place] ^= 0x55;
        });
        want_check(folder.path()).unwrap();
        let store = open_tomorrow(folder.path());
        rescues += u32::from(store.rescued().is_some());
        let now = marks(&store);
        let starred = |marks: &BTreeMap<ArticleId, (bool, bool, bool)>| {
            marks
                .values()
                .filter(|(_, starred, saved)| *starred || *saved)
                .count()
        };
        assert!(
            starred(&now) >= 2,
            "byte {place}: {} of {}",
            starred(&now),
            starred(&before)
        );
        // A text that unpacks to nothing is no damage of the file.
        store.repair().unwrap();
        assert_eq!(store.examine().unwrap().findings, [""; 0], "byte {place}");
    }
    assert!(rescues >= 3, "damage of the file is found: {rescues}");
}

#[test]
fn a_headline_whose_letters_are_broken_costs_a_letter_and_no_list() {
    let folder = library_with_backup(5);
    let title = "Новость 1".as_bytes();
    damage(folder.path(), |bytes| {
        let places: Vec<usize> = (0..bytes.len() - title.len())
            .filter(|at| bytes[*at..].starts_with(title))
            .collect();
        assert!(!places.is_empty(), "the title stands in the file");
        for place in places {
            bytes[place] ^= 0x55;
        }
    });
    let store = open_tomorrow(folder.path());
    let list = |store: &Store| {
        let page = store.read(|library| library.list_articles(&View::All, None, 100));
        page.map(|page| page.rows)
    };
    let met = list(&store).unwrap_err();
    assert!(met.to_string().contains("Start Qazet again"), "{met}");
    drop(store);
    let store = open_tomorrow(folder.path());
    assert!(
        store.rescued().is_none(),
        "nothing is lost, so nothing is set aside"
    );
    let titles: Vec<String> = list(&store)
        .unwrap()
        .into_iter()
        .map(|row| row.title)
        .collect();
    let is_mended = |title: &String| title.starts_with('\u{fffd}') && title.ends_with("овость 1");
    assert!(titles.iter().any(is_mended), "{titles:?}");
}

#[test]
fn damage_in_the_middle_costs_only_what_lies_there() {
    let folder = library_with_backup(400);
    let before = marks(&open(folder.path()));
    assert_eq!(before.len(), 399);
    let mut losses = Vec::new();
    let sound = std::fs::read(library(folder.path())).unwrap();
    for eighth in 1..8 {
        damage(folder.path(), |bytes| {
            bytes.clone_from(&sound);
            let page = bytes.len() / 8192 * eighth / 8;
            noise(&mut bytes[page * 8192..(page + 1) * 8192]);
        });
        want_check(folder.path()).unwrap();
        let store = open_tomorrow(folder.path());
        must_have_what_was_backed_up(&store);
        let now = marks(&store);
        losses.push(before.keys().filter(|id| !now.contains_key(id)).count());
    }
    // A page that leads to others takes them along; most do not.
    losses.sort_unstable();
    assert!(losses[3] < 60, "{losses:?} of 399 articles lost");
}

#[test]
fn a_rescue_that_was_cut_short_is_ended_at_the_next_start() {
    let folder = library_with_backup(5);
    let damaged = damage(folder.path(), |bytes| noise(bytes));
    drop(open_tomorrow(folder.path()));
    // As if the plug had been pulled between setting aside and putting in place.
    let aside = folder.path().join("damaged/library-20261121-060000.sqlite");
    let complete = folder.path().join("rescued-library-20261121-060000.sqlite");
    std::fs::rename(library(folder.path()), &complete).unwrap();
    let store = open_tomorrow(folder.path());
    assert!(row(&store, 2).unwrap().status.starred);
    assert!(!complete.exists());
    drop(store);
    // And before setting aside.
    std::fs::rename(library(folder.path()), &complete).unwrap();
    std::fs::rename(&aside, library(folder.path())).unwrap();
    let store = open_tomorrow(folder.path());
    assert!(row(&store, 2).unwrap().status.starred);
    assert_eq!(std::fs::read(&aside).unwrap(), damaged);
}

#[test]
fn damage_met_while_running_is_named_and_mended_at_the_next_start() {
    let folder = library_with_backup(400);
    let store = open_tomorrow(folder.path());
    let bytes = std::fs::metadata(library(folder.path())).unwrap().len();
    damage(folder.path(), |bytes| {
        let from = bytes.len() / 8;
        noise(&mut bytes[from..]);
    });
    let refused = (1..=400)
        .find_map(|id| {
            store
                .read(|library| library.find_article(ArticleId(id)))
                .err()
        })
        .unwrap_or_else(|| panic!("{bytes} bytes were damaged"));
    assert!(
        matches!(refused, StoreError::Damaged { .. }),
        "one error of one kind: {refused}"
    );
    assert!(refused.to_string().contains("Start Qazet again"));
    drop(store);
    must_have_what_was_backed_up(&open_tomorrow(folder.path()));
}

#[test]
fn a_text_that_cannot_be_read_is_found_and_wanted_again() {
    let folder = library_with_backup(5);
    let connection = rusqlite::Connection::open(library(folder.path())).unwrap();
    connection
        .execute("UPDATE bodies SET body = x'01ff' WHERE article = 5", [])
        .unwrap();
    drop(connection);
    let store = open_tomorrow(folder.path());
    // It hides no other article.
    while store.write(|library| library.index_some(100)).unwrap() > 0 {}
    let found = store.read(|library| library.search("мост", 10)).unwrap();
    assert_eq!(found.len(), 4);
    assert_eq!(store.examine().unwrap().findings, ["1 texts can't be read"]);
    store.repair().unwrap();
    assert_eq!(store.examine().unwrap().findings, [""; 0]);
    assert!(row(&store, 5).unwrap().status.starred);
    let wanted = store.read(|library| library.count_wanted()).unwrap();
    assert!(wanted > 0);
}
