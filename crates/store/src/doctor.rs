//! The library's own check: what `qazetctl doctor` tells and mends.

use model::MediaHash;

use crate::error::Result;
use crate::pool::Store;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Version of the schema.
    pub schema: u32,
    /// Articles held.
    pub articles: u32,
    /// Bytes of `library.sqlite`.
    pub bytes: u64,
    /// Bytes of all pictures.
    pub media_bytes: u64,
    /// What is wrong, a sentence each; empty when all is well.
    pub findings: Vec<String>,
}

const COUNTS: &str = "SELECT f.id, coalesce(n.articles, 0), coalesce(n.unread, 0),
       (SELECT count(*) FROM articles AS a WHERE a.feed = f.id AND a.linked = 0),
       (SELECT count(*) FROM articles AS a JOIN statuses AS s ON s.id = a.id WHERE a.feed = f.id AND a.linked = 0 AND s.read = 0)
     FROM feeds AS f LEFT JOIN feed_counts AS n ON n.feed = f.id";

impl Store {
    /// Looks at everything and changes nothing.
    ///
    /// # Errors
    /// What SQLite says, where not even looking works.
    pub fn examine(&self) -> Result<Findings> {
        let lost = self.lost_pictures()?;
        let media_bytes = self.media().bytes()?;
        self.read(|library| {
            let mut findings = Vec::new();
            let mut check = library.0.prepare("PRAGMA quick_check(20)")?;
            let lines: Vec<String> = check.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            findings.extend(lines.into_iter().filter(|line| line != "ok").map(|line| format!("library.sqlite is damaged: {line}")));
            let mut select = library.0.prepare(COUNTS)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let (feed, articles, unread, real, really_unread): (i64, i64, i64, i64, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
                if (articles, unread) != (real, really_unread) {
                    findings.push(format!(
                        "feed {feed} counts {articles} articles and {unread} unread, and holds {real} and {really_unread}"
                    ));
                }
            }
            let unindexed = library.count_unindexed()?;
            if unindexed > 0 {
                findings.push(format!("{unindexed} articles are not in the search index yet"));
            }
            if !lost.is_empty() {
                findings.push(format!("{} pictures are no longer in media.sqlite", lost.len()));
            }
            let bytes: i64 = library.0.query_row(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
                [],
                |row| row.get(0),
            )?;
            let schema = library.0.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            let articles = library.count_articles()?;
            Ok(Findings { schema, articles, bytes: bytes.unsigned_abs(), media_bytes, findings })
        })
    }

    /// Mends what can be mended: counts, the search index, pictures that went missing (they are wanted again).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn repair(&self) -> Result<()> {
        let lost = self.lost_pictures()?;
        self.write_act(|library| {
            library.sql().execute_batch(
                "DELETE FROM feed_counts;
                 INSERT INTO feed_counts (feed, articles, unread)
                   SELECT a.feed, count(*), sum(s.read = 0) FROM articles AS a JOIN statuses AS s ON s.id = a.id WHERE a.linked = 0 GROUP BY a.feed;
                 DELETE FROM search WHERE rowid NOT IN (SELECT id FROM articles);
                 INSERT OR IGNORE INTO unindexed (article) SELECT id FROM articles WHERE id NOT IN (SELECT rowid FROM search);",
            )?;
            library.want_lost_pictures(&lost)
        })?;
        while self.write(|library| library.index_some(500))? > 0 {}
        Ok(())
    }

    /// Wants those pictures again that `media.sqlite` no longer holds; tells how many articles that concerns.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reconcile_media(&self) -> Result<u32> {
        let lost = self.lost_pictures()?;
        if lost.is_empty() {
            Ok(0)
        } else {
            self.write(|library| library.want_lost_pictures(&lost))
        }
    }

    fn lost_pictures(&self) -> Result<Vec<MediaHash>> {
        let counted_on = self.read(|library| library.list_hashes())?;
        let mut lost = Vec::new();
        for hash in counted_on {
            if !self.media().holds(&hash)? {
                lost.push(hash);
            }
        }
        Ok(lost)
    }
}
