//! Table `cities`: places the reader found by name; the built-in ones are not in it.

use model::City;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::{Read, Write};

impl Read<'_> {
    /// A city the reader found once.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_city(&self, key: &str) -> Result<Option<City>> {
        let mut select = self.0.prepare_cached(
            "SELECT key, ru, kk, en, latitude, longitude, zone, region FROM cities WHERE key = ?1",
        )?;
        let found = select
            .query_row([key], |row| {
                Ok(City {
                    key: row.get(0)?,
                    names: [row.get(1)?, row.get(2)?, row.get(3)?],
                    latitude: row.get(4)?,
                    longitude: row.get(5)?,
                    zone: row.get(6)?,
                    region: row.get(7)?,
                })
            })
            .optional()?;
        Ok(found)
    }
}

impl Write<'_> {
    /// Keeps a city, so that it can be chosen offline.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_city(&self, city: &City) -> Result<()> {
        let [ru, kk, en] = &city.names;
        self.sql().execute(
            "INSERT INTO cities (key, ru, kk, en, latitude, longitude, zone, region) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (key) DO UPDATE SET ru = excluded.ru, kk = excluded.kk, en = excluded.en, region = excluded.region",
            params![city.key, ru, kk, en, city.latitude, city.longitude, city.zone, city.region],
        )?;
        Ok(())
    }
}
