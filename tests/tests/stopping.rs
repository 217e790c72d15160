//! A sync tells how far it is, and the reader can stop it: what came is kept, the rest is due as before, and nobody is blamed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::future::Future;
use std::time::Duration;

use api::wire::{ArticleState, SyncState};
use api::{Request, Response, View};
use e2e::Paper;
use engine::{Depth, Event, Scope};
use newsroom::Fault;
use url::Url;

/// Longer than any test waits: the server took the request and does not answer.
const FOR_EVER: Fault = Fault::SlowHead(3_600_000);

async fn state(paper: &Paper) -> SyncState {
    match paper.ask(Request::SyncState).await {
        Response::SyncState(state) => state,
        other => panic!("{other:?}"),
    }
}

async fn stop(paper: &Paper) -> SyncState {
    match paper.ask(Request::StopSync).await {
        Response::SyncState(state) => state,
        other => panic!("{other:?}"),
    }
}

/// What ends long before a request times out.
async fn soon<T>(work: impl Future<Output = T>) -> T {
    let ended = tokio::time::timeout(Duration::from_secs(20), work).await;
    ended.expect("it ends at once")
}

fn host_of(url: &str) -> String {
    let url = Url::parse(url).unwrap();
    url.host_str().unwrap().to_owned()
}

/// Looks at where sync stands with each thing that happens, until it is as wanted.
async fn until(paper: &Paper, wanted: impl Fn(&SyncState) -> bool) -> SyncState {
    let mut events = paper.engine.events();
    soon(async {
        loop {
            let now = state(paper).await;
            if wanted(&now) {
                return now;
            }
            events.recv().await.unwrap();
        }
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_that_is_stopped_keeps_what_came_and_leaves_the_rest_due() {
    let paper = Paper::subscribed().await;
    let feeds = paper.library().await.feeds;
    let hanging = host_of(&feeds[0].url);
    let is_hanging = |url: &str| host_of(url) == hanging;
    let others = feeds.iter().filter(|feed| !is_hanging(&feed.url)).count() as u32;
    paper.newsroom().set_fault(&hanging, "*", FOR_EVER);
    let idle = state(&paper).await;
    assert_eq!((idle.progress, idle.stopped), (None, false));

    let engine = paper.engine.clone();
    let sync = tokio::spawn(async move { engine.sync(Scope::Now).await });
    let far = until(&paper, |now| {
        let progress = now.progress.as_ref();
        progress.is_some_and(|progress| progress.done == others)
    })
    .await;
    let progress = far.progress.unwrap();
    assert_eq!(
        (progress.step.as_str(), progress.of),
        ("sync", feeds.len() as u32)
    );
    assert!(progress.bytes > 10_000, "{progress:?}");

    assert!(stop(&paper).await.stopped);
    let report = soon(sync).await.unwrap().unwrap().unwrap();
    assert!(report.stopped);
    let over = state(&paper).await;
    assert_eq!((over.running, over.progress.is_some()), (false, false));
    assert!(over.stopped && !over.offline, "{over:?}");
    let report = over.report.unwrap();
    assert_eq!((report.failed, report.fetched), (0, others), "{report:?}");
    assert!(report.stopped);
    let counted = paper.library().await.counts.all;
    assert_eq!(counted, report.articles_new, "what came is kept");
    for feed in paper.library().await.feeds {
        let was_asked = !is_hanging(&feed.url);
        assert_eq!(feed.last_check.is_some(), was_asked, "{}", feed.url);
        assert_eq!((feed.failures, feed.reason.as_str()), (0, ""));
    }

    // The next one asks those that are still due, and nobody else.
    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    let next = paper.sync(Scope::Due).await;
    assert_eq!(next.fetched, feeds.len() as u32 - others, "{next:?}");
    assert_eq!((next.skipped, next.stopped), (others, false));
    assert!(!state(&paper).await.stopped);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_that_is_stopped_before_anybody_answered_well_blames_nobody() {
    let paper = Paper::subscribed().await;
    let feeds = paper.library().await.feeds;
    // One fails at once, the others never answer: too little to tell whether it is the network.
    for feed in &feeds {
        paper
            .newsroom()
            .set_fault(&host_of(&feed.url), "*", FOR_EVER);
    }
    let failing = host_of(&feeds[0].url);
    paper.newsroom().set_fault(&failing, "*", Fault::Reset);
    let engine = paper.engine.clone();
    let sync = tokio::spawn(async move { engine.sync(Scope::Now).await });
    until(&paper, |now| {
        let progress = now.progress.as_ref();
        progress.is_some_and(|progress| progress.done > 0)
    })
    .await;
    stop(&paper).await;
    let report = soon(sync).await.unwrap().unwrap().unwrap();
    assert_eq!(report.outcomes.len(), feeds.len());
    assert!(report.outcomes.iter().all(|one| !one.connectivity));
    let over = state(&paper).await;
    assert_eq!(over.report.unwrap().failed, 0);
    assert!(!over.offline);
    for feed in paper.library().await.feeds {
        assert_eq!((feed.failures, feed.last_check), (0, None), "{}", feed.url);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_queue_that_is_stopped_goes_on_with_the_next_sync() {
    let paper = Paper::subscribed().await;
    paper.sync(Scope::Now).await;
    let rows = paper.rows(View::All).await;
    let page = rows.iter().find(|row| row.state == ArticleState::Headline);
    let hanging = host_of(&page.unwrap().link);
    paper.newsroom().set_fault(&hanging, "*", FOR_EVER);

    let engine = paper.engine.clone();
    let queue = tokio::spawn(async move { engine.drain_queue(Depth::Empty).await });
    let far = until(&paper, |now| {
        let progress = now.progress.as_ref();
        progress.is_some_and(|progress| progress.step == "texts" && progress.done > 0)
    })
    .await;
    assert!(!far.running, "sources are not asked");
    stop(&paper).await;
    soon(queue).await.unwrap().unwrap();
    let over = state(&paper).await;
    assert_eq!((over.progress, over.stopped), (None, true));
    assert!(over.queued > 0);
    let rows = paper.rows(View::All).await;
    assert!(rows.iter().all(|row| row.state != ArticleState::Failed));

    // It rests until then.
    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    paper.engine.drain_queue(Depth::Empty).await.unwrap();
    assert_eq!(paper.newsroom().requests().len(), 0);
    paper.sync_all().await;
    paper.engine.drain_queue(Depth::Empty).await.unwrap();
    assert_eq!(state(&paper).await.queued, 0);
    let rows = paper.rows(View::All).await;
    assert!(rows.iter().all(|row| row.state != ArticleState::Headline));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_reader_asks_for_is_not_stopped_with_a_sync() {
    let paper = Paper::subscribed().await;
    let hanging = host_of(&paper.library().await.feeds[0].url);
    paper.newsroom().set_fault(&hanging, "*", FOR_EVER);
    let engine = paper.engine.clone();
    let sync = tokio::spawn(async move { engine.sync(Scope::Now).await });
    until(&paper, |now| {
        let progress = now.progress.as_ref();
        progress.is_some_and(|progress| progress.done > 2)
    })
    .await;
    stop(&paper).await;
    soon(sync).await.unwrap().unwrap();
    let rows = paper.rows(View::All).await;
    let row = rows.iter().find(|row| row.state == ArticleState::Headline);
    let id = row.unwrap().id.clone();
    paper.ask(Request::FetchPage { id: id.clone() }).await;
    assert!(!paper.article(&id).await.text.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_it_got_further_is_told_sparingly() {
    let paper = Paper::subscribed().await;
    let mut events = paper.engine.events();
    paper.sync(Scope::Now).await;
    let (mut changed, mut last) = (0, None);
    while let Ok(event) = events.try_recv() {
        changed += u32::from(event == Event::SyncChanged);
        last = Some(event);
    }
    let sources = paper.library().await.feeds.len() as u32;
    assert_eq!(changed, sources + 2, "the beginning, each source, the end");
    assert_eq!(
        last,
        Some(Event::SyncChanged),
        "nothing runs when it is told"
    );
    stop(&paper).await;
    assert!(!state(&paper).await.stopped, "there is nothing to stop");
}
