//! Manners towards publishers, and what the network, clocks and feeds may do to them. One program, so that linking stays cheap.
//!
//! `frb_*`: a test for each of the Feed Reader Behavior rules, named after its id; docs/manners.md has the table. The others: what those rules
//! leave open.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod clocks;
mod frb_caching;
mod frb_errors;
mod frb_identity;
mod frb_moves;
mod frb_pace;
mod frb_reader;
mod frb_requests;
mod identities;
mod logins;
mod metered;
mod network;
mod policy;

use api::wire::{Feed, Outcome, SourceActivity, SyncReport};
use api::{ApiError, Request, Response};
use e2e::Paper;
use jiff::{SignedDuration, Timestamp};
use newsroom::Page;

pub(crate) const HOUR: SignedDuration = SignedDuration::from_hours(1);
pub(crate) const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// The host whose pages the tests print themselves.
pub(crate) const HOST: &str = "own.example";
/// Its feed.
pub(crate) const FEED: &str = "https://own.example/feed";

/// A paper that is subscribed to [`FEED`] alone, which says this, and has not asked it yet.
pub(crate) async fn paper(page: Page) -> Paper {
    let paper = Paper::of_hosts(&[HOST, "other.example"]).await;
    paper.newsroom().print(HOST, "/feed", page);
    import(&paper, &[FEED]).await;
    paper
}

/// Subscribes without asking.
pub(crate) async fn import(paper: &Paper, urls: &[&str]) {
    let outlines: String = urls
        .iter()
        .map(|url| {
            format!(
                "<outline text=\"\" xmlUrl=\"{}\"/>",
                url.replace('&', "&amp;")
            )
        })
        .collect();
    let text = format!("<opml version=\"2.0\"><body>{outlines}</body></opml>");
    let Response::OpmlImported(imported) = paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await
    else {
        panic!("another answer")
    };
    assert_eq!(imported.added as usize, urls.len(), "{imported:?}");
}

/// Adds as the reader does.
pub(crate) async fn add(paper: &Paper, url: &str) -> Result<Feed, ApiError> {
    let request = Request::AddFeed {
        url: url.to_owned(),
        folder: String::new(),
        login: None,
        proxy: None,
    };
    match api::dispatch(&paper.engine, request).await? {
        Response::FeedAdded(feed) => Ok(feed),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn find(paper: &Paper, url: &str) -> Feed {
    let feeds = paper.library().await.feeds;
    let found = feeds.into_iter().find(|feed| feed.url == url);
    found.unwrap_or_else(|| panic!("{url} is not in the library"))
}

pub(crate) async fn activity(paper: &Paper, url: &str) -> SourceActivity {
    let Response::SyncActivity(activity) = paper.ask(Request::SyncActivity).await else {
        panic!("another answer")
    };
    let found = activity
        .sources
        .into_iter()
        .find(|source| source.url == url);
    found.unwrap_or_else(|| panic!("{url} has no activity"))
}

pub(crate) async fn explain(paper: &Paper, url: &str) -> String {
    let id = find(paper, url).await.id;
    match paper.ask(Request::ExplainFeed { id }).await {
        Response::Explained(text) => text,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn outcome<'a>(report: &'a SyncReport, url: &str) -> &'a Outcome {
    let found = report.outcomes.iter().find(|outcome| outcome.url == url);
    found.unwrap_or_else(|| panic!("no outcome of {url}: {:?}", report.outcomes))
}

/// What a path of [`HOST`] was asked since the requests were forgotten last.
pub(crate) fn asked(paper: &Paper, path: &str) -> Vec<newsroom::Request> {
    let mut requests = paper.newsroom().requests();
    requests.retain(|request| request.host == HOST && request.path == path);
    requests
}

/// How long the engine means to wait until it asks a source again.
pub(crate) async fn wait_of(paper: &Paper, url: &str) -> SignedDuration {
    let next = find(paper, url)
        .await
        .next_check
        .expect("it is asked again");
    let next: Timestamp = next.parse().unwrap();
    next.duration_since(paper.engine.now())
}

/// An item of a feed: guid, link, title, date. Empty: left out.
pub(crate) type Item<'a> = (&'a str, &'a str, &'a str, &'a str);

/// A feed of these items, whose texts need no page.
pub(crate) fn rss(items: &[Item<'_>]) -> String {
    rss_with("", items)
}

/// The same with more in its channel.
pub(crate) fn rss_with(channel: &str, items: &[Item<'_>]) -> String {
    let element = |name: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<{name}>{text}</{name}>"),
    };
    let items: String = items
        .iter()
        .map(|(guid, link, title, date)| {
            let guid = match *guid {
                "" => String::new(),
                guid => format!("<guid isPermaLink=\"false\">{guid}</guid>"),
            };
            format!(
                "<item>{guid}{}{}{}<description>{}</description></item>",
                element("link", link),
                element("title", title),
                element("pubDate", date),
                whole_text(title),
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>Own</title><link>https://own.example/</link>{channel}{items}</channel></rss>"
    )
}

/// A text that is long enough to be the whole article.
pub(crate) fn whole_text(title: &str) -> String {
    let words = "A sentence about it that says something. ".repeat(10);
    format!("&lt;p&gt;{title}. {words}&lt;/p&gt;").repeat(3)
}

/// One article that is a day old.
pub(crate) fn one_article() -> String {
    rss(&[(
        "g1",
        "https://own.example/1",
        "First",
        "Thu, 19 Nov 2026 06:00:00 GMT",
    )])
}
