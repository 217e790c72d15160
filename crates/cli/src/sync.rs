//! `qazetctl sync`.

use api::wire::{Feed, SourceActivity, SyncActivity, SyncReport};
use engine::{Depth, Engine, Mode, Scope};
use serde::Serialize;

use crate::arguments::Sync;
use crate::host::Host;
use crate::out;

/// Runs the call.
pub async fn run(host: &Host, call: Sync) -> anyhow::Result<()> {
    if let Some(url) = call.explain {
        return explain(host, &url).await;
    }
    let engine = host.open(Mode::Write).await?;
    subscribe_if_empty(&engine).await?;
    let scope = if call.now { Scope::Now } else { Scope::Due };
    let report = engine.sync(scope).await?.unwrap_or_default();
    if call.articles {
        engine.rates(true).await?;
        engine.weather(None, true).await?;
        engine.drain_queue(Depth::Empty).await?;
    }
    engine.close().await?;
    let report: SyncReport = report.into();
    if host.json {
        out::json(&report)
    } else {
        print(&engine, &report).await
    }
}

/// An empty library gets the defaults of the catalogue.
pub async fn subscribe_if_empty(engine: &Engine) -> anyhow::Result<()> {
    if engine.feeds().await?.is_empty() {
        engine.subscribe_to_defaults().await?;
        let count = engine.feeds().await?.len();
        eprintln!(
            "qazetctl: the library was empty; subscribed to the {count} defaults of the catalogue (see `qazetctl feeds`)"
        );
    }
    Ok(())
}

async fn print(engine: &Engine, report: &SyncReport) -> anyhow::Result<()> {
    for outcome in report
        .outcomes
        .iter()
        .filter(|outcome| !outcome.reason.is_empty())
    {
        out::line(format!(
            "{}\t{}\t{}",
            outcome.status, outcome.url, outcome.reason
        ))?;
    }
    let queued = engine.sync_state().await?.queued;
    out::line(format!(
        "{} sources: {} fetched, {} not modified, {} skipped, {} failed, {} gone; {} new articles, {} changed; {} bytes in {:.1} s; {queued} pages and pictures wanted",
        report.sources,
        report.fetched,
        report.not_modified,
        report.skipped,
        report.failed,
        report.gone,
        report.articles_new,
        report.articles_updated,
        report.bytes,
        report.seconds,
    ))
}

/// A source, and what happened between it and Qazet.
#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    feed: Feed,
    activity: Option<SourceActivity>,
}

async fn explain(host: &Host, url: &str) -> anyhow::Result<()> {
    let engine = host.open_to_read().await?;
    let feeds = engine.feeds().await?;
    let Some(feed) = feeds.into_iter().find(|feed| feed.url == url) else {
        anyhow::bail!("no source has the address {url}; `qazetctl feeds list` shows them all");
    };
    if host.json {
        let id = feed.id.to_string();
        let all: SyncActivity = engine.activity().await?.into();
        let activity = all.sources.into_iter().find(|source| source.feed == id);
        let feed = Feed::from(feed);
        return out::json(&Explained { feed, activity });
    }
    engine
        .explain(feed.id)
        .await?
        .lines()
        .try_for_each(out::line)
}
