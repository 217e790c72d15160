//! MET Norway: Locationforecast 2.0, compact or complete (api.met.no). Times are UTC; the model's are local, so the
//! offset of the place is a parameter. Days are made from the hours: MET publishes none.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use model::{Current, Day, Forecast, Hour, WeatherProvider};
use serde_json::Value;

use super::{WeatherError, number};
use crate::limits;

/// Reads a forecast for a place in `zone`. The first step is the weather now.
pub fn parse(bytes: &[u8], fetched: Timestamp, zone: &TimeZone) -> Result<Forecast, WeatherError> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(WeatherError::Unreadable("more than 15 MB"));
    }
    let json: Value =
        serde_json::from_slice(bytes).map_err(|_| WeatherError::Unreadable("no JSON"))?;
    let steps: Vec<Step> = json["properties"]["timeseries"]
        .as_array()
        .into_iter()
        .flatten()
        .take(limits::ROWS)
        .filter_map(|step| Step::read(step, zone))
        .collect();
    let Some(first) = steps.first() else {
        return Err(WeatherError::Unreadable("no timeseries"));
    };
    Ok(Forecast {
        provider: WeatherProvider::MetNorway,
        place: place(&json),
        fetched,
        offset_seconds: zone.to_offset(first.at).seconds(),
        current: first.current(),
        hourly: steps
            .iter()
            .filter(|s| s.hour_code.is_some() || s.is_hourly)
            .map(Step::hour)
            .collect(),
        daily: days(&steps),
    })
}

/// GeoJSON: east before north.
fn place(json: &Value) -> Option<(f64, f64)> {
    let point = &json["geometry"]["coordinates"];
    Some((point[1].as_f64()?, point[0].as_f64()?))
}

/// One step of the series.
struct Step {
    at: Timestamp,
    local: DateTime,
    details: Value,
    is_hourly: bool,
    hour_code: Option<(u8, Option<bool>)>,
    six_hour_code: Option<(u8, Option<bool>)>,
    precipitation: Option<f64>,
    probability: Option<f64>,
}

impl Step {
    fn read(step: &Value, zone: &TimeZone) -> Option<Self> {
        let at: Timestamp = step["time"].as_str()?.parse().ok()?;
        let data = &step["data"];
        let (one, six) = (&data["next_1_hours"], &data["next_6_hours"]);
        Some(Self {
            at,
            local: at.to_zoned(zone.clone()).datetime(),
            details: data["instant"]["details"].clone(),
            is_hourly: one.is_object(),
            hour_code: symbol(one),
            six_hour_code: symbol(six).or_else(|| symbol(&data["next_12_hours"])),
            precipitation: number(&one["details"]["precipitation_amount"]),
            probability: number(&one["details"]["probability_of_precipitation"]),
        })
    }

    fn number(&self, name: &str) -> Option<f64> {
        number(&self.details[name])
    }

    fn code(&self) -> Option<(u8, Option<bool>)> {
        self.hour_code.or(self.six_hour_code)
    }

    fn current(&self) -> Current {
        Current {
            time: Some(self.local),
            temperature: self.number("air_temperature"),
            feels_like: None,
            humidity: self.number("relative_humidity"),
            pressure: self.number("air_pressure_at_sea_level"),
            wind_speed: self.number("wind_speed"),
            wind_gusts: self.number("wind_speed_of_gust"),
            wind_direction: self.number("wind_from_direction"),
            precipitation: self.precipitation,
            code: self.code().map(|(code, _)| code),
            is_day: self.code().and_then(|(_, day)| day),
        }
    }

    fn hour(&self) -> Hour {
        Hour {
            time: self.local,
            temperature: self.number("air_temperature"),
            feels_like: None,
            humidity: self.number("relative_humidity"),
            pressure: self.number("air_pressure_at_sea_level"),
            precipitation_probability: self.probability,
            precipitation: self.precipitation,
            wind_speed: self.number("wind_speed"),
            wind_gusts: self.number("wind_speed_of_gust"),
            wind_direction: self.number("wind_from_direction"),
            code: self.hour_code.map(|(code, _)| code),
            is_day: self.hour_code.and_then(|(_, day)| day),
        }
    }
}

/// A day is known by the highest and lowest temperature of its steps and its most severe weather.
fn days(steps: &[Step]) -> Vec<Day> {
    let mut by_date: BTreeMap<Date, Vec<&Step>> = BTreeMap::new();
    for step in steps {
        by_date.entry(step.local.date()).or_default().push(step);
    }
    by_date
        .into_iter()
        .map(|(date, steps)| {
            let temperatures = || steps.iter().filter_map(|s| s.number("air_temperature"));
            Day {
                date,
                code: steps
                    .iter()
                    .filter_map(|s| s.code())
                    .map(|(code, _)| code)
                    .max(),
                high: temperatures().reduce(f64::max),
                low: temperatures().reduce(f64::min),
                precipitation_probability: steps
                    .iter()
                    .filter_map(|s| s.probability)
                    .reduce(f64::max),
                sunrise: None,
                sunset: None,
            }
        })
        .collect()
}

fn symbol(period: &Value) -> Option<(u8, Option<bool>)> {
    let text = period["summary"]["symbol_code"].as_str()?;
    let (name, is_day) = match text.rsplit_once('_') {
        Some((name, "day")) => (name, Some(true)),
        Some((name, "night" | "polartwilight")) => (name, Some(false)),
        _ => (text, None),
    };
    Some((wmo_code(name)?, is_day))
}

/// MET's symbols (api.met.no/weatherapi/weathericon/2.0) as the nearest WMO code of the model.
fn wmo_code(symbol: &str) -> Option<u8> {
    if symbol.contains("thunder") {
        return Some(95);
    }
    Some(match symbol {
        "clearsky" => 0,
        "fair" => 1,
        "partlycloudy" => 2,
        "cloudy" => 3,
        "fog" => 45,
        "lightrain" => 61,
        "rain" => 63,
        "heavyrain" => 65,
        "lightsleet" | "lightsleetshowers" | "lightssleetshowers" => 66,
        "sleet" | "heavysleet" | "sleetshowers" | "heavysleetshowers" => 67,
        "lightsnow" => 71,
        "snow" => 73,
        "heavysnow" => 75,
        "lightrainshowers" => 80,
        "rainshowers" => 81,
        "heavyrainshowers" => 82,
        "lightsnowshowers" | "snowshowers" => 85,
        "heavysnowshowers" => 86,
        _ => return None,
    })
}
