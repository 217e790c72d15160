//! The answers in the library, read again when they are shown. All of them could be read when they came; one that can't be any more counts as
//! none, is asked for anew, and the reader is told.

use jiff::tz::TimeZone;
use model::{AirForecast, City, Failure, Forecast, Problem, ProviderActivity};
use parser::weather::{WeatherError, met_norway, open_meteo};
use store::StoredForecast;

use super::{AIR_QUALITY, MET_NORWAY, OPEN_METEO};
use crate::engine::Engine;
use crate::error::Result;

pub(super) fn open_meteo_of(stored: &StoredForecast) -> Result<Forecast, WeatherError> {
    open_meteo::parse_forecast(&stored.answer, stored.fetched)
}

pub(super) fn met_norway_of(
    stored: &StoredForecast,
    city: &City,
) -> Result<Forecast, WeatherError> {
    let zone = TimeZone::get(&city.zone).unwrap_or(TimeZone::UTC);
    met_norway::parse(&stored.answer, stored.fetched, &zone)
}

pub(super) fn air_of(stored: &StoredForecast) -> Result<AirForecast, WeatherError> {
    open_meteo::parse_air_quality(&stored.answer)
}

/// Why the answer of a provider for a city can't be read any more; nothing where it can.
pub(super) fn damage(name: &str, city: &City, stored: &StoredForecast) -> Option<String> {
    let read = match name {
        AIR_QUALITY => air_of(stored).map(drop),
        MET_NORWAY => met_norway_of(stored, city).map(drop),
        _ => open_meteo_of(stored).map(drop),
    };
    Some(words(city, &read.err()?))
}

/// For the reader.
pub(super) fn words(city: &City, error: &WeatherError) -> String {
    let why = match error {
        WeatherError::Refused(why) => why.as_str(),
        WeatherError::Unreadable(why) => why,
    };
    format!(
        "what is stored of the weather in {} can't be read any more ({why}); it is asked for anew",
        city.names[2]
    )
}

/// Damage of the library, as what is wrong with a provider.
pub(super) fn as_failure(damage: String) -> Failure {
    Failure {
        reason: damage,
        problem: Some(Problem::Damage),
        answer: None,
    }
}

impl Engine {
    /// The providers with what is wrong with their stored answers for the reader's cities.
    pub(crate) async fn providers_and_damage(&self) -> Result<Vec<ProviderActivity>> {
        let cities = self.chosen_cities().await?;
        self.read(move |library| {
            let mut providers = library.list_providers()?;
            for provider in &mut providers {
                let name = provider.name.as_str();
                if ![OPEN_METEO, AIR_QUALITY, MET_NORWAY].contains(&name) {
                    continue;
                }
                for city in &cities {
                    let stored = library.find_forecast(&city.key, name)?;
                    let damage = stored.and_then(|stored| damage(name, city, &stored));
                    if provider.failure.is_none() {
                        provider.failure = damage.map(as_failure);
                    }
                }
            }
            Ok(providers)
        })
        .await
    }
}
