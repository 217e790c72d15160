//! The converter: any amount between any two currencies, on any day of which something is known.

use jiff::civil::Date;
use model::Currency;
use rust_decimal::Decimal;

use super::{MOST_DAYS, currency_of, homes_of, series};
use crate::engine::Engine;
use crate::error::{Error, Result};

/// The digits of a result; more would be no one's money.
const DIGITS: u32 = 12;

/// An amount in another currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// What was typed, as a number.
    pub amount: Decimal,
    /// What it is worth.
    pub result: Decimal,
    /// What one unit is worth.
    pub price: Decimal,
    /// The day of the table that held.
    pub date: Date,
}

impl Engine {
    /// Converts what the reader typed, by the table that held on `on`, or by the newest. Nothing where no table has both currencies.
    ///
    /// # Errors
    /// [`Error::NoAmount`] where it is no amount, [`Error::Store`].
    pub async fn convert(
        &self,
        amount: &str,
        from: Currency,
        to: Currency,
        on: Option<Date>,
    ) -> Result<Option<Converted>> {
        let amount = read_amount(amount).ok_or_else(|| Error::NoAmount(amount.to_owned()))?;
        let on = match on {
            Some(day) => day,
            None => self.bank_day()?,
        };
        let base = self.settings().await?.rate_base;
        for home in homes_of(base) {
            let own = currency_of(*home);
            let known = self.known(*home, own, on, MOST_DAYS * 2).await?;
            let Some((price, date)) = series::price(&known.days, own, from, to, on) else {
                continue;
            };
            let digits = |number: Decimal| number.round_sf(DIGITS).unwrap_or(number).normalize();
            let Some(result) = amount.checked_mul(price) else {
                return Err(Error::NoAmount(amount.to_string()));
            };
            return Ok(Some(Converted {
                amount,
                result: digits(result),
                price: digits(price),
                date,
            }));
        }
        Ok(None)
    }
}

/// An amount as people type it: with a point or a comma, with spaces or the other mark between thousands. Nothing below zero.
///
/// A single mark is the decimal one (`1,234` is one and a bit); where both stand, the last one is; one that is repeated stands between
/// thousands.
fn read_amount(text: &str) -> Option<Decimal> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_'))
        .collect();
    let decimal_mark = match (bare.rfind('.'), bare.rfind(',')) {
        (Some(point), Some(comma)) => Some(point.max(comma)),
        (Some(only), None) | (None, Some(only)) => {
            let mark = bare.get(only..=only)?;
            (bare.matches(mark).count() == 1).then_some(only)
        }
        (None, None) => None,
    };
    let plain: String = bare
        .char_indices()
        .filter_map(|(place, c)| match c {
            '.' | ',' if Some(place) == decimal_mark => Some('.'),
            '.' | ',' => None,
            other => Some(other),
        })
        .collect();
    let is_number = plain.contains(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !is_number {
        return None;
    }
    Decimal::from_str_exact(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, expected) in [
            ("100", "100"),
            ("1 234,56", "1234.56"),
            ("1\u{a0}234\u{202f}567.5", "1234567.5"),
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1.234.567", "1234567"),
            ("0,5", "0.5"),
            (",5", "0.5"),
            ("5.", "5"),
            ("1'000", "1000"),
            ("0", "0"),
        ] {
            let read = read_amount(text).map(|amount| amount.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text:?}");
        }
        for bad in [
            "",
            " ",
            ",",
            "-5",
            "1e5",
            "abc",
            "5 $",
            "١٢",
            "9".repeat(40).as_str(),
        ] {
            assert_eq!(read_amount(bad), None, "{bad:?}");
        }
    }
}
