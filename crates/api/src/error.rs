//! What went wrong, for the interface: a closed code where it acts on it, and a sentence for the reader.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the interface does differently about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The article or feed is not in the library any more: leave it.
    NotFound,
    /// The address that was typed can't be used: mark the field.
    BadAddress,
    /// There is no network: say so and offer to try again.
    Offline,
    /// The question itself was wrong: a fault of the interface.
    BadRequest,
    /// Everything else: show the sentence.
    Failed,
}

/// An error on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApiError {
    /// What the interface does about it.
    pub code: ErrorCode,
    /// What happened and what the reader can do, in English; details, not a headline.
    pub message: String,
}
