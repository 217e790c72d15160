//! Faults: what can go wrong between a reader and a publisher, on request.
//!
//! A fault belongs to one path of one host, or to a whole host (path `*`). Those that change what is
//! said (status, redirect, charset, a broken article) are applied here; those that break the wire
//! (slow, truncated, reset, …) are told to [`crate::wire`] as a [`Delivery`].

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::answer::{Answer, http_date};
use crate::encode::{Encoding, bomb, encode};

/// Something wrong with the answers of one path. In JSON: `"reset"`, `{"status": 503}`,
/// `{"redirect": {"status": 301, "to": "https://…"}}`, `{"encoded": ["gzip", "br"]}`, ….
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This status, with a short page.
    Status(u16),
    /// 429 with `Retry-After` in seconds.
    RetryAfterSeconds(u32),
    /// 429 with `Retry-After` as a date, so many seconds after the newsroom's now.
    RetryAfterDate(u32),
    /// 410.
    Gone,
    /// A redirect.
    Redirect {
        /// 301, 302, 303, 307 or 308.
        status: u16,
        /// The `Location`, absolute or relative.
        to: String,
    },
    /// Nothing for so many milliseconds, then the answer.
    SlowHead(u32),
    /// The head at once, the body in twenty parts spread over so many milliseconds.
    SlowBody(u32),
    /// The body, and then blanks without end, until the reader hangs up.
    Endless,
    /// The right Content-Length, half of the body, then the end of the connection.
    Truncated,
    /// A Content-Length of half the body, and the whole body after it.
    LyingLength,
    /// Half of the body, then a TCP reset.
    Reset,
    /// Chunked, with a chunk size that is no number after the first chunk.
    BadChunks,
    /// So many additional headers.
    ManyHeaders(u32),
    /// The body coded by these, the first one first, whatever the request accepts.
    Encoded(Vec<Encoding>),
    /// A small body that unpacks to so many bytes (in whole MiB).
    Bomb {
        /// The coding it claims and has.
        encoding: Encoding,
        /// Bytes after unpacking.
        size: u64,
    },
    /// A bomb inside a bomb: what unpacks to a packed body that unpacks to so many bytes (in whole MiB).
    NestedBomb {
        /// The coding of the outside and of the inside.
        encoding: Encoding,
        /// Bytes after unpacking twice.
        size: u64,
    },
    /// Text bytes in one charset, declared as another.
    WrongCharset(Charset),
    /// 200 with a bot wall's page.
    BecomesHtml,
    /// 200 with no body.
    EmptyBody,
    /// 200 with eleven bytes of nothing, as some feeds do when their maker fails.
    ZombieBody,
    /// A feed whose second article is broken: markup that doesn't close, or JSON of wrong types.
    BrokenItem,
    /// The body, filled up with blanks to so many bytes.
    HugeBody(u64),
    /// 200 with this HTML page, whatever stands there otherwise.
    Page(String),
}

/// A wrong declaration of a charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charset {
    /// windows-1251 bytes, declared UTF-8.
    Cp1251AsUtf8,
    /// UTF-8 bytes, declared windows-1251 in the Content-Type.
    Utf8AsCp1251,
}

/// How an answer goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// As it should.
    Plain,
    /// Head after so many milliseconds.
    SlowHead(u32),
    /// Body over so many milliseconds.
    SlowBody(u32),
    /// Blanks without end.
    Endless,
    /// Half of it, then FIN.
    Truncated,
    /// Content-Length of half of it.
    LyingLength,
    /// Half of it, then RST.
    Reset,
    /// A chunk size that is none.
    BadChunks,
    /// Filled up with blanks to so many bytes.
    Huge(u64),
}

impl Fault {
    /// Whether a conditional request may still be answered by 304 under this fault.
    pub(crate) fn lets_304_pass(&self) -> bool {
        matches!(
            self,
            Self::SlowHead(_) | Self::ManyHeaders(_) | Self::Encoded(_)
        )
    }

    /// Changes what is said. `plain` is the answer before any content coding.
    pub(crate) fn apply(&self, mut plain: Answer, now: Timestamp) -> Answer {
        match self {
            Self::Status(code) => Answer::error(*code),
            Self::Gone => Answer::error(410),
            Self::RetryAfterSeconds(seconds) => {
                Answer::error(429).with_header("Retry-After", &seconds.to_string())
            }
            Self::RetryAfterDate(seconds) => {
                let span = SignedDuration::from_secs(i64::from(*seconds));
                let date = now.checked_add(span).unwrap_or(Timestamp::MAX);
                Answer::error(429).with_header("Retry-After", &http_date(date))
            }
            Self::Redirect { status, to } => Answer::redirect(*status, to),
            Self::ManyHeaders(count) => {
                for number in 0..*count {
                    plain
                        .headers
                        .push((format!("X-Filler-{number}"), "blank".into()));
                }
                plain
            }
            Self::Encoded(encodings) => {
                let mut tokens = Vec::new();
                for encoding in encodings {
                    plain.body = encode(*encoding, &plain.body);
                    tokens.push(encoding.token());
                }
                plain.with_header("Content-Encoding", &tokens.join(", "))
            }
            Self::Bomb { encoding, size } => {
                plain.body = bomb(*encoding, *size);
                plain.with_header("Content-Encoding", encoding.token())
            }
            Self::NestedBomb { encoding, size } => {
                plain.body = encode(*encoding, &bomb(*encoding, *size));
                let token = encoding.token();
                plain.with_header("Content-Encoding", &format!("{token}, {token}"))
            }
            Self::WrongCharset(charset) => wrong_charset(plain, *charset),
            Self::BecomesHtml => Answer::html(BOT_WALL.into()),
            Self::EmptyBody => bare(plain, Vec::new()),
            Self::Page(html) => Answer::html(html.clone()),
            Self::ZombieBody => bare(plain, ZOMBIE.to_vec()),
            Self::BrokenItem => break_second_item(plain),
            Self::SlowHead(_)
            | Self::SlowBody(_)
            | Self::Endless
            | Self::Truncated
            | Self::LyingLength
            | Self::Reset
            | Self::BadChunks
            | Self::HugeBody(_) => plain,
        }
    }

    /// How the answer goes over the wire.
    pub(crate) fn delivery(&self) -> Delivery {
        match self {
            Self::SlowHead(span) => Delivery::SlowHead(*span),
            Self::SlowBody(span) => Delivery::SlowBody(*span),
            Self::Endless => Delivery::Endless,
            Self::Truncated => Delivery::Truncated,
            Self::LyingLength => Delivery::LyingLength,
            Self::Reset => Delivery::Reset,
            Self::BadChunks => Delivery::BadChunks,
            Self::HugeBody(size) => Delivery::Huge(*size),
            _ => Delivery::Plain,
        }
    }
}

const BOT_WALL: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>One moment, please</title></head><body><p>We are checking that you are not a robot.</p></body></html>";

/// A byte order mark, blanks and line ends: eleven bytes.
const ZOMBIE: &[u8; 11] = b"\xef\xbb\xbf\r\n  \r\n  ";

fn bare(mut answer: Answer, body: Vec<u8>) -> Answer {
    answer.body = body;
    answer.etag = None;
    answer.modified = None;
    answer
}

fn wrong_charset(mut answer: Answer, charset: Charset) -> Answer {
    let declared = match charset {
        Charset::Cp1251AsUtf8 => {
            let text = String::from_utf8_lossy(&answer.body);
            let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
            answer.body = bytes.into_owned();
            "utf-8"
        }
        Charset::Utf8AsCp1251 => "windows-1251",
    };
    for (name, value) in &mut answer.headers {
        if name == "Content-Type" {
            let kind = value.split(';').next().unwrap_or_default();
            *value = format!("{kind}; charset={declared}");
        }
    }
    answer
}

fn break_second_item(mut answer: Answer) -> Answer {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let broken = if text.trim_start().starts_with('{') {
        insert_after_first(
            &text,
            "\"items\":[",
            "{\"id\":{},\"url\":[],\"title\":7,\"date_published\":\"the day after\"},",
        )
    } else if text.contains("<entry>") {
        insert_before_second(
            &text,
            "<entry>",
            "<entry><title type=\"html\">A broken article & <b>more</title><link href=\"ht!tp://\"/><updated>the day after</updated></entry>\n",
        )
    } else {
        insert_before_second(
            &text,
            "<item>",
            "<item><title>A broken article & <b>more</title><link>ht!tp://</link><pubDate>the day after</pubDate></item>\n",
        )
    };
    answer.body = broken.into_bytes();
    answer
}

fn insert_after_first(text: &str, mark: &str, addition: &str) -> String {
    text.replacen(mark, &format!("{mark}{addition}"), 1)
}

fn insert_before_second(text: &str, mark: &str, addition: &str) -> String {
    let Some((second, _)) = text.match_indices(mark).nth(1) else {
        return text.replacen(mark, &format!("{addition}{mark}"), 1);
    };
    format!("{}{addition}{}", &text[..second], &text[second..])
}
