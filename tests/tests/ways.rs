//! The way out of the machine: what a proxy was chosen for goes through it or is refused, at every kind of request.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use api::wire::{Feed, SyncReport};
use api::{ErrorCode, Request, Response};
use e2e::Paper;
use engine::{Scope, Secrets};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

const FEED: &str = "https://dala.example/feed/";

/// An HTTP proxy in front of a newsroom. It remembers which hosts it was asked for, and dies in `Drop`.
struct Proxy {
    address: SocketAddr,
    seen: Seen,
    serving: JoinHandle<()>,
}

/// What came to it.
#[derive(Clone, Default)]
struct Seen {
    hosts: Arc<Mutex<Vec<String>>>,
    /// An empty one where a request had none.
    logins: Arc<Mutex<BTreeSet<String>>>,
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
        let seen = Seen::default();
        let at_work = seen.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(pass(stream, newsroom, at_work.clone()));
            }
        });
        Self {
            address,
            seen,
            serving,
        }
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// With a name and a password in it.
    fn url_with(&self, login: &str) -> String {
        format!("http://{login}@{}", self.address)
    }

    /// The logins it was sent since this was asked last.
    fn logins(&self) -> Vec<String> {
        let logins = std::mem::take(&mut *self.seen.logins.lock().unwrap());
        logins.into_iter().collect()
    }

    fn hosts(&self) -> Vec<String> {
        let mut hosts = self.seen.hosts.lock().unwrap().clone();
        hosts.sort();
        hosts
    }
}

/// Passes one request on: the target becomes a path again, the host stays in `Host`.
async fn pass(mut stream: TcpStream, newsroom: SocketAddr, seen: Seen) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8(head).unwrap();
    let value = |name: &str| {
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    };
    seen.hosts.lock().unwrap().push(value("host").unwrap());
    let login = value("proxy-authorization").unwrap_or_default();
    seen.logins.lock().unwrap().insert(login);
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
    paper.ask(Request::SetSettings(Box::new(settings))).await;
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
    paper.ask(Request::Cities { name, search: true }).await;
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
        let cities = api::dispatch(&paper.engine, Request::Cities { name, search: true }).await;
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

const PASSWORD: &str = "0pen-sesame-41";
/// `me:0pen-sesame-41` (RFC 7617).
const BASIC: &str = "Basic bWU6MHBlbi1zZXNhbWUtNDE=";

async fn chosen(paper: &Paper) -> String {
    let Response::Settings(settings) = paper.ask(Request::Settings).await else {
        unreachable!("settings answer settings");
    };
    settings.proxy
}

/// In no file of the data folder, and in nothing that the program says of itself.
async fn is_nowhere(paper: &Paper, secret: &str) {
    let mut said = format!("{:?}", paper.engine.feeds().await.unwrap());
    let id = feed(paper).await.id;
    for request in [
        Request::Library,
        Request::Settings,
        Request::SyncActivity,
        Request::SyncState,
        Request::ExportOpml,
        Request::ExplainFeed { id },
    ] {
        said += &format!("{:?}", paper.ask(request).await);
    }
    assert!(!said.contains(secret), "{said}");
    let mut folders = vec![paper.data.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            assert!(!holds(&path, secret), "{}", path.display());
        }
    }
}

fn holds(file: &Path, secret: &str) -> bool {
    let bytes = std::fs::read(file).unwrap();
    let mut parts = bytes.windows(secret.len());
    parts.any(|part| part == secret.as_bytes())
}

/// How many secrets a keyring of these tests has.
fn kept(keyring: &Secrets) -> usize {
    match keyring {
        Secrets::Memory(secrets) => secrets.lock().unwrap().len(),
        other => unreachable!("{other:?}"),
    }
}

async fn subscribed_with(secrets: &Secrets) -> Paper {
    let paper = Paper::subscribed().await;
    with(paper, secrets).await
}

async fn with(paper: Paper, secrets: &Secrets) -> Paper {
    let secrets = secrets.clone();
    paper
        .reopen_with(|config| engine::Config { secrets, ..config })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_of_the_settings_proxy_is_in_the_keyring_alone() {
    let keyring = Secrets::in_memory();
    let paper = subscribed_with(&keyring).await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    choose(&paper, &proxy.url_with(&format!("me:{PASSWORD}"))).await;
    assert_eq!(chosen(&paper).await, proxy.url_with("me"));
    paper.sync_all().await;
    paper.engine.back_up().await.unwrap();
    assert_eq!(proxy.logins(), [BASIC], "everything goes with it");
    is_nowhere(&paper, PASSWORD).await;
    is_nowhere(&paper, BASIC).await;

    // It is remembered, also where the settings are chosen again as they are shown.
    let paper = with(paper, &keyring).await;
    choose(&paper, &proxy.url_with("me")).await;
    paper.pass(jiff::SignedDuration::from_hours(3));
    paper.sync(Scope::Now).await;
    assert_eq!(proxy.logins(), [BASIC]);
    // Another password takes its place at once.
    choose(&paper, &proxy.url_with("me:other")).await;
    paper.sync(Scope::Now).await;
    assert_eq!(proxy.logins(), ["Basic bWU6b3RoZXI="]);
    choose(&paper, "").await;
    assert_eq!(kept(&keyring), 0, "and it is forgotten with the proxy");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_of_a_sources_proxy_is_in_the_keyring_alone() {
    let keyring = Secrets::in_memory();
    let paper = subscribed_with(&keyring).await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    let written = proxy.url_with(&format!("me:{PASSWORD}"));
    route(&paper, &written).await;
    assert_eq!(feed(&paper).await.proxy, proxy.url_with("me"));
    choose(&paper, &written).await;
    paper.sync(Scope::Due).await;
    assert_eq!(proxy.logins(), [BASIC]);
    is_nowhere(&paper, PASSWORD).await;
    // The settings still name it.
    route(&paper, "direct").await;
    assert_eq!(kept(&keyring), 1);
    choose(&paper, "").await;
    assert_eq!(kept(&keyring), 0);

    let id = feed(&paper).await.id;
    paper.ask(Request::RemoveFeed { id }).await;
    let add = |url: &str| Request::AddFeed {
        url: url.to_owned(),
        folder: String::new(),
        login: None,
        proxy: Some(written.clone()),
    };
    let nothing_there = add("https://dala.example/nothing-there");
    assert!(api::dispatch(&paper.engine, nothing_there).await.is_err());
    assert_eq!(kept(&keyring), 0, "what was not added left nothing");
    proxy.logins();
    paper.ask(add(FEED)).await;
    assert_eq!(proxy.logins(), [BASIC]);
    is_nowhere(&paper, PASSWORD).await;
    let id = feed(&paper).await.id;
    paper.ask(Request::RemoveFeed { id }).await;
    assert_eq!(kept(&keyring), 0, "and it goes with the source");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_no_password_of_a_proxy_is_taken() {
    let paper = subscribed_with(&Secrets::Nowhere).await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    let written = proxy.url_with(&format!("me:{PASSWORD}"));
    let Response::Settings(mut settings) = paper.ask(Request::Settings).await else {
        unreachable!("settings answer settings");
    };
    settings.proxy = written.clone();
    let id = feed(&paper).await.id;
    for request in [
        Request::SetSettings(Box::new(settings)),
        Request::RouteFeed {
            id,
            proxy: written.clone(),
        },
        Request::AddFeed {
            url: "https://qala.example/".to_owned(),
            folder: String::new(),
            login: None,
            proxy: Some(written.clone()),
        },
    ] {
        let error = api::dispatch(&paper.engine, request).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NoKeyring, "{}", error.message);
        assert!(
            error.message.contains("install a keyring"),
            "{}",
            error.message
        );
        assert!(!error.message.contains(PASSWORD));
    }
    assert_eq!(
        (chosen(&paper).await, feed(&paper).await.proxy),
        Default::default()
    );
    assert_eq!(proxy.hosts(), [""; 0]);
    is_nowhere(&paper, PASSWORD).await;

    // A name alone: its password may be in a keyring, so nobody is asked without.
    choose(&paper, &proxy.url_with("me")).await;
    let report = paper.sync(Scope::Due).await;
    assert_eq!(report.fetched, 0);
    let told = &report.outcomes[0].reason;
    assert!(
        told.contains("its password can't be read") && told.contains("never goes past it"),
        "{told}"
    );
    assert_eq!(hosts_asked(&paper), [""; 0]);
}

/// As an earlier version left it: the password in the library. The two addresses are of the same length.
fn put_back(file: &Path, bare: &str, whole: &str) {
    let mut bytes = std::fs::read(file).unwrap();
    let places: Vec<usize> = bytes
        .windows(bare.len())
        .enumerate()
        .filter_map(|(place, part)| (part == bare.as_bytes()).then_some(place))
        .collect();
    for place in places {
        bytes[place..place + whole.len()].copy_from_slice(whole.as_bytes());
    }
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_an_earlier_version_left_in_the_library_moves_to_the_keyring() {
    let paper = Paper::subscribed().await;
    let proxy = Proxy::start(paper.newsroom().address()).await;
    let (bare, whole) = (
        proxy.url_with(&format!("me.{PASSWORD}")),
        proxy.url_with(&format!("me:{PASSWORD}")),
    );
    choose(&paper, &bare).await;
    route(&paper, &bare).await;
    let backup = paper.engine.back_up().await.unwrap().unwrap();
    let library = paper.data.join("library.sqlite");
    let earlier = |config| {
        for file in [&library, &backup] {
            put_back(file, &bare, &whole);
            assert!(holds(file, &whole));
        }
        config
    };
    // Without a keyring it goes on as before, and nothing is lost.
    let paper = paper
        .reopen_with(|config| engine::Config {
            secrets: Secrets::Nowhere,
            ..earlier(config)
        })
        .await;
    let report = paper.sync(Scope::Now).await;
    assert_eq!(report.failed, 0, "{:?}", report.outcomes);
    assert_eq!(proxy.logins(), [BASIC]);
    assert!(holds(&library, &whole));

    let keyring = Secrets::in_memory();
    let paper = with(paper, &keyring).await;
    paper.engine.background_pass().await;
    assert_eq!(kept(&keyring), 1);
    assert_eq!(chosen(&paper).await, proxy.url_with("me"));
    assert_eq!(feed(&paper).await.proxy, proxy.url_with("me"));
    is_nowhere(&paper, PASSWORD).await;
    paper.sync(Scope::Now).await;
    assert_eq!(proxy.logins(), [BASIC]);
    let paper = with(paper, &keyring).await;
    paper.sync(Scope::Now).await;
    assert_eq!(proxy.logins(), [BASIC], "it is found again");
    is_nowhere(&paper, PASSWORD).await;
}
