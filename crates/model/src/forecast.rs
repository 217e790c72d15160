//! Weather: what comes, and the air.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// Who forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeatherProvider {
    /// Open-Meteo.
    OpenMeteo,
    /// MET Norway.
    MetNorway,
}

impl WeatherProvider {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpenMeteo => "open_meteo",
            Self::MetNorway => "met_norway",
        }
    }
}

/// A place with weather.
#[derive(Debug, Clone, PartialEq)]
pub struct City {
    /// A short stable key: `almaty`, or `geonames:1526384`.
    pub key: String,
    /// Its name in Russian, Kazakh and English, in that order.
    pub names: [String; 3],
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// IANA name of its time zone; possibly empty.
    pub zone: String,
    /// Division and country, in the language it was found in; tells namesakes apart. Empty for the built-in ones.
    pub region: String,
}

impl City {
    /// Its name in `ru`, `kk` or `en`.
    pub fn name_in(&self, language: &str) -> &str {
        let [ru, kk, en] = &self.names;
        match language {
            "ru" => ru,
            "kk" => kk,
            _ => en,
        }
    }
}

/// The weather now. Local times carry no offset: it is [`Forecast::offset_seconds`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Current {
    /// When it was observed, local time.
    pub time: Option<DateTime>,
    /// °C.
    pub temperature: Option<f64>,
    /// °C.
    pub feels_like: Option<f64>,
    /// Relative, %.
    pub humidity: Option<f64>,
    /// At sea level, hPa.
    pub pressure: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// m/s.
    pub wind_gusts: Option<f64>,
    /// Where it blows from, degrees clockwise from north.
    pub wind_direction: Option<f64>,
    /// mm in the preceding interval.
    pub precipitation: Option<f64>,
    /// WMO code 4677 as Open-Meteo uses it, 0–99.
    pub code: Option<u8>,
    /// The sun is up.
    pub is_day: Option<bool>,
}

/// One hour to come.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hour {
    /// Its beginning, local time.
    pub time: DateTime,
    /// °C.
    pub temperature: Option<f64>,
    /// °C.
    pub feels_like: Option<f64>,
    /// Relative, %.
    pub humidity: Option<f64>,
    /// At sea level, hPa.
    pub pressure: Option<f64>,
    /// %.
    pub precipitation_probability: Option<f64>,
    /// mm.
    pub precipitation: Option<f64>,
    /// m/s.
    pub wind_speed: Option<f64>,
    /// m/s.
    pub wind_gusts: Option<f64>,
    /// Where it blows from, degrees clockwise from north.
    pub wind_direction: Option<f64>,
    /// WMO code.
    pub code: Option<u8>,
    /// The sun is up.
    pub is_day: Option<bool>,
}

/// One day to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// WMO code of the day's most severe weather.
    pub code: Option<u8>,
    /// Highest, °C.
    pub high: Option<f64>,
    /// Lowest, °C.
    pub low: Option<f64>,
    /// Highest of the day, %.
    pub precipitation_probability: Option<f64>,
    /// Local time.
    pub sunrise: Option<DateTime>,
    /// Local time.
    pub sunset: Option<DateTime>,
}

/// What is in the air at one time.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AirQuality {
    /// Local time of the observation, or the beginning of the hour.
    pub time: Option<DateTime>,
    /// US air quality index, 0–500.
    pub us_aqi: Option<f64>,
    /// µg/m³.
    pub pm10: Option<f64>,
    /// µg/m³.
    pub pm2_5: Option<f64>,
}

/// The air now and to come, as a provider gave it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AirForecast {
    /// Where the provider says it is, degrees north and east: the nearest point of its grid.
    pub place: Option<(f64, f64)>,
    /// Now.
    pub current: AirQuality,
    /// The hours, in order.
    pub hourly: Vec<AirQuality>,
}

/// A forecast as a provider gave it, without the air.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Who.
    pub provider: WeatherProvider,
    /// Where the provider says it is, degrees north and east: the nearest point of its grid.
    pub place: Option<(f64, f64)>,
    /// When we fetched it.
    pub fetched: Timestamp,
    /// Offset of all local times in it, seconds east of UTC.
    pub offset_seconds: i32,
    /// Now.
    pub current: Current,
    /// The hours, in order.
    pub hourly: Vec<Hour>,
    /// The days, in order.
    pub daily: Vec<Day>,
}
