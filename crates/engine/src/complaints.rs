//! What fails in the background (a full disk, a folder that went away) is told to the reader, not swallowed: each trouble once for as long as
//! it lasts, not every five minutes, and whatever words it finds.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::StoreError;

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::ports::Notice;
use crate::turns::blocking;

/// A disk is no longer full when so many bytes can be written: more than what one article brings.
const ROOM: u64 = 32 * 1024 * 1024;

/// What was told and is not over.
#[derive(Default)]
pub(crate) struct Complaints(Mutex<HashSet<Trouble>>);

/// What is the matter. One full disk has many words: no room for the log, none for its index, none for a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Trouble {
    /// The library's disk or folder does not take what is written.
    Disk,
    /// The library is damaged.
    Library,
    /// The keyring does not answer.
    Keyring,
    /// Anything else, in its own words.
    Other(String),
}

impl Engine {
    /// Tells of a trouble, unless it was told and is not over.
    pub(crate) fn complain(&self, error: &Error) {
        if self.complaints.lock().insert(Trouble::of(error)) {
            self.tell_trouble(Notice::about("background", "Qazet", error.to_string()));
        }
    }

    /// A pass went well: the next trouble is news. A disk is well when it has room: on a full one a pass goes well as long as it brings little.
    ///
    /// # Errors
    /// [`Error::Store`] where the disk is not.
    pub(crate) async fn be_content(&self) -> Result<()> {
        if self.complaints.lock().contains(&Trouble::Disk) {
            let store = self.store.clone();
            blocking(move || Ok(store.try_room(ROOM)?)).await?;
        }
        self.complaints.lock().clear();
        Ok(())
    }
}

impl Complaints {
    fn lock(&self) -> MutexGuard<'_, HashSet<Trouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Trouble {
    fn of(error: &Error) -> Self {
        match error {
            Error::Store(
                StoreError::DiskFull
                | StoreError::ReadOnly
                | StoreError::Folder { .. }
                | StoreError::Gone { .. }
                | StoreError::Sql(_),
            ) => Self::Disk,
            Error::Store(StoreError::Damaged { .. } | StoreError::Unreadable { .. }) => {
                Self::Library
            }
            Error::NoKeyring { .. } => Self::Keyring,
            other => Self::Other(other.to_string()),
        }
    }
}
