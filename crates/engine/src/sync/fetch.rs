//! Asks one source. Writes nothing: what it brings back is values.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use model::{Feed, FeedKind, Validators};
use store::Known;
use url::Url;

use super::site;
use crate::engine::Engine;
use crate::net::{Answer, FetchError, Get, Purpose};

/// What a source's server gave.
#[derive(Debug)]
pub enum Fetched {
    /// 304.
    NotModified(Head),
    /// A feed's bytes.
    Feed(Head, Bytes),
    /// What a site's sitemap or list pages name, and where its sitemap is.
    Site(Head, Vec<site::SiteArticle>, Option<Url>),
    /// Nothing.
    Failed(FetchError, u64),
    /// Bytes that are no sitemap and no list of news.
    NoNews(Head),
}

/// What stands around a body.
#[derive(Debug, Clone)]
pub struct Head {
    /// When it came.
    pub at: Timestamp,
    /// Final address.
    pub url: Url,
    /// Media type.
    pub content_type: Option<String>,
    /// What to ask again with.
    pub validators: Validators,
    /// `max-age` or `Expires`.
    pub fresh_for: Option<SignedDuration>,
    /// HTTP status.
    pub answer: u16,
    /// Where permanent redirects led.
    pub moved: Option<Url>,
    /// Where redirects led of which one was temporary.
    pub temporary_to: Option<Url>,
    /// Bytes on the wire.
    pub bytes: u64,
}

/// Asks a source with what is known of it.
pub async fn fetch(engine: &Engine, feed: &Feed, known: &Known) -> Fetched {
    let url = match Url::parse(&feed.url) {
        Ok(url) => url,
        Err(_) => {
            return Fetched::Failed(
                FetchError::Scheme {
                    scheme: feed.url.chars().take_while(|c| *c != ':').collect(),
                },
                0,
            );
        }
    };
    if feed.kind == FeedKind::Site {
        return site::fetch(engine, feed, known, url).await;
    }
    let get = Get {
        validators: feed.validators.clone(),
        typed: feed.typed,
        way: feed.way.clone(),
        ..Get::new(url, Purpose::Feed)
    };
    match engine.client.fetch(get).await {
        Err(error) => Fetched::Failed(error, 0),
        Ok(answer) if answer.status == 304 => Fetched::NotModified(head_of(&answer, engine.now())),
        Ok(answer) => Fetched::Feed(head_of(&answer, engine.now()), answer.body),
    }
}

/// What stands around an answer's body.
pub fn head_of(answer: &Answer, at: Timestamp) -> Head {
    Head {
        at,
        url: answer.url.clone(),
        content_type: answer.content_type.clone(),
        validators: answer.validators.clone(),
        fresh_for: answer.fresh_for,
        answer: answer.status,
        moved: answer.moved_permanently.clone(),
        temporary_to: answer.moved_temporarily.then(|| answer.url.clone()),
        bytes: answer.wire_bytes,
    }
}
