//! Table `articles`: arrival, change, and the whole of one.

use jiff::Timestamp;
use model::{Article, ArticleId, ArticleState, FeedId, Revision};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::bodies::Body;
use crate::error::Result;
use crate::incoming::{Incoming, Prepared, short};
use crate::parts::IncomingParts;
use crate::pool::{Read, Write};
use crate::status::Met;
use crate::time::{millis, time};

/// What became of an article that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// It was not here.
    New(ArticleId),
    /// It was here and said something else.
    Changed(ArticleId),
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

impl Read<'_> {
    /// An article, whole.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn find_article(&self, id: ArticleId) -> Result<Option<Article>> {
        let Some(row) = self.find_row(id)? else {
            return Ok(None);
        };
        let body = self.load_body(id)?;
        let parts = self.load_parts(id)?;
        let mut select = self
            .0
            .prepare_cached("SELECT byline, published_text, modified_text, site_name, section, page_reason FROM articles WHERE id = ?1")?;
        let article = select.query_row([id.0], |columns| {
            Ok(Article {
                row,
                byline: columns.get(0)?,
                published_text: columns.get(1)?,
                modified_text: columns.get(2)?,
                site_name: columns.get(3)?,
                section: columns.get(4)?,
                html: body.html,
                text: body.text,
                picture: parts.picture,
                photos: parts.photos,
                photo_reports: parts.photo_reports,
                related: parts.related,
                videos: parts.videos,
                inline: parts.inline,
                reason: columns.get(5)?,
            })
        })?;
        Ok(Some(article))
    }

    /// Earlier texts of an article, newest first.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn list_revisions(&self, id: ArticleId) -> Result<Vec<Revision>> {
        let mut select =
            self.0.prepare_cached("SELECT replaced, title, body FROM revisions WHERE article = ?1 ORDER BY replaced DESC, id DESC")?;
        let mut rows = select.query([id.0])?;
        let mut revisions = Vec::new();
        while let Some(row) = rows.next()? {
            let text = Body::unpack(&row.get::<_, Vec<u8>>(2)?)?.text;
            revisions.push(Revision {
                replaced: time(row.get(0)?),
                title: row.get(1)?,
                text,
            });
        }
        Ok(revisions)
    }

    /// How many earlier texts of an article are kept.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_revisions(&self, id: ArticleId) -> Result<u32> {
        Ok(self
            .0
            .prepare_cached("SELECT count(*) FROM revisions WHERE article = ?1")?
            .query_row([id.0], |row| row.get(0))?)
    }

    /// The article with that canonical link, the latest where several feeds carry it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_by_canonical(&self, canonical: &str) -> Result<Option<ArticleId>> {
        let mut select = self.0.prepare_cached(
            "SELECT max(id) FROM articles WHERE canonical_hash = ?1 AND canonical_hash <> 0",
        )?;
        Ok(select
            .query_row([link_hash(canonical)], |row| row.get::<_, Option<i64>>(0))?
            .map(ArticleId))
    }

    /// Whether an article of a feed is here and said the same, or was removed as old: taking it in would change nothing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_known(&self, feed: FeedId, key: &[u8; 16], feed_hash: &[u8; 32]) -> Result<bool> {
        let mut select = self.0.prepare_cached(
            "SELECT s.pruned OR coalesce(a.feed_hash = ?3 AND a.linked = 0, 0) FROM statuses AS s LEFT JOIN articles AS a ON a.id = s.id
             WHERE s.feed = ?1 AND s.key = ?2",
        )?;
        let known = select
            .query_row(params![feed.0, key, short(feed_hash)], |row| row.get(0))
            .optional()?;
        Ok(known.unwrap_or(false))
    }
}

impl Write<'_> {
    /// Takes in what a feed or a list told of an article. A change replaces the text and keeps the old one as a revision; it does not make
    /// the article unread again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ingest(&self, feed: FeedId, incoming: &Incoming, now: Timestamp) -> Result<Arrived> {
        self.ingest_prepared(feed, incoming, Prepared::of(incoming)?, now)
    }

    /// The same, with the work done before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ingest_prepared(
        &self,
        feed: FeedId,
        incoming: &Incoming,
        prepared: Prepared,
        now: Timestamp,
    ) -> Result<Arrived> {
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
                self.insert(id, feed, incoming, prepared, now)?;
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
            Some(_) => {
                self.replace(id, incoming, prepared, now)?;
                Ok(Arrived::Changed(id))
            }
        }
    }

    /// All of a new article at once, what [`Write::settle_state`] would find included.
    fn insert(
        &self,
        id: ArticleId,
        feed: FeedId,
        incoming: &Incoming,
        prepared: Prepared,
        now: Timestamp,
    ) -> Result<()> {
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
        self.want_index(id, Some(prepared.words))
    }

    fn replace(
        &self,
        id: ArticleId,
        incoming: &Incoming,
        prepared: Prepared,
        now: Timestamp,
    ) -> Result<()> {
        self.keep_revision(id, now)?;
        self.sql()
            .prepare_cached(
                "UPDATE articles SET guid = ?2, link = ?3, canonical_hash = ?4, title = ?5, lead = CASE WHEN ?6 = '' THEN lead ELSE ?6 END,
                        byline = CASE WHEN ?7 = '' THEN byline ELSE ?7 END, changed = ?8, feed_hash = ?9,
                        page_wanted = ?10, page_attempts = 0, page_next = 0 WHERE id = ?1",
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
        if incoming.page_wanted {
            // The text here is the page's; the new page replaces it when it comes.
            return self.want_index(id, None);
        }
        self.save_text(
            id,
            prepared.body.as_deref(),
            incoming.words,
            &incoming.parts,
            "feed",
        )
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
        let changed = origin == "page" && self.load_body(id)?.text != page.body.text;
        if changed {
            self.keep_revision(id, now)?;
            self.sql()
                .prepare_cached("UPDATE articles SET changed = ?2 WHERE id = ?1")?
                .execute(params![id.0, millis(now)])?;
        }
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = CASE WHEN ?2 = '' THEN title ELSE ?2 END, byline = CASE WHEN ?3 = '' THEN byline ELSE ?3 END,
                        site_name = ?4, section = CASE WHEN ?5 = '' THEN section ELSE ?5 END,
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

    fn keep_revision(&self, id: ArticleId, now: Timestamp) -> Result<()> {
        let body = self.load_body(id)?;
        if body.text.is_empty()
            || self
                .list_revisions(id)?
                .first()
                .is_some_and(|last| last.text == body.text)
        {
            return Ok(());
        }
        self.sql()
            .prepare_cached("INSERT INTO revisions (article, replaced, title, body) SELECT id, ?2, title, ?3 FROM articles WHERE id = ?1")?
            .execute(params![id.0, millis(now), body.pack()?])?;
        Ok(())
    }

    /// Derives `state`, `pictures`, `photos` and `thumbnail` from what is here. Tells the state.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_state(&self, id: ArticleId) -> Result<ArticleState> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET
                   photos = (SELECT count(*) FROM pictures WHERE article = ?1 AND role = 'photo' AND dropped = 0),
                   pictures = (SELECT count(DISTINCT url) FROM pictures WHERE article = ?1 AND role <> 'poster' AND dropped = 0),
                   thumbnail = coalesce((SELECT hash FROM pictures WHERE article = ?1 AND hash <> ''
                     ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'photo' THEN 1 WHEN 'inline' THEN 2 ELSE 3 END, position LIMIT 1), ''),
                   state = CASE
                     WHEN origin <> 'page' AND page_wanted = 1 THEN 'headline'
                     WHEN origin <> 'page' AND page_closed = 1 THEN 'headline'
                     WHEN origin <> 'page' AND page_reason <> '' THEN 'failed'
                     WHEN origin = '' THEN 'headline'
                     WHEN EXISTS (SELECT 1 FROM pictures WHERE article = ?1 AND hash = '' AND dropped = 0) THEN 'text'
                     ELSE 'complete' END
                 WHERE id = ?1",
            )?
            .execute([id.0])?;
        let state: String = self
            .sql()
            .prepare_cached("SELECT state FROM articles WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(crate::rows::state_of(&state))
    }
}

/// What is kept of a canonical link: enough to find it again. 0 for none.
pub(crate) fn link_hash(canonical: &str) -> i64 {
    if canonical.is_empty() {
        return 0;
    }
    let digest: [u8; 32] = Sha256::digest(canonical).into();
    digest
        .first_chunk::<8>()
        .map_or(0, |bytes| i64::from_le_bytes(*bytes))
}
