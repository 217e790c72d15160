//! Sources and sync on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Progress;

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Feed {
    /// Identity.
    pub id: String,
    /// Name.
    pub title: String,
    /// Address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// Folder; empty for none.
    pub folder: String,
    /// BCP 47 primary tag.
    pub language: String,
    /// Unread articles.
    pub unread: u32,
    /// Stopped by the reader.
    pub paused: bool,
    /// Which way it is asked: empty as the settings say, `direct` past their proxy, else the address of its own proxy.
    pub proxy: String,
    /// Its share of editions: `none`, `less`, `usual`, `more`.
    pub weight: String,
    /// How much of it is told in notices: `all`, `important`, `none`.
    pub bell: String,
    /// How much of it is fetched by itself: `headlines` (what the feed gives), `everything` (pages and pictures too).
    pub reach: String,
    /// Last asked.
    pub last_check: Option<String>,
    /// Next due.
    pub next_check: Option<String>,
    /// `fetched`, `not_modified`, `skipped`, `failed`, `gone`; absent before the first time.
    pub status: Option<String>,
    /// Why, in a sentence that says what to do; empty when all is well.
    pub reason: String,
    /// Failures in a row; without a network none is counted.
    pub failures: u32,
    /// What Qazet knows of its pages' markup finds no text there any more; `reason` says so where nothing worse is to be told.
    pub layout_changed: bool,
    /// The site's address.
    pub site_url: String,
    /// A name for the media route.
    pub favicon: Option<String>,
    /// How it is logged in to: `password`, `key`, `bearer`; absent for a source that is open to all.
    pub login: Option<String>,
}

/// How many articles each view holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counts {
    /// All.
    pub all: u32,
    /// Today.
    pub today: u32,
    /// Unread.
    pub unread: u32,
    /// Starred.
    pub starred: u32,
    /// Saved.
    pub saved: u32,
    /// Photo reports.
    pub photo_reports: u32,
    /// Hidden; in none of the others.
    pub hidden: u32,
    /// Readable whole with no network.
    pub complete: u32,
}

/// What a mark changed in the sidebar. Small, for it comes with every article that is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// Views.
    pub counts: Counts,
    /// Unread articles of each feed of the marked ones, by its id.
    pub unread: BTreeMap<String, u32>,
}

/// The sidebar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Library {
    /// Views.
    pub counts: Counts,
    /// Feeds, by folder and title.
    pub feeds: Vec<Feed>,
}

/// One source's part in a sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Outcome {
    /// Id of the feed.
    pub feed: String,
    /// Its address.
    pub url: String,
    /// One of the five.
    pub status: String,
    /// Why.
    pub reason: String,
    /// Next due.
    pub next_check: Option<String>,
}

/// What a sync brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncReport {
    /// Sources looked at.
    pub sources: u32,
    /// New bytes.
    pub fetched: u32,
    /// Nothing new.
    pub not_modified: u32,
    /// Not due, or told to wait.
    pub skipped: u32,
    /// Failed.
    pub failed: u32,
    /// Gone for good.
    pub gone: u32,
    /// New articles.
    pub articles_new: u32,
    /// Changed articles.
    pub articles_updated: u32,
    /// Bytes that came over the wire.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// The reader stopped it: sources that had not answered by then are skipped ones.
    pub stopped: bool,
    /// A line a source.
    pub outcomes: Vec<Outcome>,
}

/// Where sync stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncState {
    /// One is running.
    pub running: bool,
    /// How far it is, or the queue after it; null where neither is under way.
    pub progress: Option<Progress>,
    /// The reader stopped the last one or its queue; while there is progress, what is under way is about to end.
    pub stopped: bool,
    /// Pages and pictures still wanted.
    pub queued: u32,
    /// When the last one ended.
    pub last: Option<String>,
    /// When the next one begins by itself.
    pub next: Option<String>,
    /// No server could be reached in the last one.
    pub offline: bool,
    /// Since when, as far as Qazet has seen it since it was started.
    pub offline_since: Option<String>,
    /// The last report.
    pub report: Option<SyncReport>,
}
