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
    /// What was typed is no amount of money: mark the field.
    BadAmount,
    /// The source needs a login, or does not accept the one that was sent: ask for it.
    NeedsLogin,
    /// The system has no keyring, so no login can be kept: say so.
    NoKeyring,
    /// The source's server would have to send everything, before the source is due: ask the reader, then repeat with `anyway`.
    AskFirst,
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
    /// What was wrong with a server's answer, as with a source: the interface has its own words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub problem: Option<String>,
    /// HTTP status of that answer, where it is an error by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<u16>,
    /// What the server sent instead, where that helps to understand it: the beginning of it, as plain text from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub excerpt: Option<String>,
}

impl ApiError {
    /// Without an excerpt.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            problem: None,
            answer: None,
            excerpt: None,
        }
    }
}
