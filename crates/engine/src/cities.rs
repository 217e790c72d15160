//! Cities: twenty built in, others by name.

use jiff::SignedDuration;
use model::City;
use parser::weather::open_meteo::{self, Place};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::net::{Get, Purpose};

/// key;ru;kk;en;latitude;longitude;zone
const BUILT_IN: &str = include_str!("../data/cities.csv");

/// The city where nothing else is known, as on the reference source.
pub const DEFAULT_CITY: &str = "almaty";
/// Of shorter names the geocoder knows nothing.
const SHORTEST: usize = 2;
/// In the order of a city's names.
const LANGUAGES: [&str; 3] = ["ru", "kk", "en"];
/// Two places that are so few degrees apart are one.
const SAME: f64 = 0.15;

/// The built-in cities, in their order.
pub fn built_in() -> Vec<City> {
    BUILT_IN
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(city_of)
        .collect()
}

/// The first guess for a reader: the zone's own city, else Almaty. A guess: Asia/Almaty is most of Kazakhstan.
pub fn city_of_zone(zone: &str) -> String {
    let named = built_in().into_iter().find(|city| city.zone == zone);
    named.map_or_else(|| DEFAULT_CITY.to_owned(), |city| city.key)
}

impl Engine {
    /// Cities whose name begins so in any of the three languages, of the built-in ones and of those the reader has; with `search`, those that
    /// the geocoder knows by that name, too. Without it no network is touched: nobody learns what is being typed.
    ///
    /// # Errors
    /// [`Error::Fetch`], [`Error::Provider`], [`Error::Store`].
    pub async fn cities(&self, name: &str, search: bool) -> Result<Vec<City>> {
        let wanted = name.trim().to_lowercase();
        let begins = |city: &City| {
            let mut names = city.names.iter();
            names.any(|name| name.to_lowercase().starts_with(&wanted))
        };
        let mut cities = built_in();
        for city in self.chosen_cities().await? {
            if cities.iter().all(|known| known.key != city.key) {
                cities.push(city);
            }
        }
        cities.retain(begins);
        if search && wanted.chars().count() >= SHORTEST {
            let found = self.search_cities(name.trim()).await?;
            cities.extend(found.into_iter().filter(|city| !is_built_in(city)));
        }
        Ok(cities)
    }

    /// What the geocoder knows; it is kept, so that it can be chosen. It answers in one language: where it found something, it is asked for the
    /// other two names as well, so that a city is called as in the rest of the interface after the reader changes the language.
    async fn search_cities(&self, name: &str) -> Result<Vec<City>> {
        let language = self.settings().await?.language;
        let mut found: Vec<City> = self
            .places(name, &language)
            .await?
            .into_iter()
            .map(found_city)
            .collect();
        if !found.is_empty() {
            for (at, other) in LANGUAGES.into_iter().enumerate() {
                if other == language {
                    continue;
                }
                // It is noted with the geocoder; the city keeps the name that is known.
                let Ok(places) = self.places(name, other).await else {
                    break;
                };
                for city in &mut found {
                    let same = |place: &&Place| key_of(place) == city.key;
                    if let Some(place) = places.iter().find(same) {
                        city.names[at].clone_from(&place.name);
                    }
                }
            }
        }
        let kept = found.clone();
        self.write(move |library| kept.iter().try_for_each(|city| library.save_city(city)))
            .await?;
        Ok(found)
    }

    async fn places(&self, name: &str, language: &str) -> Result<Vec<Place>> {
        let Some(endpoint) = &self.config.world.endpoints.geocoding else {
            return Ok(Vec::new());
        };
        let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
            address: endpoint.clone(),
            why: why.to_string(),
        })?;
        url.query_pairs_mut()
            .append_pair("name", name)
            .append_pair("count", "10")
            .append_pair("language", language);
        let asked = self.ask_geocoder(url).await;
        self.note_outcome("geocoding", SignedDuration::ZERO, asked)
            .await
    }

    async fn ask_geocoder(&self, url: Url) -> Result<Vec<Place>> {
        let answer = self.fetch(Get::new(url, Purpose::Weather)).await?;
        open_meteo::parse_geocoding(&answer.body).map_err(|wrong| Error::Provider {
            what: "the geocoder",
            why: wrong.to_string(),
        })
    }

    /// A city by its key.
    pub(crate) async fn find_city(&self, key: String) -> Result<Option<City>> {
        if let Some(city) = built_in().into_iter().find(|city| city.key == key) {
            return Ok(Some(city));
        }
        self.read(move |library| library.find_city(&key)).await
    }

    /// The reader's cities, in order; what is not known any more is left out.
    pub(crate) async fn chosen_cities(&self) -> Result<Vec<City>> {
        let settings = self.settings().await?;
        let mut cities = Vec::new();
        for key in settings.cities {
            cities.extend(self.find_city(key).await?);
        }
        Ok(cities)
    }

    /// The city that is shown first: the reader's default, else the first that is known, else Almaty.
    pub(crate) async fn default_city(&self, chosen: &[City]) -> Result<City> {
        let default = self.settings().await?.city;
        let named =
            |key: &str, cities: &[City]| cities.iter().find(|city| city.key == key).cloned();
        named(&default, chosen)
            .or_else(|| chosen.first().cloned())
            .or_else(|| named(DEFAULT_CITY, &built_in()))
            .ok_or_else(|| Error::Broken("cities".to_owned()))
    }
}

/// Close enough to be the same: the geocoder knows those that are built in, too.
fn is_built_in(city: &City) -> bool {
    built_in().iter().any(|known| {
        (known.latitude - city.latitude).abs() < SAME
            && (known.longitude - city.longitude).abs() < SAME
    })
}

fn key_of(place: &Place) -> String {
    format!("geonames:{}", place.id)
}

fn found_city(place: Place) -> City {
    let key = key_of(&place);
    let region: Vec<String> = [place.region, place.country]
        .into_iter()
        .filter(|part| !part.is_empty() && *part != place.name)
        .collect();
    City {
        key,
        names: [place.name.clone(), place.name.clone(), place.name],
        latitude: place.latitude,
        longitude: place.longitude,
        zone: place.zone,
        region: region.join(", "),
    }
}

fn city_of(line: &str) -> Option<City> {
    let mut columns = line.split(';');
    let mut next = || columns.next().map(str::to_owned);
    let key = next()?;
    let names = [next()?, next()?, next()?];
    Some(City {
        key,
        names,
        latitude: next()?.parse().ok()?,
        longitude: next()?.parse().ok()?,
        zone: next()?,
        region: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_cities_are_built_in_and_every_line_is_read() {
        let lines = BUILT_IN
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .count();
        assert_eq!((built_in().len(), lines), (20, 20));
        assert!(
            built_in()
                .iter()
                .all(|city| jiff::tz::TimeZone::get(&city.zone).is_ok())
        );
    }

    #[test]
    fn the_first_city_is_guessed_from_the_zone() {
        assert_eq!(city_of_zone("Asia/Almaty"), "almaty");
        assert_eq!(city_of_zone("Asia/Aqtau"), "aktau");
        assert_eq!(city_of_zone("Europe/Berlin"), "almaty");
    }
}
