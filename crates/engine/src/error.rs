//! What can go wrong in the engine, in sentences that say what to do.

use crate::net::{FetchError, NetError};
use model::Problem;
use store::StoreError;

/// An error of the engine.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The library.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network settings can't be used.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The world can't be used.
    #[error(transparent)]
    World(#[from] crate::endpoints::WorldError),
    /// There is no such world.
    #[error(
        "the world `{file}` can't be read: {why}. Name a file, or an address that begins with https:// or http://"
    )]
    WorldFile {
        /// What was named.
        file: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// A request failed.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// That article or feed is not in the library.
    #[error("{what} {id} is not in the library any more; list again to see what is")]
    NotFound {
        /// `article` or `feed`.
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// That can't be an address of a feed or page.
    #[error(
        "`{address}` can't be used: {why}. Type an address that begins with https:// or http://"
    )]
    BadAddress {
        /// What was typed.
        address: String,
        /// Why not.
        why: String,
    },
    /// That is no amount of money.
    #[error("`{0}` is no amount; type digits, with a point or a comma before the decimals")]
    NoAmount(String),
    /// That watches for nothing.
    #[error("`{0}` watches for nothing; write a word or a name, and an end that is still to come")]
    NoWatch(String),
    /// The page at that address has no feed, and is no list of news either.
    #[error(
        "{url} is no feed and names none ({why}). Open the site, look for its RSS or Atom link, and add that address"
    )]
    NoFeed {
        /// The address.
        url: String,
        /// What was found instead.
        why: String,
        /// The beginning of it, as plain text.
        begins: String,
    },
    /// A login can't be kept: the system has no keyring that answers. Nothing was stored.
    #[error(
        "the keyring does not do its part: {why}. Unlock or install a keyring (on Linux one that offers the Secret Service, such as GNOME Keyring or KWallet); Qazet never writes a password into a file"
    )]
    NoKeyring {
        /// What the keyring said.
        why: String,
    },
    /// That can't be sent as a login.
    #[error("that login can't be used: {0}. Check it against what the site gave you")]
    BadLogin(#[from] crate::net::BadLogin),
    /// A refresh would make the source's server send everything, before the source is due.
    #[error(
        "{host} can't say whether something is new, so it would send everything; it is due by itself at {next}. Refresh it anyway?"
    )]
    AskFirst {
        /// The source's host.
        host: String,
        /// When it is due.
        next: jiff::Timestamp,
    },
    /// A provider of rates or weather sent something else.
    #[error(
        "{what} sent something that can't be read ({why}). What is here is kept; Qazet asks again later"
    )]
    Provider {
        /// Who.
        what: &'static str,
        /// What was wrong.
        why: String,
    },
    /// The articles can't become that file.
    #[error("{why}")]
    Export {
        /// Why, and what to do.
        why: String,
    },
    /// A file could not be written.
    #[error(transparent)]
    File(#[from] crate::files::FileError),
    /// The file is no list of feeds.
    #[error("{0}")]
    NotOpml(#[from] parser::opml::NotOpml),
    /// A built-in table is broken: a fault of this build.
    #[error("this build of Qazet is broken ({0}); install it anew")]
    Broken(String),
    /// An edition is being packed.
    #[error("an edition is being packed already; wait for it, or stop it first")]
    Packing,
    /// There is no edition to go on with.
    #[error("there is no edition that was stopped; pack one with a budget")]
    NothingToResume,
    /// Work was cut short because the program is ending.
    #[error("Qazet is closing; start it again")]
    Closing,
}

impl Error {
    /// What was wrong with what came from outside, as a kind; nothing where the fault lies elsewhere.
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Fetch(error) => Some(error.problem()),
            Self::Provider { .. } => Some(Problem::NotAFeed),
            _ => None,
        }
    }

    /// The HTTP status of the answer, where it is an error by itself.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Fetch(error) => error.status(),
            _ => None,
        }
    }
}

/// Result of the engine.
pub type Result<T, E = Error> = std::result::Result<T, E>;
