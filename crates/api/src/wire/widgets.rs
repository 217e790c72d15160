//! Rates on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// ISO 4217.
    pub code: String,
    /// Price of `quantity` units, decimal string as published.
    pub value: String,
    /// Units.
    pub quantity: u32,
    /// Against the previous publication, decimal string with sign `-`; absent where unknown.
    pub change: Option<String>,
    /// `up`, `down`, `unchanged`, `unknown`.
    pub direction: String,
    /// The day it is for, `YYYY-MM-DD`.
    pub date: String,
    /// `nbk`, `cbr`, `ecb`, `frankfurter`.
    pub provider: String,
    /// A newer value that is off by an order of magnitude and held back; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub doubtful: Option<String>,
}

/// The price of a currency on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RatePoint {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Decimal string, for the series' quantity.
    pub value: String,
    /// `nbk`, `cbr`, `ecb`, `frankfurter`.
    pub provider: String,
}

/// What a currency did over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RateSeries {
    /// ISO 4217 of the base.
    pub base: String,
    /// ISO 4217.
    pub code: String,
    /// How many units the values are for.
    pub quantity: u32,
    /// Oldest first; a day without a publication of its own has no point.
    pub points: Vec<RatePoint>,
    /// The highest of them.
    pub highest: Option<RatePoint>,
    /// The lowest of them.
    pub lowest: Option<RatePoint>,
}

/// An amount in another currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Converted {
    /// What was typed, as a decimal string.
    pub amount: String,
    /// What it is worth, decimal string of at most 12 digits.
    pub result: String,
    /// What one unit is worth, the same.
    pub price: String,
    /// Day of the table that held, `YYYY-MM-DD`.
    pub date: String,
}

/// The rates widget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rates {
    /// ISO 4217 of the base.
    pub base: String,
    /// When they were fetched; absent when there are none yet.
    pub as_of: Option<String>,
    /// Seconds since then.
    #[ts(type = "number | null")]
    pub age_s: Option<i64>,
    /// In the reader's order.
    pub rates: Vec<Rate>,
    /// Why they could not be refreshed, in a sentence; empty when all is well.
    pub reason: String,
    /// What was wrong, as with a source; absent when all is well.
    pub problem: Option<String>,
    /// HTTP status of that answer, where it is an error by itself.
    pub answer: Option<u16>,
}
