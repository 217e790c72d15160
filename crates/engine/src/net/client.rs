//! One fetch: the loop over redirects, and what each status means.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderMap, HeaderValue, LOCATION};
use jiff::{SignedDuration, Timestamp};
use model::Way;
use tokio::time::{Instant, Sleep};
use url::Url;

use crate::ports::Clock;

use super::body::{self, BodyError};
use super::guard::{Guard, Route};
use super::manners::Manners;
use super::ways::{Exit, Ways};
use super::{Answer, FetchError, Get, NetError, Purpose, causes, headers};

/// Redirects followed, at most.
const REDIRECTS: usize = 5;

/// The one HTTP client. Its clones are the same client.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

/// What all clones share.
pub(super) struct Inner {
    pub(super) clock: Arc<dyn Clock>,
    pub(super) guard: Guard,
    pub(super) manners: Manners,
    pub(super) user_agent: HeaderValue,
    pub(super) ways: Ways,
    pub(super) timeout: Duration,
    pub(super) attempts: AtomicU64,
    pub(super) received: Arc<AtomicU64>,
}

impl Client {
    /// Asks for one address, follows its redirects, and reads the whole answer.
    ///
    /// Waits for the host's turn first. Without an answer the network may still have been touched; see [`Client::attempts`].
    pub async fn fetch(&self, get: Get) -> Result<Answer, FetchError> {
        let mut deadline = pin!(tokio::time::sleep(self.inner.timeout));
        let mut begun = false;
        let mut moves = Moves::default();
        let exit = self.exit(&get)?;
        let via = exit.proxy_host.as_deref();
        let mut route = self.inner.guard.route(&get, &get.url, via)?;
        loop {
            let host = route.host.clone();
            let waits = |until| FetchError::HostWaits {
                host: host.clone(),
                until,
            };
            let before = machine_time();
            let turn = self
                .inner
                .manners
                .turn(&host, get.purpose)
                .await
                .map_err(waits)?;
            if !begun {
                begun = true;
                let from = tokio::time::sleep(self.inner.timeout).deadline();
                deadline.as_mut().reset(from);
            } else {
                extend(deadline.as_mut(), machine_time() - before);
            }
            let step = tokio::select! {
                step = self.step(&get, &exit, &route, &mut moves) => step?,
                () = deadline.as_mut() => return Err(FetchError::Timeout { host }),
            };
            drop(turn);
            match step {
                Step::Answer(answer) => return Ok(*answer),
                Step::Redirect(to) if moves.count <= REDIRECTS => {
                    route = self.inner.guard.route(&get, &to, via)?;
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

    /// How many bytes of answers ever came over the wire, those of answers under way too.
    pub fn received(&self) -> u64 {
        self.inner.received.load(Ordering::Relaxed)
    }

    /// The hosts that asked for rest: host, until when, how often in a row. To be stored, for [`Client::restore_waits`].
    pub fn waits(&self) -> Vec<(String, Timestamp, u32)> {
        self.inner.manners.waits()
    }

    /// As whom every request is made.
    pub fn user_agent(&self) -> &str {
        self.inner.user_agent.to_str().unwrap_or_default()
    }

    /// The host of `url`, until when it rests, and how often in a row it asked for that; absent where it may be asked.
    pub fn rest_of(&self, url: &Url) -> Option<(String, Timestamp, u32)> {
        let get = Get::new(url.clone(), Purpose::Feed).typed(true);
        let host = self.inner.guard.route(&get, url, None).ok()?.host;
        let now = self.inner.clock.now();
        let waits = self.inner.manners.waits();
        waits
            .into_iter()
            .find(|(resting, until, _)| *resting == host && *until > now)
    }

    /// The clock was set back by so much.
    pub fn set_clock_back(&self, by: SignedDuration) {
        self.inner.manners.set_clock_back(by);
    }

    /// Takes up what an earlier run stored.
    pub fn restore_waits(&self, waits: Vec<(String, Timestamp, u32)>) {
        self.inner.manners.restore_waits(waits);
    }

    /// Another proxy of the settings, from the next request on; absent for none.
    ///
    /// # Errors
    /// [`NetError`]; then nothing is changed.
    pub fn choose_proxy(&self, proxy: Option<String>) -> Result<(), NetError> {
        self.inner.ways.choose(proxy)
    }

    /// The address of the proxy that this way takes, where its password has to be asked for first.
    pub fn locked_proxy(&self, way: &Way) -> Option<String> {
        self.inner.ways.locked(way)
    }

    /// Hands over the password of the proxy at an address, or that it has none.
    pub fn unlock_proxy(&self, address: String, password: Option<String>) {
        self.inner.ways.unlock(address, password);
    }

    /// Forgets the password of the proxy at an address.
    pub fn lock_proxy(&self, address: &str) {
        self.inner.ways.lock(address);
    }

    /// The way out that a request takes. One that can't be taken is an error: there is no other instead of it.
    fn exit(&self, get: &Get) -> Result<Arc<Exit>, FetchError> {
        let refused = |why: NetError| FetchError::Proxy {
            why: why.to_string(),
        };
        self.inner.ways.exit(&get.way).map_err(refused)
    }

    /// One request and what it brings.
    async fn step(
        &self,
        get: &Get,
        exit: &Exit,
        route: &Route,
        moves: &mut Moves,
    ) -> Result<Step, FetchError> {
        let inner = &self.inner;
        let host = route.host.as_str();
        if !exit.roots && route.wire.scheme() == "https" {
            return Err(FetchError::NoRoots);
        }
        let client = exit.client(route.private_allowed, get.purpose);
        let mut header = headers::request_header(
            get.purpose,
            &get.validators,
            &inner.user_agent,
            route.mapped_name.as_deref(),
        );
        if let Some(login) = &get.login {
            login.add_to(&mut header, &route.url);
        }
        inner.attempts.fetch_add(1, Ordering::SeqCst);
        let response = client
            .get(route.wire.clone())
            .headers(header)
            .send()
            .await
            .map_err(|error| causes::of_request(&error, host, exit.proxy_host.is_some()))?;
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
    fn refusal(&self, host: &str, status: StatusCode, header: &HeaderMap) -> Option<FetchError> {
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
            407 => Some(FetchError::Proxy {
                why: "it asks for a name and a password".to_owned(),
            }),
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
            let body = body::read(response, limit, Arc::clone(&self.inner.received))
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
            noarchive: headers::noarchive(&header),
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

/// The machine's own time, which no clock that is set can move.
fn machine_time() -> Instant {
    tokio::time::sleep(Duration::ZERO).deadline()
}

/// Moves the deadline by the time that passed while a later hop's host was waited for. The machine's own time counts: clocks may jump.
fn extend(deadline: Pin<&mut Sleep>, waited: Duration) {
    let later = deadline.deadline() + waited;
    deadline.reset(later);
}
