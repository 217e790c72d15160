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
use crate::same;
use crate::status::Met;
use crate::stories::title_hash;
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
        let (id, met) = match met {
            Met::Never if !incoming.linked => match self.adopt_saved_page(feed, incoming, id)? {
                Some(saved) => (saved, Met::Before),
                None => (id, met),
            },
            met => (id, met),
        };
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
                self.join_lists(id, &prepared)?;
                Ok(Arrived::New(id))
            }
            Some((hash, false)) if hash == incoming.short_hash() => Ok(Arrived::Same(id)),
            Some(_) => self.replace(id, &prepared, now),
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
                                       page_wanted, linked, feed_hash, origin, words, state, photos, pictures, urgent, title_hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
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
                pictures,
                incoming.urgent,
                prepared.title_hash
            ])?;
        if let Some(body) = &prepared.body {
            self.save_packed(id, body)?;
        }
        self.add_parts(id, &incoming.parts)?;
        self.save_enclosures(id, &incoming.enclosures)?;
        self.want_index(id, Some(prepared.words))
    }

    /// Known through a link, or by its address, until now; the feed carries it, so it joins the lists.
    fn join_lists(&self, id: ArticleId, prepared: &Prepared) -> Result<()> {
        let incoming = &prepared.incoming;
        self.sql()
            .prepare_cached("UPDATE articles SET linked = 0, feed_hash = ?2, guid = ?3, title = ?4, published = coalesce(?5, published), title_hash = ?6 WHERE id = ?1")?
            .execute(params![
                id.0,
                incoming.short_hash(),
                incoming.guid,
                incoming.title,
                incoming.published.map(millis),
                prepared.title_hash
            ])?;
        let sql = "UPDATE articles SET page_wanted = ?2, page_closed = 0, page_attempts = 0, page_next = 0, page_reason = ''
             WHERE id = ?1 AND origin = '' AND page_wanted = 0";
        if self
            .sql()
            .prepare_cached(sql)?
            .execute(params![id.0, incoming.page_wanted])?
            > 0
        {
            // Its page could not be read: what the feed says is more.
            let body = prepared.body.as_deref();
            self.save_text(id, body, incoming.words, &incoming.parts, "feed")?;
        }
        self.want_index(id, None)
    }

    fn replace(&self, id: ArticleId, prepared: &Prepared, now: Timestamp) -> Result<Arrived> {
        let incoming = &prepared.incoming;
        let here = self.load_here(id)?;
        let same_headline = incoming.title == here.title || incoming.name() == here.name;
        let title = if same_headline {
            &here.title
        } else {
            &incoming.title
        };
        // The feed gave the whole of it once, and gives only its beginning now.
        let keeps_whole = incoming.page_wanted && here.is_whole_of_feed();
        // While the text here is the page's, only the page tells what became of it.
        let waits_for_page = incoming.page_wanted && here.origin == "page";
        let told = prepared
            .body
            .as_deref()
            .filter(|_| !waits_for_page && !keeps_whole);
        let told = told.map(Body::unpack).transpose()?.map(|body| body.text);
        let is_damaged = here.text.is_none();
        if is_damaged {
            // The article wants its text anew.
            self.drop_body(id)?;
        }
        let known = here.text.as_deref().unwrap_or_default();
        let text = told.as_deref().unwrap_or(known);
        let is_news = !same_headline || text != known;
        if is_news && !is_damaged && !self.is_restless(id, &here.title, known, title, text)? {
            self.keep_revision(id, known, now)?;
        }
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = ?2, lead = CASE WHEN ?3 = '' THEN lead ELSE ?3 END, byline = CASE WHEN ?4 = '' THEN byline ELSE ?4 END,
                        page_wanted = ?5, page_attempts = 0, page_next = 0, page_reason = '', title_hash = ?6 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                title,
                incoming.lead,
                incoming.byline,
                incoming.page_wanted && !keeps_whole,
                title_hash(title)
            ])?;
        self.note_feed(id, incoming)?;
        self.save_enclosures(id, &incoming.enclosures)?;
        if waits_for_page || keeps_whole {
            self.want_index(id, None)?;
        } else if is_news
            || is_damaged
            || here.origin != "feed"
            || !self.shows_the_same(id, &incoming.parts)?
        {
            let (body, words) = (prepared.body.as_deref(), incoming.words);
            self.save_text(id, body, words, &incoming.parts, "feed")?;
        } else {
            self.settle_state(id)?;
        }
        Ok(match (is_damaged, is_news || waits_for_page) {
            (true, _) => Arrived::Mended(id),
            (_, true) => Arrived::Changed(id),
            (_, false) => Arrived::Same(id),
        })
    }

    /// What the feed says of an article besides its text.
    fn note_feed(&self, id: ArticleId, incoming: &Incoming) -> Result<()> {
        self.sql()
            .prepare_cached("UPDATE articles SET guid = ?2, link = ?3, canonical_hash = ?4, feed_hash = ?5 WHERE id = ?1")?
            .execute(params![
                id.0,
                incoming.guid,
                incoming.link,
                link_hash(&incoming.canonical),
                incoming.short_hash()
            ])?;
        self.sql()
            .prepare_cached("UPDATE statuses SET name = ?2 WHERE id = ?1")?
            .execute(params![id.0, incoming.name()])?;
        Ok(())
    }

    /// Takes in an article's page. Tells whether that changed a text that was here from the page before. A page that gives less than is here
    /// changes nothing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_page(&self, id: ArticleId, page: &PageText, now: Timestamp) -> Result<bool> {
        let here = self.load_here(id)?;
        let known = here.text.as_deref().filter(|_| here.origin == "page");
        let text = page.body.text.as_str();
        let photos = page.parts.photos.len() as u32;
        if known.is_some_and(|known| same::is_poorer(known, text, here.photos, photos)) {
            self.keep_page_text(id)?;
            return Ok(false);
        }
        let title = if page.title.is_empty() {
            &here.title
        } else {
            &page.title
        };
        let changed = match known.filter(|known| *known != text) {
            Some(known) => !self.is_restless(id, &here.title, known, title, text)?,
            None => false,
        };
        if let (Some(known), true) = (known, changed) {
            self.keep_revision(id, known, now)?;
        }
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = ?2, byline = CASE WHEN ?3 = '' THEN byline ELSE ?3 END,
                        site_name = CASE WHEN ?4 = '' THEN site_name ELSE ?4 END, section = CASE WHEN ?5 = '' THEN section ELSE ?5 END,
                        language = CASE WHEN ?6 = '' THEN language ELSE ?6 END, lead = CASE WHEN ?7 = '' THEN lead ELSE ?7 END,
                        published_text = CASE WHEN ?8 = '' THEN published_text ELSE ?8 END, modified_text = ?9,
                        page_wanted = 0, page_reason = '', page_closed = 0, title_hash = ?10 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                title,
                page.byline,
                page.site_name,
                page.section,
                page.language,
                page.lead,
                page.published_text,
                page.modified_text,
                title_hash(title)
            ])?;
        if let (Some(published), true) = (page.published, here.published_text.is_empty()) {
            // The feed gave no time: until now the time of arrival stood there.
            self.sql()
                .prepare_cached("UPDATE articles SET published = ?2 WHERE id = ?1")?
                .execute(params![id.0, millis(published)])?;
        }
        if known == Some(text) && self.shows_the_same(id, &page.parts)? {
            self.want_index(id, None)?;
            self.settle_state(id)?;
        } else {
            let body = page.body.pack()?;
            self.save_text(id, Some(&body), page.words, &page.parts, "page")?;
        }
        Ok(changed)
    }

    /// An article whose page is no longer wanted, and whose text is that of an earlier time.
    pub(crate) fn keep_page_text(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached("UPDATE articles SET page_wanted = 0, page_reason = '', page_closed = 0 WHERE id = ?1")?
            .execute([id.0])?;
        self.settle_state(id)?;
        Ok(())
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

    /// Keeps the text that is here now as a revision, and says that there is a newer one.
    fn keep_revision(&self, id: ArticleId, text: &str, now: Timestamp) -> Result<()> {
        self.sql()
            .prepare_cached("UPDATE articles SET changed = ?2 WHERE id = ?1")?
            .execute(params![id.0, millis(now)])?;
        let last = self.list_last_accounts(id)?.into_iter().next();
        if text.is_empty() || last.is_some_and(|(_, last)| last == text) {
            return Ok(());
        }
        self.sql()
            .prepare_cached("INSERT INTO revisions (article, replaced, title, body) SELECT a.id, ?2, a.title, b.body FROM articles AS a JOIN bodies AS b ON b.article = a.id WHERE a.id = ?1")?
            .execute(params![id.0, millis(now)])?;
        Ok(())
    }
}
