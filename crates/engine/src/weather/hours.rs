//! What of an answer still holds: hours and days to come, and the hour that stands for now when the observation is old.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use model::{AirForecast, AirQuality, Current, Forecast, Hour};

/// So long an observation is the weather now.
const OBSERVED: SignedDuration = SignedDuration::from_mins(90);
/// And so long it is better than nothing, where no hour was forecast.
const LAST_SEEN: SignedDuration = SignedDuration::from_hours(3);
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How far ahead hours are shown.
const HOURS_AHEAD: SignedDuration = SignedDuration::from_hours(48);
/// And days.
const DAYS_AHEAD: usize = 10;

/// Drops the hours and days that have passed at the local time `there`, and what is too far ahead. An old observation gives way to what was
/// forecast for this hour.
pub(super) fn without_past(mut forecast: Forecast, there: DateTime) -> Forecast {
    let begun = there.checked_sub(AN_HOUR).unwrap_or(there);
    let end = there.checked_add(HOURS_AHEAD).unwrap_or(there);
    forecast
        .hourly
        .retain(|hour| hour.time > begun && hour.time <= end);
    forecast.daily.retain(|day| day.date >= there.date());
    forecast.daily.truncate(DAYS_AHEAD);
    let age = forecast.current.time.map(|time| there.duration_since(time));
    if age.is_some_and(|age| age > OBSERVED) {
        let known = forecast
            .hourly
            .iter()
            .filter(|hour| hour.temperature.is_some());
        let this_hour = nearest(known, there, |hour| Some(hour.time));
        match this_hour {
            Some(hour) => forecast.current = now_of(hour),
            None if age > Some(LAST_SEEN) => forecast.current = Current::default(),
            None => {}
        }
    }
    forecast
}

/// The air at the local time `there`: as observed, else as forecast for this hour.
pub(super) fn air_at(air: AirForecast, there: DateTime) -> Option<AirQuality> {
    let age = |air: &AirQuality| air.time.map(|time| there.duration_since(time));
    let now = air.current;
    let known = now.us_aqi.is_some() || now.pm2_5.is_some() || now.pm10.is_some();
    // Air is observed by the hour.
    if known && age(&now).is_none_or(|age| age <= OBSERVED) {
        return Some(now);
    }
    let forecast = air.hourly.iter().filter(|hour| hour.us_aqi.is_some());
    let this_hour = nearest(forecast, there, |hour| hour.time).copied();
    this_hour.or_else(|| Some(now).filter(|now| known && age(now) <= Some(LAST_SEEN)))
}

/// The hour that stands for now: models have gaps, and the hour beside one is closer to the truth than nothing.
fn nearest<'h, H: 'h>(
    hours: impl Iterator<Item = &'h H>,
    there: DateTime,
    time: impl Fn(&H) -> Option<DateTime>,
) -> Option<&'h H> {
    let away = |hour: &&H| time(hour).map(|time| there.duration_since(time).abs());
    hours
        .filter(|hour| away(hour).is_some_and(|away| away <= OBSERVED))
        .min_by_key(away)
}

fn now_of(hour: &Hour) -> Current {
    Current {
        time: Some(hour.time),
        temperature: hour.temperature,
        feels_like: hour.feels_like,
        humidity: hour.humidity,
        pressure: hour.pressure,
        wind_speed: hour.wind_speed,
        wind_gusts: hour.wind_gusts,
        wind_direction: hour.wind_direction,
        precipitation: hour.precipitation,
        code: hour.code,
        is_day: hour.is_day,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::Timestamp;
    use model::{Day, WeatherProvider};

    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    fn hour(time: DateTime, temperature: f64) -> Hour {
        Hour {
            time,
            temperature: Some(temperature),
            ..Hour::default()
        }
    }

    fn forecast(hours: Vec<Hour>) -> Forecast {
        let first = at("2026-11-20T00:00");
        let days = std::iter::successors(Some(first.date()), |day| day.tomorrow().ok());
        Forecast {
            provider: WeatherProvider::OpenMeteo,
            place: None,
            fetched: Timestamp::UNIX_EPOCH,
            offset_seconds: 0,
            current: Current {
                time: Some(at("2026-11-20T10:45")),
                temperature: Some(-3.0),
                ..Current::default()
            },
            hourly: hours,
            daily: days
                .take(16)
                .map(|date| Day {
                    date,
                    code: None,
                    high: None,
                    low: None,
                    precipitation_probability: None,
                    sunrise: None,
                    sunset: None,
                })
                .collect(),
        }
    }

    fn ahead(count: i64) -> Vec<Hour> {
        let first = at("2026-11-20T00:00");
        let hours = (0..count).map(|i| (first + SignedDuration::from_hours(i), i as f64));
        hours.map(|(time, i)| hour(time, i)).collect()
    }

    #[test]
    fn of_ten_days_the_next_48_hours_and_ten_days_are_left_and_the_observation_holds() {
        let left = without_past(forecast(ahead(240)), at("2026-11-20T11:20"));
        assert_eq!(left.hourly.first().unwrap().time, at("2026-11-20T11:00"));
        assert_eq!(left.hourly.last().unwrap().time, at("2026-11-22T11:00"));
        assert_eq!((left.hourly.len(), left.daily.len()), (49, 10));
        assert_eq!(left.current.temperature, Some(-3.0));
    }

    #[test]
    fn an_old_observation_gives_way_to_the_hour_that_was_forecast() {
        let left = without_past(forecast(ahead(240)), at("2026-11-20T17:05"));
        assert_eq!(left.current.time, Some(at("2026-11-20T17:00")));
        assert_eq!(left.current.temperature, Some(17.0));
        let unknown = without_past(forecast(Vec::new()), at("2026-11-20T17:05"));
        assert_eq!(unknown.current, Current::default(), "nobody knows it");
        let lately = without_past(forecast(Vec::new()), at("2026-11-20T13:05"));
        assert_eq!(lately.current.temperature, Some(-3.0));
    }

    #[test]
    fn an_hour_that_is_missing_or_comes_twice_moves_no_other() {
        // Spring in Berlin: 01:00 is followed by 03:00. Autumn: 02:00 comes twice.
        for hours in [
            ["2026-03-29T01:00", "2026-03-29T03:00", "2026-03-29T04:00"],
            ["2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T03:00"],
        ] {
            let list = hours.map(|time| hour(at(time), 5.0)).to_vec();
            let left = without_past(forecast(list), at(hours[0]));
            let times: Vec<DateTime> = left.hourly.iter().map(|hour| hour.time).collect();
            assert_eq!(times, hours.map(at));
        }
    }

    #[test]
    fn the_air_is_that_of_this_hour() {
        let air = |time: &str, us_aqi: Option<f64>| AirQuality {
            time: Some(at(time)),
            us_aqi,
            ..AirQuality::default()
        };
        let of = |there: &str| {
            let all = AirForecast {
                place: None,
                current: air("2026-11-20T10:00", Some(100.0)),
                hourly: vec![
                    air("2026-11-20T15:00", Some(156.0)),
                    air("2026-11-20T16:00", None),
                ],
            };
            air_at(all, at(there)).and_then(|air| air.us_aqi)
        };
        assert_eq!(of("2026-11-20T11:15"), Some(100.0));
        assert_eq!(of("2026-11-20T15:40"), Some(156.0));
        assert_eq!(
            of("2026-11-20T16:10"),
            Some(156.0),
            "the hour beside the gap"
        );
        assert_eq!(of("2026-11-20T18:10"), None, "nobody knows it");
        assert_eq!(of("2026-11-20T12:30"), Some(100.0), "lately");
    }
}
