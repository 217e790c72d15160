//! A library of every earlier schema becomes one of today: nothing is lost, a copy of it is kept, and a migration that fails changes nothing.
//!
//! `schemas/N.sql` is a library as the program of schema N left it; see `examples/fixture.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use model::{FeedId, LoginKind, Reach};
use rusqlite::Connection;
use store::{Arrived, Mode, Store, StoreError};

#[path = "../../../tests/src/disk.rs"]
#[allow(dead_code)]
mod disk;
mod filled;

use filled::{incoming, must_be_whole, now, open, row, text};

const SCHEMAS: &[&str] = &[
    include_str!("schemas/1.sql"),
    include_str!("schemas/2.sql"),
    include_str!("schemas/3.sql"),
    include_str!("schemas/4.sql"),
    include_str!("schemas/5.sql"),
    include_str!("schemas/6.sql"),
    include_str!("schemas/7.sql"),
    include_str!("schemas/8.sql"),
    include_str!("schemas/9.sql"),
    include_str!("schemas/10.sql"),
    include_str!("schemas/11.sql"),
    include_str!("schemas/12.sql"),
    include_str!("schemas/13.sql"),
    include_str!("schemas/14.sql"),
];

fn library_of(folder: &Path, schema: usize) {
    let connection = Connection::open(folder.join("library.sqlite")).unwrap();
    connection.execute_batch(SCHEMAS[schema - 1]).unwrap();
}

fn version(file: &Path) -> usize {
    let connection = Connection::open(file).unwrap();
    let found: u32 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    found as usize
}

#[test]
fn every_earlier_schema_has_a_library_to_test_with() {
    let folder = tempfile::tempdir().unwrap();
    let today = open(folder.path()).examine().unwrap().schema as usize;
    assert!(
        SCHEMAS.len() + 1 >= today,
        "schema {today} is here without a library of the one before: see examples/fixture.rs"
    );
}

#[test]
fn a_library_of_every_earlier_schema_keeps_everything() {
    for schema in 1..=SCHEMAS.len() {
        let folder = tempfile::tempdir().unwrap();
        library_of(folder.path(), schema);
        let store = open(folder.path());
        let settings = store.read(|library| library.load_settings()).unwrap();
        assert_eq!(
            (settings.language.as_str(), settings.city.as_str()),
            ("kk", "astana"),
            "schema {schema}"
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
        assert_eq!(feeds[0].validators.etag.as_deref(), Some("\"1\""));
        assert!(feeds.iter().all(|feed| feed.reach == Reach::Everything));
        if schema >= 2 {
            assert_eq!(feeds[1].login, Some(LoginKind::Password));
        }

        let row_of = |number| row(&store, number).unwrap();
        let marks = |number| {
            let status = row_of(number).status;
            (status.read, status.starred, status.saved)
        };
        assert_eq!(marks(1), (true, false, false), "schema {schema}");
        assert_eq!(marks(2), (false, true, false), "schema {schema}");
        assert_eq!(marks(3), (false, false, true), "schema {schema}");
        assert_eq!(row(&store, 4), None, "it was pruned");
        assert_eq!(marks(5), (false, false, false));
        must_be_whole(&store, row_of(2).id, &text(2));
        must_be_whole(&store, row_of(3).id, "Мост закрылся.");
        let earlier = store
            .read(|library| library.list_revisions(row_of(3).id))
            .unwrap();
        assert_eq!(earlier[0].text, text(3));
        let found = store
            .read(|library| library.find_by_canonical("https://dala.example/2"))
            .unwrap();
        assert_eq!(found, Some(row_of(2).id));

        let again = |number| {
            store
                .write(|library| library.ingest(FeedId(1), &incoming(number, &text(number)), now()))
                .unwrap()
        };
        assert_eq!(
            again(2),
            Arrived::Same(row_of(2).id),
            "its feed said the same, so it did not change"
        );
        again(4);
        assert_eq!(row(&store, 4), None, "what was pruned does not return");
        while store.write(|library| library.index_some(100)).unwrap() > 0 {}
        let found = store
            .read(|library| library.search("\"мост номер 2\"", 10))
            .unwrap();
        assert_eq!(found.len(), 1, "schema {schema}: it is in the index");
        assert_eq!(store.examine().unwrap().findings, Vec::<String>::new());
    }
}

#[test]
fn a_copy_of_a_library_is_kept_before_it_migrates() {
    for schema in 1..SCHEMAS.len() {
        let folder = tempfile::tempdir().unwrap();
        library_of(folder.path(), schema);
        drop(open(folder.path()));
        let copies: Vec<_> = std::fs::read_dir(folder.path().join("backups"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert_eq!(copies.len(), 1, "{copies:?}");
        assert_eq!(version(&copies[0]), schema);

        // It is a library by itself: whoever wants the older program back puts it in place.
        std::fs::copy(&copies[0], folder.path().join("library.sqlite")).unwrap();
        let store = open(folder.path());
        assert!(row(&store, 2).unwrap().status.starred);
    }
}

#[test]
fn a_migration_that_was_cut_short_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    library_of(folder.path(), 1);
    std::fs::create_dir(folder.path().join("backups")).unwrap();
    // What a killed program leaves: half a copy, and the library as it was.
    std::fs::write(folder.path().join("backups/schema.partial"), "half").unwrap();
    let store = open(folder.path());
    assert!(row(&store, 2).unwrap().status.starred);
    assert_eq!(
        version(&folder.path().join("backups/library-schema1.sqlite")),
        1
    );
    assert!(!folder.path().join("backups/schema.partial").exists());
}

#[test]
fn a_library_of_an_earlier_schema_is_not_misread_by_who_may_only_read() {
    let folder = tempfile::tempdir().unwrap();
    library_of(folder.path(), 1);
    let refused = Store::open(folder.path(), Mode::Read, "test", now()).unwrap_err();
    assert!(
        matches!(refused, StoreError::Older { found: 1, .. }),
        "{refused}"
    );
    assert!(refused.to_string().contains("Run `qazetctl sync`"));
    assert_eq!(version(&folder.path().join("library.sqlite")), 1);
}

#[test]
fn a_library_that_is_not_what_its_number_says_is_rescued() {
    // Four bytes of the header are the number of the schema.
    for number in [0, 1] {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path());
        filled::fill(&store, 5);
        drop(store);
        let connection = Connection::open(folder.path().join("library.sqlite")).unwrap();
        connection
            .pragma_update(None, "user_version", number)
            .unwrap();
        drop(connection);
        let store = open(folder.path());
        assert!(store.rescued().is_some());
        assert!(row(&store, 2).unwrap().status.starred);
    }
}

/// A library of the first schema that takes a while to migrate.
fn large_library_of_the_first_schema(folder: &Path) {
    library_of(folder, 1);
    let connection = Connection::open(folder.join("library.sqlite")).unwrap();
    connection
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
               INSERT INTO statuses (id, feed, key, arrived) SELECT i, 1, randomblob(16), 1 FROM n;
             INSERT INTO articles (id, feed, guid, link, canonical, title, published)
               SELECT id, 1, id, 'https://dala.example/a/' || id, 'https://dala.example/a/' || id, 'Title ' || id, id FROM statuses WHERE id >= 100;",
        )
        .unwrap();
}

/// What is left is the older library or the newer one, whole either way.
fn must_be_older_or_newer(folder: &Path, what: &str) -> usize {
    let file = folder.join("library.sqlite");
    let found = version(&file);
    let connection = Connection::open(file).unwrap();
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, String>(0));
    assert_eq!(ask("PRAGMA integrity_check").unwrap(), "ok", "{what}");
    let held = "SELECT count(*) || ' ' || sum(starred) FROM statuses";
    assert_eq!(ask(held).unwrap(), "3906 1", "{what}");
    let articles = "SELECT count(*) || ' ' || sum(title LIKE 'Title %') FROM articles";
    assert_eq!(ask(articles).unwrap(), "3905 3901", "{what}");
    found
}

/// Opened by another process that the next test kills; by itself, a new library.
#[test]
fn a_library_can_be_opened_by_a_process_of_its_own() {
    let new = tempfile::tempdir().unwrap();
    let named = std::env::var_os("QAZET_OPEN").map(PathBuf::from);
    let store = open(&named.unwrap_or_else(|| new.path().to_owned()));
    assert!(store.examine().unwrap().schema > 0);
}

#[test]
fn a_migration_killed_at_any_moment_leaves_the_older_library_or_the_newer_one() {
    let kills = if std::env::var_os("QAZET_SOAK").is_some() {
        100
    } else {
        6
    };
    let start = |folder: &Path| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_library_can_be_opened_by_a_process_of_its_own"])
            .env("QAZET_OPEN", folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    // How long it takes, in looks.
    let folder = tempfile::tempdir().unwrap();
    large_library_of_the_first_schema(folder.path());
    let mut child = start(folder.path());
    let mut looks = 0_u64;
    while child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
        looks += 1;
    }
    assert!(child.wait().unwrap().success());

    let today = must_be_older_or_newer(folder.path(), "nobody killed it");
    for kill in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        large_library_of_the_first_schema(folder.path());
        let mut child = start(folder.path());
        let mut left = looks * kill / kills;
        while left > 0 && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
            left -= 1;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let what = format!("killed after {kill} of {kills} parts");
        let found = must_be_older_or_newer(folder.path(), &what);
        let copy = folder.path().join("backups/library-schema1.sqlite");
        assert!(
            found == 1 || version(&copy) == 1,
            "{what}: a copy is kept before anything changes"
        );
        let store = open(folder.path());
        assert_eq!(store.rescued(), None);
        assert!(row(&store, 2).unwrap().status.starred, "{what}");
        assert_eq!(store.examine().unwrap().schema as usize, today);
    }
}

#[test]
fn a_migration_without_room_leaves_the_older_library_as_it_was() {
    let Some(disk) = disk::Disk::mount("32m") else {
        return;
    };
    let folder = disk.0.join("library");
    std::fs::create_dir(&folder).unwrap();
    large_library_of_the_first_schema(&folder);
    let mut refused = 0;
    for kilobytes in [0, 100, 600, 1200, 1800, 2400, 3000] {
        disk.leave(kilobytes * 1024);
        match Store::open(&folder, Mode::Write, "test", now()) {
            Ok(_) => {}
            Err(error) => {
                assert!(matches!(error, StoreError::DiskFull), "{error}");
                refused += 1;
            }
        }
        disk.make_room();
        must_be_older_or_newer(&folder, &format!("{kilobytes} kB"));
    }
    assert!(refused >= 3, "{refused}");
    let store = open(&folder);
    assert_eq!(store.rescued(), None);
    assert!(row(&store, 2).unwrap().status.starred);
}
