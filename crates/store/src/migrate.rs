//! Migrations: numbered SQL files, one transaction each; the version is their count, kept in `user_version`. They only append.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, TransactionBehavior};

use crate::articles::link_hash;
use crate::error::{Result, StoreError};
use crate::folder;

/// Of `library.sqlite`.
pub const LIBRARY: &[&str] = &[
    include_str!("migrations/001_library.sql"),
    include_str!("migrations/002_activity.sql"),
    include_str!("migrations/003_proxy.sql"),
    include_str!("migrations/004_lean.sql"),
];

/// Of `media.sqlite`.
pub const MEDIA: &[&str] = &[include_str!("migrations/media_001.sql")];

/// The version a file has reached.
pub fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a file that a newer program wrote.
pub fn refuse_newer(connection: &Connection, known: &[&str]) -> Result<u32> {
    let (found, known) = (version(connection)?, known.len() as u32);
    if found > known {
        Err(StoreError::Newer { found, known })
    } else {
        Ok(found)
    }
}

/// Brings a file up to date. A library that already holds something is copied to `backups/` first.
pub fn migrate(
    connection: &mut Connection,
    migrations: &[&str],
    keep_copy: Option<(&Path, Timestamp)>,
) -> Result<()> {
    let found = refuse_newer(connection, migrations)?;
    if found as usize == migrations.len() {
        return Ok(());
    }
    if let (Some((data, now)), true) = (keep_copy, found > 0) {
        let refused = |source| StoreError::Folder {
            folder: data.to_owned(),
            source,
        };
        let name = format!(
            "library-schema{found}-{}.sqlite",
            now.strftime("%Y%m%d-%H%M%S")
        );
        let copy = folder::backups(data).map_err(refused)?.join(name);
        folder::private_file(&copy).map_err(refused)?;
        connection.backup("main", &copy, None::<fn(rusqlite::backup::Progress)>)?;
    }
    // Only for migrations: nothing in a file depends on it.
    connection.create_scalar_function(
        "link_hash",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |call| Ok(link_hash(call.get_raw(0).as_str()?)),
    )?;
    for (number, sql) in migrations.iter().enumerate().skip(found as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
