//! Watches: what of the weather to come is worth a notice, told once a day each.

use jiff::SignedDuration;
use jiff::civil::DateTime;
use model::{Hour, NoticeKind, WeatherWatch, WindUnit};

use super::Weather;
use super::words::{Words, words};
use crate::engine::Engine;
use crate::error::Result;
use crate::ports::Notice;

/// How far ahead the reader is warned.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// Nobody is warned by a forecast that is older.
const OLDEST: SignedDuration = SignedDuration::from_hours(6);

impl Engine {
    /// Tells the reader of severe weather in any of the chosen cities; of each kind once a day.
    pub(super) async fn tell_weather_watches(&self) -> Result<()> {
        let settings = self.settings().await?;
        if settings.weather_watches.is_empty() {
            return Ok(());
        }
        let mut known = Vec::new();
        for city in self.chosen_cities().await? {
            let weather = self.weather_here(city).await?;
            let age = weather.fetched.map(|at| self.now().duration_since(at));
            if age.is_some_and(|age| age < OLDEST) {
                known.push(weather);
            }
        }
        let today = self.now().to_zoned(self.zone()).date();
        for watch in settings.weather_watches {
            let Some(notice) = notice(watch, &known, &settings.language, settings.units.wind)
            else {
                continue;
            };
            let (note, today) = (format!("weather-watch-{}", watch.kind()), today.to_string());
            let told = self
                .write(move |library| {
                    let told = library.find_note(&note)?.as_ref() == Some(&today);
                    library.save_note(&note, &today)?;
                    Ok(told)
                })
                .await?;
            if !told {
                self.tell(NoticeKind::Weather, notice).await?;
            }
        }
        Ok(())
    }
}

/// One notice for all cities where it comes; nothing where it comes nowhere.
fn notice(
    watch: WeatherWatch,
    known: &[Weather],
    language: &str,
    unit: WindUnit,
) -> Option<Notice> {
    let words = words(language);
    let lines: Vec<String> = known
        .iter()
        .filter_map(|weather| {
            let what = coming(watch, weather, words, unit)?;
            Some(format!("{}: {what}", weather.city.name_in(language)))
        })
        .collect();
    let title = match watch {
        WeatherWatch::Thunderstorm => words.thunderstorm,
        WeatherWatch::HeavySnow => words.heavy_snow,
        WeatherWatch::Wind(_) => words.wind,
        WeatherWatch::Air(_) => words.air,
    };
    let id = format!("weather-{}", watch.kind());
    (!lines.is_empty()).then(|| Notice::about(id, title, lines.join("; ")))
}

/// When it begins in a city, and how strong it gets.
fn coming(watch: WeatherWatch, weather: &Weather, words: &Words, unit: WindUnit) -> Option<String> {
    let there = weather.local_time?;
    let end = there.checked_add(AHEAD).ok()?;
    let hours = weather.forecast.as_ref().map(|forecast| &forecast.hourly);
    let hours = || hours.into_iter().flatten().filter(|hour| hour.time <= end);
    let first = |is_it: fn(u8) -> bool| {
        let hour = hours().find(|hour| hour.code.is_some_and(is_it))?;
        Some(clock(hour.time))
    };
    match watch {
        WeatherWatch::Thunderstorm => first(|code| matches!(code, 95..=99)),
        WeatherWatch::HeavySnow => first(|code| matches!(code, 75 | 86)),
        WeatherWatch::Wind(limit) => {
            let strong = |hour: &&Hour| strength(hour) >= f64::from(limit);
            let begins = hours().find(strong)?;
            let strongest = hours().map(strength).fold(0.0, f64::max);
            let speed = words.speed(unit, strongest);
            Some(format!("{}, {speed}", clock(begins.time)))
        }
        WeatherWatch::Air(limit) => {
            let index = weather.air.as_ref()?.us_aqi?;
            (index > f64::from(limit)).then(|| format!("AQI {index:.0}"))
        }
    }
}

fn strength(hour: &Hour) -> f64 {
    let wind = hour.wind_speed.unwrap_or_default();
    hour.wind_gusts.unwrap_or_default().max(wind)
}

fn clock(time: DateTime) -> String {
    time.strftime("%H:%M").to_string()
}
