//! The library on disk: all of Qazet's SQL.
//!
//! [`Store`] is the way in; inside [`Store::read`] and [`Store::write`] the methods of [`Read`] and [`Write`] are what can be asked and done,
//! one file a table. Nothing here knows a network, a clock or what HTML is; times and texts are handed in.

mod arrival;
mod articles;
mod backup;
mod bodies;
mod checks;
mod cities;
mod clock;
mod counts;
mod doctor;
mod enclosures;
mod error;
mod feeds;
mod folder;
mod forecasts;
mod identity;
mod incoming;
mod index;
mod letters;
mod media;
mod merge;
mod migrate;
mod moves;
mod opening;
mod parts;
mod pool;
mod proxies;
mod prune;
mod queue;
mod rank;
mod rates;
mod rescue;
mod rescued;
mod retention;
mod rows;
mod salvage;
mod saved_pages;
mod search;
mod settings;
mod space;
mod status;
mod tables;
mod time;
mod waits;
mod words;

pub use arrival::{Arrived, PageText};
pub use bodies::Body;
pub use checks::{Checked, Known};
pub use doctor::Findings;
pub use error::{Result, StoreError};
pub use forecasts::StoredForecast;
pub use identity::{By, Recognised, Told};
pub use incoming::{Incoming, Prepared};
pub use media::{Blob, Media};
pub use opening::want_check;
pub use parts::{IncomingLink, IncomingParts, IncomingPicture, IncomingVideo};
pub use pool::{Mode, Read, Store, Write};
pub use queue::{WantedPage, WantedPicture};
pub use rescued::Rescued;
pub use retention::LetGo;
pub use rows::Origin;
pub use search::Found;
pub use waits::Wait;
