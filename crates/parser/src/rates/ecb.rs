//! European Central Bank: `eurofxref-daily.xml`, `-hist.xml`, `-hist-90d.xml`, and the SDMX service as CSV. Base EUR.
//!
//! The bank tells how much of a currency one euro buys; a [`RateTable`] tells what a currency costs in the base. So the
//! values here are turned round: one euro is `1.1435` dollars gives a dollar at `0.874508…` euro, to 10 decimals.
//! There is neither KZT nor RUB.

use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};
use rust_decimal::Decimal;

use super::{DayRate, RatesError, base, decimal, document};
use crate::{decode, limits};

/// Reads the newest day of a file.
pub fn parse_daily(bytes: &[u8]) -> Result<RateTable, RatesError> {
    parse_history(bytes)?
        .into_iter()
        .max_by_key(|table| table.date)
        .ok_or(RatesError::NotPublished)
}

/// Reads every day of a file, in the bank's order (newest first).
pub fn parse_history(bytes: &[u8]) -> Result<Vec<RateTable>, RatesError> {
    let tree = document(bytes)?;
    let outer = tree
        .root
        .find(&|n| n.name == "cube")
        .ok_or(RatesError::Unreadable("no <Cube>"))?;
    let euro = base("EUR")?;
    let tables: Vec<RateTable> = outer
        .nodes()
        .filter_map(|day| {
            let date: Date = day.attribute("time")?.trim().parse().ok()?;
            let quotes: Vec<RateQuote> = day
                .nodes()
                .filter_map(|n| {
                    Some(RateQuote {
                        code: Currency::parse(n.attribute("currency")?)?,
                        value: turned_round(n.attribute("rate")?)?,
                        quantity: 1,
                    })
                })
                .collect();
            (!quotes.is_empty()).then_some(RateTable {
                provider: RateProvider::Ecb,
                date,
                base: euro,
                quotes,
            })
        })
        .collect();
    if tables.is_empty() {
        Err(RatesError::NotPublished)
    } else {
        Ok(tables)
    }
}

/// Reads SDMX `csvdata` with the columns CURRENCY, TIME_PERIOD, OBS_VALUE, in the file's order.
pub fn parse_csv(bytes: &[u8]) -> Result<Vec<DayRate>, RatesError> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(RatesError::Unreadable("more than 15 MB"));
    }
    let text = decode::xml(bytes, None).text;
    let mut lines = text.lines();
    let header: Vec<&str> = lines
        .next()
        .unwrap_or_default()
        .split(',')
        .map(unquoted)
        .collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|h| *h == name)
            .ok_or(RatesError::Unreadable("a column is missing"))
    };
    let (currency, period, value) = (
        column("CURRENCY")?,
        column("TIME_PERIOD")?,
        column("OBS_VALUE")?,
    );
    let days: Vec<DayRate> = lines
        .filter_map(|line| {
            // The three columns hold neither commas nor quotes, and stand before the wordy ones.
            let cells: Vec<&str> = line.split(',').map(unquoted).collect();
            Some(DayRate {
                date: cells.get(period)?.parse().ok()?,
                code: Currency::parse(cells.get(currency)?)?,
                value: turned_round(cells.get(value)?)?,
                quantity: 1,
            })
        })
        .collect();
    if days.is_empty() {
        Err(RatesError::NotPublished)
    } else {
        Ok(days)
    }
}

fn turned_round(rate: &str) -> Option<Decimal> {
    Some(Decimal::ONE.checked_div(decimal(rate)?)?.round_dp(10))
}

fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches('"')
}
