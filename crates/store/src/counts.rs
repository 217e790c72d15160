//! Counts for the sidebar. Unread counts are kept by triggers (see the migration) and checked by `doctor`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ArticleId, Counted, Counts, FeedId};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::pool::Read;
use crate::time::millis;

/// Hidden articles are few: what is counted without them is counted with them, and they are taken off.
const HIDDEN: &str = "SELECT count(*), coalesce(sum(a.linked = 0), 0), coalesce(sum(a.linked = 0 AND a.published >= ?1), 0),
       coalesce(sum(a.photos > 0), 0), coalesce(sum(a.linked = 0 AND a.state = 'complete'), 0)
     FROM statuses AS s JOIN articles AS a ON a.id = s.id WHERE s.hidden = 1";

/// Read from an index of its own: the articles themselves are a hundred megabytes.
const COMPLETE: &str = "SELECT count(*) FROM articles WHERE linked = 0 AND state = 'complete'";

impl Read<'_> {
    /// How many articles each view holds; `midnight` is the beginning of the reader's day.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load_counts(&self, midnight: Timestamp) -> Result<Counts> {
        let (all, unread): (u32, u32) = self.0.query_row(
            "SELECT coalesce(sum(n.articles), 0), coalesce(sum(n.unread), 0) FROM feed_counts AS n
             JOIN feeds AS f ON f.id = n.feed WHERE f.removed = 0",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let count = |sql: &str| -> Result<u32> {
            Ok(self
                .0
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))?)
        };
        let today: u32 = self
            .0
            .prepare_cached("SELECT count(*) FROM articles WHERE linked = 0 AND published >= ?1")?
            .query_row(params![millis(midnight)], |row| row.get(0))?;
        let [hidden, listed, of_today, reports, whole]: [u32; 5] =
            self.0
                .prepare_cached(HIDDEN)?
                .query_row(params![millis(midnight)], |row| {
                    Ok([
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                    ])
                })?;
        let marked = "SELECT count(*) FROM statuses AS s JOIN articles AS a ON a.id = s.id WHERE s.hidden = 0 AND";
        Ok(Counts {
            all: all.saturating_sub(listed),
            unread,
            today: today.saturating_sub(of_today),
            starred: count(&format!("{marked} s.starred = 1"))?,
            saved: count(&format!("{marked} s.saved = 1"))?,
            photo_reports: count("SELECT count(*) FROM articles WHERE photos > 0")?
                .saturating_sub(reports),
            hidden,
            complete: count(COMPLETE)?.saturating_sub(whole),
        })
    }

    /// The counts after a mark: those of the views, and what is unread in the sources of these articles.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load_counted(&self, midnight: Timestamp, ids: &[ArticleId]) -> Result<Counted> {
        let mut find = self.0.prepare_cached(
            "SELECT n.feed, n.unread FROM articles AS a JOIN feed_counts AS n ON n.feed = a.feed WHERE a.id = ?1",
        )?;
        let mut unread = BTreeMap::<i64, u32>::new();
        for id in ids {
            let found: Option<(i64, u32)> = find
                .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            unread.extend(found);
        }
        Ok(Counted {
            counts: self.load_counts(midnight)?,
            unread: unread
                .into_iter()
                .map(|(feed, unread)| (FeedId(feed), unread))
                .collect(),
        })
    }

    /// How many articles the library holds, linked ones included.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_articles(&self) -> Result<u32> {
        Ok(self
            .0
            .query_row("SELECT count(*) FROM articles", [], |row| row.get(0))?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rusqlite::Connection;

    use super::COMPLETE;
    use crate::migrate::{LIBRARY, migrate};

    #[test]
    fn what_is_complete_is_counted_without_reading_the_articles() {
        let mut library = Connection::open_in_memory().unwrap();
        migrate(&mut library, LIBRARY, None).unwrap();
        let plan: String = library
            .query_row(&format!("EXPLAIN QUERY PLAN {COMPLETE}"), [], |row| {
                row.get(3)
            })
            .unwrap();
        assert!(plan.contains("articles_complete"), "{plan}");
    }
}
