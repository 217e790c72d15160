//! FRB020–FRB037: how often a server is asked, and for how much.

use std::collections::BTreeMap;

use api::View;
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::{Fault, Page};

use crate::{
    FEED, HOST, HOUR, Item, MINUTE, add, asked, import, one_article, outcome, paper, rss, rss_with,
    wait_of, whole_text,
};

const OLD: Item<'static> = (
    "g1",
    "https://own.example/1",
    "First",
    "Thu, 19 Nov 2026 06:00:00 GMT",
);

/// How long the engine waits after a feed that says this.
async fn wait_after(page: Page) -> SignedDuration {
    let paper = paper(page).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 1, "{:?}", report.outcomes);
    wait_of(&paper, FEED).await
}

/// Between an amount of hours and a tenth more.
fn is_about(wait: SignedDuration, hours: i32) {
    let least = HOUR * hours;
    let range = least..=least + least / 10;
    assert!(range.contains(&wait), "{hours} h, but {wait:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn frb020_after_429_it_waits_as_told() {
    let paper = paper(Page::feed(one_article())).await;
    paper
        .newsroom()
        .set_fault(HOST, "*", Fault::RetryAfterSeconds(5 * 3600));
    paper.sync(Scope::Due).await;
    assert!(wait_of(&paper, FEED).await >= HOUR * 5);
    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    for _ in 0..4 {
        paper.pass(HOUR);
        paper.sync(Scope::Now).await;
    }
    assert_eq!(asked(&paper, "/feed").len(), 0, "it was left alone");
    paper.pass(HOUR + MINUTE);
    paper.sync(Scope::Now).await;
    assert_eq!(asked(&paper, "/feed").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb021_after_429_without_a_time_it_waits_an_hour_and_doubles() {
    let paper = paper(Page::feed(one_article())).await;
    paper.newsroom().set_fault(HOST, "*", Fault::Status(429));
    for hours in [1, 2, 4, 8] {
        paper.newsroom().forget();
        paper.sync(Scope::Now).await;
        assert_eq!(asked(&paper, "/feed").len(), 1);
        paper.pass(HOUR * hours - MINUTE);
        paper.sync(Scope::Now).await;
        assert_eq!(asked(&paper, "/feed").len(), 1, "{hours} hours of rest");
        paper.pass(MINUTE * 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb022_cache_control_and_expires_count() {
    let page = || Page::feed(one_article());
    is_about(wait_after(page()).await, 1);
    let max_age = page().header("Cache-Control", "public, max-age=18000");
    is_about(wait_after(max_age).await, 5);
    let expires = page().header("Expires", "Fri, 20 Nov 2026 13:00:00 GMT");
    is_about(wait_after(expires).await, 7);
    let forever = page().header("Cache-Control", "max-age=31536000");
    is_about(wait_after(forever).await, 24);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb023_a_feed_that_publishes_seldom_is_asked_less() {
    let weekly = rss(&[
        (
            "3",
            "https://own.example/3",
            "Third",
            "Thu, 19 Nov 2026 06:00:00 GMT",
        ),
        (
            "2",
            "https://own.example/2",
            "Second",
            "Thu, 12 Nov 2026 06:00:00 GMT",
        ),
        (
            "1",
            "https://own.example/1",
            "First",
            "Thu, 05 Nov 2026 06:00:00 GMT",
        ),
    ]);
    is_about(wait_after(Page::feed(weekly)).await, 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb024_ttl_sy_and_skipped_hours_and_days_count() {
    let saying = async |channel: &str| wait_after(Page::feed(rss_with(channel, &[OLD]))).await;
    is_about(saying("<ttl>180</ttl>").await, 3);
    is_about(
        saying(
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        )
        .await,
        6,
    );
    // It is six o'clock on a Friday: the next full hour that is not skipped, the next day that is not.
    let hours = "<skipHours><hour>7</hour><hour>8</hour><hour>9</hour></skipHours>";
    assert_eq!(saying(hours).await, HOUR * 4);
    let days = "<skipDays><day>Friday</day></skipDays>";
    assert_eq!(saying(days).await, HOUR * 18);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb030_what_the_feed_carried_is_not_fetched_again() {
    let paper = paper(Page::feed(one_article())).await;
    paper.sync_all().await;
    assert_eq!(paper.newsroom().hits(HOST, "*"), 1, "the feed alone");
    let rows = paper.rows(View::All).await;
    assert!(paper.article(&rows[0].id).await.text.len() > 600);
}

const PHOTO: &[u8] = include_bytes!("../../../crates/newsroom/photos/cat-1.jpg");

/// A feed with a teaser, its page with a picture and an icon.
fn with_a_page(paper: &Paper) {
    let teaser = "<rss version=\"2.0\"><channel><title>Own</title><item><guid>1</guid><link>https://own.example/1</link><title>First</title><description>Short.</description></item></channel></rss>";
    let text = whole_text("First")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>First</title><link rel=\"icon\" href=\"/icon.jpg\"></head><body><article><h1>First</h1>{text}<img src=\"/photo.jpg\" width=\"600\" height=\"400\">{text}</article></body></html>"
    );
    let newsroom = paper.newsroom();
    newsroom.print(HOST, "/feed", Page::feed(teaser));
    newsroom.print(HOST, "/1", Page::html(page));
    for picture in ["/photo.jpg", "/icon.jpg"] {
        newsroom.print(HOST, picture, Page::new("image/jpeg", PHOTO));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb031_pages_pictures_and_favicons_are_kept_too() {
    let paper = paper(Page::feed(one_article())).await;
    with_a_page(&paper);
    paper.sync_all().await;
    let once: BTreeMap<String, usize> =
        [("/1", 1), ("/feed", 1), ("/icon.jpg", 1), ("/photo.jpg", 1)]
            .map(|(path, times)| (path.to_owned(), times))
            .into();
    let counted = |paper: &Paper| {
        let mut paths = BTreeMap::new();
        for request in paper.newsroom().requests() {
            if request.host == HOST {
                *paths.entry(request.path).or_insert(0) += 1;
            }
        }
        paths
    };
    assert_eq!(counted(&paper), once);
    let paper = paper.reopen().await;
    for _ in 0..3 {
        paper.pass(HOUR * 5);
        paper.sync_all().await;
    }
    let mut later = once;
    later.insert("/feed".to_owned(), 4);
    assert_eq!(counted(&paper), later, "the feed alone is asked again");
}

#[tokio::test(flavor = "multi_thread")]
async fn frb032_an_articles_page_is_fetched_once() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    for _ in 0..3 {
        paper.pass(MINUTE * 90);
        paper.sync_all().await;
    }
    let edited: Vec<String> = paper
        .newsroom()
        .articles()
        .into_iter()
        .filter(|article| article.edited_at.is_some())
        .map(|article| article.url)
        .collect();
    let mut pages = BTreeMap::new();
    for request in paper.newsroom().requests() {
        let url = format!("https://{}{}", request.host, request.path);
        *pages.entry(url).or_insert(0) += 1;
    }
    let links: Vec<String> = paper
        .rows(View::All)
        .await
        .into_iter()
        .map(|row| row.link)
        .collect();
    let fetched = links
        .iter()
        .filter(|link| pages.contains_key(*link))
        .count();
    assert!(fetched > 10, "{fetched} pages came");
    for link in links.iter().filter(|link| !edited.contains(link)) {
        let times = pages.get(link).copied().unwrap_or(0);
        assert!(times <= 1, "{link} was fetched {times} times");
    }
}

/// The shortest time between two requests to one host.
fn shortest_space(requests: &[newsroom::Request]) -> SignedDuration {
    let spaces = requests
        .windows(2)
        .map(|two| two[1].at.duration_since(two[0].at));
    spaces.min().expect("more than one request")
}

#[tokio::test(flavor = "multi_thread")]
async fn frb033_one_server_gets_one_request_a_second_for_pages_and_pictures() {
    let paper = Paper::subscribed().await.in_one_time().await;
    paper.sync(Scope::Due).await;
    paper.newsroom().forget();
    paper
        .engine
        .drain_queue(engine::Depth::OneSync)
        .await
        .unwrap();
    let mut hosts: BTreeMap<String, Vec<newsroom::Request>> = BTreeMap::new();
    for request in paper.newsroom().requests() {
        hosts.entry(request.host.clone()).or_default().push(request);
    }
    hosts.retain(|_, requests| requests.len() > 1);
    assert!(hosts.len() >= 5, "{:?}", hosts.keys());
    for (host, requests) in &hosts {
        let shortest = shortest_space(requests);
        assert!(
            shortest >= SignedDuration::from_secs(1),
            "{host}: {shortest:?}"
        );
    }
    // Twenty pages of a source in one pass, whatever it offers.
    let per_pass = hosts.values().map(Vec::len).max().unwrap();
    assert!(per_pass > 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb034_many_feeds_of_one_server_share_its_limit() {
    let paper = Paper::of_hosts(&[HOST]).await.in_one_time().await;
    let urls: Vec<String> = (0..10)
        .map(|n| format!("https://own.example/{n}.xml"))
        .collect();
    for number in 0..10 {
        let page = Page::feed(one_article());
        paper
            .newsroom()
            .print(HOST, &format!("/{number}.xml"), page);
    }
    import(&paper, &urls.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 10, "{:?}", report.outcomes);
    let shortest = shortest_space(&paper.newsroom().requests());
    assert!(shortest >= SignedDuration::from_millis(200), "{shortest:?}");
    // One that rests holds for all of them.
    paper.newsroom().set_fault(HOST, "*", Fault::Status(429));
    paper.newsroom().forget();
    paper.pass(HOUR);
    paper.sync(Scope::Now).await;
    assert_eq!(
        paper.newsroom().requests().len(),
        1,
        "the others heard of it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb036_adding_a_feed_is_one_request() {
    let paper = Paper::of_hosts(&[HOST]).await;
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    add(&paper, FEED).await.unwrap();
    assert_eq!(paper.rows(View::All).await.len(), 1);
    // Adding it again, and the sync after it, ask nobody.
    add(&paper, FEED).await.unwrap();
    let report = paper.sync(Scope::Due).await;
    assert_eq!(outcome(&report, FEED).status, "skipped");
    assert_eq!(paper.newsroom().requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb037_twenty_restarts_are_no_reason_to_ask() {
    let mut paper = Paper::subscribed().await;
    paper.sync_all().await;
    paper.newsroom().forget();
    for _ in 0..20 {
        paper = paper.reopen().await;
        paper.pass(MINUTE / 2);
        paper.sync_all().await;
    }
    assert_eq!(paper.newsroom().requests(), []);
    assert_eq!(paper.engine.network_attempts(), 0);
}
