//! Tables `rate_tables` and `rates`: what was published for which day, each stored once with its provider.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};
use rusqlite::params;
use rust_decimal::Decimal;

use crate::error::{Result, StoreError};
use crate::pool::{Read, Write};
use crate::time::{millis, time};

const UNREADABLE: StoreError = StoreError::Unreadable {
    what: "an exchange rate",
};

impl Read<'_> {
    /// The tables of a provider for days up to and including `until`, newest day first, each with the time it was fetched.
    ///
    /// # Errors
    /// What SQLite says; a value that is no number.
    pub fn list_rate_tables(
        &self,
        provider: RateProvider,
        until: Date,
        limit: u32,
    ) -> Result<Vec<(RateTable, Timestamp)>> {
        let mut select = self.0.prepare_cached(
            "SELECT date, base, fetched FROM rate_tables WHERE provider = ?1 AND date <= ?2 ORDER BY date DESC LIMIT ?3",
        )?;
        let heads: Vec<(String, String, i64)> = select
            .query_map(
                params![provider.as_str(), until.to_string(), limit],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?
            .collect::<rusqlite::Result<_>>()?;
        let mut tables = Vec::with_capacity(heads.len());
        for (date, base, fetched) in heads {
            let mut select = self
                .0
                .prepare_cached("SELECT code, value, quantity FROM rates WHERE provider = ?1 AND date = ?2 ORDER BY code")?;
            let mut rows = select.query(params![provider.as_str(), date])?;
            let mut quotes = Vec::new();
            while let Some(row) = rows.next()? {
                let (code, value): (String, String) = (row.get(0)?, row.get(1)?);
                quotes.push(RateQuote {
                    code: Currency::parse(&code).ok_or(UNREADABLE)?,
                    value: value.parse::<Decimal>().map_err(|_| UNREADABLE)?,
                    quantity: row.get(2)?,
                });
            }
            let date: Date = date.parse().map_err(|_| UNREADABLE)?;
            let base = Currency::parse(&base).ok_or(UNREADABLE)?;
            tables.push((
                RateTable {
                    provider,
                    date,
                    base,
                    quotes,
                },
                time(fetched),
            ));
        }
        Ok(tables)
    }

    /// Whether a provider's table for a day is here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn holds_rate_table(&self, provider: RateProvider, date: Date) -> Result<bool> {
        let mut select = self
            .0
            .prepare_cached("SELECT 1 FROM rate_tables WHERE provider = ?1 AND date = ?2")?;
        Ok(select.exists(params![provider.as_str(), date.to_string()])?)
    }
}

impl Write<'_> {
    /// Keeps a table in place of an earlier answer for the same day. A table without lines says that nothing was published.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_rate_table(&self, table: &RateTable, fetched: Timestamp) -> Result<()> {
        self.sql()
            .prepare_cached("DELETE FROM rates WHERE provider = ?1 AND date = ?2")?
            .execute(params![table.provider.as_str(), table.date.to_string()])?;
        self.add_rates(table, fetched)
    }

    /// Adds lines to what is known of a day; a line that is here already is replaced.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_rates(&self, table: &RateTable, fetched: Timestamp) -> Result<()> {
        let (provider, date) = (table.provider.as_str(), table.date.to_string());
        self.sql()
            .prepare_cached(
                "INSERT INTO rate_tables (provider, date, base, fetched) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (provider, date) DO UPDATE SET base = excluded.base, fetched = excluded.fetched",
            )?
            .execute(params![provider, date, table.base.as_str(), millis(fetched)])?;
        let mut insert = self.sql().prepare_cached(
            "INSERT INTO rates (provider, date, code, value, quantity) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (provider, date, code) DO UPDATE SET value = excluded.value, quantity = excluded.quantity",
        )?;
        for quote in &table.quotes {
            insert.execute(params![
                provider,
                date,
                quote.code.as_str(),
                quote.value.to_string(),
                quote.quantity
            ])?;
        }
        Ok(())
    }
}
