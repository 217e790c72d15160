//! What a request to Open-Meteo asks for, and the reasons why it is refused.

use crate::incoming::Incoming;

/// Names of variables with their units.
pub(super) type Names = Vec<(&'static str, &'static str)>;

pub(super) fn names(
    request: &Incoming,
    key: &str,
    known: &'static [(&'static str, &'static str)],
) -> Result<Option<Names>, String> {
    let Some(list) = request.parameter(key) else {
        return Ok(None);
    };
    list.split(',')
        .filter(|name| !name.is_empty())
        .map(|name| {
            known.iter().find(|one| one.0 == name).copied().ok_or_else(|| {
                format!("Cannot initialize WeatherVariable from invalid String value {name} for key {key}")
            })
        })
        .collect::<Result<Names, String>>()
        .map(Some)
}

pub(super) fn coordinates(
    request: &Incoming,
    key: &str,
    name: &str,
    most: f64,
) -> Result<Vec<f64>, String> {
    let list = request
        .parameter(key)
        .ok_or_else(|| format!("Parameter '{key}' is required"))?;
    list.split(',')
        .map(|text| match text.parse::<f64>() {
            Ok(value) if value.abs() <= most => Ok(value),
            _ => Err(format!(
                "{name} must be in range of -{most} to {most}°. Given: {text}."
            )),
        })
        .collect()
}

pub(super) fn zone_name(zone: Option<&str>, latitude: f64, longitude: f64) -> String {
    match zone {
        None => "GMT".into(),
        Some("auto") => {
            let kazakhstan = (40.0..56.0).contains(&latitude) && (46.0..88.0).contains(&longitude);
            let hours = (longitude / 15.0).round() as i64;
            match (kazakhstan, hours) {
                (true, _) => "Asia/Almaty".into(),
                (_, 0) => "GMT".into(),
                // The names of these zones have the sign the other way round.
                (_, hours) => format!("Etc/GMT{:+}", -hours),
            }
        }
        Some(name) => name.to_owned(),
    }
}

pub(super) fn days(request: &Incoming, usual: usize) -> Result<usize, String> {
    let Some(text) = request.parameter("forecast_days") else {
        return Ok(usual);
    };
    match text.parse::<usize>() {
        Ok(days) if days <= 16 => Ok(days),
        _ => Err(format!(
            "Forecast days is invalid. Allowed range 0 to 16. Given {text}."
        )),
    }
}

pub(super) fn wind_unit(request: &Incoming) -> Result<(&'static str, f64), String> {
    match request.parameter("wind_speed_unit").as_deref() {
        None | Some("kmh") => Ok(("km/h", 3.6)),
        Some("ms") => Ok(("m/s", 1.0)),
        Some("mph") => Ok(("mp/h", 2.236_936)),
        Some("kn") => Ok(("kn", 1.943_844)),
        Some(other) => Err(format!(
            "Cannot initialize WindspeedUnit from invalid String value {other} for key wind_speed_unit"
        )),
    }
}

pub(super) fn abbreviation(offset: i32) -> String {
    match offset / 3600 {
        0 => "GMT".into(),
        hours => format!("GMT{hours:+}"),
    }
}
