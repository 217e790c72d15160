//! What comes in: an article as a feed or a list told of it, and the work on it that needs no library.

use jiff::Timestamp;
use model::Enclosure;

use crate::bodies::Body;
use crate::error::Result;
use crate::identity::name_of;
use crate::parts::IncomingParts;
use crate::stories::title_hash;
use crate::words::{Stems, Words, with_stems};

/// An article as a feed or a list told of it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// First 16 bytes of the SHA-256 of its identity in its feed.
    pub key: [u8; 16],
    /// The feed's own identity of it; possibly empty.
    pub guid: String,
    /// Its page; possibly empty.
    pub link: String,
    /// The canonical form of `link`.
    pub canonical: String,
    /// Headline, plain text.
    pub title: String,
    /// Author, plain text.
    pub byline: String,
    /// Section or category.
    pub section: String,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// Opening paragraph, plain text.
    pub lead: String,
    /// When it was published, where that is known.
    pub published: Option<Timestamp>,
    /// The same in the publisher's notation.
    pub published_text: String,
    /// SHA-256 of all the above and the body, to see changes.
    pub feed_hash: [u8; 32],
    /// Its text, where the feed carried it.
    pub body: Option<Body>,
    /// Words of the text.
    pub words: u32,
    /// What belongs to it, as far as the feed told.
    pub parts: IncomingParts,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// Its page has to be fetched for the text.
    pub page_wanted: bool,
    /// Known only through a link of another article.
    pub linked: bool,
    /// Its source calls it urgent.
    pub urgent: bool,
}

/// An incoming article with the work on it done: its text packed, its words for the index and those of its headline. Made before the transaction, on any thread: the
/// one writer only writes.
#[derive(Debug)]
pub struct Prepared {
    /// Without its text, which is packed.
    pub(crate) incoming: Incoming,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) words: Words,
    pub(crate) title_hash: i64,
}

impl Prepared {
    /// Headline.
    pub fn title(&self) -> &str {
        &self.incoming.title
    }

    /// Does that work for one article.
    ///
    /// # Errors
    /// A text that can't be packed.
    pub fn of(incoming: Incoming) -> Result<Self> {
        let words = with_stems(|stems| incoming.words_of(stems));
        Self::with(incoming, words)
    }

    /// Does it for all articles of a source, one kind of work after the other: what either remembers fills the processor's cache.
    ///
    /// # Errors
    /// A text that can't be packed.
    pub fn of_all(incoming: Vec<Incoming>) -> Result<Vec<Self>> {
        let words: Vec<Words> = with_stems(|stems| {
            let each = incoming.iter();
            each.map(|incoming| incoming.words_of(stems)).collect()
        });
        let both = incoming.into_iter().zip(words);
        both.map(|(incoming, words)| Self::with(incoming, words))
            .collect()
    }

    fn with(mut incoming: Incoming, words: Words) -> Result<Self> {
        let body = incoming.body.take();
        Ok(Self {
            body: body.as_ref().map(Body::pack).transpose()?,
            words,
            title_hash: title_hash(&incoming.title),
            incoming,
        })
    }
}

impl Incoming {
    /// Title and date, for a second look-up (see [`crate::Told`]); 0 for none.
    pub(crate) fn name(&self) -> i64 {
        name_of(&self.title, self.published, &self.canonical)
    }

    /// What is kept of `feed_hash`: enough to see a change.
    pub(crate) fn short_hash(&self) -> &[u8] {
        short(&self.feed_hash)
    }

    fn words_of(&self, stems: &mut Stems) -> Words {
        let text = self.body.as_ref().map_or("", |body| &body.text);
        let text = if text.is_empty() { &self.lead } else { text };
        stems.distinct(&[&self.title, text], self.language == "kk")
    }

    /// How many pictures it has, and whether it has anything that is to be fetched as one.
    pub(crate) fn count_pictures(&self) -> (u32, bool) {
        let parts = &self.parts;
        let shown = parts.lead.iter().chain(&parts.inline).chain(&parts.photos);
        let mut urls: Vec<&str> = shown.map(|picture| picture.url.as_str()).collect();
        urls.sort_unstable();
        urls.dedup();
        let stills = parts.videos.iter().any(|video| !video.poster.is_empty());
        (urls.len() as u32, stills || !urls.is_empty())
    }
}

/// The beginning of a hash, as the library keeps it.
pub(crate) fn short(hash: &[u8; 32]) -> &[u8] {
    hash.split_at(8).0
}
