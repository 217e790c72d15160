//! Table `waits`: hosts that asked to be left alone, and until when. It outlives restarts.

use jiff::Timestamp;
use rusqlite::params;

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, time};

/// A host that is left alone for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Which.
    pub host: String,
    /// Until when.
    pub until: Timestamp,
    /// How many times in a row it asked.
    pub failures: u32,
}

impl Read<'_> {
    /// All of them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_waits(&self) -> Result<Vec<Wait>> {
        let mut select = self
            .0
            .prepare_cached("SELECT host, until, failures FROM waits ORDER BY host")?;
        let waits = select
            .query_map([], |row| {
                Ok(Wait {
                    host: row.get(0)?,
                    until: time(row.get(1)?),
                    failures: row.get(2)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(waits)
    }
}

impl Write<'_> {
    /// Keeps these in place of all.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_waits(&self, waits: &[Wait]) -> Result<()> {
        self.sql().execute("DELETE FROM waits", [])?;
        let mut insert = self
            .sql()
            .prepare_cached("INSERT INTO waits (host, until, failures) VALUES (?1, ?2, ?3)")?;
        for wait in waits {
            insert.execute(params![wait.host, millis(wait.until), wait.failures])?;
        }
        Ok(())
    }
}
