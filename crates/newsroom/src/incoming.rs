//! Requests as they come in: HTTP/1.1 heads through `httparse`, bodies by Content-Length.

use percent_encoding::percent_decode_str;
use tokio::io::{AsyncRead, AsyncReadExt};

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Incoming {
    /// `GET`, `POST`, …
    pub(crate) method: String,
    /// The host asked for, lower case, without port.
    pub(crate) host: String,
    /// The path, percent-decoded.
    pub(crate) path: String,
    /// What stands after `?`, as it came.
    pub(crate) query: String,
    /// Headers, names in lower case, in their order.
    pub(crate) headers: Vec<(String, String)>,
    /// The body of a POST.
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// The first header of that name (lower case).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first value of that name in the query, decoded.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes())
            .find(|(one, _)| one == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Whether the connection may be used again.
    pub(crate) fn keeps_alive(&self) -> bool {
        !self
            .header("connection")
            .is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// Reads the next request. `None`: the other side hung up, or it is not HTTP.
pub(crate) async fn read<S: AsyncRead + Unpin>(
    stream: &mut S,
    pending: &mut Vec<u8>,
) -> Option<Incoming> {
    const LONGEST_HEAD: usize = 64 * 1024;
    const LONGEST_BODY: usize = 1024 * 1024;
    let (mut request, head) = loop {
        if let Some(found) = parse(pending).ok()? {
            break found;
        }
        if pending.len() > LONGEST_HEAD || stream.read_buf(pending).await.ok()? == 0 {
            return None;
        }
    };
    pending.drain(..head);
    let length = match request.header("content-length") {
        Some(length) => length.trim().parse::<usize>().ok()?,
        None => 0,
    };
    if length > LONGEST_BODY {
        return None;
    }
    while pending.len() < length {
        if stream.read_buf(pending).await.ok()? == 0 {
            return None;
        }
    }
    request.body = pending.drain(..length).collect();
    Some(request)
}

/// A whole head at the start of `bytes`, and its length; `None` while more has to come.
fn parse(bytes: &[u8]) -> Result<Option<(Incoming, usize)>, httparse::Error> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = head.parse(bytes)? else {
        return Ok(None);
    };
    let headers: Vec<(String, String)> = head
        .headers
        .iter()
        .map(|header| {
            let value = String::from_utf8_lossy(header.value).into_owned();
            (header.name.to_ascii_lowercase(), value)
        })
        .collect();
    let mut host = headers
        .iter()
        .find(|(name, _)| name == "host")
        .map(|(_, value)| value.clone())
        .unwrap_or_default();
    let mut target = head.path.unwrap_or("/").to_owned();
    // The absolute form (RFC 9112 §3.2.2): the newsroom also serves as a proxy.
    if let Some(rest) = target.strip_prefix("http://") {
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        host = authority.to_owned();
        target = format!("/{path}");
    }
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let incoming = Incoming {
        method: head.method.unwrap_or("GET").to_owned(),
        host: host_name(&host),
        path: percent_decode_str(path).decode_utf8_lossy().into_owned(),
        query: query.to_owned(),
        headers,
        body: Vec::new(),
    };
    Ok(Some((incoming, length)))
}

/// `Tengrinews.kz:8080` → `tengrinews.kz`.
fn host_name(host: &str) -> String {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_head_gives_host_path_query_and_headers() {
        let head = b"GET /tag/%D0%BC/?a=1&b=%20x HTTP/1.1\r\nHost: Dala.Example:81\r\nIf-None-Match: \"a\"\r\n\r\nrest";
        let (request, length) = parse(head).unwrap().unwrap();
        assert_eq!(&head[length..], b"rest");
        assert_eq!(request.host, "dala.example");
        assert_eq!(request.path, "/tag/м/");
        assert_eq!(request.parameter("b").as_deref(), Some(" x"));
        assert_eq!(request.header("if-none-match"), Some("\"a\""));
        assert!(request.keeps_alive());
    }

    #[test]
    fn the_absolute_form_names_the_host() {
        let head = b"GET http://dala.example/feed/?x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        let (request, _) = parse(head).unwrap().unwrap();
        assert_eq!(
            (request.host.as_str(), request.path.as_str()),
            ("dala.example", "/feed/")
        );
    }

    #[test]
    fn half_a_head_is_not_a_request_yet() {
        assert!(parse(b"GET / HTTP/1.1\r\nHost: a\r\n").unwrap().is_none());
        assert!(parse(b"\x16\x03\x01\x02 TLS").is_err(), "nor will it be");
    }
}
