//! FRB110–FRB120: what is done when a source fails.

use std::collections::BTreeMap;

use e2e::Paper;
use engine::Scope;
use engine::net::Names;
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, MINUTE, asked, find, import, one_article, outcome, paper, wait_of};

/// A paper of two sources, both read once: one that goes wrong, one that stays well.
async fn two() -> Paper {
    let paper = paper(Page::feed(one_article())).await;
    paper
        .newsroom()
        .print("other.example", "/feed", Page::feed(one_article()));
    import(&paper, &["https://other.example/feed"]).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 2, "{:?}", report.outcomes);
    paper
}

/// The source fails again and again: it is asked ever less, an hour at first, a day in the end.
async fn slows_down(paper: Paper, told: &str) {
    paper.pass(HOUR * 3);
    for hours in [1, 2, 4, 8, 16, 24, 24] {
        let report = paper.sync(Scope::Due).await;
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed", "{ended:?}");
        assert!(
            ended.reason.contains(told),
            "{told:?}, but: {}",
            ended.reason
        );
        let wait = wait_of(&paper, FEED).await;
        let range = HOUR * hours..=HOUR * hours + HOUR * hours / 10;
        assert!(range.contains(&wait), "{hours} h, but {wait:?}");
        let other = outcome(&report, "https://other.example/feed");
        assert_ne!(other.status, "failed", "the other one is well");
        paper.newsroom().forget();
        paper.pass(wait - MINUTE);
        assert_eq!(
            outcome(&paper.sync(Scope::Due).await, FEED).status,
            "skipped"
        );
        assert_eq!(asked(&paper, "/feed").len(), 0);
        paper.pass(MINUTE * 2);
    }
}

async fn slows_down_on(fault: Fault, told: &str) {
    let paper = two().await;
    paper.newsroom().set_fault(HOST, "/feed", fault);
    slows_down(paper, told).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb110_it_slows_down_when_a_feed_stops_being_one() {
    slows_down_on(Fault::BecomesHtml, "web page").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb111_the_reader_is_told_of_410() {
    let paper = two().await;
    paper.newsroom().set_fault(HOST, "/feed", Fault::Gone);
    paper.pass(HOUR * 3);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.gone, 1);
    let feed = find(&paper, FEED).await;
    assert_eq!(feed.status.as_deref(), Some("gone"));
    assert!(feed.reason.contains("gone for good"), "{}", feed.reason);
    assert_eq!(feed.next_check, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb112_it_slows_down_on_403() {
    slows_down_on(Fault::Status(403), "403 (access refused").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb113_it_slows_down_on_404() {
    slows_down_on(Fault::Status(404), "404 (nothing is there").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb114_it_stops_on_410() {
    let paper = two().await;
    paper.newsroom().set_fault(HOST, "/feed", Fault::Gone);
    paper.pass(HOUR * 3);
    paper.sync(Scope::Due).await;
    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    let paper = paper.reopen().await;
    for scope in [Scope::Due, Scope::Now, Scope::Refresh] {
        paper.pass(HOUR * 24 * 10);
        paper.sync(scope).await;
    }
    assert_eq!(asked(&paper, "/feed").len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb115_it_slows_down_on_other_4xx() {
    for status in [400, 402, 418, 451] {
        slows_down_on(Fault::Status(status), &format!("answered {status}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb116_it_slows_down_on_dns_errors() {
    let paper = two().await;
    let paper = paper
        .reopen_with(|mut config| {
            config.world.hosts.remove(HOST);
            config.names = Names::Table(BTreeMap::new());
            config
        })
        .await;
    slows_down(paper, "The name own.example was not found").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb117_it_slows_down_on_connection_errors() {
    let paper = two().await;
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let paper = paper
        .reopen_with(|mut config| {
            config.world.hosts.insert(HOST.to_owned(), closed);
            config
        })
        .await;
    slows_down(paper, "own.example does not answer").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb118_it_slows_down_on_5xx() {
    for status in [500, 502, 504] {
        slows_down_on(Fault::Status(status), &format!("answered {status}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb119_it_slows_down_on_any_error() {
    for (fault, told) in [
        (Fault::Truncated, "broke off"),
        (Fault::EmptyBody, "sent nothing"),
        (Fault::ZombieBody, "sent nothing"),
        (Fault::HugeBody(16_000_000), "more than 15 MB"),
        (
            Fault::Redirect {
                status: 302,
                to: "/feed".to_owned(),
            },
            "redirects too often",
        ),
    ] {
        slows_down_on(fault, told).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb120_errors_are_shown_to_the_reader() {
    for fault in [Fault::Status(404), Fault::BecomesHtml, Fault::Truncated] {
        let paper = two().await;
        paper.newsroom().set_fault(HOST, "/feed", fault.clone());
        let report = paper.sync(Scope::Now).await;
        let feed = find(&paper, FEED).await;
        assert_eq!(feed.status.as_deref(), Some("failed"), "{fault:?}");
        assert!(!feed.reason.is_empty(), "{fault:?}");
        assert_eq!(feed.reason, outcome(&report, FEED).reason);
        let text = crate::explain(&paper, FEED).await;
        assert!(text.contains(&feed.reason), "{text}");
    }
}
