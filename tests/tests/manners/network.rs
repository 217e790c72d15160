//! Networks that come and go, and those that answer in place of everybody.

use api::wire::{ArticleState, SyncState};
use api::{Request, Response, View};
use e2e::Paper;
use engine::Scope;
use engine::net::Names;
use jiff::SignedDuration;
use newsroom::{Fault, Page};

use crate::{FEED, HOST, HOUR, MINUTE, activity, find, import, one_article};

const PORTAL: &str = "portal.example";
/// Pages asked at the same time.
const AT_ONCE: usize = 32;

/// All outlets, read once; a portal's host is there too.
async fn read_once() -> Paper {
    let mut paper = Paper::subscribed().await;
    let address = paper.newsroom().address();
    paper.world.hosts.insert(PORTAL.to_owned(), address);
    let paper = paper.reopen().await;
    let page = "<!DOCTYPE html><html><head><title>Free Wi-Fi</title></head><body><h1>Welcome</h1><form><button>Log in</button></form></body></html>";
    paper.newsroom().print(PORTAL, "/login", Page::html(page));
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 7, "{:?}", report.outcomes);
    paper
}

async fn state(paper: &Paper) -> SyncState {
    match paper.ask(Request::SyncState).await {
        Response::SyncState(state) => state,
        other => panic!("{other:?}"),
    }
}

/// All that a network that fails must leave as it is.
async fn kept(paper: &Paper) -> Vec<(String, Option<String>, Option<String>, String, u32, bool)> {
    let feeds = paper.engine.feeds().await.unwrap().into_iter();
    feeds
        .map(|feed| {
            let red = feed.status == Some(model::FeedStatus::Failed);
            let (etag, modified) = (feed.validators.etag, feed.validators.last_modified);
            (feed.url, etag, modified, feed.reason, feed.failures, red)
        })
        .collect()
}

/// The network goes wrong in this way for an hour and comes back: nobody is blamed, nothing is lost, few are asked, and it goes on by itself.
async fn survives(fault: Fault, told: &str) {
    let paper = read_once().await;
    let before = kept(&paper).await;
    let articles = paper.rows(View::All).await.len();
    paper.newsroom().set_fault("*", "*", fault.clone());
    paper.pass(HOUR * 14);
    let report = paper.sync(Scope::Due).await;
    assert!(report.failed >= 2, "{fault:?}: {:?}", report.outcomes);
    for outcome in report.outcomes.iter().filter(|one| one.status == "failed") {
        assert!(
            outcome.reason.contains(told),
            "{fault:?}: {}",
            outcome.reason
        );
    }
    let first = state(&paper).await;
    assert!(first.offline && first.offline_since.is_some(), "{fault:?}");
    assert_eq!(
        kept(&paper).await,
        before,
        "{fault:?}: no address, no validator, no failure, nothing red"
    );
    // Every look after that asks a few.
    for _ in 0..6 {
        paper.newsroom().forget();
        paper.pass(MINUTE * 10);
        paper.sync(Scope::Due).await;
        let hosts = paper
            .newsroom()
            .requests()
            .into_iter()
            .filter(|one| one.host != PORTAL);
        assert!(hosts.count() <= 3, "{fault:?}: a few are asked");
        let still = state(&paper).await;
        assert!(still.offline, "{fault:?}");
        assert_eq!(still.offline_since, first.offline_since, "{fault:?}");
    }
    assert_eq!(kept(&paper).await, before, "{fault:?}");
    paper.newsroom().clear_faults();
    paper.pass(HOUR);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(
        (report.failed, report.skipped),
        (0, 0),
        "{fault:?}: it goes on by itself: {:?}",
        report.outcomes
    );
    let back = state(&paper).await;
    assert!(!back.offline && back.offline_since.is_none(), "{fault:?}");
    assert!(paper.rows(View::All).await.len() >= articles);
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0]);
}

const LOG_IN: &str = "This network may want you to log in first";

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_answers_a_page_for_everything_costs_nothing() {
    survives(Fault::BecomesHtml, LOG_IN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_redirects_everything_rewrites_no_address() {
    for status in [301, 302, 307, 308] {
        let to = format!("https://{PORTAL}/login");
        survives(Fault::Redirect { status, to }, LOG_IN).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_says_so_is_heard() {
    survives(Fault::Status(511), LOG_IN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_leads_away_from_tls_is_not_followed() {
    let to = "http://plain.portal/login".to_owned();
    survives(Fault::Redirect { status: 302, to }, LOG_IN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_on_a_private_address_is_not_followed() {
    let to = "https://192.168.1.1/login".to_owned();
    survives(Fault::Redirect { status: 302, to }, LOG_IN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_goes_in_the_middle_of_all_answers_blames_nobody() {
    survives(Fault::Truncated, "broke off").await;
    survives(Fault::Reset, "broke off").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_sources_stay_as_they_were_and_go_on_when_it_is_back() {
    let paper = read_once().await;
    let before = kept(&paper).await;
    let hosts = paper.world.hosts.clone();
    let mut paper = paper;
    paper.world.hosts.clear();
    let mut paper = paper
        .reopen_with(|config| engine::Config {
            names: Names::Nowhere,
            ..config
        })
        .await;
    paper.pass(HOUR * 13);
    for look in 0..5 {
        paper.pass(HOUR);
        let report = paper.sync(Scope::Due).await;
        let asked = report
            .outcomes
            .iter()
            .filter(|one| one.status == "failed")
            .count();
        assert!(
            if look == 0 { asked >= 2 } else { asked <= 3 },
            "look {look}: {asked}"
        );
        assert!(state(&paper).await.offline);
    }
    assert_eq!(kept(&paper).await, before);
    assert_eq!(
        activity(&paper, "https://dala.example/feed/")
            .await
            .pace
            .as_deref(),
        Some("connectivity")
    );
    paper.world.hosts = hosts;
    let paper = paper.reopen().await;
    paper.pass(MINUTE * 11);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(
        (report.failed, report.skipped),
        (0, 0),
        "{:?}",
        report.outcomes
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_source_that_turns_into_a_page_is_its_own_affair() {
    let paper = read_once().await;
    paper
        .newsroom()
        .set_fault("dala.example", "*", Fault::BecomesHtml);
    // It alone is due: a witness is asked, who is well.
    let wait = SignedDuration::from_mins(30);
    paper.pass(wait);
    paper.newsroom().forget();
    let id = find(&paper, "https://dala.example/feed/").await.id;
    // A login that changes makes it due.
    paper.ask(Request::SetLogin { id, login: None }).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(
        (report.failed, report.not_modified + report.fetched),
        (1, 1),
        "{:?}",
        report.outcomes
    );
    assert_eq!(
        paper.newsroom().requests().len(),
        2,
        "the source and one witness"
    );
    let feed = find(&paper, "https://dala.example/feed/").await;
    assert_eq!(feed.status.as_deref(), Some("failed"));
    assert!(!state(&paper).await.offline);
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_portal_one_source_that_is_due_alone_is_not_blamed() {
    let paper = read_once().await;
    let before = kept(&paper).await;
    paper.newsroom().set_fault("*", "*", Fault::BecomesHtml);
    paper.pass(SignedDuration::from_mins(30));
    paper.newsroom().forget();
    let id = find(&paper, "https://dala.example/feed/").await.id;
    // A login that changes makes it due.
    paper.ask(Request::SetLogin { id, login: None }).await;
    paper.sync(Scope::Due).await;
    assert_eq!(kept(&paper).await, before);
    assert!(state(&paper).await.offline);
    assert_eq!(
        paper.newsroom().requests().len(),
        2,
        "the source and one witness"
    );
}

/// A paper of one source, which was well, and then the network goes wrong in this way.
async fn alone(fault: Fault) -> Paper {
    let paper = Paper::of_hosts(&[HOST, PORTAL]).await;
    paper
        .newsroom()
        .print(HOST, "/feed", Page::feed(one_article()));
    let page = "<!DOCTYPE html><html><head><title>Free Wi-Fi</title></head><body><form></form></body></html>";
    paper.newsroom().print(PORTAL, "/login", Page::html(page));
    import(&paper, &[FEED]).await;
    assert_eq!(paper.sync(Scope::Due).await.fetched, 1);
    paper.newsroom().set_fault(HOST, "*", fault);
    paper
}

fn led_away() -> Vec<Fault> {
    let to = |status: u16, to: &str| Fault::Redirect {
        status,
        to: to.to_owned(),
    };
    vec![
        to(302, "https://portal.example/login"),
        to(301, "https://portal.example/login"),
        to(302, "https://192.168.1.1/login"),
        to(302, "http://plain.portal/login"),
        Fault::Status(511),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_portal_the_only_source_is_not_blamed_and_goes_on() {
    for fault in led_away() {
        let paper = alone(fault.clone()).await;
        let before = kept(&paper).await;
        paper.pass(HOUR * 3);
        for _ in 0..3 {
            let report = paper.sync(Scope::Due).await;
            let told = &report.outcomes[0].reason;
            assert!(told.contains(LOG_IN), "{fault:?}: {told}");
            assert!(state(&paper).await.offline, "{fault:?}");
            assert_eq!(kept(&paper).await, before, "{fault:?}");
            paper.pass(MINUTE * 45);
        }
        paper.newsroom().clear_faults();
        let report = paper.sync(Scope::Due).await;
        assert_eq!(report.failed + report.skipped, 0, "{fault:?}");
        assert!(!state(&paper).await.offline, "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_only_source_that_stays_away_is_told_as_such_within_hours() {
    for fault in led_away() {
        let paper = alone(fault.clone()).await;
        paper.pass(HOUR * 3);
        let began = paper.engine.now();
        while kept(&paper).await[0].4 == 0 {
            paper.sync(Scope::Due).await;
            paper.pass(MINUTE * 10);
            let waited = paper.engine.now().duration_since(began);
            assert!(waited <= HOUR * 4, "{fault:?}: it is still the network's");
        }
        let waited = paper.engine.now().duration_since(began);
        assert!(waited >= HOUR, "{fault:?}: {waited}");
        assert!(!state(&paper).await.offline, "{fault:?}");
        let found = find(&paper, FEED).await;
        assert_eq!(found.status.as_deref(), Some("failed"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_only_source_that_turns_into_its_own_page_is_told_at_once() {
    let paper = alone(Fault::BecomesHtml).await;
    paper.pass(HOUR * 3);
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.failed, 1);
    assert_eq!(find(&paper, FEED).await.failures, 1);
    assert!(!state(&paper).await.offline);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_goes_in_the_middle_of_the_queue_costs_no_page_and_no_picture() {
    let mut faults = led_away();
    faults.extend([Fault::BecomesHtml, Fault::Reset]);
    for fault in faults {
        let paper = read_once().await;
        let wanted = state(&paper).await.queued;
        paper.newsroom().set_fault("*", "*", fault.clone());
        for _ in 0..3 {
            let already_offline = state(&paper).await.offline;
            paper.newsroom().forget();
            paper
                .engine
                .drain_queue(engine::Depth::Empty)
                .await
                .unwrap();
            let asked = paper.newsroom().requests().len();
            let at_most = if already_offline { 2 } else { 2 * AT_ONCE };
            assert!(asked <= at_most, "{fault:?}: {asked} requests");
            assert!(state(&paper).await.offline, "{fault:?}");
            for row in paper.rows(View::All).await {
                assert_ne!(
                    row.state,
                    ArticleState::Failed,
                    "{fault:?}: nothing turns red"
                );
            }
            assert_eq!(
                state(&paper).await.queued,
                wanted,
                "{fault:?}: none is given up"
            );
            paper.pass(MINUTE * 11);
        }
        paper.newsroom().clear_faults();
        paper
            .engine
            .drain_queue(engine::Depth::Empty)
            .await
            .unwrap();
        assert!(
            !state(&paper).await.offline,
            "{fault:?}: it goes on by itself"
        );
        for row in paper.rows(View::All).await {
            assert_eq!(row.state, ArticleState::Complete, "{fault:?}: {}", row.link);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_fail_while_sources_answer_are_told_of_after_all() {
    let paper = read_once().await;
    let depth = engine::Depth::Empty;
    // Of every host the feeds go on; the pages say nothing but their front page.
    for row in paper.rows(View::All).await {
        let link = url::Url::parse(&row.link).unwrap();
        let host = link.host_str().unwrap();
        paper
            .newsroom()
            .set_fault(host, link.path(), Fault::Status(511));
    }
    paper.engine.drain_queue(depth).await.unwrap();
    assert!(state(&paper).await.offline, "so it looks at first");
    paper.pass(HOUR * 14);
    paper.sync(Scope::Due).await;
    assert!(!state(&paper).await.offline, "sources answer");
    paper.engine.drain_queue(depth).await.unwrap();
    let rows = paper.rows(View::All).await;
    assert!(rows.iter().any(|row| row.state == ArticleState::Failed));
    assert!(!state(&paper).await.offline);
}
