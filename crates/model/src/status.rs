//! What the reader did: small, precious, and kept when the article itself is gone.

use jiff::Timestamp;

/// The reader's marks on one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Saved for later.
    pub saved: bool,
    /// Not wanted: in no list but that of hidden articles, and always read.
    pub hidden: bool,
    /// When the article first reached this library.
    pub arrived: Timestamp,
}

/// A mark to set or to take away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Mark as read.
    Read,
    /// Mark as unread.
    Unread,
    /// Add the star.
    Star,
    /// Take the star away.
    Unstar,
    /// Save for later.
    Save,
    /// No longer saved.
    Unsave,
    /// Hide, and mark as read.
    Hide,
    /// Show again, as read. So do [`Mark::Unread`], [`Mark::Star`] and [`Mark::Save`]: what the reader wants later has to be seen.
    Unhide,
}
