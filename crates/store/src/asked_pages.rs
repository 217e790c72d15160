//! The page of an article that the reader asks for, in place of what its feed gave.

use jiff::Timestamp;
use model::ArticleId;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::Write;
use crate::time::millis;

/// What asking for a page does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedPage {
    /// Nothing: the text is the page's already.
    Here,
    /// Nothing: its source gives no link.
    NoPage,
    /// It is wanted now. Where its feed had given the whole text, that is kept as an earlier one: the number of its row.
    Wanted(Option<i64>),
}

impl Write<'_> {
    /// Wants the page of an article at once.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ask_for_page(&self, id: ArticleId, now: Timestamp) -> Result<Option<AskedPage>> {
        let found: Option<(String, bool, bool)> = self
            .sql()
            .prepare_cached("SELECT link, origin = 'page', origin = 'feed' AND page_wanted = 0 AND page_closed = 0 AND page_reason = '' FROM articles WHERE id = ?1")?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((link, is_page, is_whole)) = found else {
            return Ok(None);
        };
        if is_page {
            return Ok(Some(AskedPage::Here));
        }
        if link.is_empty() {
            return Ok(Some(AskedPage::NoPage));
        }
        let mut kept = None;
        if is_whole {
            let rows = self
                .sql()
                .prepare_cached("INSERT INTO revisions (article, replaced, title, body) SELECT a.id, ?2, a.title, b.body FROM articles AS a JOIN bodies AS b ON b.article = a.id WHERE a.id = ?1")?
                .execute(params![id.0, millis(now)])?;
            kept = (rows > 0).then(|| self.sql().last_insert_rowid());
        }
        self.want_page(id)?;
        Ok(Some(AskedPage::Wanted(kept)))
    }

    /// The page that was asked for could not be had: the whole text that the feed gave stands as before, and the page is not asked for again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn leave_asked_page(&self, id: ArticleId, kept: i64) -> Result<()> {
        self.sql()
            .prepare_cached("DELETE FROM revisions WHERE id = ?1 AND article = ?2")?
            .execute([kept, id.0])?;
        self.sql()
            .prepare_cached("UPDATE articles SET page_wanted = 0, page_closed = 0, page_reason = '', asked = 0 WHERE id = ?1")?
            .execute([id.0])?;
        self.settle_state(id)?;
        Ok(())
    }

    /// Has the page of an article fetched again, as if it had never been tried: the reader asks, so it comes however much of its source does.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_page(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET page_wanted = 1, page_attempts = 0, page_next = 0, page_closed = 0, asked = 1 WHERE id = ?1",
            )?
            .execute([id.0])?;
        self.settle_state(id)?;
        Ok(())
    }
}
