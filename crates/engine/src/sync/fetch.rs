//! Asks one source. Writes nothing: what it brings back is values.

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use model::{Feed, FeedKind, Validators};
use parser::feed::{NotAFeed, Source};
use store::{Known, Origin};
use url::Url;

use super::site;
use crate::engine::Engine;
use crate::net::{Answer, Credential, FetchError, Get, Purpose};

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
    /// A web page where a feed was.
    NoFeed(Head, NotAFeed),
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
    let login = match engine.credential_of(feed.id, feed.login).await {
        Ok(login) => login,
        Err(error) => return Fetched::Failed(error, 0),
    };
    if feed.kind == FeedKind::Site {
        return site::fetch(engine, feed, login, known, url).await;
    }
    let get = request_of(feed, login, url).validators(feed.validators.clone());
    match engine.fetch(get).await {
        Err(error) => Fetched::Failed(error, 0),
        Ok(answer) if answer.status == 304 => Fetched::NotModified(head_of(&answer, engine.now())),
        Ok(answer) => look_at_body(engine, head_of(&answer, engine.now()), answer.body).await,
    }
}

/// Whether a body is a web page, told before the whole is read: what stands behind a captive portal is no feed's own doing.
async fn look_at_body(engine: &Engine, head: Head, body: Bytes) -> Fetched {
    let begins = body.slice(..body.len().min(1024)).to_ascii_lowercase();
    let has = |mark: &[u8]| begins.windows(mark.len()).any(|part| part == mark);
    if !(has(b"<html") || has(b"<!doctype html")) {
        return Fetched::Feed(head, body);
    }
    let page = body.clone();
    let (url, content_type, fetched) = (head.url.clone(), head.content_type.clone(), head.at);
    let read = engine.work(move || {
        let source = Source {
            url: &url,
            content_type: content_type.as_deref(),
            fetched,
        };
        Ok(parser::feed::parse(&page, &source).err())
    });
    match read.await {
        Ok(Some(no_feed)) => Fetched::NoFeed(head, no_feed),
        // A feed that begins like a page; or the program is closing, and nothing is written any more.
        Ok(None) | Err(_) => Fetched::Feed(head, body),
    }
}

/// A request on behalf of a source, for one of its own addresses.
pub fn request_of(feed: &Feed, login: Option<Credential>, url: Url) -> Get {
    Get::new(url, Purpose::Feed)
        .typed(feed.typed)
        .login(login)
        .way(feed.way.clone())
}

impl Engine {
    /// A request for a page or picture on behalf of the source whose article wants it.
    pub(crate) async fn request_for(
        &self,
        source: &Origin,
        url: Url,
        purpose: Purpose,
    ) -> Result<Get, FetchError> {
        let origin = Url::parse(&source.url).ok().filter(|_| source.typed);
        let login = self.credential_of(source.feed, source.login).await?;
        Ok(Get::new(url, purpose)
            .origin(origin)
            .login(login)
            .way(source.way.clone()))
    }

    /// Asks for it.
    pub(crate) async fn fetch_for(
        &self,
        source: &Origin,
        url: Url,
        purpose: Purpose,
    ) -> Result<Answer, FetchError> {
        let get = self.request_for(source, url, purpose).await?;
        self.fetch(get).await
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
