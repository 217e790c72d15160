//! Table `articles`: the whole of one, and what is derived of it. How they come is in `arrival`.

use model::{Article, ArticleId, ArticleState, FeedId, Revision};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::bodies::Body;
use crate::error::Result;
use crate::incoming::short;
use crate::pool::{Read, Write};
use crate::time::time;

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
        let enclosures = self.load_enclosures(id)?;
        let elsewhere = self.list_accounts(id)?;
        let mut select = self
            .0
            .prepare_cached("SELECT byline, published_text, modified_text, site_name, page_reason FROM articles WHERE id = ?1")?;
        let article = select.query_row([id.0], |columns| {
            Ok(Article {
                row,
                byline: columns.get(0)?,
                published_text: columns.get(1)?,
                modified_text: columns.get(2)?,
                site_name: columns.get(3)?,
                html: body.html,
                text: body.text,
                picture: parts.picture,
                photos: parts.photos,
                photo_reports: parts.photo_reports,
                related: parts.related,
                videos: parts.videos,
                inline: parts.inline,
                enclosures,
                elsewhere,
                reason: columns.get(4)?,
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
    /// Derives `state`, `pictures`, `photos` and `thumbnail` from what is here. Tells the state.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_state(&self, id: ArticleId) -> Result<ArticleState> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET
                   photos = (SELECT count(*) FROM pictures WHERE article = ?1 AND role = 'photo' AND dropped <> 1),
                   pictures = (SELECT count(DISTINCT url) FROM pictures WHERE article = ?1 AND role <> 'poster' AND dropped <> 1),
                   thumbnail = coalesce((SELECT hash FROM pictures WHERE article = ?1 AND hash <> ''
                     ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'photo' THEN 1 WHEN 'inline' THEN 2 ELSE 3 END, position LIMIT 1), ''),
                   state = CASE
                     WHEN origin <> 'page' AND page_closed = 1 THEN 'headline'
                     WHEN origin <> 'page' AND page_reason <> '' THEN 'failed'
                     WHEN origin <> 'page' AND page_wanted = 1 THEN 'headline'
                     WHEN origin = '' THEN 'headline'
                     WHEN EXISTS (SELECT 1 FROM pictures WHERE article = ?1 AND hash = '' AND dropped <> 1) THEN 'text'
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
