//! Updates of the program itself, where no package manager brings them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the reader asks of an app that updates itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStep {
    /// Where it would look. Asks nobody.
    Known,
    /// Look.
    Look,
    /// Look, install what is newer, and start again.
    Install,
}

/// What an app that updates itself knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Update {
    /// The host that is asked, and no other.
    pub from: String,
    /// The newer version that is there; null where this one is the newest, or nobody was asked.
    pub newer: Option<String>,
}
