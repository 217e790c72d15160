//! Bodies: encodings, limits, and memory under decompression bombs.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod net_server;

use std::time::Duration;

use async_compression::tokio::write::{
    BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder,
};
use engine::net::{FetchError, Get, Purpose};
use net_server::{Reply, Server, feed, ok};
use tokio::io::AsyncWriteExt;
use url::Url;

const TEXT: &str = "<rss><channel><title>Жаңалықтар</title></channel></rss>";

/// A gigabyte of zeros in 841 bytes of brotli, made with the reference encoder.
const GIGABYTE_BR: &[u8] = include_bytes!("net_server/gigabyte_of_zeros.br");

/// Packs `bytes` once.
async fn pack(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    macro_rules! with {
        ($encoder:ident) => {{
            let mut encoder = $encoder::new(Vec::new());
            encoder.write_all(bytes).await.unwrap();
            encoder.shutdown().await.unwrap();
            encoder.into_inner()
        }};
    }
    match encoding {
        "gzip" | "x-gzip" => with!(GzipEncoder),
        "br" => with!(BrotliEncoder),
        "zstd" => with!(ZstdEncoder),
        "deflate" => with!(ZlibEncoder),
        "bare deflate" => with!(DeflateEncoder),
        other => panic!("{other} is not packed here"),
    }
}

/// What comes of `body` with that `Content-Encoding`.
async fn fetch(encoding: &str, body: Vec<u8>) -> Result<(Vec<u8>, u64), FetchError> {
    let header = format!("Content-Encoding: {encoding}\r\n");
    let server = Server::always(ok(&header, body)).await;
    let (client, _) = server.client();
    let answer = client.fetch(feed("https://news.example/rss")).await?;
    Ok((answer.body.to_vec(), answer.wire_bytes))
}

fn too_large(limit: u64) -> FetchError {
    FetchError::TooLarge {
        host: "news.example".to_owned(),
        limit,
    }
}

#[tokio::test]
async fn every_encoding_is_unpacked_and_its_bytes_on_the_wire_are_counted() {
    for (name, encoding) in [
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "x-gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("deflate", "deflate"),
        ("deflate", "bare deflate"),
    ] {
        let packed = pack(encoding, TEXT.as_bytes()).await;
        let length = packed.len() as u64;
        let (body, wire) = fetch(name, packed).await.unwrap();
        assert_eq!(
            String::from_utf8(body).unwrap(),
            TEXT,
            "{name} ({encoding})"
        );
        assert_eq!(wire, length, "{name} ({encoding})");
    }
    let (body, _) = fetch("identity", TEXT.into()).await.unwrap();
    assert_eq!(body, TEXT.as_bytes());
}

#[tokio::test]
async fn members_and_frames_one_after_the_other_are_one_body() {
    for encoding in ["gzip", "zstd"] {
        let mut packed = pack(encoding, b"one, ").await;
        packed.extend(pack(encoding, b"two").await);
        assert_eq!(
            fetch(encoding, packed).await.unwrap().0,
            b"one, two",
            "{encoding}"
        );
    }
}

#[tokio::test]
async fn two_layers_are_unpacked_and_three_are_refused() {
    let inner = pack("br", TEXT.as_bytes()).await;
    let both = pack("gzip", &inner).await;
    assert_eq!(
        fetch("br, gzip", both.clone()).await.unwrap().0,
        TEXT.as_bytes()
    );
    let three = pack("zstd", &both).await;
    let error = fetch("br, gzip, zstd", three).await.unwrap_err();
    assert!(matches!(error, FetchError::Decoding { .. }), "{error}");
}

#[tokio::test]
async fn a_body_that_is_not_packed_as_it_says_is_an_error() {
    for encoding in ["gzip", "br", "zstd", "compress", "gzip, compress", "\u{fc}"] {
        let error = fetch(encoding, TEXT.into()).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Decoding { .. }),
            "{encoding}: {error}"
        );
    }
}

#[tokio::test]
async fn a_packed_body_that_breaks_off_is_an_error() {
    let noise: Vec<u8> = (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for encoding in ["gzip", "br", "zstd", "deflate"] {
        let mut packed = pack(encoding, &noise).await;
        packed.truncate(packed.len() / 2);
        let error = fetch(encoding, packed).await.unwrap_err();
        // The library does not tell a short zlib stream from a broken one.
        let zlib = encoding == "deflate" && matches!(error, FetchError::Decoding { .. });
        let truncated = matches!(error, FetchError::Truncated { .. });
        assert!(truncated || zlib, "{encoding}: {error}");
    }
}

#[tokio::test]
async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
    for (purpose, limit) in [(Purpose::Feed, 15_000_000), (Purpose::Picture, 20_000_000)] {
        for (length, fits) in [(limit, true), (limit + 1, false)] {
            // Without its length: closed at the end.
            let mut bytes = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
            bytes.resize(bytes.len() + length as usize, b'x');
            for encoded in [false, true] {
                let bytes = match encoded {
                    false => bytes.clone(),
                    true => {
                        let packed = pack("zstd", &bytes[19..]).await;
                        ok("Content-Encoding: zstd\r\n", packed)
                    }
                };
                let server = Server::always(bytes).await;
                let (client, _) = server.client();
                let url = Url::parse("https://news.example/x").unwrap();
                let found = client.fetch(Get::new(url, purpose)).await;
                let length = found.map(|answer| answer.body.len() as u64);
                let expected = if fits {
                    Ok(limit)
                } else {
                    Err(too_large(limit))
                };
                assert_eq!(length, expected, "{purpose:?}, packed: {encoded}");
            }
        }
    }
}

#[tokio::test]
async fn a_body_of_200_megabytes_is_cut_early() {
    // The sockets of both sides hold some megabytes that nobody reads.
    const IN_SOCKETS: u64 = 12_000_000;
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n".to_vec();
    let silent = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    for (first, read) in [(announced, 0), (silent, 15_000_000)] {
        let server =
            Server::start(move |_| Reply::Endless(first.clone(), vec![b'x'; 65_536])).await;
        let (client, _) = server.client();
        let error = client
            .fetch(feed("https://news.example/rss"))
            .await
            .unwrap_err();
        assert_eq!(error, too_large(15_000_000));
        let sent = server.written();
        assert!(
            sent <= read + IN_SOCKETS,
            "{sent} bytes were sent before the end"
        );
    }
}

#[tokio::test]
async fn bombs_of_a_gigabyte_end_at_the_limit_within_bounded_memory() {
    let before = peak_memory();
    let megabytes = vec![0; 10_000_000];
    let gzip = pack("gzip", &megabytes).await.repeat(100);
    let zstd = pack("zstd", &megabytes).await.repeat(100);
    drop(megabytes);
    let twice = pack("gzip", GIGABYTE_BR).await;
    for (encoding, bomb) in [
        ("br", GIGABYTE_BR.to_vec()),
        ("gzip", gzip),
        ("zstd", zstd),
        ("br, gzip", twice),
    ] {
        let error = fetch(encoding, bomb).await.unwrap_err();
        assert_eq!(error, too_large(15_000_000), "{encoding}");
    }
    if let (Some(before), Some(after)) = (before, peak_memory()) {
        let grown = after.saturating_sub(before);
        assert!(grown < 250_000, "memory grew by {grown} kB");
    }
}

#[tokio::test]
async fn work_without_end_does_not_outlast_the_deadline() {
    // Members that unpack to nothing: seconds of work, and never a byte of body.
    let empty = pack("gzip", b"").await.repeat(700_000);
    let hollow = ok(
        "Content-Encoding: gzip, zstd\r\n",
        pack("zstd", &empty).await,
    );
    let server = Server::always(hollow).await;
    let client = server.hasty_client(Duration::from_millis(50));
    let asked = feed("https://news.example/rss");
    let error = client.fetch(asked).await.unwrap_err();
    let host = "news.example".to_owned();
    assert_eq!(error, FetchError::Timeout { host });
}

#[tokio::test]
async fn a_zstd_window_larger_than_the_web_allows_is_refused() {
    // RFC 8878 §3.1.1: magic number, no content size, a window of 2^31 bytes, then one raw block of one byte.
    let frame = [
        0x28,
        0xb5,
        0x2f,
        0xfd,
        0x00,
        21 << 3,
        0x09,
        0x00,
        0x00,
        b'x',
    ];
    let error = fetch("zstd", frame.to_vec()).await.unwrap_err();
    assert!(matches!(error, FetchError::Decoding { .. }), "{error}");
    let mut small = frame;
    small[5] = 13 << 3; // 2^23
    assert_eq!(fetch("zstd", small.to_vec()).await.unwrap().0, b"x");
}

/// The most memory this process ever held, in kB; known on Linux only.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
