//! What goes over the wire and what comes back: requests, answers, and each way to fail.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use std::sync::Arc;
use std::time::Duration;

use engine::net::{FetchError, Names, NetError, NetSettings};
use engine::ports::{Clock, ManualClock};
use model::Validators;
use net_server::{Reply, Server, answer, client, feed, ok, page};

/// Fetches the feed of a server that always answers `bytes`, and gives the failure.
async fn failure(bytes: impl Into<Vec<u8>>) -> FetchError {
    let server = Server::always(bytes).await;
    let (client, _) = server.client();
    client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err()
}

fn host() -> String {
    "news.example".to_owned()
}

#[tokio::test]
async fn a_request_says_who_asks_and_nothing_about_the_reader() {
    let server = Server::always(ok("Set-Cookie: id=1; Path=/\r\n", "x")).await;
    let (client, _) = server.client();
    let known = Validators {
        etag: Some("W/\"0815-gzip\"".to_owned()),
        last_modified: Some("Mon, 23 Nov 2026 09:00:00 +0000 (sic)".to_owned()),
    };
    let url = "https://news.example/rss?a=1&b=%D2%9B&&c#top";
    let asked = feed(url).validators(known);
    client.fetch(asked).await.unwrap();
    client.fetch(page("https://news.example/a/")).await.unwrap();

    let requests = server.requests();
    assert_eq!(
        requests[0].line, "GET /rss?a=1&b=%D2%9B&&c HTTP/1.1",
        "the query stays as it is"
    );
    assert_eq!(
        requests[0].header,
        [
            "accept-encoding: gzip, br, zstd",
            "accept: application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
            "host: news.example",
            "if-modified-since: Mon, 23 Nov 2026 09:00:00 +0000 (sic)",
            "if-none-match: W/\"0815-gzip\"",
            "user-agent: Qazet/0.1.0 (+https://github.com/qazet/qazet)",
        ]
    );
    assert_eq!(
        requests[1].header,
        [
            "accept-encoding: gzip, br, zstd",
            "accept: text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
            "host: news.example",
            "user-agent: Qazet/0.1.0 (+https://github.com/qazet/qazet)",
        ],
        "no cookie came back, and no referrer"
    );
}

#[tokio::test]
async fn an_answer_carries_what_the_next_request_needs() {
    let header = "ETag: \"v1\"\r\nLast-Modified: yesterday\r\nContent-Type: text/xml; charset=windows-1251\r\nCache-Control: max-age=1800\r\n";
    let server = Server::always(ok(header, "<rss/>")).await;
    let (client, _) = server.client();
    let answer = client
        .fetch(feed("https://news.example/rss#x"))
        .await
        .unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.url.as_str(), "https://news.example/rss");
    assert_eq!(
        answer.content_type.as_deref(),
        Some("text/xml; charset=windows-1251")
    );
    assert_eq!(answer.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(
        answer.validators.last_modified.as_deref(),
        Some("yesterday")
    );
    assert_eq!(answer.fresh_for.map(|fresh| fresh.as_secs()), Some(1800));
    assert_eq!(
        (answer.moved_permanently, answer.moved_temporarily),
        (None, false)
    );
    assert_eq!(&answer.body[..], b"<rss/>");
    assert_eq!(answer.wire_bytes, 6);
    assert_eq!(client.attempts(), 1);
}

#[tokio::test]
async fn not_modified_keeps_the_validators_that_were_sent() {
    let server = Server::always("HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n").await;
    let (client, _) = server.client();
    let known = Validators {
        etag: Some("\"v1\"".to_owned()),
        last_modified: Some("yesterday".to_owned()),
    };
    let asked = feed("https://news.example/rss").validators(known.clone());
    let answer = client.fetch(asked).await.unwrap();
    assert!(answer.is_not_modified());
    assert_eq!(answer.validators, known);
    assert!(answer.body.is_empty());

    let unasked = client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err();
    assert_eq!(
        unasked,
        FetchError::Status {
            host: host(),
            status: 304
        }
    );
}

#[tokio::test]
async fn statuses_without_a_body_to_read_are_told_apart() {
    for (status, expected) in [
        (
            "404 Not Found",
            FetchError::Status {
                host: host(),
                status: 404,
            },
        ),
        (
            "403 Forbidden",
            FetchError::Status {
                host: host(),
                status: 403,
            },
        ),
        (
            "500 Oops",
            FetchError::Status {
                host: host(),
                status: 500,
            },
        ),
        (
            "204 No Content",
            FetchError::Status {
                host: host(),
                status: 204,
            },
        ),
        (
            "206 Partial Content",
            FetchError::Status {
                host: host(),
                status: 206,
            },
        ),
        ("410 Gone", FetchError::Gone { host: host() }),
    ] {
        assert_eq!(failure(answer(status, "", "")).await, expected, "{status}");
    }
    let proxy = failure(answer("407 Proxy Authentication Required", "", "")).await;
    assert!(matches!(proxy, FetchError::Proxy { .. }), "{proxy}");
}

#[tokio::test]
async fn an_empty_200_is_an_answer_whatever_its_encoding() {
    for header in [
        "",
        "Content-Encoding: gzip\r\n",
        "Content-Encoding: br, zstd\r\n",
    ] {
        let server = Server::always(ok(header, "")).await;
        let (client, _) = server.client();
        let answer = client
            .fetch(feed("https://news.example/rss"))
            .await
            .unwrap();
        assert!(answer.body.is_empty(), "with {header:?}");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_an_error() {
    for (what, bytes) in [
        (
            "shorter than its length",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc",
        ),
        (
            "without its last chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        ),
        (
            "with a bad chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\nabc\r\n0\r\n\r\n",
        ),
    ] {
        let error = failure(bytes).await;
        assert_eq!(error, FetchError::Truncated { host: host() }, "{what}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_told_apart_from_silence() {
    for (bytes, spoken) in [
        ("", false),
        ("HTTP/1.1 200 OK\r\nContent-Le", false),
        ("SSH-2.0-OpenSSH_9.2\r\n", true),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            true,
        ),
        ("HTTP/1.1 200 OK\r\nbad header\r\n\r\n", true),
    ] {
        let error = failure(bytes).await;
        let protocol = matches!(error, FetchError::Protocol { .. });
        let silence = error == FetchError::Connect { host: host() };
        assert!(
            if spoken { protocol } else { silence },
            "{bytes:?}: {error}"
        );
    }
}

#[tokio::test]
async fn fifty_thousand_header_lines_are_refused() {
    let mut bytes = b"HTTP/1.1 200 OK\r\n".to_vec();
    for number in 0..50_000 {
        bytes.extend_from_slice(format!("X-{number}: y\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"Content-Length: 0\r\n\r\n");
    let error = failure(bytes).await;
    assert!(matches!(error, FetchError::Protocol { .. }), "{error}");
}

#[tokio::test]
async fn one_endless_header_line_is_refused() {
    let server =
        Server::start(|_| Reply::Endless(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), vec![b'y'; 16384]))
            .await;
    let (client, _) = server.client();
    let error = client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Protocol { .. }), "{error}");
}

#[tokio::test]
async fn a_deadline_ends_silence_and_half_an_answer_alike() {
    for first in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    ] {
        let server = Server::start(|_| Reply::Hang(first.to_vec())).await;
        let client = server.hasty_client(Duration::from_millis(100));
        let slow = feed("https://news.example/rss");
        let error = client.fetch(slow).await.unwrap_err();
        assert_eq!(
            error,
            FetchError::Timeout { host: host() },
            "after {} bytes",
            first.len()
        );
    }
}

#[tokio::test]
async fn a_closed_port_is_the_source_that_does_not_answer() {
    let server = Server::always("").await;
    let (client, _) = server.client();
    // Once it is dropped, nobody listens at its address.
    let address = server.address;
    drop(server);
    while tokio::net::TcpStream::connect(address).await.is_ok() {}
    let error = client
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err();
    assert_eq!(error, FetchError::Connect { host: host() });
    assert!(!error.is_connectivity());
    assert_eq!(client.attempts(), 1, "a try that failed is a try");
}

#[tokio::test]
async fn a_missing_name_is_the_sources_and_a_missing_network_is_not() {
    let (online, _) = client("{}", &[], None);
    let error = online
        .fetch(feed("https://news.invalid/rss"))
        .await
        .unwrap_err();
    assert_eq!(
        error,
        FetchError::Dns {
            host: "news.invalid".to_owned()
        }
    );
    assert!(!error.is_connectivity());

    let clock = ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap());
    let mut settings = NetSettings::new("0.1.0", Arc::default());
    settings.names = Names::Nowhere;
    let offline = engine::net::client(settings, Arc::new(clock)).unwrap();
    let error = offline
        .fetch(feed("https://tengrinews.kz/news.rss"))
        .await
        .unwrap_err();
    assert_eq!(error, FetchError::Offline);
    assert!(error.is_connectivity());
}

#[tokio::test]
async fn a_name_under_invalid_fails_at_once_by_the_system_too() {
    let clock = ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap());
    let settings = NetSettings::new("0.1.0", Arc::default());
    let client = engine::net::client(settings, Arc::new(clock)).unwrap();
    let error = client
        .fetch(feed("http://qazet.invalid/"))
        .await
        .unwrap_err();
    let dns = matches!(&error, FetchError::Dns { host } if host == "qazet.invalid");
    assert!(dns || error == FetchError::Offline, "{error}");
}

#[tokio::test]
async fn a_host_that_asks_for_rest_gets_it_without_another_request() {
    let server = Server::start(|request| {
        Reply::Close(match request.target() {
            "/busy" => answer("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
            "/closed" => answer("503 Closed", "", ""),
            _ => ok("", "x"),
        })
    })
    .await;
    let (client, clock) = server.client();
    let begin = clock.now();
    let error = client
        .fetch(feed("https://news.example/busy"))
        .await
        .unwrap_err();
    let retry_at = begin + Duration::from_secs(3600);
    assert_eq!(
        error,
        FetchError::TooManyRequests {
            host: host(),
            retry_at
        }
    );
    assert_eq!(client.waits(), [(host(), retry_at, 1)]);

    let error = client
        .fetch(page("https://news.example/other"))
        .await
        .unwrap_err();
    assert_eq!(
        error,
        FetchError::HostWaits {
            host: host(),
            until: retry_at
        }
    );
    assert_eq!(
        (client.attempts(), server.hits()),
        (1, 1),
        "the network was not touched"
    );

    client
        .fetch(feed("https://other.example/rss"))
        .await
        .unwrap();
    clock.set(retry_at);
    let error = client
        .fetch(feed("https://news.example/closed"))
        .await
        .unwrap_err();
    let twice = retry_at + Duration::from_secs(2 * 3600);
    assert_eq!(
        error,
        FetchError::Unavailable {
            host: host(),
            retry_at: twice
        }
    );

    let (next_run, next_clock) = server.client();
    next_run.restore_waits(client.waits());
    let error = next_run
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap_err();
    assert_eq!(error.retry_at(), Some(twice), "over a restart");
    next_clock.set(twice);
    next_run
        .fetch(feed("https://news.example/rss"))
        .await
        .unwrap();
    assert_eq!(next_run.waits(), [], "an ordinary answer ends it");
}

#[tokio::test]
async fn pages_keep_a_second_and_feeds_a_fifth_between_them() {
    let server = Server::always(ok("", "x")).await;
    let (client, clock) = server.client();
    let begin = clock.now();
    for _ in 0..3 {
        client.fetch(page("https://news.example/a")).await.unwrap();
    }
    assert_eq!(clock.now(), begin + Duration::from_secs(2));
    for _ in 0..3 {
        client
            .fetch(feed("https://other.example/rss"))
            .await
            .unwrap();
    }
    assert_eq!(clock.now(), begin + Duration::from_millis(2400));
}

#[tokio::test]
async fn proxies_and_versions_that_cannot_be_used_are_refused() {
    let clock = || Arc::new(ManualClock::new("2026-11-23T10:00:00Z".parse().unwrap()));
    for proxy in ["ftp://a:1", "a:8080", "socks4://a:1", "", "http://"] {
        let mut settings = NetSettings::new("0.1.0", Arc::default());
        settings.proxy = Some(proxy.to_owned());
        let error = engine::net::client(settings, clock()).err().unwrap();
        assert!(matches!(error, NetError::Proxy(_)), "{proxy:?}: {error}");
    }
    let mut settings = NetSettings::new("0.1.0", Arc::default());
    settings.proxy = Some("ftp://me:secret@a:1".to_owned());
    let error = engine::net::client(settings, clock()).err().unwrap();
    assert!(!error.to_string().contains("secret"), "{error}");

    let settings = NetSettings::new("0.1\n0", Arc::default());
    let error = engine::net::client(settings, clock()).err().unwrap();
    assert!(matches!(error, NetError::Version(_)), "{error}");
}
