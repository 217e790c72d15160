//! Exchange rates, exact to the last digit that was published.

use std::fmt;

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
    /// The tenge, in which the National Bank of Kazakhstan publishes.
    pub const TENGE: Self = Self(*b"KZT");
    /// The rouble, in which the Bank of Russia publishes.
    pub const ROUBLE: Self = Self(*b"RUB");
    /// The euro, in which the European Central Bank publishes.
    pub const EURO: Self = Self(*b"EUR");

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
    /// A newer value that is off by an order of magnitude and therefore held back.
    pub doubtful: Option<RateQuote>,
}

/// The price of a currency on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatePoint {
    /// The day it is for.
    pub date: Date,
    /// In units of the series' quantity.
    pub value: Decimal,
    /// Who published it.
    pub provider: RateProvider,
}

/// What a currency did over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateSeries {
    /// In which currency the values are.
    pub base: Currency,
    /// Which currency.
    pub code: Currency,
    /// How many units the values are for.
    pub quantity: u32,
    /// Oldest first; a day without a publication of its own has no point.
    pub points: Vec<RatePoint>,
    /// The highest of them.
    pub highest: Option<RatePoint>,
    /// The lowest of them.
    pub lowest: Option<RatePoint>,
}

/// What the reader wants to be told of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RateWatch {
    /// Which.
    pub code: Currency,
    /// When.
    pub when: RateLimit,
}

/// When a rate is worth a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateLimit {
    /// It moved by so many percent or more between two publications.
    Moves(Decimal),
    /// It passed this price of its quantity, up or down.
    Crosses(Decimal),
}

impl RateWatch {
    /// As it is written in the settings: `USD 1%` or `USD 500`.
    pub fn parse(text: &str) -> Option<Self> {
        let (code, limit) = text.trim().split_once(' ')?;
        let number = |text: &str| {
            let number: Decimal = text.parse().ok()?;
            (number > Decimal::ZERO).then_some(number.normalize())
        };
        Some(Self {
            code: Currency::parse(code)?,
            when: match limit.strip_suffix('%') {
                Some(percent) => RateLimit::Moves(number(percent)?),
                None => RateLimit::Crosses(number(limit)?),
            },
        })
    }
}

impl fmt::Display for RateWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.when {
            RateLimit::Moves(percent) => write!(f, "{} {percent}%", self.code.as_str()),
            RateLimit::Crosses(price) => write!(f, "{} {price}", self.code.as_str()),
        }
    }
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
    #[test]
    fn a_watch_is_read_as_it_is_written() {
        for text in ["USD 1%", "USD 500", "KZT 0.25%"] {
            let watch = RateWatch::parse(text);
            assert_eq!(watch.map(|watch| watch.to_string()).as_deref(), Some(text));
        }
        for bad in ["", "USD", "USD -1%", "USD 0", "US 5", "USD x%"] {
            assert_eq!(RateWatch::parse(bad), None, "{bad:?}");
        }
    }
}
