//! What the interface is told without asking. Events carry ids, never contents: the interface asks again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Place;

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "event", content = "of", rename_all = "snake_case")]
pub enum Event {
    /// A sync began.
    SyncStarted,
    /// A sync ended; pages and pictures may still be coming.
    SyncEnded,
    /// A sync or its queue got further, is to stop, or the queue ended. At most some hundred times a sync.
    SyncChanged,
    /// A feed was read, added, changed or removed.
    FeedChanged {
        /// Which.
        feed: String,
    },
    /// Articles arrived, changed, or got their text or pictures. At most 200 ids; more become `Resync`.
    ArticlesChanged {
        /// Which.
        articles: Vec<String>,
    },
    /// The reader marked these articles, and nothing else about them changed. At most 200 ids; more become `Resync`.
    ArticlesMarked {
        /// Which.
        articles: Vec<String>,
    },
    /// Rates changed.
    RatesChanged,
    /// Weather changed.
    WeatherChanged,
    /// The packing of an edition began, went on or ended.
    EditionChanged,
    /// Notices were judged, shown or paused, or what is watched for changed.
    NoticesChanged,
    /// Settings changed.
    SettingsChanged,
    /// The host wants this place shown (a click in the tray or on a notification, a link).
    Go(Place),
    /// Too much happened to name it: ask for everything again.
    Resync,
}
