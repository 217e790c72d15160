//! Weather and rates as lines of the tray's menu: the least that is worth a look, with its age.

use jiff::SignedDuration;
use model::{Direction, RateRow, TemperatureUnit};

use crate::engine::Engine;
use crate::error::Result;
use crate::rates::Rates;
use crate::weather::Weather;

/// Older weather says from when it is.
const NEW: SignedDuration = SignedDuration::from_hours(1);
/// So many rates have room in a menu.
const RATES: usize = 3;

impl Engine {
    /// `Алматы −3°, AQI 156`, with its age where it is not new; empty where nothing is known.
    pub(super) fn weather_line(
        &self,
        weather: &Weather,
        language: &str,
        unit: TemperatureUnit,
    ) -> String {
        let now = weather.forecast.as_ref().map(|forecast| &forecast.current);
        let temperature = now.and_then(|now| now.temperature);
        let air = weather.air.as_ref().and_then(|air| air.us_aqi);
        let city = weather.city.name_in(language);
        let known = match (temperature, air) {
            (None, None) => return String::new(),
            (Some(temperature), None) => format!("{city} {}", degrees(unit.of(temperature))),
            (None, Some(air)) => format!("{city}, AQI {air:.0}"),
            (Some(temperature), Some(air)) => {
                format!("{city} {}, AQI {air:.0}", degrees(unit.of(temperature)))
            }
        };
        let fetched = weather.fetched.or(weather.air_fetched);
        let age = fetched.map(|fetched| (fetched, self.now().duration_since(fetched)));
        match age {
            Some((fetched, age)) if age > NEW => format!("{known} ({})", self.moment(fetched)),
            _ => known,
        }
    }

    /// `USD 502,51 ▲  EUR 595,00 ▲  RUB 6,44 ▼`, with its day where that is not today; empty where nothing is known.
    pub(super) fn rates_line(&self, rates: &Rates, language: &str) -> Result<String> {
        let rows: Vec<&RateRow> = rates.rows.iter().take(RATES).collect();
        let Some(newest) = rows.iter().map(|row| row.date).max() else {
            return Ok(String::new());
        };
        let line: Vec<String> = rows.iter().map(|row| rate(row, language)).collect();
        let line = line.join("  ");
        // On Sunday and Monday Saturday's rates hold.
        let age = self.bank_day()?.duration_since(newest);
        Ok(match age > SignedDuration::from_hours(48) {
            true => format!("{line} ({})", newest.strftime("%d.%m")),
            false => line,
        })
    }
}

/// Rounded, with a real minus, and never minus zero.
fn degrees(value: f64) -> String {
    let rounded = value.round() as i64;
    match rounded < 0 {
        true => format!("−{}°", rounded.unsigned_abs()),
        false => format!("{rounded}°"),
    }
}

fn rate(row: &RateRow, language: &str) -> String {
    let quote = &row.quote;
    let many = match quote.quantity {
        1 => String::new(),
        many => format!("{many} "),
    };
    // Two decimals, and as many more as were published.
    let mut value = quote.value;
    value.rescale(value.normalize().scale().max(2));
    let value = match language {
        "en" => value.to_string(),
        _ => value.to_string().replace('.', ","),
    };
    let arrow = match row.direction {
        Direction::Up => " ▲",
        Direction::Down => " ▼",
        Direction::Unchanged | Direction::Unknown => "",
    };
    format!("{many}{} {value}{arrow}", quote.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_rounded_and_never_minus_zero() {
        for (value, text) in [(-3.4, "−3°"), (-0.4, "0°"), (0.5, "1°"), (21.0, "21°")] {
            assert_eq!(degrees(value), text);
        }
    }
}
