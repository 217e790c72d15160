//! A server for the tests of `engine::net`: real sockets, and every byte of an answer under the test's control.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::endpoints::World;
use engine::net::{self, Client, Get, Names, NetSettings, Purpose};
use engine::ports::ManualClock;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// The first line.
    pub line: String,
    /// The header lines, sorted, as they came.
    pub header: Vec<String>,
}

impl Request {
    /// The target of the request line.
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The value of a header.
    pub fn value(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.header
            .iter()
            .find_map(|line| line.strip_prefix(&start))
    }
}

/// What the server does with a request.
pub enum Reply {
    /// These bytes; then the connection stays open for the next request.
    Bytes(Vec<u8>),
    /// These bytes; then the connection is closed.
    Close(Vec<u8>),
    /// These bytes, then the second ones again and again until the client goes away.
    Endless(Vec<u8>, Vec<u8>),
    /// Nothing more, while the connection stays open.
    Hang(Vec<u8>),
}

/// Dies when dropped.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    written: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Answers every request with what `reply` says.
    pub async fn start(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::new(AtomicU64::new(0));
        let (seen, count, reply) = (requests.clone(), written.clone(), Arc::new(reply));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, count, reply) = (seen.clone(), count.clone(), reply.clone());
                tokio::spawn(async move { serve(stream, &seen, &count, &*reply).await });
            }
        });
        Self {
            address,
            requests,
            written,
            task,
        }
    }

    /// The same answer for everything.
    pub async fn always(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |_| Reply::Close(bytes.clone())).await
    }

    /// Everything that was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// How many requests came.
    pub fn hits(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// How many bytes the sockets took.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::SeqCst)
    }

    /// A client whose world maps `news.example` and `other.example` to this server.
    pub fn client(&self) -> (Client, ManualClock) {
        client(&self.world(), &[], None)
    }

    /// The same, which gives every fetch so much time.
    pub fn hasty_client(&self, timeout: Duration) -> Client {
        hasty_client(&self.world(), &[], None, timeout).0
    }

    fn world(&self) -> String {
        let hosts = ["news.example", "other.example"]
            .map(|name| format!("{name:?}: \"{}\"", self.address))
            .join(", ");
        format!("{{\"hosts\": {{{hosts}}}}}")
    }

    /// The address of `path` here, by IP literal.
    pub fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }
}

/// Speaks HTTP/1.1 on one connection.
pub async fn serve<S>(
    mut stream: S,
    seen: &Mutex<Vec<Request>>,
    written: &AtomicU64,
    reply: &(dyn Fn(&Request) -> Reply + Send + Sync),
) where
    S: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(request) = read_request(&mut stream).await {
        seen.lock().unwrap().push(request.clone());
        let send = async |stream: &mut S, bytes: &[u8]| {
            for piece in bytes.chunks(16 * 1024) {
                if stream.write_all(piece).await.is_err() {
                    return false;
                }
                written.fetch_add(piece.len() as u64, Ordering::SeqCst);
            }
            stream.flush().await.is_ok()
        };
        match reply(&request) {
            Reply::Bytes(bytes) => {
                if !send(&mut stream, &bytes).await {
                    return;
                }
            }
            Reply::Close(bytes) => {
                send(&mut stream, &bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Reply::Endless(first, again) => {
                let mut open = send(&mut stream, &first).await;
                while open {
                    open = send(&mut stream, &again).await;
                }
                return;
            }
            Reply::Hang(bytes) => {
                send(&mut stream, &bytes).await;
                // Until the client closes.
                let _ = stream.read(&mut [0; 1]).await;
                return;
            }
        }
    }
}

async fn read_request<S: AsyncRead + Unpin>(stream: &mut S) -> Option<Request> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(stream.read_u8().await.ok()?);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = text.lines().map(str::to_owned);
    let line = lines.next()?;
    let mut header: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    header.sort();
    Some(Request { line, header })
}

/// A client in `world` (JSON) whose names are those of the table.
pub fn client(world: &str, names: &[(&str, &str)], proxy: Option<&str>) -> (Client, ManualClock) {
    hasty_client(world, names, proxy, net::TIMEOUT)
}

fn hasty_client(
    world: &str,
    names: &[(&str, &str)],
    proxy: Option<&str>,
    timeout: Duration,
) -> (Client, ManualClock) {
    let clock = ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap());
    let table: BTreeMap<String, Vec<IpAddr>> = names
        .iter()
        .map(|(name, address)| ((*name).to_owned(), vec![address.parse().unwrap()]))
        .collect();
    let settings = NetSettings {
        version: "0.1.0".to_owned(),
        proxy: proxy.map(str::to_owned),
        world: Arc::new(World::parse(world).unwrap()),
        names: Names::Table(table),
        timeout,
    };
    let client = net::client(settings, Arc::new(clock.clone())).unwrap();
    (client, clock)
}

/// A feed at `url`.
pub fn feed(url: &str) -> Get {
    Get::new(Url::parse(url).unwrap(), Purpose::Feed)
}

/// A page at `url`.
pub fn page(url: &str) -> Get {
    Get::new(Url::parse(url).unwrap(), Purpose::Page)
}

/// An answer of status 200 with its length.
pub fn ok(header: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", header, body)
}

/// An answer with its length; `header` is whole lines, each with `\r\n`.
pub fn answer(status: &str, header: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\n{header}Content-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

/// A redirect.
pub fn moved(status: u16, location: &str) -> Vec<u8> {
    answer(
        &format!("{status} Moved"),
        &format!("Location: {location}\r\n"),
        "",
    )
}
