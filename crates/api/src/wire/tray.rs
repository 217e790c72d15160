//! The tray, and the places of the window that it and links lead to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::notices::PauseFor;

/// A place of the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", content = "at", rename_all = "snake_case")]
pub enum Place {
    /// The front page.
    Front,
    /// What is not read yet.
    Unread,
    /// The rates.
    Rates,
    /// The weather.
    Weather,
    /// The settings.
    Settings,
    /// The article with that id, which may be gone.
    Article(String),
    /// The dialog that adds a source, with this address (http or https) in its field. Nothing is added by itself.
    Add(String),
    /// None: the link that was opened leads nowhere.
    Nowhere(NoLink),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoLink {
    /// It is longer than any address of news.
    TooLong,
    /// What it names is no address of the web.
    NotWeb,
    /// Qazet has no such place.
    Unknown,
}

/// What the icon in the tray and its menu show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tray {
    /// The icon has a dot: something is not read yet.
    pub has_unread: bool,
    /// What is said of the icon: how much is not read, how much was published today.
    pub tooltip: String,
    /// From top to bottom.
    pub menu: Vec<TrayEntry>,
    /// Seconds after which it may have changed without an event.
    pub until_s: u32,
}

/// An entry of the tray's menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrayEntry {
    /// Plain text in one line; empty for a line between entries.
    pub text: String,
    /// What a click does.
    pub act: TrayAct,
}

/// What an entry of the tray's menu does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "does", content = "with", rename_all = "snake_case")]
pub enum TrayAct {
    /// Shows a place of the window.
    Go(Place),
    /// Asks all sources.
    Sync,
    /// Pauses notices, or resumes them.
    Pause(PauseFor),
    /// Opens a menu of its own.
    Open(Vec<TrayEntry>),
    /// Nothing: it is a line between entries.
    Divide,
    /// Ends the app.
    Quit,
}
