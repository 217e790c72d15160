//! The weather itself: a smooth function of place and time. Not meteorology, but winters are cold,
//! afternoons warm, nights dark, and snow falls below zero.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The weather at one place and moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sky {
    /// °C.
    pub(crate) temperature: f64,
    /// 0–100 %.
    pub(crate) cloud: f64,
    /// mm in the hour.
    pub(crate) precipitation: f64,
    /// m/s.
    pub(crate) wind: f64,
    /// Degrees the wind comes from.
    pub(crate) wind_direction: f64,
    /// %.
    pub(crate) humidity: f64,
    /// hPa at sea level.
    pub(crate) pressure: f64,
    /// WMO code.
    pub(crate) code: u8,
    /// The sun is up.
    pub(crate) day: bool,
    /// µg/m³.
    pub(crate) pm2_5: f64,
}

/// The weather at a place (degrees) and moment.
pub(crate) fn sky(latitude: f64, longitude: f64, time: Timestamp) -> Sky {
    let hours = time.as_second() as f64 / 3600.0;
    let place = latitude * 7.3 + longitude * 3.1;
    let season = (year_part(time) - 0.55) * std::f64::consts::TAU;
    let solar_hour = (hours + longitude / 15.0).rem_euclid(24.0);
    let daily = ((solar_hour - 15.0) / 24.0 * std::f64::consts::TAU).cos();
    let front = (hours / 61.0 + place).sin() + 0.6 * (hours / 23.0 + place * 2.0).sin();
    let cloud = (50.0 + 42.0 * front).clamp(0.0, 100.0);
    let summer = season.cos() * if latitude < 0.0 { -1.0 } else { 1.0 };
    let temperature =
        27.0 - latitude.abs() * 0.42 + summer * 14.0 + daily * (5.5 - cloud / 30.0) - front * 2.0;
    let precipitation = ((cloud - 72.0) / 14.0).max(0.0);
    let wind = 2.6 + 1.8 * (hours / 17.0 + place).sin().abs() + cloud / 60.0;
    Sky {
        temperature,
        cloud,
        precipitation,
        wind,
        wind_direction: (place * 31.0 + hours * 4.0).rem_euclid(360.0),
        humidity: (52.0 + cloud * 0.35 - daily * 12.0).clamp(12.0, 100.0),
        pressure: 1019.0 - front * 9.0,
        code: code(cloud, precipitation, temperature),
        day: sun_is_up(latitude, solar_hour, time),
        pm2_5: (16.0 - summer * 14.0 - front * 8.0 - daily * 6.0).max(2.0),
    }
}

/// Sunrise and sunset in solar hours; at the poles the whole or no day.
pub(crate) fn sun(latitude: f64, time: Timestamp) -> (f64, f64) {
    let tilt =
        -23.44_f64.to_radians() * ((year_part(time) + 10.0 / 365.0) * std::f64::consts::TAU).cos();
    let cosine = (-latitude.to_radians().tan() * tilt.tan()).clamp(-1.0, 1.0);
    let half = cosine.acos().to_degrees() / 15.0;
    (12.0 - half, 12.0 + half)
}

fn sun_is_up(latitude: f64, solar_hour: f64, time: Timestamp) -> bool {
    let (rise, set) = sun(latitude, time);
    (rise..set).contains(&solar_hour)
}

fn year_part(time: Timestamp) -> f64 {
    f64::from(time.to_zoned(TimeZone::UTC).day_of_year()) / 365.25
}

fn code(cloud: f64, precipitation: f64, temperature: f64) -> u8 {
    match (precipitation, temperature < 0.0) {
        (p, true) if p > 1.2 => 75,
        (p, true) if p > 0.5 => 73,
        (p, true) if p > 0.0 => 71,
        (p, false) if p > 1.2 => 65,
        (p, false) if p > 0.5 => 63,
        (p, false) if p > 0.0 => 61,
        _ if cloud < 12.0 => 0,
        _ if cloud < 30.0 => 1,
        _ if cloud < 65.0 => 2,
        _ => 3,
    }
}
