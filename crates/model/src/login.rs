//! Logins of sources. Nothing here shows a secret by accident: there is no derived `Debug`.

use std::fmt;

/// How Qazet says to a source's server who asks. The login itself is in the system's keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LoginKind {
    /// A name and a password (HTTP Basic, RFC 7617).
    Password,
    /// A key in a header of its own.
    Key,
    /// A bearer token (RFC 6750).
    Bearer,
}

impl LoginKind {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Key => "key",
            Self::Bearer => "bearer",
        }
    }

    /// The kind of that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Password, Self::Key, Self::Bearer]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// A login.
#[derive(Clone, PartialEq, Eq)]
pub enum Login {
    /// HTTP Basic.
    Password {
        /// Name.
        user: String,
        /// Password.
        password: String,
    },
    /// A key in a header of its own.
    Key {
        /// Name of the header.
        header: String,
        /// The key.
        value: String,
    },
    /// `Authorization: Bearer`.
    Bearer {
        /// The token.
        token: String,
    },
}

impl Login {
    /// Which kind it is.
    pub fn kind(&self) -> LoginKind {
        match self {
            Self::Password { .. } => LoginKind::Password,
            Self::Key { .. } => LoginKind::Key,
            Self::Bearer { .. } => LoginKind::Bearer,
        }
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({}, …)", self.kind().as_str())
    }
}
