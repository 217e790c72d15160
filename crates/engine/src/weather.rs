//! Weather: the last answer of each provider, parsed when it is shown, with its age and without the hours that have passed.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use model::{AirQuality, City, Forecast};
use parser::weather::{met_norway, open_meteo};
use store::StoredForecast;
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Get, Purpose};

/// Asking more often brings nothing (SOURCES §4.1: `current.interval`).
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// After this a forecast is only a note.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(48);

/// The weather widget.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Where.
    pub city: City,
    /// The forecast without what has passed; absent when there is none, or when it is too old.
    pub forecast: Option<Forecast>,
    /// The air, as old as the forecast or younger.
    pub air: Option<AirQuality>,
    /// When the forecast was fetched, also where it is too old to show.
    pub fetched: Option<Timestamp>,
    /// The time there now.
    pub local_time: Option<DateTime>,
    /// Why it could not be refreshed; empty when all is well.
    pub reason: String,
}

impl Engine {
    /// The weather of a city (its key), or of the chosen one. With `refresh`, the providers are asked first where what is here is older than
    /// 15 minutes.
    ///
    /// # Errors
    /// [`Error::Store`]; what providers did wrong is in the answer's `reason`.
    pub async fn weather(&self, city: Option<String>, refresh: bool) -> Result<Weather> {
        let key = match city {
            Some(key) => key,
            None => self.settings().await?.city,
        };
        let city = self.city(key).await?;
        let reason = match refresh {
            true => self
                .refresh_weather(&city)
                .await
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default(),
            false => String::new(),
        };
        let now = self.now();
        let key = city.key.clone();
        let (forecasts, air) = self
            .read(move |library| {
                let of = |provider| library.find_forecast(&key, provider);
                Ok(([of("open_meteo")?, of("met_norway")?], of("air_quality")?))
            })
            .await?;
        let [main, fallback] = forecasts;
        let main = main.and_then(|stored| {
            Some((
                open_meteo::parse_forecast(&stored.answer, stored.fetched).ok()?,
                stored.fetched,
            ))
        });
        let zone = TimeZone::get(&city.zone).unwrap_or(TimeZone::UTC);
        let fallback = fallback.and_then(|stored| {
            Some((
                met_norway::parse(&stored.answer, stored.fetched, &zone).ok()?,
                stored.fetched,
            ))
        });
        let newest = [main, fallback]
            .into_iter()
            .flatten()
            .max_by_key(|(_, fetched)| *fetched);
        let fetched = newest.as_ref().map(|(_, fetched)| *fetched);
        let forecast = newest
            .filter(|(_, fetched)| now.duration_since(*fetched) < TOO_OLD)
            .map(|(forecast, _)| without_past(forecast, now));
        let air = air
            .filter(|stored| now.duration_since(stored.fetched) < TOO_OLD)
            .and_then(|stored| open_meteo::parse_air_quality(&stored.answer).ok())
            .map(|(air, _)| air);
        let local_time = forecast
            .as_ref()
            .map(|forecast| local(now, forecast.offset_seconds));
        Ok(Weather {
            city,
            forecast,
            air,
            fetched,
            local_time,
            reason,
        })
    }

    /// Asks for forecast and air where what is here is older than 15 minutes; MET Norway where Open-Meteo fails.
    pub(crate) async fn refresh_weather(&self, city: &City) -> Result<()> {
        let endpoints = &self.config.world.endpoints;
        let forecast = match &endpoints.open_meteo {
            Some(endpoint) => {
                self.refresh_answer(city, "open_meteo", endpoint, open_meteo_query(city))
                    .await
            }
            None => Ok(()),
        };
        let forecast = match (forecast, &endpoints.met_norway) {
            (Err(_), Some(endpoint)) => {
                self.refresh_answer(city, "met_norway", endpoint, met_norway_query(city))
                    .await
            }
            (result, _) => result,
        };
        let air = match &endpoints.air_quality {
            Some(endpoint) => {
                self.refresh_answer(city, "air_quality", endpoint, air_query(city))
                    .await
            }
            None => Ok(()),
        };
        forecast.and(air)
    }

    async fn refresh_answer(
        &self,
        city: &City,
        provider: &'static str,
        endpoint: &str,
        query: Vec<(&'static str, String)>,
    ) -> Result<()> {
        let (key, now) = (city.key.clone(), self.now());
        let known = self
            .read(move |library| library.find_forecast(&key, provider))
            .await?;
        let due = known.is_none_or(|stored| {
            now.duration_since(stored.fetched) >= FRESH
                && stored.expires.is_none_or(|until| until <= now)
        });
        if !due {
            return Ok(());
        }
        let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
            address: endpoint.to_owned(),
            why: why.to_string(),
        })?;
        url.query_pairs_mut().extend_pairs(query);
        let answer = self.fetch(Get::new(url, Purpose::Weather)).await?;
        let now = self.now();
        let readable = match provider {
            "open_meteo" => open_meteo::parse_forecast(&answer.body, now).map(|_| ()),
            "met_norway" => met_norway::parse(&answer.body, now, &TimeZone::UTC).map(|_| ()),
            _ => open_meteo::parse_air_quality(&answer.body).map(|_| ()),
        };
        // An answer that can't be read never replaces one that can.
        readable.map_err(|wrong| Error::Provider {
            what: "the weather provider",
            why: wrong.to_string(),
        })?;
        let expires = answer
            .fresh_for
            .and_then(|fresh| now.checked_add(fresh).ok());
        let stored = StoredForecast {
            fetched: now,
            expires,
            answer: answer.body.to_vec(),
        };
        let key = city.key.clone();
        self.write(move |library| library.save_forecast(&key, provider, &stored))
            .await?;
        self.emit(Event::WeatherChanged);
        Ok(())
    }
}

/// Two decimals, about a kilometre: enough for weather, too little for an address (SOURCES §4.4).
fn rounded(degrees: f64) -> String {
    format!("{degrees:.2}")
}

fn open_meteo_query(city: &City) -> Vec<(&'static str, String)> {
    let list = |names: &[&str]| names.join(",");
    vec![
        ("latitude", rounded(city.latitude)),
        ("longitude", rounded(city.longitude)),
        ("timezone", city.zone.clone()),
        ("forecast_days", "10".to_owned()),
        ("wind_speed_unit", "ms".to_owned()),
        (
            "current",
            list(&[
                "temperature_2m",
                "relative_humidity_2m",
                "apparent_temperature",
                "is_day",
                "precipitation",
                "weather_code",
                "pressure_msl",
                "wind_speed_10m",
                "wind_direction_10m",
                "wind_gusts_10m",
            ]),
        ),
        (
            "hourly",
            list(&[
                "temperature_2m",
                "precipitation_probability",
                "weather_code",
                "wind_speed_10m",
                "is_day",
            ]),
        ),
        (
            "daily",
            list(&[
                "weather_code",
                "temperature_2m_max",
                "temperature_2m_min",
                "precipitation_probability_max",
                "sunrise",
                "sunset",
            ]),
        ),
    ]
}

fn air_query(city: &City) -> Vec<(&'static str, String)> {
    vec![
        ("latitude", rounded(city.latitude)),
        ("longitude", rounded(city.longitude)),
        ("timezone", city.zone.clone()),
        ("current", "us_aqi,pm10,pm2_5".to_owned()),
        ("hourly", "us_aqi,pm10,pm2_5".to_owned()),
    ]
}

fn met_norway_query(city: &City) -> Vec<(&'static str, String)> {
    vec![
        ("lat", rounded(city.latitude)),
        ("lon", rounded(city.longitude)),
    ]
}

/// The time now at an offset from UTC.
fn local(now: Timestamp, offset_seconds: i32) -> DateTime {
    Offset::from_seconds(offset_seconds)
        .unwrap_or(Offset::UTC)
        .to_datetime(now)
}

/// Drops the hours and days that have passed.
fn without_past(mut forecast: Forecast, now: Timestamp) -> Forecast {
    let there = local(now, forecast.offset_seconds);
    let an_hour_ago = there
        .checked_sub(SignedDuration::from_hours(1))
        .unwrap_or(there);
    forecast.hourly.retain(|hour| hour.time > an_hour_ago);
    forecast.daily.retain(|day| day.date >= there.date());
    forecast
}
