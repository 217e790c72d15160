//! Writes answers as HTTP/1.1, well or, for a fault, badly.
//!
//! Written by hand because a good HTTP library refuses to lie about lengths or to stop half-way.

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::answer::{Answer, http_date, reason};
use crate::fault::Delivery;

/// Whether the connection goes on after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// The next request may come.
    Open,
    /// It ends.
    Closed,
}

/// Writes `answer` to the stream in the given way.
pub(crate) async fn write(
    stream: &mut TcpStream,
    answer: &Answer,
    delivery: &Delivery,
    now: Timestamp,
    keep: bool,
) -> io::Result<After> {
    let body = answer.body.as_slice();
    let half = body.len() / 2;
    match delivery {
        Delivery::Plain | Delivery::SlowHead(_) => {
            if let Delivery::SlowHead(span) = delivery {
                sleep(Duration::from_millis(u64::from(*span))).await;
            }
            let length = (answer.status != 304).then_some(body.len() as u64);
            let mut bytes = head(answer, now, length, keep);
            bytes.extend_from_slice(body);
            stream.write_all(&bytes).await?;
            stream.flush().await?;
            return Ok(if keep { After::Open } else { After::Closed });
        }
        Delivery::SlowBody(span) => {
            let head = head(answer, now, Some(body.len() as u64), false);
            stream.write_all(&head).await?;
            const PARTS: usize = 20;
            let pause = Duration::from_millis(u64::from(*span)) / PARTS as u32;
            for part in body.chunks(body.len().div_ceil(PARTS).max(1)) {
                sleep(pause).await;
                stream.write_all(part).await?;
                stream.flush().await?;
            }
        }
        Delivery::Endless => {
            stream.write_all(&chunked_head(answer, now)).await?;
            stream.write_all(&chunk(body)).await?;
            let blanks = chunk(&[b' '; 16 * 1024]);
            loop {
                stream.write_all(&blanks).await?;
                tokio::task::yield_now().await;
            }
        }
        Delivery::Truncated => {
            let head = head(answer, now, Some(body.len() as u64), false);
            stream.write_all(&head).await?;
            stream.write_all(&body[..half]).await?;
        }
        Delivery::LyingLength => {
            let head = head(answer, now, Some(half as u64), false);
            stream.write_all(&head).await?;
            stream.write_all(body).await?;
        }
        Delivery::Reset => {
            let head = head(answer, now, Some(body.len() as u64), false);
            stream.write_all(&head).await?;
            stream.write_all(&body[..half]).await?;
            stream.flush().await?;
            stream.set_zero_linger()?;
            return Ok(After::Closed);
        }
        Delivery::BadChunks => {
            stream.write_all(&chunked_head(answer, now)).await?;
            stream.write_all(&chunk(&body[..half])).await?;
            stream.write_all(b"not a size\r\n").await?;
            stream.write_all(&body[half..]).await?;
        }
        Delivery::Huge(size) => {
            let size = (*size).max(body.len() as u64);
            stream
                .write_all(&head(answer, now, Some(size), false))
                .await?;
            stream.write_all(body).await?;
            let blanks = [b' '; 64 * 1024];
            let mut missing = size - body.len() as u64;
            while missing > 0 {
                let part = missing.min(blanks.len() as u64) as usize;
                stream.write_all(&blanks[..part]).await?;
                missing -= part as u64;
            }
        }
    }
    stream.shutdown().await?;
    Ok(After::Closed)
}

fn head(answer: &Answer, now: Timestamp, length: Option<u64>, keep: bool) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nServer: nginx\r\nDate: {}\r\n",
        answer.status,
        reason(answer.status),
        http_date(now)
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    let connection = if keep { "keep-alive" } else { "close" };
    head.push_str(&format!("Connection: {connection}\r\n\r\n"));
    head.into_bytes()
}

fn chunked_head(answer: &Answer, now: Timestamp) -> Vec<u8> {
    let answer = answer.clone().with_header("Transfer-Encoding", "chunked");
    head(&answer, now, None, false)
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    chunk
}
