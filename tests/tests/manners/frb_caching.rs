//! FRB001–FRB016: validators.

use e2e::Paper;
use engine::Scope;
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, asked, one_article, paper};

const MODIFIED: &str = "Thu, 19 Nov 2026 10:00:00 GMT";
const TAG: &str = "\"a1\"";

fn plain() -> Page {
    Page::feed(one_article()).unvalidated()
}

async fn validators(paper: &Paper) -> model::Validators {
    let feeds = paper.engine.feeds().await.unwrap();
    let found = feeds.into_iter().find(|feed| feed.url == FEED);
    found.expect("the feed is there").validators
}

/// Asks once more; what that request was conditional on: `If-None-Match`, `If-Modified-Since`.
async fn conditions(paper: &Paper) -> (Option<String>, Option<String>) {
    paper.newsroom().forget();
    paper.sync(Scope::Now).await;
    let requests = asked(paper, "/feed");
    assert_eq!(requests.len(), 1, "{requests:?}");
    let value = |name| requests[0].header(name).map(str::to_owned);
    (value("if-none-match"), value("if-modified-since"))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn frb001_last_modified_is_stored() {
    let paper = paper(plain().header("Last-Modified", MODIFIED)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(validators(&paper).await.last_modified, some(MODIFIED));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb002_if_modified_since_is_sent() {
    let paper = paper(plain().header("Last-Modified", MODIFIED)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(conditions(&paper).await, (None, some(MODIFIED)));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb003_the_entity_tag_is_stored() {
    let paper = paper(plain().header("ETag", TAG)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(validators(&paper).await.etag, some(TAG));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb004_if_none_match_is_sent() {
    let paper = paper(plain().header("ETag", TAG)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(conditions(&paper).await, (some(TAG), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb010_validators_are_not_forgotten_within_a_run() {
    let paper = paper(plain().header("ETag", TAG)).await;
    paper.sync(Scope::Due).await;
    for _ in 0..5 {
        paper.pass(HOUR * 5);
        assert_eq!(conditions(&paper).await, (some(TAG), None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb011_validators_are_not_forgotten_across_runs() {
    let mut paper = paper(
        plain()
            .header("ETag", TAG)
            .header("Last-Modified", MODIFIED),
    )
    .await;
    paper.sync(Scope::Due).await;
    for _ in 0..3 {
        paper = paper.reopen().await;
        paper.pass(HOUR * 5);
        assert_eq!(conditions(&paper).await, (some(TAG), some(MODIFIED)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb012_if_modified_since_is_the_servers_own_string_and_never_invented() {
    let odd = "yesterday, about noon";
    let paper = paper(plain().header("Last-Modified", odd)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(conditions(&paper).await, (None, some(odd)));
    // The answer has a Date all the same; nothing is made of it.
    paper.newsroom().print(HOST, "/feed", plain());
    paper.sync(Scope::Now).await;
    assert_eq!(conditions(&paper).await, (None, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb013_if_none_match_is_the_servers_own_string_and_never_invented() {
    let odd = "W/\"a b-gzip\"";
    let paper = paper(plain().header("ETag", odd)).await;
    paper.sync(Scope::Due).await;
    assert_eq!(conditions(&paper).await, (some(odd), None));
    paper.newsroom().print(HOST, "/feed", plain());
    paper.sync(Scope::Now).await;
    assert_eq!(conditions(&paper).await, (None, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb014_both_validators_are_of_the_same_answer() {
    let paper = paper(
        plain()
            .header("ETag", TAG)
            .header("Last-Modified", MODIFIED),
    )
    .await;
    paper.sync(Scope::Due).await;
    // The next answer has one of the two: the other is of a text that is gone.
    let next = plain().header("ETag", "\"a2\"");
    paper.newsroom().print(HOST, "/feed", next);
    assert_eq!(conditions(&paper).await, (some(TAG), some(MODIFIED)));
    assert_eq!(conditions(&paper).await, (some("\"a2\""), None));
    let next = plain().header("Last-Modified", MODIFIED);
    paper.newsroom().print(HOST, "/feed", next);
    paper.sync(Scope::Now).await;
    assert_eq!(conditions(&paper).await, (None, some(MODIFIED)));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb015_validators_survive_an_upgrade_from_the_first_schema() {
    let paper = Paper::of_hosts(&[HOST]).await;
    paper
        .newsroom()
        .print(HOST, "/feed", plain().header("ETag", TAG));
    let library = include_bytes!("fixtures/first_schema.sqlite");
    let folder = paper.data.clone();
    let paper = paper
        .reopen_with(|config| {
            std::fs::remove_dir_all(&folder).unwrap();
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("library.sqlite"), library).unwrap();
            config
        })
        .await;
    assert_eq!(conditions(&paper).await, (some(TAG), some(MODIFIED)));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb016_validators_survive_429() {
    let paper = paper(
        plain()
            .header("ETag", TAG)
            .header("Last-Modified", MODIFIED),
    )
    .await;
    paper.sync(Scope::Due).await;
    for fault in [Fault::Status(429), Fault::RetryAfterSeconds(60)] {
        paper.newsroom().set_fault(HOST, "/feed", fault);
        paper.sync(Scope::Now).await;
        paper.newsroom().clear_faults();
        paper.pass(HOUR * 3);
        assert_eq!(conditions(&paper).await, (some(TAG), some(MODIFIED)));
    }
}
