//! Takes in what a fetch brought: one transaction per source.

use extract::Rules;
use jiff::Timestamp;
use model::{ArticleId, Feed, FeedStatus, Validators};
use parser::feed::{NotAFeed, ParsedFeed, Source};
use sha2::{Digest, Sha256};
use store::{Arrived, Checked, Incoming, Known, Store};

use super::fetch::{Fetched, Head};
use super::schedule::{self, Hints};
use super::{Outcome, incoming};
use crate::error::Result;
use crate::net::FetchError;

/// Equal permanent redirects in a row after which the stored address is rewritten (DESIGN §5).
const MOVES: u32 = 3;

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// For the report.
    pub outcome: Outcome,
    /// Articles that are new or changed.
    pub articles: Vec<ArticleId>,
}

/// What a fetch brought, read.
struct Reading {
    status: FeedStatus,
    reason: String,
    incoming: Vec<Incoming>,
    described: Option<Described>,
    hints: Option<Hints>,
    validators: Option<Validators>,
    content_hash: Option<[u8; 32]>,
    head: Option<Head>,
    retry_at: Option<Timestamp>,
    connectivity: bool,
    bytes: u64,
}

#[derive(Default)]
struct Described {
    title: String,
    site_url: String,
    language: String,
    icon: String,
    sitemap: String,
}

/// Reads and writes one source's answer. `interval` is the reader's, in minutes.
pub fn ingest(
    store: &Store,
    rules: &Rules,
    feed: &Feed,
    known: &Known,
    fetched: Fetched,
    interval: u32,
    now: Timestamp,
) -> Result<Written> {
    let reading = read(rules, feed, known, fetched);
    let failures = match reading.status {
        FeedStatus::Failed if !reading.connectivity => feed.failures + 1,
        FeedStatus::Failed => feed.failures,
        _ => 0,
    };
    let next = match reading.status {
        FeedStatus::Gone => None,
        FeedStatus::Failed if reading.connectivity => Some(schedule::after_connectivity(now)),
        FeedStatus::Failed => Some(schedule::after_failure(now, failures, feed.id.0)),
        _ => Some(schedule::after_success(
            now,
            interval,
            reading.hints.unwrap_or_default(),
            feed.id.0,
        )),
    };
    let next = next.map(|next| reading.retry_at.map_or(next, |told| told.max(next)));
    let moved = reading
        .head
        .as_ref()
        .and_then(|head| head.moved.as_ref())
        .map(|to| {
            let times = if known.moved_to == to.as_str() {
                known.moved_times + 1
            } else {
                1
            };
            (to.to_string(), times)
        });
    let checked = Checked {
        at: now,
        next,
        status: reading.status,
        reason: reading.reason.clone(),
        failures,
        validators: reading.validators,
        content_hash: reading.content_hash,
        moved: moved.clone(),
    };
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    store.write(|library| {
        for article in &reading.incoming {
            match library.ingest(feed.id, article, now)? {
                Arrived::New(id) => new.push(id),
                Arrived::Changed(id) => changed.push(id),
                Arrived::Same(_) => {}
            }
        }
        if let Some(said) = &reading.described {
            library.describe_feed(feed.id, &said.title, &said.site_url, &said.language)?;
            if known.sitemap.is_empty() && !said.sitemap.is_empty() {
                library.save_sitemap(feed.id, &said.sitemap)?;
            }
            if known.icon_url.is_empty() && !said.icon.is_empty() {
                library.save_icon_url(feed.id, &said.icon)?;
            }
        }
        if let Some((to, times)) = &moved
            && *times >= MOVES
        {
            library.move_feed(feed.id, to)?;
        }
        library.save_check(feed.id, &checked)
    })?;
    let outcome = Outcome {
        feed: feed.id,
        url: feed.url.clone(),
        status: reading.status,
        reason: reading.reason,
        next_check: next,
        articles_new: new.len() as u32,
        articles_updated: changed.len() as u32,
        bytes: reading.bytes,
        connectivity: reading.connectivity,
    };
    new.extend(changed);
    Ok(Written {
        outcome,
        articles: new,
    })
}

fn read(rules: &Rules, feed: &Feed, known: &Known, fetched: Fetched) -> Reading {
    match fetched {
        Fetched::Failed(error, bytes) => failed(error, bytes),
        Fetched::NotModified(head) => Reading {
            hints: Some(Hints { fresh_for: head.fresh_for, has_validators: true, ..Hints::default() }),
            // RFC 9111 §4.3.4: a 304 may bring newer validators; without any, the old ones stay.
            validators: Some(head.validators.clone()).filter(|fresh| !fresh.is_empty()),
            ..reading(FeedStatus::NotModified, head)
        },
        Fetched::NoNews(head) => Reading {
            reason: "the page holds no list of news that Qazet can read; open it in a browser to see whether it moved".to_owned(),
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
            let hints = hints_of(&head, None, &incoming);
            Reading { described,  validators: Some(head.validators.clone()), hints: Some(hints), incoming, ..reading(FeedStatus::Fetched, head) }
        }
        Fetched::Feed(head, body) => read_feed(rules, feed, known, head, &body),
    }
}

fn read_feed(rules: &Rules, feed: &Feed, known: &Known, head: Head, body: &[u8]) -> Reading {
    let content_hash: [u8; 32] = Sha256::digest(body).into();
    if known.content_hash == content_hash {
        // Validators are updated on every 200, also when the body is the same (SOURCES §6).
        let hints = hints_of(&head, None, &[]);
        return Reading {
            validators: Some(head.validators.clone()),
            hints: Some(hints),
            ..reading(FeedStatus::NotModified, head)
        };
    }
    let source = Source {
        url: &head.url,
        content_type: head.content_type.as_deref(),
        fetched: head.at,
    };
    match parser::feed::parse(body, &source) {
        Err(no_feed) => no_feed_here(head, &no_feed),
        // A zombie: valid and empty where articles were. The old validators stay, so that 304 does not confirm it.
        Ok(parsed) if parsed.articles.is_empty() && !known.content_hash.is_empty() => Reading {
            reason: "the feed came empty; the articles here are kept, and it is asked again"
                .to_owned(),
            ..reading(FeedStatus::Failed, head)
        },
        Ok(parsed) => {
            let language = if feed.language.is_empty() {
                primary(parsed.language.as_deref().unwrap_or(""))
            } else {
                feed.language.clone()
            };
            let incoming: Vec<Incoming> = parsed
                .articles
                .iter()
                .map(|article| incoming::of_feed(article, feed, &language, rules))
                .collect();
            let hints = hints_of(&head, Some(&parsed), &incoming);
            let described = Described {
                title: parsed.title.clone().unwrap_or_default(),
                site_url: parsed.link.clone().unwrap_or_default(),
                language,
                icon: parsed.icon.clone().unwrap_or_default(),
                sitemap: String::new(),
            };
            Reading {
                incoming,
                described: Some(described),
                hints: Some(hints),
                validators: Some(head.validators.clone()),
                content_hash: Some(content_hash),
                ..reading(FeedStatus::Fetched, head)
            }
        }
    }
}

fn no_feed_here(head: Head, no_feed: &NotAFeed) -> Reading {
    Reading {
        reason: no_feed.to_string(),
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
        status,
        reason: error.to_string(),
        retry_at: error.retry_at(),
        connectivity: error.is_connectivity(),
        bytes,
        incoming: Vec::new(),
        described: None,
        hints: None,
        validators: None,
        content_hash: None,
        head: None,
    }
}

/// A reading that keeps everything known and says nothing more.
fn reading(status: FeedStatus, head: Head) -> Reading {
    Reading {
        status,
        bytes: head.bytes,
        head: Some(head),
        reason: String::new(),
        incoming: Vec::new(),
        described: None,
        hints: None,
        validators: None,
        content_hash: None,
        retry_at: None,
        connectivity: false,
    }
}

fn hints_of(head: &Head, parsed: Option<&ParsedFeed>, incoming: &[Incoming]) -> Hints {
    Hints {
        fresh_for: head.fresh_for,
        own_interval: parsed.and_then(|parsed| parsed.min_interval),
        has_validators: !head.validators.is_empty(),
        rhythm: schedule::rhythm(
            incoming
                .iter()
                .filter_map(|article| article.published)
                .collect(),
        ),
    }
}

/// The primary subtag of a language tag: `ru-RU` → `ru`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase()
}
