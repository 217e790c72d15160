//! Pages that the reader saved by their address. They are articles like all others, of a source of their own that is in no list and is never
//! asked: [`FeedId::SAVED_PAGES`].

use jiff::Timestamp;
use model::{ArticleId, FeedId, Mark};
use rusqlite::{OptionalExtension, params};

use crate::arrival::Arrived;
use crate::articles::link_hash;
use crate::error::Result;
use crate::incoming::Incoming;
use crate::pool::Write;
use crate::stories::title_hash;
use crate::time::millis;

/// What stands in the column that holds a source's address.
const URL: &str = "qazet:saved-pages";

impl Write<'_> {
    /// Takes in a page of which only the address is known. Its marks say saved and unread; it is in no list but that of saved ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_saved_page(&self, page: &Incoming, site: &str, now: Timestamp) -> Result<ArticleId> {
        self.add_saved_pages(now)?;
        let (key, feed) = (page.key, FeedId::SAVED_PAGES);
        // It may have been let go of as old; the reader wants it again.
        self.sql()
            .prepare_cached("UPDATE statuses SET pruned = 0 WHERE feed = ?1 AND key = ?2")?
            .execute(params![feed.0, key])?;
        let id = match self.ingest(feed, page, now)? {
            Arrived::New(id) | Arrived::Changed(id) | Arrived::Same(id) | Arrived::Mended(id) => id,
        };
        self.sql()
            .prepare_cached("UPDATE articles SET site_name = ?2 WHERE id = ?1 AND site_name = ''")?
            .execute(params![id.0, site])?;
        self.mark(&[id], Mark::Save)?;
        self.mark(&[id], Mark::Unread)?;
        Ok(id)
    }

    /// A page that the reader saved by its address belongs to the source that brings it, from then on, with its marks; tells which it is.
    /// `blank` is the status that was made for the article before that was seen.
    pub(crate) fn adopt_saved_page(
        &self,
        feed: FeedId,
        incoming: &Incoming,
        blank: ArticleId,
    ) -> Result<Option<ArticleId>> {
        let saved: Option<i64> = self
            .sql()
            .prepare_cached("SELECT id FROM articles WHERE canonical_hash = ?1 AND canonical_hash <> 0 AND feed = ?2")?
            .query_row(
                params![link_hash(&incoming.canonical), FeedId::SAVED_PAGES.0],
                |row| row.get(0),
            )
            .optional()?;
        let Some(saved) = saved else { return Ok(None) };
        self.sql()
            .prepare_cached("DELETE FROM statuses WHERE id = ?1")?
            .execute([blank.0])?;
        self.sql()
            .prepare_cached("UPDATE statuses SET feed = ?2, key = ?3, name = ?4 WHERE id = ?1")?
            .execute(params![saved, feed.0, incoming.key, incoming.name()])?;
        self.sql()
            .prepare_cached("UPDATE articles SET feed = ?2 WHERE id = ?1")?
            .execute([saved, feed.0])?;
        Ok(Some(ArticleId(saved)))
    }

    /// Has the saved articles of a source stay when it goes: as pages that were saved by their address.
    pub(crate) fn keep_saved_of(&self, feed: FeedId) -> Result<()> {
        const SAVED: &str = "SELECT a.id FROM articles AS a JOIN statuses AS s ON s.id = a.id WHERE s.feed = ?1 AND s.saved = 1 AND a.canonical_hash <> 0";
        let saved: Vec<i64> = self
            .sql()
            .prepare_cached(SAVED)?
            .query_map([feed.0], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if saved.is_empty() {
            return Ok(());
        }
        self.add_saved_pages(Timestamp::UNIX_EPOCH)?;
        for id in saved {
            let moved = self
                .sql()
                .prepare_cached("UPDATE OR IGNORE statuses SET feed = ?2 WHERE id = ?1")?
                .execute([id, FeedId::SAVED_PAGES.0])?;
            if moved == 0 {
                // Two sources called two articles the same.
                continue;
            }
            self.sql()
                .prepare_cached(
                    "UPDATE feed_counts SET articles = articles - 1, unread = unread - (SELECT read = 0 FROM statuses WHERE id = ?1)
                     WHERE feed = ?2 AND EXISTS (SELECT 1 FROM articles WHERE id = ?1 AND linked = 0)",
                )?
                .execute([id, feed.0])?;
            self.sql()
                .prepare_cached(
                    "UPDATE articles SET feed = ?2, linked = 1, site_name = CASE WHEN site_name <> '' THEN site_name ELSE
                       (SELECT CASE WHEN title <> '' THEN title ELSE own_title END FROM feeds WHERE id = ?3) END WHERE id = ?1",
                )?
                .execute([id, FeedId::SAVED_PAGES.0, feed.0])?;
        }
        Ok(())
    }

    fn add_saved_pages(&self, now: Timestamp) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO feeds (id, url, kind, typed, paused, added) VALUES (?1, ?2, 'site', 1, 1, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![FeedId::SAVED_PAGES.0, URL, millis(now)])?;
        Ok(())
    }

    /// Calls a saved page by its headline, where only its address was known until now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn name_saved_page(&self, id: ArticleId, title: &str) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = ?3, title_hash = ?4 WHERE id = ?1 AND feed = ?2 AND title = link AND ?3 <> ''",
            )?
            .execute(params![id.0, FeedId::SAVED_PAGES.0, title, title_hash(title)])?;
        Ok(())
    }
}
