//! What the reader chose.

use std::sync::Arc;

use extract::Rules;
use model::{MOST_NOTICES, PICTURE_SIZES, Settings};
use store::Store;

use crate::engine::{Config, Engine, lock};
use crate::error::{Error, Result};
use crate::event::Event;

/// What the library remembers the window's place by.
const WINDOW: &str = "window";

impl Engine {
    /// What the reader chose. Of a proxy's login the name alone: its password is in the keyring.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn settings(&self) -> Result<Settings> {
        self.read(|library| library.load_settings()).await
    }

    /// Chooses. Values out of range are brought into it. A changed proxy holds from the next request on; a password in its address goes to
    /// the keyring.
    ///
    /// # Errors
    /// [`crate::Error::Store`]; [`crate::Error::Net`] where the proxy can't be used, [`crate::Error::NoKeyring`],
    /// [`crate::Error::NotFound`] for a city that nobody knows, and then nothing is changed.
    pub async fn choose(&self, mut settings: Settings) -> Result<Settings> {
        settings.interval_minutes = settings.interval_minutes.clamp(10, 24 * 60);
        settings.retention = settings.retention.within_range();
        settings.picture_size = settings
            .picture_size
            .clamp(PICTURE_SIZES.0, PICTURE_SIZES.1);
        settings.notices.cap = settings.notices.cap.min(MOST_NOTICES.0);
        settings.notices.gap = settings.notices.gap.min(MOST_NOTICES.1);
        settings.language = crate::language::language_of(&settings.language);
        let before = self.settings().await?;
        settings = settings.with_its_city();
        self.check_cities(&settings, &before).await?;
        let before = proxy_of(&before);
        let proxy = match proxy_of(&settings) {
            Some(proxy) => Some(self.keep_proxy(&proxy).await?),
            None => None,
        };
        settings.proxy = proxy.clone().unwrap_or_default();
        let kept = settings.clone();
        self.write_act(move |library| {
            crate::retention::note_change(library, &kept)?;
            library.save_settings(&kept)
        })
        .await?;
        self.client.choose_proxy(proxy)?;
        *lock(&self.rules) = Arc::new(rules_for(&settings));
        self.desk.choose(settings.notices.clone());
        self.emit(Event::SettingsChanged);
        self.wake.notify_one();
        if let Some(before) = before {
            self.forget_proxy(&before).await?;
        }
        Ok(settings)
    }

    /// Where the window was when it was left, in the host's own words; empty where it never was.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn window_place(&self) -> Result<String> {
        let place = self.read(|library| library.find_note(WINDOW)).await?;
        Ok(place.unwrap_or_default())
    }

    /// Keeps where the window is left.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn keep_window_place(&self, place: String) -> Result<()> {
        self.write_act(move |library| library.save_note(WINDOW, &place))
            .await
    }

    /// New cities are known ones.
    async fn check_cities(&self, chosen: &Settings, before: &Settings) -> Result<()> {
        let new = chosen
            .cities
            .iter()
            .filter(|key| !before.cities.contains(key));
        for key in new {
            if self.find_city(key.clone()).await?.is_none() {
                return Err(Error::NotFound {
                    what: "city",
                    id: key.clone(),
                });
            }
        }
        Ok(())
    }
}

/// How pages are read, as the reader wants their pictures.
pub(crate) fn rules_for(settings: &Settings) -> Rules {
    Rules::builtin().with_widest_picture(settings.picture_size)
}

/// The proxy that the reader chose for everything; absent for none.
pub(crate) fn proxy_of(settings: &Settings) -> Option<String> {
    Some(settings.proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty())
}

/// The system's language and the zone's city, until the reader chooses.
pub(crate) fn choose_at_first_start(
    store: &Store,
    config: &Config,
    zone: &jiff::tz::TimeZone,
) -> Result<()> {
    store.write_act(|library| {
        if library.find_note("began")?.is_some() {
            return Ok(());
        }
        let city = crate::cities::city_of_zone(zone.iana_name().unwrap_or(""));
        library.save_settings(&Settings {
            language: config.language.clone(),
            cities: vec![city.clone()],
            city,
            ..Settings::default()
        })?;
        library.save_note("began", "1")
    })?;
    Ok(())
}
