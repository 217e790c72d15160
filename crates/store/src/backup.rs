//! Backups: once a day what can't be downloaded again goes into a small library of its own, `backups/library-YYYYMMDD.sqlite`.
//!
//! Not a copy of the file: a library is mostly what the publishers said, and seven copies of gigabytes would be switched off or fill the disk.
//! A backup holds the sources with their folders, the settings, every mark, and the articles with a star or saved, texts and all. It has the
//! schema of a library, so that whoever has lost everything else can put it in the place of `library.sqlite` as it is.
//! It is written beside the library by a connection that only reads it: nobody waits. It counts as made once it was opened and checked, and
//! only then an older one goes.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::doctor;
use crate::error::{Result, StoreError};
use crate::folder;
use crate::migrate;
use crate::pool::{Store, connect, read_only, url_of};
use crate::tables;

/// So many days are kept.
pub const KEPT: usize = 7;

/// What a backup holds of each table, parents first; `statuses` without those that say nothing: a status without a mark is made again when
/// its article comes.
const HELD: &[(&str, &str)] = &[
    ("settings", "1"),
    ("cities", "1"),
    ("waits", "1"),
    ("feeds", "1"),
    ("watches", "1"),
    ("told", "1"),
    (
        "statuses",
        "read = 1 OR starred = 1 OR saved = 1 OR pruned = 1",
    ),
    (
        "articles",
        "id IN (SELECT id FROM library.statuses WHERE starred = 1 OR saved = 1)",
    ),
    ("bodies", OF_HELD),
    ("revisions", OF_HELD),
    ("pictures", OF_HELD),
    ("videos", OF_HELD),
    ("links", OF_HELD),
    ("enclosures", OF_HELD),
];
const OF_HELD: &str = "article IN (SELECT id FROM articles)";

/// What comes again by itself.
#[cfg(test)]
const LEFT_OUT: &[&str] = &[
    "checks",
    "unindexed",
    "feed_counts",
    "rate_tables",
    "rates",
    "forecasts",
    "providers",
    "edition",
    "edition_articles",
    "notices",
];

impl Store {
    /// Makes the backup of the day that `now` is in, where there is none yet, or where the reader did something since it was made; tells
    /// which file that is. The first of a day is only made of a library that is sound.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and what else keeps it from being made, then the older ones stay; [`StoreError::Damaged`].
    pub fn back_up(&self, now: Timestamp) -> Result<Option<PathBuf>> {
        if self.is_read_only() {
            return Ok(None);
        }
        let refused = |source| StoreError::folder(self.folder(), source);
        self.must_be_there()?;
        let backups = folder::backups(self.folder()).map_err(refused)?;
        let today = backups.join(name_of(now));
        let acted = self.begin_backup();
        if today.is_file() && !acted {
            return Ok(None);
        }
        let done = (|| {
            if !today.is_file() && !list(self.folder()).map_err(refused)?.is_empty() {
                self.must_be_sound()?;
            }
            let partial = backups.join("library.partial");
            folder::remove(&partial).map_err(refused)?;
            folder::private_file(&partial).map_err(refused)?;
            fill(&partial, &self.folder().join("library.sqlite"))?;
            must_be_good(&partial)?;
            folder::rename_settled(&partial, &today).map_err(refused)
        })();
        if let Err(error) = done {
            self.note_act();
            return Err(error);
        }
        let older = list(self.folder()).map_err(refused)?;
        let older = older.into_iter().filter(|path| *path != today);
        for path in older.skip(KEPT - 1) {
            folder::remove(&path).map_err(refused)?;
        }
        Ok(Some(today))
    }

    /// Damage shows only where it is looked for.
    fn must_be_sound(&self) -> Result<()> {
        let found = match self.damage("quick_check")?.into_iter().next() {
            None => Ok(()),
            Some(detail) => Err(StoreError::Damaged {
                file: "library.sqlite",
                detail,
            }),
        };
        self.watch(found)
    }
}

/// The daily backups, newest first.
pub(crate) fn list(data: &Path) -> std::io::Result<Vec<PathBuf>> {
    let folder = data.join("backups");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if is_daily(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.reverse();
    Ok(paths)
}

/// Opens a backup, and refuses one that is damaged.
pub(crate) fn must_be_good(path: &Path) -> Result<()> {
    let connection = read_only(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    migrate::refuse_newer(&connection, migrate::LIBRARY)?;
    connection.query_row("SELECT count(*) FROM feeds, settings", [], |_| Ok(()))?;
    match doctor::damage(&connection, "quick_check")?.first() {
        None => Ok(()),
        Some(line) => Err(StoreError::Damaged {
            file: "a backup",
            detail: line.clone(),
        }),
    }
}

fn fill(partial: &Path, library: &Path) -> Result<()> {
    let mut backup = connect(partial, OpenFlags::default())?;
    // It counts only once it is complete, and then it is brought to the disk as a whole.
    backup.pragma_update(None, "journal_mode", "OFF")?;
    backup.pragma_update(None, "synchronous", "OFF")?;
    migrate::migrate(&mut backup, migrate::LIBRARY, None)?;
    backup.execute("ATTACH ?1 AS library", [url_of(library, "mode=ro")])?;
    let transaction = backup.transaction()?;
    for (table, which) in HELD {
        hold(&transaction, table, which)?;
    }
    transaction.execute(
        "INSERT INTO unindexed (article) SELECT id FROM articles",
        [],
    )?;
    transaction.commit()?;
    Ok(())
}

fn hold(backup: &Connection, table: &str, which: &str) -> Result<()> {
    let columns = tables::columns(backup, "main", table)?.join(", ");
    backup.execute(
        &format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM library.{table} WHERE {which}"),
        [],
    )?;
    Ok(())
}

/// The file of the day that `now` is in, UTC.
pub(crate) fn name_of(now: Timestamp) -> String {
    format!("library-{}.sqlite", now.strftime("%Y%m%d"))
}

fn is_daily(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .and_then(|name| name.strip_prefix("library-")?.strip_suffix(".sqlite"))
        .is_some_and(|day| day.len() == 8 && day.bytes().all(|digit| digit.is_ascii_digit()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_table_is_backed_up_or_comes_again_by_itself() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate::migrate(&mut connection, migrate::LIBRARY, None).unwrap();
        let there: BTreeSet<String> = tables::list(&connection)
            .unwrap()
            .into_iter()
            .map(|table| table.name)
            .collect();
        let held = HELD.iter().map(|(table, _)| *table);
        let decided: BTreeSet<String> = held
            .chain(LEFT_OUT.iter().copied())
            .map(str::to_owned)
            .collect();
        assert_eq!(there, decided, "a new table belongs into HELD or LEFT_OUT");
    }
}
