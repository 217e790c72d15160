//! Table `statuses`: what the reader did.

use jiff::Timestamp;
use model::{ArticleId, FeedId, Mark};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::Write;
use crate::time::millis;

/// The hidden articles, for where lists are not made by a view.
pub(crate) const HIDDEN: &str = "SELECT id FROM statuses WHERE hidden = 1";

impl Write<'_> {
    /// Sets or takes away a mark on articles; tells on how many that changed something.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn mark(&self, ids: &[ArticleId], mark: Mark) -> Result<u32> {
        // Hidden goes with read, and what the reader wants later is hidden no more.
        let (set, unless) = match mark {
            Mark::Read => ("read = 1", "read = 1"),
            Mark::Unread => ("read = 0, hidden = 0", "read = 0"),
            Mark::Star => ("starred = 1, hidden = 0", "starred = 1 AND hidden = 0"),
            Mark::Unstar => ("starred = 0", "starred = 0"),
            Mark::Save => ("saved = 1, hidden = 0", "saved = 1 AND hidden = 0"),
            Mark::Unsave => ("saved = 0", "saved = 0"),
            Mark::Hide => ("hidden = 1, read = 1", "hidden = 1"),
            Mark::Unhide => ("hidden = 0", "hidden = 0"),
        };
        let sql = format!("UPDATE statuses SET {set} WHERE id = ?1 AND NOT ({unless})");
        let mut update = self.sql().prepare_cached(&sql)?;
        let mut changed = 0;
        for id in ids {
            changed += update.execute([id.0])? as u32;
            if matches!(mark, Mark::Star | Mark::Save) {
                self.want_pictures_back(*id)?;
            }
        }
        Ok(changed)
    }

    /// The status of an article, made where it is the first time that it comes, and what is known of it. One that only a link named is
    /// born read.
    pub(crate) fn claim_status(
        &self,
        feed: FeedId,
        key: &[u8; 16],
        name: i64,
        linked: bool,
        now: Timestamp,
    ) -> Result<(ArticleId, Met)> {
        let known: Option<(i64, bool)> = self
            .sql()
            .prepare_cached("SELECT id, pruned FROM statuses WHERE feed = ?1 AND key = ?2")?
            .query_row(params![feed.0, key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((id, pruned)) = known {
            let met = if pruned { Met::Pruned } else { Met::Before };
            return Ok((ArticleId(id), met));
        }
        self.sql()
            .prepare_cached(
                "INSERT INTO statuses (feed, key, name, read, arrived) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![feed.0, key, name, linked, millis(now)])?;
        Ok((ArticleId(self.sql().last_insert_rowid()), Met::Never))
    }
}

/// Whether an article was here before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// It comes the first time.
    Never,
    /// It has a status; it may still be here, or have left with its feed.
    Before,
    /// It was removed as old and must not come back.
    Pruned,
}
