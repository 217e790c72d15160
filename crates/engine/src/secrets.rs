//! Where logins of sources and passwords of proxies are kept: in the system's keyring, never in a file of Qazet's.
//!
//! These calls block, and may wait for the reader to unlock the keyring.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Under this name the keyring shows what is Qazet's.
const PROGRAM: &str = "Qazet";
const NO_KEYRING: &str = "this system has no keyring that answers";

/// A place for secrets, which the host chooses.
#[derive(Clone, Default)]
pub enum Secrets {
    /// The system's: Keychain, Credential Manager, or the Secret Service of the Linux desktop.
    #[default]
    Keyring,
    /// None: nothing can be kept.
    Nowhere,
    /// This process only: for tests.
    Memory(Arc<Mutex<BTreeMap<String, String>>>),
}

/// Why a secret can't be kept or read, in the words of the system.
pub type Refused = String;

impl Secrets {
    /// Those of a test.
    pub fn in_memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Keeps a secret in place of the one of that name.
    pub(crate) fn save(&self, name: &str, secret: &str) -> Result<(), Refused> {
        match self {
            Self::Keyring => entry(name)?.set_password(secret).map_err(words),
            Self::Nowhere => Err(NO_KEYRING.to_owned()),
            Self::Memory(secrets) => {
                lock(secrets).insert(name.to_owned(), secret.to_owned());
                Ok(())
            }
        }
    }

    /// The secret of that name.
    pub(crate) fn find(&self, name: &str) -> Result<Option<String>, Refused> {
        match self {
            Self::Keyring => match entry(name)?.get_password() {
                Ok(secret) => Ok(Some(secret)),
                Err(keyring::Error::NoEntry) => Ok(None),
                Err(error) => Err(words(error)),
            },
            Self::Nowhere => Err(NO_KEYRING.to_owned()),
            Self::Memory(secrets) => Ok(lock(secrets).get(name).cloned()),
        }
    }

    /// Forgets the secret of that name; one that is not there is forgotten already.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Refused> {
        match self {
            Self::Keyring => match entry(name)?.delete_credential() {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(error) => Err(words(error)),
            },
            Self::Nowhere => Err(NO_KEYRING.to_owned()),
            Self::Memory(secrets) => {
                lock(secrets).remove(name);
                Ok(())
            }
        }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keyring => "Keyring",
            Self::Nowhere => "Nowhere",
            Self::Memory(_) => "Memory(…)",
        })
    }
}

fn entry(name: &str) -> Result<keyring::Entry, Refused> {
    keyring::Entry::new(PROGRAM, name).map_err(words)
}

fn words(error: keyring::Error) -> Refused {
    match error {
        keyring::Error::NoDefaultStore => NO_KEYRING.to_owned(),
        // The debug form of some errors holds the secret; the displayed one never does.
        other => other.to_string(),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
