//! The past: 400 days of the chosen currencies, filled in politely and only once. The banks of the rouble and the euro tell it themselves, in
//! ranges. That of the National Bank comes in ranges from the mirror, one request a currency; the bank itself is asked only for the days that
//! are missing then.
//!
//! What has been filled is what is in the library: whoever stops it anywhere goes on there.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::{Currency, RateProvider, RateTable, Reach};
use store::Mode;

use super::ask::{Ask, Told};
use super::past::{Past, Range, next};
use super::{DAYS_BACK, MOST_DAYS, currency_of, homes_of};
use crate::engine::Engine;
use crate::error::{Error, Result};

/// Between two requests for the past: three a minute.
const PACE: SignedDuration = SignedDuration::from_secs(20);
/// Before the first of a run.
const AT_FIRST: SignedDuration = SignedDuration::from_mins(5);
/// After a failure.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// What one step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filling {
    /// Asked, and was answered.
    Asked,
    /// There is nothing to ask.
    Rest,
    /// Nobody answers, and why: a long pause.
    Silent(String),
}

impl Engine {
    /// One request for what is missing of the past, the most useful one first; where nothing is missing, none.
    ///
    /// # Errors
    /// [`Error::Store`]; what a bank did wrong only makes the pause longer.
    pub(super) async fn fill_some(&self) -> Result<Filling> {
        let today = self.bank_day()?;
        let settings = self.settings().await?;
        let base = settings.rate_base;
        let mut wanted = settings.currencies;
        wanted.retain(|code| *code != base);
        for home in homes_of(base) {
            let priced = match self.priced(*home, today).await {
                Ok(priced) => priced,
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => return Ok(Filling::Silent(error.to_string())),
            };
            let (of_home, rest): (Vec<Currency>, Vec<Currency>) = wanted
                .into_iter()
                .partition(|code| priced.as_ref().is_none_or(|priced| priced.contains(code)));
            wanted = rest;
            let codes = asked_by(*home, base, of_home);
            let past = self.past(*home, today, &codes).await?;
            let Some(ask) = next(*home, &past, &codes, today) else {
                continue;
            };
            match self.fill(*home, &past, ask).await? {
                Filling::Rest => {}
                done => return Ok(done),
            }
        }
        Ok(Filling::Rest)
    }

    /// Fills in all that is missing, at the same pace, until nothing is or nobody answers; why not, in a sentence, else empty.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn fill_rates(&self) -> Result<String> {
        loop {
            match self.fill_some().await? {
                Filling::Asked => {}
                Filling::Rest => return Ok(String::new()),
                Filling::Silent(reason) => return Ok(reason),
            }
            let next = self.now().checked_add(PACE).unwrap_or(Timestamp::MAX);
            self.clock.sleep_until(next).await;
        }
    }

    /// The same for as long as the host runs, where connection, battery and reader allow it. Not at the start: whoever opens Qazet again
    /// and again asks nobody for the past.
    pub(crate) async fn keep_rates_filled(&self) {
        let mut after = AT_FIRST;
        loop {
            let next = self.now().checked_add(after).unwrap_or(Timestamp::MAX);
            self.clock.sleep_until(next).await;
            after = match self.fill_where_allowed().await {
                Ok(Filling::Asked) => PACE,
                // What is wrong with the library, the background's pass tells the reader, every time the same.
                Ok(Filling::Rest | Filling::Silent(_)) | Err(_) => PAUSE,
            };
        }
    }

    async fn fill_where_allowed(&self) -> Result<Filling> {
        let allowed = self.config.mode == Mode::Write
            && !self.is_away()
            && self.reach().await? == Reach::Everything;
        match allowed {
            true => self.fill_some().await,
            false => Ok(Filling::Rest),
        }
    }

    async fn fill(&self, home: RateProvider, past: &Past, ask: Ask) -> Result<Filling> {
        let told = match (self.ask(ask).await, ask) {
            (Ok(told), _) => told,
            (Err(Error::Store(error)), _) => return Err(error.into()),
            // What the mirror does not tell, because it knows no such currency or can't be read, the bank is asked for.
            (Err(Error::Provider { .. }), Ask::Mirror(..) | Ask::Nbk(_)) => Told::Nothing,
            (Err(Error::Fetch(error)), Ask::Mirror(..))
                if matches!(error.status(), Some(400 | 404 | 422)) =>
            {
                Told::Nothing
            }
            (Err(error), _) => return Ok(Filling::Silent(error.to_string())),
        };
        if told == Told::Off && !matches!(ask, Ask::Mirror(..)) {
            return Ok(Filling::Rest);
        }
        self.note_filled(home, past, ask, told).await?;
        Ok(Filling::Asked)
    }

    /// Which currencies a bank prices; nothing where it was never heard of. The banks of the rouble and the euro are asked for their newest table
    /// then, so that their past is asked of them, and only what they lack of the National Bank.
    async fn priced(&self, home: RateProvider, today: Date) -> Result<Option<HashSet<Currency>>> {
        let known = self.known_to_price(home, today).await?;
        match home {
            RateProvider::Cbr | RateProvider::Ecb if known.is_none() => {
                self.refresh_table(home, today).await?;
                let known = self.known_to_price(home, today).await?;
                Ok(Some(known.unwrap_or_default()))
            }
            _ => Ok(known),
        }
    }

    async fn known_to_price(
        &self,
        home: RateProvider,
        today: Date,
    ) -> Result<Option<HashSet<Currency>>> {
        if home == RateProvider::Cbr {
            let numbers = self.bank_of_russia_numbers().await?;
            let codes = numbers.into_iter().map(|(code, _)| code);
            return Ok(Some(codes.collect()).filter(|codes: &HashSet<_>| !codes.is_empty()));
        }
        let tables = self
            .read(move |library| library.list_rate_tables(home, today, DAYS_BACK as u32))
            .await?;
        let newest = tables
            .into_iter()
            .find(|(table, _)| !table.quotes.is_empty());
        Ok(newest.map(|(table, _)| {
            let own = currency_of(home);
            let quotes = table.quotes.iter().map(|quote| quote.code);
            quotes.chain([own]).collect()
        }))
    }

    async fn past(&self, home: RateProvider, today: Date, codes: &[Currency]) -> Result<Past> {
        let codes = codes.to_vec();
        let limit = u32::try_from(MOST_DAYS * 2).unwrap_or(u32::MAX);
        self.read(move |library| {
            let mut past = Past::default();
            for code in codes {
                let note = library.find_note(&range_note(home, code))?;
                past.ranges.extend(note.and_then(|note| {
                    let (from, until) = note.split_once(' ')?;
                    let (from, until) = (from.parse().ok()?, until.parse().ok()?);
                    Some(Range { code, from, until })
                }));
            }
            let mut tables = library.list_rate_tables(home, today, limit)?;
            // Their ranges have one currency each.
            let ranged = match home {
                RateProvider::Nbk => {
                    library.list_rate_tables(RateProvider::Frankfurter, today, limit)?
                }
                RateProvider::Cbr => std::mem::take(&mut tables),
                RateProvider::Ecb | RateProvider::Frankfurter => Vec::new(),
            };
            past.tables
                .extend(tables.iter().map(|(table, _)| table.date));
            for (table, _) in ranged {
                let lines = table.quotes.iter().map(|quote| (quote.code, table.date));
                past.lines.extend(lines);
            }
            Ok(past)
        })
        .await
    }

    /// An answer without tables is one too: it is not asked for again.
    async fn note_filled(
        &self,
        home: RateProvider,
        past: &Past,
        ask: Ask,
        told: Told,
    ) -> Result<()> {
        let now = self.now();
        let range = match ask {
            Ask::Mirror(code, from, until) | Ask::CbrRange(code, from, until) => {
                Some(Range { code, from, until })
            }
            Ask::EcbRange(from, until) => {
                let code = Currency::EURO;
                Some(Range { code, from, until })
            }
            Ask::Nbk(_) | Ask::Cbr(_) | Ask::EcbDay | Ask::EcbQuarter => None,
        };
        let before = range.and_then(|range| past.range_of(range.code));
        self.write(move |library| {
            if let Some(Range { code, from, until }) = range {
                let from = before.map_or(from, |before| before.from.min(from));
                return library.save_note(&range_note(home, code), &format!("{from} {until}"));
            }
            let (Ask::Nbk(date), Told::Nothing) = (ask, told) else {
                return Ok(());
            };
            let nothing = RateTable {
                provider: RateProvider::Nbk,
                date,
                base: Currency::TENGE,
                quotes: Vec::new(),
            };
            library.save_rate_table(&nothing, now)
        })
        .await
    }
}

/// By which currencies a bank is asked for the past of these. The National Bank knows the tenge itself; into another base its table is crossed
/// through that base. The European bank is asked for all at once, by the name of its own.
fn asked_by(home: RateProvider, base: Currency, mut codes: Vec<Currency>) -> Vec<Currency> {
    if codes.is_empty() {
        return codes;
    }
    match home {
        RateProvider::Nbk | RateProvider::Frankfurter => codes.push(base),
        RateProvider::Cbr => {}
        RateProvider::Ecb => return vec![Currency::EURO],
    }
    codes.retain(|code| *code != currency_of(home));
    codes
}

fn range_note(home: RateProvider, code: Currency) -> String {
    match home {
        // The first library knew the mirror only.
        RateProvider::Nbk | RateProvider::Frankfurter => format!("rates-range-{}", code.as_str()),
        own => format!("rates-range-{}-{}", own.as_str(), code.as_str()),
    }
}
