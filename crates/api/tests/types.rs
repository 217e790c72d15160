//! The TypeScript types of the wire are checked in; this test fails when they are stale.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use api::{ApiError, Event, Request, Response};
use ts_rs::{Config, TS};

/// Where the interface keeps them.
const CHECKED_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/api/wire");

#[test]
fn the_checked_in_types_are_those_of_the_wire() {
    let fresh = tempfile::tempdir().unwrap();
    let config = Config::new().with_out_dir(fresh.path());
    Request::export_all(&config).unwrap();
    Response::export_all(&config).unwrap();
    Event::export_all(&config).unwrap();
    ApiError::export_all(&config).unwrap();

    let checked_in = Path::new(CHECKED_IN);
    if std::env::var_os("QAZET_WRITE_TYPES").is_some() {
        let _ = std::fs::remove_dir_all(checked_in);
        std::fs::create_dir_all(checked_in).unwrap();
        for name in names(fresh.path()) {
            std::fs::copy(fresh.path().join(&name), checked_in.join(&name)).unwrap();
        }
    }
    assert_eq!(
        names(fresh.path()),
        names(checked_in),
        "types were added or removed; run `QAZET_WRITE_TYPES=1 cargo test -p api --test types`"
    );
    for name in names(fresh.path()) {
        let (now, then) = (
            read(&fresh.path().join(&name)),
            read(&checked_in.join(&name)),
        );
        assert_eq!(
            now, then,
            "{name} is stale; run `QAZET_WRITE_TYPES=1 cargo test -p api --test types`"
        );
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap().replace("\r\n", "\n")
}
