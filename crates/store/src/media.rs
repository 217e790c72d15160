//! `media.sqlite`: pictures by hash. It may be deleted at any time; what was in it is fetched again.

use std::path::Path;
use std::sync::Mutex;

use jiff::Timestamp;
use model::MediaHash;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::error::{Result, StoreError};
use crate::folder;
use crate::migrate;
use crate::pool::{Mode, connect, lock_of, read_only};
use crate::time::millis;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Media type, one of the picture types that browsers know.
    pub content_type: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The encoded bytes.
    pub bytes: Vec<u8>,
}

/// The cache of pictures.
#[derive(Debug)]
pub struct Media {
    connection: Option<Mutex<Connection>>,
    writable: bool,
}

impl Media {
    pub(crate) fn open(folder: &Path, mode: Mode, now: Timestamp) -> Result<Self> {
        let path = folder.join("media.sqlite");
        if mode == Mode::Read {
            if !path.is_file() {
                return Ok(Self {
                    connection: None,
                    writable: false,
                });
            }
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            return Ok(Self {
                connection: Some(Mutex::new(read_only(&path, flags)?)),
                writable: false,
            });
        }
        let connection = match Self::connect(&path) {
            // Only a cache: a damaged one is set aside and begun anew.
            Err(StoreError::Damaged { .. }) => {
                let aside = folder.join(format!(
                    "media-damaged-{}.sqlite",
                    now.strftime("%Y%m%d-%H%M%S")
                ));
                std::fs::rename(&path, aside).map_err(|source| StoreError::Folder {
                    folder: folder.to_owned(),
                    source,
                })?;
                Self::connect(&path)?
            }
            other => other?,
        };
        Ok(Self {
            connection: Some(Mutex::new(connection)),
            writable: true,
        })
    }

    fn connect(path: &Path) -> Result<Connection> {
        let refused = |source| StoreError::folder(path, source);
        folder::private_file(path).map_err(refused)?;
        let mut connection = connect(path, OpenFlags::default())?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate::migrate(&mut connection, migrate::MEDIA, None)?;
        Ok(connection)
    }

    /// A picture by its name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load(&self, hash: &MediaHash) -> Result<Option<Blob>> {
        let Some(connection) = &self.connection else {
            return Ok(None);
        };
        let connection = lock_of(connection);
        let mut select = connection
            .prepare_cached("SELECT type, width, height, bytes FROM blobs WHERE hash = ?1")?;
        let blob = select
            .query_row([hash.as_str()], |row| {
                Ok(Blob {
                    content_type: row.get(0)?,
                    width: row.get(1)?,
                    height: row.get(2)?,
                    bytes: row.get(3)?,
                })
            })
            .optional()?;
        Ok(blob)
    }

    /// The picture that was fetched from an address: its name, width and height.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find(&self, url: &str) -> Result<Option<(MediaHash, u32, u32)>> {
        let Some(connection) = &self.connection else {
            return Ok(None);
        };
        let connection = lock_of(connection);
        let mut select = connection
            .prepare_cached("SELECT b.hash, b.width, b.height FROM urls AS u JOIN blobs AS b ON b.hash = u.hash WHERE u.url = ?1")?;
        let found = select
            .query_row([url], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        found
            .map(|(hash, width, height)| Ok((parse_hash(&hash)?, width, height)))
            .transpose()
    }

    /// Keeps a picture and remembers where it came from. The same bytes are kept once.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and what else SQLite says; then nothing of it is kept.
    pub fn save(&self, url: &str, blob: &Blob, fetched: Timestamp) -> Result<MediaHash> {
        let hash = MediaHash::of(Sha256::digest(&blob.bytes).into());
        let connection = self
            .connection
            .as_ref()
            .filter(|_| self.writable)
            .ok_or(StoreError::ReadOnly)?;
        let mut connection = lock_of(connection);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute(
            "INSERT INTO blobs (hash, type, width, height, bytes) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (hash) DO NOTHING",
            params![hash.as_str(), blob.content_type, blob.width, blob.height, blob.bytes],
        )?;
        transaction.execute(
            "INSERT INTO urls (url, hash, fetched) VALUES (?1, ?2, ?3) ON CONFLICT (url) DO UPDATE SET hash = excluded.hash, fetched = excluded.fetched",
            params![url, hash.as_str(), millis(fetched)],
        )?;
        transaction.commit()?;
        Ok(hash)
    }

    /// Whether a picture is here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn holds(&self, hash: &MediaHash) -> Result<bool> {
        let Some(connection) = &self.connection else {
            return Ok(false);
        };
        let connection = lock_of(connection);
        let mut select = connection.prepare_cached("SELECT 1 FROM blobs WHERE hash = ?1")?;
        Ok(select.exists([hash.as_str()])?)
    }

    /// Bytes of all pictures.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bytes(&self) -> Result<u64> {
        let Some(connection) = &self.connection else {
            return Ok(0);
        };
        let sum: i64 = lock_of(connection).query_row(
            "SELECT coalesce(sum(length(bytes)), 0) FROM blobs",
            [],
            |row| row.get(0),
        )?;
        Ok(sum.unsigned_abs())
    }
}

pub(crate) fn parse_hash(text: &str) -> Result<MediaHash> {
    text.parse().map_err(|_| StoreError::Unreadable {
        what: "a picture's name",
    })
}
