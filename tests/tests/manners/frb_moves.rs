//! FRB130–FRB137: addresses that move.

use api::{Mark, Request, View};
use e2e::Paper;
use engine::Scope;
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, activity, asked, explain, find, import, one_article, outcome};

const OLD: &str = "https://own.example/old";

/// A paper subscribed to an address that redirects to the feed.
async fn redirecting(status: u16) -> Paper {
    let paper = Paper::of_hosts(&[HOST]).await;
    let to = "/feed".to_owned();
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    paper
        .newsroom()
        .set_fault(HOST, "/old", Fault::Redirect { status, to });
    import(&paper, &[OLD]).await;
    paper
}

async fn is_remembered(status: u16) {
    let paper = redirecting(status).await;
    for _ in 0..3 {
        assert_eq!(
            find(&paper, OLD).await.url,
            OLD,
            "not before the third time"
        );
        let report = paper.sync(Scope::Due).await;
        assert_eq!(report.failed, 0, "{:?}", report.outcomes);
        paper.pass(HOUR * 2);
    }
    paper.newsroom().forget();
    let report = paper.sync(Scope::Due).await;
    assert_eq!(outcome(&report, FEED).status, "not_modified");
    assert_eq!(asked(&paper, "/old").len(), 0);
    assert_eq!(
        paper.rows(View::All).await.len(),
        1,
        "no article came twice"
    );
}

async fn is_followed_only(status: u16) {
    let paper = redirecting(status).await;
    for _ in 0..5 {
        let report = paper.sync(Scope::Due).await;
        assert_eq!(report.failed, 0, "{:?}", report.outcomes);
        paper.pass(HOUR * 3);
    }
    assert_eq!(find(&paper, OLD).await.url, OLD);
    assert_eq!(asked(&paper, "/old").len(), 5);
    assert_eq!(paper.rows(View::All).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb130_301_is_followed_and_remembered() {
    is_remembered(301).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb131_308_is_followed_and_remembered() {
    is_remembered(308).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb132_the_reader_is_told_of_a_permanent_move() {
    let paper = redirecting(301).await;
    paper.sync(Scope::Due).await;
    let moving = activity(&paper, OLD).await.moving.expect("it moves");
    assert_eq!((moving.to.as_str(), moving.times), (FEED, 1));
    assert!(
        explain(&paper, OLD)
            .await
            .contains("redirected for good to https://own.example/feed, 1 time")
    );
    paper.sync(Scope::Now).await;
    let report = paper.sync(Scope::Now).await;
    let told = &outcome(&report, OLD).reason;
    assert!(
        told.contains("it moved for good; from now on it is asked at https://own.example/feed"),
        "{told}"
    );
    let moved = activity(&paper, FEED).await.moved.expect("it moved");
    assert_eq!(moved.from, OLD);
    assert!(
        explain(&paper, FEED)
            .await
            .contains("before it was https://own.example/old")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb133_302_is_followed_and_not_remembered() {
    is_followed_only(302).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb134_307_is_followed_and_not_remembered() {
    is_followed_only(307).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb135_the_reader_is_told_of_a_temporary_move() {
    for status in [302, 303, 307] {
        let paper = redirecting(status).await;
        paper.sync(Scope::Due).await;
        assert_eq!(
            activity(&paper, OLD).await.temporary_to.as_deref(),
            Some(FEED)
        );
        assert!(
            explain(&paper, OLD)
                .await
                .contains("redirected for a while to https://own.example/feed")
        );
        // It is told no more when it is over.
        paper.newsroom().clear_faults();
        paper
            .newsroom()
            .print(HOST, "/old", Page::feed(one_article()));
        paper.sync(Scope::Now).await;
        assert_eq!(activity(&paper, OLD).await.temporary_to, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb136_the_reader_is_told_of_tls_problems() {
    let paper = Paper::subscribed().await;
    let address = e2e::plain_http_server().await;
    let url = format!("https://{address}/feed");
    import(&paper, &[&url]).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!((report.fetched, report.failed), (7, 1));
    let feed = find(&paper, &url).await;
    assert!(feed.reason.contains("is not safe"), "{}", feed.reason);
    assert_eq!(activity(&paper, &url).await.problem.as_deref(), Some("tls"));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb137_two_addresses_that_moved_to_one_become_one_source() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let (second, to) = ("https://own.example/second", "/feed".to_owned());
    let text = one_article().replace(
        "</channel>",
        "<item><guid>g2</guid><link>https://own.example/2</link><title>Second</title><description>Short.</description></item></channel>",
    );
    for path in ["/old", "/second"] {
        paper.newsroom().print(HOST, path, Page::feed(text.clone()));
    }
    paper.newsroom().print(HOST, "/feed", Page::feed(text));
    import(&paper, &[OLD, second]).await;
    let id = find(&paper, OLD).await.id;
    let (title, folder) = ("My name".to_owned(), "Mine".to_owned());
    paper.ask(Request::EditFeed { id, title, folder }).await;
    paper.sync(Scope::Due).await;
    // A star in one, a read mark in the other.
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 4, "two sources have two articles each");
    let (one, other) = (find(&paper, OLD).await.id, find(&paper, second).await.id);
    let row = |feed: &str, title: &str| {
        let found = rows
            .iter()
            .find(|row| row.feed == feed && row.title == title);
        vec![found.unwrap().id.clone()]
    };
    for (ids, mark) in [
        (row(&one, "First"), Mark::Star),
        (row(&other, "Second"), Mark::Read),
        (row(&other, "First"), Mark::Save),
    ] {
        paper.ask(Request::Mark { ids, mark }).await;
    }
    for path in ["/old", "/second"] {
        let (status, to) = (301, to.clone());
        paper
            .newsroom()
            .set_fault(HOST, path, Fault::Redirect { status, to });
    }
    for _ in 0..3 {
        paper.pass(HOUR * 2);
        let report = paper.sync(Scope::Due).await;
        assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    }
    let feeds = paper.library().await.feeds;
    assert_eq!(feeds.len(), 1, "{feeds:?}");
    assert_eq!(
        (feeds[0].url.as_str(), feeds[0].folder.as_str()),
        (FEED, "Mine")
    );
    let rows = paper.rows(View::All).await;
    assert_eq!(rows.len(), 2, "no article twice: {rows:?}");
    let row = |title: &str| rows.iter().find(|row| row.title == title).unwrap();
    assert!(row("First").starred && row("First").saved && !row("First").read);
    assert!(row("Second").read);
    assert_eq!(feeds[0].unread, 1);
    assert!(
        activity(&paper, FEED).await.moved.is_some(),
        "the reader is told"
    );
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0]);
    paper.newsroom().forget();
    paper.pass(HOUR * 2);
    paper.sync(Scope::Due).await;
    assert_eq!(paper.newsroom().requests().len(), 1);
}
