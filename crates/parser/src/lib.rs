//! Bytes in, values out: every wire format that Qazet reads.
//!
//! Nothing here does I/O or reads a clock. Short of "this is not a feed" a parser returns what could be read, plus
//! warnings. No HTML is made safe here: texts come out as the publisher sent them (`extract` sanitizes).
//!
//! feed-rs is not in this pipeline, although it reads today's feeds well: of odd ones it gives a third, and everything
//! it needs around it (repair, namespaces, limits, a tree for what it refuses, a pass for what it drops) reads feeds by
//! itself. It is the second opinion in the tests instead.

pub mod canonical;
pub mod clean;
pub mod date;
pub mod decode;
pub mod feed;
pub mod limits;
pub mod opml;
pub mod rates;
pub mod repair;
pub mod sitemap;
pub mod weather;

mod code_pages;
mod html;
mod json;
mod xml;
