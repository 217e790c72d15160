//! A source that the reader does not have yet.

use jiff::Timestamp;

use crate::{FeedId, FeedKind};

/// What a source has to show before it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its address.
    pub url: String,
    /// A feed, or a site that is read without one.
    pub kind: FeedKind,
    /// Its name.
    pub title: String,
    /// Its newest articles. None where it has none, or where they are read at the first sync only.
    pub articles: Vec<Previewed>,
    /// Other feeds that the page at the address names.
    pub others: Vec<Named>,
    /// The library has it already.
    pub known: Option<FeedId>,
}

/// An article of a [`Preview`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previewed {
    /// Headline, plain text.
    pub title: String,
    /// When it was published, as far as the source tells.
    pub published: Option<Timestamp>,
}

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What the page calls it, possibly empty.
    pub title: String,
    /// Its address.
    pub url: String,
}
