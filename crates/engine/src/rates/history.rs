//! The past: 400 days of the chosen currencies, filled in politely and only once. Ranges come from the mirror, one request a currency;
//! the bank itself is asked only for the days that are missing then.
//!
//! What has been filled is what is in the library: whoever stops it anywhere goes on there.

use std::collections::HashSet;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::{Currency, RateProvider, RateTable, Reach};
use store::Mode;

use super::MOST_DAYS;
use super::ask::{Ask, Told};
use crate::engine::Engine;
use crate::error::{Error, Result};

/// Between two requests for the past: three a minute.
const PACE: SignedDuration = SignedDuration::from_secs(20);
/// Before the first of a run.
const AT_FIRST: SignedDuration = SignedDuration::from_mins(5);
/// After a failure.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// So many missing days in a row are worth a range; fewer are asked of the bank itself.
const WORTH_A_RANGE: usize = 3;

/// The days of which the mirror has told what it knows of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    code: Currency,
    from: Date,
    until: Date,
}

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

/// What the library has of the past.
#[derive(Debug, Default)]
struct Filled {
    ranges: Vec<Range>,
    /// Days that need no request: their tables are here, or the bank has none.
    days: HashSet<Date>,
}

impl Engine {
    /// One request for what is missing of the past, the most useful one first; where nothing is missing, none.
    ///
    /// # Errors
    /// [`Error::Store`]; what a bank did wrong only makes the pause longer.
    pub(super) async fn fill_some(&self) -> Result<Filling> {
        let endpoints = &self.config.world.endpoints;
        if endpoints.nbk.is_none() && endpoints.frankfurter.is_none() {
            return Ok(Filling::Rest);
        }
        let today = self.bank_day()?;
        let settings = self.settings().await?;
        let mut codes = settings.currencies;
        codes.push(settings.rate_base);
        codes.retain(|code| *code != Currency::TENGE);
        let filled = self.filled(today, &codes).await?;
        let Some(ask) = next(&filled, &codes, today) else {
            return Ok(Filling::Rest);
        };
        let told = match self.ask(ask).await {
            Ok(told) => told,
            Err(Error::Store(error)) => return Err(error.into()),
            // An answer that can't be read must not hold up the rest: what the mirror does not tell, the bank is asked for.
            Err(Error::Provider { .. }) => Told::Nothing,
            Err(error) => return Ok(Filling::Silent(error.to_string())),
        };
        self.note_filled(&filled, ask, told).await?;
        Ok(Filling::Asked)
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

    async fn filled(&self, today: Date, codes: &[Currency]) -> Result<Filled> {
        let codes = codes.to_vec();
        let limit = u32::try_from(MOST_DAYS * 2).unwrap_or(u32::MAX);
        let (ranges, tables) = self
            .read(move |library| {
                let mut ranges = Vec::new();
                for code in codes {
                    let note = library.find_note(&range_note(code))?;
                    ranges.extend(note.and_then(|note| {
                        let (from, until) = note.split_once(' ')?;
                        let (from, until) = (from.parse().ok()?, until.parse().ok()?);
                        Some(Range { code, from, until })
                    }));
                }
                let mut tables = library.list_rate_tables(RateProvider::Nbk, today, limit)?;
                tables.extend(library.list_rate_tables(RateProvider::Frankfurter, today, limit)?);
                Ok((ranges, tables))
            })
            .await?;
        Ok(Filled {
            ranges,
            days: tables.iter().map(|(table, _)| table.date).collect(),
        })
    }

    /// An answer without tables is one too: it is not asked for again.
    async fn note_filled(&self, filled: &Filled, ask: Ask, told: Told) -> Result<()> {
        let now = self.now();
        let ranges = filled.ranges.clone();
        self.write(move |library| match (ask, told) {
            (Ask::Mirror(code, from, until), _) => {
                let before = ranges.iter().find(|range| range.code == code);
                let from = before.map_or(from, |range| range.from.min(from));
                library.save_note(&range_note(code), &format!("{from} {until}"))
            }
            (Ask::Nbk(date), Told::Nothing | Told::Off) => {
                let nothing = RateTable {
                    provider: RateProvider::Nbk,
                    date,
                    base: Currency::TENGE,
                    quotes: Vec::new(),
                };
                library.save_rate_table(&nothing, now)
            }
            _ => Ok(()),
        })
        .await
    }
}

/// The next request: ranges first, then days, the newest first. Sundays and Mondays repeat Saturday; today is the widget's affair.
fn next(filled: &Filled, codes: &[Currency], today: Date) -> Option<Ask> {
    let first = today.checked_sub((MOST_DAYS - 1).days()).ok()?;
    let yesterday = today.yesterday().ok()?;
    let missing: Vec<Date> = std::iter::successors(Some(yesterday), |day| day.yesterday().ok())
        .take_while(|day| *day >= first)
        .filter(|day| !matches!(day.weekday(), Weekday::Sunday | Weekday::Monday))
        .filter(|day| !filled.days.contains(day))
        .collect();
    let range = codes.iter().find_map(|code| {
        let from = match filled.ranges.iter().find(|range| range.code == *code) {
            None => first,
            Some(known) => {
                let since = missing.iter().filter(|day| **day > known.until);
                (since.count() >= WORTH_A_RANGE).then_some(known.until)?
            }
        };
        Some(Ask::Mirror(*code, from, yesterday))
    });
    range.or_else(|| missing.first().copied().map(Ask::Nbk))
}

fn range_note(code: Currency) -> String {
    format!("rates-range-{}", code.as_str())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::days::tests::code;
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn ranges_come_first_then_the_days_that_are_missing() {
        let codes = [code("USD"), code("EUR")];
        // A Monday.
        let today = day("2026-11-23");
        let mut filled = Filled::default();
        let first = day("2025-10-20");
        assert_eq!(
            next(&filled, &codes, today),
            Some(Ask::Mirror(code("USD"), first, day("2026-11-22")))
        );
        filled.ranges = codes
            .map(|code| of(code, "2025-10-20", "2026-11-22"))
            .to_vec();
        assert_eq!(
            next(&filled, &codes, today),
            Some(Ask::Nbk(day("2026-11-21"))),
            "Saturday: Sunday repeats it"
        );
        filled.days.insert(day("2026-11-21"));
        assert_eq!(
            next(&filled, &codes, today),
            Some(Ask::Nbk(day("2026-11-20")))
        );
        let all = std::iter::successors(Some(today), |day| day.yesterday().ok()).take(400);
        filled.days.extend(all);
        assert_eq!(next(&filled, &codes, today), None);
    }

    #[test]
    fn after_a_long_absence_the_gap_is_one_range_and_after_a_short_one_it_is_the_banks_days() {
        let mut filled = Filled {
            ranges: vec![of(code("USD"), "2025-10-20", "2026-11-22")],
            days: HashSet::new(),
        };
        let all = std::iter::successors(Some(day("2026-11-22")), |day| day.yesterday().ok());
        filled.days.extend(all.take(400));
        let ask = |today| next(&filled, &[code("USD")], day(today));
        // A Thursday: Tuesday and Wednesday are missing.
        assert_eq!(ask("2026-11-26"), Some(Ask::Nbk(day("2026-11-25"))));
        let gap = Ask::Mirror(code("USD"), day("2026-11-22"), day("2026-12-22"));
        assert_eq!(ask("2026-12-23"), Some(gap));
    }

    #[test]
    fn a_new_currency_is_filled_in_from_the_beginning() {
        let mut filled = Filled {
            ranges: vec![of(code("USD"), "2025-10-20", "2026-11-22")],
            days: HashSet::new(),
        };
        let all = std::iter::successors(Some(day("2026-11-22")), |day| day.yesterday().ok());
        filled.days.extend(all.take(400));
        assert_eq!(
            next(&filled, &[code("USD"), code("CNY")], day("2026-11-23")),
            Some(Ask::Mirror(
                code("CNY"),
                day("2025-10-20"),
                day("2026-11-22")
            ))
        );
    }

    fn of(code: Currency, from: &str, until: &str) -> Range {
        Range {
            code,
            from: day(from),
            until: day(until),
        }
    }
}
