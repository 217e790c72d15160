//! The data folder: its modes, the lock that keeps a second writer out, and where damaged files go.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

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

/// A name in `damaged/` that nothing has yet, with the time in it: `library-20261120-060000`.
pub fn name_aside(folder: &Path, what: &str, now: Timestamp) -> String {
    let name = format!("{what}-{}", now.strftime("%Y%m%d-%H%M%S"));
    let damaged = folder.join("damaged");
    (1..)
        .map(|number| match number {
            1 => name.clone(),
            _ => format!("{name}-{number}"),
        })
        .find(|name| !damaged.join(format!("{name}.sqlite")).exists())
        .unwrap_or(name)
}

/// Moves a database into `damaged/` under that name, with the files SQLite keeps beside it. They go first: a write-ahead log left behind would
/// be taken for that of the next file of this name.
pub fn set_aside(folder: &Path, file: &str, name: &str) -> std::io::Result<()> {
    let damaged = folder.join("damaged");
    make(&damaged)?;
    for beside in ["-wal", "-shm", "-journal", ""] {
        let from = folder.join(format!("{file}{beside}"));
        match std::fs::rename(from, damaged.join(format!("{name}.sqlite{beside}"))) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            done => done?,
        }
    }
    settle(&damaged)?;
    settle(folder)
}

/// Writes so many bytes into a file and removes it.
pub fn try_room(folder: &Path, bytes: u64) -> std::io::Result<()> {
    let path = folder.join("room");
    let written = private_file(&path).and_then(|mut file| {
        std::io::copy(&mut std::io::repeat(0).take(bytes), &mut file)?;
        file.sync_all()
    });
    written.and(remove(&path))
}

/// Removes a file that may not be there.
pub fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Brings a file to the disk, with a new name that takes the place of an older file's.
pub fn rename_settled(from: &Path, to: &Path) -> std::io::Result<()> {
    OpenOptions::new().write(true).open(from)?.sync_all()?;
    std::fs::rename(from, to)?;
    to.parent().map_or(Ok(()), settle)
}

/// Brings the names in a folder to the disk.
fn settle(folder: &Path) -> std::io::Result<()> {
    // Elsewhere a folder can't be opened as a file; there the system does it by itself.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
