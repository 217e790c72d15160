//! Cities: twenty built in, others by name.

use model::City;
use parser::weather::open_meteo;
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::net::{Get, Purpose};

/// key;ru;kk;en;latitude;longitude;zone
const BUILT_IN: &str = include_str!("../data/cities.csv");

/// The city where nothing else is known, as on the reference source.
pub const DEFAULT_CITY: &str = "almaty";

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
    /// Cities whose name begins so in any of the three languages; where none of the built-in ones does, the geocoder is asked.
    ///
    /// # Errors
    /// [`Error::Fetch`], [`Error::Provider`], [`Error::Store`].
    pub async fn cities(&self, name: &str) -> Result<Vec<City>> {
        let wanted = name.trim().to_lowercase();
        let mut cities = built_in();
        cities.retain(|city| {
            city.names
                .iter()
                .any(|name| name.to_lowercase().starts_with(&wanted))
        });
        if !cities.is_empty() || wanted.chars().count() < 2 {
            return Ok(cities);
        }
        let Some(endpoint) = &self.config.world.endpoints.geocoding else {
            return Ok(cities);
        };
        let language = self.settings().await?.language;
        let mut url = Url::parse(endpoint).map_err(|why| Error::BadAddress {
            address: endpoint.clone(),
            why: why.to_string(),
        })?;
        url.query_pairs_mut()
            .append_pair("name", name.trim())
            .append_pair("count", "10")
            .append_pair("language", &language);
        let answer = self.fetch(Get::new(url, Purpose::Weather)).await?;
        let places =
            open_meteo::parse_geocoding(&answer.body).map_err(|wrong| Error::Provider {
                what: "the geocoder",
                why: wrong.to_string(),
            })?;
        let found: Vec<City> = places
            .into_iter()
            .map(|place| City {
                key: format!("geonames:{}", place.id),
                names: [place.name.clone(), place.name.clone(), place.name],
                latitude: place.latitude,
                longitude: place.longitude,
                zone: place.zone,
            })
            .collect();
        let kept = found.clone();
        self.write(move |library| kept.iter().try_for_each(|city| library.save_city(city)))
            .await?;
        Ok(found)
    }

    /// A city by its key; an unknown one is Almaty.
    pub(crate) async fn city(&self, key: String) -> Result<City> {
        if let Some(city) = built_in().into_iter().find(|city| city.key == key) {
            return Ok(city);
        }
        if let Some(city) = self.read(move |library| library.find_city(&key)).await? {
            return Ok(city);
        }
        built_in()
            .into_iter()
            .find(|city| city.key == DEFAULT_CITY)
            .ok_or_else(|| Error::Broken("cities".to_owned()))
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
