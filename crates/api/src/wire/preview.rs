//! A source before it is added, on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a source has to show before it is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preview {
    /// Its address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Its newest articles. None where it has none, or where they are read at the first sync only.
    pub articles: Vec<Previewed>,
    /// Other feeds that the page at the address names.
    pub others: Vec<Named>,
    /// The source that the library has of it already.
    pub known: Option<String>,
}

/// An article of a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Previewed {
    /// Headline.
    pub title: String,
    /// When it was published; absent where the source does not tell.
    pub published: Option<String>,
}

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// What the page calls it, possibly empty.
    pub title: String,
    /// Its address.
    pub url: String,
}

impl From<model::Preview> for Preview {
    fn from(preview: model::Preview) -> Self {
        Self {
            url: preview.url,
            kind: preview.kind.as_str().to_owned(),
            title: preview.title,
            articles: preview.articles.into_iter().map(Into::into).collect(),
            others: preview.others.into_iter().map(Into::into).collect(),
            known: preview.known.map(|id| id.to_string()),
        }
    }
}

impl From<model::Previewed> for Previewed {
    fn from(article: model::Previewed) -> Self {
        Self {
            title: article.title,
            published: article.published.map(|time| time.to_string()),
        }
    }
}

impl From<model::Named> for Named {
    fn from(feed: model::Named) -> Self {
        Self {
            title: feed.title,
            url: feed.url,
        }
    }
}
