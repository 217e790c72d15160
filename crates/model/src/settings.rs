//! What the reader can choose.

use crate::Currency;

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
    /// Sync by itself.
    pub automatic: bool,
    /// Stay in the tray when the window closes, where there is a tray.
    pub close_to_tray: bool,
    /// Days that read articles without star or save mark are kept.
    pub keep_days: u32,
    /// Address of a proxy (`http://`, `socks5://`); empty for none.
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
            close_to_tray: true,
            keep_days: 90,
            proxy: String::new(),
        }
    }
}
