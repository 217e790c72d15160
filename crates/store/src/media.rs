//! `media.sqlite`: pictures by hash. It may be deleted at any time; what was in it is fetched again. A damaged one is set aside in `damaged/`,
//! also while Qazet runs, and begun anew.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use model::MediaHash;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use crate::doctor;
use crate::error::{Result, StoreError};
use crate::folder;
use crate::migrate;
use crate::pool::{Mode, connect, lock_of, read_only};
use crate::space;
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
    folder: PathBuf,
    connection: Option<Mutex<Connection>>,
    writable: bool,
    /// Names what is set aside.
    opened: Timestamp,
    /// It was begun anew, and the articles still count on what was in it.
    anew: AtomicBool,
}

impl Media {
    pub(crate) fn open(folder: &Path, mode: Mode, now: Timestamp) -> Result<Self> {
        let path = folder.join("media.sqlite");
        let media = Self {
            folder: folder.to_owned(),
            connection: None,
            writable: mode == Mode::Write,
            opened: now,
            anew: AtomicBool::new(false),
        };
        let connection = match mode {
            Mode::Read if !path.is_file() => return Ok(media),
            Mode::Read => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX
                    | OpenFlags::SQLITE_OPEN_URI;
                // Without pictures a newspaper can be read.
                match read_only(&path, flags) {
                    Err(StoreError::Damaged { .. }) => return Ok(media),
                    opened => opened?,
                }
            }
            Mode::Write => match Self::connect(&path) {
                Err(StoreError::Damaged { .. }) => media.begin_anew()?,
                opened => opened?,
            },
        };
        Ok(Self {
            connection: Some(Mutex::new(connection)),
            ..media
        })
    }

    /// Whether it was begun anew since this was asked last.
    pub(crate) fn was_begun_anew(&self) -> bool {
        self.anew.swap(false, Ordering::AcqRel)
    }

    /// Only a cache: a damaged one is set aside and begun anew.
    fn begin_anew(&self) -> Result<Connection> {
        let name = folder::name_aside(&self.folder, "media", self.opened);
        folder::set_aside(&self.folder, "media.sqlite", &name)
            .map_err(|source| StoreError::folder(&self.folder, source))?;
        self.anew.store(true, Ordering::Release);
        Self::connect(&self.folder.join("media.sqlite"))
    }

    /// Asks; where that meets damage, once more of a new file. Nothing where there is no file to read.
    pub(crate) fn ask<T>(&self, ask: impl Fn(&mut Connection) -> Result<T>) -> Result<Option<T>> {
        let Some(connection) = &self.connection else {
            return Ok(None);
        };
        let mut connection = lock_of(connection);
        match ask(&mut connection) {
            Err(StoreError::Damaged { .. }) if self.writable => {
                self.replace(&mut connection)?;
                ask(&mut connection)
            }
            answer => answer,
        }
        .map(Some)
        .map_err(StoreError::of_media)
    }

    /// What is wrong with the file, a sentence.
    pub(crate) fn damage(&self) -> Result<Option<String>> {
        let Some(connection) = &self.connection else {
            return Ok(None);
        };
        let connection = lock_of(connection);
        let damage = doctor::damage(&connection, "integrity_check").and_then(|lines| {
            let line = lines.into_iter().next();
            Ok(line.or(broken_pictures(&connection)?))
        });
        let line = match damage.map_err(StoreError::of_media) {
            Err(StoreError::Damaged { detail, .. }) => Some(detail),
            found => found?,
        };
        Ok(line.map(|line| format!("media.sqlite is damaged: {line}")))
    }

    /// A damaged file is set aside.
    pub(crate) fn mend(&self) -> Result<()> {
        match &self.connection {
            Some(connection) if self.writable && self.damage()?.is_some() => {
                self.replace(&mut lock_of(connection))
            }
            _ => Ok(()),
        }
    }

    fn replace(&self, connection: &mut Connection) -> Result<()> {
        // Closed before it is moved.
        *connection = Connection::open_in_memory()?;
        *connection = self.begin_anew()?;
        Ok(())
    }

    fn connect(path: &Path) -> Result<Connection> {
        let refused = |source| StoreError::folder(path, source);
        folder::private_file(path).map_err(refused)?;
        let mut connection = connect(path, OpenFlags::default())?;
        space::make_returnable(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        migrate::migrate(&mut connection, migrate::MEDIA, None)?;
        Ok(connection)
    }

    /// A picture by its name. One whose bytes are no longer those it is named after is let go, and wanted again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load(&self, hash: &MediaHash) -> Result<Option<Blob>> {
        let blob = self.ask(|connection| {
            let mut select = connection
                .prepare_cached("SELECT type, width, height, bytes FROM blobs WHERE hash = ?1")?;
            let blob = select.query_row([hash.as_str()], |row| {
                Ok(Blob {
                    content_type: row.get(0)?,
                    width: row.get(1)?,
                    height: row.get(2)?,
                    bytes: row.get(3)?,
                })
            });
            Ok(blob.optional()?)
        })?;
        let Some(blob) = blob.flatten() else {
            return Ok(None);
        };
        if MediaHash::of(Sha256::digest(&blob.bytes).into()) == *hash {
            return Ok(Some(blob));
        }
        if self.writable {
            self.ask(|connection| {
                connection.execute("DELETE FROM blobs WHERE hash = ?1", [hash.as_str()])?;
                Ok(())
            })?;
            self.anew.store(true, Ordering::Release);
        }
        Ok(None)
    }

    /// The picture that was fetched from an address: its name, width and height.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find(&self, url: &str) -> Result<Option<(MediaHash, u32, u32)>> {
        let found = self.ask(|connection| {
            let mut select = connection
                .prepare_cached("SELECT b.hash, b.width, b.height FROM urls AS u JOIN blobs AS b ON b.hash = u.hash WHERE u.url = ?1")?;
            let found = select.query_row([url], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
            });
            Ok(found.optional()?)
        })?;
        found
            .flatten()
            .map(|(hash, width, height)| Ok((parse_hash(&hash)?, width, height)))
            .transpose()
    }

    /// Keeps a picture and remembers where it came from. The same bytes are kept once.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and what else SQLite says; then nothing of it is kept.
    pub fn save(&self, url: &str, blob: &Blob, fetched: Timestamp) -> Result<MediaHash> {
        let hash = MediaHash::of(Sha256::digest(&blob.bytes).into());
        if !self.writable {
            return Err(StoreError::ReadOnly);
        }
        self.ask(|connection| {
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
            Ok(())
        })?;
        Ok(hash)
    }

    /// Whether a picture is here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn holds(&self, hash: &MediaHash) -> Result<bool> {
        let held = self.ask(|connection| {
            let mut select = connection.prepare_cached("SELECT 1 FROM blobs WHERE hash = ?1")?;
            Ok(select.exists([hash.as_str()])?)
        })?;
        Ok(held == Some(true))
    }

    /// Bytes of all pictures.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bytes(&self) -> Result<u64> {
        let sum = self.ask(|connection| {
            Ok(connection.query_row(
                "SELECT coalesce(sum(length(bytes)), 0) FROM blobs",
                [],
                |row| row.get::<_, i64>(0),
            )?)
        })?;
        Ok(sum.unwrap_or(0).unsigned_abs())
    }
}

impl Media {
    /// How many bytes each picture has, by its name.
    pub(crate) fn sizes(&self) -> Result<HashMap<String, u64>> {
        let sizes = self.ask(|connection| {
            let mut select = connection.prepare_cached("SELECT hash, length(bytes) FROM blobs")?;
            let sizes = select
                .query_map([], |row| {
                    Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
                })?
                .collect::<rusqlite::Result<_>>()?;
            Ok(sizes)
        })?;
        Ok(sizes.unwrap_or_default())
    }

    /// The pictures that came before that time.
    pub(crate) fn list_before(&self, before: Timestamp) -> Result<Vec<MediaHash>> {
        let hashes = self.ask(|connection| {
            let mut select = connection.prepare_cached(
                "SELECT hash FROM blobs WHERE NOT EXISTS (SELECT 1 FROM urls WHERE urls.hash = blobs.hash AND fetched >= ?1)",
            )?;
            let hashes: Vec<String> = select
                .query_map([millis(before)], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(hashes)
        })?;
        hashes
            .unwrap_or_default()
            .iter()
            .map(|hash| parse_hash(hash))
            .collect()
    }

    /// Deletes pictures.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget(&self, hashes: &[MediaHash]) -> Result<()> {
        // Others are read and saved in between.
        for some in hashes.chunks(100) {
            self.ask(|connection| {
                let transaction =
                    connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                for hash in some {
                    transaction
                        .prepare_cached("DELETE FROM blobs WHERE hash = ?1")?
                        .execute([hash.as_str()])?;
                }
                transaction.commit()?;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Gives the free space of the file back to the disk.
    pub(crate) fn give_space_back(&self) -> Result<()> {
        if !self.writable {
            return Ok(());
        }
        while self.ask(space::give_some_back)? == Some(true) {}
        Ok(())
    }
}

/// Pictures are named after their bytes, so that a single flipped one shows.
fn broken_pictures(connection: &Connection) -> Result<Option<String>> {
    let mut select = connection.prepare("SELECT hash, bytes FROM blobs")?;
    let mut rows = select.query([])?;
    let mut broken = 0;
    while let Some(row) = rows.next()? {
        let hash =
            MediaHash::of(Sha256::digest(row.get_ref(1)?.as_blob().unwrap_or_default()).into());
        broken += u32::from(row.get_ref(0)?.as_str() != Ok(hash.as_str()));
    }
    Ok((broken > 0).then(|| format!("{broken} pictures are not what they were")))
}

pub(crate) fn parse_hash(text: &str) -> Result<MediaHash> {
    text.parse().map_err(|_| StoreError::Unreadable {
        what: "a picture's name",
    })
}
