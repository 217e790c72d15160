//! FRB070–FRB071, FRB100–FRB106: what the reader can do, and what adding does.

use api::{ErrorCode, Request, Response, View};
use e2e::Paper;
use engine::Scope;
use newsroom::Page;

use crate::{
    FEED, HOST, HOUR, MINUTE, activity, add, asked, explain, find, import, one_article, paper,
};

#[tokio::test(flavor = "multi_thread")]
async fn frb070_ten_clicks_on_refresh_are_one_request() {
    let paper = paper(Page::feed(one_article())).await;
    let id = find(&paper, FEED).await.id;
    for click in 0..10 {
        let (id, anyway) = (id.clone(), click % 2 == 1);
        let Response::Refreshed(outcome) = paper.ask(Request::RefreshFeed { id, anyway }).await
        else {
            panic!("another answer")
        };
        let expected = if click == 0 { "fetched" } else { "skipped" };
        assert_eq!(outcome.status, expected, "{}", outcome.reason);
        paper.pass(MINUTE / 2);
    }
    for _ in 0..10 {
        paper.sync(Scope::Refresh).await;
    }
    assert_eq!(asked(&paper, "/feed").len(), 1);
    paper.pass(MINUTE * 10);
    paper.sync(Scope::Refresh).await;
    assert_eq!(
        asked(&paper, "/feed").len(),
        2,
        "ten minutes later it may be asked again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb071_the_reader_is_asked_before_an_unconditional_request() {
    let paper = paper(Page::feed(one_article()).unvalidated()).await;
    paper.sync(Scope::Due).await;
    paper.pass(MINUTE * 30);
    let id = find(&paper, FEED).await.id;
    let refresh = |anyway| Request::RefreshFeed {
        id: id.clone(),
        anyway,
    };
    let error = api::dispatch(&paper.engine, refresh(false))
        .await
        .unwrap_err();
    assert_eq!(error.code, ErrorCode::AskFirst);
    assert!(
        error.message.contains("would send everything"),
        "{}",
        error.message
    );
    let report = paper.sync(Scope::Refresh).await;
    assert_eq!(report.skipped, 1, "the refresh of all leaves it out");
    assert_eq!(asked(&paper, "/feed").len(), 1);
    paper.ask(refresh(true)).await;
    assert_eq!(asked(&paper, "/feed").len(), 2);
}

const PLAIN: &str = "<!DOCTYPE html><html><head><title>A site</title></head><body><h1>Welcome</h1><p>No news here.</p></body></html>";

#[tokio::test(flavor = "multi_thread")]
async fn frb100_what_is_no_feed_is_not_added() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let newsroom = paper.newsroom();
    newsroom.print(HOST, "/page", Page::html(PLAIN));
    newsroom.print(HOST, "/text", Page::new("text/plain", "just words"));
    newsroom.print(HOST, "/json", Page::new("application/json", "{\"a\": 1}"));
    newsroom.print(HOST, "/empty", Page::feed(""));
    newsroom.print(HOST, "/photo", Page::new("image/jpeg", [0xff, 0xd8, 0xff]));
    for path in ["page", "text", "json", "empty", "photo", "missing"] {
        let refused = add(&paper, &format!("https://own.example/{path}")).await;
        assert!(refused.is_err(), "{path}");
    }
    assert_eq!(paper.library().await.feeds, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb101_when_adding_fails_the_reader_sees_what_came() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let page = PLAIN.replace("No news", "\u{202e}No\u{0} news\u{1b}[31m");
    paper.newsroom().print(HOST, "/page", Page::html(page));
    let error = add(&paper, "https://own.example/page").await.unwrap_err();
    let excerpt = error.excerpt.expect("the beginning of what came");
    assert!(excerpt.starts_with("<!DOCTYPE html>"), "{excerpt}");
    assert!(
        excerpt.contains("<h1>Welcome</h1><p>No news[31m here."),
        "{excerpt}"
    );
    assert!(
        !excerpt.contains(['\u{202e}', '\u{0}', '\u{1b}']),
        "{excerpt:?}"
    );
    let long = format!("{PLAIN}{}", "<p>word</p>".repeat(10_000));
    paper.newsroom().print(HOST, "/page", Page::html(long));
    let error = add(&paper, "https://own.example/page").await.unwrap_err();
    assert_eq!(
        error.excerpt.unwrap().chars().count(),
        1000,
        "the beginning is enough"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb102_what_is_no_feed_is_recognised_whatever_it_says_it_is() {
    let paper = Paper::of_hosts(&[HOST]).await;
    paper.newsroom().print(HOST, "/page", Page::feed(PLAIN));
    let error = add(&paper, "https://own.example/page").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadAddress);
    assert!(
        error.message.contains("is no feed and names none"),
        "{}",
        error.message
    );
    // And a feed is one, though it is sent as a web page.
    paper
        .newsroom()
        .print(HOST, "/feed", Page::html(one_article()));
    assert_eq!(add(&paper, FEED).await.unwrap().kind, "feed");
}

#[tokio::test(flavor = "multi_thread")]
async fn frb103_the_feed_that_a_page_names_is_the_one_that_is_added() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let page = PLAIN.replace(
        "</head>",
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head>",
    );
    paper.newsroom().print(HOST, "/", Page::html(page));
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    assert_eq!(add(&paper, "own.example").await.unwrap().url, FEED);
    let paths: Vec<String> = paper
        .newsroom()
        .requests()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(paths, ["/", "/feed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb104_no_feed_address_is_guessed() {
    let paper = Paper::of_hosts(&[HOST]).await;
    paper.newsroom().print(HOST, "/", Page::html(PLAIN));
    // It is there, where everybody would guess it; but nothing names it.
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    add(&paper, "own.example").await.unwrap_err();
    assert_eq!(asked(&paper, "/feed").len(), 0);
    assert_eq!(paper.newsroom().requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb105_a_favicon_is_asked_for_by_its_link_only() {
    let teaser = "<rss version=\"2.0\"><channel><title>Own</title><item><guid>1</guid><link>https://own.example/1</link><title>First</title><description>Short.</description></item></channel></rss>";
    let paper = paper(Page::feed(teaser)).await;
    let text =
        "<p>A paragraph of an article that says enough to be one, and a little more.</p>".repeat(8);
    let page = format!(
        "<!DOCTYPE html><html><head><title>First</title></head><body><article><h1>First</h1>{text}</article></body></html>"
    );
    paper.newsroom().print(HOST, "/1", Page::html(page));
    paper.sync_all().await;
    let mut paths: Vec<String> = paper
        .newsroom()
        .requests()
        .into_iter()
        .filter(|one| one.host == HOST)
        .map(|one| one.path)
        .collect();
    paths.sort();
    assert_eq!(paths, ["/1", "/feed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb106_feed_addresses_are_told_to_nobody() {
    let paper = Paper::subscribed().await;
    let secret = "https://own.example/private/8f3a9c1d2b7e4f60a5/feed?user=42&token=s3cr3t-t0ken";
    let paper = {
        let mut paper = paper;
        paper
            .world
            .hosts
            .insert(HOST.to_owned(), paper.newsroom().address());
        paper.reopen().await
    };
    paper.newsroom().print(
        HOST,
        "/private/8f3a9c1d2b7e4f60a5/feed",
        Page::feed(one_article()),
    );
    import(&paper, &[secret]).await;
    for _ in 0..2 {
        paper.sync_all().await;
        paper.pass(HOUR * 5);
    }
    let known: Vec<String> = paper
        .library()
        .await
        .feeds
        .into_iter()
        .map(|feed| feed.url)
        .collect();
    for request in paper.newsroom().requests() {
        let text = format!("{} {:?}", request.query, request.headers);
        for url in known.iter().filter(|_| request.host != HOST) {
            assert!(!text.contains(url.as_str()), "{}: {text}", request.host);
        }
        let told = request.host != HOST && text.contains("t0ken");
        assert!(!told, "{}: {text}", request.host);
    }
    assert_eq!(
        asked(&paper, "/private/8f3a9c1d2b7e4f60a5/feed")[0].query,
        "user=42&token=s3cr3t-t0ken"
    );
    // Not to the owner of the site either, who gets the text but not the key: it names the reader.
    let text = explain(&paper, secret).await;
    assert!(text.contains("https://own.example/private/"), "{text}");
    for part in ["8f3a9c1d2b7e4f60a5", "s3cr3t", "t0ken"] {
        assert!(!text.contains(part), "{text}");
    }
    // The reader sees it whole, in the reader's own list.
    assert_eq!(activity(&paper, secret).await.url, secret);
    assert!(!paper.rows(View::All).await.is_empty());
}
