//! A body off the wire: counted, unpacked, and cut off where it grows too large.
//!
//! The unpacking is ours, not the HTTP library's, so that bytes on the wire can be told from bytes unpacked,
//! and so that every layer of a nested encoding has a limit. Memory stays within the limit whatever is sent.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use async_compression::tokio::bufread::{
    BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder,
};
use async_compression::zstd::DParameter;
use bytes::{Bytes, BytesMut};
use futures::TryStreamExt;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader, ReadBuf};
use tokio::task::coop::poll_proceed;
use tokio_util::io::StreamReader;

use super::headers;

/// Encodings one inside the other, at most.
const LAYERS: usize = 2;
/// The window a zstd frame may ask for, as a power of two: 8 MB (RFC 9659).
const ZSTD_WINDOW: u32 = 23;
/// Bytes handed from layer to layer at once. Few, since a byte can be much work for the layer above, and turns change in between.
const PIECE: usize = 1024;

/// A body and what it weighed on the wire.
pub struct Body {
    /// Unpacked.
    pub bytes: Bytes,
    /// Before unpacking.
    pub wire_bytes: u64,
}

/// Why there is no body.
#[derive(Debug)]
pub enum BodyError {
    /// Over the limit, packed or unpacked.
    TooLarge,
    /// It ended too early.
    Truncated,
    /// It is not packed as its header says.
    Decoding(String),
    /// The connection failed.
    Connection(reqwest::Error),
}

/// A layer gave more than it may.
#[derive(Debug, thiserror::Error)]
#[error("over the limit")]
struct OverLimit;

/// Reads the whole body, at most `limit` bytes of it at any layer. What comes is added to `received` as it comes.
pub async fn read(
    response: reqwest::Response,
    limit: u64,
    received: Arc<AtomicU64>,
) -> Result<Body, BodyError> {
    if response
        .content_length()
        .is_some_and(|length| length > limit)
    {
        return Err(BodyError::TooLarge);
    }
    let encodings = headers::encodings(response.headers());
    if encodings.len() > LAYERS {
        return Err(BodyError::Decoding(format!(
            "packed {} times",
            encodings.len()
        )));
    }
    let count = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&count);
    let wire = response
        .bytes_stream()
        .inspect_ok(move |chunk| {
            counter.fetch_add(chunk.len() as u64, Ordering::Relaxed);
            received.fetch_add(chunk.len() as u64, Ordering::Relaxed);
        })
        .map_err(io::Error::other);
    let wire = Limited {
        inner: StreamReader::new(wire),
        left: limit,
    };
    let mut wire = BufReader::new(wire);
    let bytes = unpack(&mut wire, &encodings, limit).await?;
    // What follows a packed body is read too: so its truncation is seen, and the connection can be used again.
    tokio::io::copy_buf(&mut wire, &mut tokio::io::sink())
        .await
        .map_err(cause)?;
    Ok(Body {
        bytes,
        wire_bytes: count.load(Ordering::Relaxed),
    })
}

async fn unpack<R>(wire: &mut R, encodings: &[String], limit: u64) -> Result<Bytes, BodyError>
where
    R: AsyncBufRead + Send + Unpin,
{
    // An empty body has no layers, whatever its header says.
    let empty = wire.fill_buf().await.map_err(cause)?.is_empty();
    let mut reader: Box<dyn AsyncBufRead + Send + Unpin + '_> = Box::new(wire);
    if !empty {
        for encoding in encodings.iter().rev() {
            reader = layer(reader, encoding, limit).await?;
        }
    }
    let mut body = BytesMut::new();
    while reader.read_buf(&mut body).await.map_err(cause)? > 0 {
        if body.len() as u64 > limit {
            return Err(BodyError::TooLarge);
        }
    }
    Ok(body.freeze())
}

async fn layer<'a>(
    mut inner: Box<dyn AsyncBufRead + Send + Unpin + 'a>,
    encoding: &str,
    limit: u64,
) -> Result<Box<dyn AsyncBufRead + Send + Unpin + 'a>, BodyError> {
    fn limited<'a>(
        inner: impl AsyncRead + Send + Unpin + 'a,
        limit: u64,
    ) -> Box<dyn AsyncBufRead + Send + Unpin + 'a> {
        Box::new(BufReader::with_capacity(
            PIECE,
            Limited { inner, left: limit },
        ))
    }
    Ok(match encoding {
        "gzip" | "x-gzip" => {
            let mut decoder = GzipDecoder::new(inner);
            decoder.multiple_members(true);
            limited(decoder, limit)
        }
        "br" => limited(BrotliDecoder::new(inner), limit),
        "zstd" => {
            let window = [DParameter::window_log_max(ZSTD_WINDOW)];
            let mut decoder = ZstdDecoder::with_params(inner, &window);
            decoder.multiple_members(true);
            limited(decoder, limit)
        }
        "deflate" => {
            // RFC 9110 says zlib; many servers send the bare stream.
            let zlib = match inner.fill_buf().await.map_err(cause)? {
                [method, flags, ..] => {
                    let check = u16::from(*method) << 8 | u16::from(*flags);
                    method & 0x0f == 8 && check % 31 == 0
                }
                _ => true,
            };
            if zlib {
                limited(ZlibDecoder::new(inner), limit)
            } else {
                limited(DeflateDecoder::new(inner), limit)
            }
        }
        unknown => {
            let shown: String = unknown.chars().take(20).collect();
            return Err(BodyError::Decoding(format!("packed as {shown}")));
        }
    })
}

/// Passes on `left` bytes, and fails at the one after.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: AsyncRead + Unpin> AsyncRead for Limited<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // Unpacking can be work without waiting: others get their turn, and the deadline is seen.
        let turn = ready!(poll_proceed(cx));
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(cx, buffer))?;
        turn.made_progress();
        let read = (buffer.filled().len() - before) as u64;
        match self.left.checked_sub(read) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Err(io::Error::other(OverLimit))),
        }
        Poll::Ready(Ok(()))
    }
}

/// What an error that came up through the layers was at its source.
fn cause(error: io::Error) -> BodyError {
    let kind = error.kind();
    let text = error.to_string();
    let Some(inner) = error.into_inner() else {
        return plain(kind, text);
    };
    if inner.is::<OverLimit>() {
        return BodyError::TooLarge;
    }
    match inner.downcast::<reqwest::Error>() {
        Ok(connection) => BodyError::Connection(*connection),
        Err(_) => plain(kind, text),
    }
}

fn plain(kind: io::ErrorKind, text: String) -> BodyError {
    match kind {
        io::ErrorKind::UnexpectedEof => BodyError::Truncated,
        _ => BodyError::Decoding(text),
    }
}
