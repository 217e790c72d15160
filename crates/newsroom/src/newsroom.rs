//! The newsroom itself: opens the port, and is what tests hold in their hands.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{oneshot, watch};

use crate::clock::Clock;
use crate::fault::Fault;
use crate::mirror::Mirror;
use crate::page::Page;
use crate::press::Press;
use crate::record::{Record, Request};
use crate::truth::{self, Article};
use crate::{server, story, world};

/// How a newsroom is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The time that the clock shows and stands still at; without one it goes on from the system's.
    pub now: Option<Timestamp>,
    /// So many days of news come from its opening on: every day the written stories again, pressed into that day, each under a title of its own.
    pub days: u32,
    /// A folder with pages, feeds, rates and weather of real publishers, to serve under their own hosts.
    pub mirror: Option<PathBuf>,
}

/// Why a newsroom did not open.
#[derive(Debug, thiserror::Error)]
pub enum NewsroomError {
    /// The port is taken or not allowed.
    #[error(
        "cannot listen on 127.0.0.1:{port}: {source}. Choose another port, or 0 for any free one."
    )]
    Port {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server's thread did not start.
    #[error("cannot start the newsroom's thread: {0}. Close some programs and try again.")]
    Thread(std::io::Error),
    /// A file of stories cannot be read: a mistake in this crate.
    #[error("stories/{file}.toml cannot be read: {reason}. Correct the file.")]
    Story {
        /// The file's name without its ending.
        file: String,
        /// What the reader of it said.
        reason: String,
    },
    /// The folder to mirror cannot be read.
    #[error(
        "cannot read {path} to mirror it: {source}. Name the folder that holds `data`'s files."
    )]
    Mirror {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A running news world. It stops when it is dropped.
#[derive(Debug)]
pub struct Newsroom {
    address: SocketAddr,
    inner: Arc<Inner>,
    thread: Option<JoinHandle<()>>,
}

/// What the server's thread and the newsroom share.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) address: SocketAddr,
    pub(crate) clock: Clock,
    pub(crate) opened: Timestamp,
    pub(crate) press: Press,
    pub(crate) record: Record,
    pub(crate) mirror: Option<Mirror>,
    pub(crate) stop: watch::Sender<bool>,
    faults: Mutex<HashMap<(String, String), Fault>>,
    pages: Mutex<HashMap<(String, String), Page>>,
}

impl Newsroom {
    /// Opens the newsroom. It runs on a thread of its own, so tests may block.
    ///
    /// # Errors
    /// When the port is taken, or the folder to mirror cannot be read.
    pub async fn start(options: Options) -> Result<Self, NewsroomError> {
        let refused = |source| NewsroomError::Port {
            port: options.port,
            source,
        };
        let listener = std::net::TcpListener::bind(("127.0.0.1", options.port)).map_err(refused)?;
        listener.set_nonblocking(true).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let mirror = options.mirror.as_deref().map(Mirror::open).transpose()?;
        let clock = Clock::new(options.now);
        let opened = clock.now();
        let (stop, stopping) = watch::channel(false);
        let inner = Arc::new(Inner {
            address,
            opened,
            press: Press::new(story::repeated(story::load()?, options.days), opened),
            record: Record::default(),
            mirror,
            stop,
            faults: Mutex::default(),
            pages: Mutex::default(),
            clock,
        });
        let (ready, opened_up) = oneshot::channel();
        let shared = Arc::clone(&inner);
        let thread = std::thread::Builder::new()
            .name("newsroom".into())
            .spawn(move || run(listener, shared, stopping, ready))
            .map_err(NewsroomError::Thread)?;
        match opened_up.await {
            Ok(Ok(())) => Ok(Self {
                address,
                inner,
                thread: Some(thread),
            }),
            Ok(Err(source)) => Err(NewsroomError::Thread(source)),
            Err(_) => Err(NewsroomError::Thread(std::io::Error::other(
                "it ended at once",
            ))),
        }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The world: `endpoints`, `catalogue` and `hosts`, as served at `/world.json`.
    pub fn world(&self) -> serde_json::Value {
        world::world(&self.inner)
    }

    /// How often a path of a host was asked for; path `*`: the whole host.
    pub fn hits(&self, host: &str, path: &str) -> u32 {
        self.inner.record.hits(host, path)
    }

    /// Every request so far, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.inner.record.all()
    }

    /// Forgets the requests so far.
    pub fn forget(&self) {
        self.inner.record.forget();
    }

    /// From now on a path of a host says this. For the engine to go there its world has to map the host.
    pub fn print(&self, host: &str, path: &str, page: Page) {
        self.inner.print(host, path, page);
    }

    /// Makes a path of a host answer with a fault; path `*`: the whole host; host and path `*`: all hosts, but for the pages that were
    /// printed. What is meant more closely goes first.
    pub fn set_fault(&self, host: &str, path: &str, fault: Fault) {
        self.inner.set_fault(host, path, fault);
    }

    /// Takes the fault of a path away.
    pub fn clear_fault(&self, host: &str, path: &str) {
        self.inner.clear_fault(host, path);
    }

    /// Takes every fault away.
    pub fn clear_faults(&self) {
        self.inner.clear_faults();
    }

    /// The newsroom's time.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Sets the newsroom's time.
    pub fn set_now(&self, now: Timestamp) {
        self.inner.clock.set(now);
    }

    /// Lets time pass: articles come out, are edited, and grow old.
    pub fn advance(&self, span: SignedDuration) {
        self.inner.clock.advance(span);
    }

    /// What the outlets' pages say now, told by who wrote them; those still to come included.
    pub fn articles(&self) -> Vec<Article> {
        truth::articles(&self.inner)
    }

    /// Waits until somebody asks it to stop (`POST /_newsroom/stop`).
    pub async fn stopped(&self) {
        let mut stopping = self.inner.stop.subscribe();
        // The sender lives in `inner`, so this ends only by the word.
        let _ = stopping.wait_for(|stop| *stop).await;
    }
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        self.inner.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            // A panic there has been printed already; there is nobody to hand it to here.
            let _ = thread.join();
        }
    }
}

impl Inner {
    pub(crate) fn fault(&self, host: &str, path: &str) -> Option<Fault> {
        let faults = self.faults();
        let key = |host: &str, path: &str| (host.to_owned(), path.to_owned());
        let everywhere = || faults.get(&key("*", "*"));
        faults
            .get(&key(host, path))
            .or_else(|| faults.get(&key(host, "*")))
            .or_else(|| everywhere().filter(|_| self.page(host, path).is_none()))
            .cloned()
    }

    pub(crate) fn page(&self, host: &str, path: &str) -> Option<Page> {
        let key = (host.to_owned(), path.to_owned());
        lock(&self.pages).get(&key).cloned()
    }

    pub(crate) fn print(&self, host: &str, path: &str, page: Page) {
        let key = (host.to_ascii_lowercase(), path.to_owned());
        lock(&self.pages).insert(key, page);
    }

    pub(crate) fn set_fault(&self, host: &str, path: &str, fault: Fault) {
        let key = (host.to_ascii_lowercase(), path.to_owned());
        self.faults().insert(key, fault);
    }

    pub(crate) fn clear_fault(&self, host: &str, path: &str) {
        self.faults()
            .remove(&(host.to_ascii_lowercase(), path.to_owned()));
    }

    pub(crate) fn clear_faults(&self) {
        self.faults().clear();
    }

    fn faults(&self) -> MutexGuard<'_, HashMap<(String, String), Fault>> {
        lock(&self.faults)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread: dropping the runtime ends whatever is still being written, slow bodies included.
fn run(
    listener: std::net::TcpListener,
    inner: Arc<Inner>,
    stopping: watch::Receiver<bool>,
    ready: oneshot::Sender<std::io::Result<()>>,
) {
    let started = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match started {
        Ok(runtime) => runtime,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    runtime.block_on(async {
        match tokio::net::TcpListener::from_std(listener) {
            Ok(listener) => {
                let _ = ready.send(Ok(()));
                server::serve(listener, inner, stopping).await;
            }
            Err(error) => {
                let _ = ready.send(Err(error));
            }
        }
    });
}
