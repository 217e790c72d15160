//! What docs/manners.md says of robots.txt, noarchive and the text for a site's owner.

use api::{Request, Response, View};
use e2e::Paper;
use engine::Scope;
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, explain, find, one_article, paper};

fn teaser(text: &str) -> Page {
    Page::feed(format!(
        "<rss version=\"2.0\"><channel><title>Own</title><item><guid>1</guid><link>https://own.example/1</link><title>First</title><description>{text}</description></item></channel></rss>"
    ))
}

fn article(words: &str, head: &str) -> Page {
    let text = format!(
        "<p>{}</p>",
        format!("{words} of a paragraph that says enough. ").repeat(8)
    )
    .repeat(3);
    Page::html(format!(
        "<!DOCTYPE html><html><head><title>First</title>{head}</head><body><article><h1>First</h1>{text}</article></body></html>"
    ))
}

/// How many earlier texts are kept after the page was changed.
async fn revisions_of(page: impl Fn(&str) -> Page) -> usize {
    let paper = paper(teaser("Short.")).await;
    paper.newsroom().print(HOST, "/1", page("Earlier words"));
    paper.sync_all().await;
    paper.newsroom().print(HOST, "/feed", teaser("Changed."));
    paper.newsroom().print(HOST, "/1", page("Later words"));
    paper.pass(HOUR * 3);
    paper.sync_all().await;
    let id = paper.rows(View::All).await[0].id.clone();
    let now = paper.article(&id).await;
    assert!(now.text.contains("Later words"), "{}", now.text);
    match paper.ask(Request::Revisions { id }).await {
        Response::Revisions(revisions) => revisions.len(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_page_that_says_noarchive_no_earlier_text_is_kept() {
    assert_eq!(revisions_of(|words| article(words, "")).await, 1);
    let header = |words: &str| article(words, "").header("X-Robots-Tag", "noarchive");
    assert_eq!(revisions_of(header).await, 0);
    let meta = |words: &str| article(words, "<meta name=\"robots\" content=\"index, NoArchive\">");
    assert_eq!(revisions_of(meta).await, 0);
    let others = |words: &str| article(words, "<meta name=\"googlebot\" content=\"noarchive\">");
    assert_eq!(
        revisions_of(others).await,
        1,
        "what others are asked for is no word to us"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn robots_txt_is_asked_once_for_a_site_and_never_for_a_feed() {
    let paper = Paper::subscribed().await;
    for _ in 0..4 {
        paper.sync_all().await;
        paper.pass(HOUR * 7);
    }
    let requests = paper.newsroom().requests();
    let robots: Vec<&str> = requests
        .iter()
        .filter(|one| one.path == "/robots.txt")
        .map(|one| one.host.as_str())
        .collect();
    assert!(robots.len() <= 1, "{robots:?}");
    let feeds = paper.library().await.feeds;
    for host in robots {
        let site = feeds
            .iter()
            .find(|feed| feed.url == format!("https://{host}/"));
        assert_eq!(site.expect("a site").kind, "site");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_for_a_sites_owner_tells_all_that_happened_and_nothing_about_the_reader() {
    let page = Page::feed(one_article()).header("Cache-Control", "max-age=7200");
    let paper = paper(page).await;
    let id = find(&paper, FEED).await.id;
    let (title, folder) = ("A name of my own".to_owned(), "A folder of mine".to_owned());
    paper.ask(Request::EditFeed { id, title, folder }).await;
    let text = explain(&paper, FEED).await;
    for part in [
        "Qazet and https://own.example/feed\n",
        "no validators yet",
        "asked 0 times",
        "it was never asked",
        "with the next sync",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    paper.sync(Scope::Due).await;
    paper.pass(HOUR * 3);
    paper.sync(Scope::Due).await;
    let text = explain(&paper, FEED).await;
    for part in [
        "As of 2026-11-20 09:00:00 (all times are UTC).",
        "User-Agent: Qazet/0.0.0 (+https://github.com/qazet/qazet)",
        "If-None-Match: \"",
        "asked 2 times",
        "answered with a body 1 time",
        "answered 304 Not Modified 1 time: 50 % of these answers",
        "2026-11-20 09:00:00: 304 (not_modified)",
        "minutes after the last: Cache-Control or Expires of the server",
        "docs/manners.md",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    paper
        .newsroom()
        .set_fault(HOST, "/feed", Fault::RetryAfterSeconds(3600));
    paper.pass(HOUR * 3);
    paper.sync(Scope::Due).await;
    let text = explain(&paper, FEED).await;
    for part in [
        "429 (failed)",
        "failed 1 time in a row",
        "asked to be left alone (429 or 503) until 2026-11-20 13:00:00, 1 time in a row",
        "the server said when, or asked for rest",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    for own in [
        "A name of my own",
        "A folder of mine",
        "Almaty",
        &paper.data.display().to_string(),
    ] {
        assert!(!text.contains(own), "{own:?} in {text}");
    }
}
