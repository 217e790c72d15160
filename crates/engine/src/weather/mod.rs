//! Weather: the last answer of each provider, parsed when it is shown, with its age and without the hours that have passed.
//!
//! `hours` and `doubt` are pure: what of an answer still holds, and what of it can't be true. `ask` asks the providers, `stored` reads what they
//! answered, `watch` tells of what is to come, `words` says it in three languages.

mod ask;
mod doubt;
mod hours;
mod stored;
mod watch;
mod words;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use model::{AirQuality, City, Failure, Forecast, ProviderActivity};

use crate::engine::Engine;
use crate::error::{Error, Result};

pub use doubt::{Doubt, Measure};

/// Asking more often brings nothing (SOURCES §4.1: `current.interval`).
const FRESH: SignedDuration = SignedDuration::from_mins(15);
/// Until then a forecast of the first provider is better than a new one of the second, which knows less.
const GOOD: SignedDuration = SignedDuration::from_hours(1);
/// After this a forecast is only a note.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(48);

/// Names of the answers in the library and of the providers in sync activity: those of their endpoints.
const OPEN_METEO: &str = "open_meteo";
const AIR_QUALITY: &str = "air_quality";
const MET_NORWAY: &str = "met_norway";

/// The weather widget.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Where.
    pub city: City,
    /// The forecast without what has passed; absent when there is none, or when it is too old.
    pub forecast: Option<Forecast>,
    /// The air now; absent when nothing is known of this hour.
    pub air: Option<AirQuality>,
    /// When the air was fetched.
    pub air_fetched: Option<Timestamp>,
    /// When the forecast was fetched, also where it is too old to show.
    pub fetched: Option<Timestamp>,
    /// The time there now; absent where the forecast is.
    pub local_time: Option<DateTime>,
    /// What the providers sent and can't be true; it is held back.
    pub doubts: Vec<Doubt>,
    /// Why it could not be refreshed; absent when all is well.
    pub failure: Option<Failure>,
}

impl Engine {
    /// The weather of a city (its key), or of the chosen one. With `refresh`, the providers are asked first where what is here is older than
    /// 15 minutes: for all cities of the reader at once.
    ///
    /// # Errors
    /// [`Error::NotFound`] where nobody knows that city, [`Error::Store`]; what providers did wrong is in the answer's `failure`.
    pub async fn weather(&self, city: Option<String>, refresh: bool) -> Result<Weather> {
        let chosen = self.chosen_cities().await?;
        let city = match city {
            Some(key) => match self.find_city(key.clone()).await? {
                Some(city) => city,
                None => {
                    return Err(Error::NotFound {
                        what: "city",
                        id: key,
                    });
                }
            },
            None => self.default_city(&chosen).await?,
        };
        if refresh {
            let is_chosen = chosen.iter().any(|each| each.key == city.key);
            let asked = if is_chosen {
                chosen
            } else {
                vec![city.clone()]
            };
            self.refresh_weather(&asked).await?;
        }
        self.weather_here(city).await
    }

    /// The weather of a city, as the library has it.
    async fn weather_here(&self, city: City) -> Result<Weather> {
        let now = self.now();
        let key = city.key.clone();
        let (main, fallback, air, providers) = self
            .read(move |library| {
                let of = |provider| library.find_forecast(&key, provider);
                Ok((
                    of(OPEN_METEO)?,
                    of(MET_NORWAY)?,
                    of(AIR_QUALITY)?,
                    library.list_providers()?,
                ))
            })
            .await?;
        let main = main.map(|stored| stored::open_meteo_of(&stored));
        let fallback = fallback.and_then(|stored| stored::met_norway_of(&stored, &city).ok());
        let air = air.map(|stored| (stored.fetched, stored::air_of(&stored)));
        let unreadable = match (&main, &air) {
            (Some(Err(error)), _) | (_, Some((_, Err(error)))) => Some(error),
            _ => None,
        };
        let damage = unreadable.map(|error| stored::words(&city, error));
        let main = main.and_then(std::result::Result::ok);
        let newest = better(main, fallback, now);
        let fetched = newest.as_ref().map(|forecast| forecast.fetched);
        let usable = |fetched: Timestamp| now.duration_since(fetched) < TOO_OLD;
        let mut doubts = Vec::new();
        let mut local_time = None;
        let forecast = newest
            .filter(|forecast| usable(forecast.fetched))
            .map(|mut forecast| {
                let there = local(now, &city, forecast.offset_seconds);
                local_time = Some(there);
                doubts.extend(doubt::hold_back(&mut forecast));
                hours::without_past(forecast, there)
            });
        let air_fetched = air.as_ref().map(|(fetched, _)| *fetched);
        let air = air
            .filter(|(fetched, _)| usable(*fetched))
            .and_then(|(_, air)| air.ok())
            .and_then(|mut air| {
                doubts.extend(doubt::hold_back_air(&mut air));
                let there = local_time.unwrap_or_else(|| local(now, &city, 0));
                hours::air_at(air, there)
            });
        Ok(Weather {
            city,
            forecast,
            air,
            air_fetched,
            fetched,
            local_time,
            doubts,
            failure: failure(&providers).or(damage.map(stored::as_failure)),
        })
    }
}

/// Why the weather is not as new as it could be; nothing when all is well.
fn failure(providers: &[ProviderActivity]) -> Option<Failure> {
    [OPEN_METEO, AIR_QUALITY]
        .iter()
        .find_map(|name| {
            providers
                .iter()
                .find(|provider| provider.name == *name && provider.is_failing())
        })
        .and_then(|provider| provider.failure.clone())
}

/// The first provider's forecast while it is good, else the newer of the two.
fn better(main: Option<Forecast>, fallback: Option<Forecast>, now: Timestamp) -> Option<Forecast> {
    match (main, fallback) {
        (Some(main), Some(fallback)) => {
            let is_good = now.duration_since(main.fetched) < GOOD;
            Some(if is_good || main.fetched >= fallback.fetched {
                main
            } else {
                fallback
            })
        }
        (main, fallback) => main.or(fallback),
    }
}

/// The time in a city now: by its zone, which knows of summer time; where the zone is unknown, by the offset that the answer came with.
fn local(now: Timestamp, city: &City, offset_seconds: i32) -> DateTime {
    match TimeZone::get(&city.zone) {
        Ok(zone) => zone.to_datetime(now),
        Err(_) => Offset::from_seconds(offset_seconds)
            .unwrap_or(Offset::UTC)
            .to_datetime(now),
    }
}
