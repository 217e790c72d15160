//! Settings, catalogue and what a window needs first.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::article::Timeline;
use super::keeping::Retention;
use super::notices::NoticeRules;
use super::sources::Library;
use super::weather::Units;

/// How an article's text is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reading {
    /// `serif`, `sans`, `system`.
    pub face: String,
    /// Size of the letters in pixels, 16 to 24.
    pub size: u32,
    /// Height of a line in hundredths of the size, 145 to 180.
    pub line: u32,
    /// Longest line in pixels, 520 to 760.
    pub width: u32,
    /// Nothing moves, whatever the system says.
    pub still: bool,
}

impl Default for Reading {
    fn default() -> Self {
        model::Reading::default().into()
    }
}

/// What the reader can choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// `ru`, `kk`, `en`.
    pub language: String,
    /// `system`, `light`, `dark`, `sepia`, `contrast`.
    pub theme: String,
    /// How texts are set.
    #[serde(default)]
    pub reading: Reading,
    /// Which keys the interface obeys, in its own words, kept as they are; empty for its defaults.
    #[serde(default)]
    pub keys: String,
    /// How rows of the timeline are set: `compact`, `regular`, `roomy`.
    pub density: String,
    /// When an article counts as read: `opened`, `stayed` (open for a few seconds), `passed` (opened, or scrolled out of sight at the top).
    #[serde(default = "opened")]
    pub read_when: String,
    /// How much is unread is told.
    #[serde(default = "yes")]
    pub unread_numbers: bool,
    /// Key of the weather widget's city; one of `cities`.
    pub city: String,
    /// Keys of the cities whose weather is kept, in order; at most 20.
    #[serde(default)]
    pub cities: Vec<String>,
    /// How weather is shown.
    #[serde(default)]
    pub units: Units,
    /// What of the weather to come the reader wants to be told: `thunderstorm`, `heavy_snow`, `wind 15` (m/s), `aqi 150`.
    #[serde(default)]
    pub weather_watches: Vec<String>,
    /// ISO 4217 codes of the rates widget, in order.
    pub currencies: Vec<String>,
    /// ISO 4217 code of the currency they are priced in.
    #[serde(default = "tenge")]
    pub rate_base: String,
    /// What the reader wants to be told of rates: `USD 1%` (moved so much between two publications), `USD 500` (passed that price).
    #[serde(default)]
    pub rate_watches: Vec<String>,
    /// Minutes between two looks at a source, at least 10.
    pub interval_minutes: u32,
    /// Sync by itself; else only when the reader asks ("manual only").
    pub automatic: bool,
    /// Every connection is metered, whatever the system says: for systems that do not say it.
    #[serde(default)]
    pub always_metered: bool,
    /// What is fetched on a metered connection: `everything`, `headlines`, `nothing`.
    pub metered: String,
    /// What is fetched while the machine saves its battery: `everything`, `headlines`, `nothing`.
    pub battery_saver: String,
    /// Stay in the tray when the window closes, where there is one.
    pub close_to_tray: bool,
    /// Where there is none, closing the window only makes it small; else it ends the app.
    #[serde(default)]
    pub close_minimises: bool,
    /// Start when the reader logs in. In the app this is what the system says.
    #[serde(default)]
    pub start_at_login: bool,
    /// Start without a window, where there is a tray.
    #[serde(default)]
    pub start_hidden: bool,
    /// Draw without the graphics card, from the next start on.
    #[serde(default)]
    pub safe_graphics: bool,
    /// What is told outside the window, and when.
    #[serde(default)]
    pub notices: NoticeRules,
    /// How long and how much is kept.
    pub retention: Retention,
    /// Pixels that the longer side of a picture has at most, 400 to 4096.
    pub picture_size: u32,
    /// Proxy address; empty for none. A password in it goes to the keyring and never comes back.
    pub proxy: String,
}

fn opened() -> String {
    model::ReadWhen::default().as_str().to_owned()
}

fn yes() -> bool {
    true
}

fn tenge() -> String {
    model::Currency::TENGE.as_str().to_owned()
}

/// What a window needs first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Start {
    /// Qazet's version.
    pub version: String,
    /// What was chosen.
    pub settings: Settings,
    /// The library has no source yet.
    pub empty: bool,
    /// The engine's clock.
    pub now: String,
    /// When the reader last looked at the paper (`Looked`); null where nobody has.
    pub looked: Option<String>,
    /// News comes from a world other than the live one (demo, tests).
    pub demo: bool,
    /// What surrounds the app's window; absent in a browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub desktop: Option<Desktop>,
    /// The locale in whose way the system tells times (BCP 47): by twelve hours or by 24. Empty where it names none.
    pub times: String,
    /// The library was damaged and has been rebuilt, and the reader has not confirmed having seen that (`RescueSeen`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rescued: Option<Rescued>,
}

/// What surrounds the app's window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Desktop {
    /// The desktop shows tray icons.
    pub has_tray: bool,
    /// The library lies beside the program.
    pub is_portable: bool,
    /// How many seconds the reader's clocks are ahead of UTC, as the system says: a webview's own table of zones may be older.
    pub offset_s: i32,
    /// Since when they are so; absent for ever since.
    pub offset_since: Option<String>,
}

/// What a window shows first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Opening {
    /// What it needs before anything else.
    pub start: Start,
    /// The sidebar.
    pub library: Library,
    /// The newest articles of all sources.
    pub newest: Timeline,
    /// The newest photo reports.
    pub reports: Timeline,
    /// The starter catalogue.
    pub catalogue: Vec<CatalogueEntry>,
}

/// What a rescue of a damaged library brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rescued {
    /// When.
    pub at: String,
    /// Where the damaged file lies now, seen from the data folder; null where the library was gone.
    pub aside: Option<String>,
    /// The backup that was used besides, seen from the data folder; null where there was none.
    pub backup: Option<String>,
    /// Every row of the damaged file could be read.
    pub whole: bool,
    /// Sources the library has now.
    pub feeds: u32,
    /// Articles with a mark (read, starred, saved) it knows now.
    pub marked: u32,
    /// Articles it has now.
    pub articles: u32,
    /// The same as a sentence, in English.
    pub message: String,
}

/// An entry of the starter catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueEntry {
    /// Name.
    pub title: String,
    /// Address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// BCP 47 primary tag.
    pub language: String,
    /// Topic.
    pub topic: String,
    /// Chosen for readers of that language from the start.
    pub default: bool,
    /// Already in the library.
    pub subscribed: bool,
}

/// What an OPML import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpmlImported {
    /// Feeds in the file.
    pub found: u32,
    /// Newly subscribed.
    pub added: u32,
    /// Ids of those.
    pub new: Vec<String>,
    /// Ids of those that were here already.
    pub known: Vec<String>,
    /// How many have private addresses.
    pub private: u32,
    /// What could not be used of the file, and what was odd in it.
    pub warnings: Vec<String>,
}
