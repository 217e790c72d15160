//! Rates and weather on the wire.

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
}

/// Weather now. Times here and below are local, without offset.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Current {
    /// Local time of the observation.
    pub time: Option<String>,
    /// °C.
    pub temperature: Option<f64>,
    /// °C.
    pub feels_like: Option<f64>,
    /// %.
    pub humidity: Option<f64>,
    /// hPa at sea level.
    pub pressure: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// m/s.
    pub wind_gusts: Option<f64>,
    /// Degrees.
    pub wind_direction: Option<f64>,
    /// mm.
    pub precipitation: Option<f64>,
    /// WMO code.
    pub code: Option<u8>,
    /// Daylight.
    pub is_day: Option<bool>,
}

/// An hour to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Hour {
    /// Local time.
    pub time: String,
    /// °C.
    pub temperature: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// WMO code.
    pub code: Option<u8>,
    /// Daylight.
    pub is_day: Option<bool>,
}

/// A day to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Day {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// WMO code.
    pub code: Option<u8>,
    /// °C.
    pub high: Option<f64>,
    /// °C.
    pub low: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// Local time.
    pub sunrise: Option<String>,
    /// Local time.
    pub sunset: Option<String>,
}

/// The air.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AirQuality {
    /// Local time.
    pub time: Option<String>,
    /// US index.
    pub us_aqi: Option<f64>,
    /// µg/m³.
    pub pm10: Option<f64>,
    /// µg/m³.
    pub pm2_5: Option<f64>,
}

/// A city.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct City {
    /// Key.
    pub key: String,
    /// Russian name.
    pub ru: String,
    /// Kazakh name.
    pub kk: String,
    /// English name.
    pub en: String,
}

/// The weather widget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Weather {
    /// Where.
    pub city: City,
    /// When it was fetched; absent when there is none yet.
    pub as_of: Option<String>,
    /// Seconds since then.
    #[ts(type = "number | null")]
    pub age_s: Option<i64>,
    /// `open_meteo` or `met_norway`; empty when there is none yet.
    pub provider: String,
    /// Local time there now, `YYYY-MM-DDTHH:MM`; empty when there is none yet.
    pub local_time: String,
    /// Now.
    pub current: Option<Current>,
    /// Hours not yet passed.
    pub hourly: Vec<Hour>,
    /// Days not yet passed.
    pub daily: Vec<Day>,
    /// The air.
    pub air_quality: Option<AirQuality>,
    /// Why it could not be refreshed, in a sentence; empty when all is well.
    pub reason: String,
}
