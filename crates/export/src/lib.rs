//! Articles as files for elsewhere: EPUB 3 for a reading device, Markdown for notes, a page of HTML that holds everything itself.
//!
//! Pure: articles in, bytes out; the same articles at the same time give the same bytes. Pictures are asked for one by one. Deliberately
//! absent: where the file goes, and which articles it holds.

mod contents;
mod epub;
mod html;
mod markdown;
mod markup;
mod package;
mod sheet;
mod styles;
mod words;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Article, MediaHash};

pub use epub::epub;
pub use html::html;
pub use markdown::markdown;
pub use words::title_of_day;

/// What becomes a file.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its name. A file with one article is named after that.
    pub title: String,
    /// When it is made.
    pub made: Timestamp,
    /// Where the reader is: times are told as there.
    pub zone: TimeZone,
    /// What Qazet says in it is said in this language: `ru`, `kk` or `en`.
    pub language: String,
    /// Its articles; those of one source follow each other.
    pub articles: Vec<Article>,
}

/// A picture as it goes into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Media type.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a picture could not be looked up.
pub type PictureError = Box<dyn std::error::Error + Send + Sync>;

/// Gives a picture by its name; nothing where it is not in the library.
pub type Pictures<'a> = &'a mut dyn FnMut(&MediaHash) -> Result<Option<Media>, PictureError>;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A picture could not be looked up.
    #[error("a picture could not be read: {0}")]
    Picture(PictureError),
    /// The file would be larger than its form allows.
    #[error("the file can't be put together: {0}. Take fewer articles")]
    Zip(#[from] zip::result::ZipError),
    /// It could not be written into memory.
    #[error("the file can't be put together: {0}. Take fewer articles")]
    Io(#[from] std::io::Error),
}

/// Result of an export.
pub type Result<T, E = ExportError> = std::result::Result<T, E>;
