//! The values inside answers. Times are ISO 8601 in UTC unless said otherwise; money is a string of decimal digits.

mod activity;
mod article;
mod choices;
mod edition;
mod keeping;
mod notices;
mod preview;
mod sources;
mod tray;
mod update;
mod weather;
mod widgets;

pub use activity::{Login, Moved, Moving, ProviderActivity, Rest, SourceActivity, SyncActivity};
pub use article::{
    Account, Article, ArticleRow, ArticleState, Beside, Edit, EditKind, Enclosure, Link, Picture,
    Revision, Timeline, Video,
};
pub use choices::{
    CatalogueEntry, Desktop, Opening, OpmlImported, Reading, Rescued, Settings, Start,
};
pub use edition::{Edition, EditionShare, Progress};
pub use keeping::{File, Format, Keep, Kept, PageOutcome, Retention, SavedPage, Weight};
pub use notices::{Notice, NoticeRules, Notices, PauseFor, QuietHours, Watch};
pub use preview::{Named, Preview, Previewed};
pub use sources::{Counted, Counts, Feed, Library, Outcome, SyncReport, SyncState};
pub use tray::{NoLink, Place, Tray, TrayAct, TrayEntry};
pub use update::{Update, UpdateStep};
pub use weather::{AirQuality, City, Current, Day, Hour, Units, Weather, WeatherDoubt};
pub use widgets::{Converted, Rate, RatePoint, RateSeries, Rates};
