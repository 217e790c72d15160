//! Bad input: whatever a source does, the reader is told what happened and what to do, everything that was stored stays readable, the other
//! sources sync on, and nothing is half-written.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use api::wire::{ArticleRow, ArticleState, Feed, Outcome, SyncReport};
use api::{ErrorCode, Mark, Request, Response, View};
use e2e::Paper;
use engine::Scope;
use engine::net::Names;
use jiff::{SignedDuration, Timestamp};
use newsroom::{Charset, Encoding, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The feed that goes wrong in most tests.
const HOST: &str = "dala.example";
const PATH: &str = "/feed/";
const FEED: &str = "https://dala.example/feed/";

/// A paper whose feeds have been read once.
async fn paper() -> Paper {
    let paper = Paper::subscribed().await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 7, "{:?}", report.outcomes);
    paper
}

fn outcome<'a>(report: &'a SyncReport, url: &str) -> &'a Outcome {
    let found = report.outcomes.iter().find(|outcome| outcome.url == url);
    found.unwrap_or_else(|| panic!("no outcome of {url}: {:?}", report.outcomes))
}

async fn feed(paper: &Paper, url: &str) -> Feed {
    let feeds = paper.library().await.feeds;
    let found = feeds.into_iter().find(|feed| feed.url == url);
    found.unwrap_or_else(|| panic!("{url} is not in the library"))
}

/// Every article with its text.
async fn texts(paper: &Paper) -> BTreeMap<String, (String, String)> {
    let mut texts = BTreeMap::new();
    for row in paper.rows(View::All).await {
        let article = paper.article(&row.id).await;
        texts.insert(row.id, (row.title, article.text));
    }
    texts
}

/// All sources but one were read.
fn others_are_well(report: &SyncReport, but: &str) {
    for outcome in report.outcomes.iter().filter(|outcome| outcome.url != but) {
        let read = ["fetched", "not_modified"].contains(&outcome.status.as_str());
        assert!(read, "the others sync on: {outcome:?}");
    }
}

async fn must_be_sound(paper: &Paper) {
    let found = paper.engine.examine().await.unwrap();
    assert_eq!(found.findings, [""; 0], "nothing is half-written");
}

/// The feed goes wrong in this way after it was read once: how that ends, what the reader is told, and that it heals.
async fn check(fault: Fault, status: &str, told: &str) {
    let paper = paper().await;
    let before = texts(&paper).await;
    let validators = |feeds: Vec<model::Feed>| {
        let of = |feed: model::Feed| (feed.url == FEED).then_some(feed.validators);
        feeds.into_iter().find_map(of).unwrap()
    };
    let kept = validators(paper.engine.feeds().await.unwrap());
    assert!(!kept.is_empty(), "the feed gives validators");

    paper.newsroom().set_fault(HOST, PATH, fault.clone());
    let began = Instant::now();
    let report = paper.sync(Scope::Now).await;
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{fault:?} is quick"
    );
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, status, "{fault:?}: {}", ended.reason);
    assert!(
        ended.reason.contains(told),
        "{fault:?} says {told:?}, but: {}",
        ended.reason
    );
    assert_eq!(
        feed(&paper, FEED).await.reason,
        ended.reason,
        "the sidebar says the same"
    );
    others_are_well(&report, FEED);

    assert_eq!(
        texts(&paper).await,
        before,
        "{fault:?}: what was stored stays"
    );
    let now = validators(paper.engine.feeds().await.unwrap());
    assert_eq!(now, kept, "{fault:?}: validators stay byte for byte");
    must_be_sound(&paper).await;

    paper.newsroom().clear_faults();
    paper.pass(HOUR * 30);
    let report = paper.sync(Scope::Now).await;
    assert_eq!(
        outcome(&report, FEED).status,
        "fetched",
        "{fault:?} heals: {:?}",
        outcome(&report, FEED)
    );
    assert_eq!(feed(&paper, FEED).await.reason, "");
}

// What a feed's server may send.

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_where_a_feed_was_is_told_as_one() {
    check(
        Fault::BecomesHtml,
        "failed",
        "this is a web page («One moment, please»), not a feed; look for",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_answer_takes_nothing_away() {
    check(
        Fault::EmptyBody,
        "failed",
        "the server sent nothing; try again later",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eleven_bytes_of_nothing_take_nothing_away() {
    check(Fault::ZombieBody, "failed", "try again later").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_breaks_off_is_told_as_such() {
    for fault in [Fault::Truncated, Fault::Reset, Fault::BadChunks] {
        check(
            fault,
            "failed",
            "broke off in the middle. Qazet tries again later",
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn endless_and_unpacking_bodies_are_given_up_at_15_mb() {
    check(Fault::Endless, "failed", "sent more than 15 MB").await;
    for encoding in [Encoding::Gzip, Encoding::Br, Encoding::Zstd] {
        let bomb = Fault::Bomb {
            encoding,
            size: 1 << 30,
        };
        check(bomb, "failed", "sent more than 15 MB").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_are_told_with_what_to_do() {
    for (status, told) in [
        (401, "a password is needed: open the site"),
        (403, "access refused"),
        (
            404,
            "nothing is there: look for the new address on the site",
        ),
        (500, "the site has a fault: Qazet tries again later"),
    ] {
        check(Fault::Status(status), "failed", told).await;
    }
}

/// Set in the process that measures itself.
const ALONE: &str = "QAZET_TEST_ALONE";

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_200_mb_is_refused_quickly_and_in_little_memory() {
    if std::env::var_os(ALONE).is_none() {
        // The other tests of this process have memory of their own.
        let name = "a_body_of_200_mb_is_refused_quickly_and_in_little_memory";
        let done = tokio::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(ALONE, "1")
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{said}");
        return;
    }
    let paper = paper().await;
    let before = peak_memory();
    // Some say how long they are; some do not.
    for fault in [Fault::HugeBody(200 << 20), Fault::Endless] {
        paper.newsroom().set_fault(HOST, PATH, fault.clone());
        let began = Instant::now();
        let report = paper.sync(Scope::Now).await;
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "{:?}",
            began.elapsed()
        );
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed");
        assert!(
            ended.reason.contains("sent more than 15 MB"),
            "{}",
            ended.reason
        );
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        let more = (after - before) / 1024;
        assert!(
            more < 80,
            "15 MB are read at most, but {more} MB more were used"
        );
    }
    must_be_sound(&paper).await;
}

/// The most memory this process ever used, in KiB; only Linux tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_broken_article_does_not_cost_the_others() {
    for (host, path) in [
        (HOST, PATH),
        ("steppewire.example", "/atom.xml"),
        ("signal.example", "/feed.json"),
    ] {
        let url = format!("https://{host}{path}");
        let whole = Paper::open().await;
        let all = added(&whole, &url).await;
        assert!(all.len() >= 6, "{url} has {} articles", all.len());
        let broken = Paper::open().await;
        broken.newsroom().set_fault(host, path, Fault::BrokenItem);
        let found = added(&broken, &url).await;
        let links = |rows: &[ArticleRow]| -> BTreeSet<(String, String)> {
            rows.iter()
                .map(|row| (row.link.clone(), row.title.clone()))
                .collect()
        };
        let missing: Vec<_> = links(&all).difference(&links(&found)).cloned().collect();
        assert_eq!(missing, [], "{url}: the good articles are all here");
        must_be_sound(&broken).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_charset_is_seen_through() {
    for charset in [Charset::Cp1251AsUtf8, Charset::Utf8AsCp1251] {
        let paper = Paper::open().await;
        paper
            .newsroom()
            .set_fault(HOST, PATH, Fault::WrongCharset(charset));
        let rows = added(&paper, FEED).await;
        let truth = paper.newsroom().articles();
        assert!(!rows.is_empty());
        for row in rows {
            let told = truth
                .iter()
                .find(|article| article.url == row.link)
                .expect("a true link");
            assert_eq!(row.title, told.title, "{charset:?}");
        }
    }
}

/// The articles that adding an address brings.
async fn added(paper: &Paper, url: &str) -> Vec<ArticleRow> {
    let folder = String::new();
    paper
        .ask(Request::AddFeed {
            url: url.to_owned(),
            folder,
            login: None,
            proxy: None,
        })
        .await;
    paper.rows(View::All).await
}

// No way to the source.

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

/// The same library, whose sources are now looked for by their names on an internet that has these names only.
async fn on_the_internet(paper: Paper, names: Names) -> Paper {
    paper
        .reopen_with(|mut config| {
            config.world.hosts.clear();
            config.names = names;
            config
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_not_safe_is_refused_and_told() {
    let paper = paper().await;
    let before = texts(&paper).await;
    let address = plain_http_server().await;
    let url = format!("https://{address}/feed");
    let text = format!(
        "<opml version=\"2.0\"><body><outline text=\"Own\" xmlUrl=\"{url}\"/></body></opml>"
    );
    let Response::OpmlImported(imported) = paper.ask(Request::ImportOpml { text }).await else {
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

/// A server that answers every greeting in plain http, as one without TLS does on port 443.
async fn plain_http_server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.read_u8().await.unwrap();
            stream
                .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                .await
                .unwrap();
            // Open until the client has had enough.
            while stream.read_u8().await.is_ok() {}
        }
    });
    address
}

// Waiting and leaving alone.

#[tokio::test(flavor = "multi_thread")]
async fn retry_after_holds_in_both_forms_and_over_a_restart() {
    for fault in [Fault::RetryAfterSeconds(7200), Fault::RetryAfterDate(7200)] {
        let paper = paper().await;
        let before = texts(&paper).await;
        paper.newsroom().set_now(paper.engine.now());
        paper.newsroom().set_fault(HOST, "*", fault.clone());
        let asked = paper.engine.now();
        let report = paper.sync(Scope::Now).await;
        let ended = outcome(&report, FEED);
        assert_eq!(ended.status, "failed", "{fault:?}");
        assert!(
            ended
                .reason
                .contains("asks to be left alone for a while. Qazet waits until"),
            "{}",
            ended.reason
        );
        let next: Timestamp = ended.next_check.as_ref().unwrap().parse().unwrap();
        assert!(
            next.duration_since(asked) >= SignedDuration::from_secs(7190),
            "{fault:?}: {next}"
        );

        paper.newsroom().clear_faults();
        paper.newsroom().forget();
        let report = paper.sync(Scope::Now).await;
        assert_eq!(
            outcome(&report, FEED).status,
            "skipped",
            "also when the reader says now"
        );
        let paper = paper.reopen().await;
        paper.pass(HOUR);
        let report = paper.sync(Scope::Now).await;
        let ended = outcome(&report, FEED);
        assert_eq!(
            ended.status, "skipped",
            "also after a restart: {}",
            ended.reason
        );
        assert!(
            ended.reason.contains("asked to be left alone until"),
            "{}",
            ended.reason
        );
        assert_eq!(paper.newsroom().hits(HOST, "*"), 0, "it was left alone");
        assert_eq!(texts(&paper).await.len(), before.len());

        paper.pass(HOUR + SignedDuration::from_mins(1));
        let report = paper.sync(Scope::Now).await;
        assert_eq!(
            outcome(&report, FEED).status,
            "not_modified",
            "then it is asked again"
        );
        must_be_sound(&paper).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_host_is_left_alone_for_an_hour() {
    let paper = paper().await;
    paper.newsroom().set_fault(HOST, "*", Fault::Status(503));
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, "failed");
    assert!(
        ended
            .reason
            .contains("is closed for the moment. Qazet waits until"),
        "{}",
        ended.reason
    );
    paper.newsroom().forget();
    paper.pass(HOUR / 2);
    assert_eq!(
        outcome(&paper.sync(Scope::Now).await, FEED).status,
        "skipped"
    );
    assert_eq!(paper.newsroom().hits(HOST, "*"), 0);
    paper.newsroom().clear_faults();
    paper.pass(HOUR);
    assert_eq!(
        outcome(&paper.sync(Scope::Now).await, FEED).status,
        "not_modified"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_is_never_asked_again_and_stays_readable() {
    let paper = paper().await;
    let before = texts(&paper).await;
    paper.newsroom().set_fault(HOST, PATH, Fault::Gone);
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!((ended.status.as_str(), report.gone), ("gone", 1));
    assert!(
        ended
            .reason
            .contains("gone for good. Remove the source, or look for its new address"),
        "{}",
        ended.reason
    );
    assert_eq!(ended.next_check, None);

    paper.newsroom().clear_faults();
    paper.newsroom().forget();
    paper.pass(HOUR * 100);
    let paper = paper.reopen().await;
    let report = paper.sync(Scope::Now).await;
    let ended = outcome(&report, FEED);
    assert_eq!(ended.status, "skipped");
    assert!(
        ended
            .reason
            .contains("gone for good; remove it, or add its new address"),
        "{}",
        ended.reason
    );
    assert_eq!(paper.newsroom().hits(HOST, PATH), 0);
    let now = texts(&paper).await;
    assert!(before.keys().all(|id| now.contains_key(id)));
    must_be_sound(&paper).await;
}

// Redirects.

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

async fn import(paper: &Paper, url: &str) {
    let text = format!(
        "<opml version=\"2.0\"><body><outline text=\"Own\" xmlUrl=\"{url}\"/></body></opml>"
    );
    paper.ask(Request::ImportOpml { text }).await;
}

// Manners.

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

// News.

/// All sources, due or not, and what they want.
async fn sync_now_with_queue(paper: &Paper) {
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_article_keeps_its_earlier_text_and_stays_read() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let now = paper.engine.now();
    let truth = paper.newsroom().articles();
    let later: Vec<_> = truth
        .iter()
        .filter(|article| article.out && article.edited_at.is_some_and(|at| at > now))
        .collect();
    assert!(!later.is_empty(), "some article is edited later");
    let rows = paper.rows(View::All).await;
    let row_of = |link: &str| rows.iter().find(|row| row.link == link).unwrap().clone();
    let ids: Vec<String> = later
        .iter()
        .map(|article| row_of(&article.url).id)
        .collect();
    paper
        .ask(Request::Mark {
            ids: ids.clone(),
            mark: Mark::Read,
        })
        .await;

    let until = later
        .iter()
        .filter_map(|article| article.edited_at)
        .max()
        .unwrap();
    paper.pass(until.duration_since(now) + HOUR);
    sync_now_with_queue(&paper).await;
    let truth = paper.newsroom().articles();
    for (id, before) in ids.iter().zip(&later) {
        let article = paper.article(id).await;
        let told = truth.iter().find(|one| one.url == before.url).unwrap();
        assert_eq!(article.row.title, told.title);
        assert!(
            article.row.changed.is_some(),
            "{} is marked as changed",
            told.title
        );
        assert!(article.row.read, "{} does not become unread", told.title);
        for paragraph in &told.paragraphs {
            assert!(
                article.text.contains(paragraph.as_str()),
                "{}: {paragraph}",
                told.title
            );
        }
        let Response::Revisions(revisions) = paper.ask(Request::Revisions { id: id.clone() }).await
        else {
            panic!("another answer")
        };
        assert_eq!(article.revisions as usize, revisions.len());
        let first = revisions.last().expect("the earlier text is kept");
        assert_eq!(first.title, before.title);
        assert!(first.text.contains(before.paragraphs[0].as_str()));
    }
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_stories_appear_as_time_passes_and_marks_survive() {
    let paper = Paper::subscribed().await;
    paper.sync_all().await;
    let rows = paper.rows(View::All).await;
    let ids = |range: std::ops::Range<usize>| -> Vec<String> {
        rows[range].iter().map(|row| row.id.clone()).collect()
    };
    for (range, mark) in [(0..5, Mark::Read), (3..8, Mark::Star), (6..9, Mark::Save)] {
        paper
            .ask(Request::Mark {
                ids: ids(range),
                mark,
            })
            .await;
    }
    let marks = |rows: &[ArticleRow]| -> BTreeSet<(String, bool, bool, bool)> {
        let marked = rows
            .iter()
            .filter(|row| row.read || row.starred || row.saved);
        marked
            .map(|row| (row.id.clone(), row.read, row.starred, row.saved))
            .collect()
    };
    let marked = marks(&paper.rows(View::All).await);
    assert_eq!(marked.len(), 9);
    let unread = paper.library().await.counts.unread;

    let coming: Vec<String> = paper
        .newsroom()
        .articles()
        .into_iter()
        .filter(|one| !one.out && one.kind != "fotoarchive")
        .map(|one| one.url)
        .collect();
    assert!(!coming.is_empty());
    paper.pass(HOUR * 6);
    let paper = paper.reopen().await;
    sync_now_with_queue(&paper).await;
    let now = paper.rows(View::All).await;
    for url in &coming {
        let row = now.iter().find(|row| row.link == *url);
        let row = row.unwrap_or_else(|| panic!("{url} has not come"));
        assert!(!row.read);
    }
    assert_eq!(marks(&now), marked, "marks survive");
    assert_eq!(
        paper.library().await.counts.unread,
        unread + (now.len() - rows.len()) as u32
    );
    assert_eq!(paper.rows(View::Starred).await.len(), 5);
    assert_eq!(paper.rows(View::Saved).await.len(), 3);
    must_be_sound(&paper).await;
}

// Pages.

/// An article whose page goes wrong in this way: what is told of it, and whether it is tried again by itself.
async fn check_page(fault: Fault, told: &str, tried_again: bool) {
    let paper = Paper::subscribed().await;
    let truth = paper.newsroom().articles();
    let short = truth
        .iter()
        .find(|one| one.out && one.host == "steppewire.example" && one.feed_text == "short")
        .unwrap();
    let path = url::Url::parse(&short.url).unwrap().path().to_owned();
    paper
        .newsroom()
        .set_fault(&short.host, &path, fault.clone());
    paper.sync_all().await;

    let rows = paper.rows(View::All).await;
    let row = rows
        .iter()
        .find(|row| row.link == short.url)
        .expect("its headline is here");
    let expected = if tried_again {
        ArticleState::Headline
    } else {
        ArticleState::Failed
    };
    assert_eq!(row.state, expected, "{fault:?}");
    let article = paper.article(&row.id).await;
    assert!(
        article.reason.contains(told),
        "{fault:?} says {told:?}, but: {}",
        article.reason
    );
    assert_eq!(article.row.title, short.title, "what the feed said stays");
    assert!(!article.row.lead.is_empty());
    let others = rows.iter().filter(|other| other.id != row.id);
    for other in others {
        assert_eq!(
            other.state,
            ArticleState::Complete,
            "{fault:?}: {}",
            other.link
        );
    }
    must_be_sound(&paper).await;

    paper.newsroom().clear_faults();
    paper.pass(HOUR * 3);
    paper
        .engine
        .drain_queue(engine::Depth::Empty)
        .await
        .unwrap();
    let article = paper.article(&row.id).await;
    assert_eq!(
        article.row.state == ArticleState::Complete,
        tried_again,
        "{fault:?}"
    );
    assert_eq!(
        article.reason.is_empty(),
        tried_again,
        "{fault:?}: {}",
        article.reason
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_an_article_is_told_as_such() {
    check_page(Fault::BecomesHtml, "Open it in the browser", false).await;
    check_page(Fault::EmptyBody, "Open it in the browser", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_not_there_is_not_asked_for_again() {
    check_page(Fault::Status(404), "nothing is there", false).await;
    check_page(Fault::Gone, "gone for good", false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_passing_fault_is_tried_again_by_itself() {
    check_page(
        Fault::Status(500),
        "the site has a fault: Qazet tries again later",
        true,
    )
    .await;
    check_page(Fault::Truncated, "broke off in the middle", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_feed_holds_up_nobody_and_comes_in_the_end() {
    let paper = Paper::subscribed().await;
    let slow = feed(&paper, FEED).await.id;
    for fault in [Fault::SlowHead(1500), Fault::SlowBody(1500)] {
        paper.newsroom().set_fault(HOST, PATH, fault.clone());
        let mut events = paper.engine.events();
        let report = paper.sync(Scope::Now).await;
        assert_eq!(report.failed, 0, "{fault:?}: {:?}", report.outcomes);
        let mut read = Vec::new();
        while let Ok(event) = events.try_recv() {
            if let engine::Event::FeedChanged(id) = event {
                read.push(id.to_string());
            }
        }
        assert_eq!(
            (read.len(), read.last()),
            (7, Some(&slow)),
            "{fault:?}: {read:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_page_comes_in_the_end() {
    let paper = Paper::subscribed().await;
    for fault in [Fault::SlowHead(1000), Fault::SlowBody(1000)] {
        let truth = paper.newsroom().articles();
        let host = "steppewire.example";
        let pages = truth
            .iter()
            .filter(|one| one.host == host && one.out && one.feed_text == "short");
        for page in pages.take(2) {
            let path = url::Url::parse(&page.url).unwrap().path().to_owned();
            paper.newsroom().set_fault(host, &path, fault.clone());
        }
    }
    paper.sync_all().await;
    for row in paper.rows(View::All).await {
        assert_eq!(row.state, ArticleState::Complete, "{}", row.link);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_none_leaves_its_article_readable() {
    let paper = Paper::open().await;
    let truth = paper.newsroom().articles();
    let article = truth.iter().filter(|one| one.out && one.host == HOST);
    let article = article.max_by_key(|one| one.published).unwrap();
    let picture = url::Url::parse(&article.picture.as_ref().unwrap().url).unwrap();
    for fault in [
        Fault::BecomesHtml,
        Fault::Truncated,
        Fault::HugeBody(30 << 20),
    ] {
        let paper = Paper::open().await;
        paper
            .newsroom()
            .set_fault(picture.host_str().unwrap(), picture.path(), fault.clone());
        added(&paper, FEED).await;
        paper
            .engine
            .drain_queue(engine::Depth::Empty)
            .await
            .unwrap();
        let rows = paper.rows(View::All).await;
        let row = rows.iter().find(|row| row.link == article.url).unwrap();
        let shown = paper.article(&row.id).await;
        for paragraph in &article.paragraphs {
            assert!(
                shown.text.contains(paragraph.as_str()),
                "{fault:?}: {paragraph}"
            );
        }
        assert!(
            shown.picture.is_none_or(|picture| picture.hash.is_none()),
            "{fault:?}"
        );
        assert!(
            !shown.html.contains("https://dala.example/wp-content"),
            "nothing loads from outside"
        );
        must_be_sound(&paper).await;
    }
}
