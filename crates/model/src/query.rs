//! What can be asked of the library.

use jiff::Timestamp;

use crate::{ArticleId, FeedId};

/// A list of articles that the sidebar can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// Everything.
    All,
    /// Published since the given midnight.
    Since(Timestamp),
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
    /// One folder.
    Folder(String),
    /// One feed.
    Feed(FeedId),
}

/// The place in a list after which to go on: lists are ordered by time of publication, then id, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Time of publication of the last row seen.
    pub published: Timestamp,
    /// Its id.
    pub id: ArticleId,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// Where the next part begins; absent at the end.
    pub next: Option<Cursor>,
}

/// What a mark changed in the sidebar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many articles each view holds now.
    pub counts: Counts,
    /// Unread articles of each source of the marked ones.
    pub unread: Vec<(FeedId, u32)>,
}

/// How many articles each view of the sidebar holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All articles.
    pub all: u32,
    /// Published today.
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
    /// Articles that can be read whole with no network.
    pub complete: u32,
}
