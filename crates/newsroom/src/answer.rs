//! What the newsroom answers, before it goes on the wire: status, headers, body, validators.
//!
//! Conditional requests (RFC 9110 §13) and content codings (§8.4) are decided here, so that every
//! host keeps the same manners. Faults come after, in [`crate::fault`].

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::encode::{Encoding, encode};
use crate::incoming::Incoming;

/// An answer to one request.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// HTTP status code.
    pub(crate) status: u16,
    /// Headers in the order they are sent; length, connection and date are added on the wire.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, decoded.
    pub(crate) body: Vec<u8>,
    /// The entity tag with its quotes; absent where the host sends none.
    pub(crate) etag: Option<String>,
    /// When the thing last changed; absent where the host does not say.
    pub(crate) modified: Option<Timestamp>,
}

impl Answer {
    /// A 200 with this content type and body and no validators.
    pub(crate) fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("Content-Type".into(), content_type.into())],
            body: body.into(),
            etag: None,
            modified: None,
        }
    }

    /// A page.
    pub(crate) fn html(body: String) -> Self {
        Self::ok("text/html; charset=UTF-8", body)
    }

    /// A JSON answer.
    pub(crate) fn json(value: &Value) -> Self {
        Self::ok("application/json; charset=utf-8", value.to_string())
    }

    /// A short page that only says what went wrong.
    pub(crate) fn error(status: u16) -> Self {
        let reason = reason(status);
        let mut answer = Self::html(format!(
            "<!DOCTYPE html><html><head><title>{status} {reason}</title></head><body><h1>{status} {reason}</h1></body></html>"
        ));
        answer.status = status;
        answer
    }

    /// 404.
    pub(crate) fn not_found() -> Self {
        Self::error(404)
    }

    /// A redirect to `to`.
    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        let mut answer = Self::error(status);
        answer.headers.push(("Location".into(), to.into()));
        answer
    }

    /// The same answer with another status.
    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same answer with one more header.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a strong tag made of the body, and the time of the last change.
    pub(crate) fn validated(mut self, modified: Timestamp) -> Self {
        self.etag = Some(format!("\"{}\"", &fingerprint(&self.body)[..20]));
        self.modified = Some(modified);
        self
    }

    /// Adds a weak tag made of `version`: for pages whose frame changes while the article stays.
    pub(crate) fn validated_weakly(mut self, version: &str, modified: Timestamp) -> Self {
        self.etag = Some(format!("W/\"{}\"", &fingerprint(version.as_bytes())[..20]));
        self.modified = Some(modified);
        self
    }

    /// What this request gets: the body coded as it may be, or 304 where its validators hold.
    pub(crate) fn fitted(mut self, request: &Incoming) -> Self {
        if self.status != 200 {
            return self;
        }
        let encoding = self.coding_for(request);
        let tag = self.etag.as_deref().map(|tag| match encoding {
            // A strong tag names bytes, so each coding has its own (as Apache does).
            Some(encoding) if !tag.starts_with("W/") => {
                format!("{}-{}\"", tag.trim_end_matches('"'), encoding.token())
            }
            _ => tag.to_owned(),
        });
        if let Some(tag) = &tag {
            self.headers.push(("ETag".into(), tag.clone()));
        }
        if let Some(modified) = self.modified {
            self.headers
                .push(("Last-Modified".into(), http_date(modified)));
        }
        if self.holds(request, tag.as_deref()) {
            self.status = 304;
            self.body.clear();
            return self;
        }
        if let Some(encoding) = encoding {
            self.body = encode(encoding, &self.body);
            self.headers
                .push(("Content-Encoding".into(), encoding.token().into()));
            self.headers.push(("Vary".into(), "Accept-Encoding".into()));
        }
        self
    }

    /// Whether the request's validators still hold; If-None-Match decides where both are sent.
    fn holds(&self, request: &Incoming, tag: Option<&str>) -> bool {
        if let Some(sent) = request.header("if-none-match") {
            let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
            return tag.is_some_and(|tag| sent.split(',').any(|one| bare(one) == bare(tag)));
        }
        match (request.header("if-modified-since"), self.modified) {
            (Some(sent), Some(modified)) => sent.trim() == http_date(modified),
            _ => false,
        }
    }

    fn coding_for(&self, request: &Incoming) -> Option<Encoding> {
        let coded_already = self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-encoding"));
        if coded_already || !self.is_text() || self.body.len() < 200 {
            return None;
        }
        let accepted = request.header("accept-encoding").unwrap_or_default();
        Encoding::ALL.into_iter().find(|encoding| {
            accepted.split(',').any(|one| {
                let mut parts = one.split(';').map(str::trim);
                parts.next() == Some(encoding.token()) && parts.next() != Some("q=0")
            })
        })
    }

    fn is_text(&self) -> bool {
        self.headers.iter().any(|(name, value)| {
            name == "Content-Type" && (!value.starts_with("image/") || value.contains("svg"))
        })
    }
}

/// A date as HTTP writes it (RFC 9110 §5.6.7).
pub(crate) fn http_date(time: Timestamp) -> String {
    time.to_zoned(TimeZone::UTC)
        .strftime("%a, %d %b %Y %H:%M:%S GMT")
        .to_string()
}

/// SHA-256 in hexadecimal.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The words that go with a status code.
pub(crate) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        511 => "Network Authentication Required",
        _ => "Answer",
    }
}
