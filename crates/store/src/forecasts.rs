//! Table `forecasts`: the last answer of each weather provider for each city, as it came.

use jiff::Timestamp;
use model::Validators;
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
    /// What it was marked with.
    pub validators: Validators,
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
            "SELECT fetched, expires, etag, last_modified, answer FROM forecasts WHERE city = ?1 AND provider = ?2",
        )?;
        let marked = |text: String| Some(text).filter(|text| !text.is_empty());
        let found = select
            .query_row(params![city, provider], |row| {
                Ok(StoredForecast {
                    fetched: time(row.get(0)?),
                    expires: time_or_never(row.get(1)?),
                    validators: Validators {
                        etag: marked(row.get(2)?),
                        last_modified: marked(row.get(3)?),
                    },
                    answer: row.get(4)?,
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
        let Validators {
            etag,
            last_modified,
        } = &forecast.validators;
        self.sql()
            .prepare_cached(
                "INSERT INTO forecasts (city, provider, fetched, expires, etag, last_modified, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (city, provider) DO UPDATE SET fetched = excluded.fetched, expires = excluded.expires, etag = excluded.etag,
                   last_modified = excluded.last_modified, answer = excluded.answer",
            )?
            .execute(params![
                city,
                provider,
                millis(forecast.fetched),
                millis_or_never(forecast.expires),
                etag.as_deref().unwrap_or(""),
                last_modified.as_deref().unwrap_or(""),
                forecast.answer
            ])?;
        Ok(())
    }
}
