//! The queue of pages and pictures still wanted. It is no table of its own: it is what the articles lack.

use jiff::Timestamp;
use model::{ArticleId, FeedId, MediaHash};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::millis;

/// `pictures.dropped` of a picture that does not exist: its article is complete without it.
const GONE: i64 = 1;
/// The same of one that could not be had so often that it is not tried any more: its article is not complete.
const GIVEN_UP: i64 = 2;

/// Articles whose pages and pictures are not fetched by themselves: of their source the reader wants what its feed gives, and did not ask for
/// their page.
const HELD_BACK: &str = "SELECT id FROM articles WHERE asked = 0 AND feed IN (SELECT id FROM feeds WHERE reach = 'headlines')";

/// What follows when a page or a picture could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextTry {
    /// It is tried again then, and this time did not count: nobody was asked, or not because of it.
    Unasked(Timestamp),
    /// It is tried again then.
    At(Timestamp),
    /// It was tried often enough: it is not here, and its article says so.
    GivenUp,
    /// There is no such thing (any more): an article is complete without that picture.
    Gone,
}

/// A page to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedPage {
    /// For this article.
    pub article: ArticleId,
    /// Of this feed.
    pub feed: FeedId,
    /// Its address.
    pub link: String,
    /// What the feed called it.
    pub title: String,
    /// How often it was tried.
    pub attempts: u32,
}

/// A picture to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedPicture {
    /// Its address.
    pub url: String,
    /// An article that wants it.
    pub article: ArticleId,
    /// How often it was tried.
    pub attempts: u32,
}

impl Read<'_> {
    /// Pages wanted and due, newest article first, at most `per_feed` of each feed; none of an article that is held back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_wanted_pages(
        &self,
        now: Timestamp,
        per_feed: u32,
        limit: u32,
    ) -> Result<Vec<WantedPage>> {
        let mut select = self.0.prepare_cached(&format!(
            "SELECT id, feed, link, title, page_attempts FROM (
               SELECT id, feed, link, title, page_attempts, published, row_number() OVER (PARTITION BY feed ORDER BY published DESC, id DESC) AS place
               FROM articles WHERE page_wanted = 1 AND page_next <= ?1 AND id NOT IN ({HELD_BACK}))
             WHERE place <= ?2 ORDER BY published DESC, id DESC LIMIT ?3",
        ))?;
        let pages = select
            .query_map(params![millis(now), per_feed, limit], |row| {
                Ok(WantedPage {
                    article: ArticleId(row.get(0)?),
                    feed: FeedId(row.get(1)?),
                    link: row.get(2)?,
                    title: row.get(3)?,
                    attempts: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(pages)
    }

    /// Pictures wanted and due, each address once, those of the newest articles first; none that only articles held back want.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_wanted_pictures(&self, now: Timestamp, limit: u32) -> Result<Vec<WantedPicture>> {
        let mut select = self.0.prepare_cached(&format!(
            "SELECT p.url, max(p.article), max(p.attempts), max(a.published) AS newest, min(CASE p.role WHEN 'lead' THEN 0 ELSE 1 END) AS late
             FROM pictures AS p JOIN articles AS a ON a.id = p.article
             WHERE p.hash = '' AND p.dropped = 0 AND p.let_go = 0 AND p.next <= ?1 AND p.article NOT IN ({HELD_BACK})
             GROUP BY p.url ORDER BY newest DESC, late, min(p.position) LIMIT ?2",
        ))?;
        let pictures = select
            .query_map(params![millis(now), limit], |row| {
                Ok(WantedPicture {
                    url: row.get(0)?,
                    article: ArticleId(row.get(1)?),
                    attempts: row.get(2)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(pictures)
    }

    /// The page of one article where it is wanted, due or not.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_wanted_page(&self, id: ArticleId) -> Result<Option<WantedPage>> {
        let mut select = self.0.prepare_cached(
            "SELECT feed, link, title, page_attempts FROM articles WHERE id = ?1 AND page_wanted = 1",
        )?;
        let page = select
            .query_row([id.0], |row| {
                Ok(WantedPage {
                    article: id,
                    feed: FeedId(row.get(0)?),
                    link: row.get(1)?,
                    title: row.get(2)?,
                    attempts: row.get(3)?,
                })
            })
            .optional()?;
        Ok(page)
    }

    /// Whether the page of an article is still to be fetched.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_page_wanted(&self, id: ArticleId) -> Result<bool> {
        Ok(self.find_wanted_page(id)?.is_some())
    }

    /// The wanted pictures of one article, due or not.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_wanted_pictures_of(&self, id: ArticleId) -> Result<Vec<WantedPicture>> {
        self.select_wanted_of(id, "%")
    }

    /// The picture at the head of an article, where it is wanted.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_wanted_lead_of(&self, id: ArticleId) -> Result<Vec<WantedPicture>> {
        self.select_wanted_of(id, "lead")
    }

    fn select_wanted_of(&self, id: ArticleId, role: &str) -> Result<Vec<WantedPicture>> {
        let mut select = self.0.prepare_cached(
            "SELECT url, max(attempts) FROM pictures WHERE article = ?1 AND role LIKE ?2 AND hash = '' AND dropped = 0 AND let_go = 0 GROUP BY url",
        )?;
        let pictures = select
            .query_map(params![id.0, role], |row| {
                Ok(WantedPicture {
                    url: row.get(0)?,
                    article: id,
                    attempts: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(pictures)
    }

    /// Whether nothing of an article is fetched by itself: neither its page nor a picture.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_held_back(&self, id: ArticleId) -> Result<bool> {
        let mut select = self.0.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM articles AS a JOIN feeds AS f ON f.id = a.feed WHERE a.id = ?1 AND a.asked = 0 AND f.reach = 'headlines')",
        )?;
        Ok(select.query_row([id.0], |row| row.get(0))?)
    }

    /// How many pages and pictures are wanted, due or not, without those of articles that are held back.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_wanted(&self) -> Result<u32> {
        let pages: u32 = self.0.query_row(
            &format!(
                "SELECT count(*) FROM articles WHERE page_wanted = 1 AND id NOT IN ({HELD_BACK})"
            ),
            [],
            |row| row.get(0),
        )?;
        let pictures: u32 = self.0.query_row(
            &format!("SELECT count(DISTINCT url) FROM pictures WHERE hash = '' AND dropped = 0 AND let_go = 0 AND article NOT IN ({HELD_BACK})"),
            [],
            |row| row.get(0),
        )?;
        Ok(pages + pictures)
    }
}

impl Write<'_> {
    /// Notes that an article's page could not be read, why, and when it is tried again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fail_page(&self, id: ArticleId, reason: &str, next: NextTry) -> Result<()> {
        match next {
            NextTry::Unasked(at) => {
                self.sql()
                    .prepare_cached("UPDATE articles SET page_next = ?2 WHERE id = ?1")?
                    .execute(params![id.0, millis(at)])?;
            }
            NextTry::At(at) => {
                self.sql()
                    .prepare_cached("UPDATE articles SET page_attempts = page_attempts + 1, page_next = ?2, page_reason = ?3 WHERE id = ?1")?
                    .execute(params![id.0, millis(at), reason])?;
            }
            NextTry::GivenUp | NextTry::Gone => {
                self.sql()
                    .prepare_cached("UPDATE articles SET page_attempts = page_attempts + 1, page_wanted = 0, page_reason = ?2 WHERE id = ?1")?
                    .execute(params![id.0, reason])?;
            }
        }
        self.settle_state(id)?;
        Ok(())
    }

    /// Notes that an article's page keeps its text back: it is not asked again, and the article stays a headline with this note. One whose
    /// text came from its page before, when that was open, keeps it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn close_page(&self, id: ArticleId, note: &str) -> Result<()> {
        let sql = "UPDATE articles SET page_wanted = 0, page_closed = 1, page_reason = ?2 WHERE id = ?1 AND origin <> 'page'";
        if self
            .sql()
            .prepare_cached(sql)?
            .execute(params![id.0, note])?
            == 0
        {
            return self.keep_page_text(id);
        }
        self.settle_state(id)?;
        Ok(())
    }

    /// Gives a picture to every article that wants it; tells which.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn place_picture(
        &self,
        url: &str,
        hash: &MediaHash,
        width: u32,
        height: u32,
    ) -> Result<Vec<ArticleId>> {
        self.sql()
            .prepare_cached("UPDATE pictures SET hash = ?2, width = ?3, height = ?4, reason = '', dropped = 0, let_go = 0 WHERE url = ?1")?
            .execute(params![url, hash.as_str(), width, height])?;
        self.settle_all(url)
    }

    /// Notes that a picture could not be had, why, and when it is tried again; tells whose it was.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fail_picture(&self, url: &str, reason: &str, next: NextTry) -> Result<Vec<ArticleId>> {
        let (counted, at, dropped) = match next {
            NextTry::Unasked(at) => (0, millis(at), 0),
            NextTry::At(at) => (1, millis(at), 0),
            NextTry::GivenUp => (1, 0, GIVEN_UP),
            NextTry::Gone => (1, 0, GONE),
        };
        self.sql()
            .prepare_cached("UPDATE pictures SET attempts = attempts + ?2, next = ?3, dropped = ?4, reason = ?5 WHERE url = ?1 AND hash = ''")?
            .execute(params![url, counted, at, dropped, reason])?;
        self.settle_all(url)
    }

    /// Wants every picture again that the cache no longer holds (its file was deleted); tells how many articles that concerns.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_lost_pictures(&self, lost: &[MediaHash]) -> Result<u32> {
        let mut concerned = 0;
        for hash in lost {
            self.sql()
                .prepare_cached("UPDATE checks SET icon = '', icon_check = 0 WHERE icon = ?1")?
                .execute([hash.as_str()])?;
            let ids = self.ids(
                "SELECT DISTINCT article FROM pictures WHERE hash = ?1",
                hash.as_str(),
            )?;
            self.sql()
                .prepare_cached(
                    "UPDATE pictures SET hash = '', attempts = 0, next = 0 WHERE hash = ?1",
                )?
                .execute([hash.as_str()])?;
            for id in &ids {
                self.settle_state(*id)?;
            }
            concerned += ids.len() as u32;
        }
        Ok(concerned)
    }

    fn settle_all(&self, url: &str) -> Result<Vec<ArticleId>> {
        let ids = self.ids("SELECT DISTINCT article FROM pictures WHERE url = ?1", url)?;
        for id in &ids {
            self.settle_state(*id)?;
        }
        Ok(ids)
    }

    fn ids(&self, sql: &str, of: &str) -> Result<Vec<ArticleId>> {
        let mut select = self.sql().prepare_cached(sql)?;
        let ids = select
            .query_map([of], |row| Ok(ArticleId(row.get(0)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }
}

impl Read<'_> {
    /// The names of all pictures that articles and sources count on.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_hashes(&self) -> Result<Vec<MediaHash>> {
        let mut select = self
            .0
            .prepare("SELECT hash FROM pictures WHERE hash <> '' UNION SELECT icon FROM checks WHERE icon <> ''")?;
        let hashes: Vec<String> = select
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(hashes
            .into_iter()
            .filter_map(|hash| hash.parse().ok())
            .collect())
    }
}
