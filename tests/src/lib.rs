//! Tests across crates. `tidy.rs` reads the sources; each file of `tests/` is a test of whole programs.
//!
//! Here is what those share: a [`Paper`], which is a real newsroom on this machine and an engine that reads it, in manual time. Deliberately
//! absent: what a single file needs.

// A cast that can't be set up is a failed test, and says why.
#![allow(clippy::expect_used, clippy::panic)]

pub mod desk;
pub mod disk;
mod told;

pub use told::Told;

use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use api::{Request, Response, View, wire};
use engine::endpoints::World;
use engine::net::Names;
use engine::ports::{Clock, ManualClock, NoNotifier, Notifier};
use engine::{Config, Engine, Mode, Scope, StoreError};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use newsroom::{Newsroom, Options};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// The time at which every paper begins: a Friday, 11 o'clock in Almaty.
pub const BEGINNING: &str = "2026-11-20T06:00:00Z";

/// A newsroom, and an engine with an empty library that reads it. Both have the same manual time.
pub struct Paper {
    /// The engine.
    pub engine: Arc<Engine>,
    /// Its time.
    pub clock: ManualClock,
    /// Where news comes from.
    pub world: World,
    /// The data folder.
    pub data: PathBuf,
    newsroom: Option<Arc<Newsroom>>,
    notifier: Arc<dyn Notifier>,
    _folder: tempfile::TempDir,
}

impl Paper {
    /// A paper without any source.
    pub async fn open() -> Self {
        Self::with(BEGINNING, None).await
    }

    /// A paper that is subscribed to all outlets of the newsroom, and has not asked them yet.
    pub async fn subscribed() -> Self {
        let paper = Self::open().await;
        let urls = paper.world.catalogue.iter();
        let urls = urls.map(|entry| entry.url.clone()).collect();
        paper.ask(Request::Subscribe { urls }).await;
        paper
    }

    /// A paper without any source, in whose world these hosts are there too: for pages that the test prints itself.
    pub async fn of_hosts(hosts: &[&str]) -> Self {
        Self::begin(BEGINNING, None, hosts, 0).await
    }

    /// The same paper, whose newsroom's clock goes with that of its engine: what the engine waits for is seen in the times of its requests.
    pub async fn in_one_time(self) -> Self {
        let clock = OneTime {
            engine: self.clock.clone(),
            newsroom: self.newsroom.as_ref().map(Arc::downgrade),
        };
        self.reopen_in(clock, |config| config).await
    }

    /// A paper without any source that begins at `time`, with the pages of a `mirror` where one is given.
    pub async fn with(time: &str, mirror: Option<&Path>) -> Self {
        Self::begin(time, mirror, &[], 0).await
    }

    /// A paper without any source, before so many days of news.
    pub async fn of_days(days: u32) -> Self {
        Self::begin(BEGINNING, None, &[], days).await
    }

    async fn begin(time: &str, mirror: Option<&Path>, hosts: &[&str], days: u32) -> Self {
        let now: Timestamp = time.parse().expect("a time");
        let options = Options {
            port: 0,
            now: Some(now),
            mirror: mirror.map(Path::to_owned),
            days,
        };
        let newsroom = Newsroom::start(options).await.expect("a newsroom");
        let mut world = World::parse(&newsroom.world().to_string()).expect("a world");
        let more = hosts
            .iter()
            .map(|host| ((*host).to_owned(), newsroom.address()));
        world.hosts.extend(more);
        let (folder, clock) = (tempfile::tempdir().expect("a folder"), clock_of(now));
        let data = folder.path().join("library");
        let config = config(&data, world.clone());
        let engine = Engine::open(config, Arc::new(clock.clone()), Arc::new(NoNotifier));
        Self {
            engine: engine.expect("an engine"),
            clock,
            world,
            data,
            newsroom: Some(Arc::new(newsroom)),
            notifier: Arc::new(NoNotifier),
            _folder: folder,
        }
    }

    /// The newsroom, until it is stopped.
    pub fn newsroom(&self) -> &Newsroom {
        self.newsroom.as_deref().expect("the newsroom was stopped")
    }

    /// From now on nothing listens where the newsroom was.
    pub fn stop_newsroom(&mut self) {
        self.newsroom = None;
    }

    /// Asks as the interface does; an error fails the test.
    pub async fn ask(&self, request: Request) -> Response {
        let asked = format!("{request:?}");
        match api::dispatch(&self.engine, request).await {
            Ok(response) => response,
            Err(error) => panic!("{asked}: {:?} {}", error.code, error.message),
        }
    }

    /// One sync of what is due, or of everything with [`Scope::Now`]; without its queue.
    pub async fn sync(&self, scope: Scope) -> wire::SyncReport {
        let report = self.engine.sync(scope).await.expect("a library");
        report.expect("no other sync is running").into()
    }

    /// One sync with all pages, pictures, rates and weather.
    pub async fn sync_all(&self) {
        self.engine
            .sync_with_queue(Scope::Due)
            .await
            .expect("a library");
    }

    /// Lets time pass in the newsroom and in the engine.
    pub fn pass(&self, span: SignedDuration) {
        let now = self.engine.now() + span;
        self.clock.set(now);
        self.newsroom().set_now(now);
    }

    /// The engine is closed and opened anew on the same folder, as on the next day.
    pub async fn reopen(self) -> Self {
        self.reopen_with(|config| config).await
    }

    /// The same with a host that shows notices from now on, or no more.
    pub async fn notify(mut self, notifier: impl Notifier) -> Self {
        self.notifier = Arc::new(notifier);
        self.reopen().await
    }

    /// The same with other settings; `change` runs while nobody holds the folder.
    pub async fn reopen_with(self, change: impl FnOnce(Config) -> Config) -> Self {
        let clock = self.clock.clone();
        self.reopen_in(clock, change).await
    }

    /// Waits until nothing is done in the background any more: nobody else holds the engine.
    ///
    /// # Panics
    /// When that takes longer than 20 seconds.
    pub async fn is_left_alone(&self) {
        let deadline = Instant::now() + Duration::from_secs(20);
        while Arc::strong_count(&self.engine) > 1 {
            assert!(Instant::now() < deadline, "somebody still holds the engine");
            tokio::task::yield_now().await;
        }
    }

    async fn reopen_in(self, clock: impl Clock, change: impl FnOnce(Config) -> Config) -> Self {
        match self.engine.close().await {
            // A full disk takes nothing more, and that was told before.
            Ok(()) | Err(engine::Error::Store(StoreError::DiskFull)) => {}
            Err(error) => panic!("{error}"),
        }
        let config = config(&self.data, self.world.clone());
        // Two engines never hold one folder.
        drop(self.engine);
        let config = change(config);
        let clock = Arc::new(clock);
        let deadline = Instant::now() + Duration::from_secs(20);
        let engine = loop {
            match Engine::open(config.clone(), clock.clone(), self.notifier.clone()) {
                // A process that another test begins has our files open for a moment, between fork and exec.
                Err(engine::Error::Store(StoreError::InUse { .. }))
                    if Instant::now() < deadline =>
                {
                    tokio::task::yield_now().await;
                }
                opened => break opened.expect("an engine"),
            }
        };
        Self { engine, ..self }
    }

    /// The sidebar.
    pub async fn library(&self) -> wire::Library {
        match self.ask(Request::Library).await {
            Response::Library(library) => library,
            other => panic!("{other:?}"),
        }
    }

    /// Every row of a view, page after page.
    pub async fn rows(&self, view: View) -> Vec<wire::ArticleRow> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let (view, limit) = (view.clone(), 50);
            match self.ask(Request::Timeline { view, after, limit }).await {
                Response::Timeline(part) => {
                    rows.extend(part.rows);
                    after = part.next;
                }
                other => panic!("{other:?}"),
            }
            if after.is_none() {
                return rows;
            }
        }
    }

    /// One article, whole.
    pub async fn article(&self, id: &str) -> wire::Article {
        match self.ask(Request::Article { id: id.to_owned() }).await {
            Response::Article(article) => *article,
            other => panic!("{other:?}"),
        }
    }
}

/// A manual clock that takes a newsroom's along.
struct OneTime {
    engine: ManualClock,
    newsroom: Option<Weak<Newsroom>>,
}

impl Clock for OneTime {
    fn now(&self) -> Timestamp {
        self.engine.now()
    }

    fn zone(&self) -> TimeZone {
        self.engine.zone()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            self.engine.sleep_until(at).await;
            if let Some(newsroom) = self.newsroom.as_ref().and_then(Weak::upgrade) {
                newsroom.set_now(self.engine.now());
            }
        })
    }
}

/// Whether the slow form of a test was asked for (`cargo xtask test --soak`).
pub fn is_soak() -> bool {
    std::env::var_os("QAZET_SOAK").is_some()
}

/// The clock of tests: it stands at `now`, in Almaty.
pub fn clock_of(now: Timestamp) -> ManualClock {
    let zone = TimeZone::get("Asia/Almaty").expect("the bundled time zones");
    ManualClock::in_zone(now, zone)
}

/// How the tests open an engine: to write, in Russian.
pub fn config(data: &Path, world: World) -> Config {
    Config {
        data: data.to_owned(),
        world,
        demo: true,
        version: "0.0.0".to_owned(),
        program: "e2e".to_owned(),
        media_base: "/media/".to_owned(),
        mode: Mode::Write,
        language: "ru".to_owned(),
        times: "ru-KZ".to_owned(),
        names: Names::System,
        timeout: engine::net::TIMEOUT,
        secrets: engine::Secrets::in_memory(),
    }
}

/// A server that answers every greeting in plain http, as one without TLS does on port 443.
pub async fn plain_http_server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a socket");
    let address = listener.local_addr().expect("a socket");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.read_u8().await.expect("a socket");
            stream
                .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                .await
                .expect("a socket");
            // Open until the client has had enough.
            while stream.read_u8().await.is_ok() {}
        }
    });
    address
}
