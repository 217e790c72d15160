//! Tables `edition` and `edition_articles`, and what an edition can be made of.

use jiff::Timestamp;
use model::{ArticleId, Edition, EditionPart, EditionState, FeedId, FeedWeight, MediaHash};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::queue::WantedPage;
use crate::space;
use crate::time::{millis, millis_or_never, time, time_or_never};

/// What a picture is to its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// At its head.
    Lead,
    /// In its text.
    Inline,
    /// In its photo report.
    Photo,
    /// A still of a film.
    Poster,
}

/// A picture of an article that may come into an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureOf {
    /// Whose.
    pub article: ArticleId,
    /// What it is there.
    pub role: Role,
    /// Its address.
    pub url: String,
    /// Its name in the cache, where it is there.
    pub hash: Option<MediaHash>,
    /// It may be asked for now; a picture that failed waits.
    pub is_due: bool,
    /// How often it was tried.
    pub attempts: u32,
}

/// An article that may come into an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packable {
    /// Which.
    pub id: ArticleId,
    /// Of which source.
    pub feed: FeedId,
    /// How the reader weighs that source.
    pub weight: FeedWeight,
    /// When it was published.
    pub published: Timestamp,
    /// Not read yet.
    pub unread: bool,
    /// With a star.
    pub starred: bool,
    /// Saved for later.
    pub saved: bool,
    /// It is known to be a photo report.
    pub is_report: bool,
    /// Of its source the reader wants what the feed gives: its page and its pictures are not fetched.
    pub held_back: bool,
    /// Its page, where that is still to be read and may be asked for now.
    pub page: Option<WantedPage>,
    /// Its text is here.
    pub has_text: bool,
    /// Bytes that its text, its rows and its words in the index take on the disk.
    pub bytes: u64,
}

/// Bytes of a table's row besides its texts and numbers: header, lengths, its place in an index or two.
const ROW: i64 = 60;
/// Bytes of an article's status, and of its places in the indices.
const STATUS: i64 = 250;

impl Read<'_> {
    /// The articles that may come into an edition: published since a time, or saved or with a star; newest first. Those whose page keeps its
    /// text back or could not be read are not among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_packable(
        &self,
        since: Timestamp,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Packable>> {
        let mut select = self.0.prepare_cached(
            "SELECT a.id, a.feed, f.weight, a.published, s.read, s.starred, s.saved, a.photos > 0 OR a.linked = 1, a.origin,
                    a.page_wanted = 1 AND (a.page_next <= ?2 OR a.page_attempts = 0),
                    (SELECT length(body) FROM bodies WHERE article = a.id),
                    octet_length(a.title) + octet_length(a.lead) + octet_length(a.link) + octet_length(a.guid) + octet_length(a.byline) + ?5
                      + (SELECT coalesce(sum(2 * octet_length(url) + octet_length(hash) + octet_length(caption) + octet_length(credit) + ?4), 0)
                         FROM pictures WHERE article = a.id)
                      + (SELECT coalesce(sum(octet_length(url) + octet_length(title) + ?4), 0) FROM links WHERE article = a.id),
                    a.link, a.title, a.page_attempts, a.words, a.asked = 0 AND f.reach = 'headlines'
             FROM articles AS a JOIN statuses AS s ON s.id = a.id JOIN feeds AS f ON f.id = a.feed
             WHERE (a.published >= ?1 AND f.weight <> 'none' OR s.saved = 1 OR s.starred = 1) AND s.hidden = 0
               AND (a.origin = 'page' OR a.page_closed = 0 AND (a.page_wanted = 1 OR a.origin <> '' AND a.page_reason = ''))
             ORDER BY s.saved DESC, a.published DESC, a.id DESC LIMIT ?3",
        )?;
        let rows = select
            .query_map(
                params![millis(since), millis(now), limit, ROW, STATUS],
                packable_of,
            )?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// The pictures of an article in the order of their parts, without those that were given up.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_pictures(&self, id: ArticleId, now: Timestamp) -> Result<Vec<PictureOf>> {
        let mut select = self.0.prepare_cached(
            "SELECT role, url, hash, dropped = 0 AND (next <= ?2 OR attempts = 0), attempts FROM pictures WHERE article = ?1 AND dropped <> 1
             ORDER BY CASE role WHEN 'lead' THEN 0 WHEN 'inline' THEN 1 WHEN 'photo' THEN 2 ELSE 3 END, position",
        )?;
        let pictures = select
            .query_map(params![id.0, millis(now)], |row| {
                let role: String = row.get(0)?;
                Ok(PictureOf {
                    article: id,
                    role: match role.as_str() {
                        "lead" => Role::Lead,
                        "photo" => Role::Photo,
                        "poster" => Role::Poster,
                        _ => Role::Inline,
                    },
                    url: row.get(1)?,
                    hash: row.get::<_, String>(2)?.parse().ok(),
                    is_due: row.get(3)?,
                    attempts: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(pictures)
    }

    /// The edition; absent before the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_edition(&self) -> Result<Option<Edition>> {
        let mut select = self.0.prepare_cached(
            "SELECT budget, began, ended, state, reason, offline, came, kept FROM edition",
        )?;
        let edition = select.query_row([], |row| {
            let state: String = row.get(3)?;
            Ok(Edition {
                budget: row.get::<_, i64>(0)?.unsigned_abs(),
                began: time(row.get(1)?),
                ended: time_or_never(row.get(2)?),
                // The table's CHECK keeps other words out.
                state: EditionState::parse(&state).unwrap_or(EditionState::Failed),
                reason: row.get(4)?,
                offline: row.get(5)?,
                came: row.get::<_, i64>(6)?.unsigned_abs(),
                kept: row.get::<_, i64>(7)?.unsigned_abs(),
            })
        });
        Ok(edition.optional()?)
    }

    /// The parts of the edition.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_edition_parts(&self) -> Result<Vec<EditionPart>> {
        let mut select = self.0.prepare_cached(
            "SELECT article, packed, bytes, pictures, left_out, missing FROM edition_articles",
        )?;
        let parts = select
            .query_map([], |row| {
                Ok(EditionPart {
                    article: ArticleId(row.get(0)?),
                    packed: row.get(1)?,
                    bytes: row.get::<_, i64>(2)?.unsigned_abs(),
                    pictures: row.get(3)?,
                    left_out: row.get(4)?,
                    missing: row.get(5)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(parts)
    }

    /// What of the edition is of which source: articles, photo reports among them, bytes; the largest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_edition_shares(&self) -> Result<Vec<(FeedId, u32, u32, u64)>> {
        let mut select = self.0.prepare_cached(
            "SELECT a.feed, count(*), sum(a.photos > 0), sum(e.bytes) AS bytes FROM edition_articles AS e JOIN articles AS a ON a.id = e.article
             WHERE e.packed = 1 GROUP BY a.feed ORDER BY bytes DESC, a.feed",
        )?;
        let shares = select
            .query_map([], |row| {
                Ok((
                    FeedId(row.get(0)?),
                    row.get(1)?,
                    row.get(2)?,
                    row.get::<_, i64>(3)?.unsigned_abs(),
                ))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(shares)
    }

    /// How many unread articles have arrived since then.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_arrived_since(&self, since: Timestamp) -> Result<u32> {
        let mut select = self.0.prepare_cached(
            "SELECT count(*) FROM statuses AS s JOIN articles AS a ON a.id = s.id
             WHERE s.read = 0 AND s.arrived > ?1 AND a.linked = 0 AND a.id NOT IN (SELECT article FROM edition_articles)",
        )?;
        Ok(select.query_row([millis(since)], |row| row.get(0))?)
    }
}

impl Write<'_> {
    /// Keeps the edition in place of the one before; its parts stay.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_edition(&self, edition: &Edition) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT OR REPLACE INTO edition (id, budget, began, ended, state, reason, offline, came, kept)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                edition.budget as i64,
                millis(edition.began),
                millis_or_never(edition.ended),
                edition.state.as_str(),
                edition.reason,
                edition.offline,
                edition.came as i64,
                edition.kept as i64
            ])?;
        Ok(())
    }

    /// Replaces the parts of the edition. An article that has left meanwhile is left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_edition_parts(&self, parts: &[EditionPart]) -> Result<()> {
        self.sql().execute("DELETE FROM edition_articles", [])?;
        let mut insert = self.sql().prepare_cached(
            "INSERT INTO edition_articles (article, packed, bytes, pictures, left_out, missing)
             SELECT id, ?2, ?3, ?4, ?5, ?6 FROM articles WHERE id = ?1",
        )?;
        for part in parts {
            insert.execute(params![
                part.article.0,
                part.packed,
                part.bytes as i64,
                part.pictures,
                part.left_out,
                part.missing
            ])?;
        }
        Ok(())
    }

    /// Every picture of that name has another from now on; tells whose they are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rename_picture(
        &self,
        from: &MediaHash,
        to: &MediaHash,
        width: u32,
        height: u32,
    ) -> Result<Vec<ArticleId>> {
        let ids: Vec<ArticleId> = self
            .sql()
            .prepare_cached("SELECT DISTINCT article FROM pictures WHERE hash = ?1")?
            .query_map([from.as_str()], |row| Ok(ArticleId(row.get(0)?)))?
            .collect::<rusqlite::Result<_>>()?;
        self.sql()
            .prepare_cached(
                "UPDATE pictures SET hash = ?2, width = ?3, height = ?4 WHERE hash = ?1",
            )?
            .execute(params![from.as_str(), to.as_str(), width, height])?;
        self.sql()
            .prepare_cached("UPDATE checks SET icon = ?2 WHERE icon = ?1")?
            .execute([from.as_str(), to.as_str()])?;
        for id in &ids {
            self.settle_state(*id)?;
        }
        Ok(ids)
    }
}

fn packable_of(row: &Row<'_>) -> rusqlite::Result<Packable> {
    let weight: String = row.get(2)?;
    let body: Option<i64> = row.get(10)?;
    let rest: i64 = row.get(11)?;
    let held_back: bool = row.get(16)?;
    let wants_page = row.get::<_, bool>(9)? && !held_back;
    let origin: String = row.get(8)?;
    let (id, feed) = (ArticleId(row.get(0)?), FeedId(row.get(1)?));
    let page = WantedPage {
        article: id,
        feed,
        link: row.get(12)?,
        title: row.get(13)?,
        attempts: row.get(14)?,
    };
    Ok(Packable {
        id,
        feed,
        weight: FeedWeight::parse(&weight).unwrap_or_default(),
        published: time(row.get(3)?),
        unread: !row.get::<_, bool>(4)?,
        starred: row.get(5)?,
        saved: row.get(6)?,
        is_report: row.get(7)?,
        has_text: !origin.is_empty() && (origin == "page" || !wants_page),
        held_back,
        page: Some(page).filter(|_| wants_page),
        bytes: space::text_on_disk(
            body.unwrap_or(0).unsigned_abs(),
            rest.unsigned_abs(),
            row.get::<_, u32>(15)?.into(),
        ),
    })
}
