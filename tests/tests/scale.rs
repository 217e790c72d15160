//! A sync beside everything else: one source that hangs delays no other, and reading goes on. The large form is measured by
//! `benches/scale.py`.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;
use std::time::Duration;

use api::{Request, Response, View};
use e2e::Paper;
use engine::{Event, Scope};
use newsroom::Fault;
use url::Url;

/// Longer than any test waits: the server took the request and does not answer.
const FOR_EVER: Fault = Fault::SlowHead(3_600_000);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_hangs_delays_no_other_and_their_articles_are_there_meanwhile() {
    let paper = Paper::subscribed().await;
    let feeds = paper.library().await.feeds;
    let (hanging, others) = feeds.split_first().unwrap();
    let url = Url::parse(&hanging.url).unwrap();
    let host = url.host_str().unwrap();
    paper.newsroom().set_fault(host, "*", FOR_EVER);
    let others: HashSet<String> = others
        .iter()
        .filter(|feed| Url::parse(&feed.url).unwrap().host_str() != Some(host))
        .map(|feed| feed.id.clone())
        .collect();
    assert!(!others.is_empty());

    let mut events = paper.engine.events();
    let engine = paper.engine.clone();
    let sync = tokio::spawn(async move { engine.sync(Scope::Now).await });
    let mut waited_for = others.clone();
    while !waited_for.is_empty() {
        let event = tokio::time::timeout(Duration::from_secs(25), events.recv()).await;
        match event.expect("the others are written long before a request times out") {
            Ok(Event::FeedChanged(id)) => _ = waited_for.remove(&id.to_string()),
            Ok(_) => {}
            Err(lost) => panic!("{lost}"),
        }
    }

    match paper.ask(Request::SyncState).await {
        Response::SyncState(state) => assert!(state.running, "the one is still waited for"),
        other => panic!("{other:?}"),
    }
    let rows = paper.rows(View::All).await;
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row.feed != hanging.id));
    let article = paper.article(&rows[0].id).await;
    assert_eq!(article.row.id, rows[0].id);
    let counted = paper.library().await.counts.all;
    assert_eq!(counted as usize, rows.len());
    sync.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_look_at_the_same_articles_changes_nothing_and_finds_the_one_that_is_new() {
    let paper = Paper::subscribed().await;
    paper.sync(Scope::Now).await;
    let before = paper.rows(View::All).await;
    // The stories of the next hours come out, and every feed is sent whole again.
    paper.pass(jiff::SignedDuration::from_hours(6));
    let report = paper.sync(Scope::Now).await;
    let after = paper.rows(View::All).await;
    assert_eq!(
        after.len(),
        before.len() + report.articles_new as usize,
        "what was here came no second time"
    );
    let known: HashSet<&str> = before.iter().map(|row| row.id.as_str()).collect();
    assert!(
        known.iter().all(|id| after.iter().any(|row| row.id == *id)),
        "and none of it left"
    );
}
