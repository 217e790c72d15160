//! Exchange rates: the banks' own tables, kept by day; change and arrow against the previous publication, history, conversion.
//!
//! `days` and `series` are pure: what the tables say. `ask` is one request, `history` fills what is missing of the past (`past` says what that
//! is), `convert` and `watch` use it.

mod ask;
mod convert;
mod csv;
mod days;
mod history;
mod past;
mod series;
mod watch;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use model::{Currency, Failure, RateProvider, RateRow, RateSeries};

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::providers::failure;
use days::{Day, Doubt};

pub use convert::Converted;
pub use csv::csv;

/// How far back the previous publication is looked for: the longest holidays, and some.
const DAYS_BACK: i64 = 12;
/// The longest history.
const MOST_DAYS: i64 = 400;
/// Where the National Bank is.
const BANK_ZONE: &str = "Asia/Almaty";

/// The rates widget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The base currency.
    pub base: Currency,
    /// When the shown table was fetched.
    pub fetched: Option<Timestamp>,
    /// In the reader's order; currencies that nobody publishes are left out.
    pub rows: Vec<RateRow>,
    /// Why they could not be refreshed; absent when all is well.
    pub failure: Option<Failure>,
}

/// What is known of some days, as it can be trusted.
pub(super) struct Known {
    /// Newest first.
    days: Vec<Day>,
    doubts: Vec<Doubt>,
}

impl Engine {
    /// The rates of the chosen currencies. With `refresh`, the bank is asked first where today's table is missing.
    ///
    /// # Errors
    /// [`Error::Store`]; what the bank did wrong is in the answer's `failure`.
    pub async fn rates(&self, refresh: bool) -> Result<Rates> {
        let settings = self.settings().await?;
        let failure = match refresh {
            true => {
                let today = self.bank_day()?;
                self.refresh_rates(settings.rate_base, &settings.currencies, today)
                    .await?
            }
            false => None,
        };
        let rates = self.rates_of(settings.currencies).await?;
        Ok(Rates { failure, ..rates })
    }

    /// The rates of these currencies in the reader's base, as the library has them.
    async fn rates_of(&self, codes: Vec<Currency>) -> Result<Rates> {
        let today = self.bank_day()?;
        let base = self.settings().await?.rate_base;
        let mut rows: Vec<RateRow> = Vec::new();
        for home in homes_of(base) {
            let known = self.known(*home, base, today, DAYS_BACK * 2).await?;
            let mut found = series::rows(&known.days, &codes);
            for row in &mut found {
                row.doubtful = known
                    .doubts
                    .iter()
                    .find(|doubt| doubt.line.quote.code == row.quote.code)
                    .map(|doubt| doubt.line.quote.clone());
            }
            found.retain(|row| rows.iter().all(|known| known.quote.code != row.quote.code));
            rows.extend(found);
        }
        rows.sort_by_key(|row| codes.iter().position(|code| *code == row.quote.code));
        Ok(Rates {
            base,
            fetched: rows.iter().map(|row| row.fetched).max(),
            rows,
            failure: None,
        })
    }

    /// What a currency did over the last days, at most 400, in the reader's base; nothing where nobody publishes it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn rate_series(&self, code: Currency, days: u32) -> Result<Option<RateSeries>> {
        let today = self.bank_day()?;
        let base = self.settings().await?.rate_base;
        let length = i64::from(days).clamp(1, MOST_DAYS);
        let from = today
            .checked_sub(jiff::SignedDuration::from_hours(24 * (length - 1)))
            .map_err(|_| Error::Broken("a date".to_owned()))?;
        for home in homes_of(base) {
            let known = self.known(*home, base, today, length + DAYS_BACK).await?;
            let series = series::series(&known.days, base, code, from);
            if series.is_some() {
                return Ok(series);
            }
        }
        Ok(None)
    }

    /// The trusted days of a provider of tables, newest first, in `base`.
    async fn known(
        &self,
        home: RateProvider,
        base: Currency,
        until: Date,
        limit: i64,
    ) -> Result<Known> {
        let own = currency_of(home);
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let tables = self
            .read(move |library| {
                let mut tables = library.list_rate_tables(home, until, limit)?;
                if home == RateProvider::Nbk {
                    tables.extend(library.list_rate_tables(
                        RateProvider::Frankfurter,
                        until,
                        limit,
                    )?);
                }
                Ok(tables)
            })
            .await?;
        let (days, doubts) = days::trusted(days::days(tables));
        Ok(Known {
            days: days::in_base(days, own, base),
            doubts: if own == base { doubts } else { Vec::new() },
        })
    }

    /// Asks whom the base needs; the mirror where the National Bank is silent. What went wrong first; nothing when all is well.
    async fn refresh_rates(
        &self,
        base: Currency,
        codes: &[Currency],
        today: Date,
    ) -> Result<Option<Failure>> {
        let mut first = None;
        for provider in homes_of(base) {
            let Err(error) = self.refresh_table(*provider, today).await else {
                continue;
            };
            if let Error::Store(_) = error {
                return Err(error);
            }
            first.get_or_insert_with(|| failure(&error));
            if *provider == RateProvider::Nbk {
                let mut wanted: Vec<Currency> = codes.to_vec();
                wanted.push(base);
                wanted.retain(|code| *code != Currency::TENGE);
                // The bank's own reason is the one to tell; the mirror is only a help.
                if let Err(Error::Store(error)) = self.refresh_from_mirror(&wanted, today).await {
                    return Err(error.into());
                }
            }
        }
        self.tell_watches().await?;
        Ok(first)
    }

    /// Today where the bank is.
    pub(crate) fn bank_day(&self) -> Result<Date> {
        let zone = TimeZone::get(BANK_ZONE).map_err(|_| Error::Broken("time zones".to_owned()))?;
        Ok(self.now().to_zoned(zone).date())
    }
}

/// Who publishes for a base: its own bank first, then the National Bank, whose table any other base is crossed from.
fn homes_of(base: Currency) -> &'static [RateProvider] {
    match base {
        Currency::ROUBLE => &[RateProvider::Cbr, RateProvider::Nbk],
        Currency::EURO => &[RateProvider::Ecb, RateProvider::Nbk],
        _ => &[RateProvider::Nbk],
    }
}

/// The currency a bank's tables are in.
fn currency_of(provider: RateProvider) -> Currency {
    match provider {
        RateProvider::Cbr => Currency::ROUBLE,
        RateProvider::Ecb => Currency::EURO,
        RateProvider::Nbk | RateProvider::Frankfurter => Currency::TENGE,
    }
}

/// Whether a bank has a table of its own for a day: two banks set it in the afternoon before, so that Sunday and Monday repeat Saturday; the
/// European one on the day itself. Holidays are not known beforehand.
fn publishes_for(provider: RateProvider, day: Date) -> bool {
    let repeats = match provider {
        RateProvider::Nbk | RateProvider::Cbr | RateProvider::Frankfurter => {
            [Weekday::Sunday, Weekday::Monday]
        }
        RateProvider::Ecb => [Weekday::Saturday, Weekday::Sunday],
    };
    !repeats.contains(&day.weekday())
}
