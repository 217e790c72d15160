//! Migrations: numbered SQL files, one transaction each; the version is their count, kept in `user_version`. They only append.

use std::path::Path;

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::articles::link_hash;
use crate::error::{Result, StoreError};
use crate::folder;

/// Of `library.sqlite`.
pub const LIBRARY: &[&str] = &[
    include_str!("migrations/001_library.sql"),
    include_str!("migrations/002_activity.sql"),
    include_str!("migrations/003_proxy.sql"),
    include_str!("migrations/004_lean.sql"),
    include_str!("migrations/005_reading.sql"),
    include_str!("migrations/006_names.sql"),
    include_str!("migrations/007_keeping.sql"),
    include_str!("migrations/008_edition.sql"),
    include_str!("migrations/009_complete.sql"),
    include_str!("migrations/010_notices.sql"),
    include_str!("migrations/011_weather.sql"),
    include_str!("migrations/012_failures.sql"),
    include_str!("migrations/013_hidden.sql"),
    include_str!("migrations/014_reach.sql"),
    include_str!("migrations/015_stories.sql"),
];

/// Of `media.sqlite`.
pub const MEDIA: &[&str] = &[
    include_str!("migrations/media_001.sql"),
    include_str!("migrations/media_002.sql"),
];

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

/// Refuses a file that has another schema than today's.
pub fn refuse_other(connection: &Connection, known: &[&str]) -> Result<()> {
    let found = refuse_newer(connection, known)?;
    let known = known.len() as u32;
    if found < known {
        return Err(StoreError::Older { found, known });
    }
    Ok(())
}

/// Brings a file up to date. A library that already holds something is copied to `backups/` first, where `keep_copy` names the data folder;
/// one copy a schema is kept, the newest.
pub fn migrate(
    connection: &mut Connection,
    migrations: &[&str],
    keep_copy: Option<&Path>,
) -> Result<()> {
    let found = refuse_newer(connection, migrations)?;
    if found as usize == migrations.len() {
        return Ok(());
    }
    if found == 0 {
        must_be_empty(connection)?;
    } else if let Some(data) = keep_copy {
        keep(connection, data, found)?;
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
        transaction.execute_batch(sql).map_err(unlike)?;
        transaction.pragma_update(None, "user_version", number as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

/// A file that lost its number is no new one.
fn must_be_empty(connection: &Connection) -> Result<()> {
    let holds: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if holds > 0 {
        return Err(StoreError::Damaged {
            file: "library.sqlite",
            detail: "the number of its schema is lost".to_owned(),
        });
    }
    Ok(())
}

/// Each migration is tested on the schema before it: where one does not fit, the file is not what its number says.
fn unlike(error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(ErrorCode::Unknown) {
        StoreError::Damaged {
            file: "library.sqlite",
            detail: format!("its schema is not the one of its number: {error}"),
        }
    } else {
        error.into()
    }
}

/// Under its name there is a complete copy or none.
fn keep(connection: &Connection, data: &Path, schema: u32) -> Result<()> {
    let refused = |source| StoreError::folder(data, source);
    let backups = folder::backups(data).map_err(refused)?;
    let partial = backups.join("schema.partial");
    folder::remove(&partial).map_err(refused)?;
    folder::private_file(&partial).map_err(refused)?;
    connection.backup("main", &partial, None::<fn(rusqlite::backup::Progress)>)?;
    let copy = backups.join(format!("library-schema{schema}.sqlite"));
    folder::rename_settled(&partial, &copy).map_err(refused)
}
