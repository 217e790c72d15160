//! Table `settings`: what the reader chose. A key that is absent has its default.

use model::{
    Currency, Density, Face, Keep, Kept, NoticeRules, PressureUnit, QuietHours, RateWatch, Reach,
    ReadWhen, Retention, Settings, TemperatureUnit, Theme, WeatherWatch, WindUnit,
};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::{Read, Write};

impl Read<'_> {
    /// All settings; what can't be read any more has its default.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load_settings(&self) -> Result<Settings> {
        let mut settings = Settings {
            cities: Vec::new(),
            ..Settings::default()
        };
        let mut select = self.0.prepare_cached("SELECT key, value FROM settings")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
            match key.as_str() {
                "language" => settings.language = value,
                "theme" => settings.theme = Theme::parse(&value).unwrap_or_default(),
                "density" => settings.density = Density::parse(&value).unwrap_or_default(),
                "reading_face" => settings.reading.face = Face::parse(&value).unwrap_or_default(),
                "reading_size" => {
                    settings.reading.size = value.parse().unwrap_or(settings.reading.size)
                }
                "reading_line" => {
                    settings.reading.line = value.parse().unwrap_or(settings.reading.line)
                }
                "reading_width" => {
                    settings.reading.width = value.parse().unwrap_or(settings.reading.width)
                }
                "reading_still" => settings.reading.still = value == "1",
                "read_when" => settings.read_when = ReadWhen::parse(&value).unwrap_or_default(),
                "unread_numbers" => settings.unread_numbers = value == "1",
                "keys" => settings.keys = value,
                "city" => settings.city = value,
                "cities" => settings.cities = value.split_whitespace().map(str::to_owned).collect(),
                "temperature_unit" => {
                    settings.units.temperature = TemperatureUnit::parse(&value).unwrap_or_default()
                }
                "wind_unit" => settings.units.wind = WindUnit::parse(&value).unwrap_or_default(),
                "pressure_unit" => {
                    settings.units.pressure = PressureUnit::parse(&value).unwrap_or_default()
                }
                "weather_watches" => {
                    settings.weather_watches =
                        value.split(',').filter_map(WeatherWatch::parse).collect()
                }
                "currencies" => {
                    settings.currencies = value.split(' ').filter_map(Currency::parse).collect()
                }
                "rate_base" => {
                    settings.rate_base = Currency::parse(&value).unwrap_or(settings.rate_base)
                }
                "rate_watches" => {
                    settings.rate_watches = value.split(',').filter_map(RateWatch::parse).collect()
                }
                "interval_minutes" => {
                    settings.interval_minutes = value.parse().unwrap_or(settings.interval_minutes)
                }
                "automatic" => settings.automatic = value == "1",
                "always_metered" => settings.always_metered = value == "1",
                "metered" => settings.metered = Reach::parse(&value).unwrap_or(settings.metered),
                "battery_saver" => {
                    settings.battery_saver = Reach::parse(&value).unwrap_or(settings.battery_saver)
                }
                "close_to_tray" => settings.close_to_tray = value == "1",
                "close_minimises" => settings.close_minimises = value == "1",
                "start_at_login" => settings.start_at_login = value == "1",
                "start_hidden" => settings.start_hidden = value == "1",
                "safe_graphics" => settings.safe_graphics = value == "1",
                "picture_size" => {
                    settings.picture_size = value.parse().unwrap_or(settings.picture_size)
                }
                "proxy" => settings.proxy = value,
                other if other.starts_with(NOTICES) => {
                    take_notices(&mut settings.notices, other, &value)
                }
                other => take_keep(&mut settings.retention, other, &value),
            }
        }
        Ok(settings.with_its_city())
    }

    /// One remembered value that is no setting (for example: the first run is over).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_note(&self, key: &str) -> Result<Option<String>> {
        let mut select = self
            .0
            .prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
        Ok(select
            .query_row([format!("note:{key}")], |row| row.get(0))
            .optional()?)
    }
}

impl Write<'_> {
    /// Keeps all settings.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_settings(&self, settings: &Settings) -> Result<()> {
        let currencies: Vec<&str> = settings.currencies.iter().map(Currency::as_str).collect();
        let watches: Vec<String> = settings
            .rate_watches
            .iter()
            .map(RateWatch::to_string)
            .collect();
        let weather_watches: Vec<String> = settings
            .weather_watches
            .iter()
            .map(WeatherWatch::to_string)
            .collect();
        let units = settings.units;
        let flag = |on: bool| if on { "1" } else { "0" }.to_owned();
        for (key, value) in [
            ("language", settings.language.clone()),
            ("theme", settings.theme.as_str().to_owned()),
            ("density", settings.density.as_str().to_owned()),
            ("reading_face", settings.reading.face.as_str().to_owned()),
            ("reading_size", settings.reading.size.to_string()),
            ("reading_line", settings.reading.line.to_string()),
            ("reading_width", settings.reading.width.to_string()),
            ("reading_still", flag(settings.reading.still)),
            ("read_when", settings.read_when.as_str().to_owned()),
            ("unread_numbers", flag(settings.unread_numbers)),
            ("keys", settings.keys.clone()),
            ("city", settings.city.clone()),
            ("cities", settings.cities.join(" ")),
            ("temperature_unit", units.temperature.as_str().to_owned()),
            ("wind_unit", units.wind.as_str().to_owned()),
            ("pressure_unit", units.pressure.as_str().to_owned()),
            ("weather_watches", weather_watches.join(",")),
            ("currencies", currencies.join(" ")),
            ("rate_base", settings.rate_base.as_str().to_owned()),
            ("rate_watches", watches.join(",")),
            ("interval_minutes", settings.interval_minutes.to_string()),
            ("automatic", flag(settings.automatic)),
            ("always_metered", flag(settings.always_metered)),
            ("metered", settings.metered.as_str().to_owned()),
            ("battery_saver", settings.battery_saver.as_str().to_owned()),
            ("close_to_tray", flag(settings.close_to_tray)),
            ("close_minimises", flag(settings.close_minimises)),
            ("start_at_login", flag(settings.start_at_login)),
            ("start_hidden", flag(settings.start_hidden)),
            ("safe_graphics", flag(settings.safe_graphics)),
            ("picture_size", settings.picture_size.to_string()),
            ("proxy", settings.proxy.clone()),
        ] {
            self.save_value(key, &value)?;
        }
        let notices = &settings.notices;
        let quiet: Vec<String> = notices.quiet.iter().map(QuietHours::to_string).collect();
        for (key, value) in [
            ("on", flag(notices.on)),
            ("quiet", quiet.join(",")),
            ("cap", notices.cap.to_string()),
            ("gap", notices.gap.to_string()),
            ("urgent", flag(notices.urgent_passes)),
        ] {
            self.save_value(&format!("{NOTICES}{key}"), &value)?;
        }
        for kind in Kept::ALL {
            let keep = settings.retention.of(kind);
            self.save_value(&days_key(kind), &keep.days.to_string())?;
            self.save_value(&megabytes_key(kind), &keep.megabytes.to_string())?;
        }
        Ok(())
    }

    /// Keeps one value that is no setting.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_note(&self, key: &str, value: &str) -> Result<()> {
        self.save_value(&format!("note:{key}"), value)
    }

    fn save_value(&self, key: &str, value: &str) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
            .execute(params![key, value])?;
        Ok(())
    }
}

/// What the names of settings of notices begin with.
const NOTICES: &str = "notices_";

fn take_notices(rules: &mut NoticeRules, key: &str, value: &str) {
    match key.trim_start_matches(NOTICES) {
        "on" => rules.on = value == "1",
        "quiet" => rules.quiet = value.split(',').filter_map(QuietHours::parse).collect(),
        "cap" => rules.cap = value.parse().unwrap_or(rules.cap),
        "gap" => rules.gap = value.parse().unwrap_or(rules.gap),
        "urgent" => rules.urgent_passes = value == "1",
        _ => {}
    }
}

/// The first library kept only texts for so many days, under this name.
fn days_key(kind: Kept) -> String {
    match kind {
        Kept::Texts => "keep_days".to_owned(),
        other => format!("keep_{}_days", other.as_str()),
    }
}

fn megabytes_key(kind: Kept) -> String {
    format!("keep_{}_mb", kind.as_str())
}

fn take_keep(retention: &mut Retention, key: &str, value: &str) {
    let Ok(number) = value.parse() else { return };
    for kind in Kept::ALL {
        let was = retention.of(kind);
        if key == days_key(kind) {
            *retention = retention.with(
                kind,
                Keep {
                    days: number,
                    ..was
                },
            );
        } else if key == megabytes_key(kind) {
            let keep = Keep {
                megabytes: number,
                ..was
            };
            *retention = retention.with(kind, keep);
        }
    }
}
