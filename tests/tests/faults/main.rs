//! Bad input: whatever a source does, the reader is told what happened and what to do, everything that was stored stays readable, the other
//! sources sync on, and nothing is half-written.
//!
//! One file a subject; here is what they share.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bodies;
mod holes;
mod manners;
mod news;
mod opml;
mod pages;
mod redirects;
mod resources;
mod unreachable;
mod waiting;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use api::wire::{ArticleRow, Feed, Outcome, SyncReport};
use api::{Request, View};
use e2e::Paper;
use engine::Scope;
use engine::net::Names;
use jiff::SignedDuration;
use newsroom::Fault;

pub(crate) const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The feed that goes wrong in most tests.
pub(crate) const HOST: &str = "dala.example";
pub(crate) const PATH: &str = "/feed/";
pub(crate) const FEED: &str = "https://dala.example/feed/";

/// A paper whose feeds have been read once.
pub(crate) async fn paper() -> Paper {
    let paper = Paper::subscribed().await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 7, "{:?}", report.outcomes);
    paper
}

pub(crate) fn outcome<'a>(report: &'a SyncReport, url: &str) -> &'a Outcome {
    let found = report.outcomes.iter().find(|outcome| outcome.url == url);
    found.unwrap_or_else(|| panic!("no outcome of {url}: {:?}", report.outcomes))
}

pub(crate) async fn feed(paper: &Paper, url: &str) -> Feed {
    let feeds = paper.library().await.feeds;
    let found = feeds.into_iter().find(|feed| feed.url == url);
    found.unwrap_or_else(|| panic!("{url} is not in the library"))
}

/// Every article with its text.
pub(crate) async fn texts(paper: &Paper) -> BTreeMap<String, (String, String)> {
    let mut texts = BTreeMap::new();
    for row in paper.rows(View::All).await {
        let article = paper.article(&row.id).await;
        texts.insert(row.id, (row.title, article.text));
    }
    texts
}

/// All sources but one were read.
pub(crate) fn others_are_well(report: &SyncReport, but: &str) {
    for outcome in report.outcomes.iter().filter(|outcome| outcome.url != but) {
        let read = ["fetched", "not_modified"].contains(&outcome.status.as_str());
        assert!(read, "the others sync on: {outcome:?}");
    }
}

pub(crate) async fn must_be_sound(paper: &Paper) {
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0], "nothing is half-written");
}

/// The feed goes wrong in this way after it was read once: how that ends, what the reader is told, and that it heals.
pub(crate) async fn check(fault: Fault, status: &str, told: &str) {
    let paper = paper().await;
    let before = texts(&paper).await;
    let validators = |feeds: Vec<model::Feed>| {
        let of = |feed: model::Feed| (feed.url == FEED).then_some(feed.validators);
        feeds.into_iter().find_map(of).unwrap()
    };
    let kept = validators(paper.engine.feeds().await.unwrap());
    assert!(!kept.is_empty(), "the feed gives validators");

    paper.newsroom().set_fault(HOST, PATH, fault.clone());
    let began = Instant::now();
    let report = paper.sync(Scope::Now).await;
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{fault:?} is quick"
    );
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, status, "{fault:?}: {}", ended.reason);
    assert!(
        ended.reason.contains(told),
        "{fault:?} says {told:?}, but: {}",
        ended.reason
    );
    assert_eq!(
        feed(&paper, FEED).await.reason,
        ended.reason,
        "the sidebar says the same"
    );
    others_are_well(&report, FEED);

    assert_eq!(
        texts(&paper).await,
        before,
        "{fault:?}: what was stored stays"
    );
    let now = validators(paper.engine.feeds().await.unwrap());
    assert_eq!(now, kept, "{fault:?}: validators stay byte for byte");
    must_be_sound(&paper).await;

    paper.newsroom().clear_faults();
    paper.pass(HOUR * 30);
    let report = paper.sync(Scope::Now).await;
    assert_eq!(
        outcome(&report, FEED).status,
        "fetched",
        "{fault:?} heals: {:?}",
        outcome(&report, FEED)
    );
    assert_eq!(feed(&paper, FEED).await.reason, "");
}

/// The articles that adding an address brings.
pub(crate) async fn added(paper: &Paper, url: &str) -> Vec<ArticleRow> {
    let folder = String::new();
    paper
        .ask(Request::AddFeed {
            url: url.to_owned(),
            folder,
            login: None,
            proxy: None,
        })
        .await;
    paper.rows(View::All).await
}

pub(crate) async fn import(paper: &Paper, url: &str) {
    let text = format!(
        "<opml version=\"2.0\"><body><outline text=\"Own\" xmlUrl=\"{url}\"/></body></opml>"
    );
    paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await;
}

/// The most memory this process ever used, in KiB; only Linux tells.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The same library, whose sources are now looked for by their names on an internet that has these names only.
pub(crate) async fn on_the_internet(paper: Paper, names: Names) -> Paper {
    paper
        .reopen_with(|mut config| {
            config.world.hosts.clear();
            config.names = names;
            config
        })
        .await
}
