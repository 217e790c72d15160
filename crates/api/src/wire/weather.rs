//! Weather on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// °C.
    pub feels_like: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// mm.
    pub precipitation: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// m/s.
    pub wind_gusts: Option<f64>,
    /// Degrees.
    pub wind_direction: Option<f64>,
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
    /// When it was fetched.
    pub as_of: Option<String>,
}

/// A value that a provider sent and that can't be true; it is held back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WeatherDoubt {
    /// `temperature`, `feels_like`, `humidity`, `pressure`, `wind`, `precipitation`, `probability`, `air`, `dust`.
    pub measure: String,
    /// As it was sent.
    pub value: f64,
    /// For which local time; absent where the provider told none.
    pub time: Option<String>,
}

/// How weather is shown; on the wire it is °C, m/s, hPa and mm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Units {
    /// `celsius`, `fahrenheit`.
    pub temperature: String,
    /// `ms`, `kmh`, `mph`.
    pub wind: String,
    /// `hpa`, `mmhg`.
    pub pressure: String,
}

impl Default for Units {
    fn default() -> Self {
        model::Units::default().into()
    }
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
    /// Division and country, in the language it was found in; empty for the built-in ones.
    pub region: String,
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
    /// What the providers sent and can't be true.
    pub doubtful: Vec<WeatherDoubt>,
    /// Why it could not be refreshed, in a sentence; empty when all is well.
    pub reason: String,
    /// What was wrong, as with a source; absent when all is well.
    pub problem: Option<String>,
    /// HTTP status of that answer, where it is an error by itself.
    pub answer: Option<u16>,
}
