//! `qazetctl serve`: the interface in a browser, on loopback, for one run and one token.
//!
//! Who may call: whoever has the token, which is in the fragment of the printed address and so reaches no log and no other site. Requests
//! that name another host than the loopback address are refused, so that no page elsewhere reaches us through a name of its own.

use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{self, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use engine::{Engine, Mode};
use futures::Stream;
use serde::Serialize;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::arguments::Serve;
use crate::host::Host;
use crate::out;

/// The built interface: the content of the file at a path such as `index.html`.
pub type Interface = Box<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// DESIGN §3, Content: no inline script, nothing from outside.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; \
    frame-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Clone)]
struct Room {
    engine: Arc<Engine>,
    interface: Arc<Interface>,
    token: Arc<str>,
    hosts: Arc<[String; 2]>,
    #[cfg(feature = "testing")]
    clock: Option<engine::ports::ManualClock>,
}

/// Runs the call. Its first line tells the address.
pub async fn run(host: &Host, call: Serve, interface: Interface) -> anyhow::Result<()> {
    anyhow::ensure!(
        interface("index.html").is_some(),
        "the interface is not built; run `npm ci && npm run build` in the folder `ui`"
    );
    let engine = host.open(Mode::Write).await?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", call.port))
        .await
        .with_context(|| {
            format!(
                "port {} is taken; choose another with --port, or 0 for any",
                call.port
            )
        })?;
    let address = listener.local_addr()?;
    let token = new_token()?;
    let room = Room {
        engine: engine.clone(),
        interface: Arc::new(interface),
        token: token.as_str().into(),
        hosts: Arc::new([address.to_string(), format!("localhost:{}", address.port())]),
        #[cfg(feature = "testing")]
        clock: host.manual.clone(),
    };
    #[cfg(feature = "testing")]
    let by_hand = room.clock.is_some();
    #[cfg(not(feature = "testing"))]
    let by_hand = false;
    // A clock that is moved by hand has no background: what happens is what the test asks for.
    let background = (!by_hand).then(|| engine.run());
    let watching = (!by_hand).then(|| tokio::spawn(watch_machine(engine.clone())));
    out::json(&json!({ "url": format!("http://{address}/#token={token}") }))?;
    axum::serve(listener, routes(room))
        .with_graceful_shutdown(stopped())
        .await?;
    for task in background.into_iter().chain(watching) {
        task.abort();
    }
    engine.close().await?;
    Ok(())
}

/// Tells the engine how the machine is connected and powered.
async fn watch_machine(engine: Arc<Engine>) {
    let told = machine::watch(machine::Place::default(), |conditions| {
        engine.set_conditions(conditions);
    });
    if let Err(error) = told.await {
        eprintln!(
            "qazetctl: the system does not say any more whether the connection is metered: {error}"
        );
    }
}

fn routes(room: Room) -> Router {
    let routes = Router::new()
        .route("/call", post(call_engine))
        .route("/events", get(events))
        .route("/media/{hash}", get(media))
        .fallback(get(interface));
    #[cfg(feature = "testing")]
    let routes = routes
        .route("/clock", post(move_clock))
        .route("/attempts", get(attempts));
    routes
        .layer(DefaultBodyLimit::max(16 * 1024 * 1024))
        .layer(middleware::from_fn_with_state(
            room.clone(),
            only_loopback_names,
        ))
        .with_state(room)
}

async fn call_engine(State(room): State<Room>, headers: HeaderMap, body: Bytes) -> Response {
    if !may_call(&room, &headers, None) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let json = match serde_json::from_slice(&body) {
        Ok(json) => json,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let answer = match api::Request::read(json) {
        Ok(request) => api::dispatch(&room.engine, request).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(response) => written(StatusCode::OK, &response),
        Err(error) => written(StatusCode::UNPROCESSABLE_ENTITY, &error),
    }
}

/// As JSON. The same in axum, and its reading of it, would bring all that the interface can ask into the program once more.
fn written(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(json) => (status, [(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn events(State(room): State<Room>, headers: HeaderMap, uri: Uri) -> Response {
    if !may_call(&room, &headers, Some(&uri)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    Sse::new(stream_of(&room.engine))
        .keep_alive(sse::KeepAlive::default())
        .into_response()
}

fn stream_of(engine: &Engine) -> impl Stream<Item = Result<sse::Event, axum::Error>> + use<> {
    futures::stream::unfold(engine.events(), |mut listening| async move {
        let event = match listening.recv().await {
            Ok(event) => event.into(),
            Err(RecvError::Lagged(_)) => api::Event::Resync,
            Err(RecvError::Closed) => return None,
        };
        let told = serde_json::to_string(&event).map(|json| sse::Event::default().data(json));
        Some((told.map_err(axum::Error::new), listening))
    })
}

async fn media(
    State(room): State<Room>,
    headers: HeaderMap,
    uri: Uri,
    Path(hash): Path<String>,
) -> Response {
    if !may_call(&room, &headers, Some(&uri)) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(hash) = hash.parse() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match room.engine.media(&hash).await {
        Ok(Some(media)) => (
            api::MEDIA_HEADERS,
            [(header::CONTENT_TYPE, media.content_type)],
            media.bytes,
        )
            .into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn interface(State(room): State<Room>, request: Request) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let Some(content) = (room.interface)(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, content_type(path)),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, Body::from(content)).into_response()
}

/// The kinds of file that the interface is built of.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html",
        "js" => "text/javascript",
        "css" => "text/css",
        "ftl" => "text/plain",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(feature = "testing")]
async fn move_clock(State(room): State<Room>, headers: HeaderMap, body: Bytes) -> Response {
    if !may_call(&room, &headers, None) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let asked = match serde_json::from_slice(&body) {
        Ok(asked) => asked,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let Some(clock) = &room.clock else {
        return StatusCode::CONFLICT.into_response();
    };
    match asked {
        ClockMove::Now(now) => clock.set(now),
        ClockMove::AdvanceS(seconds) => clock.advance(std::time::Duration::from_secs(seconds)),
    }
    written(
        StatusCode::OK,
        &json!({ "now": room.engine.now().to_string() }),
    )
}

/// How often the network was tried.
#[cfg(feature = "testing")]
async fn attempts(State(room): State<Room>, headers: HeaderMap) -> Response {
    if !may_call(&room, &headers, None) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    written(
        StatusCode::OK,
        &json!({ "attempts": room.engine.network_attempts() }),
    )
}

/// `{"now": "2026-11-20T06:00:00Z"}` or `{"advance_s": 3600}`.
#[cfg(feature = "testing")]
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClockMove {
    Now(jiff::Timestamp),
    AdvanceS(u64),
}

async fn only_loopback_names(State(room): State<Room>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("");
    if room.hosts.iter().any(|known| known == host) {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    }
}

fn may_call(room: &Room, headers: &HeaderMap, address: Option<&Uri>) -> bool {
    let in_header = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let in_query = address.and_then(Uri::query).and_then(|query| {
        query
            .split('&')
            .find_map(|part| part.strip_prefix("token="))
    });
    in_header
        .or(in_query)
        .is_some_and(|token| same(token.as_bytes(), room.token.as_bytes()))
}

/// Compares in a time that tells nothing of where two tokens differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .fold(0, |different, (a, b)| different | (a ^ b))
            == 0
}

fn new_token() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut asked) = signal(SignalKind::terminate()) {
            tokio::select! { _ = asked.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
