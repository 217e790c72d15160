//! No way to the source.

use api::{ErrorCode, Response};
use jiff::Timestamp;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_listens_everything_stored_stays_readable() {
    let mut paper = paper().await;
    let before = texts(&paper).await;
    paper.stop_newsroom();
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 7);
    for outcome in &report.outcomes {
        assert!(
            outcome
                .reason
                .contains("does not answer. It may be down; Qazet tries again later"),
            "{}",
            outcome.reason
        );
    }
    assert_eq!(texts(&paper).await, before);
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_no_source_is_blamed() {
    let paper = paper().await;
    let before = texts(&paper).await;
    let paper = on_the_internet(paper, Names::Nowhere).await;
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 7);
    let soon = paper.engine.now() + HOUR;
    for outcome in &report.outcomes {
        assert!(
            outcome
                .reason
                .contains("There is no network. Everything already stored stays readable"),
            "{}",
            outcome.reason
        );
        let next: Timestamp = outcome.next_check.as_ref().unwrap().parse().unwrap();
        assert!(
            next < soon,
            "a source is not asked less because the network was away"
        );
    }
    let Response::SyncState(state) = paper.ask(Request::SyncState).await else {
        panic!("another answer")
    };
    assert!(state.offline, "the interface may say so");
    assert_eq!(texts(&paper).await, before);
    must_be_sound(&paper).await;

    let add = Request::AddFeed {
        url: "https://new.example/feed".to_owned(),
        folder: String::new(),
        login: None,
        proxy: None,
    };
    let error = api::dispatch(&paper.engine, add).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Offline);
    // Rates and weather are as they were, and say why they are not newer.
    let Response::Rates(rates) = paper.ask(Request::Rates { refresh: true }).await else {
        panic!("another answer")
    };
    assert!(
        rates.reason.contains("There is no network"),
        "{}",
        rates.reason
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_does_not_exist_is_told_as_such() {
    let paper = on_the_internet(paper().await, Names::Table(BTreeMap::new())).await;
    let before = texts(&paper).await;
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 7);
    let reason = &outcome(&report, FEED).reason;
    assert!(
        reason.contains("The name dala.example was not found. Check the spelling"),
        "{reason}"
    );
    assert_eq!(texts(&paper).await, before);
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_not_safe_is_refused_and_told() {
    let paper = paper().await;
    let before = texts(&paper).await;
    let address = e2e::plain_http_server().await;
    let url = format!("https://{address}/feed");
    let text = format!(
        "<opml version=\"2.0\"><body><outline text=\"Own\" xmlUrl=\"{url}\"/></body></opml>"
    );
    let Response::OpmlImported(imported) = paper
        .ask(Request::ImportOpml {
            file: text.into_bytes(),
        })
        .await
    else {
        panic!("another answer")
    };
    assert_eq!((imported.added, imported.private), (1, 1));
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, &url);
    assert_eq!(ended.status, "failed");
    assert!(
        ended.reason.contains("is not safe") && ended.reason.contains("Check this machine's date"),
        "{}",
        ended.reason
    );
    others_are_well(&report, &url);
    assert_eq!(texts(&paper).await, before);
    let add = Request::AddFeed {
        url: format!("https://{address}/other"),
        folder: String::new(),
        login: None,
        proxy: None,
    };
    let error = api::dispatch(&paper.engine, add).await.unwrap_err();
    assert!(error.message.contains("is not safe"), "{}", error.message);
    must_be_sound(&paper).await;
}
