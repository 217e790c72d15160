//! Exchange rates: what the banks publish, exact to the last digit. Arrows and conversions are not made here.

pub mod cbr;
pub mod ecb;
pub mod frankfurter;
pub mod nbk;

use std::collections::BTreeMap;

use jiff::civil::Date;
use model::{Currency, RateProvider, RateQuote, RateTable};
use rust_decimal::Decimal;
use url::Url;

use crate::xml::{self, Document, Node};
use crate::{decode, limits};

/// Why there is no table of rates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RatesError {
    /// The bank has nothing for that day (yet).
    #[error(
        "the bank has not published rates for that day yet; the last ones stay, with their date"
    )]
    NotPublished,
    /// The answer is not what this bank sends.
    #[error("the answer is no table of rates ({0}); the last ones stay, with their date")]
    Unreadable(&'static str),
}

/// One value of a currency's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRate {
    /// The day it is for.
    pub date: Date,
    /// Which currency.
    pub code: Currency,
    /// How much of the base currency `quantity` units cost.
    pub value: Decimal,
    /// How many units the value is for.
    pub quantity: u32,
}

/// The history of currencies as tables of a provider, one a day, oldest first.
pub fn tables(provider: RateProvider, base: Currency, days: Vec<DayRate>) -> Vec<RateTable> {
    let mut tables: BTreeMap<Date, RateTable> = BTreeMap::new();
    for day in days {
        let table = tables.entry(day.date).or_insert_with(|| RateTable {
            provider,
            date: day.date,
            base,
            quotes: Vec::new(),
        });
        table.quotes.push(RateQuote {
            code: day.code,
            value: day.value,
            quantity: day.quantity,
        });
    }
    tables.into_values().collect()
}

/// The tree of an answer in XML.
fn document(bytes: &[u8]) -> Result<Document, RatesError> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(RatesError::Unreadable("more than 15 MB"));
    }
    let base = Url::parse("about:blank").map_err(|_| RatesError::Unreadable("no base"))?;
    xml::parse(&decode::xml(bytes, None).text, &base)
        .map_err(|_| RatesError::Unreadable("nested too deep"))
}

/// A positive number with a decimal point or comma; spaces between thousands are dropped.
fn decimal(text: &str) -> Option<Decimal> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let value = Decimal::from_str_exact(&plain).ok()?;
    (value > Decimal::ZERO).then_some(value)
}

/// `dd.mm.yyyy`, or `dd.mm.yy` of this century.
fn dotted_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('.');
    let (day, month, year) = (
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?,
    );
    let year: i16 = match year.len() {
        2 => 2000 + year.parse::<i16>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Date::new(year, month, day)
        .ok()
        .filter(|_| parts.next().is_none())
}

/// The text of a child element.
fn child(node: &Node, name: &str) -> Option<String> {
    node.core(name)?.trimmed()
}

/// A whole positive number of units.
fn quantity(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|q| *q > 0)
}

fn base(code: &str) -> Result<Currency, RatesError> {
    Currency::parse(code).ok_or(RatesError::Unreadable("no base currency"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_read_as_banks_write_them() {
        for (text, expected) in [
            ("475.09", Some("475.09")),
            ("16,3172", Some("16.3172")),
            ("3", Some("3")),
            ("1 234,5", Some("1234.5")),
            ("-1", None),
            ("0", None),
            ("", None),
            ("NaN", None),
        ] {
            assert_eq!(
                decimal(text).map(|d| d.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            dotted_date("02.04.2026"),
            Some(jiff::civil::date(2026, 4, 2))
        );
        assert_eq!(
            dotted_date("18.04.16"),
            Some(jiff::civil::date(2016, 4, 18))
        );
        for bad in ["", "31.02.2026", "2026-04-02", "1.2.3.4"] {
            assert_eq!(dotted_date(bad), None, "{bad}");
        }
    }
}
