//! Values that can't be true: beyond what the Earth has seen, or off by an order of magnitude beside their neighbours. They are held back and
//! shown as doubtful.

use jiff::civil::DateTime;
use model::{AirForecast, AirQuality, Forecast};

/// What a provider gives a number for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// °C.
    Temperature,
    /// °C.
    FeelsLike,
    /// %.
    Humidity,
    /// hPa.
    Pressure,
    /// m/s.
    Wind,
    /// mm.
    Precipitation,
    /// %.
    Probability,
    /// US index.
    Air,
    /// µg/m³, of either size.
    Dust,
}

impl Measure {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Temperature => "temperature",
            Self::FeelsLike => "feels_like",
            Self::Humidity => "humidity",
            Self::Pressure => "pressure",
            Self::Wind => "wind",
            Self::Precipitation => "precipitation",
            Self::Probability => "probability",
            Self::Air => "air",
            Self::Dust => "dust",
        }
    }

    /// A little beyond what was ever measured.
    fn possible(self) -> std::ops::RangeInclusive<f64> {
        match self {
            Self::Temperature => -90.0..=60.0,
            Self::FeelsLike => -120.0..=80.0,
            Self::Humidity => 0.0..=105.0,
            Self::Pressure => 860.0..=1090.0,
            Self::Wind => 0.0..=115.0,
            Self::Precipitation => 0.0..=400.0,
            Self::Probability => 0.0..=100.0,
            Self::Air => 0.0..=1000.0,
            Self::Dust => 0.0..=10_000.0,
        }
    }
}

/// A value that is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Doubt {
    /// Of what.
    pub measure: Measure,
    /// What was sent.
    pub value: f64,
    /// For which local time; absent where the provider told none.
    pub time: Option<DateTime>,
}

/// How many degrees an hour differs at most from the hours around it, and the observation from its hour.
const LEAP: f64 = 20.0;
/// The hours before and after that an hour is compared with.
const AROUND: usize = 3;

/// Takes out of a forecast what can't be true, and tells what that was.
pub(super) fn hold_back(forecast: &mut Forecast) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let now = &mut forecast.current;
    for (measure, value) in [
        (Measure::Temperature, &mut now.temperature),
        (Measure::FeelsLike, &mut now.feels_like),
        (Measure::Humidity, &mut now.humidity),
        (Measure::Pressure, &mut now.pressure),
        (Measure::Wind, &mut now.wind_speed),
        (Measure::Wind, &mut now.wind_gusts),
        (Measure::Precipitation, &mut now.precipitation),
    ] {
        hold_back_impossible(&mut doubts, measure, now.time, value);
    }
    for hour in &mut forecast.hourly {
        for (measure, value) in [
            (Measure::Temperature, &mut hour.temperature),
            (Measure::FeelsLike, &mut hour.feels_like),
            (Measure::Humidity, &mut hour.humidity),
            (Measure::Pressure, &mut hour.pressure),
            (Measure::Probability, &mut hour.precipitation_probability),
            (Measure::Precipitation, &mut hour.precipitation),
            (Measure::Wind, &mut hour.wind_speed),
            (Measure::Wind, &mut hour.wind_gusts),
        ] {
            hold_back_impossible(&mut doubts, measure, Some(hour.time), value);
        }
    }
    for day in &mut forecast.daily {
        let noon = Some(day.date.at(0, 0, 0, 0));
        for (measure, value) in [
            (Measure::Temperature, &mut day.high),
            (Measure::Temperature, &mut day.low),
            (Measure::Probability, &mut day.precipitation_probability),
        ] {
            hold_back_impossible(&mut doubts, measure, noon, value);
        }
    }
    hold_back_leaps(&mut doubts, forecast);
    doubts
}

/// The same of the air.
pub(super) fn hold_back_air(air: &mut AirForecast) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for AirQuality {
        time,
        us_aqi,
        pm10,
        pm2_5,
    } in std::iter::once(&mut air.current).chain(&mut air.hourly)
    {
        for (measure, value) in [
            (Measure::Air, us_aqi),
            (Measure::Dust, pm10),
            (Measure::Dust, pm2_5),
        ] {
            hold_back_impossible(&mut doubts, measure, *time, value);
        }
    }
    doubts
}

/// Why a new forecast is not taken in place of `last`, which is still good: its temperatures can't be true. Nothing where they can.
pub(super) fn refusal(new: &Forecast, last: &Forecast) -> Option<Doubt> {
    let mut cleaned = new.clone();
    let doubts = hold_back(&mut cleaned);
    let of_temperature = |doubt: &&Doubt| doubt.measure == Measure::Temperature;
    let first = doubts.iter().find(of_temperature).copied();
    let hours = new.hourly.len();
    let is_wrong_now = new.current.temperature.is_some() && cleaned.current.temperature.is_none();
    if is_wrong_now || (hours > 0 && doubts.iter().filter(of_temperature).count() * 4 >= hours) {
        return first;
    }
    // Every value may be possible, and all of them ten times what they were a quarter of an hour ago.
    let leaps: Vec<f64> = cleaned
        .hourly
        .iter()
        .filter_map(|hour| {
            let before = last.hourly.iter().find(|known| known.time == hour.time)?;
            Some((hour.temperature? - before.temperature?).abs())
        })
        .collect();
    (median(leaps)? > LEAP).then(|| Doubt {
        measure: Measure::Temperature,
        value: new.current.temperature.unwrap_or_default(),
        time: new.current.time,
    })
}

fn hold_back_impossible(
    doubts: &mut Vec<Doubt>,
    measure: Measure,
    time: Option<DateTime>,
    value: &mut Option<f64>,
) {
    if let Some(wrong) = value.take_if(|value| !measure.possible().contains(value)) {
        doubts.push(Doubt {
            measure,
            value: wrong,
            time,
        });
    }
}

/// Temperatures that leap away from those around them.
fn hold_back_leaps(doubts: &mut Vec<Doubt>, forecast: &mut Forecast) {
    let temperatures: Vec<Option<f64>> = forecast
        .hourly
        .iter()
        .map(|hour| hour.temperature)
        .collect();
    let around = |i: usize| {
        let window = i.saturating_sub(AROUND)..temperatures.len().min(i + AROUND + 1);
        median(temperatures[window].iter().copied().flatten().collect())
    };
    let leaps =
        |value: f64, usual: Option<f64>| usual.is_some_and(|usual| (value - usual).abs() > LEAP);
    let mut doubt = |time: Option<DateTime>, value: &mut Option<f64>, usual: Option<f64>| {
        if let Some(wrong) = value.take_if(|value| leaps(*value, usual)) {
            doubts.push(Doubt {
                measure: Measure::Temperature,
                value: wrong,
                time,
            });
        }
    };
    for (i, hour) in forecast.hourly.iter_mut().enumerate() {
        doubt(Some(hour.time), &mut hour.temperature, around(i));
    }
    if let Some(time) = forecast.current.time {
        let nearest = forecast.hourly.iter().position(|hour| {
            hour.time.duration_since(time).abs() <= jiff::SignedDuration::from_hours(1)
        });
        let usual = nearest.and_then(around);
        doubt(Some(time), &mut forecast.current.temperature, usual);
    }
    for day in &mut forecast.daily {
        let time = Some(day.date.at(0, 0, 0, 0));
        if day.high < day.low && day.high.is_some() {
            doubt(time, &mut day.high, Some(f64::INFINITY));
            doubt(time, &mut day.low, Some(f64::INFINITY));
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::Timestamp;
    use parser::weather::open_meteo;
    use serde_json::{Value, json};

    use super::*;

    fn answer() -> Value {
        json!({
            "utc_offset_seconds": 18000,
            "current": {"time": "2026-11-20T11:00", "temperature_2m": -3.4, "pressure_msl": 1031.2, "relative_humidity_2m": 81, "wind_gusts_10m": 4.0},
            "hourly": {
                "time": ["2026-11-20T10:00", "2026-11-20T11:00", "2026-11-20T12:00", "2026-11-20T13:00", "2026-11-20T14:00"],
                "temperature_2m": [-4.0, -3.4, -2.5, null, -1.0],
                "precipitation_probability": [0, 10, 20, 30, 40],
            },
            "daily": {"time": ["2026-11-20"], "temperature_2m_max": [-0.5], "temperature_2m_min": [-6.0]},
        })
    }

    fn read(answer: &Value) -> Forecast {
        open_meteo::parse_forecast(answer.to_string().as_bytes(), Timestamp::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn what_can_be_true_is_left_alone() {
        let mut forecast = read(&answer());
        assert_eq!(hold_back(&mut forecast), []);
        assert_eq!(forecast, read(&answer()));
    }

    #[test]
    fn values_off_by_an_order_of_magnitude_are_held_back_and_told() {
        for (part, name, place, wrong, measure) in [
            (
                "current",
                "temperature_2m",
                None,
                -34.0,
                Measure::Temperature,
            ),
            (
                "current",
                "temperature_2m",
                None,
                -340.0,
                Measure::Temperature,
            ),
            ("current", "pressure_msl", None, 103.12, Measure::Pressure),
            ("current", "pressure_msl", None, 10_312.0, Measure::Pressure),
            (
                "current",
                "relative_humidity_2m",
                None,
                810.0,
                Measure::Humidity,
            ),
            ("current", "wind_gusts_10m", None, 400.0, Measure::Wind),
            (
                "hourly",
                "temperature_2m",
                Some(2),
                -25.0,
                Measure::Temperature,
            ),
            (
                "hourly",
                "precipitation_probability",
                Some(1),
                1000.0,
                Measure::Probability,
            ),
            (
                "daily",
                "temperature_2m_max",
                Some(0),
                -5000.0,
                Measure::Temperature,
            ),
        ] {
            let mut answer = answer();
            let value = match place {
                None => &mut answer[part][name],
                Some(place) => &mut answer[part][name][place],
            };
            *value = json!(wrong);
            let doubts = hold_back(&mut read(&answer));
            let told: Vec<_> = doubts
                .iter()
                .map(|doubt| (doubt.measure, doubt.value))
                .collect();
            assert_eq!(told, [(measure, wrong)], "{part} {name}");
        }
    }

    #[test]
    fn a_day_whose_highest_is_below_its_lowest_has_neither() {
        let mut answer = answer();
        answer["daily"]["temperature_2m_max"][0] = json!(-9.0);
        let mut forecast = read(&answer);
        assert_eq!(hold_back(&mut forecast).len(), 2);
        assert_eq!(
            (forecast.daily[0].high, forecast.daily[0].low),
            (None, None)
        );
    }

    #[test]
    fn nulls_in_every_field_are_no_doubt() {
        let mut answer = answer();
        for part in ["current", "hourly", "daily"] {
            for (name, value) in answer[part].as_object_mut().unwrap() {
                match value {
                    Value::Array(values) if name != "time" => values.fill(Value::Null),
                    _ if name != "time" => *value = Value::Null,
                    _ => {}
                }
            }
        }
        let mut forecast = read(&answer);
        assert_eq!(hold_back(&mut forecast), []);
        assert!(
            forecast
                .hourly
                .iter()
                .all(|hour| hour.temperature.is_none())
        );
    }

    #[test]
    fn a_forecast_whose_temperatures_are_wrong_does_not_replace_a_good_one() {
        let good = read(&answer());
        assert_eq!(refusal(&good, &good), None);
        let mut absurd = answer();
        absurd["current"]["temperature_2m"] = json!(-340.0);
        assert_eq!(refusal(&read(&absurd), &good).unwrap().value, -340.0);
        // All of them possible, none of them true.
        let mut tenfold = answer();
        tenfold["current"]["temperature_2m"] = json!(-34.0);
        for value in tenfold["hourly"]["temperature_2m"].as_array_mut().unwrap() {
            if let Some(number) = value.as_f64() {
                *value = json!(number * 10.0);
            }
        }
        assert!(refusal(&read(&tenfold), &good).is_some());
        // One wrong probability is no reason to refuse the rest.
        let mut odd = answer();
        odd["hourly"]["precipitation_probability"][0] = json!(900);
        assert_eq!(refusal(&read(&odd), &good), None);
    }

    #[test]
    fn air_beyond_all_scales_is_held_back() {
        let text = json!({
            "current": {"time": "2026-11-20T11:00", "us_aqi": 1560, "pm10": 74.3, "pm2_5": 61800.0},
        });
        let mut air = open_meteo::parse_air_quality(text.to_string().as_bytes()).unwrap();
        assert_eq!(hold_back_air(&mut air).len(), 2);
        assert_eq!((air.current.us_aqi, air.current.pm10), (None, Some(74.3)));
    }
}
