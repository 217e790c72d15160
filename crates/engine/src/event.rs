//! What the engine tells without being asked. Events carry ids, never contents: who listens asks again.

use model::{ArticleId, FeedId};

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A sync began.
    SyncStarted,
    /// A sync ended; pages and pictures may still be coming.
    SyncEnded,
    /// A sync or its queue got further, is to stop, or the queue ended. At most some hundred times a sync.
    SyncChanged,
    /// A feed was read, added, changed or removed.
    FeedChanged(FeedId),
    /// Articles arrived, changed, or got their text or pictures. At most [`MOST_IDS`]; more become [`Event::Resync`].
    ArticlesChanged(Vec<ArticleId>),
    /// The reader marked these articles, and nothing else about them changed; every mark is told once, also one that they had already. At most [`MOST_IDS`]; more become [`Event::Resync`].
    ArticlesMarked(Vec<ArticleId>),
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
    /// Too much happened to name it: ask for everything again.
    Resync,
}

/// The most ids one event carries.
pub const MOST_IDS: usize = 200;
