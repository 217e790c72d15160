//! Keeping: how much stays here, what becomes a file elsewhere, what is saved to be read later.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How much is kept of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Keep {
    /// Days that what was read is kept.
    pub days: u32,
    /// Megabytes (of a million bytes) that all of it may have; 0 for no limit.
    pub megabytes: u32,
}

/// How much is kept of each kind. What has a star or is saved is kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Retention {
    /// Articles with their texts.
    pub texts: Keep,
    /// Pictures of articles that are no photo reports.
    pub pictures: Keep,
    /// Pictures of photo reports.
    pub photo_reports: Keep,
}

/// A kind of thing that fills the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Articles with their texts.
    Texts,
    /// Pictures of articles that are no photo reports.
    Pictures,
    /// Pictures of photo reports.
    PhotoReports,
}

/// What one kind weighs, and what the reader gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Weight {
    /// Of what.
    pub kind: Kept,
    /// Articles with a text, pictures, photo reports.
    pub count: u32,
    /// Their bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many of these bytes leave when the kind is cleared.
    #[ts(type = "number")]
    pub clearable: u64,
    /// Days that what was read is kept.
    pub days: u32,
    /// Megabytes that all of it may have; 0 for no limit.
    pub megabytes: u32,
}

/// What becomes a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A book, with pictures.
    Epub,
    /// One article as Markdown.
    Markdown,
    /// One article as a page that holds its pictures.
    Html,
}

/// A file that was made. The app asks the reader where to save it and answers `Saved` instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct File {
    /// What it may be called.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Its bytes, in Base64.
    #[serde(with = "crate::base64")]
    #[ts(type = "string")]
    pub bytes: Vec<u8>,
    /// Articles in it.
    pub articles: u32,
}

/// What became of a page that was saved to be read later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageOutcome {
    /// Its text is here.
    Read,
    /// It could not be asked for now, and will be again.
    Waits,
    /// It keeps its text back (a subscription, a login): its address is kept.
    Closed,
    /// There is no article on it: its address is kept.
    Failed,
}

/// A page that was saved to be read later, or asked for by its article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedPage {
    /// Its article.
    pub article: String,
    /// It was in the library already; of one that was asked for: its text was.
    pub known: bool,
    /// What became of it.
    pub outcome: PageOutcome,
    /// Why its text is not here, in a sentence that says what to do; empty where it is.
    pub reason: String,
}
