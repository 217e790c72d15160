//! Articles: what the publisher said. What the reader did with them is in [`crate::status`].

use jiff::Timestamp;

use crate::{ArticleId, FeedId, MediaHash, Photo, Status};

/// How much of an article is in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArticleState {
    /// Only what the feed or the list said; the page has not been read yet.
    Headline,
    /// The text is here, some of its pictures are not.
    Text,
    /// The text and every picture of it are here: it can be read whole with no network.
    Complete,
    /// The page could not be read; what the feed said is kept.
    Failed,
}

impl ArticleState {
    /// The word used in the library and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Text => "text",
            Self::Complete => "complete",
            Self::Failed => "failed",
        }
    }
}

/// A picture of an article, wherever its bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Where the publisher keeps it.
    pub url: String,
    /// What it shows, in the publisher's words.
    pub caption: String,
    /// Who made it, in the publisher's words.
    pub credit: String,
    /// Its name in the cache; absent until it has been fetched.
    pub hash: Option<MediaHash>,
    /// Width and height in pixels, once fetched.
    pub size: Option<(u32, u32)>,
}

/// A film in an article, shown as a poster card that loads nothing by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// Where it can be watched.
    pub url: String,
    /// Who shows it: `youtube`, `vimeo`, `telegram`, … or `file`.
    pub provider: String,
    /// A still of it in the cache.
    pub poster: Option<MediaHash>,
}

/// A file that comes with an article: sound, a film, a paper. It stays where the publisher keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: String,
    /// Its media type, as the feed says; possibly empty.
    pub media_type: String,
    /// How large it is, as the feed says.
    pub bytes: Option<u64>,
    /// How long it plays, as the feed says.
    pub seconds: Option<u32>,
}

/// A link out of an article, to a photo report or a related article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words of the link.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// The article in the library that it leads to, where there is one.
    pub article: Option<ArticleId>,
}

/// An article as the lists show it: no body is loaded for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleRow {
    /// Its identity.
    pub id: ArticleId,
    /// The feed it came with.
    pub feed: FeedId,
    /// The name of that feed.
    pub source: String,
    /// Headline, plain text.
    pub title: String,
    /// Address of its page; empty where there is none.
    pub link: String,
    /// Opening paragraph, plain text, possibly empty.
    pub lead: String,
    /// When it was published; the time it arrived where the publisher did not say.
    pub published: Timestamp,
    /// When the publisher changed it after we had it.
    pub changed: Option<Timestamp>,
    /// Language of the text as a BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// How much of it is here.
    pub state: ArticleState,
    /// How many photos its photo report holds; 0 where it is none.
    pub photos: u32,
    /// How many pictures it has, the lead picture included.
    pub pictures: u32,
    /// How many words its text has; 0 until the text is here.
    pub words: u32,
    /// Its lead picture in the cache.
    pub thumbnail: Option<MediaHash>,
    /// What the reader did with it.
    pub status: Status,
    /// Section or category, in the publisher's words; possibly empty.
    pub section: String,
    /// How many sources have the same story, its own among them.
    pub sources: u32,
}

/// What another source has of the same story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which article that is.
    pub id: ArticleId,
    /// The name of the source.
    pub source: String,
    /// When it was published.
    pub published: Timestamp,
    /// The reader has read it.
    pub read: bool,
}

/// An article with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// What the lists show.
    pub row: ArticleRow,
    /// Author, plain text, possibly empty.
    pub byline: String,
    /// The publisher's own notation of the time of publication, offset included; empty where it gave none.
    pub published_text: String,
    /// When the publisher says it was last modified, in its own notation; possibly empty.
    pub modified_text: String,
    /// The name the site gives itself.
    pub site_name: String,
    /// Sanitized HTML of the text without title, lead picture, captions of it, byline.
    pub html: String,
    /// The same as plain text, a paragraph a line, the lead as its first line.
    pub text: String,
    /// The picture at its head.
    pub picture: Option<Picture>,
    /// Its photo report, in order; empty where it is none.
    pub photos: Vec<Photo>,
    /// Photo reports it points to.
    pub photo_reports: Vec<Link>,
    /// Related articles it points to.
    pub related: Vec<Link>,
    /// Films.
    pub videos: Vec<Video>,
    /// Pictures inside the text, in order.
    pub inline: Vec<Picture>,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// What other sources have of its story, newest first.
    pub elsewhere: Vec<Account>,
    /// Why its page could not be read so far, in a sentence that says what to do; empty when all is well.
    pub reason: String,
}

/// An earlier text of an article, kept when the publisher changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// When the text below was replaced.
    pub replaced: Timestamp,
    /// The headline until then.
    pub title: String,
    /// The plain text until then.
    pub text: String,
}

/// An earlier text beside the one that took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewriting {
    /// The earlier text.
    pub revision: Revision,
    /// What became of its headline.
    pub title: Vec<Edit>,
    /// What became of its text, paragraph by paragraph; empty where hardly anything of it stayed.
    pub text: Vec<Vec<Edit>>,
}

/// A passage of two texts, in the order in which both are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which of the two texts has it.
    pub kind: EditKind,
    /// The passage.
    pub text: String,
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditKind {
    /// Both texts have it.
    Kept,
    /// Only the earlier one has it.
    Removed,
    /// Only the later one has it.
    Added,
}
