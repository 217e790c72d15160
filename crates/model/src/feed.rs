//! Feeds (subscribed sources) and sites (sources without a feed).

use jiff::Timestamp;

use crate::{Bell, FeedId, FeedWeight, LoginKind, MediaHash, Reach, Way};

/// How a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedKind {
    /// RSS, Atom or JSON Feed.
    Feed,
    /// News sitemap, then list pages.
    Site,
}

impl FeedKind {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::Site => "site",
        }
    }
}

/// How the last attempt at a source ended (a fetch outcome).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedStatus {
    /// New bytes came and were read.
    Fetched,
    /// The server said, or the bytes showed, that nothing changed.
    NotModified,
    /// It was not asked: not due, or told to wait.
    Skipped,
    /// It could not be read; the reason says why.
    Failed,
    /// The server says it is gone for good (410).
    Gone,
}

impl FeedStatus {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::NotModified => "not_modified",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
            Self::Gone => "gone",
        }
    }
}

/// What a server gave to ask again with (RFC 9110 §8.8, §13.1), byte for byte and always as one set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`, quotes and weakness mark included.
    pub etag: Option<String>,
    /// `Last-Modified`, the server's own string.
    pub last_modified: Option<String>,
}

impl Validators {
    /// Whether a conditional request can be made with them.
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// A source to add, before it was ever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedSeed {
    /// Its address.
    pub url: String,
    /// How it is read.
    pub kind: FeedKind,
    /// The name that the catalogue or the reader's list gives it, which stays; empty to take its own.
    pub title: String,
    /// The folder it goes to; empty for none.
    pub folder: String,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// The catalogue's topic; possibly empty.
    pub topic: String,
    /// Address of the site it belongs to; possibly empty.
    pub site_url: String,
    /// Typed or imported by the reader, who may name private addresses; false for what strangers named.
    pub typed: bool,
}

/// A source in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its identity.
    pub id: FeedId,
    /// Where it is asked.
    pub url: String,
    /// How it is read.
    pub kind: FeedKind,
    /// The reader's name for it, else its own.
    pub title: String,
    /// Folder; empty for none.
    pub folder: String,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// The catalogue's topic; possibly empty.
    pub topic: String,
    /// The site it belongs to; possibly empty.
    pub site_url: String,
    /// Its favicon in the cache.
    pub favicon: Option<MediaHash>,
    /// How many of its articles are unread.
    pub unread: u32,
    /// The reader stopped it.
    pub paused: bool,
    /// The reader typed or imported its address (see [`FeedSeed::typed`]).
    pub typed: bool,
    /// How it is logged in to; absent for a source that is open to all.
    pub login: Option<LoginKind>,
    /// Which way it, its pages and its pictures are asked.
    pub way: Way,
    /// Its share of an edition, as the reader wishes it.
    pub weight: FeedWeight,
    /// How much of it is told in notices.
    pub bell: Bell,
    /// How much of it is fetched by itself: [`Reach::Headlines`] (what its feed gives) or [`Reach::Everything`].
    pub reach: Reach,
    /// Last time its server was asked.
    pub last_check: Option<Timestamp>,
    /// Next time it is due; absent when it is never asked again by itself (paused, gone).
    pub next_check: Option<Timestamp>,
    /// How the last attempt ended; absent before the first.
    pub status: Option<FeedStatus>,
    /// Why, in a sentence that says what to do; empty when all is well.
    pub reason: String,
    /// Attempts in a row that failed.
    pub failures: u32,
    /// What to ask again with.
    pub validators: Validators,
    /// What Qazet knows of its pages' markup finds no text there any more.
    pub layout_changed: bool,
}

/// What the reader is told of a source whose layout changed, where nothing worse is to be told.
const LAYOUT_CHANGED: &str = "this site's layout changed: its articles are read without what Qazet knew of its pages; look whether they come out whole, and update Qazet";

impl Feed {
    /// What the reader is told of it: why the last check failed, else that its layout changed; empty when all is well.
    pub fn trouble(&self) -> String {
        if self.reason.is_empty() && self.layout_changed {
            LAYOUT_CHANGED.to_owned()
        } else {
            self.reason.clone()
        }
    }
}
