//! The edition on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far packing is, or a sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// `sync`, `texts`, `pictures`.
    pub step: String,
    /// Sources, pages or pictures that are done.
    pub done: u32,
    /// How many there are, as far as known.
    pub of: u32,
    /// Bytes that are packed; of a sync, that came over the wire since it began.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// A source's part in an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EditionShare {
    /// Id of the feed.
    pub feed: String,
    /// Its name.
    pub title: String,
    /// How many of its articles are in, photo reports included.
    pub articles: u32,
    /// Their bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What is packed for reading with no network. Also the JSON of `qazetctl edition`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Edition {
    /// `packing`, `packed`, `stopped` (by the reader, or the program ended in the middle), `failed`.
    pub state: String,
    /// Why it failed; empty otherwise.
    pub reason: String,
    /// Bytes on the disk that it may take.
    #[ts(type = "number")]
    pub budget: u64,
    /// What it takes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When packing began.
    pub began: String,
    /// When it ended; null while it has not.
    pub ended: Option<String>,
    /// How far it is; null where nobody packs.
    pub progress: Option<Progress>,
    /// No source could be reached: it was packed of what was here.
    pub offline: bool,
    /// Articles in it, photo reports among them.
    pub articles: u32,
    /// Photo reports in it.
    pub photo_reports: u32,
    /// Pictures in it.
    pub pictures: u32,
    /// Bytes its pictures had as they came.
    #[ts(type = "number")]
    pub came: u64,
    /// Bytes they have now.
    #[ts(type = "number")]
    pub kept: u64,
    /// Articles that had no room.
    pub left_out: u32,
    /// Pictures of articles in it that had no room.
    pub pictures_left_out: u32,
    /// Pictures of articles in it that could not be had.
    pub missing: u32,
    /// By source, the largest first.
    pub sources: Vec<EditionShare>,
    /// Unread articles that arrived after it was begun.
    pub newer: u32,
    /// It is old, and something newer is here.
    pub stale: bool,
}
