//! Articles on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::request::Cursor;

/// What can stand beside an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Beside {
    /// What this currency (ISO 4217) did.
    Rate(String),
    /// The forecast for the city with this key.
    Weather(String),
}

/// How much of an article is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ArticleState {
    /// Only headline and lead.
    Headline,
    /// The text, not all pictures.
    Text,
    /// Everything: readable with no network.
    Complete,
    /// The page could not be read; what the feed said is here.
    Failed,
}

/// A row of a list of articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ArticleRow {
    /// Identity.
    pub id: String,
    /// Headline, plain text.
    pub title: String,
    /// Address of its page; empty where there is none.
    pub link: String,
    /// Id of its feed.
    pub feed: String,
    /// Name of its feed.
    pub source: String,
    /// When it was published.
    pub published: String,
    /// Opening paragraph, plain text.
    pub lead: String,
    /// How much of it is here.
    pub state: ArticleState,
    /// Photos of its photo report; 0 where it is none.
    pub photos: u32,
    /// All its pictures.
    pub pictures: u32,
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Saved for later.
    pub saved: bool,
    /// Hidden: only in that list.
    pub hidden: bool,
    /// When the publisher changed it after it had come.
    pub changed: Option<String>,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// Minutes of reading, at least 1; 0 until the text is here.
    pub minutes: u32,
    /// Its lead picture in the cache: a name for the media route.
    pub thumbnail: Option<String>,
    /// Section or category, in the publisher's words; possibly empty.
    pub section: String,
    /// How many sources have the same story, its own among them.
    pub sources: u32,
    /// Only in `Found`: the headline; matches between U+2068 and U+2069.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub headline: Option<String>,
    /// Only in `Found`: words around the match; matches between U+2068 and U+2069.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub excerpt: Option<String>,
}

/// A picture or photo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// The publisher's address of it.
    pub url: String,
    /// What it shows; possibly empty.
    pub caption: String,
    /// Who made it; possibly empty.
    pub credit: String,
    /// A name for the media route; absent until it is in the cache.
    pub hash: Option<String>,
    /// Pixels, once it is in the cache.
    pub width: Option<u32>,
    /// Pixels, once it is in the cache.
    pub height: Option<u32>,
}

/// A link to a photo report or a related article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The article in the library it leads to: opens inside.
    pub article: Option<String>,
}

/// What another source has of the same story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Account {
    /// Id of that article.
    pub id: String,
    /// Name of the source.
    pub source: String,
    /// When it was published.
    pub published: String,
    /// Read.
    pub read: bool,
}

/// A film, as a poster card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Video {
    /// Where it opens, outside.
    pub url: String,
    /// `youtube`, `vimeo`, …, `file`.
    pub provider: String,
    /// A still in the cache.
    pub poster: Option<String>,
}

/// A file that comes with an article: sound, a film, a paper. It opens outside and is never fetched by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Enclosure {
    /// Where it is.
    pub url: String,
    /// Its media type; possibly empty.
    #[serde(rename = "type")]
    pub media_type: String,
    /// How large it is, as the feed says.
    #[ts(type = "number | null")]
    pub bytes: Option<u64>,
    /// How long it plays, as the feed says.
    pub seconds: Option<u32>,
}

/// An article, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Article {
    /// What the list shows.
    #[serde(flatten)]
    pub row: ArticleRow,
    /// Author; possibly empty.
    pub byline: String,
    /// The publisher's own notation of the time of publication, with its offset; possibly empty.
    pub published_text: String,
    /// The name the site gives itself.
    pub site_name: String,
    /// Lead picture.
    pub picture: Option<Picture>,
    /// Sanitized HTML of the text; every picture in it already points to the media route or is a placeholder.
    pub html: String,
    /// Plain text, a paragraph a line.
    pub text: String,
    /// Its photo report, in order.
    pub photo_report: Vec<Picture>,
    /// Photo reports it points to.
    pub photo_reports: Vec<Link>,
    /// Related articles.
    pub related: Vec<Link>,
    /// Films.
    pub videos: Vec<Video>,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// What other sources have of the same story, newest first.
    #[serde(default)]
    pub elsewhere: Vec<Account>,
    /// What can stand beside it.
    #[serde(default)]
    pub beside: Vec<Beside>,
    /// How many earlier texts are kept.
    pub revisions: u32,
    /// Why its page could not be read so far, in a sentence that says what to do; empty when all is well.
    pub reason: String,
}

/// An earlier text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Revision {
    /// When it was replaced.
    pub replaced: String,
    /// The headline until then.
    pub title: String,
    /// The plain text until then.
    pub text: String,
    /// What became of the headline.
    pub title_edits: Vec<Edit>,
    /// What became of the text, paragraph by paragraph; empty where hardly anything of it stayed.
    pub text_edits: Vec<Vec<Edit>>,
}

/// A passage of an earlier text and the one that took its place, in the order in which both are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Edit {
    /// Which of the two has it.
    pub kind: EditKind,
    /// The passage.
    pub text: String,
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Both texts have it.
    Kept,
    /// Only the earlier one has it.
    Removed,
    /// Only the later one has it.
    Added,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Timeline {
    /// Newest first.
    pub rows: Vec<ArticleRow>,
    /// Where the next part begins; absent at the end.
    pub next: Option<Cursor>,
}
