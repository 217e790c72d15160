//! Every fault at every kind of resource: feed, page, picture, favicon, rates and weather are fetched by the same rules.

use api::Response;
use api::wire::ArticleState;
use newsroom::Encoding;

use super::*;

/// Where each kind comes from in these tests.
const RATES: (&str, &str) = ("nationalbank.kz", "*");
const FORECASTS: [(&str, &str); 2] = [("api.open-meteo.com", "*"), ("api.met.no", "*")];
const FAVICON: (&str, &str) = ("steppewire.example", "/favicon.svg");

/// A server on the reader's own network, which nobody but the reader may name. It counts who knocks.
async fn inner_server() -> (
    std::net::SocketAddr,
    std::sync::Arc<std::sync::atomic::AtomicU32>,
) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let knocks = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = knocks.clone();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    });
    (address, knocks)
}

fn redirect(to: &str) -> Fault {
    let (status, to) = (302, to.to_owned());
    Fault::Redirect { status, to }
}

/// A paper in which one resource of every kind goes wrong in this way; then everything is asked.
async fn everything_goes_wrong(fault: &Fault, told: &str) {
    everything_goes_wrong_in(Paper::subscribed().await, fault, told).await;
}

async fn everything_goes_wrong_in(paper: Paper, fault: &Fault, told: &str) {
    let truth = paper.newsroom().articles();
    let page = truth
        .iter()
        .find(|one| one.out && one.host == "steppewire.example" && one.feed_text == "short")
        .unwrap();
    let shown = truth
        .iter()
        .filter(|one| one.out && one.host == "signal.example" && one.picture.is_some())
        .max_by_key(|one| one.published)
        .unwrap();
    let address = |url: &str| url::Url::parse(url).unwrap();
    let (page_url, picture) = (
        address(&page.url),
        address(&shown.picture.as_ref().unwrap().url),
    );
    let mut places = vec![(HOST, PATH), RATES, FAVICON];
    places.extend(FORECASTS);
    places.push((page_url.host_str().unwrap(), page_url.path()));
    places.push((picture.host_str().unwrap(), picture.path()));
    for (host, path) in places {
        paper.newsroom().set_fault(host, path, fault.clone());
    }
    let began = Instant::now();
    paper.sync_all().await;
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{fault:?} is quick: {:?}",
        began.elapsed()
    );

    // Each says what happened, where the reader looks.
    let feed = feed(&paper, FEED).await;
    assert_eq!(feed.status.as_deref(), Some("failed"), "{fault:?}");
    let rows = paper.rows(View::All).await;
    let row = |url: &str| rows.iter().find(|row| row.link == url).unwrap();
    let article = paper.article(&row(&page.url).id).await;
    let refresh = true;
    let Response::Rates(rates) = paper.ask(Request::Rates { refresh }).await else {
        panic!("another answer")
    };
    let city = None;
    let Response::Weather(weather) = paper.ask(Request::Weather { city, refresh }).await else {
        panic!("another answer")
    };
    for (kind, reason) in [
        ("feed", &feed.reason),
        ("page", &article.reason),
        ("rates", &rates.reason),
        ("weather", &weather.reason),
    ] {
        assert!(
            reason.contains(told),
            "{fault:?}: the {kind} says {told:?}, but: {reason}"
        );
    }
    // A picture or favicon that is not there is not shown; its article is whole.
    let illustrated = paper.article(&row(&shown.url).id).await;
    assert!(
        illustrated.picture.is_none_or(|one| one.hash.is_none()),
        "{fault:?}"
    );
    for paragraph in &shown.paragraphs {
        assert!(illustrated.text.contains(paragraph.as_str()), "{fault:?}");
    }
    // The others are well.
    for source in paper.library().await.feeds {
        assert!(
            source.url == FEED || source.reason.is_empty(),
            "{fault:?}: {} says {}",
            source.url,
            source.reason
        );
    }
    let whole = |row: &&ArticleRow| row.state == ArticleState::Complete;
    assert!(rows.iter().filter(whole).count() > 20, "{fault:?}");
    must_be_sound(&paper).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_without_measure_are_cut_off_for_every_kind_of_resource() {
    for encoding in [Encoding::Gzip, Encoding::Br, Encoding::Zstd] {
        let size = 256 << 20;
        everything_goes_wrong(&Fault::Bomb { encoding, size }, "sent more than 15 MB").await;
    }
    everything_goes_wrong(&Fault::Endless, "sent more than 15 MB").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bombs_inside_of_bombs_are_cut_off_for_every_kind_of_resource() {
    for encoding in [Encoding::Gzip, Encoding::Br, Encoding::Zstd] {
        let size = 256 << 20;
        everything_goes_wrong(
            &Fault::NestedBomb { encoding, size },
            "sent more than 15 MB",
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_wires_are_told_for_every_kind_of_resource() {
    for fault in [
        Fault::Truncated,
        Fault::LyingLength,
        Fault::Reset,
        Fault::BadChunks,
    ] {
        everything_goes_wrong(&fault, "broke off in the middle").await;
    }
    everything_goes_wrong(&Fault::ManyHeaders(50_000), "is not one of a web server").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_out_of_the_web_are_refused_for_every_kind_of_resource() {
    for to in [
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:alert(1)",
    ] {
        everything_goes_wrong(&redirect(to), "to something other than http or https").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_into_the_readers_network_knock_nowhere_for_any_kind_of_resource() {
    let (address, knocks) = inner_server().await;
    for to in [
        format!("https://{address}/"),
        format!("https://2130706433:{}/", address.port()),
        format!("https://[::ffff:127.0.0.1]:{}/", address.port()),
        format!("https://localhost:{}/", address.port()),
    ] {
        everything_goes_wrong(&redirect(&to), "an address of your own machine or network").await;
    }
    assert_eq!(knocks.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_in_a_circle_are_left_for_every_kind_of_resource() {
    everything_goes_wrong(&redirect("?again"), "redirects too often").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_heads_and_bodies_are_given_up_for_every_kind_of_resource() {
    let hours = 3_600_000;
    for fault in [Fault::SlowHead(hours), Fault::SlowBody(hours)] {
        let paper = Paper::subscribed().await;
        let paper = paper.reopen_with(|mut config| {
            config.timeout = Duration::from_secs(1);
            config
        });
        everything_goes_wrong_in(paper.await, &fault, "did not answer in time").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_heads_and_bodies_that_come_in_the_end_are_taken_for_every_kind_of_resource() {
    for fault in [Fault::SlowHead(100), Fault::SlowBody(100)] {
        let paper = Paper::subscribed().await;
        for host in paper.world.hosts.keys() {
            paper.newsroom().set_fault(host, "*", fault.clone());
        }
        paper.sync_all().await;
        let rows = paper.rows(View::All).await;
        assert!(rows.len() > 20, "{fault:?}");
        for row in rows {
            assert_eq!(row.state, ArticleState::Complete, "{fault:?}: {}", row.link);
        }
        let refresh = false;
        let Response::Rates(rates) = paper.ask(Request::Rates { refresh }).await else {
            panic!("another answer")
        };
        assert!(
            rates.reason.is_empty() && !rates.rates.is_empty(),
            "{fault:?}"
        );
        let city = None;
        let Response::Weather(weather) = paper.ask(Request::Weather { city, refresh }).await else {
            panic!("another answer")
        };
        assert_eq!(weather.reason, "", "{fault:?}");
    }
}
