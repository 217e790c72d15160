//! Takes in what a fetch brought: one transaction per source.

use extract::Rules;
use jiff::Timestamp;
use model::{ArticleId, Feed, FeedId, FeedStatus, Pace, Problem};
use store::{Arrived, Checked, Known, Store};

use super::Outcome;
use super::fetch::Fetched;
use super::reading::{self, Reading};
use super::schedule;
use crate::error::Result;

/// Equal permanent redirects in a row after which the stored address is rewritten (DESIGN §5).
const MOVES: u32 = 3;
/// So many damaged articles are named.
const NAMED: usize = 5;

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// For the report.
    pub outcome: Outcome,
    /// Articles that are new or changed.
    pub articles: Vec<ArticleId>,
    /// Those of them that may be told of: new ones of a source that was here before.
    pub fresh: Vec<ArticleId>,
    /// The source that it became one with.
    pub became: Option<FeedId>,
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
    let reading = reading::read(store, rules, feed, known, fetched)?;
    write(store, feed, known, reading, interval, now)
}

/// Writes what was read of one source's answer.
pub fn write(
    store: &Store,
    feed: &Feed,
    known: &Known,
    reading: Reading,
    interval: u32,
    now: Timestamp,
) -> Result<Written> {
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
    let mut checked = Checked {
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
    let mut damaged = Vec::new();
    let mut was_here = false;
    let became = store.write(|library| {
        was_here = library.knows_any(feed.id)?;
        reading.identities.save(library)?;
        for article in reading.articles {
            let title = article.title().to_owned();
            match library.ingest_prepared(feed.id, article, now)? {
                Arrived::New(id) => new.push(id),
                Arrived::Changed(id) => changed.push(id),
                Arrived::Mended(id) => {
                    changed.push(id);
                    damaged.push(title);
                }
                Arrived::Same(_) => {}
            }
        }
        if !damaged.is_empty() {
            checked.problem = Some(Problem::Damage);
            checked.reason = told_of_damage(&damaged);
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
            _ => checked.reason,
        },
        next_check: next,
        articles_new: new.len() as u32,
        articles_updated: changed.len() as u32,
        bytes: reading.bytes,
        connectivity: checked.problem == Some(Problem::Connectivity),
    };
    // All that a source ever wrote is new at its first sync, and no news.
    let fresh = if was_here { new.clone() } else { Vec::new() };
    new.extend(changed);
    Ok(Written {
        outcome,
        articles: new,
        fresh,
        became: became.filter(|became| *became != feed.id),
    })
}

/// What the reader is told of texts that had to be replaced, by their articles' titles.
fn told_of_damage(titles: &[String]) -> String {
    let named: Vec<String> = titles
        .iter()
        .take(NAMED)
        .map(|title| format!("«{title}»"))
        .collect();
    let more = match titles.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "the library held {} of its texts that can't be read ({}{more}); what the source says now is put in their place. Run `qazetctl doctor` to see whether there are others",
        titles.len(),
        named.join(", ")
    )
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
        fresh: Vec::new(),
        became: None,
    })
}
