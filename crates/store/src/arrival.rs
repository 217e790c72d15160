//! How articles come: from a feed or a list, and from their page. What changed is replaced, and the text before is kept.

use jiff::Timestamp;
use model::{ArticleId, FeedId};
use rusqlite::{OptionalExtension, params};

use crate::articles::link_hash;
use crate::bodies::Body;
use crate::error::Result;
use crate::incoming::{Incoming, Prepared};
use crate::parts::IncomingParts;
use crate::pool::Write;
use crate::status::Met;
use crate::time::millis;

/// What became of an article that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// It was not here.
    New(ArticleId),
    /// It was here and said something else.
    Changed(ArticleId),
    /// The same, and the text that was here could not be read any more. No revision is kept of that.
    Mended(ArticleId),
    /// It was here and said the same.
    Same(ArticleId),
}

/// What an article's page gave.
#[derive(Debug, Clone, Default)]
pub struct PageText {
    /// Headline; empty to keep the feed's.
    pub title: String,
    /// Author; empty to keep the feed's.
    pub byline: String,
    /// The name the site gives itself.
    pub site_name: String,
    /// Section; empty to keep the feed's.
    pub section: String,
    /// Language; empty to keep what is known.
    pub language: String,
    /// Opening paragraph; empty to keep the feed's.
    pub lead: String,
    /// When it was published, where the page says so.
    pub published: Option<Timestamp>,
    /// The same in the page's own notation.
    pub published_text: String,
    /// When it was modified, in the page's own notation.
    pub modified_text: String,
    /// Its text.
    pub body: Body,
    /// Words of the text.
    pub words: u32,
    /// What belongs to it.
    pub parts: IncomingParts,
}

impl Write<'_> {
    /// Takes in what a feed or a list told of an article. A change replaces the text and keeps the old one as a revision; it does not make
    /// the article unread again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ingest(&self, feed: FeedId, incoming: &Incoming, now: Timestamp) -> Result<Arrived> {
        self.ingest_prepared(feed, Prepared::of(incoming.clone())?, now)
    }

    /// The same, with the work done before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ingest_prepared(
        &self,
        feed: FeedId,
        prepared: Prepared,
        now: Timestamp,
    ) -> Result<Arrived> {
        let incoming = &prepared.incoming;
        let (id, met) =
            self.claim_status(feed, &incoming.key, incoming.name(), incoming.linked, now)?;
        let known: Option<(Vec<u8>, bool)> = match met {
            Met::Never => None,
            Met::Pruned => return Ok(Arrived::Same(id)),
            Met::Before => self
                .sql()
                .prepare_cached("SELECT feed_hash, linked FROM articles WHERE id = ?1")?
                .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?,
        };
        match known {
            None => {
                self.insert(id, feed, prepared, now)?;
                Ok(Arrived::New(id))
            }
            // A link adds nothing to what is here already.
            Some(_) if incoming.linked => Ok(Arrived::Same(id)),
            Some((_, true)) => {
                // Known through a link until now; the feed carries it, so it joins the lists.
                self.sql()
                    .prepare_cached("UPDATE articles SET linked = 0, feed_hash = ?2, guid = ?3, title = ?4 WHERE id = ?1")?
                    .execute(params![id.0, incoming.short_hash(), incoming.guid, incoming.title])?;
                Ok(Arrived::New(id))
            }
            Some((hash, false)) if hash == incoming.short_hash() => Ok(Arrived::Same(id)),
            Some(_) => match self.replace(id, &prepared, now)? {
                Kept::Readable => Ok(Arrived::Changed(id)),
                Kept::Damaged => Ok(Arrived::Mended(id)),
            },
        }
    }

    /// All of a new article at once, what [`Write::settle_state`] would find included.
    fn insert(
        &self,
        id: ArticleId,
        feed: FeedId,
        prepared: Prepared,
        now: Timestamp,
    ) -> Result<()> {
        let incoming = &prepared.incoming;
        let (pictures, wants_pictures) = incoming.count_pictures();
        let state = match (&prepared.body, incoming.page_wanted, wants_pictures) {
            (None, ..) | (_, true, _) => "headline",
            (Some(_), false, true) => "text",
            (Some(_), false, false) => "complete",
        };
        self.sql()
            .prepare_cached(
                "INSERT INTO articles (id, feed, guid, link, canonical_hash, title, byline, section, language, lead, published, published_text,
                                       page_wanted, linked, feed_hash, origin, words, state, photos, pictures)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            )?
            .execute(params![
                id.0,
                feed.0,
                incoming.guid,
                incoming.link,
                link_hash(&incoming.canonical),
                incoming.title,
                incoming.byline,
                incoming.section,
                incoming.language,
                incoming.lead,
                millis(incoming.published.unwrap_or(now)),
                incoming.published_text,
                incoming.page_wanted,
                incoming.linked,
                incoming.short_hash(),
                prepared.body.as_ref().map_or("", |_| "feed"),
                prepared.body.as_ref().map_or(0, |_| incoming.words),
                state,
                incoming.parts.photos.len() as u32,
                pictures
            ])?;
        if let Some(body) = &prepared.body {
            self.save_packed(id, body)?;
        }
        self.add_parts(id, &incoming.parts)?;
        self.save_enclosures(id, &incoming.enclosures)?;
        self.want_index(id, Some(prepared.words))
    }

    fn replace(&self, id: ArticleId, prepared: &Prepared, now: Timestamp) -> Result<Kept> {
        let incoming = &prepared.incoming;
        let kept = self.keep_revision(id, now)?;
        self.sql()
            .prepare_cached(
                "UPDATE articles SET guid = ?2, link = ?3, canonical_hash = ?4, title = ?5, lead = CASE WHEN ?6 = '' THEN lead ELSE ?6 END,
                        byline = CASE WHEN ?7 = '' THEN byline ELSE ?7 END, changed = ?8, feed_hash = ?9,
                        page_wanted = ?10, page_attempts = 0, page_next = 0, page_reason = '' WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                incoming.guid,
                incoming.link,
                link_hash(&incoming.canonical),
                incoming.title,
                incoming.lead,
                incoming.byline,
                millis(now),
                incoming.short_hash(),
                incoming.page_wanted
            ])?;
        self.save_enclosures(id, &incoming.enclosures)?;
        if incoming.page_wanted {
            // The text here is the page's; the new page replaces it when it comes.
            self.want_index(id, None)?;
            return Ok(kept);
        }
        self.save_text(
            id,
            prepared.body.as_deref(),
            incoming.words,
            &incoming.parts,
            "feed",
        )?;
        Ok(kept)
    }

    /// Takes in an article's page. Tells whether that changed a text that was here from the page before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_page(&self, id: ArticleId, page: &PageText, now: Timestamp) -> Result<bool> {
        let (origin, published_text): (String, String) = self
            .sql()
            .prepare_cached("SELECT origin, published_text FROM articles WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let known = self.load_readable_body(id)?;
        let changed = origin == "page" && known.is_some_and(|known| known.text != page.body.text);
        if changed {
            self.keep_revision(id, now)?;
            self.sql()
                .prepare_cached("UPDATE articles SET changed = ?2 WHERE id = ?1")?
                .execute(params![id.0, millis(now)])?;
        }
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = CASE WHEN ?2 = '' THEN title ELSE ?2 END, byline = CASE WHEN ?3 = '' THEN byline ELSE ?3 END,
                        site_name = CASE WHEN ?4 = '' THEN site_name ELSE ?4 END, section = CASE WHEN ?5 = '' THEN section ELSE ?5 END,
                        language = CASE WHEN ?6 = '' THEN language ELSE ?6 END, lead = CASE WHEN ?7 = '' THEN lead ELSE ?7 END,
                        published_text = CASE WHEN ?8 = '' THEN published_text ELSE ?8 END, modified_text = ?9,
                        page_wanted = 0, page_reason = '', page_closed = 0 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                page.title,
                page.byline,
                page.site_name,
                page.section,
                page.language,
                page.lead,
                page.published_text,
                page.modified_text
            ])?;
        if let (Some(published), true) = (page.published, published_text.is_empty()) {
            // The feed gave no time: until now the time of arrival stood there.
            self.sql()
                .prepare_cached("UPDATE articles SET published = ?2 WHERE id = ?1")?
                .execute(params![id.0, millis(published)])?;
        }
        let body = page.body.pack()?;
        self.save_text(id, Some(&body), page.words, &page.parts, "page")?;
        Ok(changed)
    }

    fn save_text(
        &self,
        id: ArticleId,
        body: Option<&[u8]>,
        words: u32,
        parts: &IncomingParts,
        origin: &str,
    ) -> Result<()> {
        if let Some(body) = body {
            self.save_packed(id, body)?;
            self.sql()
                .prepare_cached(
                    "UPDATE articles SET origin = ?2, words = ?3, state = 'text' WHERE id = ?1",
                )?
                .execute(params![id.0, origin, words])?;
        }
        self.save_parts(id, parts)?;
        self.want_index(id, None)?;
        self.settle_state(id)?;
        Ok(())
    }

    /// Keeps the text that is here now as a revision. One that can't be read is let go: the article wants its text anew.
    fn keep_revision(&self, id: ArticleId, now: Timestamp) -> Result<Kept> {
        let Some(body) = self.load_readable_body(id)? else {
            self.drop_body(id)?;
            return Ok(Kept::Damaged);
        };
        if body.text.is_empty() || self.find_last_revision(id)?.as_ref() == Some(&body.text) {
            return Ok(Kept::Readable);
        }
        self.sql()
            .prepare_cached("INSERT INTO revisions (article, replaced, title, body) SELECT id, ?2, title, ?3 FROM articles WHERE id = ?1")?
            .execute(params![id.0, millis(now), body.pack()?])?;
        Ok(Kept::Readable)
    }
}

/// How the text was that a new one replaces.
enum Kept {
    Readable,
    Damaged,
}
