//! Exchange rates, exact to the last digit that was published.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Who publishes a table of rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateProvider {
    /// National Bank of Kazakhstan; base KZT.
    Nbk,
    /// Bank of Russia; base RUB.
    Cbr,
    /// European Central Bank; base EUR.
    Ecb,
    /// Frankfurter, a public mirror of central banks.
    Frankfurter,
}

impl RateProvider {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nbk => "nbk",
            Self::Cbr => "cbr",
            Self::Ecb => "ecb",
            Self::Frankfurter => "frankfurter",
        }
    }
}

/// An ISO 4217 code, three upper-case letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code; case does not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

/// One line of a published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateQuote {
    /// Which currency.
    pub code: Currency,
    /// How much of the base currency `quantity` units cost.
    pub value: Decimal,
    /// How many units `value` is for: 1, 10, 100, 1000, …
    pub quantity: u32,
}

/// What a provider published for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable {
    /// Who.
    pub provider: RateProvider,
    /// For which day.
    pub date: Date,
    /// In which currency the values are.
    pub base: Currency,
    /// The lines, in the provider's order.
    pub quotes: Vec<RateQuote>,
}

/// Where a rate went since the previous publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It stayed.
    Unchanged,
    /// There is no earlier publication to compare with.
    Unknown,
}

impl Direction {
    /// The word used on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Unchanged => "unchanged",
            Self::Unknown => "unknown",
        }
    }
}

/// A rate as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRow {
    /// The line of the table.
    pub quote: RateQuote,
    /// Its change against the previous publication, in units of `quantity`.
    pub change: Option<Decimal>,
    /// Where it went.
    pub direction: Direction,
    /// The day it is for.
    pub date: Date,
    /// Who published it.
    pub provider: RateProvider,
    /// When we fetched it.
    pub fetched: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_letters() {
        assert_eq!(
            Currency::parse(" usd ").as_ref().map(Currency::as_str),
            Some("USD")
        );
        for bad in ["", "US", "USDT", "U5D", "доллар"] {
            assert_eq!(Currency::parse(bad), None, "{bad:?}");
        }
    }
}
