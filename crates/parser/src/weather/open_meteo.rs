//! Open-Meteo: `/v1/forecast`, `/v1/air-quality`, `/v1/search` (open-meteo.com/en/docs). Columns are parallel arrays
//! with nulls; times are local, without offset; wind may come in km/h unless `wind_speed_unit=ms` was asked.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use model::{AirForecast, AirQuality, Current, Day, Forecast, Hour, WeatherProvider};
use serde_json::Value;

use super::{WeatherError, number};
use crate::{clean, limits};

/// A place that geocoding found.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its number in GeoNames.
    pub id: u64,
    /// Its name in the language asked for.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Metres.
    pub elevation: Option<f64>,
    /// ISO 3166-1 alpha-2; possibly empty.
    pub country_code: String,
    /// Possibly empty.
    pub country: String,
    /// First-level division; possibly empty.
    pub region: String,
    /// IANA name; possibly empty.
    pub zone: String,
    /// Inhabitants.
    pub population: Option<u64>,
}

/// Divides the answer for several places into an answer each, in the order in which they were asked for. One place alone is not in a list.
pub fn parts(bytes: &[u8], places: usize) -> Result<Vec<Vec<u8>>, WeatherError> {
    let parts = match answer(bytes)? {
        Value::Array(parts) => parts,
        one => vec![one],
    };
    if parts.len() != places {
        return Err(WeatherError::Unreadable(
            "not as many places as were asked for",
        ));
    }
    Ok(parts
        .into_iter()
        .map(|part| part.to_string().into_bytes())
        .collect())
}

/// Reads a forecast. What was not asked for, or is null, is absent.
pub fn parse_forecast(bytes: &[u8], fetched: Timestamp) -> Result<Forecast, WeatherError> {
    let json = answer(bytes)?;
    if !["current", "hourly", "daily"]
        .iter()
        .any(|part| json[part].is_object())
    {
        return Err(WeatherError::Unreadable(
            "neither current nor hourly nor daily",
        ));
    }
    let hourly = &json["hourly"];
    let hour_wind = wind_factor(&json["hourly_units"]["wind_speed_10m"]);
    let hours = list(&hourly["time"]).enumerate().filter_map(|(i, time)| {
        Some(Hour {
            time: local_time(time)?,
            temperature: number(&hourly["temperature_2m"][i]),
            feels_like: number(&hourly["apparent_temperature"][i]),
            humidity: number(&hourly["relative_humidity_2m"][i]),
            pressure: number(&hourly["pressure_msl"][i]),
            precipitation_probability: number(&hourly["precipitation_probability"][i]),
            precipitation: number(&hourly["precipitation"][i]),
            wind_speed: number(&hourly["wind_speed_10m"][i]).map(|w| w * hour_wind),
            wind_gusts: number(&hourly["wind_gusts_10m"][i]).map(|w| w * hour_wind),
            wind_direction: number(&hourly["wind_direction_10m"][i]),
            code: code(&hourly["weather_code"][i]),
            is_day: flag(&hourly["is_day"][i]),
        })
    });
    let daily = &json["daily"];
    let days = list(&daily["time"]).enumerate().filter_map(|(i, date)| {
        Some(Day {
            date: date.as_str()?.parse::<Date>().ok()?,
            code: code(&daily["weather_code"][i]),
            high: number(&daily["temperature_2m_max"][i]),
            low: number(&daily["temperature_2m_min"][i]),
            precipitation_probability: number(&daily["precipitation_probability_max"][i]),
            sunrise: local_time(&daily["sunrise"][i]),
            sunset: local_time(&daily["sunset"][i]),
        })
    });
    Ok(Forecast {
        provider: WeatherProvider::OpenMeteo,
        place: place(&json),
        fetched,
        offset_seconds: offset(&json),
        current: current(&json["current"], &json["current_units"]),
        hourly: hours.collect(),
        daily: days.collect(),
    })
}

/// Reads air quality: now, and the hours.
pub fn parse_air_quality(bytes: &[u8]) -> Result<AirForecast, WeatherError> {
    let json = answer(bytes)?;
    let (now, hourly) = (&json["current"], &json["hourly"]);
    if !now.is_object() && !hourly.is_object() {
        return Err(WeatherError::Unreadable("neither current nor hourly"));
    }
    let hours = list(&hourly["time"]).enumerate().filter_map(|(i, time)| {
        Some(AirQuality {
            time: Some(local_time(time)?),
            us_aqi: number(&hourly["us_aqi"][i]),
            pm10: number(&hourly["pm10"][i]),
            pm2_5: number(&hourly["pm2_5"][i]),
        })
    });
    Ok(AirForecast {
        place: place(&json),
        current: AirQuality {
            time: local_time(&now["time"]),
            us_aqi: number(&now["us_aqi"]),
            pm10: number(&now["pm10"]),
            pm2_5: number(&now["pm2_5"]),
        },
        hourly: hours.collect(),
    })
}

/// Reads the places of a search; a search that found none answers without `results`.
pub fn parse_geocoding(bytes: &[u8]) -> Result<Vec<Place>, WeatherError> {
    let json = answer(bytes)?;
    if !json.is_object() {
        return Err(WeatherError::Unreadable("no object"));
    }
    let places = list(&json["results"]).filter_map(|row| {
        let text = |name: &str| clean::name(row[name].as_str().unwrap_or_default());
        Some(Place {
            id: row["id"].as_u64()?,
            name: text("name"),
            latitude: row["latitude"].as_f64()?,
            longitude: row["longitude"].as_f64()?,
            elevation: row["elevation"].as_f64(),
            country_code: text("country_code"),
            country: text("country"),
            region: text("admin1"),
            zone: text("timezone"),
            population: row["population"].as_u64(),
        })
    });
    Ok(places.collect())
}

fn answer(bytes: &[u8]) -> Result<Value, WeatherError> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(WeatherError::Unreadable("more than 15 MB"));
    }
    let json: Value =
        serde_json::from_slice(bytes).map_err(|_| WeatherError::Unreadable("no JSON"))?;
    if json["error"].as_bool() == Some(true) {
        return Err(WeatherError::Refused(clean::name(
            json["reason"].as_str().unwrap_or("no reason given"),
        )));
    }
    Ok(json)
}

fn current(now: &Value, units: &Value) -> Current {
    let number = |name: &str| number(&now[name]);
    let wind = wind_factor(&units["wind_speed_10m"]);
    Current {
        time: local_time(&now["time"]),
        temperature: number("temperature_2m"),
        feels_like: number("apparent_temperature"),
        humidity: number("relative_humidity_2m"),
        pressure: number("pressure_msl"),
        wind_speed: number("wind_speed_10m").map(|w| w * wind),
        wind_gusts: number("wind_gusts_10m").map(|w| w * wind),
        wind_direction: number("wind_direction_10m"),
        precipitation: number("precipitation"),
        code: code(&now["weather_code"]),
        is_day: flag(&now["is_day"]),
    }
}

/// What a speed is to be multiplied with to become m/s. Without a unit it is the one that Qazet asks for, m/s.
fn wind_factor(unit: &Value) -> f64 {
    match unit.as_str() {
        Some("km/h") => 1.0 / 3.6,
        Some("mp/h" | "mph") => 0.447_04,
        Some("kn") => 1852.0 / 3600.0,
        _ => 1.0,
    }
}

fn place(json: &Value) -> Option<(f64, f64)> {
    Some((json["latitude"].as_f64()?, json["longitude"].as_f64()?))
}

fn offset(json: &Value) -> i32 {
    json["utc_offset_seconds"]
        .as_i64()
        .and_then(|s| i32::try_from(s).ok())
        .filter(|s| s.abs() <= 18 * 3600)
        .unwrap_or(0)
}

fn local_time(value: &Value) -> Option<DateTime> {
    value.as_str()?.parse().ok()
}

fn code(value: &Value) -> Option<u8> {
    value
        .as_u64()
        .and_then(|c| u8::try_from(c).ok())
        .filter(|c| *c <= 99)
}

fn flag(value: &Value) -> Option<bool> {
    value.as_i64().map(|v| v != 0)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten().take(limits::ROWS)
}
