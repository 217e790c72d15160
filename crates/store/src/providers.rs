//! Table `providers`: what happened between Qazet and each provider of rates and weather.

use jiff::Timestamp;
use model::{Failure, Problem, ProviderActivity};
use rusqlite::{Row, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time_or_never};

impl Read<'_> {
    /// All that were ever asked, by name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_providers(&self) -> Result<Vec<ProviderActivity>> {
        let mut select = self.0.prepare_cached(
            "SELECT name, answered, failed, reason, again, problem, answer FROM providers ORDER BY name",
        )?;
        let rows = select.query_map([], |row| {
            Ok(ProviderActivity {
                name: row.get(0)?,
                answered: time_or_never(row.get(1)?),
                failed: time_or_never(row.get(2)?),
                failure: failure(row)?,
                again: time_or_never(row.get(4)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Write<'_> {
    /// A provider answered as it should.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_answered(&self, name: &str, at: Timestamp) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO providers (name, answered, failed, reason, again) VALUES (?1, ?2, 0, '', 0)
                 ON CONFLICT (name) DO UPDATE SET answered = excluded.answered, reason = '', again = 0, problem = '', answer = 0",
            )?
            .execute(params![name, millis(at)])?;
        Ok(())
    }

    /// A provider failed, and is not asked before `again`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_failed(
        &self,
        name: &str,
        at: Timestamp,
        failure: &Failure,
        again: Option<Timestamp>,
    ) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO providers (name, answered, failed, reason, again, problem, answer) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (name) DO UPDATE SET failed = excluded.failed, reason = excluded.reason, again = excluded.again,
                   problem = excluded.problem, answer = excluded.answer",
            )?
            .execute(params![
                name,
                millis(at),
                failure.reason,
                millis_or_never(again),
                failure.problem.map_or("", Problem::as_str),
                failure.answer.unwrap_or_default(),
            ])?;
        Ok(())
    }
}

fn failure(row: &Row<'_>) -> rusqlite::Result<Option<Failure>> {
    let reason: String = row.get(3)?;
    if reason.is_empty() {
        return Ok(None);
    }
    let (problem, answer): (String, u16) = (row.get(5)?, row.get(6)?);
    Ok(Some(Failure {
        reason,
        problem: Problem::parse(&problem),
        answer: (answer != 0).then_some(answer),
    }))
}
