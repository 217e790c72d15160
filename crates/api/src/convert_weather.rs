//! Weather from the model to the wire.

use engine::Engine;
use jiff::civil::DateTime;

use crate::ApiError;
use crate::convert_activity::told;
use crate::wire;

/// The weather widget, and the JSON of `qazetctl weather`.
///
/// # Errors
/// [`ApiError`].
pub async fn weather(
    engine: &Engine,
    city: Option<String>,
    refresh: bool,
) -> Result<wire::Weather, ApiError> {
    let weather = engine.weather(city, refresh).await?;
    let age = |fetched| engine.now().duration_since(fetched).as_secs();
    let (air, air_fetched) = (weather.air, weather.air_fetched);
    let (reason, problem, status) = told(weather.failure);
    let mut answer = wire::Weather {
        city: weather.city.into(),
        as_of: weather.fetched.map(|fetched| fetched.to_string()),
        age_s: weather.fetched.map(age),
        provider: String::new(),
        local_time: weather.local_time.map(minute).unwrap_or_default(),
        current: None,
        hourly: Vec::new(),
        daily: Vec::new(),
        air_quality: air.map(|air| wire::AirQuality {
            time: air.time.map(minute),
            us_aqi: air.us_aqi,
            pm10: air.pm10,
            pm2_5: air.pm2_5,
            as_of: air_fetched.map(|fetched| fetched.to_string()),
        }),
        doubtful: weather.doubts.into_iter().map(Into::into).collect(),
        reason,
        problem,
        answer: status,
    };
    if let Some(forecast) = weather.forecast {
        answer.provider = forecast.provider.as_str().to_owned();
        let is_known = forecast.current != model::Current::default();
        answer.current = is_known.then(|| forecast.current.into());
        answer.hourly = forecast.hourly.into_iter().map(Into::into).collect();
        answer.daily = forecast.daily.into_iter().map(Into::into).collect();
    }
    Ok(answer)
}

fn minute(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}

impl From<model::City> for wire::City {
    fn from(city: model::City) -> Self {
        let [ru, kk, en] = city.names;
        Self {
            key: city.key,
            ru,
            kk,
            en,
            region: city.region,
        }
    }
}

impl From<engine::Doubt> for wire::WeatherDoubt {
    fn from(doubt: engine::Doubt) -> Self {
        Self {
            measure: doubt.measure.as_str().to_owned(),
            value: doubt.value,
            time: doubt.time.map(minute),
        }
    }
}

impl From<model::Current> for wire::Current {
    fn from(now: model::Current) -> Self {
        Self {
            time: now.time.map(minute),
            temperature: now.temperature,
            feels_like: now.feels_like,
            humidity: now.humidity,
            pressure: now.pressure,
            wind_speed: now.wind_speed,
            wind_gusts: now.wind_gusts,
            wind_direction: now.wind_direction,
            precipitation: now.precipitation,
            code: now.code,
            is_day: now.is_day,
        }
    }
}

impl From<model::Hour> for wire::Hour {
    fn from(hour: model::Hour) -> Self {
        Self {
            time: minute(hour.time),
            temperature: hour.temperature,
            feels_like: hour.feels_like,
            precipitation_probability: hour.precipitation_probability,
            precipitation: hour.precipitation,
            wind_speed: hour.wind_speed,
            wind_gusts: hour.wind_gusts,
            wind_direction: hour.wind_direction,
            code: hour.code,
            is_day: hour.is_day,
        }
    }
}

impl From<model::Day> for wire::Day {
    fn from(day: model::Day) -> Self {
        Self {
            date: day.date.to_string(),
            code: day.code,
            high: day.high,
            low: day.low,
            precipitation_probability: day.precipitation_probability,
            sunrise: day.sunrise.map(minute),
            sunset: day.sunset.map(minute),
        }
    }
}

impl From<model::Units> for wire::Units {
    fn from(units: model::Units) -> Self {
        Self {
            temperature: units.temperature.as_str().to_owned(),
            wind: units.wind.as_str().to_owned(),
            pressure: units.pressure.as_str().to_owned(),
        }
    }
}
