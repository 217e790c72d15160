//! What keeps the reader's acts: the daily backup, what a rescue of the library brought, and telling of damage.

use std::path::PathBuf;

use store::{Rescued, StoreError};

use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::ports::Notice;
use crate::turns::blocking;

impl Engine {
    /// Looks at the library and changes nothing.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn examine(&self) -> Result<store::Findings> {
        let store = self.store.clone();
        blocking(move || Ok(store.examine()?)).await
    }

    /// Mends what can be mended.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn repair(&self) -> Result<()> {
        let store = self.store.clone();
        blocking(move || Ok(store.repair()?)).await
    }

    /// Makes the backup of today where there is none yet, or where the reader did something since; tells which file that is. Holds up nobody.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn back_up(&self) -> Result<Option<PathBuf>> {
        let (store, now) = (self.store.clone(), self.now());
        blocking(move || Ok(store.back_up(now)?)).await
    }

    /// What a rescue of the library brought when it was opened just now.
    pub fn rescued_now(&self) -> Option<&Rescued> {
        self.store.rescued()
    }

    /// What the last rescue of the library brought, until [`Engine::forget_rescued`].
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn rescued(&self) -> Result<Option<Rescued>> {
        self.read(|library| library.find_rescued()).await
    }

    /// The reader has seen it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn forget_rescued(&self) -> Result<()> {
        self.write_act(|library| library.forget_rescued()).await
    }

    /// Where the pictures' file was damaged and begun anew, its pictures are wanted again.
    pub(crate) async fn want_pictures_of_damaged_file(&self) -> Result<()> {
        let store = self.store.clone();
        blocking(move || Ok(store.want_pictures_of_damaged_file()?)).await?;
        Ok(())
    }
}

/// Whether opening anew helps: the damage was noted, and the next opening looks at everything.
pub(crate) fn is_damage(error: &Error) -> bool {
    matches!(error, Error::Store(StoreError::Damaged { .. }))
}

/// The notice of a rescue.
pub(crate) fn notice_of(rescued: &Rescued) -> Notice {
    Notice::about("rescued", "Qazet", rescued.to_string())
}
