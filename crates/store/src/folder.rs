//! The data folder: its modes, and the lock that keeps a second writer out.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};

/// Held for as long as this process may write the folder. The system frees it when the process ends, however it ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Makes the folder (0700) where it is missing and claims it.
pub fn claim(folder: &Path, program: &str) -> Result<FolderLock> {
    let refused = |source| StoreError::folder(folder, source);
    make(folder).map_err(refused)?;
    let file = private_file(&folder.join("lock")).map_err(refused)?;
    // The name stands in a file of its own: on Windows a locked file can't be read.
    let owner = folder.join("lock.owner");
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let named = std::fs::read_to_string(&owner).unwrap_or_default();
            let owner = if named.trim().is_empty() {
                "another Qazet".to_owned()
            } else {
                named.trim().to_owned()
            };
            return Err(StoreError::InUse {
                folder: folder.to_owned(),
                owner,
            });
        }
        Err(TryLockError::Error(source)) => return Err(refused(source)),
    }
    private_file(&owner)
        .and_then(|mut file| {
            file.set_len(0)?;
            writeln!(file, "{program} (process {})", std::process::id())
        })
        .map_err(refused)?;
    Ok(FolderLock { _file: file })
}

/// Opens a file for writing, made with mode 0600 where it is missing. SQLite gives its side files the mode of the main one.
pub fn private_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The folder for copies of the library.
pub fn backups(folder: &Path) -> std::io::Result<PathBuf> {
    let path = folder.join("backups");
    make(&path)?;
    Ok(path)
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
