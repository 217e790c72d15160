//! What the reader can choose.

use std::collections::HashSet;

use crate::{
    Currency, Density, MOST_CITIES, NoticeRules, RateWatch, ReadWhen, Reading, Retention, Units,
    WeatherWatch,
};

/// The smallest and the largest [`Settings::picture_size`].
pub const PICTURE_SIZES: (u32, u32) = (400, 4096);

/// The colours of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light paper.
    Light,
    /// Dark.
    Dark,
    /// Sepia.
    Sepia,
    /// High contrast.
    Contrast,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::System,
        Self::Light,
        Self::Dark,
        Self::Sepia,
        Self::Contrast,
    ];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sepia => "sepia",
            Self::Contrast => "contrast",
        }
    }

    /// The theme of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}

/// How much is fetched by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Nothing until the reader asks.
    Nothing,
    /// Feeds and lists, rates and weather; no pages and no pictures.
    Headlines,
    /// All of it.
    Everything,
}

impl Reach {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Headlines, Self::Everything];

    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Headlines => "headlines",
            Self::Everything => "everything",
        }
    }

    /// The reach of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.as_str() == word)
    }

    /// The reach of that word, where a source can have it: one of which nothing is wanted is paused.
    pub fn of_source(word: &str) -> Option<Self> {
        Self::parse(word).filter(|reach| *reach != Self::Nothing)
    }
}

/// How this machine is connected and powered, as the host sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// The connection is paid for by the byte.
    pub metered: bool,
    /// The machine saves its battery.
    pub battery_saver: bool,
}

/// What the desktop is like for the app.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Desktop {
    /// It shows tray icons.
    pub has_tray: bool,
    /// The library lies beside the program.
    pub is_portable: bool,
}

/// What closing the window does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closing {
    /// The app stays in the tray.
    Tray,
    /// The window is made small, and stays.
    Minimise,
    /// The app ends.
    Quit,
}

/// Everything the reader can choose. The defaults are in [`Settings::default`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Language of the interface: `ru`, `kk` or `en`.
    pub language: String,
    /// Colours.
    pub theme: Theme,
    /// How texts are set.
    pub reading: Reading,
    /// How rows are set.
    pub density: Density,
    /// When an article counts as read.
    pub read_when: ReadWhen,
    /// How much is unread is told, in the window and in the tray.
    pub unread_numbers: bool,
    /// Which keys the interface obeys, in its own words; empty for its defaults.
    pub keys: String,
    /// Key of the city of the weather widget; one of `cities`.
    pub city: String,
    /// Keys of the cities whose weather is kept, in order.
    pub cities: Vec<String>,
    /// How weather is shown.
    pub units: Units,
    /// What of the weather to come the reader wants to be told.
    pub weather_watches: Vec<WeatherWatch>,
    /// Currencies of the rates widget, in order.
    pub currencies: Vec<Currency>,
    /// In which currency they are priced.
    pub rate_base: Currency,
    /// What the reader wants to be told of rates.
    pub rate_watches: Vec<RateWatch>,
    /// Minutes between two looks at a source that gives validators; never under 10.
    pub interval_minutes: u32,
    /// Sync by itself; else only when the reader asks.
    pub automatic: bool,
    /// Every connection is metered, whatever the system says: for systems that do not say it.
    pub always_metered: bool,
    /// What is fetched on a metered connection.
    pub metered: Reach,
    /// What is fetched while the machine saves its battery.
    pub battery_saver: Reach,
    /// Stay in the tray when the window closes, where there is a tray.
    pub close_to_tray: bool,
    /// Where there is none, closing the window only makes it small; else it ends the app.
    pub close_minimises: bool,
    /// Start when the reader logs in. What the system says of it counts, and this follows it.
    pub start_at_login: bool,
    /// Start without a window, where there is a tray.
    pub start_hidden: bool,
    /// Draw without the graphics card, for machines whose window stays blank.
    pub safe_graphics: bool,
    /// What is told outside the window, and when.
    pub notices: NoticeRules,
    /// How long and how much is kept.
    pub retention: Retention,
    /// How many pixels the longer side of a picture has at most; larger ones are scaled down. See [`PICTURE_SIZES`].
    pub picture_size: u32,
    /// Address of a proxy (`http://`, `socks5://`), without its password; empty for none.
    pub proxy: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            theme: Theme::System,
            reading: Reading::default(),
            density: Density::default(),
            read_when: ReadWhen::default(),
            unread_numbers: true,
            keys: String::new(),
            city: "almaty".to_owned(),
            cities: vec!["almaty".to_owned()],
            units: Units::default(),
            weather_watches: Vec::new(),
            currencies: ["USD", "EUR", "RUB", "CNY"]
                .into_iter()
                .filter_map(Currency::parse)
                .collect(),
            rate_base: Currency::TENGE,
            rate_watches: Vec::new(),
            interval_minutes: 60,
            automatic: true,
            always_metered: false,
            metered: Reach::Headlines,
            battery_saver: Reach::Headlines,
            close_to_tray: true,
            close_minimises: false,
            start_at_login: false,
            start_hidden: false,
            safe_graphics: false,
            notices: NoticeRules::default(),
            retention: Retention::default(),
            picture_size: 1600,
            proxy: String::new(),
        }
    }
}

impl Settings {
    /// The same with the default city among the cities, first where it was not, and none of them twice.
    pub fn with_its_city(mut self) -> Self {
        if !self.cities.contains(&self.city) {
            self.cities.insert(0, self.city.clone());
        }
        let mut seen = HashSet::new();
        self.cities.retain(|key| seen.insert(key.clone()));
        self.cities.truncate(MOST_CITIES);
        self
    }

    /// What closing the window does.
    pub fn closing(&self, has_tray: bool) -> Closing {
        match (has_tray, self.close_to_tray, self.close_minimises) {
            (true, true, _) => Closing::Tray,
            (false, _, true) => Closing::Minimise,
            (true, false, _) | (false, _, false) => Closing::Quit,
        }
    }

    /// How much is fetched under these conditions: the least that one of them asks for.
    pub fn reach(&self, conditions: Conditions) -> Reach {
        let metered = (conditions.metered || self.always_metered).then_some(self.metered);
        let saving = conditions.battery_saver.then_some(self.battery_saver);
        metered
            .into_iter()
            .chain(saving)
            .min()
            .unwrap_or(Reach::Everything)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_the_window_never_loses_it() {
        let closing = |has_tray, close_to_tray, close_minimises| {
            let settings = Settings {
                close_to_tray,
                close_minimises,
                ..Settings::default()
            };
            settings.closing(has_tray)
        };
        for minimises in [true, false] {
            assert_eq!(closing(true, true, minimises), Closing::Tray);
            assert_eq!(closing(true, false, minimises), Closing::Quit);
        }
        for to_tray in [true, false] {
            assert_eq!(closing(false, to_tray, true), Closing::Minimise);
            assert_eq!(closing(false, to_tray, false), Closing::Quit);
        }
    }
}
