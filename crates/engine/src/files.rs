//! Files that the reader names: written as a whole or not at all.

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Why a file could not be written, in words that say what to do. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// No room.
    #[error(
        "{file} could not be saved: the disk is full. Free some space or choose another disk, and save again"
    )]
    DiskFull {
        /// Where.
        file: PathBuf,
    },
    /// Not allowed there.
    #[error(
        "{file} could not be saved: writing there is not allowed. Choose another folder, for example your documents"
    )]
    NotAllowed {
        /// Where.
        file: PathBuf,
    },
    /// No such folder.
    #[error("{file} could not be saved: its folder is not there any more. Choose another folder")]
    NoFolder {
        /// Where.
        file: PathBuf,
    },
    /// Anything else.
    #[error("{file} could not be saved: {why}. Choose another folder, and save again")]
    Other {
        /// Where.
        file: PathBuf,
        /// What the system said.
        why: io::Error,
    },
}

/// Writes a file as a whole: where that fails, the one that was there before stays as it was, and nothing else is left behind. A pipe or a
/// terminal just takes the bytes.
///
/// # Errors
/// [`FileError`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let told = |why: io::Error| {
        let file = path.to_owned();
        match why.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FileError::DiskFull { file },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                FileError::NotAllowed { file }
            }
            ErrorKind::NotFound => FileError::NoFolder { file },
            _ => FileError::Other { file, why },
        }
    };
    if path.exists() && !path.is_file() {
        return std::fs::write(path, bytes).map_err(told);
    }
    // Through a link to the file it leads to: the link stays one.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let written = File::create(&partial)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&partial, &path));
    if written.is_err() {
        // The first error is the one that helps.
        let _ = std::fs::remove_file(&partial);
    }
    written.map_err(told)
}
