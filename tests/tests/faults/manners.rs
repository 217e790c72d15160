//! Manners: how often a source is asked.

use std::collections::BTreeSet;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn ten_syncs_at_once_ask_every_source_once() {
    let paper = Paper::subscribed().await;
    let syncs = (0..10).map(|_| {
        let engine = paper.engine.clone();
        tokio::spawn(async move { engine.sync(Scope::Now).await.unwrap() })
    });
    let mut reports = 0;
    for sync in syncs.collect::<Vec<_>>() {
        reports += usize::from(sync.await.unwrap().is_some());
    }
    assert!(reports >= 1);
    let asked = paper.newsroom().requests();
    let once: BTreeSet<(&str, &str)> = asked
        .iter()
        .map(|one| (one.host.as_str(), one.path.as_str()))
        .collect();
    assert!(once.len() >= 7, "{once:?}");
    assert_eq!(
        asked.len(),
        once.len() * reports,
        "one request a source and sync: {asked:?}"
    );
    if reports > 1 {
        // Those that began after the first had ended asked again, with validators: never two at the same time.
        assert!(reports < 10);
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn adding_a_feed_is_one_request() {
    let paper = Paper::open().await;
    let rows = added(&paper, FEED).await;
    assert!(rows.len() >= 6);
    let asked: Vec<String> = paper
        .newsroom()
        .requests()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(asked, [PATH]);
    // A page that names its feed takes two.
    let other = Paper::open().await;
    assert_eq!(added(&other, "dala.example").await.len(), rows.len());
    let asked: Vec<String> = other
        .newsroom()
        .requests()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(asked, ["/", PATH]);
    assert_eq!(feed(&other, FEED).await.kind, "feed");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_engine_opened_anew_asks_nobody_before_it_is_time() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let paper = paper.reopen().await;
    paper.newsroom().forget();
    paper.sync_all().await;
    let asked: Vec<String> = paper
        .newsroom()
        .requests()
        .into_iter()
        .map(|one| format!("{}{}", one.host, one.path))
        .collect();
    assert_eq!(asked, [""; 0], "nothing was due");
    assert_eq!(paper.engine.network_attempts(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_look_is_conditional_for_all_that_gave_validators() {
    let paper = paper().await.reopen().await;
    let feeds = paper.engine.feeds().await.unwrap();
    paper.newsroom().forget();
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.articles_new, 0, "{:?}", report.outcomes);
    let asked = paper.newsroom().requests();
    for feed in feeds {
        if feed.validators.is_empty() {
            assert_eq!(
                feed.kind,
                model::FeedKind::Site,
                "every feed gives validators: {}",
                feed.url
            );
            continue;
        }
        assert_eq!(
            outcome(&report, &feed.url).status,
            "not_modified",
            "{}",
            feed.url
        );
        let host = url::Url::parse(&feed.url)
            .unwrap()
            .host_str()
            .unwrap()
            .to_owned();
        let of_feed: Vec<_> = asked
            .iter()
            .filter(|request| request.host == host)
            .collect();
        assert_eq!(of_feed.len(), 1, "{host} is asked once");
        assert_eq!(of_feed[0].status, 304);
        // Byte for byte what the server gave.
        assert_eq!(
            of_feed[0].header("if-none-match"),
            feed.validators.etag.as_deref()
        );
        assert_eq!(
            of_feed[0].header("if-modified-since"),
            feed.validators.last_modified.as_deref()
        );
    }
}
