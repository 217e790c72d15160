//! `media.sqlite`: what its pictures take, and those that were made small for an edition.

use jiff::Timestamp;
use model::MediaHash;
use rusqlite::{OptionalExtension, TransactionBehavior, params};

use crate::error::Result;
use crate::media::{Blob, Media};
use crate::space::picture_on_disk;

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
            on_disk: picture_on_disk(bytes + ROW, NAME + 2 * (ADDRESS + url.len() as u64)),
            bytes,
            came: None,
            width: blob.width,
            height: blob.height,
        }
    }
}

/// Bytes of a picture's row besides the picture: its name, numbers.
const ROW: u64 = 100;
/// Bytes of its name in an index.
const NAME: u64 = 80;
/// Bytes of an address of it besides the address, in a table and again in an index.
const ADDRESS: u64 = 80;

impl Media {
    /// What a picture takes; absent where it is not here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn measure(&self, hash: &MediaHash) -> Result<Option<Measure>> {
        let measured = self.ask(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT length(bytes), came, width, height, (SELECT coalesce(sum(2 * (octet_length(url) + ?2)), 0) FROM urls WHERE hash = ?1)
                 FROM blobs WHERE hash = ?1",
            )?;
            let measured = select.query_row(params![hash.as_str(), ADDRESS as i64], |row| {
                let (bytes, came, addresses): (i64, i64, i64) =
                    (row.get(0)?, row.get(1)?, row.get(4)?);
                let bytes = bytes.unsigned_abs();
                Ok(Measure {
                    on_disk: picture_on_disk(bytes + ROW, NAME + addresses.unsigned_abs()),
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
