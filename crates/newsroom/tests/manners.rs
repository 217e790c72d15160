//! Validators, codings, the record, the clock, and the newsroom's own pages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{Read, Write};
use std::net::TcpStream;

use common::{NOON, connect, fetch, fetch_url, fetch_with, open, post};
use jiff::SignedDuration;
use newsroom::{Newsroom, NewsroomError, Options};

#[tokio::test]
async fn feeds_and_pages_answer_304_to_either_validator() {
    let room = open().await;
    let articles = room.articles();
    let tengri = articles
        .iter()
        .find(|one| one.host == "tengrinews.kz" && one.out && one.picture.is_some());
    for url in [
        "https://tengrinews.kz/news.rss",
        "https://dala.example/feed/",
        "https://steppewire.example/atom.xml",
        "https://signal.example/feed.json",
        "https://qala.example/sitemap-news.xml",
        "https://tengrinews.kz/news/",
        &tengri.unwrap().url,
        &tengri.unwrap().picture.as_ref().unwrap().url,
    ] {
        let first = fetch_url(&room, url);
        let tag = first
            .header("etag")
            .unwrap_or_else(|| panic!("{url} has no ETag"));
        let date = first.header("last-modified").expect("Last-Modified");
        let (host, path) = url[8..].split_once('/').unwrap();
        let path = format!("/{path}");
        for header in [("If-None-Match", tag), ("If-Modified-Since", date)] {
            let again = fetch_with(&room, host, &path, &[header]);
            assert_eq!(again.status, 304, "{url} {header:?}");
            assert!(again.body.is_empty());
            assert_eq!(again.header("etag"), Some(tag));
        }
        let both = [("If-None-Match", "\"other\""), ("If-Modified-Since", date)];
        assert_eq!(
            fetch_with(&room, host, &path, &both).status,
            200,
            "the tag decides"
        );
    }
}

#[tokio::test]
async fn texts_are_packed_as_asked_and_tags_know_it() {
    let room = open().await;
    let plain = fetch(&room, "dala.example", "/feed/");
    assert_eq!(plain.header("content-encoding"), None);
    for (accept, token) in [
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("br", "br"),
        ("gzip, zstd", "zstd"),
    ] {
        let reply = fetch_with(
            &room,
            "dala.example",
            "/feed/",
            &[("Accept-Encoding", accept)],
        );
        assert_eq!(reply.header("content-encoding"), Some(token), "{accept}");
        assert!(reply.body.len() < plain.body.len() / 2);
        assert_ne!(
            reply.header("etag"),
            plain.header("etag"),
            "other bytes, other tag"
        );
        let tag = reply.header("etag").unwrap();
        let again = [("Accept-Encoding", accept), ("If-None-Match", tag)];
        assert_eq!(
            fetch_with(&room, "dala.example", "/feed/", &again).status,
            304
        );
    }
    let reply = fetch_with(
        &room,
        "dala.example",
        "/feed/",
        &[("Accept-Encoding", "gzip")],
    );
    let mut body = Vec::new();
    flate2::read::GzDecoder::new(reply.body.as_slice())
        .read_to_end(&mut body)
        .unwrap();
    assert_eq!(body, plain.body);
}

#[tokio::test]
async fn time_brings_new_articles_and_new_validators() {
    let room = open().await;
    let before = fetch(&room, "tengrinews.kz", "/news.rss");
    let coming = room
        .articles()
        .into_iter()
        .find(|one| !one.out && one.host == "tengrinews.kz");
    let coming = coming.unwrap();
    assert!(!before.text().contains(&coming.url));
    room.set_now(coming.published);
    let tag = before.header("etag").unwrap();
    let after = fetch_with(
        &room,
        "tengrinews.kz",
        "/news.rss",
        &[("If-None-Match", tag)],
    );
    assert_eq!(after.status, 200);
    assert!(after.text().contains(&coming.url));
    assert_ne!(
        after.header("last-modified"),
        before.header("last-modified")
    );
    assert_eq!(fetch_url(&room, &coming.url).status, 200);
}

#[tokio::test]
async fn an_edited_article_changes_with_its_validators_and_keeps_its_address() {
    let room = open().await;
    let first = room.articles();
    let edited: Vec<_> = first.iter().filter(|one| one.edited_at.is_some()).collect();
    assert!(edited.len() >= 2);
    for old in edited {
        room.set_now(NOON.parse().unwrap());
        let before = fetch_url(&room, &old.url);
        room.set_now(old.edited_at.unwrap());
        let after = fetch_url(&room, &old.url);
        let new = room
            .articles()
            .into_iter()
            .find(|one| one.url == old.url)
            .unwrap();
        assert_ne!((&new.title, &new.paragraphs), (&old.title, &old.paragraphs));
        assert!(after.text().contains(&new.title) && !after.text().contains(&old.title));
        assert_ne!(before.header("etag"), after.header("etag"));
        assert_ne!(
            before.header("last-modified"),
            after.header("last-modified")
        );
        assert!(after.text().contains("dateModified"), "{}", old.url);
        assert_eq!(new.published, old.published);
    }
}

#[tokio::test]
async fn the_record_counts_hits_and_keeps_headers() {
    let room = open().await;
    fetch_with(
        &room,
        "Dala.Example:80",
        "/feed/?a=1",
        &[("User-Agent", "Test/1 (+https://test.example)")],
    );
    fetch(&room, "dala.example", "/nowhere");
    assert_eq!(room.hits("dala.example", "/feed/"), 1);
    assert_eq!(room.hits("dala.example", "*"), 2);
    let requests = room.requests();
    assert_eq!(requests[0].query, "a=1");
    assert_eq!(
        requests[0].header("User-Agent"),
        Some("Test/1 (+https://test.example)")
    );
    assert_eq!(
        requests.iter().map(|one| one.status).collect::<Vec<_>>(),
        [200, 404]
    );
    assert_eq!(requests[0].at, room.now());
    let hits = fetch(&room, "127.0.0.1", "/_newsroom/hits").json();
    assert_eq!(hits["dala.example/feed/"], 1);
    let one = fetch(
        &room,
        "127.0.0.1",
        "/_newsroom/hits?host=dala.example&path=/feed/",
    )
    .json();
    assert_eq!(one["hits"], 1);
    let listed = fetch(&room, "localhost", "/_newsroom/requests").json();
    assert_eq!(
        listed.as_array().unwrap().len(),
        2,
        "its own pages are not in the record"
    );
    post(&room, "/_newsroom/forget", "");
    assert_eq!(room.hits("dala.example", "*"), 0);
}

#[tokio::test]
async fn other_processes_read_the_truth_and_move_the_clock() {
    let room = open().await;
    let truth = fetch(&room, "127.0.0.1", "/_newsroom/truth").json();
    assert_eq!(truth.as_array().unwrap().len(), room.articles().len());
    assert_eq!(truth[0]["url"], room.articles()[0].url);
    let moved = post(&room, "/_newsroom/clock", r#"{"advance_seconds": 3600}"#).json();
    assert_eq!(moved["now"], "2026-11-23T08:00:00Z");
    post(
        &room,
        "/_newsroom/clock",
        r#"{"now": "2026-11-24T00:00:00Z"}"#,
    );
    assert_eq!(room.now().to_string(), "2026-11-24T00:00:00Z");
    assert_eq!(post(&room, "/_newsroom/clock", "later").status, 400);
    room.advance(SignedDuration::from_mins(-1));
    assert_eq!(room.now().to_string(), "2026-11-23T23:59:00Z");
}

#[tokio::test]
async fn one_connection_carries_several_requests() {
    let room = open().await;
    let mut stream = connect(room.address());
    for _ in 0..3 {
        stream
            .write_all(b"GET /favicon.ico HTTP/1.1\r\nHost: dala.example\r\n\r\n")
            .unwrap();
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.starts_with("HTTP/1.1 200"));
        let length = head
            .split("Content-Length: ")
            .nth(1)
            .unwrap()
            .split('\r')
            .next()
            .unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        stream.read_exact(&mut body).unwrap();
    }
    assert_eq!(room.hits("dala.example", "/favicon.ico"), 3);
}

#[tokio::test]
async fn it_serves_as_a_proxy_to_its_own_hosts() {
    let room = open().await;
    let reply = fetch(&room, "127.0.0.1", "http://dala.example/feed/");
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("<rss"));
}

#[tokio::test]
async fn only_get_is_answered() {
    let room = open().await;
    let mut stream = connect(room.address());
    stream
        .write_all(b"PUT /feed/ HTTP/1.1\r\nHost: dala.example\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 405"));
}

#[tokio::test]
async fn the_port_is_free_again_after_the_drop_and_taken_before() {
    let room = open().await;
    let address = room.address();
    let taken = Newsroom::start(Options {
        port: address.port(),
        ..Options::default()
    })
    .await;
    assert!(matches!(taken, Err(NewsroomError::Port { .. })));
    drop(room);
    assert!(TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn stop_over_http_ends_the_waiting() {
    let room = open().await;
    let waiting = room.stopped();
    assert_eq!(post(&room, "/_newsroom/stop", "").status, 200);
    waiting.await;
}

#[tokio::test]
async fn without_a_time_the_clock_goes() {
    let room = Newsroom::start(Options::default()).await.unwrap();
    let first = room.now();
    let mut later = room.now();
    while later == first {
        later = room.now();
    }
    assert!(later > first);
    assert!(room.articles().iter().filter(|one| one.out).count() >= 60);
}
