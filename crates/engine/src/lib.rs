//! What Qazet does and when: all network, all policy. Hosts give it a clock, a notifier and a folder; it knows no window.
//!
//! [`Engine`] is the way in. Reading order: `ports` (what hosts hand over), `endpoints` (where news comes from), `net` (the only way out),
//! `sync` (one pass), then one file a subject.

pub mod endpoints;
pub mod net;
pub mod ports;

mod activity;
mod add;
mod addresses;
mod articles;
mod beside;
mod cities;
mod complaints;
mod content;
mod diagnosis;
mod edition;
mod engine;
mod error;
mod event;
mod explain;
mod export;
mod feeds;
mod files;
mod guard;
mod language;
mod links;
mod logins;
mod notices;
mod picture;
mod preview;
mod progress;
mod providers;
mod proxies;
mod rates;
mod retention;
mod revisions;
mod run;
mod safety;
mod saved_pages;
mod secrets;
mod settings;
mod sync;
mod tray;
mod turns;
mod weather;
mod world;

pub use activity::{Rest, SourceActivity, SyncActivity};
pub use articles::MOST_ROWS;
pub use beside::Beside;
pub use cities::{DEFAULT_CITY, city_of_zone};
pub use content::{MEDIA_HEADERS, Media};
pub use edition::{EditionReport, Packing, Share, plan};
pub use engine::{Config, Engine};
pub use error::{Error, Result};
pub use event::{Event, MOST_IDS};
pub use export::{File, Format, Selection};
pub use feeds::{CatalogueRow, Imported};
pub use files::{FileError, write_whole};
pub use language::language_of;
pub use links::{place_of_article, place_of_link};
pub use notices::{Notices, PauseFor, ReplayedDay, Silence, Verdict};
pub use picture::{BadPicture, check_picture, pack_picture};
pub use progress::{Progress, Step};
pub use rates::{Converted, Rates, csv};
pub use saved_pages::{PageOutcome, SavedPage};
pub use secrets::Secrets;
pub use store::{Findings, Found, LetGo, Mode, Rescued, StoreError, want_check};
pub use sync::{Depth, Hints, Outcome, Scope, SyncReport, SyncState, after_success};
pub use tray::{Tray, TrayAct, TrayEntry};
pub use turns::runtime;
pub use weather::{Doubt, Measure, Weather};
pub use world::load_world;
