//! Takes in what a fetch brought: one transaction per source.

use extract::Rules;
use jiff::Timestamp;
use model::{ArticleId, Feed, FeedId, FeedStatus, Pace, Problem, Validators, Wishes};
use parser::feed::{NotAFeed, ParsedArticle, Source};
use sha2::{Digest, Sha256};
use store::{Arrived, Checked, Incoming, Known, Prepared, Store};

use super::fetch::{Fetched, Head};
use super::identity::{self, Identities};
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
    /// The source that it became one with.
    pub became: Option<FeedId>,
}

/// What a fetch brought, read.
struct Reading {
    status: FeedStatus,
    reason: String,
    /// Those that the library lacks or has otherwise, ready to be written.
    articles: Vec<Prepared>,
    identities: Identities,
    described: Option<Described>,
    hints: Option<Hints>,
    validators: Option<Validators>,
    content_hash: Option<[u8; 32]>,
    head: Option<Head>,
    problem: Option<Problem>,
    answer: Option<u16>,
    retry_at: Option<Timestamp>,
    /// This machine failed, not the source.
    is_ours: bool,
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
    let reading = read(store, rules, feed, known, fetched)?;
    if reading.status == FeedStatus::Skipped {
        return put_off(store, feed, reading, interval, now);
    }
    let failures = match reading.status {
        FeedStatus::Failed if !reading.is_ours => feed.failures + 1,
        FeedStatus::Failed => feed.failures,
        _ => 0,
    };
    let (next, pace) = next_check(feed, &reading, failures, interval, now).unzip();
    // What answers a login page or an error in place of the feed does not say where the feed moved.
    let is_well = matches!(
        reading.status,
        FeedStatus::Fetched | FeedStatus::NotModified
    );
    let moved = reading
        .head
        .as_ref()
        .filter(|_| is_well)
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
        at: (!reading.is_ours).then_some(now),
        next,
        pace,
        status: reading.status,
        reason: reading.reason.clone(),
        problem: reading.problem,
        answer: reading.answer,
        bytes: reading.bytes,
        failures,
        validators: reading.validators,
        content_hash: reading.content_hash,
        wishes: reading.hints.map(|hints| hints.wishes),
        moved: moved.clone(),
        temporary_to: reading
            .head
            .as_ref()
            .and_then(|head| head.temporary_to.as_ref())
            .map(ToString::to_string),
    };
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    let became = store.write(|library| {
        reading.identities.save(library)?;
        for article in reading.articles {
            match library.ingest_prepared(feed.id, article, now)? {
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
        library.save_check(feed.id, &checked)?;
        if let Some((to, times)) = &moved
            && *times >= MOVES
        {
            return Ok(Some(library.move_feed(feed.id, to, now)?));
        }
        Ok(None)
    })?;
    let outcome = Outcome {
        feed: feed.id,
        url: feed.url.clone(),
        status: reading.status,
        reason: match (&became, &moved) {
            (Some(_), Some((to, _))) => {
                format!("it moved for good; from now on it is asked at {to}")
            }
            _ => reading.reason,
        },
        next_check: next,
        articles_new: new.len() as u32,
        articles_updated: changed.len() as u32,
        bytes: reading.bytes,
        connectivity: reading.problem == Some(Problem::Connectivity),
    };
    new.extend(changed);
    Ok(Written {
        outcome,
        articles: new,
        became: became.filter(|became| *became != feed.id),
    })
}

/// When the source is due next and why; nothing where it is never asked again by itself.
fn next_check(
    feed: &Feed,
    reading: &Reading,
    failures: u32,
    interval: u32,
    now: Timestamp,
) -> Option<(Timestamp, Pace)> {
    let id = feed.id.0;
    Some(match (reading.status, reading.retry_at) {
        (FeedStatus::Gone, _) => return None,
        (_, Some(told)) => (
            schedule::after_retry(now, told, interval, id),
            Pace::RetryAfter,
        ),
        (FeedStatus::Failed, None) if reading.is_ours => {
            (schedule::after_connectivity(now, 0), Pace::Connectivity)
        }
        (FeedStatus::Failed, None) => (schedule::after_failure(now, failures, id), Pace::Backoff),
        _ => schedule::after_success(now, interval, reading.hints.unwrap_or_default(), id),
    })
}

/// The host rests on the word of an earlier answer: nobody was asked, so nothing is known anew but when to ask.
fn put_off(
    store: &Store,
    feed: &Feed,
    reading: Reading,
    interval: u32,
    now: Timestamp,
) -> Result<Written> {
    let next = next_check(feed, &reading, feed.failures, interval, now);
    if let Some((next, pace)) = next {
        store.write(|library| library.put_off_check(feed.id, next, pace))?;
    }
    let outcome = Outcome {
        next_check: next.map(|(next, _)| next),
        ..Outcome::skipped(feed, reading.reason)
    };
    Ok(Written {
        outcome,
        articles: Vec::new(),
        became: None,
    })
}

fn read(
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
                let mut unknown = Vec::new();
                for article in &parsed.articles {
                    let link = article.link.as_deref().unwrap_or_default();
                    let (key, hash) = (
                        incoming::key_of(&article.key),
                        incoming::feed_hash_of(article, link),
                    );
                    if !library.is_known(feed.id, &key, &hash)? {
                        unknown.push(article);
                    }
                }
                Ok((Identities::of(library, feed.id, &parsed.articles)?, unknown))
            })?;
            let language = if feed.language.is_empty() {
                incoming::primary(parsed.language.as_deref().unwrap_or(""))
            } else {
                feed.language.clone()
            };
            let articles = unknown
                .into_iter()
                .map(|article| {
                    Ok(Prepared::of(incoming::of_feed(
                        article, feed, &language, rules,
                    ))?)
                })
                .collect::<Result<_>>()?;
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
    let prepared = unknown.into_iter().map(Prepared::of);
    Ok(prepared.collect::<store::Result<_>>()?)
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
        status,
        reason: error.to_string(),
        retry_at: error.retry_at(),
        problem: Some(error.problem()),
        is_ours: error.is_ours(),
        answer: error.status(),
        bytes,
        articles: Vec::new(),
        identities: Identities::default(),
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
        answer: Some(head.answer),
        head: Some(head),
        reason: String::new(),
        articles: Vec::new(),
        identities: Identities::default(),
        described: None,
        hints: None,
        validators: None,
        content_hash: None,
        problem: None,
        is_ours: false,
        retry_at: None,
    }
}

fn hints_of(head: &Head, wishes: Wishes) -> Hints {
    Hints {
        fresh_for: head.fresh_for,
        has_validators: !head.validators.is_empty(),
        wishes,
    }
}
