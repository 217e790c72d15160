//! Table `watches`: what the reader waits for, or does not want to hear of.

use jiff::Timestamp;
use model::{Watch, WatchId, WatchKind, WatchRow};
use rusqlite::params;

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time_or_never};

impl Read<'_> {
    /// Those that hold at `now`, in the order in which they were made.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_watches(&self, now: Timestamp) -> Result<Vec<WatchRow>> {
        let mut select = self.0.prepare_cached(
            "SELECT id, kind, text, mute, ends FROM watches WHERE ends = 0 OR ends > ?1 ORDER BY id",
        )?;
        let rows = select.query_map([millis(now)], |row| {
            Ok(WatchRow {
                id: WatchId(row.get(0)?),
                watch: Watch {
                    kind: WatchKind::parse(&row.get::<_, String>(1)?).unwrap_or_default(),
                    text: row.get(2)?,
                    mute: row.get(3)?,
                    until: time_or_never(row.get(4)?),
                },
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Write<'_> {
    /// Adds a watch; one of the same words gets the new end.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_watch(&self, watch: &Watch) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO watches (kind, text, mute, ends) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (kind, text, mute) DO UPDATE SET ends = excluded.ends",
            )?
            .execute(params![
                watch.kind.as_str(),
                watch.text,
                watch.mute,
                millis_or_never(watch.until)
            ])?;
        Ok(())
    }

    /// Removes a watch; tells whether it was there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove_watch(&self, id: WatchId) -> Result<bool> {
        let sql = "DELETE FROM watches WHERE id = ?1";
        Ok(self.sql().execute(sql, [id.0])? > 0)
    }
}
