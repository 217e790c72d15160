//! Feeds: RSS 0.90–2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, CDF, JSON Feed 1.x, with Dublin Core, Media RSS, iTunes,
//! content and syndication modules, also when they are not well-formed.
//!
//! Texts stay as the publisher sent them: not sanitized, not shortened; only relative addresses in them are made whole.

mod article;
mod channel;
mod duration;
mod hints;
mod identity;
mod json_feed;
mod links;
mod people;
mod pictures;
mod reading;
mod text;

use std::panic::catch_unwind;

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use url::Url;

use crate::{decode, limits};

/// Where the bytes came from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The final address, after redirects.
    pub url: &'a Url,
    /// The header `Content-Type`, if there was one.
    pub content_type: Option<&'a str>,
    /// When it was fetched: later dates become this one.
    pub fetched: Timestamp,
}

/// What could be read of a feed. Serialized as `qazetctl parse` prints it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ParsedFeed {
    /// Its name, as in the feed (possibly with markup).
    pub title: Option<String>,
    /// What it says about itself.
    pub description: Option<String>,
    /// Its own identity (Atom).
    pub id: Option<String>,
    /// The site it belongs to.
    pub link: Option<String>,
    /// The language it claims.
    pub language: Option<String>,
    /// When it was last changed, as it says.
    pub updated: Option<Timestamp>,
    /// When it was published, as it says.
    pub published: Option<Timestamp>,
    /// Its authors.
    pub authors: Vec<Person>,
    /// Its categories.
    pub categories: Vec<String>,
    /// Its articles, in its order.
    pub articles: Vec<ParsedArticle>,
    /// What was wrong with it, a sentence each.
    pub warnings: Vec<String>,
    /// The least time between two checks that it asks for (`ttl`, `sy:*`).
    #[serde(skip)]
    pub min_interval: Option<SignedDuration>,
    /// Hours of the day, UTC, in which it does not want to be asked.
    #[serde(skip)]
    pub skip_hours: Vec<u8>,
    /// Days, UTC, on which it does not want to be asked.
    #[serde(skip)]
    pub skip_days: Vec<Weekday>,
    /// The address it gives itself (`rel="self"`).
    #[serde(skip)]
    pub self_link: Option<String>,
    /// Its icon, or else its logo.
    #[serde(skip)]
    pub icon: Option<String>,
    /// It broke off before its end, so that articles may be missing.
    #[serde(skip)]
    pub is_cut_off: bool,
}

/// One article of a feed.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ParsedArticle {
    /// What the feed calls it.
    pub guid: Option<String>,
    /// Its headline, as in the feed (possibly with markup; see [`ParsedArticle::headline`]).
    pub title: Option<String>,
    /// Its page; http and https only.
    pub link: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed.
    pub updated: Option<Timestamp>,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// A short text about it: HTML, not sanitized.
    pub summary: Option<String>,
    /// Its text: HTML, not sanitized.
    pub content: Option<String>,
    /// What it is about.
    pub categories: Vec<String>,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// Its pictures, one rendition each, in the feed's order.
    pub pictures: Vec<FeedPicture>,
    /// Its identity within the feed: guid, else canonical link, else title and date. Never random, never empty.
    #[serde(skip)]
    pub key: String,
    /// The title as plain text, ready to be shown as a text node.
    #[serde(skip)]
    pub headline: String,
}

impl ParsedArticle {
    /// When it was published, or else changed.
    pub fn time(&self) -> Option<Timestamp> {
        self.published.or(self.updated)
    }
}

/// A person as a feed names one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Person {
    /// Name.
    pub name: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Page.
    pub uri: Option<String>,
}

/// A file that comes with an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enclosure {
    /// Where it is.
    pub url: String,
    /// Its media type, as the feed says.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// Bytes, as the feed says.
    pub length: Option<u64>,
    /// How long it plays, as the feed says.
    #[serde(skip)]
    pub seconds: Option<u32>,
}

/// A picture that a feed names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct FeedPicture {
    /// Where it is; of several widths the widest.
    pub url: String,
    /// Pixels, as the feed says.
    pub width: Option<u32>,
    /// Pixels, as the feed says.
    pub height: Option<u32>,
    /// What it shows; plain text, possibly empty.
    pub caption: String,
    /// Who made it; plain text, possibly empty.
    pub credit: String,
}

/// Why bytes are not a feed. The old articles and the old validators are to be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    /// A web page: its feeds can be discovered, or it can be read as a site.
    #[error(
        "this is a web page («{title}»), not a feed; look for the feeds it names, or add it as a site"
    )]
    Html {
        /// The page's title; possibly empty.
        title: String,
    },
    /// Nothing but white space.
    #[error("the server sent nothing; try again later")]
    Empty,
    /// A few bytes that mean nothing.
    #[error("the server sent {bytes} bytes that are no feed; try again later")]
    TooShort {
        /// How many.
        bytes: usize,
    },
    /// Elements nested deeper than any honest feed.
    #[error("its elements are nested more than 64 deep; tell the publisher, or remove this feed")]
    TooDeep,
    /// More than 15 MB.
    #[error(
        "it holds {bytes} bytes, more than 15 MB; ask the publisher for a shorter feed, or remove this one"
    )]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// JSON, but no JSON Feed.
    #[error("this is JSON, but not a JSON Feed; check the address")]
    OtherJson,
    /// XML of another kind.
    #[error("this is <{root}>, which is no feed; check the address")]
    OtherXml {
        /// The outermost element.
        root: String,
    },
    /// Neither XML nor JSON.
    #[error("this is neither RSS, Atom nor JSON Feed; check the address")]
    Unrecognized,
    /// A defect of ours, which must not take the program down.
    #[error("Qazet failed to read this feed; please report its address to the project")]
    Defect,
}

/// Reads a feed of any kind.
///
/// Runs on a thread of its own with a stack of known size, inside `catch_unwind`: whatever a stranger sends, the caller
/// lives. An article that says nothing (no title, link or text) is left out with a warning.
pub fn parse(bytes: &[u8], source: &Source) -> Result<ParsedFeed, NotAFeed> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(NotAFeed::TooLarge { bytes: bytes.len() });
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("parse feed".to_owned())
            .stack_size(limits::STACK_BYTES)
            .spawn_scoped(scope, || {
                catch_unwind(|| read(bytes, source)).unwrap_or(Err(NotAFeed::Defect))
            });
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(_)) | Err(_) => Err(NotAFeed::Defect),
        }
    })
}

fn read(bytes: &[u8], source: &Source) -> Result<ParsedFeed, NotAFeed> {
    let decoded = decode::xml(bytes, source.content_type);
    let text = decoded
        .text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    if text.is_empty() {
        return Err(NotAFeed::Empty);
    }
    let mut feed = if text.starts_with('{') {
        json_feed::read(text, source)?
    } else {
        channel::read(text, bytes.len(), source)?
    };
    if decoded.replaced {
        feed.warnings
            .push(format!("some bytes are not valid {}", decoded.encoding));
    }
    identity::assign(&mut feed.articles);
    Ok(feed)
}
