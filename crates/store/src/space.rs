//! Space on the disk: what was deleted leaves free pages in a file, and only a vacuum gives them back.

use rusqlite::Connection;

use crate::error::Result;

/// So many free pages are given back at once: a few milliseconds.
const STEP: u32 = 1000;
/// As SQLite numbers it.
const INCREMENTAL: i64 = 2;

/// Has a file that is still empty keep track of its free pages, so that they can be given back piece by piece. Another is left as it is:
/// even saying the same again would write to it.
pub(crate) fn make_returnable(connection: &Connection) -> Result<()> {
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    if pages == 0 {
        connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    }
    Ok(())
}

/// Gives some of a file's free pages back to the disk; tells whether there are more.
///
/// A file of an earlier Qazet can't do it piece by piece: it is written anew, once, when a quarter of it is free.
pub(crate) fn give_some_back(connection: &mut Connection) -> Result<bool> {
    let number = |name: &str| -> Result<i64> {
        Ok(connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0))?)
    };
    let free = number("freelist_count")?;
    if free > 0 && number("auto_vacuum")? != INCREMENTAL {
        if free * 4 < number("page_count")? {
            return Ok(false);
        }
        connection.execute_batch("PRAGMA auto_vacuum = INCREMENTAL; VACUUM")?;
    } else if free > 0 {
        // Each step of the statement frees one page.
        let mut vacuum = connection.prepare(&format!("PRAGMA incremental_vacuum({STEP})"))?;
        let mut freed = vacuum.query([])?;
        while freed.next()?.is_some() {}
        drop(freed);
        drop(vacuum);
        if number("freelist_count")? < free && free > i64::from(STEP) {
            return Ok(true);
        }
    }
    // The file itself grows shorter when the log is folded into it. Where somebody reads just now, the next time does it.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(false)
}
