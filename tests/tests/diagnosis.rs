//! "Copy diagnostics": what went wrong, and nothing of what is read and where unless the reader wants that.
#![allow(clippy::unwrap_used, clippy::panic)]

use api::wire::Watch;
use api::{Request, Response};
use e2e::Paper;
use engine::Scope;
use jiff::SignedDuration;
use newsroom::Fault;

async fn diagnosed(paper: &Paper, named: bool) -> String {
    match paper.ask(Request::Diagnose { named }).await {
        Response::Diagnosed(text) => text,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_of_sources_providers_and_editions_are_told_without_a_name() {
    let paper = Paper::subscribed().await;
    let quiet = diagnosed(&paper, false).await;
    assert!(quiet.contains("Last errors\n  none"), "{quiet}");
    assert!(!quiet.contains("Edition:"), "{quiet}");

    paper.sync(Scope::Now).await;
    paper.pass(SignedDuration::from_hours(2));
    let faults = [
        ("nationalbank.kz", 500),
        ("api.open-meteo.com", 503),
        ("dala.example", 404),
    ];
    for (host, status) in faults {
        paper.newsroom().set_fault(host, "*", Fault::Status(status));
    }
    paper.sync(Scope::Now).await;
    paper.sync_all().await;
    let watch = Watch {
        id: String::new(),
        kind: "words".to_owned(),
        text: "Байконур".to_owned(),
        mute: false,
        until: None,
    };
    paper.ask(Request::AddWatch(watch)).await;
    let budget = 1_000_000;
    let packing = engine::Packing {
        budget,
        sync: false,
    };
    paper.engine.pack(packing).await.unwrap();

    let text = diagnosed(&paper, false).await;
    for part in [
        "provider nbk, 2026-11-20T08:0",
        "answer 500, problem status, never answered",
        "provider open_meteo, ",
        "answer 404, problem ",
        "Notices: on, 1 quiet hours, 7 a day at most, 10 min apart, 1 watches",
        "start at login off",
        "Edition: of 1000000 bytes, packed, begun 2026-11-20T08:0",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let feeds = paper.library().await.feeds;
    let mut secrets: Vec<String> = feeds.iter().map(|feed| feed.title.clone()).collect();
    secrets.extend(feeds.iter().map(|feed| {
        let url = url::Url::parse(&feed.url).unwrap();
        url.host_str().unwrap().to_owned()
    }));
    secrets.extend(["Байконур", "almaty", "http"].map(str::to_owned));
    secrets.push(paper.data.display().to_string());
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} is told:\n{text}");
    }
    let named = diagnosed(&paper, true).await;
    assert!(
        named.contains("dala.example") && named.contains("nationalbank.kz"),
        "{named}"
    );
}
