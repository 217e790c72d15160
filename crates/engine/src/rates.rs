//! Exchange rates: the bank's own tables, kept by day; change and arrow against the previous publication.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::{Currency, Direction, RateProvider, RateRow, RateTable};
use parser::rates::RatesError;
use rust_decimal::Decimal;
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Get, Purpose};

/// How far back the previous publication is looked for: the longest holidays, and some.
const DAYS_BACK: i64 = 12;
/// Where the bank is.
const BANK_ZONE: &str = "Asia/Almaty";
/// What is not out yet is not asked for again before this.
const ASK_AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// The rates widget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The base currency.
    pub base: Currency,
    /// When the shown table was fetched.
    pub fetched: Option<Timestamp>,
    /// In the reader's order; currencies that the table lacks are left out.
    pub rows: Vec<RateRow>,
    /// Why they could not be refreshed; empty when all is well.
    pub reason: String,
}

impl Engine {
    /// The rates of the chosen currencies. With `refresh`, the bank is asked first where today's table is missing.
    ///
    /// # Errors
    /// [`Error::Store`]; what the bank did wrong is in the answer's `reason`.
    pub async fn rates(&self, refresh: bool) -> Result<Rates> {
        let today = self.bank_day()?;
        let reason = match refresh {
            true => self
                .refresh_rates(today)
                .await
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default(),
            false => String::new(),
        };
        let (tables, settings) = self
            .read(move |library| {
                Ok((
                    library.list_rate_tables(RateProvider::Nbk, today, DAYS_BACK as u32 * 2)?,
                    library.load_settings()?,
                ))
            })
            .await?;
        let base = Currency::parse("KZT").ok_or_else(|| Error::Broken("KZT".to_owned()))?;
        let fetched = tables.first().map(|(_, fetched)| *fetched);
        let rows = rows(&tables, &settings.currencies);
        Ok(Rates {
            base,
            fetched,
            rows,
            reason,
        })
    }

    /// Asks for today's table, and for those before it until one differs, so that the arrow is known. What is here is not asked for again.
    pub(crate) async fn refresh_rates(&self, today: Date) -> Result<()> {
        let Some(endpoint) = self.config.world.endpoints.nbk.clone() else {
            return Ok(());
        };
        let known = self
            .read(move |library| {
                library.list_rate_tables(RateProvider::Nbk, today, DAYS_BACK as u32)
            })
            .await?;
        let whole = known.first().is_some_and(|(newest, _)| {
            newest.date == today && known.iter().any(|(table, _)| table.quotes != newest.quotes)
        });
        if whole || !self.may_ask(today).await? {
            return Ok(());
        }
        let mut day = today;
        let mut newest: Option<RateTable> = None;
        for _ in 0..DAYS_BACK {
            let here = known
                .iter()
                .map(|(table, _)| table)
                .find(|table| table.date == day);
            let table = match here {
                Some(table) => Some(table.clone()),
                None => self.fetch_rates(&endpoint, day).await?,
            };
            match (&newest, table) {
                (None, Some(table)) => newest = Some(table),
                (Some(newest), Some(table)) if table.quotes != newest.quotes => break,
                _ => {}
            }
            day = day
                .checked_sub(1.day())
                .map_err(|_| Error::Broken("a date".to_owned()))?;
        }
        // Noted only when the bank answered: where there was no network, the next try may come at once.
        let asked = format!("{today} {}", self.now());
        self.write(move |library| library.save_note("rates-asked", &asked))
            .await
    }

    /// One day's table, kept; nothing where it is not published.
    async fn fetch_rates(&self, endpoint: &str, day: Date) -> Result<Option<RateTable>> {
        let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
            address: endpoint.to_owned(),
            why: why.to_string(),
        })?;
        url.query_pairs_mut()
            .append_pair("fdate", &day.strftime("%d.%m.%Y").to_string());
        let answer = self.fetch(Get::new(url, Purpose::Rates)).await?;
        let table = match parser::rates::nbk::parse(&answer.body) {
            Ok(table) => table,
            Err(RatesError::NotPublished) => return Ok(None),
            Err(wrong) => {
                return Err(Error::Provider {
                    what: "the National Bank",
                    why: wrong.to_string(),
                });
            }
        };
        let (kept, now) = (table.clone(), self.now());
        self.write(move |library| library.save_rate_table(&kept, now))
            .await?;
        self.emit(Event::RatesChanged);
        Ok(Some(table).filter(|table| table.date == day))
    }

    /// The bank is asked at most once an hour while what it should have is not there.
    async fn may_ask(&self, today: Date) -> Result<bool> {
        let asked = self
            .read(|library| library.find_note("rates-asked"))
            .await?;
        let recent = asked.and_then(|note| {
            let (day, at) = note.split_once(' ')?;
            let at: Timestamp = at.parse().ok()?;
            Some(day == today.to_string() && self.now().duration_since(at) < ASK_AGAIN)
        });
        Ok(recent != Some(true))
    }

    /// Today where the bank is.
    pub(crate) fn bank_day(&self) -> Result<Date> {
        let zone = TimeZone::get(BANK_ZONE).map_err(|_| Error::Broken("time zones".to_owned()))?;
        Ok(self.now().to_zoned(zone).date())
    }
}

/// The rows of the newest table, each compared with the previous publication: the latest earlier day whose table differs as a whole.
fn rows(tables: &[(RateTable, Timestamp)], currencies: &[Currency]) -> Vec<RateRow> {
    let Some((newest, fetched)) = tables.first() else {
        return Vec::new();
    };
    // A table repeated over a weekend is the same publication: it is dated by its first day.
    let published = tables
        .iter()
        .take_while(|(table, _)| table.quotes == newest.quotes)
        .last()
        .map_or(newest.date, |(table, _)| table.date);
    let previous = tables
        .iter()
        .map(|(table, _)| table)
        .find(|table| table.quotes != newest.quotes);
    let row = |code: &Currency| {
        let quote = newest
            .quotes
            .iter()
            .find(|quote| quote.code == *code)?
            .clone();
        let before =
            previous.and_then(|table| table.quotes.iter().find(|before| before.code == *code));
        let change = before
            .and_then(|before| change(quote.value, quote.quantity, before.value, before.quantity));
        let direction = match change {
            None => Direction::Unknown,
            Some(change) if change.is_zero() => Direction::Unchanged,
            Some(change) if change.is_sign_positive() => Direction::Up,
            Some(_) => Direction::Down,
        };
        Some(RateRow {
            quote,
            change,
            direction,
            date: published,
            provider: newest.provider,
            fetched: *fetched,
        })
    };
    currencies.iter().filter_map(row).collect()
}

/// `now − before` in units of `quantity`; the bank may have changed the quantity in between.
fn change(now: Decimal, quantity: u32, before: Decimal, before_quantity: u32) -> Option<Decimal> {
    let scaled = before
        .checked_mul(Decimal::from(quantity))?
        .checked_div(Decimal::from(before_quantity))?;
    Some(now.checked_sub(scaled)?.normalize())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use model::RateQuote;

    fn table(date: &str, usd: &str, rub: &str) -> (RateTable, Timestamp) {
        let quote = |code: &str, value: &str, quantity| RateQuote {
            code: Currency::parse(code).unwrap(),
            value: value.parse().unwrap(),
            quantity,
        };
        let quotes = vec![quote("USD", usd, 1), quote("RUB", rub, 1)];
        let table = RateTable {
            provider: RateProvider::Nbk,
            date: date.parse().unwrap(),
            base: Currency::parse("KZT").unwrap(),
            quotes,
        };
        (table, Timestamp::UNIX_EPOCH)
    }

    fn both() -> Vec<Currency> {
        ["USD", "RUB"]
            .into_iter()
            .filter_map(Currency::parse)
            .collect()
    }

    #[test]
    fn sunday_and_monday_keep_saturdays_arrow_and_date() {
        let tables = [
            table("2026-11-23", "502.51", "6.44"),
            table("2026-11-22", "502.51", "6.44"),
            table("2026-11-21", "502.51", "6.44"),
            table("2026-11-20", "500.1", "6.44"),
        ];
        let rows = rows(&tables, &both());
        assert_eq!(rows[0].direction, Direction::Up);
        assert_eq!(rows[0].change.unwrap().to_string(), "2.41");
        assert_eq!(rows[0].date.to_string(), "2026-11-21");
        assert_eq!(
            rows[1].direction,
            Direction::Unchanged,
            "the table differs as a whole, this line does not"
        );
    }

    #[test]
    fn without_an_earlier_publication_the_arrow_is_unknown() {
        let rows = rows(&[table("2026-11-21", "502.51", "6.44")], &both());
        assert!(
            rows.iter()
                .all(|row| row.direction == Direction::Unknown && row.change.is_none())
        );
    }

    #[test]
    fn a_changed_quantity_is_no_change_of_the_rate() {
        let of = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(
            change(of("1.2"), 10_000, of("0.12"), 1000),
            Some(Decimal::ZERO)
        );
        assert_eq!(
            change(of("5.86"), 1, of("5.87"), 1).unwrap().to_string(),
            "-0.01"
        );
    }
}
