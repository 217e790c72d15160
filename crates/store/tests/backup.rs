//! The daily backup: small, sound, seven of them, and never in the way.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use model::Mark;
use store::{Mode, Store, StoreError};

mod filled;

use filled::{at, now, open, row, text};

/// What the reader's marks of 300 articles may take in a backup, in bytes.
const MOST_ADDED: u64 = 16_384;

fn days(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder.join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn day(number: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * number)
}

#[test]
fn a_backup_is_a_library_of_what_cannot_be_downloaded_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 300);
    let made = store.back_up(now()).unwrap().unwrap();
    assert_eq!(made, folder.path().join("backups/library-20261120.sqlite"));
    drop(store);
    let size = |path: &Path| std::fs::metadata(path).unwrap().len();
    assert!(size(&made) < size(&folder.path().join("library.sqlite")));
    // Every table has pages of its own, also where it is empty: what counts is what the articles add to them.
    let of_nothing = tempfile::tempdir().unwrap();
    let nothing = open(of_nothing.path()).back_up(now()).unwrap().unwrap();
    assert!(
        size(&made) < size(&nothing) + MOST_ADDED,
        "{} bytes, {} of nothing",
        size(&made),
        size(&nothing)
    );

    // Put in place of a library by hand, it is one.
    let other = tempfile::tempdir().unwrap();
    std::fs::copy(&made, other.path().join("library.sqlite")).unwrap();
    let store = open(other.path());
    assert_eq!(store.rescued(), None);
    assert_eq!(store.read(|library| library.list_feeds()).unwrap().len(), 2);
    assert!(row(&store, 2).unwrap().status.starred);
    filled::must_be_whole(&store, row(&store, 2).unwrap().id, &text(2));
    assert_eq!(
        row(&store, 5),
        None,
        "without a star or saved: it comes again"
    );
    assert_eq!(store.examine().unwrap().findings, [""; 0]);
}

#[test]
fn there_is_one_a_day_and_one_more_when_the_reader_did_something() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 5);
    assert!(store.back_up(now()).unwrap().is_some());
    assert_eq!(store.back_up(now()).unwrap(), None);
    store
        .write(|library| library.save_note("fetched", "1"))
        .unwrap();
    assert_eq!(store.back_up(now()).unwrap(), None);
    let fifth = row(&store, 5).unwrap().id;
    store
        .write_act(|library| library.mark(&[fifth], Mark::Star))
        .unwrap();
    let made = store.back_up(now()).unwrap().unwrap();
    assert_eq!(days(folder.path()), ["library-20261120.sqlite"]);
    let connection = rusqlite::Connection::open(made).unwrap();
    let stars: u32 = connection
        .query_row("SELECT sum(starred) FROM statuses", [], |row| row.get(0))
        .unwrap();
    assert_eq!(stars, 2);
    assert!(store.back_up(day(1)).unwrap().is_some());
}

#[test]
fn seven_are_kept_whatever_the_clock_says() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 5);
    for number in 0..12 {
        store.back_up(day(number)).unwrap().unwrap();
    }
    let kept = days(folder.path());
    assert_eq!(kept.len(), 7);
    assert_eq!(kept[0], "library-20261125.sqlite");
    assert_eq!(kept[6], "library-20261201.sqlite");
    // A clock that fell back to its beginning does not make the new one go at once.
    let made = store.back_up(at("1970-01-01T00:00:00Z")).unwrap().unwrap();
    assert!(made.is_file());
    assert_eq!(days(folder.path()).len(), 7);
    // A backup of a day to come is not taken for the newest.
    store.back_up(at("2027-11-20T00:00:00Z")).unwrap().unwrap();
    drop(store);
    std::fs::remove_file(folder.path().join("library.sqlite")).unwrap();
    let store = Store::open(folder.path(), Mode::Write, "test", day(12)).unwrap();
    assert_eq!(
        store.rescued().unwrap().backup.as_deref(),
        Some("backups/library-20261201.sqlite")
    );
}

#[test]
fn a_damaged_backup_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 5);
    store.back_up(day(0)).unwrap().unwrap();
    let newest = store.back_up(day(1)).unwrap().unwrap();
    drop(store);
    let bytes = std::fs::read(&newest).unwrap();
    std::fs::write(&newest, &bytes[..bytes.len() / 2]).unwrap();
    std::fs::write(folder.path().join("library.sqlite"), "").unwrap();
    let store = Store::open(folder.path(), Mode::Write, "test", day(1)).unwrap();
    assert_eq!(
        store.rescued().unwrap().backup.as_deref(),
        Some("backups/library-20261120.sqlite")
    );
    assert!(row(&store, 2).unwrap().status.starred);
    assert!(newest.is_file(), "and it is not deleted");
}

#[test]
fn a_damaged_library_is_found_before_it_is_backed_up_day_after_day() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 400);
    store.back_up(day(0)).unwrap().unwrap();
    drop(store);
    let store = open(folder.path());
    let file = folder.path().join("library.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let from = bytes.len() / 2;
    bytes[from..].fill(0x55);
    std::fs::write(&file, bytes).unwrap();
    let refused = store.back_up(day(1)).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { .. }), "{refused}");
    assert_eq!(days(folder.path()), ["library-20261120.sqlite"]);
    drop(store);
    let store = Store::open(folder.path(), Mode::Write, "test", day(1)).unwrap();
    assert!(store.rescued().is_some(), "the next start mends it");
}

#[test]
fn a_backup_waits_for_nobody_and_nobody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    filled::fill(&store, 50);
    // In the middle of a reading and of a writing transaction.
    let made = store
        .write(|_| store.read(|_| store.back_up(now())))
        .unwrap();
    assert!(made.is_some());
}
