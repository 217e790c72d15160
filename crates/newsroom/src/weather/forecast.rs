//! Open-Meteo's forecast and air quality: only the variables asked for, parallel arrays, times
//! local without offset, errors as 400 with a reason.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::asked::{Names, abbreviation, coordinates, days, names, wind_unit, zone_name};
use super::sky::{Sky, sky, sun};
use crate::answer::Answer;
use crate::incoming::Incoming;

/// A kind of forecast: which variables it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    momentary: &'static [(&'static str, &'static str)],
    daily: &'static [(&'static str, &'static str)],
    /// Seconds between two values of `current`.
    interval: i64,
    days: usize,
}

/// `/v1/forecast`.
pub(crate) const WEATHER: Kind = Kind {
    momentary: &[
        ("temperature_2m", "°C"),
        ("relative_humidity_2m", "%"),
        ("apparent_temperature", "°C"),
        ("is_day", ""),
        ("precipitation", "mm"),
        ("precipitation_probability", "%"),
        ("rain", "mm"),
        ("snowfall", "cm"),
        ("weather_code", "wmo code"),
        ("cloud_cover", "%"),
        ("pressure_msl", "hPa"),
        ("surface_pressure", "hPa"),
        ("wind_speed_10m", "km/h"),
        ("wind_direction_10m", "°"),
        ("wind_gusts_10m", "km/h"),
        ("dew_point_2m", "°C"),
        ("uv_index", ""),
    ],
    daily: &[
        ("weather_code", "wmo code"),
        ("temperature_2m_max", "°C"),
        ("temperature_2m_min", "°C"),
        ("apparent_temperature_max", "°C"),
        ("apparent_temperature_min", "°C"),
        ("precipitation_sum", "mm"),
        ("precipitation_probability_max", "%"),
        ("wind_speed_10m_max", "km/h"),
        ("sunrise", "iso8601"),
        ("sunset", "iso8601"),
        ("uv_index_max", ""),
    ],
    interval: 900,
    days: 7,
};

/// `/v1/air-quality`.
pub(crate) const AIR: Kind = Kind {
    momentary: &[
        ("us_aqi", "USAQI"),
        ("european_aqi", "EAQI"),
        ("pm10", "μg/m³"),
        ("pm2_5", "μg/m³"),
    ],
    daily: &[],
    interval: 3600,
    days: 5,
};

struct Place {
    latitude: f64,
    longitude: f64,
    zone: TimeZone,
    now: Timestamp,
    wind: (&'static str, f64),
}

/// The answer to a request.
pub(crate) fn answer(request: &Incoming, now: Timestamp, kind: Kind) -> Answer {
    match document(request, now, kind) {
        Ok(value) => Answer::json(&value),
        Err(reason) => Answer::json(&json!({"error": true, "reason": reason})).with_status(400),
    }
}

/// Of one place an object, of several a list.
fn document(request: &Incoming, now: Timestamp, kind: Kind) -> Result<Value, String> {
    let latitudes = coordinates(request, "latitude", "Latitude", 90.0)?;
    let longitudes = coordinates(request, "longitude", "Longitude", 180.0)?;
    if latitudes.len() != longitudes.len() {
        return Err(
            "Parameter 'latitude' and 'longitude' must have the same number of elements".into(),
        );
    }
    let zones = request.parameter("timezone");
    let zones: Option<Vec<&str>> = zones.as_deref().map(|zones| zones.split(',').collect());
    if let Some(zones) = &zones
        && zones.len() != 1
        && zones.len() != latitudes.len()
    {
        return Err(
            "Parameter 'timezone' must have the same number of elements as coordinates".into(),
        );
    }
    let mut parts = Vec::new();
    for (number, (latitude, longitude)) in latitudes.into_iter().zip(longitudes).enumerate() {
        let zone = zones
            .as_ref()
            .and_then(|zones| zones.get(number).or(zones.first()));
        let mut part = place(request, now, kind, (latitude, longitude), zone.copied())?;
        if number > 0 {
            part["location_id"] = json!(number);
        }
        parts.push(part);
    }
    Ok(match parts.len() {
        1 => parts.remove(0),
        _ => Value::from(parts),
    })
}

fn place(
    request: &Incoming,
    now: Timestamp,
    kind: Kind,
    (latitude, longitude): (f64, f64),
    zone: Option<&str>,
) -> Result<Value, String> {
    let zone_name = zone_name(zone, latitude, longitude);
    let zone = TimeZone::get(&zone_name).map_err(|_| "Invalid timezone".to_owned())?;
    let days = days(request, kind.days)?;
    let wind = wind_unit(request)?;
    if request.parameter("daily").is_some() && request.parameter("timezone").is_none() {
        return Err("Timezone is required".into());
    }
    let offset = zone.to_offset(now).seconds();
    let place = Place {
        latitude,
        longitude,
        zone,
        now,
        wind,
    };
    let mut answer = json!({
        // Snapped to a grid, so not what was asked for.
        "latitude": (latitude * 16.0).round() / 16.0,
        "longitude": (longitude * 16.0).round() / 16.0,
        "generationtime_ms": 0.21,
        "utc_offset_seconds": offset,
        "timezone": zone_name,
        "timezone_abbreviation": abbreviation(offset),
        "elevation": (latitude * 18.0).round(),
    });
    let first = place.local(now).date();
    if let Some(names) = names(request, "current", kind.momentary)? {
        current(&mut answer, &place, kind, &names);
    }
    if let Some(names) = names(request, "hourly", kind.momentary)? {
        hourly(&mut answer, &place, first, days, &names);
    }
    if let Some(names) = names(request, "daily", kind.daily)? {
        daily(&mut answer, &place, first, days, &names);
    }
    Ok(answer)
}

fn current(answer: &mut Value, place: &Place, kind: Kind, names: &Names) {
    let second = place.now.as_second() - place.now.as_second().rem_euclid(kind.interval);
    let time = Timestamp::from_second(second).unwrap_or(place.now);
    let mut units = place.units(names);
    units.insert("interval".into(), json!("seconds"));
    let mut values = Map::new();
    values.insert("time".into(), json!(minute(place.local(time))));
    values.insert("interval".into(), json!(kind.interval));
    let sky = sky(place.latitude, place.longitude, time);
    for (name, _) in names {
        values.insert((*name).into(), momentary(name, &sky, place));
    }
    answer["current_units"] = Value::from(units);
    answer["current"] = Value::from(values);
}

fn hourly(answer: &mut Value, place: &Place, first: Date, days: usize, names: &Names) {
    let start = place.midnight(first);
    let times: Vec<Timestamp> = (0..days as i64 * 24)
        .filter_map(|hour| start.checked_add(SignedDuration::from_hours(hour)).ok())
        .collect();
    let mut values = Map::new();
    let stamps: Vec<String> = times.iter().map(|t| minute(place.local(*t))).collect();
    values.insert("time".into(), json!(stamps));
    for (name, _) in names {
        let column: Vec<Value> = times
            .iter()
            .enumerate()
            .map(|(number, time)| {
                // Models have gaps: one hour in 41, and the last of the last day.
                if number % 41 == 40 || number + 1 == times.len() {
                    return Value::Null;
                }
                let sky = sky(place.latitude, place.longitude, *time);
                momentary(name, &sky, place)
            })
            .collect();
        values.insert((*name).into(), Value::from(column));
    }
    answer["hourly_units"] = Value::from(place.units(names));
    answer["hourly"] = Value::from(values);
}

fn daily(answer: &mut Value, place: &Place, first: Date, days: usize, names: &Names) {
    let dates: Vec<Date> = std::iter::successors(Some(first), |date| date.tomorrow().ok())
        .take(days)
        .collect();
    let mut values = Map::new();
    let stamps: Vec<String> = dates.iter().map(Date::to_string).collect();
    values.insert("time".into(), json!(stamps));
    for (name, _) in names {
        let column: Vec<Value> = dates
            .iter()
            .enumerate()
            .map(|(number, date)| {
                if *name == "precipitation_probability_max" && number + 1 == days && days > 2 {
                    return Value::Null;
                }
                of_day(name, *date, place)
            })
            .collect();
        values.insert((*name).into(), Value::from(column));
    }
    answer["daily_units"] = Value::from(place.units(names));
    answer["daily"] = Value::from(values);
}

fn of_day(name: &str, date: Date, place: &Place) -> Value {
    let start = place.midnight(date);
    let hours: Vec<Sky> = (0..24)
        .filter_map(|hour| start.checked_add(SignedDuration::from_hours(hour)).ok())
        .map(|time| sky(place.latitude, place.longitude, time))
        .collect();
    let list = |pick: fn(&Sky) -> f64| hours.iter().map(pick).collect::<Vec<f64>>();
    let most = |values: Vec<f64>| values.into_iter().fold(f64::MIN, f64::max);
    let least = |values: Vec<f64>| values.into_iter().fold(f64::MAX, f64::min);
    match name {
        "weather_code" => json!(hours.iter().map(|one| one.code).max()),
        "temperature_2m_max" => tenths(most(list(|one| one.temperature))),
        "temperature_2m_min" => tenths(least(list(|one| one.temperature))),
        "apparent_temperature_max" => tenths(most(list(apparent))),
        "apparent_temperature_min" => tenths(least(list(apparent))),
        "precipitation_sum" => tenths(list(|one| one.precipitation).iter().sum()),
        "precipitation_probability_max" => json!(most(list(probability)).round() as i64),
        "wind_speed_10m_max" => tenths(most(list(|one| one.wind)) * place.wind.1),
        "uv_index_max" => tenths(most(list(uv))),
        "sunrise" | "sunset" => {
            let (rise, set) = sun(place.latitude, start);
            let hour = if name == "sunrise" { rise } else { set };
            json!(minute(place.solar(date, hour)))
        }
        _ => Value::Null,
    }
}

fn momentary(name: &str, sky: &Sky, place: &Place) -> Value {
    match name {
        "temperature_2m" => tenths(sky.temperature),
        "apparent_temperature" => tenths(apparent(sky)),
        "dew_point_2m" => tenths(sky.temperature - (100.0 - sky.humidity) / 5.0),
        "relative_humidity_2m" => json!(sky.humidity.round() as i64),
        "is_day" => json!(u8::from(sky.day)),
        "precipitation" => tenths(sky.precipitation),
        "precipitation_probability" => json!(probability(sky).round() as i64),
        "rain" => tenths(if sky.temperature < 0.0 {
            0.0
        } else {
            sky.precipitation
        }),
        "snowfall" => tenths(if sky.temperature < 0.0 {
            sky.precipitation * 0.7
        } else {
            0.0
        }),
        "weather_code" => json!(sky.code),
        "cloud_cover" => json!(sky.cloud.round() as i64),
        "pressure_msl" => tenths(sky.pressure),
        "surface_pressure" => tenths(sky.pressure - 90.0),
        "wind_speed_10m" => tenths(sky.wind * place.wind.1),
        "wind_gusts_10m" => tenths(sky.wind * place.wind.1 * 1.7),
        "wind_direction_10m" => json!(sky.wind_direction.round() as i64 % 360),
        "uv_index" => tenths(uv(sky)),
        "us_aqi" => json!((sky.pm2_5 * 2.5).round() as i64),
        "european_aqi" => json!((sky.pm2_5 * 1.4).round() as i64),
        "pm10" => tenths(sky.pm2_5 * 1.3),
        "pm2_5" => tenths(sky.pm2_5),
        _ => Value::Null,
    }
}

fn apparent(sky: &Sky) -> f64 {
    sky.temperature - sky.wind * 0.7
}

fn probability(sky: &Sky) -> f64 {
    ((sky.cloud - 30.0) * 1.3).clamp(0.0, 100.0)
}

fn uv(sky: &Sky) -> f64 {
    if sky.day { 4.0 - sky.cloud / 40.0 } else { 0.0 }
}

fn tenths(value: f64) -> Value {
    // Minus zero would be written as such.
    json!((value * 10.0).round() / 10.0 + 0.0)
}

impl Place {
    fn local(&self, time: Timestamp) -> DateTime {
        self.zone.to_datetime(time)
    }

    fn midnight(&self, date: Date) -> Timestamp {
        let zoned = date.to_zoned(self.zone.clone());
        zoned.map(|zoned| zoned.timestamp()).unwrap_or(self.now)
    }

    /// A solar hour of a day as wall time.
    fn solar(&self, date: Date, hour: f64) -> DateTime {
        let offset = f64::from(self.zone.to_offset(self.now).seconds()) / 3600.0;
        let wall = hour - self.longitude / 15.0 + offset;
        let minutes = (wall * 60.0).round() as i64;
        let start = date.at(0, 0, 0, 0);
        start
            .checked_add(SignedDuration::from_mins(minutes))
            .unwrap_or(start)
    }

    fn units(&self, names: &Names) -> Map<String, Value> {
        let mut units = Map::new();
        units.insert("time".into(), json!("iso8601"));
        for (name, unit) in names {
            let unit = if *unit == "km/h" { self.wind.0 } else { unit };
            units.insert((*name).into(), json!(unit));
        }
        units
    }
}

fn minute(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
