//! Rescue: from a damaged library, or none where backups say that there was one, to a sound one.
//!
//! What can be read of the damaged file is copied row by row into a new library, what the newest good backup knows besides is added, and
//! only when that is complete and on the disk the damaged file is set aside in `damaged/` and the new one takes its place. Nothing is deleted,
//! and whoever pulls the plug in between finds either the damaged library or the new one. The new one is called `rescued-….sqlite` until then,
//! after the name that the damaged one gets.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::backup;
use crate::doctor;
use crate::error::{Result, StoreError};
use crate::folder;
use crate::merge;
use crate::migrate;
use crate::pool::connect;
use crate::rescued::Rescued;
use crate::salvage;
use crate::space;
use crate::tables;

/// While it is being made.
const PARTIAL: &str = "rescued.partial";
/// The backup, while it is brought to the schema of today.
const BACKUP: &str = "rescued.backup";

/// Ends a rescue that was cut short after the new library was complete.
pub(crate) fn finish(folder: &Path) -> Result<()> {
    let refused = |source| StoreError::folder(folder, source);
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let aside = name.and_then(|name| name.strip_prefix("rescued-")?.strip_suffix(".sqlite"));
        if let Some(aside) = aside {
            folder::set_aside(folder, "library.sqlite", aside).map_err(refused)?;
            folder::rename_settled(&path, &folder.join("library.sqlite")).map_err(refused)?;
        }
    }
    Ok(())
}

/// Whether there is no library, or an empty file, where there was one.
pub(crate) fn is_missing(folder: &Path) -> Result<bool> {
    let refused = |source| StoreError::folder(folder, source);
    let bytes = |name: &str| std::fs::metadata(folder.join(name)).map_or(0, |file| file.len());
    Ok(bytes("library.sqlite") == 0
        && (bytes("library.sqlite-wal") > 0 || !backup::list(folder).map_err(refused)?.is_empty()))
}

/// Rescues the library in `folder`, which this process holds.
///
/// # Errors
/// [`StoreError::DiskFull`] and what else keeps the new library from being written; then everything is as it was.
pub(crate) fn rescue(folder: &Path, now: Timestamp, why: &str) -> Result<Rescued> {
    let refused = |source| StoreError::folder(folder, source);
    let damaged = folder.join("library.sqlite");
    let there = std::fs::metadata(&damaged).is_ok_and(|file| file.len() > 0);
    let aside = folder::name_aside(folder, "library", now);
    let partial = folder.join(PARTIAL);
    let backup_copy = folder.join(BACKUP);
    for stale in [&partial, &backup_copy] {
        remove_database(stale).map_err(refused)?;
    }
    folder::private_file(&partial).map_err(refused)?;
    let mut rescued = Rescued {
        at: now,
        why: why.to_owned(),
        aside: there.then(|| format!("damaged/{aside}.sqlite")),
        ..Rescued::default()
    };
    {
        let mut new = connect(&partial, OpenFlags::default())?;
        new.pragma_update(None, "page_size", 8192)?;
        space::make_returnable(&new)?;
        new.pragma_update(None, "journal_mode", "OFF")?;
        new.pragma_update(None, "synchronous", "OFF")?;
        // Rows come in any order, and counts are made at the end.
        new.pragma_update(None, "foreign_keys", false)?;
        new.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        rescued.whole = there && copy_readable(&mut new, &damaged)?;
        migrate::migrate(&mut new, migrate::LIBRARY, None)?;
        rescued.backup = merge_backup(&new, folder, &backup_copy, now)?;
        merge::mend(&new)?;
        rescued.count(&new)?;
        rescued.save(&new)?;
        if let Some(line) = doctor::damage(&new, "quick_check")?.into_iter().next() {
            return Err(StoreError::Damaged {
                file: "the disk",
                detail: line,
            });
        }
    }
    let complete = folder.join(format!("rescued-{aside}.sqlite"));
    folder::rename_settled(&partial, &complete).map_err(refused)?;
    remove_database(&backup_copy).map_err(refused)?;
    finish(folder)?;
    Ok(rescued)
}

/// Copies what can be read into a library that has the schema of the damaged one; tells whether that was everything.
fn copy_readable(new: &mut Connection, damaged: &Path) -> Result<bool> {
    let Ok(from) = salvage::open(damaged) else {
        migrate::migrate(new, migrate::LIBRARY, None)?;
        return Ok(false);
    };
    let known = migrate::LIBRARY.len();
    let schema = match migrate::version(&from) {
        Ok(schema) if (1..=known).contains(&(schema as usize)) => schema as usize,
        _ => known,
    };
    migrate::migrate(new, &migrate::LIBRARY[..schema], None)?;
    let mut whole = true;
    let transaction = new.transaction()?;
    for table in tables::list(&transaction)? {
        if !["feed_counts", "unindexed"].contains(&table.name.as_str()) {
            whole &= salvage::copy(&from, &transaction, &table)?;
        }
    }
    transaction.commit()?;
    Ok(whole)
}

/// Adds what the newest good backup knows besides; tells which that was.
fn merge_backup(
    new: &Connection,
    folder: &Path,
    copy: &Path,
    now: Timestamp,
) -> Result<Option<String>> {
    let refused = |source| StoreError::folder(folder, source);
    let mut newest_first = backup::list(folder).map_err(refused)?;
    // A clock that was wrong for a while made backups of days to come.
    let today = backup::name_of(now);
    newest_first.sort_by_key(|path| path.file_name().is_some_and(|name| name > today.as_str()));
    for path in newest_first {
        if backup::must_be_good(&path).is_err() {
            continue;
        }
        std::fs::copy(&path, copy).map_err(refused)?;
        {
            let mut kept = connect(copy, OpenFlags::default())?;
            kept.pragma_update(None, "synchronous", "OFF")?;
            migrate::migrate(&mut kept, migrate::LIBRARY, None)?;
        }
        merge::add(new, copy)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Ok(Some(format!("backups/{name}")));
    }
    Ok(None)
}

fn remove_database(path: &Path) -> std::io::Result<()> {
    for beside in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        folder::remove(&PathBuf::from(name))?;
    }
    Ok(())
}
