//! Each fault is what it says, seen from plain TCP.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use common::{NOON, Reply, connect, fetch, fetch_with, open, post, send, split};
use newsroom::{Charset, Encoding, Fault, Newsroom};

const HOST: &str = "tengrinews.kz";
const FEED: &str = "/news.rss";

async fn with(fault: Fault) -> (Newsroom, Reply) {
    let room = open().await;
    let good = fetch(&room, HOST, FEED);
    assert_eq!(good.status, 200);
    room.set_fault(HOST, FEED, fault);
    (room, good)
}

/// Everything that comes until the end of the connection, and how it ended.
fn raw(room: &Newsroom, path: &str) -> (Vec<u8>, std::io::Result<()>) {
    let mut stream = connect(room.address());
    send(&mut stream, HOST, path, &[]);
    let mut bytes = Vec::new();
    let mut part = [0; 16 * 1024];
    loop {
        match stream.read(&mut part) {
            Ok(0) => return (bytes, Ok(())),
            Ok(count) => bytes.extend_from_slice(&part[..count]),
            Err(error) => return (bytes, Err(error)),
        }
    }
}

#[tokio::test]
async fn a_status_is_answered_until_the_fault_is_cleared() {
    let (room, _) = with(Fault::Status(503)).await;
    assert_eq!(fetch(&room, HOST, FEED).status, 503);
    assert_eq!(
        fetch(&room, HOST, "/news/").status,
        200,
        "other paths are well"
    );
    room.clear_fault(HOST, FEED);
    assert_eq!(fetch(&room, HOST, FEED).status, 200);
    room.set_fault(HOST, "*", Fault::Gone);
    assert_eq!(fetch(&room, HOST, "/news/").status, 410, "the whole host");
    room.clear_faults();
    assert_eq!(fetch(&room, HOST, "/news/").status, 200);
}

#[tokio::test]
async fn retry_after_comes_in_both_forms() {
    let (room, _) = with(Fault::RetryAfterSeconds(120)).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("120"))
    );
    room.set_fault(HOST, FEED, Fault::RetryAfterDate(3600));
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(reply.status, 429);
    assert_eq!(
        reply.header("retry-after"),
        Some("Mon, 23 Nov 2026 08:00:00 GMT")
    );
    assert_eq!(reply.header("date"), Some("Mon, 23 Nov 2026 07:00:00 GMT"));
    assert_eq!(NOON, "2026-11-23T07:00:00Z");
}

#[tokio::test]
async fn a_redirect_leads_where_it_says() {
    let to = "https://kaz.tengrinews.kz/news.rss".to_owned();
    let (room, _) = with(Fault::Redirect {
        status: 308,
        to: to.clone(),
    })
    .await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(
        (reply.status, reply.header("location")),
        (308, Some(to.as_str()))
    );
}

#[tokio::test]
async fn a_slow_head_says_nothing_for_its_time() {
    let (room, good) = with(Fault::SlowHead(150)).await;
    let begun = Instant::now();
    let reply = fetch(&room, HOST, FEED);
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(reply.body, good.body);
}

#[tokio::test]
async fn a_slow_body_comes_in_parts() {
    let (room, good) = with(Fault::SlowBody(200)).await;
    let mut stream = connect(room.address());
    let begun = Instant::now();
    send(&mut stream, HOST, FEED, &[]);
    let mut bytes = vec![0; 64 * 1024];
    let first = stream.read(&mut bytes).unwrap();
    assert!(first < good.body.len(), "the first part is not all");
    bytes.truncate(first);
    stream.read_to_end(&mut bytes).unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(split(&bytes).body, good.body);
}

#[tokio::test]
async fn a_slow_answer_ends_when_the_newsroom_is_dropped() {
    let (room, _) = with(Fault::SlowHead(600_000)).await;
    let mut stream = connect(room.address());
    send(&mut stream, HOST, FEED, &[]);
    // Another request is answered, so the slow one is being waited for.
    assert_eq!(fetch(&room, HOST, "/").status, 200);
    drop(room);
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    assert!(bytes.is_empty(), "{ended:?}");
}

#[tokio::test]
async fn an_endless_body_goes_on_until_the_reader_hangs_up() {
    let (room, good) = with(Fault::Endless).await;
    let mut stream = connect(room.address());
    send(&mut stream, HOST, FEED, &[]);
    let mut bytes = vec![0; 3_000_000];
    stream.read_exact(&mut bytes).unwrap();
    assert!(bytes.len() > good.body.len() * 10);
    drop(stream);
    assert_eq!(fetch(&room, HOST, "/").status, 200, "the newsroom lives on");
}

#[tokio::test]
async fn a_truncated_body_ends_before_its_length() {
    let (room, good) = with(Fault::Truncated).await;
    let (bytes, end) = raw(&room, FEED);
    assert!(end.is_ok(), "it ends in order");
    let reply = split(&bytes);
    let length: usize = reply.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, good.body.len());
    assert_eq!(reply.body.len(), length / 2);
}

#[tokio::test]
async fn a_lying_length_is_shorter_than_the_body() {
    let (room, good) = with(Fault::LyingLength).await;
    let (bytes, _) = raw(&room, FEED);
    let reply = split(&bytes);
    let length: usize = reply.header("content-length").unwrap().parse().unwrap();
    assert_eq!(
        (length, reply.body.len()),
        (good.body.len() / 2, good.body.len())
    );
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let (room, _) = with(Fault::Reset).await;
    let (_, end) = raw(&room, FEED);
    assert_eq!(end.unwrap_err().kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn bad_chunks_have_a_size_that_is_no_number() {
    let (room, _) = with(Fault::BadChunks).await;
    let (bytes, _) = raw(&room, FEED);
    let reply = split(&bytes);
    assert_eq!(reply.header("transfer-encoding"), Some("chunked"));
    assert!(String::from_utf8_lossy(&reply.body).contains("\r\nnot a size\r\n"));
}

#[tokio::test]
async fn many_headers_are_that_many() {
    let (room, good) = with(Fault::ManyHeaders(250)).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(reply.headers.len(), good.headers.len() + 250);
}

#[tokio::test]
async fn codings_can_be_forced_and_nested() {
    let (room, good) = with(Fault::Encoded(vec![Encoding::Gzip, Encoding::Zstd])).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(reply.header("content-encoding"), Some("gzip, zstd"));
    let inner = zstd::stream::decode_all(reply.body.as_slice()).unwrap();
    let mut body = Vec::new();
    flate2::read::GzDecoder::new(inner.as_slice())
        .read_to_end(&mut body)
        .unwrap();
    assert_eq!(body, good.body);
}

#[tokio::test]
async fn a_bomb_is_small_on_the_wire() {
    for encoding in Encoding::ALL {
        let (room, _) = with(Fault::Bomb {
            encoding,
            size: 200_000_000,
        })
        .await;
        let reply = fetch(&room, HOST, FEED);
        assert_eq!(reply.header("content-encoding"), Some(encoding.token()));
        assert!(
            reply.body.len() < 1_000_000,
            "{encoding:?}: {}",
            reply.body.len()
        );
    }
}

#[tokio::test]
async fn charsets_can_be_declared_wrongly() {
    let (room, good) = with(Fault::WrongCharset(Charset::Cp1251AsUtf8)).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(
        reply.header("content-type"),
        Some("application/rss+xml; charset=utf-8")
    );
    assert!(
        String::from_utf8(reply.body.clone()).is_err(),
        "it is not UTF-8"
    );
    let (text, _, _) = encoding_rs::WINDOWS_1251.decode(&reply.body);
    assert!(text.contains("Новости Казахстана"));
    room.set_fault(HOST, FEED, Fault::WrongCharset(Charset::Utf8AsCp1251));
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(
        reply.header("content-type"),
        Some("application/rss+xml; charset=windows-1251")
    );
    assert_eq!(reply.body, good.body);
}

#[tokio::test]
async fn a_feed_can_become_a_page_or_nothing_or_eleven_bytes() {
    let (room, _) = with(Fault::BecomesHtml).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(reply.status, 200);
    assert!(
        reply
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    room.set_fault(HOST, FEED, Fault::EmptyBody);
    let reply = fetch(&room, HOST, FEED);
    assert_eq!((reply.status, reply.body.len()), (200, 0));
    assert_eq!(reply.header("etag"), None);
    room.set_fault(HOST, FEED, Fault::ZombieBody);
    let reply = fetch(&room, HOST, FEED);
    assert_eq!((reply.status, reply.body.len()), (200, 11));
}

#[tokio::test]
async fn a_zombie_answers_conditional_requests_too() {
    let (room, good) = with(Fault::ZombieBody).await;
    let tag = good.header("etag").unwrap();
    let reply = fetch_with(&room, HOST, FEED, &[("If-None-Match", tag)]);
    assert_eq!(reply.status, 200, "a broken maker doesn't compare tags");
}

#[tokio::test]
async fn one_article_of_a_feed_can_be_broken() {
    for (host, path, mark) in [
        (HOST, FEED, "<item>"),
        ("steppewire.example", "/atom.xml", "<entry>"),
        ("signal.example", "/feed.json", "\"date_published\""),
    ] {
        let room = open().await;
        let good = fetch(&room, host, path).text();
        room.set_fault(host, path, Fault::BrokenItem);
        let bad = fetch(&room, host, path).text();
        assert_eq!(
            bad.matches(mark).count(),
            good.matches(mark).count() + 1,
            "{host}"
        );
        assert!(bad.contains("the day after"));
        if path.ends_with("json") {
            let feed: serde_json::Value = serde_json::from_str(&bad).unwrap();
            assert!(feed["items"][0]["title"].is_number());
        } else {
            assert!(roxmltree::Document::parse(&bad).is_err(), "{host}");
        }
    }
}

#[tokio::test]
async fn a_huge_body_has_its_size() {
    let (room, good) = with(Fault::HugeBody(5_000_000)).await;
    let reply = fetch(&room, HOST, FEED);
    assert_eq!(reply.body.len(), 5_000_000);
    assert!(reply.body.starts_with(&good.body));
}

#[tokio::test]
async fn faults_are_set_over_http_too() {
    let room = open().await;
    let orders = [
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"status":503}}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":"reset"}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"redirect":{"status":301,"to":"/new"}}}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"encoded":["gzip","br"]}}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"bomb":{"encoding":"br","size":1000}}}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"wrong_charset":"cp1251_as_utf8"}}"#,
        r#"{"host":"tengrinews.kz","path":"/news.rss","fault":{"retry_after_date":60}}"#,
    ];
    for order in orders {
        assert_eq!(
            post(&room, "/_newsroom/fault", order).status,
            200,
            "{order}"
        );
    }
    assert_eq!(fetch(&room, HOST, FEED).status, 429, "the last one holds");
    let clear = r#"{"host":"tengrinews.kz","path":"/news.rss","fault":null}"#;
    post(&room, "/_newsroom/fault", clear);
    assert_eq!(fetch(&room, HOST, FEED).status, 200);
    assert_eq!(post(&room, "/_newsroom/fault", "{}").status, 400);
}
