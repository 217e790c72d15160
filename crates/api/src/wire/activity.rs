//! What happened between Qazet and the servers of the sources, and logins, on the wire.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What happened between Qazet and all servers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncActivity {
    /// As whom Qazet asks.
    pub user_agent: String,
    /// The connection is paid for by the byte, as the system says.
    pub metered: bool,
    /// The machine saves its battery, as the system says.
    pub battery_saver: bool,
    /// What is fetched by itself now: `everything`, `headlines`, `nothing`.
    pub reach: String,
    /// A line a source, by folder and name.
    pub sources: Vec<SourceActivity>,
    /// A line a provider of rates or weather that was ever asked.
    #[serde(default)]
    pub providers: Vec<ProviderActivity>,
}

/// What happened between Qazet and one source's server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceActivity {
    /// Id of the source.
    pub feed: String,
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
    /// `feed` or `site`.
    pub kind: String,
    /// Last asked.
    pub last_check: Option<String>,
    /// HTTP status of the last answer; absent where none came.
    pub answer: Option<u16>,
    /// How it ended: `fetched`, `not_modified`, `failed`, `gone`; absent before the first time.
    pub status: Option<String>,
    /// Why, in a sentence that says what to do; empty when all is well.
    pub reason: String,
    /// What was wrong: `connectivity`, `dns`, `connect`, `tls`, `timeout`, `redirect`, `address`, `login`, `status`, `rest`, `gone`,
    /// `body`, `not_a_feed`, `damage` (of the library, not of the answer); absent when all is well.
    pub problem: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// Why a sync would not ask it now; absent where it would.
    pub skipped: Option<String>,
    /// Next due; absent where it is never asked by itself.
    pub next_check: Option<String>,
    /// What set that time: `chosen`, `rhythm`, `freshness`, `own_interval`, `no_validators`, `skipped_hours`, `backoff`, `retry_after`,
    /// `connectivity`.
    pub pace: Option<String>,
    /// Its host asked to be left alone.
    pub rest: Option<Rest>,
    /// The `ETag` that the next request carries.
    pub etag: Option<String>,
    /// The `Last-Modified` that the next request carries.
    pub last_modified: Option<String>,
    /// How often it was asked.
    pub asked: u32,
    /// How often it sent a body.
    pub whole: u32,
    /// How often it had nothing new (304).
    pub not_modified: u32,
    /// The share of 304, between 0 and 1; absent before the first answer.
    pub not_modified_share: Option<f64>,
    /// Bytes of the last body on the wire.
    #[ts(type = "number")]
    pub bytes_last: u64,
    /// Bytes of all bodies on the wire.
    #[ts(type = "number")]
    pub bytes_total: u64,
    /// It redirects for good, and its address is not rewritten yet.
    pub moving: Option<Moving>,
    /// Its address was rewritten.
    pub moved: Option<Moved>,
    /// Where a temporary redirect led last time.
    pub temporary_to: Option<String>,
    /// How it is logged in to: `password`, `key`, `bearer`.
    pub login: Option<String>,
}

/// A host that asked to be left alone (429, 503).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rest {
    /// Which.
    pub host: String,
    /// Until when.
    pub until: String,
    /// How many times in a row it asked.
    pub times: u32,
}

/// A permanent redirect; the third time in a row rewrites the address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Moving {
    /// Where to.
    pub to: String,
    /// How many times in a row.
    pub times: u32,
}

/// What happened between Qazet and a provider of rates or weather.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProviderActivity {
    /// The name of its endpoint: `nbk`, `cbr`, `ecb`, `frankfurter`, `open_meteo`, `air_quality`, `met_norway`, `geocoding`.
    pub name: String,
    /// When it last answered as it should.
    pub answered: Option<String>,
    /// When it last failed.
    pub failed: Option<String>,
    /// Why it fails, in a sentence; empty when its last answer was as it should be.
    pub reason: String,
    /// What was wrong, as with a source; absent when all is well, or where a library of before does not know.
    pub problem: Option<String>,
    /// HTTP status of the last answer, where it is an error by itself.
    pub answer: Option<u16>,
    /// Not asked before; absent where nothing keeps it.
    pub again: Option<String>,
}

/// A rewritten address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Moved {
    /// The address before.
    pub from: String,
    /// When.
    pub at: String,
}

/// How to log in to a source. It goes to the system's keyring, comes back by no request, and its debug form says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
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
        /// Name of the header, such as `X-Api-Key`.
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

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}
