//! A local news world that stands for the internet in tests, demonstrations and benchmarks.
//!
//! One real HTTP/1.1 server on 127.0.0.1 answers for many hosts by their `Host` header: outlets in
//! three languages with lists, pages, feeds, sitemaps and photographs, the National Bank's rates
//! and others', weather, and on request everything that can go wrong on the way. Its time may be
//! moved by hand: then new articles come out and old ones are edited. [`Newsroom::articles`] tells
//! the truth, for tests to compare with what a reader made of the pages.
//!
//! Every story, person and organisation is invented; the photographs are real and free
//! (`photos/CREDITS.md`). Deliberately absent: TLS (a world's `hosts` let plain http answer for
//! https), HTTP/2, and anything of the reader's side: no crate of Qazet is used here.
//!
//! ```no_run
//! # async fn example() -> Result<(), newsroom::NewsroomError> {
//! let newsroom = newsroom::Newsroom::start(newsroom::Options::default()).await?;
//! newsroom.set_fault("tengrinews.kz", "/news.rss", newsroom::Fault::Status(503));
//! println!("{}", newsroom.world());
//! # Ok(())
//! # }
//! ```

mod answer;
mod clock;
mod control;
mod encode;
mod fault;
mod incoming;
mod mirror;
mod newsroom;
mod outlets;
mod page;
mod photos;
mod press;
mod rates;
mod record;
mod room;
mod server;
mod story;
mod truth;
mod weather;
mod wire;
mod world;

pub use crate::encode::Encoding;
pub use crate::fault::{Charset, Fault};
pub use crate::newsroom::{Newsroom, NewsroomError, Options};
pub use crate::outlets::Outlet;
pub use crate::page::Page;
pub use crate::record::Request;
pub use crate::truth::{Article, Link, Photo};
