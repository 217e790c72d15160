//! What a fetch brought, read: all the work on it that needs no writing. The library is only asked which of the articles it has, so that
//! nobody cleans, packs and stems again what is here already.

use extract::Rules;
use jiff::Timestamp;
use model::{Feed, FeedId, FeedStatus, Problem, Validators, Wishes};
use parser::feed::{NotAFeed, ParsedArticle, Source};
use sha2::{Digest, Sha256};
use store::{Incoming, Known, Prepared, Store};

use super::fetch::{Fetched, Head};
use super::fingerprint;
use super::identity::{self, Identities};
use super::incoming;
use super::language;
use super::schedule::Hints;
use crate::error::Result;
use crate::net::FetchError;

/// So many articles wait in memory, unpacked, for the next step of the work on them.
const READ_AT_ONCE: usize = 64;

/// What a fetch brought, read.
pub struct Reading {
    pub status: FeedStatus,
    pub reason: String,
    /// Those that the library lacks or has otherwise, ready to be written.
    pub articles: Vec<Prepared>,
    pub identities: Identities,
    pub described: Option<Described>,
    pub hints: Option<Hints>,
    pub validators: Option<Validators>,
    pub content_hash: Option<[u8; 32]>,
    pub head: Option<Head>,
    pub problem: Option<Problem>,
    pub answer: Option<u16>,
    pub retry_at: Option<Timestamp>,
    /// This machine failed, not the source.
    pub is_ours: bool,
    pub bytes: u64,
}

/// What a source says of itself.
#[derive(Default)]
pub struct Described {
    pub title: String,
    pub site_url: String,
    pub language: String,
    pub icon: String,
    pub sitemap: String,
}

/// Reads one source's answer.
pub fn read(
    store: &Store,
    rules: &Rules,
    feed: &Feed,
    known: &Known,
    fetched: Fetched,
) -> Result<Reading> {
    Ok(match fetched {
        Fetched::Failed(error, bytes) => failed(error, bytes),
        Fetched::NotModified(head) => Reading {
            hints: Some(Hints { fresh_for: head.fresh_for, has_validators: true, wishes: known.wishes }),
            // RFC 9111 §4.3.4: a 304 may bring newer validators; without any, the old ones stay.
            validators: Some(head.validators.clone()).filter(|fresh| !fresh.is_empty()),
            ..reading(FeedStatus::NotModified, head)
        },
        Fetched::NoFeed(head, why) => no_feed_here(head, &why),
        Fetched::NoNews(head) => Reading {
            reason: "the page holds no list of news that Qazet can read; open it in a browser to see whether it moved".to_owned(),
            problem: Some(Problem::NotAFeed),
            ..reading(FeedStatus::Failed, head)
        },
        Fetched::Site(head, articles, sitemap) => {
            let incoming: Vec<Incoming> = articles
                .iter()
                .map(|article| {
                    let picture = article.picture.as_deref();
                    incoming::of_list(&article.title, &article.url, &article.lead, picture, article.published, &article.changed, &feed.language)
                })
                .collect();
            let described = sitemap.map(|sitemap| Described { sitemap: sitemap.into(), ..Described::default() });
            let published = incoming.iter().filter_map(|article| article.published).collect();
            let hints = hints_of(&head, incoming::wishes_of(None, published));
            let articles = prepare(store, feed.id, incoming)?;
            Reading { described,  validators: Some(head.validators.clone()), hints: Some(hints), articles, ..reading(FeedStatus::Fetched, head) }
        }
        Fetched::Feed(head, body) => read_feed(store, rules, feed, known, head, &body)?,
    })
}

fn read_feed(
    store: &Store,
    rules: &Rules,
    feed: &Feed,
    known: &Known,
    head: Head,
    body: &[u8],
) -> Result<Reading> {
    let content_hash: [u8; 32] = Sha256::digest(body).into();
    if known.content_hash == content_hash {
        // Validators are updated on every 200, also when the body is the same (SOURCES §6).
        let hints = hints_of(&head, known.wishes);
        return Ok(Reading {
            validators: Some(head.validators.clone()),
            hints: Some(hints),
            ..reading(FeedStatus::NotModified, head)
        });
    }
    let source = Source {
        url: &head.url,
        content_type: head.content_type.as_deref(),
        fetched: head.at,
    };
    Ok(match parser::feed::parse(body, &source) {
        Err(no_feed) => no_feed_here(head, &no_feed),
        // A zombie: valid and empty where articles were. The old validators stay, so that 304 does not confirm it.
        Ok(parsed) if parsed.articles.is_empty() && !known.content_hash.is_empty() => Reading {
            reason: "the feed came empty; the articles here are kept, and it is asked again"
                .to_owned(),
            problem: Some(Problem::NotAFeed),
            ..reading(FeedStatus::Failed, head)
        },
        Ok(mut parsed) => {
            identity::keep_each_once(&mut parsed.articles);
            let published = parsed.articles.iter().filter_map(ParsedArticle::time);
            let published = published.collect();
            let hints = hints_of(&head, incoming::wishes_of(Some(&parsed), published));
            // Nobody cleans, packs and stems again what is here already.
            let (identities, unknown) = store.read(|library| {
                if !library.knows_any(feed.id)? {
                    return Ok((Identities::default(), parsed.articles.iter().collect()));
                }
                let mut unknown = Vec::new();
                for article in &parsed.articles {
                    let link = article.link.as_deref().unwrap_or_default();
                    let (key, hash) = (
                        fingerprint::key_of(&article.key),
                        fingerprint::feed_hash_of(article, link),
                    );
                    if !library.is_known(feed.id, &key, &hash)? {
                        unknown.push(article);
                    }
                }
                Ok((Identities::of(library, feed.id, &parsed.articles)?, unknown))
            })?;
            let language = if feed.language.is_empty() {
                language::primary(parsed.language.as_deref().unwrap_or(""))
            } else {
                feed.language.clone()
            };
            let mut articles = Vec::with_capacity(unknown.len());
            for some in unknown.chunks(READ_AT_ONCE) {
                let some = some.iter();
                let incoming =
                    some.map(|article| incoming::of_feed(article, feed, &language, rules));
                articles.append(&mut Prepared::of_all(incoming.collect())?);
            }
            let described = Described {
                title: parsed.title.clone().unwrap_or_default(),
                site_url: parsed.link.clone().unwrap_or_default(),
                language,
                icon: parsed.icon.clone().unwrap_or_default(),
                sitemap: String::new(),
            };
            // Of half a feed neither validators nor hash are kept, so that no 304 confirms it: it is read whole next time.
            let whole = !parsed.is_cut_off;
            Reading {
                articles,
                identities,
                described: Some(described),
                hints: Some(hints),
                validators: whole.then(|| head.validators.clone()),
                content_hash: whole.then_some(content_hash),
                ..reading(FeedStatus::Fetched, head)
            }
        }
    })
}

/// Of the articles of a list, those that the library lacks or has otherwise.
fn prepare(store: &Store, feed: FeedId, articles: Vec<Incoming>) -> Result<Vec<Prepared>> {
    let unknown = store.read(|library| {
        let mut unknown = Vec::new();
        for article in articles {
            if !library.is_known(feed, &article.key, &article.feed_hash)? {
                unknown.push(article);
            }
        }
        Ok(unknown)
    })?;
    Ok(Prepared::of_all(unknown)?)
}

fn no_feed_here(head: Head, no_feed: &NotAFeed) -> Reading {
    Reading {
        reason: no_feed.to_string(),
        problem: Some(Problem::NotAFeed),
        ..reading(FeedStatus::Failed, head)
    }
}

fn failed(error: FetchError, bytes: u64) -> Reading {
    let status = match error {
        FetchError::Gone { .. } => FeedStatus::Gone,
        // Told to wait by an earlier answer: nothing was asked.
        FetchError::HostWaits { .. } => FeedStatus::Skipped,
        _ => FeedStatus::Failed,
    };
    Reading {
        reason: error.to_string(),
        retry_at: error.retry_at(),
        problem: Some(error.problem()),
        is_ours: error.is_ours(),
        answer: error.status(),
        bytes,
        ..silent(status)
    }
}

/// A reading that keeps everything known and says nothing more.
fn reading(status: FeedStatus, head: Head) -> Reading {
    Reading {
        bytes: head.bytes,
        answer: Some(head.answer),
        head: Some(head),
        ..silent(status)
    }
}

/// The same, where not even a head came.
fn silent(status: FeedStatus) -> Reading {
    Reading {
        status,
        reason: String::new(),
        articles: Vec::new(),
        identities: Identities::default(),
        described: None,
        hints: None,
        validators: None,
        content_hash: None,
        head: None,
        problem: None,
        answer: None,
        retry_at: None,
        is_ours: false,
        bytes: 0,
    }
}

fn hints_of(head: &Head, wishes: Wishes) -> Hints {
    Hints {
        fresh_for: head.fresh_for,
        has_validators: !head.validators.is_empty(),
        wishes,
    }
}
