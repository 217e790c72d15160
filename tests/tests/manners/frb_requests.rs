//! FRB050–FRB066, FRB140, FRB141: what a request looks like.

use api::{ErrorCode, Request, View};
use e2e::Paper;
use engine::Scope;
use newsroom::{Encoding, Fault, Page};

use crate::{FEED, HOST, HOUR, add, asked, import, one_article, paper};

/// Everything that a paper asks in a day: feeds, lists, pages, pictures, rates, weather, cities.
async fn a_day() -> (Paper, Vec<newsroom::Request>) {
    let paper = Paper::subscribed().await;
    for _ in 0..3 {
        paper.sync_all().await;
        paper.pass(HOUR * 8);
    }
    let (city, refresh) = (None, true);
    paper.ask(Request::Rates { refresh }).await;
    paper.ask(Request::Weather { city, refresh }).await;
    let name = "Астана".to_owned();
    paper.ask(Request::Cities { name, search: true }).await;
    let requests = paper.newsroom().requests();
    assert!(requests.len() > 50, "{}", requests.len());
    (paper, requests)
}

async fn no_request_has(header: &str) {
    let (_paper, requests) = a_day().await;
    for request in requests {
        assert_eq!(
            request.header(header),
            None,
            "{}{}",
            request.host,
            request.path
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb050_every_request_is_a_get() {
    let (_paper, requests) = a_day().await;
    assert!(requests.iter().all(|request| request.method == "GET"));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb051_no_request_is_a_head() {
    let (_paper, requests) = a_day().await;
    assert!(!requests.iter().any(|request| request.method == "HEAD"));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb060_what_the_reader_types_is_checked_before_anybody_is_asked() {
    let paper = Paper::open().await;
    for typed in [
        "",
        "two words",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://own.example/feed",
        "https://",
        "https://own example/feed",
    ] {
        let error = add(&paper, typed).await.unwrap_err();
        assert_eq!(
            error.code,
            ErrorCode::BadAddress,
            "{typed}: {}",
            error.message
        );
    }
    assert_eq!(paper.engine.network_attempts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb061_no_address_is_guessed() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let page = "<!DOCTYPE html><html><head><title>A site</title></head><body><p>Nothing.</p></body></html>";
    paper.newsroom().print(HOST, "/", Page::html(page));
    for typed in ["own.example", "https://own.example/missing"] {
        paper.newsroom().forget();
        add(&paper, typed).await.unwrap_err();
        let requests = paper.newsroom().requests();
        assert_eq!(requests.len(), 1, "{typed} alone: {requests:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb062_no_parameters_are_added() {
    let (paper, requests) = a_day().await;
    let links: Vec<String> = paper
        .rows(View::All)
        .await
        .into_iter()
        .map(|row| row.link)
        .collect();
    let own = |request: &newsroom::Request| {
        let link = format!("https://{}{}", request.host, request.path);
        links.contains(&link) || paper.world.catalogue.iter().any(|entry| entry.url == link)
    };
    let own: Vec<_> = requests.into_iter().filter(own).collect();
    assert!(own.len() > 20, "{}", own.len());
    for request in own {
        assert_eq!(request.query, "", "{}{}", request.host, request.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb063_cookies_are_neither_kept_nor_sent() {
    let page = Page::feed(one_article()).header("Set-Cookie", "reader=7; Path=/");
    let paper = paper(page).await;
    for _ in 0..3 {
        paper.sync(Scope::Now).await;
    }
    let requests = asked(&paper, "/feed");
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.header("cookie").is_none())
    );
    no_request_has("cookie").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb064_no_cache_is_passed_by() {
    no_request_has("cache-control").await;
    no_request_has("pragma").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb065_no_request_has_a_referrer() {
    no_request_has("referer").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frb066_query_strings_stay_as_they_are() {
    let paper = Paper::of_hosts(&[HOST]).await;
    let query = "b=2&a=1&a=%D1%8F+x&&utm_source=feed&empty=&t=a%2Fb";
    let url = format!("{FEED}?{query}");
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    import(&paper, &[&url]).await;
    paper.sync(Scope::Due).await;
    paper.sync(Scope::Now).await;
    let requests = asked(&paper, "/feed");
    assert_eq!(requests.len(), 2);
    assert!(
        requests.iter().all(|request| request.query == query),
        "{requests:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb140_compressed_answers_are_accepted() {
    let (_paper, requests) = a_day().await;
    for request in requests {
        let accepted = request.header("accept-encoding").unwrap_or_default();
        for coding in ["gzip", "br", "zstd"] {
            assert!(accepted.contains(coding), "{}: {accepted}", request.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb141_what_was_compressed_is_decoded() {
    for codings in [
        vec![Encoding::Gzip],
        vec![Encoding::Br],
        vec![Encoding::Zstd],
        vec![Encoding::Gzip, Encoding::Br],
    ] {
        let paper = paper(Page::feed(one_article())).await;
        paper
            .newsroom()
            .set_fault(HOST, "/feed", Fault::Encoded(codings.clone()));
        let report = paper.sync(Scope::Due).await;
        assert_eq!(report.articles_new, 1, "{codings:?}: {:?}", report.outcomes);
    }
}
