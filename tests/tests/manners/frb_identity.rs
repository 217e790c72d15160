//! FRB080–FRB090: as whom Qazet asks.

use std::collections::BTreeSet;

use api::Request;
use e2e::Paper;
use jiff::SignedDuration;

/// Every `User-Agent` that a reader's Qazet sends, over restarts and to every kind of server.
async fn agents() -> BTreeSet<String> {
    let mut paper = Paper::subscribed().await;
    for _ in 0..2 {
        paper.sync_all().await;
        let (city, refresh) = (None, true);
        paper.ask(Request::Weather { city, refresh }).await;
        paper = paper.reopen().await;
        paper.pass(SignedDuration::from_hours(5));
    }
    let requests = paper.newsroom().requests();
    assert!(requests.len() > 50);
    let agent = |request: newsroom::Request| request.header("user-agent").unwrap_or("").to_owned();
    requests.into_iter().map(agent).collect()
}

async fn agent() -> String {
    let agents = agents().await;
    assert_eq!(agents.len(), 1, "one identity: {agents:?}");
    agents.into_iter().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn frb080_every_request_says_who_asks() {
    assert!(!agent().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn frb081_with_a_contact_url() {
    let agent = agent().await;
    assert!(
        agent.contains("(+https://github.com/qazet/qazet)"),
        "{agent}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb082_with_a_version() {
    // The version of the tests' host.
    assert!(agent().await.starts_with("Qazet/0.0.0 "));
}

#[test]
fn frb083_the_version_is_that_of_the_program() {
    let hosts = [
        include_str!("../../../crates/cli/src/host.rs"),
        include_str!("../../../src-tauri/src/library.rs"),
    ];
    assert!(hosts[0].contains("env!(\"CARGO_PKG_VERSION\")"));
    assert!(hosts[1].contains("package_info().version"));
}

#[tokio::test(flavor = "multi_thread")]
async fn frb084_no_other_program_is_named() {
    let agent = agent().await;
    for other in [
        "Feedly",
        "NetNewsWire",
        "newsboat",
        "Googlebot",
        "compatible",
        "like",
    ] {
        assert!(!agent.contains(other), "{agent}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb085_no_browser_is_named() {
    let agent = agent().await;
    for browser in [
        "Mozilla",
        "AppleWebKit",
        "Chrome",
        "Safari",
        "Gecko",
        "Firefox",
    ] {
        assert!(!agent.contains(browser), "{agent}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb086_no_library_is_named() {
    let agent = agent().await.to_lowercase();
    for library in ["reqwest", "hyper", "rust", "curl", "tauri"] {
        assert!(!agent.contains(library), "{agent}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frb087_the_identity_never_changes() {
    assert_eq!(agents().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb088_two_readers_look_the_same() {
    assert_eq!(agents().await, agents().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn frb089_the_agent_is_a_name_a_version_and_an_address_and_nothing_else() {
    assert_eq!(
        agent().await,
        "Qazet/0.0.0 (+https://github.com/qazet/qazet)"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn frb090_the_contact_url_is_where_the_project_lives() {
    let contact = format!("+{}", env!("CARGO_PKG_REPOSITORY"));
    assert!(agent().await.contains(&contact), "{contact}");
}
