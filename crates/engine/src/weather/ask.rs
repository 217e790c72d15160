//! Asking the weather services: Open-Meteo once for all cities, MET Norway for each where that failed, and the air.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{City, Forecast, ProviderActivity, Validators};
use parser::weather::{WeatherError, met_norway, open_meteo};
use store::StoredForecast;
use url::Url;

use super::stored::{damage, open_meteo_of};
use super::{AIR_QUALITY, FRESH, GOOD, MET_NORWAY, OPEN_METEO, TOO_OLD, doubt};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Event;
use crate::net::{Answer, Get, Purpose};

/// An answer is not called fresh for longer, whatever its server says.
const LONGEST_FRESH: SignedDuration = SignedDuration::from_hours(24);
/// So many degrees the provider's grid may be away from a city, and no more.
const GRID: f64 = 1.0;

/// A city with what is known of its weather.
type Known = (City, Option<StoredForecast>);

impl Engine {
    /// Asks for forecast and air of these cities where what is here is older than 15 minutes; MET Norway where Open-Meteo fails. What goes
    /// wrong is noted with the provider.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(crate) async fn refresh_weather(&self, cities: &[City]) -> Result<()> {
        let endpoints = &self.config.world.endpoints;
        for (name, endpoint) in [
            (OPEN_METEO, &endpoints.open_meteo),
            (AIR_QUALITY, &endpoints.air_quality),
        ] {
            if let Some(endpoint) = endpoint {
                only_store(self.refresh_all(name, endpoint, cities).await)?;
            }
        }
        let main = self.provider(OPEN_METEO).await?;
        let is_silent =
            endpoints.open_meteo.is_none() || main.is_some_and(|main| main.is_failing());
        if let (true, Some(endpoint)) = (is_silent, &endpoints.met_norway) {
            only_store(self.refresh_fallback(endpoint, cities).await)?;
        }
        self.tell_weather_watches().await
    }

    /// One request for all cities that are due.
    async fn refresh_all(&self, name: &'static str, endpoint: &str, cities: &[City]) -> Result<()> {
        let now = self.now();
        if is_resting(self.provider(name).await?.as_ref(), now) {
            return Ok(());
        }
        let due = due(self.forecasts_of(name, cities).await?, now);
        if due.is_empty() {
            return Ok(());
        }
        let query = match name {
            OPEN_METEO => forecast_query(&due),
            _ => air_query(&due),
        };
        let asked = self.ask_all(name, endpoint, query, &due).await;
        self.note_outcome(name, FRESH, asked).await?;
        self.emit(Event::WeatherChanged);
        Ok(())
    }

    async fn ask_all(
        &self,
        name: &'static str,
        endpoint: &str,
        query: Vec<(&'static str, String)>,
        due: &[Known],
    ) -> Result<()> {
        let answer = self
            .fetch(Get::new(with_query(endpoint, query)?, Purpose::Weather))
            .await?;
        let parts = open_meteo::parts(&answer.body, due.len()).map_err(unreadable)?;
        let mut refused = None;
        let mut kept = Vec::new();
        for ((city, last), part) in due.iter().zip(parts) {
            let stored = stored(&answer, part, self.now());
            match check(name, city, &stored, last.as_ref()) {
                Ok(()) => kept.push((city.key.clone(), stored)),
                Err(error) => refused = Some(error),
            }
        }
        // An answer that can't be read, or can't be true, never replaces one that can.
        self.write(move |library| {
            kept.iter()
                .try_for_each(|(city, stored)| library.save_forecast(city, name, stored))
        })
        .await?;
        refused.map_or(Ok(()), Err)
    }

    /// The second provider has one place a request, says when to come again, and answers on condition.
    async fn refresh_fallback(&self, endpoint: &str, cities: &[City]) -> Result<()> {
        let known = self.forecasts_of(MET_NORWAY, cities).await?;
        for ((city, main), (_, last)) in self
            .forecasts_of(OPEN_METEO, cities)
            .await?
            .iter()
            .zip(known)
        {
            let now = self.now();
            let is_good = |main: &StoredForecast| now.duration_since(main.fetched) < GOOD;
            if main.as_ref().is_some_and(is_good)
                || last.as_ref().is_some_and(|last| !is_due(last, now))
            {
                continue;
            }
            if is_resting(self.provider(MET_NORWAY).await?.as_ref(), now) {
                return Ok(());
            }
            let asked = self.ask_fallback(endpoint, city, last).await;
            self.note_outcome(MET_NORWAY, FRESH, asked).await?;
            self.emit(Event::WeatherChanged);
        }
        Ok(())
    }

    async fn ask_fallback(
        &self,
        endpoint: &str,
        city: &City,
        last: Option<StoredForecast>,
    ) -> Result<()> {
        let query = vec![
            ("lat", rounded(city.latitude)),
            ("lon", rounded(city.longitude)),
        ];
        let validators = last
            .as_ref()
            .map_or_else(Validators::default, |last| last.validators.clone());
        let get = Get::new(with_query(endpoint, query)?, Purpose::Weather).validators(validators);
        let answer = self.fetch(get).await?;
        let body = match &last {
            // The same forecast, looked at again.
            Some(last) if answer.is_not_modified() => last.answer.clone(),
            _ => answer.body.to_vec(),
        };
        let stored = stored(&answer, body, self.now());
        check(MET_NORWAY, city, &stored, None)?;
        let key = city.key.clone();
        self.write(move |library| library.save_forecast(&key, MET_NORWAY, &stored))
            .await
    }

    /// What the library has of a provider's answers, as far as it can be read.
    async fn forecasts_of(&self, name: &'static str, cities: &[City]) -> Result<Vec<Known>> {
        let cities = cities.to_vec();
        self.read(move |library| {
            cities
                .into_iter()
                .map(|city| {
                    let stored = library.find_forecast(&city.key, name)?;
                    // What can't be read any more is not here.
                    let stored = stored.filter(|stored| damage(name, &city, stored).is_none());
                    Ok((city, stored))
                })
                .collect()
        })
        .await
    }
}

/// What a provider did wrong is noted; what the library does wrong goes on.
fn only_store(done: Result<()>) -> Result<()> {
    match done {
        Err(Error::Store(error)) => Err(error.into()),
        _ => Ok(()),
    }
}

fn is_resting(provider: Option<&ProviderActivity>, now: Timestamp) -> bool {
    provider.is_some_and(|provider| provider.again.is_some_and(|again| again > now))
}

fn is_due(stored: &StoredForecast, now: Timestamp) -> bool {
    // A clock that was set back makes answers of the future: those are not waited for.
    now.duration_since(stored.fetched).abs() >= FRESH
        && stored.expires.is_none_or(|until| until <= now)
}

/// The cities to ask for, in one request: those that have nothing yet; all of them once everything is due. So a city that is added later
/// soon keeps step with the others, and costs no request of its own.
fn due(known: Vec<Known>, now: Timestamp) -> Vec<Known> {
    let all_due = known
        .iter()
        .all(|(_, stored)| stored.as_ref().is_none_or(|stored| is_due(stored, now)));
    match all_due {
        true => known,
        false => known
            .into_iter()
            .filter(|(_, stored)| stored.is_none())
            .collect(),
    }
}

fn stored(answer: &Answer, body: Vec<u8>, now: Timestamp) -> StoredForecast {
    let fresh_for = answer.fresh_for.map(|fresh| fresh.min(LONGEST_FRESH));
    StoredForecast {
        fetched: now,
        expires: fresh_for.and_then(|fresh| now.checked_add(fresh).ok()),
        validators: answer.validators.clone(),
        answer: body,
    }
}

/// Whether an answer can be read, is of that city, and can be true.
fn check(
    name: &str,
    city: &City,
    new: &StoredForecast,
    last: Option<&StoredForecast>,
) -> Result<()> {
    let (place, forecast): (_, Option<Forecast>) = match name {
        AIR_QUALITY => {
            let air = open_meteo::parse_air_quality(&new.answer).map_err(unreadable)?;
            (air.place, None)
        }
        MET_NORWAY => {
            let zone = TimeZone::UTC;
            let forecast =
                met_norway::parse(&new.answer, new.fetched, &zone).map_err(unreadable)?;
            (forecast.place, None)
        }
        _ => {
            let forecast =
                open_meteo::parse_forecast(&new.answer, new.fetched).map_err(unreadable)?;
            (forecast.place, Some(forecast))
        }
    };
    if place.is_some_and(|place| is_elsewhere(place, city)) {
        return Err(wrong(format!(
            "it is of another place than {}",
            city.names[2]
        )));
    }
    let last = last
        .filter(|last| new.fetched.duration_since(last.fetched) < TOO_OLD)
        .and_then(|last| open_meteo_of(last).ok());
    let doubt = forecast
        .zip(last)
        .and_then(|(new, last)| doubt::refusal(&new, &last));
    doubt.map_or(Ok(()), |doubt| {
        Err(wrong(format!(
            "{} °C in {} can't be true",
            doubt.value, city.names[2]
        )))
    })
}

fn is_elsewhere((latitude, longitude): (f64, f64), city: &City) -> bool {
    let around = (longitude - city.longitude).rem_euclid(360.0);
    (latitude - city.latitude).abs() > GRID || around.min(360.0 - around) > GRID
}

fn unreadable(error: WeatherError) -> Error {
    wrong(error.to_string())
}

fn wrong(why: String) -> Error {
    Error::Provider {
        what: "the weather provider",
        why,
    }
}

fn with_query(endpoint: &str, query: Vec<(&'static str, String)>) -> Result<Url> {
    let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
        address: endpoint.to_owned(),
        why: why.to_string(),
    })?;
    url.query_pairs_mut().extend_pairs(query);
    Ok(url)
}

/// Two decimals, about a kilometre: enough for weather, too little for an address (SOURCES §4.4).
fn rounded(degrees: f64) -> String {
    format!("{degrees:.2}")
}

fn places(cities: &[Known]) -> Vec<(&'static str, String)> {
    let list = |of: fn(&City) -> String| {
        let all: Vec<String> = cities.iter().map(|(city, _)| of(city)).collect();
        all.join(",")
    };
    let zone = |city: &City| match city.zone.as_str() {
        "" => "auto".to_owned(),
        zone => zone.to_owned(),
    };
    vec![
        ("latitude", list(|city| rounded(city.latitude))),
        ("longitude", list(|city| rounded(city.longitude))),
        ("timezone", list(zone)),
    ]
}

fn forecast_query(cities: &[Known]) -> Vec<(&'static str, String)> {
    const NOW: &[&str] = &[
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
    ];
    const DAY: &[&str] = &[
        "weather_code",
        "temperature_2m_max",
        "temperature_2m_min",
        "precipitation_probability_max",
        "sunrise",
        "sunset",
    ];
    let mut query = places(cities);
    query.extend([
        ("forecast_days", "10".to_owned()),
        ("wind_speed_unit", "ms".to_owned()),
        ("current", NOW.join(",")),
        (
            "hourly",
            format!("{},precipitation_probability", NOW.join(",")),
        ),
        ("daily", DAY.join(",")),
    ]);
    query
}

fn air_query(cities: &[Known]) -> Vec<(&'static str, String)> {
    let mut query = places(cities);
    query.extend([
        ("current", "us_aqi,pm10,pm2_5".to_owned()),
        ("hourly", "us_aqi,pm10,pm2_5".to_owned()),
    ]);
    query
}
