//! The way out of the machine: what a proxy was chosen for goes through it or is refused, at every kind of request.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use api::wire::{Feed, SyncReport};
use api::{Request, Response};
use e2e::Paper;
use engine::Scope;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const FEED: &str = "https://dala.example/feed/";

/// An HTTP proxy in front of a newsroom. It remembers which hosts it was asked for, and dies in `Drop`.
struct Proxy {
    address: SocketAddr,
    hosts: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Proxy {
    async fn start(newsroom: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let hosts: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&hosts);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(pass(stream, newsroom, Arc::clone(&seen)));
            }
        });
        Self {
            address,
            hosts,
            serving,
        }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn hosts(&self) -> Vec<String> {
        let mut hosts = self.hosts.lock().unwrap().clone();
        hosts.sort();
        hosts
    }
}

/// Passes one request on: the target becomes a path again, the host stays in `Host`.
async fn pass(mut stream: TcpStream, newsroom: SocketAddr, hosts: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let host = head
        .lines()
        .find_map(|line| {
            line.to_lowercase()
                .strip_prefix("host: ")
                .map(str::to_owned)
        })
        .unwrap();
    hosts.lock().unwrap().push(host);
    let absolute = format!("GET http://{newsroom}/");
    let path = head.replacen(&absolute, "GET /", 1);
    assert_ne!(path, head, "a proxy is asked in the absolute form");
    let path = path.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let mut server = TcpStream::connect(newsroom).await.unwrap();
    server.write_all(path.as_bytes()).await.unwrap();
    // Either end may hang up first.
    let _ = copy_bidirectional(&mut stream, &mut server).await;
}

fn hosts_asked(paper: &Paper) -> Vec<String> {
    let requests = paper.newsroom().requests().into_iter();
    let mut hosts: Vec<String> = requests.map(|request| request.host).collect();
    hosts.sort();
    hosts
}

async fn feed(paper: &Paper) -> Feed {
    let feeds = paper.library().await.feeds;
    feeds.into_iter().find(|feed| feed.url == FEED).unwrap()
}

async fn route(paper: &Paper, proxy: &str) {
    let id = feed(paper).await.id;
    let proxy = proxy.to_owned();
    paper.ask(Request::RouteFeed { id, proxy }).await;
}

async fn choose(paper: &Paper, proxy: &str) {
    let Response::Settings(mut settings) = paper.ask(Request::Settings).await else {
        unreachable!("settings answer settings");
    };
    settings.proxy = proxy.to_owned();
    paper.ask(Request::SetSettings(settings)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_with_a_proxy_is_asked_through_it_for_its_pages_and_pictures_too() {
    let paper = Paper::subscribed().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    route(&paper, &proxy.url()).await;
    assert_eq!(feed(&paper).await.proxy, proxy.url());
    paper.sync_all().await;
    let of_source = |hosts: Vec<String>| -> Vec<String> {
        let own = |host: &String| host.ends_with("dala.example");
        hosts.into_iter().filter(own).collect()
    };
    let through = proxy.hosts();
    assert_eq!(of_source(through.clone()), through, "of this source alone");
    assert_eq!(
        of_source(hosts_asked(&paper)),
        through,
        "nothing of the source went another way"
    );
    assert!(through.len() > 5, "pages and pictures came: {through:?}");
    let requests = paper.newsroom().requests();
    let favicon = |one: &newsroom::Request| {
        one.host.ends_with("dala.example") && one.path.contains("favicon")
    };
    assert!(requests.iter().any(favicon), "the favicon came, too");
    let paper = paper.reopen().await;
    assert_eq!(
        feed(&paper).await.proxy,
        proxy.url(),
        "it is remembered over a restart"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_whose_proxy_is_dead_is_marked_and_the_others_sync_on() {
    let paper = Paper::subscribed().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    route(&paper, &proxy.url()).await;
    drop(proxy);
    let report: SyncReport = paper.sync(Scope::Due).await;
    assert_eq!((report.failed, report.fetched), (1, 6));
    let told = feed(&paper).await.reason;
    assert!(
        told.contains("proxy") && told.contains("never goes past it"),
        "{told}"
    );
    assert_eq!(paper.newsroom().hits("dala.example", "*"), 0);
    route(&paper, "direct").await;
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    assert_eq!(feed(&paper).await.reason, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proxy_of_the_settings_carries_everything_from_the_next_request_on() {
    let paper = Paper::subscribed().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    paper.sync(Scope::Due).await;
    let before = hosts_asked(&paper).len();
    choose(&paper, &proxy.url()).await;
    paper.sync_all().await;
    let (refresh, city) = (true, None);
    paper.ask(Request::Rates { refresh }).await;
    paper.ask(Request::Weather { city, refresh }).await;
    // One that is not known without asking.
    let name = "Reykjavik".to_owned();
    paper.ask(Request::Cities { name }).await;
    let through = proxy.hosts();
    assert_eq!(hosts_asked(&paper).len() - before, through.len());
    for host in [
        "dala.example",
        "nationalbank.kz",
        "api.open-meteo.com",
        "geocoding-api.open-meteo.com",
    ] {
        assert!(
            through.iter().any(|asked| asked == host),
            "{host} was asked: {through:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_can_be_added_through_a_proxy_and_never_past_it() {
    let paper = Paper::open().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    let add = |proxy: &str| Request::AddFeed {
        url: FEED.to_owned(),
        folder: String::new(),
        login: None,
        proxy: Some(proxy.to_owned()),
    };
    for bad in ["nonsense", "ftp://proxy.example", "http://127.0.0.1:1"] {
        let error = api::dispatch(&paper.engine, add(bad)).await.unwrap_err();
        assert!(error.message.to_lowercase().contains("proxy"), "{error:?}");
    }
    assert_eq!(hosts_asked(&paper), [""; 0]);
    paper.ask(add(&proxy.url())).await;
    assert_eq!(feed(&paper).await.proxy, proxy.url());
    assert_eq!(proxy.hosts(), ["dala.example"]);
    assert_eq!(hosts_asked(&paper), ["dala.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_a_page_names_is_looked_for_through_the_proxy() {
    let paper = Paper::open().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    let added = Request::AddFeed {
        url: "https://dala.example/".to_owned(),
        folder: String::new(),
        login: None,
        proxy: Some(proxy.url()),
    };
    paper.ask(added).await;
    assert_eq!(feed(&paper).await.proxy, proxy.url());
    assert_eq!(proxy.hosts(), ["dala.example"; 2], "the page and its feed");
    assert_eq!(hosts_asked(&paper), ["dala.example"; 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_dead_proxy_nothing_of_any_kind_is_asked() {
    for scheme in ["http", "socks5", "socks5h"] {
        let paper = Paper::subscribed().await;
        let gone = Proxy::start(paper.newsroom().address()).await.address;
        choose(&paper, &format!("{scheme}://{gone}")).await;
        paper.sync_all().await;
        let (refresh, city) = (true, None);
        let Response::Rates(rates) = paper.ask(Request::Rates { refresh }).await else {
            unreachable!("rates answer rates");
        };
        let Response::Weather(weather) = paper.ask(Request::Weather { city, refresh }).await else {
            unreachable!("weather answers weather");
        };
        // One that is not known without asking.
        let name = "Reykjavik".to_owned();
        let cities = api::dispatch(&paper.engine, Request::Cities { name }).await;
        let cities = cities.unwrap_err().message;
        let added = api::dispatch(
            &paper.engine,
            Request::AddFeed {
                url: "https://dala.example/".to_owned(),
                folder: String::new(),
                login: None,
                proxy: None,
            },
        );
        let added = match added.await {
            Err(error) => error.message,
            Ok(_) => feed(&paper).await.reason,
        };
        let told = feed(&paper).await.reason;
        for (kind, told) in [
            ("feed", told),
            ("rates", rates.reason),
            ("weather", weather.reason),
            ("geocoding", cities),
            ("discovery", added),
        ] {
            assert!(
                told.contains("never goes past it"),
                "{scheme} {kind}: {told}"
            );
        }
        assert_eq!(hosts_asked(&paper), [""; 0], "{scheme}");
    }
}
