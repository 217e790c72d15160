//! One writer, many readers, write-ahead log.
//!
//! SQLite lets one connection write at a time; a reader that turns writer fails at once in spite of a busy time-out. So there is exactly one
//! writing connection behind a mutex, its transactions are `BEGIN IMMEDIATE`, and the reading ones are `query_only`.
//! These calls block: the engine makes them off its async threads.

use std::cell::RefCell;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::bodies;
use crate::error::{Result, StoreError};
use crate::folder::{self, FolderLock};
use crate::index::Fresh;
use crate::media::Media;
use crate::migrate;
use crate::opening::{open_to_write, want_check};
use crate::rescued::Rescued;
use crate::space;
use crate::words::Words;

/// How a folder is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// To write: makes what is missing, migrates, and keeps other writers out.
    Write,
    /// Only to read what is there, also beside a process that writes.
    Read,
}

/// The library on disk.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    // Above the writer, so that it is closed last: only a writing connection folds the log into the file when it goes.
    readers: Mutex<Vec<Connection>>,
    writer: Option<Mutex<Connection>>,
    fresh: Fresh,
    media: Media,
    rescued: Option<Rescued>,
    /// The reader did something since the last backup.
    acted: AtomicBool,
    _lock: Option<FolderLock>,
}

/// What can be asked inside [`Store::read`]: one consistent picture of the library. Its methods are in the file of their table.
pub struct Read<'a>(pub(crate) &'a Connection);

/// What can be done inside [`Store::write`]: one transaction. It can do all that [`Read`] can.
pub struct Write<'a> {
    read: Read<'a>,
    fresh: &'a Fresh,
    /// Words noted in this transaction; they count only when it holds.
    noted: RefCell<Vec<(i64, Option<Words>)>>,
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl Write<'_> {
    /// The connection, for the table files.
    pub(crate) fn sql(&self) -> &Connection {
        self.read.0
    }

    /// The words of articles that have just come, for the index.
    pub(crate) fn fresh(&self) -> &Fresh {
        self.fresh
    }

    /// Notes the words of an article, or that those noted before are no longer right.
    pub(crate) fn note_words(&self, id: i64, words: Option<Words>) {
        self.noted.borrow_mut().push((id, words));
    }
}

impl Store {
    /// Opens the library in `folder`. `program` is the name shown to a second writer; `now` names what is set aside. A damaged library, or
    /// one that is gone while its backups are there, is rescued (see [`Store::rescued`]).
    ///
    /// # Errors
    /// [`StoreError::InUse`], [`StoreError::Folder`], [`StoreError::Newer`]; only in [`Mode::Read`]: [`StoreError::NoLibrary`],
    /// [`StoreError::Older`], [`StoreError::Damaged`].
    pub fn open(folder: &Path, mode: Mode, program: &str, now: Timestamp) -> Result<Self> {
        let lock = match mode {
            Mode::Write => Some(folder::claim(folder, program)?),
            Mode::Read => None,
        };
        let (writer, rescued) = match mode {
            Mode::Read if !folder.join("library.sqlite").is_file() => {
                return Err(StoreError::NoLibrary {
                    folder: folder.to_owned(),
                });
            }
            Mode::Read => (None, None),
            Mode::Write => {
                let (connection, rescued) = open_to_write(folder, now)?;
                (Some(Mutex::new(connection)), rescued)
            }
        };
        let media = Media::open(folder, mode, now)?;
        let store = Self {
            folder: folder.to_owned(),
            writer,
            fresh: Fresh::default(),
            readers: Mutex::default(),
            media,
            rescued,
            acted: AtomicBool::new(false),
            _lock: lock,
        };
        let first = store.reader()?;
        migrate::refuse_other(&first, migrate::LIBRARY)?;
        lock_of(&store.readers).push(first);
        Ok(store)
    }

    /// What was rescued when it was opened; absent where it was sound.
    pub fn rescued(&self) -> Option<&Rescued> {
        self.rescued.as_ref()
    }

    /// Tells whether so many bytes can be written beside the library; nothing stays.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::Folder`].
    pub fn try_room(&self, bytes: u64) -> Result<()> {
        folder::try_room(&self.folder, bytes)
            .map_err(|source| StoreError::folder(&self.folder, source))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The pictures.
    pub fn media(&self) -> &Media {
        &self.media
    }

    /// Asks the library; all of `ask` sees one moment.
    ///
    /// # Errors
    /// What `ask` returns, and what SQLite says.
    pub fn read<T>(&self, ask: impl FnOnce(&Read<'_>) -> Result<T>) -> Result<T> {
        let idle = lock_of(&self.readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.reader()?,
        };
        let answer = {
            let transaction = connection.transaction()?;
            ask(&Read(&transaction))
        };
        let mut readers = lock_of(&self.readers);
        if readers.len() < 8 {
            readers.push(connection);
        }
        drop(readers);
        self.watch(answer)
    }

    /// Writes what can be fetched again: survives a crash of Qazet, and is at worst fetched again after a loss of power.
    ///
    /// # Errors
    /// What `act` returns (then nothing is written), and what SQLite says.
    pub fn write<T>(&self, act: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        self.transact("NORMAL", act)
    }

    /// Writes what the reader did: on the disk before this returns, whatever happens after.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_act<T>(&self, act: impl FnOnce(&Write<'_>) -> Result<T>) -> Result<T> {
        let done = self.transact("FULL", act)?;
        self.note_act();
        Ok(done)
    }

    /// Writes the whole library anew, so that nothing is left in its file of what is no longer in it.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`]: it takes as much room as the library does; what else SQLite says.
    pub(crate) fn write_anew(&self) -> Result<()> {
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly);
        };
        let connection = lock_of(writer);
        connection.execute_batch("VACUUM")?;
        // The log had it, too.
        Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    fn transact<T>(
        &self,
        synchronous: &str,
        act: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        let Some(writer) = &self.writer else {
            return Err(StoreError::ReadOnly);
        };
        self.must_be_there()?;
        let mut connection = lock_of(writer);
        self.watch(self.transact_on(&mut connection, synchronous, act))
    }

    fn transact_on<T>(
        &self,
        connection: &mut Connection,
        synchronous: &str,
        act: impl FnOnce(&Write<'_>) -> Result<T>,
    ) -> Result<T> {
        connection.pragma_update(None, "synchronous", synchronous)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let write = Write {
            read: Read(&transaction),
            fresh: &self.fresh,
            noted: RefCell::default(),
        };
        let done = act(&write)?;
        let noted = write.noted.into_inner();
        transaction.commit()?;
        self.fresh.note(noted);
        Ok(done)
    }

    /// Gives the free space of `library.sqlite` back to the disk.
    pub(crate) fn give_library_back(&self) -> Result<()> {
        let Some(writer) = &self.writer else {
            return Ok(());
        };
        self.must_be_there()?;
        // The lock is taken anew each time: others write in between.
        while self.watch(space::give_some_back(&mut lock_of(writer)))? {}
        Ok(())
    }

    /// Gives back the memory that asking and writing took: connections that nobody uses, what the others have read of their files, and their
    /// statements. Whoever asks next waits a millisecond longer.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn give_memory_back(&self) -> Result<()> {
        let mut readers = lock_of(&self.readers);
        readers.truncate(1);
        let mut connections = readers.iter();
        connections.try_for_each(give_back)?;
        drop(readers);
        if let Some(writer) = &self.writer {
            give_back(&lock_of(writer))?;
        }
        self.media.ask(|connection| give_back(connection))?;
        bodies::forget_packers();
        Ok(())
    }

    /// What is written to a file without a name is lost.
    pub(crate) fn must_be_there(&self) -> Result<()> {
        if self.folder.join("library.sqlite").is_file() {
            Ok(())
        } else {
            Err(StoreError::Gone {
                folder: self.folder.clone(),
            })
        }
    }

    /// It was opened only to read.
    pub(crate) fn is_read_only(&self) -> bool {
        self.writer.is_none()
    }

    pub(crate) fn note_act(&self) {
        self.acted.store(true, Ordering::Release);
    }

    /// Whether the reader did something since this was asked last.
    pub(crate) fn begin_backup(&self) -> bool {
        self.acted.swap(false, Ordering::AcqRel)
    }

    /// Whoever meets damage has the next start look at everything.
    pub(crate) fn watch<T>(&self, answer: Result<T>) -> Result<T> {
        if let (Err(StoreError::Damaged { .. }), Some(_)) = (&answer, &self.writer) {
            want_check(&self.folder)?;
        }
        answer
    }

    pub(crate) fn reader(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        read_only(&self.folder.join("library.sqlite"), flags).or_else(|error| {
            // SQLite's word for a file that is gone says nothing of the folder.
            self.must_be_there()?;
            Err(error)
        })
    }
}

/// A connection with the settings all of ours share.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Gives back the memory of a connection that goes on.
fn give_back(connection: &Connection) -> Result<()> {
    connection.flush_prepared_statement_cache();
    Ok(connection.release_memory()?)
}

/// A connection that can't write. On a read-only file system the write-ahead log can't be opened at all; then the file is read as it lies
/// there, which is right because nobody can be writing it.
pub(crate) fn read_only(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = connect(path, flags)?;
    if connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
            row.get::<_, i64>(0)
        })
        .is_ok()
    {
        connection.pragma_update(None, "query_only", true)?;
        return Ok(connection);
    }
    let uri = url_of(path, "immutable=1");
    let connection = connect(Path::new(&uri), flags)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(connection)
}

/// The address of a file, as SQLite wants it.
pub(crate) fn url_of(path: &Path, how: &str) -> String {
    let escaped: String = path
        .to_string_lossy()
        .replace('\\', "/")
        .chars()
        .map(|c| match c {
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            '%' => "%25".to_owned(),
            other => other.to_string(),
        })
        .collect();
    format!(
        "file:{}{escaped}?{how}",
        // A drive of Windows comes after a slash.
        if path.is_absolute() && !escaped.starts_with('/') {
            "/"
        } else {
            ""
        }
    )
}

/// A panic while a connection was held has rolled its transaction back: the connection is good.
pub(crate) fn lock_of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
