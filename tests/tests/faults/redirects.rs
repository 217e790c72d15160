//! Redirects.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn redirects_that_lead_nowhere_good_are_refused() {
    let to = |status: u16, to: &str| Fault::Redirect {
        status,
        to: to.to_owned(),
    };
    check(
        to(302, PATH),
        "failed",
        "redirects too often. Open the address in a browser",
    )
    .await;
    check(
        to(301, "http://plain.example/feed"),
        "failed",
        "redirects from https back to http",
    )
    .await;
    check(
        to(302, "https://192.168.1.1/feed"),
        "failed",
        "an address of your own machine or network",
    )
    .await;
    check(
        to(302, "https://[::1]/feed"),
        "failed",
        "an address of your own machine or network",
    )
    .await;
    check(
        to(302, "file:///etc/passwd"),
        "failed",
        "to something other than http or https",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moved_feed_gets_its_new_address_after_the_third_time() {
    let paper = Paper::open().await;
    let old = "https://dala.example/old";
    let (status, to) = (301, PATH.to_owned());
    paper
        .newsroom()
        .set_fault(HOST, "/old", Fault::Redirect { status, to });
    import(&paper, old).await;
    for time in 1..=3 {
        assert_eq!(
            feed(&paper, old).await.url,
            old,
            "not before the third time"
        );
        let report = paper.sync(Scope::Now).await;
        assert_eq!(report.failed, 0, "time {time}: {:?}", report.outcomes);
    }
    let moved = feed(&paper, FEED).await;
    assert_eq!(moved.status.as_deref(), Some("not_modified"));
    let count = paper.rows(View::All).await.len();
    assert!(count >= 6, "its articles went with it: {count}");
    paper.newsroom().forget();
    paper.sync(Scope::Now).await;
    assert_eq!(paper.newsroom().hits(HOST, "/old"), 0);
    assert_eq!(
        paper.rows(View::All).await.len(),
        count,
        "no article came twice"
    );
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_is_elsewhere_for_a_while_keeps_its_address() {
    let paper = Paper::open().await;
    let old = "https://dala.example/old";
    let (status, to) = (302, PATH.to_owned());
    paper
        .newsroom()
        .set_fault(HOST, "/old", Fault::Redirect { status, to });
    import(&paper, old).await;
    for _ in 0..5 {
        let report = paper.sync(Scope::Now).await;
        assert_eq!(report.failed, 0, "{:?}", report.outcomes);
        paper.pass(HOUR * 3);
    }
    assert_eq!(feed(&paper, old).await.url, old);
    assert!(paper.rows(View::All).await.len() >= 6);
}
