//! What the reader can choose.

use crate::{Currency, Retention};

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
}

/// How this machine is connected and powered, as the host sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// The connection is paid for by the byte.
    pub metered: bool,
    /// The machine saves its battery.
    pub battery_saver: bool,
}

/// Everything the reader can choose. The defaults are in [`Settings::default`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Language of the interface: `ru`, `kk` or `en`.
    pub language: String,
    /// Colours.
    pub theme: Theme,
    /// Key of the city of the weather widget.
    pub city: String,
    /// Currencies of the rates widget, in order.
    pub currencies: Vec<Currency>,
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
    /// How long and how much is kept.
    pub retention: Retention,
    /// Address of a proxy (`http://`, `socks5://`), without its password; empty for none.
    pub proxy: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            theme: Theme::System,
            city: "almaty".to_owned(),
            currencies: ["USD", "EUR", "RUB"]
                .into_iter()
                .filter_map(Currency::parse)
                .collect(),
            interval_minutes: 60,
            automatic: true,
            always_metered: false,
            metered: Reach::Headlines,
            battery_saver: Reach::Headlines,
            close_to_tray: true,
            retention: Retention::default(),
            proxy: String::new(),
        }
    }
}

impl Settings {
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
