//! The wire between Qazet's core and its interface: one [`Request`] enum, one [`Response`] enum, one [`Event`] enum.
//!
//! This is the only crate that serializes for the interface. Hosts (`src-tauri`, `cli`) carry these values; they add none of their own.

mod answers;
mod asked;
mod base64;
mod convert;
mod convert_activity;
mod convert_articles;
mod convert_edition;
mod convert_keeping;
mod convert_notices;
mod convert_rates;
mod convert_revisions;
mod convert_tray;
mod convert_weather;
mod dispatch;
pub mod error;
pub mod event;
pub mod request;
pub mod response;
pub mod wire;

pub use answers::{rates, rates_file, retention};
pub use convert_weather::weather;
pub use dispatch::dispatch;
/// The fixed headers of every answer of the content route, for both hosts.
pub use engine::MEDIA_HEADERS;
pub use error::{ApiError, ErrorCode};
pub use event::Event;
pub use request::{Cursor, Mark, Request, Selection, View};
pub use response::Response;
