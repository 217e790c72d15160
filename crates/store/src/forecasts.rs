//! Table `forecasts`: the last answer of each weather provider for each city, as it came.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time, time_or_never};

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredForecast {
    /// When.
    pub fetched: Timestamp,
    /// Before then it need not be asked again.
    pub expires: Option<Timestamp>,
    /// The bytes.
    pub answer: Vec<u8>,
}

impl Read<'_> {
    /// The last answer for a city. `provider` also names the kind of answer (`open_meteo`, `air_quality`, …).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_forecast(&self, city: &str, provider: &str) -> Result<Option<StoredForecast>> {
        let mut select = self.0.prepare_cached(
            "SELECT fetched, expires, answer FROM forecasts WHERE city = ?1 AND provider = ?2",
        )?;
        let found = select
            .query_row(params![city, provider], |row| {
                Ok(StoredForecast {
                    fetched: time(row.get(0)?),
                    expires: time_or_never(row.get(1)?),
                    answer: row.get(2)?,
                })
            })
            .optional()?;
        Ok(found)
    }
}

impl Write<'_> {
    /// Keeps an answer in place of the one before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_forecast(
        &self,
        city: &str,
        provider: &str,
        forecast: &StoredForecast,
    ) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO forecasts (city, provider, fetched, expires, answer) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (city, provider) DO UPDATE SET fetched = excluded.fetched, expires = excluded.expires, answer = excluded.answer",
            )?
            .execute(params![city, provider, millis(forecast.fetched), millis_or_never(forecast.expires), forecast.answer])?;
        Ok(())
    }
}
