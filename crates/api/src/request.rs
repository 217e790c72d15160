//! What the interface can ask. One enum, one `match` in [`crate::dispatch`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{ApiError, ErrorCode};
use crate::wire::{Format, Kept, Login, PauseFor, Settings, UpdateStep, Watch};

/// A list of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "view", content = "of", rename_all = "snake_case")]
pub enum View {
    /// Everything, newest first.
    All,
    /// Published since the last midnight, local time.
    Today,
    /// Not read yet.
    Unread,
    /// Starred.
    Starred,
    /// Saved for later.
    Saved,
    /// Photo reports.
    PhotoReports,
    /// What the reader hid; in no other list.
    Hidden,
    /// What is in the edition.
    Edition,
    /// What the edition's budget left out.
    LeftOut,
    /// The folder of that name.
    Folder(String),
    /// The feed with that id.
    Feed(String),
}

/// A mark to set or take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read.
    Read,
    /// Unread.
    Unread,
    /// Starred.
    Star,
    /// Not starred.
    Unstar,
    /// Saved.
    Save,
    /// Not saved.
    Unsave,
    /// Hidden: in no list but that of hidden articles, and read.
    Hide,
    /// Shown again, as read; so are those marked `unread`, `star` or `save`.
    Unhide,
}

/// What goes into a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "select", content = "of", rename_all = "snake_case")]
pub enum Selection {
    /// The articles with these ids, in this order.
    Articles(Vec<String>),
    /// The newest articles of a list, at most 500; those without a text apart.
    View(View),
}

/// The place in a list after which to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cursor {
    /// `published` of the last row seen.
    pub published: String,
    /// `id` of the last row seen.
    pub id: String,
}

/// A question from the interface. Each variant names its answer in [`crate::Response`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "cmd", content = "args", rename_all = "snake_case")]
pub enum Request {
    /// What a window needs first: settings, versions, what can be chosen. → `Start`
    Start,
    /// What a window shows first, in one answer: the same as `Start`, `Library`, `Timeline` and `Catalogue`. → `Opening`
    Open {
        /// How many of the newest articles, at most 500.
        rows: u32,
        /// How many of the newest photo reports, at most 500.
        reports: u32,
    },
    /// The sidebar: views with counts, folders, feeds. → `Library`
    Library,
    /// A part of a list. → `Timeline`
    Timeline {
        /// Which list.
        view: View,
        /// Where to go on; absent for the beginning.
        after: Option<Cursor>,
        /// How many rows, at most 500.
        limit: u32,
    },
    /// One article, whole. → `Article`
    Article {
        /// Which.
        id: String,
    },
    /// Earlier texts of an article. → `Revisions`
    Revisions {
        /// Which.
        id: String,
    },
    /// Full-text search. → `Found`
    Search {
        /// Words, `"phrases"`, `-without`.
        query: String,
        /// How many rows, at most 200.
        limit: u32,
    },
    /// Set or take away a mark. → `Counted`
    Mark {
        /// Which articles.
        ids: Vec<String>,
        /// Which mark.
        mark: Mark,
    },
    /// Mark a whole list as read. → `Marked`
    MarkAllRead {
        /// Which list.
        view: View,
    },
    /// Look at what `AddFeed` would add, and add nothing. → `FeedPreviewed`
    PreviewFeed {
        /// Any address.
        url: String,
        /// As in `AddFeed`.
        #[serde(default)]
        #[ts(optional)]
        login: Option<Login>,
    },
    /// Add a feed, or the feed of a page. → `FeedAdded`
    AddFeed {
        /// Any address.
        url: String,
        /// Where to put it; empty for no folder.
        folder: String,
        /// How to log in to it; absent where that is not needed.
        #[serde(default)]
        #[ts(optional)]
        login: Option<Login>,
        /// Which way it is asked, as in `Feed`; absent for that of the settings.
        #[serde(default)]
        #[ts(optional)]
        proxy: Option<String>,
    },
    /// Log in to a source in this way from now on, or no more. The login goes to the system's keyring. → `Done`
    SetLogin {
        /// Which.
        id: String,
        /// How; absent to forget the login that is known.
        login: Option<Login>,
    },
    /// Choose which way a feed is asked, its pages and pictures too. → `Done`
    RouteFeed {
        /// Which.
        id: String,
        /// As in `Feed`.
        proxy: String,
    },
    /// Choose a feed's share of editions. → `Done`
    WeighFeed {
        /// Which.
        id: String,
        /// `none`, `less`, `usual`, `more`.
        weight: String,
    },
    /// Choose how much of a feed is told in notices. → `Done`
    SetBell {
        /// Which.
        id: String,
        /// `all`, `important`, `none`.
        bell: String,
    },
    /// Choose how much of a feed is fetched by itself. → `Done`
    SetReach {
        /// Which.
        id: String,
        /// `headlines` (what the feed gives), `everything` (pages and pictures too).
        reach: String,
    },
    /// Remove a feed with its articles; statuses stay. → `Done`
    RemoveFeed {
        /// Which.
        id: String,
    },
    /// Stop or resume asking a feed. → `Done`
    PauseFeed {
        /// Which.
        id: String,
        /// Stop (true) or resume.
        paused: bool,
    },
    /// Rename or move a feed. → `Done`
    EditFeed {
        /// Which.
        id: String,
        /// The reader's name for it; empty for its own.
        title: String,
        /// Folder; empty for none.
        folder: String,
    },
    /// The starter catalogue. → `Catalogue`
    Catalogue,
    /// Subscribe to entries of the catalogue by address, without asking them yet. → `Done`
    Subscribe {
        /// `url`s of catalogue entries.
        urls: Vec<String>,
    },
    /// Import an OPML file. → `OpmlImported`
    ImportOpml {
        /// The file as it is, in whatever encoding; Base64.
        #[serde(with = "crate::base64")]
        #[ts(type = "string")]
        file: Vec<u8>,
    },
    /// Export all feeds. → `Opml`; in the app `Saved`
    ExportOpml,
    /// Begin a sync; returns at once. → `SyncState`
    Sync {
        /// All sources, still conditional, never against Retry-After or 410, and none that was asked a moment ago.
        now: bool,
    },
    /// Stop the sync that is under way and its queue: what came is kept, the rest is due as before. → `SyncState`
    StopSync,
    /// Refresh one source and wait for it. → `Refreshed`
    RefreshFeed {
        /// Which.
        id: String,
        /// Also where its server has to send everything (see `ErrorCode`, `ask_first`).
        anyway: bool,
    },
    /// What happened between Qazet and the servers of all sources. → `SyncActivity`
    SyncActivity,
    /// The same of one source, as text for the owner of the site. → `Explained`
    ExplainFeed {
        /// Which.
        id: String,
    },
    /// Is a sync running, and what did the last one bring? → `SyncState`
    SyncState,
    /// The edition: what is packed for reading with no network. → `Edition`
    Edition,
    /// Begin to pack an edition in place of the one before; returns at once. → `Edition`
    PackEdition {
        /// Bytes on the disk that it may take.
        #[ts(type = "number")]
        budget: u64,
    },
    /// Go on with an edition that was stopped or cut off; returns at once. → `Edition`
    ResumeEdition,
    /// Stop packing; what is packed stays. → `Edition`
    StopEdition,
    /// Rates of the chosen currencies. → `Rates`
    Rates {
        /// Ask the provider first when what is here is older than it need be.
        refresh: bool,
    },
    /// What a currency did over the last days. → `RateSeries`
    RateSeries {
        /// ISO 4217.
        code: String,
        /// How many days, at most 400.
        days: u32,
    },
    /// The same as a table for other programs. → `File`; in the app `Saved`
    ExportRates {
        /// ISO 4217.
        code: String,
        /// How many days, at most 400.
        days: u32,
    },
    /// An amount in another currency. → `Converted`
    Convert {
        /// As it was typed, with either decimal mark.
        amount: String,
        /// ISO 4217.
        from: String,
        /// ISO 4217.
        to: String,
        /// By the table that held on that day, `YYYY-MM-DD`; absent for the newest.
        on: Option<String>,
    },
    /// The weather of a city. → `Weather`
    Weather {
        /// Its key; absent for the chosen city.
        city: Option<String>,
        /// Ask the providers first where what is here is older than 15 minutes: for all of the reader's cities at once.
        refresh: bool,
    },
    /// Cities whose name begins so, of the built-in ones and of the reader's; without `search` no network is touched. → `Cities`
    Cities {
        /// The beginning of a name in any of the three languages; empty for all.
        name: String,
        /// Ask the geocoder, too.
        #[serde(default)]
        search: bool,
    },
    /// The last notices, watches and mutes. → `Notices`
    Notices,
    /// Watch for something, or mute it; one of the same words gets the new end. → `Notices`
    AddWatch(Watch),
    /// Stop watching, or hear of it again. → `Notices`
    RemoveWatch {
        /// Which.
        id: String,
    },
    /// Pause notices, or resume them. → `Notices`
    PauseNotices {
        /// How long.
        how_long: PauseFor,
    },
    /// What the icon in the tray and its menu show. → `Tray`
    Tray,
    /// What the reader chose. → `Settings`
    Settings,
    /// Choose. → `Settings`
    SetSettings(Box<Settings>),
    /// Make a file of articles, with what is in the library. → `File`; in the app `Saved`
    Export {
        /// Of which.
        what: Selection,
        /// In which form; Markdown and HTML hold one article.
        format: Format,
    },
    /// Save the page at an address to be read later, and read it now where that can be. → `PageSaved`
    SavePage {
        /// Any address.
        url: String,
    },
    /// Fetch the page of an article now, in place of what its feed gave; answered once it is here, or can't be had. → `PageSaved`
    FetchPage {
        /// Which.
        id: String,
    },
    /// What fills the disk, and what the reader gives to each kind. → `Retention`
    Retention,
    /// Let go of one kind at once; what has a star or is saved stays. → `Retention`
    Clear {
        /// Which.
        kind: Kept,
    },
    /// The window has drawn its first frame: a host that never hears it tells the reader what to do about a blank window. → `Done`
    Painted,
    /// The reader is looking at the paper (`Start`, `looked`). → `Done`
    Looked,
    /// Versions, settings and the last errors as plain text in English, for a report of a fault. → `Diagnosed`
    Diagnose {
        /// With the names and addresses of sources, and with the city; else nothing tells what is read or where.
        named: bool,
    },
    /// The reader has seen that the library was rebuilt (`Start`, `rescued`). → `Done`
    RescueSeen,
    /// What an app that updates itself is asked. → `Update`
    Update {
        /// How far to go.
        step: UpdateStep,
    },
    /// Check a link of an article before it is opened outside. → `Link`
    Link {
        /// Its address.
        url: String,
    },
}

impl Request {
    /// Reads what the interface sent. Hosts read through this and not for themselves, so that its code is in the program once.
    ///
    /// # Errors
    /// It is no request.
    pub fn read(json: serde_json::Value) -> Result<Self, ApiError> {
        let request = Self::deserialize(json);
        request.map_err(|error| ApiError::new(ErrorCode::BadRequest, error.to_string()))
    }
}
