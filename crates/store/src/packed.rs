//! `media.sqlite`: what its pictures take, and those that were made small for an edition.

use jiff::Timestamp;
use model::MediaHash;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

use crate::edition::on_disk;
use crate::error::Result;
use crate::media::{Blob, Media};

/// What a kept picture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Bytes on the disk, its rows and whole pages included.
    pub on_disk: u64,
    /// Bytes of the picture itself.
    pub bytes: u64,
    /// Bytes it had as it came, where it was made ready for an edition since.
    pub came: Option<u64>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Measure {
    /// What a picture of an address would take.
    pub fn of(url: &str, blob: &Blob) -> Self {
        let bytes = blob.bytes.len() as u64;
        Self {
            on_disk: on_disk(bytes + ROWS + 2 * url.len() as u64),
            bytes,
            came: None,
            width: blob.width,
            height: blob.height,
        }
    }
}

/// Bytes of a picture's rows besides the picture: its name in a table and three indices, its address in two, numbers.
const ROWS: u64 = 4 * 64 + 40;

impl Media {
    /// What a picture takes; absent where it is not here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn measure(&self, hash: &MediaHash) -> Result<Option<Measure>> {
        let measured = self.ask(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT length(bytes), came, width, height, (SELECT coalesce(sum(2 * octet_length(url)), 0) FROM urls WHERE hash = ?1)
                 FROM blobs WHERE hash = ?1",
            )?;
            let measured = select.query_row([hash.as_str()], |row| {
                let (bytes, came, addresses): (i64, i64, i64) =
                    (row.get(0)?, row.get(1)?, row.get(4)?);
                let bytes = bytes.unsigned_abs();
                Ok(Measure {
                    on_disk: on_disk(bytes + ROWS + addresses.unsigned_abs()),
                    bytes,
                    came: Some(came.unsigned_abs()).filter(|came| *came > 0),
                    width: row.get(2)?,
                    height: row.get(3)?,
                })
            });
            Ok(measured.optional()?)
        })?;
        Ok(measured.flatten())
    }

    /// Keeps a picture made ready for an edition, which had `came` bytes as it came. Where it was kept under another name before, its
    /// addresses lead to the new one, and the old one stays until [`Media::forget`]: articles may still name it.
    ///
    /// # Errors
    /// As [`Media::save`].
    pub fn save_packed(
        &self,
        url: &str,
        blob: &Blob,
        came: u64,
        before: Option<&MediaHash>,
        fetched: Timestamp,
    ) -> Result<MediaHash> {
        let hash = self.save(url, blob, fetched)?;
        self.ask(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            transaction.execute(
                "UPDATE blobs SET came = ?2 WHERE hash = ?1",
                params![hash.as_str(), came as i64],
            )?;
            if let Some(before) = before {
                transaction.execute(
                    "UPDATE urls SET hash = ?2 WHERE hash = ?1",
                    [before.as_str(), hash.as_str()],
                )?;
            }
            transaction.commit()?;
            Ok(())
        })?;
        Ok(hash)
    }
}
