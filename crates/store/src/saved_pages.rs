//! Pages that the reader saved by their address. They are articles like all others, of a source of their own that is in no list and is never
//! asked: [`FeedId::SAVED_PAGES`].

use jiff::Timestamp;
use model::{ArticleId, FeedId, Mark};
use rusqlite::params;

use crate::arrival::Arrived;
use crate::error::Result;
use crate::incoming::Incoming;
use crate::pool::Write;
use crate::time::millis;

/// What stands in the column that holds a source's address.
const URL: &str = "qazet:saved-pages";

impl Write<'_> {
    /// Takes in a page of which only the address is known. Its marks say saved and unread; it is in no list but that of saved ones.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_saved_page(&self, page: &Incoming, site: &str, now: Timestamp) -> Result<ArticleId> {
        self.sql()
            .prepare_cached(
                "INSERT INTO feeds (id, url, kind, typed, paused, added) VALUES (?1, ?2, 'site', 1, 1, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![FeedId::SAVED_PAGES.0, URL, millis(now)])?;
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

    /// Calls a saved page by its headline, where only its address was known until now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn name_saved_page(&self, id: ArticleId, title: &str) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET title = ?3 WHERE id = ?1 AND feed = ?2 AND title = link AND ?3 <> ''",
            )?
            .execute(params![id.0, FeedId::SAVED_PAGES.0, title])?;
        Ok(())
    }

    /// Has the page of an article fetched again, as if it had never been tried.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_page(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET page_wanted = 1, page_attempts = 0, page_next = 0, page_closed = 0 WHERE id = ?1",
            )?
            .execute([id.0])?;
        self.settle_state(id)?;
        Ok(())
    }
}
