//! Where the window can be sent from outside: by the tray, a notification, a link, the command line.

use crate::ArticleId;

/// A place of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// An article, which may be gone.
    Article(ArticleId),
    /// The dialog that adds a source, with this address (http or https) in its field. Nothing is added by itself.
    Add(String),
    /// None: the link that was opened leads nowhere.
    Nowhere(NoLink),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoLink {
    /// It is longer than any address of news.
    TooLong,
    /// What it names is no address of the web.
    NotWeb,
    /// Qazet has no such place.
    Unknown,
}
