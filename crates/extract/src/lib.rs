//! Web pages in, articles out: text, pictures, photo reports, lists of articles, feeds of a site, and HTML made safe.
//!
//! Pure: bytes in, values out. No network, no files, no clock (the time of fetch is given). What could be read is
//! returned with warnings; the only error is that a page holds no article. Feeds and dates are read by `parser`.
//!
//! Sites are data ([`Rules`], `rules/*.toml`); a page without a rule takes the general path, and [`Extracted::method`] tells which.

mod article;
mod backgrounds;
pub mod blocks;
mod boxes;
mod byline;
mod captions;
mod clean;
mod credit;
mod datelines;
mod dates;
mod decode;
pub mod discovery;
mod dom;
mod figures;
mod following;
mod frames;
mod head;
mod jsonld;
mod kinds;
mod letters;
mod lines;
mod links;
pub mod listing;
mod metadata;
mod names;
mod neighbours;
mod photos;
mod pictures;
mod players;
mod published;
mod related;
mod renditions;
mod rules;
pub mod sanitize;
mod selectors;
mod sliders;
mod srcset;
mod tails;
mod text;
mod tidy;
mod videos;
mod voters;
mod walls;
mod work;

use jiff::Timestamp;
use serde::Serialize;
use url::Url;

pub use article::{extract, fragment, lead};
pub use following::join;
pub use links::Link;
pub use photos::of_feed as photo_report_of_feed;
pub use pictures::Picture;
pub use rules::{Edition, Rules, RulesError, Site};
pub use videos::Video;
pub use walls::Wall;

/// Where a page came from and when.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// Its address after redirects.
    pub url: &'a Url,
    /// The `Content-Type` header, for the charset.
    pub content_type: Option<&'a str>,
    /// When it was fetched: "today" on the page means that day.
    pub fetched: Timestamp,
}

/// What a page holds. Serializes as `qazetctl extract` prints it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Extracted {
    /// Headline, plain text.
    pub title: String,
    /// Author, plain text.
    pub byline: Option<String>,
    /// Time of publication, ISO 8601 with the page's own offset; `YYYY-MM-DD` where it has no time.
    pub published: Option<String>,
    /// Time of the last change, the same way.
    pub modified: Option<String>,
    /// BCP 47 primary tag.
    pub language: Option<String>,
    /// The name the site gives itself.
    pub site_name: Option<String>,
    /// The opening paragraph, plain text. It is also the first paragraph of `html` and the first line of `text`.
    pub lead: String,
    /// The picture at the head; it does not stand in `html` again.
    pub picture: Option<Picture>,
    /// Sanitized HTML of the text: the lead once, then the rest; no title, byline, or lead picture.
    pub html: String,
    /// The same words, a paragraph a line, without captions and credits.
    pub text: String,
    /// The photos of a photo report, in order; empty where the page is none.
    pub photos: Vec<Picture>,
    /// Photo reports the article points to.
    pub photo_reports: Vec<Link>,
    /// Articles it points to as "read also".
    pub related: Vec<Link>,
    /// Films; each stands in `html` as a card (`figure > a`).
    pub videos: Vec<Video>,
    /// `rules:NAME`, `general`, or `fragment`.
    pub method: String,
    /// How sure it is that this is the article, 0 to 1.
    pub score: f64,
    /// The pictures inside `html`, in order: each is the `src` of one `img` there.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
    /// The moment of `published`.
    #[serde(skip)]
    pub published_at: Option<Timestamp>,
    /// Section or category.
    #[serde(skip)]
    pub section: String,
    /// The address the page gives as its own.
    #[serde(skip)]
    pub canonical: Option<String>,
    /// The address of the page on which the article goes on (see [`join`]).
    #[serde(skip)]
    pub next_page: Option<String>,
    /// What keeps the rest of its text back: what was read is only the beginning.
    #[serde(skip)]
    pub wall: Option<Wall>,
    /// The site has a rule, and it found no text on this page.
    #[serde(skip)]
    pub rule_failed: bool,
    /// How many words `text` has.
    #[serde(skip)]
    pub words: usize,
    /// What could not be read, for the reader.
    #[serde(skip)]
    pub warnings: Vec<String>,
}

/// The page holds no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told())]
pub struct NotAnArticle {
    /// The page.
    pub url: String,
    /// What it is instead, as far as one can tell.
    pub reason: String,
    /// What keeps its text back, where something does.
    pub wall: Option<Wall>,
}

impl NotAnArticle {
    fn told(&self) -> String {
        let NotAnArticle { url, reason, wall } = self;
        match wall {
            Some(_) => {
                format!("the text of {url} can't be read here: {reason}. Open it in the browser")
            }
            None => format!(
                "no article was found on {url}: {reason}. Open it in the browser; if it is a list of news, add its address as a source instead"
            ),
        }
    }
}
