//! What the interface is told. Each variant answers the request that names it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::{
    Article, ArticleRow, CatalogueEntry, City, Converted, Counted, Edition, Feed, File, Library,
    Notices, Opening, OpmlImported, Outcome, Preview, RateSeries, Rates, Revision, SavedPage,
    Settings, Start, SyncActivity, SyncState, Timeline, Tray, Update, Weather, Weight,
};

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Response {
    /// To `Start`.
    Start(Box<Start>),
    /// To `Open`.
    Opening(Box<Opening>),
    /// To `Library`.
    Library(Library),
    /// To `Timeline`.
    Timeline(Timeline),
    /// To `Article`.
    Article(Box<Article>),
    /// To `Revisions`, newest first.
    Revisions(Vec<Revision>),
    /// To `Search`, best first.
    Found(Vec<ArticleRow>),
    /// To what changes something and has nothing to tell.
    Done,
    /// To `Mark`: what it changed in the sidebar.
    Counted(Counted),
    /// To `MarkAllRead`: the ids that were unread, so that it can be undone.
    Marked(Vec<String>),
    /// To `PreviewFeed`.
    FeedPreviewed(Preview),
    /// To `AddFeed`.
    FeedAdded(Feed),
    /// To `Catalogue`.
    Catalogue(Vec<CatalogueEntry>),
    /// To `ImportOpml`.
    OpmlImported(OpmlImported),
    /// To `ExportOpml`, outside the app: the file's text.
    Opml(String),
    /// To `Sync`, `StopSync` and `SyncState`.
    SyncState(SyncState),
    /// To `RefreshFeed`.
    Refreshed(Outcome),
    /// To `SyncActivity`.
    SyncActivity(SyncActivity),
    /// To `ExplainFeed`: plain text in English.
    Explained(String),
    /// To `Diagnose`: plain text in English.
    Diagnosed(String),
    /// To `Edition`, `PackEdition`, `ResumeEdition`, `StopEdition`; null before the first edition.
    Edition(Option<Box<Edition>>),
    /// To `Rates`.
    Rates(Rates),
    /// To `RateSeries`; null where nobody publishes that currency.
    RateSeries(Option<RateSeries>),
    /// To `Convert`; null where no table has both currencies.
    Converted(Option<Converted>),
    /// To `Weather`.
    Weather(Box<Weather>),
    /// To `Tray`.
    Tray(Tray),
    /// To `Cities`.
    Cities(Vec<City>),
    /// To `Notices`, `AddWatch`, `RemoveWatch`, `PauseNotices`.
    Notices(Notices),
    /// To `Settings` and `SetSettings`.
    Settings(Settings),
    /// To `Export` and `ExportRates`, outside the app.
    File(File),
    /// To `Export`, `ExportRates` and `ExportOpml` in the app, which asked where to save: the name of the file; null where the reader thought better of it.
    Saved(Option<String>),
    /// To `SavePage` and `FetchPage`.
    PageSaved(SavedPage),
    /// To `Retention` and `Clear`.
    Retention(Vec<Weight>),
    /// To `Update`; null where others keep Qazet up to date, as package managers do.
    Update(Option<Update>),
    /// To `Link`: an http, https or mailto address the host may open outside.
    Link(String),
}
