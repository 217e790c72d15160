//! `qazet-media://localhost/{hash}`: pictures from the library for the window. The only content route of the app.

use std::sync::Arc;

use model::MediaHash;
use tauri::http::{Response, StatusCode, header};
use tauri::{Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::Shell;
use engine::Engine;

/// The scheme's name.
pub const SCHEME: &str = "qazet-media";

/// What stands before a picture's hash in addresses the core writes. On Windows, WebView2 knows custom schemes as hosts.
pub const BASE: &str = if cfg!(windows) {
    "http://qazet-media.localhost/"
} else {
    "qazet-media://localhost/"
};

/// Answers a request of the window for a picture.
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: tauri::http::Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let engine = context
        .app_handle()
        .try_state::<Shell>()
        .map(|shell| shell.engine.clone());
    let name = request.uri().path().trim_start_matches('/').to_owned();
    tauri::async_runtime::spawn(async move {
        responder.respond(match engine {
            Some(engine) => picture(&engine, &name).await,
            None => empty(StatusCode::SERVICE_UNAVAILABLE),
        });
    });
}

async fn picture(engine: &Arc<Engine>, name: &str) -> Response<Vec<u8>> {
    let Ok(hash) = name.parse::<MediaHash>() else {
        return empty(StatusCode::NOT_FOUND);
    };
    match engine.media(&hash).await {
        Ok(Some(media)) => respond(StatusCode::OK, &media.content_type, media.bytes),
        Ok(None) => empty(StatusCode::NOT_FOUND),
        Err(error) => {
            eprintln!("qazet: picture {name}: {error}");
            empty(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    respond(status, "text/plain", Vec::new())
}

fn respond(status: StatusCode, content_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type);
    for (name, value) in api::MEDIA_HEADERS {
        // To WebKit every custom scheme is another origin: it would refuse a picture the second time, out of its
        // memory cache. Nobody but the window can ask here, so nothing is lost.
        if !name.eq_ignore_ascii_case("cross-origin-resource-policy") {
            response = response.header(name, value);
        }
    }
    response.body(bytes).unwrap_or_else(|_| {
        let mut broken = Response::new(Vec::new());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        broken
    })
}
