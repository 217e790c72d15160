//! Table `bodies`: texts, compressed. The lists never touch it.
//!
//! A blob is one byte that names the dictionary, then a zstd frame of: length of the HTML (4 bytes, little endian), HTML, plain text.
//! The plain text repeats the HTML's words, so beside it it costs next to nothing.

use std::sync::{LazyLock, Mutex};

use rusqlite::{OptionalExtension, params};
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use model::ArticleId;

use crate::error::{Result, StoreError};
use crate::pool::{Read, Write, lock_of};

/// Packs a third faster than level 3, for a twentieth more bytes.
const LEVEL: i32 = 2;
const UNREADABLE: StoreError = StoreError::Unreadable {
    what: "an article's text",
};

/// The text of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Sanitized HTML.
    pub html: String,
    /// Plain text, a paragraph a line.
    pub text: String,
}

/// Trained on news in Russian, Kazakh and English by `cargo run -p store --example train`; number 1 for ever.
static DICTIONARY: &[u8] = include_bytes!("dictionary.zstd");
static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));
/// Those that nobody is using: making one costs more than packing a text with it.
static PACKERS: Mutex<Vec<Compressor<'static>>> = Mutex::new(Vec::new());
static UNPACKERS: Mutex<Vec<Decompressor<'static>>> = Mutex::new(Vec::new());
/// So many are kept of either: as many as threads take texts in at the same time.
const IDLE: usize = 4;
/// No text is longer: pages are at most 15 MB. A damaged length must not take the memory.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Gives their memory back.
pub(crate) fn forget_packers() {
    lock_of(&PACKERS).clear();
    lock_of(&UNPACKERS).clear();
}

impl Body {
    /// To the library.
    pub(crate) fn pack(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::with_capacity(4 + self.html.len() + self.text.len());
        let html_length = u32::try_from(self.html.len()).map_err(|_| UNREADABLE)?;
        plain.extend(html_length.to_le_bytes());
        plain.extend(self.html.as_bytes());
        plain.extend(self.text.as_bytes());
        let idle = lock_of(&PACKERS).pop();
        let mut packer = match idle {
            Some(packer) => packer,
            None => Compressor::with_prepared_dictionary(&PACKING).map_err(|_| UNREADABLE)?,
        };
        let mut packed = vec![1];
        packed.extend(packer.compress(&plain).map_err(|_| UNREADABLE)?);
        let mut idle = lock_of(&PACKERS);
        if idle.len() < IDLE {
            idle.push(packer);
        }
        Ok(packed)
    }

    /// From the library.
    pub(crate) fn unpack(packed: &[u8]) -> Result<Self> {
        let Some((1, frame)) = packed.split_first() else {
            return Err(UNREADABLE);
        };
        let length = zstd::zstd_safe::get_frame_content_size(frame)
            .ok()
            .flatten();
        let length = length
            .filter(|length| *length <= LONGEST)
            .ok_or(UNREADABLE)?;
        let idle = lock_of(&UNPACKERS).pop();
        let mut unpacker = match idle {
            Some(unpacker) => unpacker,
            None => Decompressor::with_prepared_dictionary(&UNPACKING).map_err(|_| UNREADABLE)?,
        };
        let plain = unpacker
            .decompress(frame, length as usize)
            .map_err(|_| UNREADABLE)?;
        let mut idle = lock_of(&UNPACKERS);
        if idle.len() < IDLE {
            idle.push(unpacker);
        }
        let (length, rest) = plain.split_first_chunk::<4>().ok_or(UNREADABLE)?;
        let (html, text) = rest
            .split_at_checked(u32::from_le_bytes(*length) as usize)
            .ok_or(UNREADABLE)?;
        let text_of = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|_| UNREADABLE);
        Ok(Self {
            html: text_of(html)?,
            text: text_of(text)?,
        })
    }
}

impl Read<'_> {
    /// The text of an article; empty where there is none yet.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn load_body(&self, id: ArticleId) -> Result<Body> {
        let packed: Option<Vec<u8>> = self
            .0
            .prepare_cached("SELECT body FROM bodies WHERE article = ?1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        packed.map_or_else(|| Ok(Body::default()), |packed| Body::unpack(&packed))
    }

    /// The same; nothing where it is damaged.
    pub(crate) fn load_readable_body(&self, id: ArticleId) -> Result<Option<Body>> {
        readable(self.load_body(id))
    }

    /// Headlines and texts of an article before the one that is here, the last two, newest first; none that is damaged.
    pub(crate) fn list_last_accounts(&self, id: ArticleId) -> Result<Vec<(String, String)>> {
        let mut select = self.0.prepare_cached("SELECT title, body FROM revisions WHERE article = ?1 ORDER BY replaced DESC, id DESC LIMIT 2")?;
        let mut rows = select.query([id.0])?;
        let mut accounts = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(body) = readable(Body::unpack(&row.get::<_, Vec<u8>>(1)?))? {
                accounts.push((row.get(0)?, body.text));
            }
        }
        Ok(accounts)
    }
}

fn readable(body: Result<Body>) -> Result<Option<Body>> {
    match body {
        Err(StoreError::Unreadable { .. }) => Ok(None),
        body => body.map(Some),
    }
}

impl Write<'_> {
    /// Lets go of the text of an article, which can't be read: it has a headline until the next comes.
    pub(crate) fn drop_body(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached("DELETE FROM bodies WHERE article = ?1")?
            .execute([id.0])?;
        self.sql()
            .prepare_cached("UPDATE articles SET state = 'headline', origin = '' WHERE id = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// Keeps the packed text of an article in place of the one before.
    pub(crate) fn save_packed(&self, id: ArticleId, body: &[u8]) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO bodies (article, body) VALUES (?1, ?2) ON CONFLICT (article) DO UPDATE SET body = excluded.body")?
            .execute(params![id.0, body])?;
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was() {
        for body in [
            Body::default(),
            Body {
                html: "<p>Қазақстан</p>".into(),
                text: "Қазақстан".into(),
            },
            Body {
                html: "<p>a\u{0}b</p>".repeat(10_000),
                text: String::new(),
            },
        ] {
            assert_eq!(Body::unpack(&body.pack().unwrap()).unwrap(), body);
        }
    }

    #[test]
    fn a_damaged_text_is_an_error_and_no_panic() {
        let whole = Body {
            html: "<p>text</p>".into(),
            text: "text".into(),
        }
        .pack()
        .unwrap();
        for damaged in [
            &[][..],
            &[0],
            &[9, 1, 2],
            &whole[..whole.len() - 3],
            &[0; 40],
        ] {
            assert!(Body::unpack(damaged).is_err(), "{damaged:?}");
        }
    }
}
