//! Everything by which Qazet touches the network: one client, made by one builder, which carries every guard.
//!
//! GET only. No cookies, no referrer, no added parameters, nothing about the reader. Redirects are followed here,
//! each hop judged anew; addresses are checked where they are connected to; time and size are limited at every layer;
//! hosts are treated with manners; a proxy is used always or not at all.
//! Deliberately absent: writing anything down (invariant 4), and knowing what an answer means.

mod body;
mod causes;
mod guard;
mod headers;
mod manners;
mod resolver;

pub mod addresses;
pub mod error;
pub mod request;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderValue, LOCATION};
use jiff::Timestamp;
use tokio::time::Sleep;
use url::Url;

use crate::endpoints::World;
use crate::ports::Clock;

use body::BodyError;
use guard::{Guard, Route};
use manners::Manners;
use resolver::Resolver;

pub use error::{FetchError, RefusedRedirect};
pub use request::{Answer, Get, Purpose};
pub use resolver::Names;

/// Redirects followed, at most.
const REDIRECTS: usize = 5;

/// What a host hands over. The client is never its own.
#[derive(Debug, Clone)]
pub struct NetSettings {
    /// Qazet's version, for the `User-Agent`.
    pub version: String,
    /// `http://`, `https://`, `socks5://` (names resolved here) or `socks5h://` (by the proxy). Absent: none, whatever the environment says.
    pub proxy: Option<String>,
    /// Where everything comes from.
    pub world: Arc<World>,
    /// Where names are resolved.
    pub names: Names,
}

impl NetSettings {
    /// Without a proxy, names resolved by the system.
    pub fn new(version: impl Into<String>, world: Arc<World>) -> Self {
        Self {
            version: version.into(),
            proxy: None,
            world,
            names: Names::System,
        }
    }
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The proxy of the settings can't be used.
    #[error(
        "The proxy `{0}` can't be used. Write it like http://host:port or socks5://host:port, or leave it empty."
    )]
    Proxy(String),
    /// The version can't stand in a header.
    #[error(
        "The version `{0}` can't be sent as part of the User-Agent. Use letters, digits, dots and hyphens."
    )]
    Version(String),
    /// The HTTP library does not start.
    #[error("The network part does not start: {0}. Please report this.")]
    Library(#[source] reqwest::Error),
}

/// The one HTTP client. Its clones are the same client.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    clock: Arc<dyn Clock>,
    guard: Guard,
    manners: Manners,
    user_agent: HeaderValue,
    /// For the public internet: its resolver lets no private address through. Its connections are its own, so that
    /// none that was opened for a trusted request is used for a stranger's.
    public: reqwest::Client,
    /// For hosts and ports that the world or the reader named.
    trusted: reqwest::Client,
    proxied: bool,
    /// The machine has root certificates.
    roots: bool,
    attempts: AtomicU64,
}

/// Builds the client: the only place where one is made.
pub fn client(settings: NetSettings, clock: Arc<dyn Clock>) -> Result<Client, NetError> {
    let agent = format!(
        "Qazet/{} (+https://github.com/qazet/qazet)",
        settings.version
    );
    let user_agent =
        HeaderValue::from_str(&agent).map_err(|_| NetError::Version(settings.version.clone()))?;
    let proxy = settings.proxy.as_deref().map(parse_proxy).transpose()?;
    let proxy_host = proxy.as_ref().and_then(|(host, _)| host.clone());
    let build = |private_allowed: bool, roots: bool| {
        let resolver = Resolver {
            names: settings.names.clone(),
            private_allowed,
            proxy_host: proxy_host.clone(),
        };
        let proxy = proxy.as_ref().map(|(_, proxy)| proxy.clone());
        build(resolver, proxy, roots)
    };
    // The ring provider may be installed already, by another client of this process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Without root certificates https fails, with its own message; the rest of Qazet works.
    let (public, roots) = match build(false, true) {
        Ok(client) => (client, true),
        Err(_) => (build(false, false).map_err(NetError::Library)?, false),
    };
    let inner = Inner {
        guard: Guard::new(Arc::clone(&settings.world), proxy_host.clone()),
        manners: Manners::new(Arc::clone(&clock)),
        clock,
        user_agent,
        public,
        trusted: build(true, roots).map_err(NetError::Library)?,
        proxied: proxy.is_some(),
        roots,
        attempts: AtomicU64::new(0),
    };
    Ok(Client {
        inner: Arc::new(inner),
    })
}

/// One of the two HTTP clients, with all that both have in common.
fn build(
    resolver: Resolver,
    proxy: Option<reqwest::Proxy>,
    roots: bool,
) -> Result<reqwest::Client, reqwest::Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // The environment's proxies too are none of ours.
        .no_proxy()
        .dns_resolver(Arc::new(resolver))
        .connect_timeout(Duration::from_secs(15))
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(Duration::from_secs(20));
    if let Some(proxy) = proxy {
        builder = builder.proxy(proxy);
    }
    if !roots {
        builder = builder.tls_certs_only([]);
    }
    builder.build()
}

/// The proxy's host (absent for an IP literal) and the proxy.
fn parse_proxy(text: &str) -> Result<(Option<String>, reqwest::Proxy), NetError> {
    let refused = || NetError::Proxy(without_password(text));
    let url = Url::parse(text).map_err(|_| refused())?;
    if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
        return Err(refused());
    }
    let host = url.host_str().ok_or_else(refused)?.to_owned();
    let proxy = reqwest::Proxy::all(text).map_err(|_| refused())?;
    Ok((Some(host), proxy))
}

/// What may be shown of an address: nothing before the last `@`.
fn without_password(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, shown)) => format!("…@{shown}"),
        None => text.to_owned(),
    }
}

impl Client {
    /// Asks for one address, follows its redirects, and reads the whole answer.
    ///
    /// Waits for the host's turn first. Without an answer the network may still have been touched; see [`Client::attempts`].
    pub async fn fetch(&self, get: Get) -> Result<Answer, FetchError> {
        let mut deadline = pin!(tokio::time::sleep(get.timeout));
        let mut begun = false;
        let mut moves = Moves::default();
        let mut route = self.inner.guard.route(&get, &get.url)?;
        loop {
            let host = route.host.clone();
            let waits = |until| FetchError::HostWaits {
                host: host.clone(),
                until,
            };
            let before = self.inner.clock.now();
            let turn = self
                .inner
                .manners
                .turn(&host, get.purpose)
                .await
                .map_err(waits)?;
            if !begun {
                begun = true;
                let from = tokio::time::sleep(get.timeout).deadline();
                deadline.as_mut().reset(from);
            } else {
                extend(deadline.as_mut(), before, self.inner.clock.now());
            }
            let step = tokio::select! {
                step = self.step(&get, &route, &mut moves) => step?,
                () = deadline.as_mut() => return Err(FetchError::Timeout { host }),
            };
            drop(turn);
            match step {
                Step::Answer(answer) => return Ok(*answer),
                Step::Redirect(to) if moves.count <= REDIRECTS => {
                    route = self.inner.guard.route(&get, &to)?;
                }
                Step::Redirect(_) => {
                    let host = get.url.host_str().unwrap_or_default().to_owned();
                    return Err(FetchError::TooManyRedirects { host });
                }
            }
        }
    }

    /// How many requests were ever tried, redirects counted singly, successful or not. It stands still while nothing touches the network.
    pub fn attempts(&self) -> u64 {
        self.inner.attempts.load(Ordering::SeqCst)
    }

    /// The hosts that asked for rest: host, until when, how often in a row. To be stored, for [`Client::restore_waits`].
    pub fn waits(&self) -> Vec<(String, Timestamp, u32)> {
        self.inner.manners.waits()
    }

    /// Takes up what an earlier run stored.
    pub fn restore_waits(&self, waits: Vec<(String, Timestamp, u32)>) {
        self.inner.manners.restore_waits(waits);
    }

    /// One request and what it brings.
    async fn step(&self, get: &Get, route: &Route, moves: &mut Moves) -> Result<Step, FetchError> {
        let inner = &self.inner;
        let host = route.host.as_str();
        if !inner.roots && route.wire.scheme() == "https" {
            return Err(FetchError::NoRoots);
        }
        let client = match route.private_allowed {
            true => &inner.trusted,
            false => &inner.public,
        };
        let header = headers::request_header(
            get.purpose,
            &get.validators,
            &inner.user_agent,
            route.mapped_name.as_deref(),
        );
        inner.attempts.fetch_add(1, Ordering::SeqCst);
        let response = client
            .get(route.wire.clone())
            .headers(header)
            .send()
            .await
            .map_err(|error| causes::of_request(&error, host, inner.proxied))?;
        let status = response.status();
        if let Some(error) = self.refusal(host, status, response.headers()) {
            return Err(error);
        }
        if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            moves.follow(status);
            let location = response.headers().get(LOCATION).map(HeaderValue::as_bytes);
            let refused = |why| FetchError::RedirectRefused {
                host: host.to_owned(),
                why,
            };
            let to = inner
                .guard
                .redirect(&route.url, location)
                .map_err(refused)?;
            return Ok(Step::Redirect(to));
        }
        let answer = self.answer(get, route, moves, response).await?;
        Ok(Step::Answer(Box::new(answer)))
    }

    /// The error that a status alone is; and the host's rests, begun or over.
    fn refusal(
        &self,
        host: &str,
        status: StatusCode,
        header: &http::HeaderMap,
    ) -> Option<FetchError> {
        let named = || host.to_owned();
        let manners = &self.inner.manners;
        if matches!(status.as_u16(), 429 | 503) {
            let asked = headers::retry_after(header, self.inner.clock.now());
            let retry_at = manners.rest(host, asked);
            return Some(match status.as_u16() {
                429 => FetchError::TooManyRequests {
                    host: named(),
                    retry_at,
                },
                _ => FetchError::Unavailable {
                    host: named(),
                    retry_at,
                },
            });
        }
        manners.answered(host);
        match status.as_u16() {
            200 | 203 | 304 | 301 | 302 | 303 | 307 | 308 => None,
            410 => Some(FetchError::Gone { host: named() }),
            status => Some(FetchError::Status {
                host: named(),
                status,
            }),
        }
    }

    async fn answer(
        &self,
        get: &Get,
        route: &Route,
        moves: &Moves,
        response: reqwest::Response,
    ) -> Result<Answer, FetchError> {
        let host = || route.host.clone();
        let status = response.status().as_u16();
        let header = response.headers().clone();
        if status == 304 && get.validators.is_empty() {
            return Err(FetchError::Status {
                host: host(),
                status,
            });
        }
        let (body, wire_bytes) = if status == 304 {
            (Bytes::new(), 0)
        } else {
            let limit = get.purpose.limit();
            let body = body::read(response, limit)
                .await
                .map_err(|error| match error {
                    BodyError::TooLarge => FetchError::TooLarge {
                        host: host(),
                        limit,
                    },
                    BodyError::Truncated => FetchError::Truncated { host: host() },
                    BodyError::Decoding(why) => FetchError::Decoding { host: host(), why },
                    BodyError::Connection(error) => causes::of_body(&error, &route.host),
                })?;
            (body.bytes, body.wire_bytes)
        };
        let validators = match status {
            // Those of the body that is kept; a 304 repeats at most a part of them.
            304 => get.validators.clone(),
            _ => headers::validators(&header),
        };
        Ok(Answer {
            status,
            url: route.url.clone(),
            content_type: headers::content_type(&header),
            validators,
            fresh_for: headers::fresh_for(&header, self.inner.clock.now()),
            moved_permanently: moves.are_permanent().then(|| route.url.clone()),
            moved_temporarily: moves.temporary,
            body,
            wire_bytes,
        })
    }
}

/// What one request brought.
enum Step {
    Answer(Box<Answer>),
    Redirect(Url),
}

/// The redirects of one fetch.
#[derive(Default)]
struct Moves {
    count: usize,
    temporary: bool,
}

impl Moves {
    fn follow(&mut self, status: StatusCode) {
        self.count += 1;
        self.temporary |= !matches!(status.as_u16(), 301 | 308);
    }

    fn are_permanent(&self) -> bool {
        self.count > 0 && !self.temporary
    }
}

/// Moves the deadline by the time that passed while a later hop's host was waited for.
fn extend(deadline: std::pin::Pin<&mut Sleep>, before: Timestamp, after: Timestamp) {
    if let Ok(waited) = Duration::try_from(after.duration_since(before)) {
        let later = deadline.deadline() + waited;
        deadline.reset(later);
    }
}
