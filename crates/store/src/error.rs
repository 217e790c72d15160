//! What can go wrong with the library, in sentences that say what to do.

use std::io::ErrorKind;
use std::path::PathBuf;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process writes this folder.
    #[error(
        "{folder} is in use by {owner}. Close that program, or choose another folder with --data"
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
        /// Who: program and process id.
        owner: String,
    },
    /// The folder can't be made or written.
    #[error(
        "{folder} can't be used: {source}. Make the folder writable, or choose another with --data"
    )]
    Folder {
        /// The data folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no library to read.
    #[error(
        "{folder} holds no library yet. Run `qazetctl sync` or the app once, or choose another folder with --data"
    )]
    NoLibrary {
        /// The data folder.
        folder: PathBuf,
    },
    /// A newer Qazet wrote this library.
    #[error(
        "this library was written by a newer Qazet (schema {found}, this program knows {known}). Install the newest Qazet; nothing was changed"
    )]
    Newer {
        /// Schema of the file.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// An earlier Qazet wrote this library, and it was opened only to read.
    #[error(
        "this library was written by an earlier Qazet (schema {found}, this program knows {known}). Run `qazetctl sync` or the app once, and it is brought up to date; a copy is kept"
    )]
    Older {
        /// Schema of the file.
        found: u32,
        /// Newest schema this program knows.
        known: u32,
    },
    /// The folder was removed while Qazet ran, or its disk was.
    #[error(
        "{folder} is gone: it was removed, renamed, or its disk was taken out. Put it back and start Qazet again; nothing was written meanwhile"
    )]
    Gone {
        /// The data folder.
        folder: PathBuf,
    },
    /// No room left.
    #[error("the disk is full. Free some space and try again; everything stored so far is kept")]
    DiskFull,
    /// The library was opened only to read, or its file system refuses writes.
    #[error(
        "the library can't be written: its file system is read-only, or was full when Qazet began. What is stored can be read; to sync, make it writable, or choose another folder with --data, and start Qazet again"
    )]
    ReadOnly,
    /// The file is damaged.
    #[error(
        "{file} is damaged ({detail}). Start Qazet again, or run `qazetctl doctor --repair`: the file is set aside, and what you did is recovered from it and from the folder `backups`"
    )]
    Damaged {
        /// Which file.
        file: &'static str,
        /// What SQLite said.
        detail: String,
    },
    /// A stored value makes no sense.
    #[error("the library holds {what} that can't be read. Run `qazetctl doctor --repair`")]
    Unreadable {
        /// What.
        what: &'static str,
    },
    /// Anything else SQLite says.
    #[error("the library answered: {0}. Run `qazetctl doctor` to check it")]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// What the system said about the folder.
    pub(crate) fn folder(folder: &std::path::Path, source: std::io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Folder {
                folder: folder.to_owned(),
                source,
            },
        }
    }

    /// The same of the pictures' file.
    pub(crate) fn of_media(self) -> Self {
        match self {
            Self::Damaged { detail, .. } => Self::Damaged {
                file: "media.sqlite",
                detail,
            },
            other => other,
        }
    }

    /// Whether nothing can be written there, while what lies there may well be read.
    pub fn is_unwritable(&self) -> bool {
        match self {
            Self::DiskFull | Self::ReadOnly => true,
            Self::Folder { source, .. } => matches!(
                source.kind(),
                ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
            ),
            _ => false,
        }
    }
}

/// Result of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        // No room for the index of the write-ahead log: SQLite's word for it is an I/O error.
        let no_room = error
            .sqlite_error()
            .is_some_and(|said| said.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        match error.sqlite_error_code() {
            _ if no_room => Self::DiskFull,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                file: "library.sqlite",
                detail: error.to_string(),
            },
            _ if matches!(error, rusqlite::Error::Utf8Error(..)) => Self::Damaged {
                file: "library.sqlite",
                detail: "a text in it is no text any more".to_owned(),
            },
            _ => Self::Sql(error),
        }
    }
}
