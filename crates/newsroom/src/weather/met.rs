//! MET Norway's locationforecast 2.0, compact: hourly steps in UTC, `Expires`, `Last-Modified`, and
//! 403 for who doesn't say who they are.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::sky::{Sky, sky};
use crate::answer::{Answer, http_date};
use crate::incoming::Incoming;

/// Seconds for which an answer stays the same.
const HALF_HOUR: i64 = 1800;

/// The answer to a request.
pub(crate) fn answer(request: &Incoming, now: Timestamp) -> Answer {
    if request.header("user-agent").is_none_or(str::is_empty) {
        return Answer::error(403);
    }
    let coordinate = |key: &str| request.parameter(key).and_then(|text| text.parse().ok());
    let (Some(latitude), Some(longitude)) = (coordinate("lat"), coordinate("lon")) else {
        return Answer::error(400);
    };
    let made = floor(now, HALF_HOUR);
    let expires = made
        .checked_add(SignedDuration::from_secs(HALF_HOUR))
        .unwrap_or(made);
    let first = floor(made, 3600);
    let steps: Vec<Value> = (0..72)
        .filter_map(|hour| first.checked_add(SignedDuration::from_hours(hour)).ok())
        .map(|time| step(latitude, longitude, time))
        .collect();
    let mut answer = Answer::json(&json!({
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude, 300]},
        "properties": {
            "meta": {"updated_at": made.to_string(), "units": {
                "air_pressure_at_sea_level": "hPa",
                "air_temperature": "celsius",
                "cloud_area_fraction": "%",
                "precipitation_amount": "mm",
                "relative_humidity": "%",
                "wind_from_direction": "degrees",
                "wind_speed": "m/s",
            }},
            "timeseries": steps,
        },
    }));
    answer.modified = Some(made);
    answer.with_header("Expires", &http_date(expires))
}

fn step(latitude: f64, longitude: f64, time: Timestamp) -> Value {
    let sky = sky(latitude, longitude, time);
    let tenth = |value: f64| (value * 10.0).round() / 10.0;
    json!({
        "time": time.to_string(),
        "data": {
            "instant": {"details": {
                "air_pressure_at_sea_level": tenth(sky.pressure),
                "air_temperature": tenth(sky.temperature),
                "cloud_area_fraction": tenth(sky.cloud),
                "relative_humidity": tenth(sky.humidity),
                "wind_from_direction": tenth(sky.wind_direction),
                "wind_speed": tenth(sky.wind),
            }},
            "next_1_hours": {
                "summary": {"symbol_code": symbol(&sky)},
                "details": {"precipitation_amount": tenth(sky.precipitation)},
            },
        },
    })
}

fn symbol(sky: &Sky) -> String {
    let light = if sky.day { "day" } else { "night" };
    match sky.code {
        0 => format!("clearsky_{light}"),
        1 => format!("fair_{light}"),
        2 => format!("partlycloudy_{light}"),
        71..=75 => "snow".into(),
        61..=65 => "rain".into(),
        _ => "cloudy".into(),
    }
}

fn floor(time: Timestamp, seconds: i64) -> Timestamp {
    let second = time.as_second();
    Timestamp::from_second(second - second.rem_euclid(seconds)).unwrap_or(time)
}
