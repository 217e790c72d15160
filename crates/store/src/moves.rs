//! Sources that move: a new address for one, or one for two.

use jiff::Timestamp;
use model::FeedId;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::Write;
use crate::time::millis;

impl Write<'_> {
    /// Rewrites a source's address after it moved for good. Where another source has that address already the two become that one, with the
    /// articles and marks of both; tells which source it is now.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn move_feed(&self, id: FeedId, url: &str, now: Timestamp) -> Result<FeedId> {
        let there: Option<i64> = self
            .sql()
            .prepare_cached("SELECT id FROM feeds WHERE url = ?1 AND id <> ?2")?
            .query_row(params![url, id.0], |row| row.get(0))
            .optional()?;
        let from: String = self
            .sql()
            .prepare_cached("SELECT url FROM feeds WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        let moved = match there.map(FeedId) {
            Some(there) => {
                self.merge_feeds(id, there)?;
                there
            }
            None => {
                let sql = "UPDATE feeds SET url = ?2 WHERE id = ?1";
                self.sql().execute(sql, params![id.0, url])?;
                id
            }
        };
        self.sql().execute(
            "UPDATE checks SET moved_from = ?2, moved_at = ?3, moved_to = '', moved_times = 0 WHERE feed = ?1",
            params![moved.0, from, millis(now)],
        )?;
        Ok(moved)
    }

    /// Makes one source of two: all that `from` holds goes to `into`, and `from` is no more.
    fn merge_feeds(&self, from: FeedId, into: FeedId) -> Result<()> {
        let both = params![from.0, into.0];
        let sql = self.sql();
        // Articles that both have: the marks of either count, the older arrival too, and the article of `into` stays where it has one.
        sql.execute(
            "UPDATE statuses AS kept SET
               read = max(kept.read, other.read), starred = max(kept.starred, other.starred), saved = max(kept.saved, other.saved), hidden = max(kept.hidden, other.hidden),
               arrived = min(kept.arrived, other.arrived)
             FROM statuses AS other WHERE kept.feed = ?2 AND other.feed = ?1 AND kept.key = other.key",
            both,
        )?;
        sql.execute(
            "UPDATE statuses AS kept SET
               read = max(kept.read, other.read), starred = max(kept.starred, other.starred), saved = max(kept.saved, other.saved), hidden = max(kept.hidden, other.hidden),
               arrived = min(kept.arrived, other.arrived)
             FROM statuses AS other WHERE kept.feed = ?1 AND other.feed = ?2 AND kept.key = other.key",
            both,
        )?;
        // Of each such pair one goes: that of `from`, but for articles that only `from` still holds.
        const DOUBLES: &str = "SELECT CASE WHEN EXISTS (SELECT 1 FROM articles WHERE id = b.id) OR NOT EXISTS (SELECT 1 FROM articles WHERE id = a.id)
               THEN a.id ELSE b.id END
             FROM statuses AS a JOIN statuses AS b ON b.key = a.key WHERE a.feed = ?1 AND b.feed = ?2";
        let mut select = sql.prepare_cached(DOUBLES)?;
        let doubles: Vec<i64> = select
            .query_map(both, |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in doubles {
            sql.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
                .execute([id])?;
            sql.prepare_cached("DELETE FROM articles WHERE id = ?1")?
                .execute([id])?;
            sql.prepare_cached("DELETE FROM statuses WHERE id = ?1")?
                .execute([id])?;
        }
        sql.execute("UPDATE statuses SET feed = ?2 WHERE feed = ?1", both)?;
        sql.execute("UPDATE articles SET feed = ?2 WHERE feed = ?1", both)?;
        // What the server gave to ask again with, where it was known by one of the two.
        sql.execute(
            "UPDATE OR IGNORE checks SET feed = ?2 WHERE feed = ?1",
            both,
        )?;
        // The reader's choices for `from` hold where `into` had been removed, or has none.
        sql.execute(
            "UPDATE feeds AS kept SET
               folder = CASE WHEN kept.removed OR kept.folder = '' THEN gone.folder ELSE kept.folder END,
               title = CASE WHEN kept.removed OR kept.title = '' THEN gone.title ELSE kept.title END,
               paused = CASE WHEN kept.removed THEN gone.paused ELSE kept.paused END,
               typed = kept.typed OR gone.typed, removed = 0
             FROM feeds AS gone WHERE kept.id = ?2 AND gone.id = ?1",
            both,
        )?;
        sql.execute("DELETE FROM feed_counts WHERE feed = ?1 OR feed = ?2", both)?;
        sql.execute(
            "INSERT INTO feed_counts (feed, articles, unread)
               SELECT a.feed, count(*), sum(s.read = 0) FROM articles AS a JOIN statuses AS s ON s.id = a.id
               WHERE a.linked = 0 AND a.feed = ?1 GROUP BY a.feed",
            [into.0],
        )?;
        sql.execute("DELETE FROM feeds WHERE id = ?1", [from.0])?;
        Ok(())
    }
}
