//! The library's own check: what `qazetctl doctor` tells and mends.

use model::MediaHash;
use rusqlite::Connection;

use crate::bodies::Body;
use crate::error::Result;
use crate::merge::RECOUNT;
use crate::pool::{Read, Store};

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
    /// Articles that are not in the search index yet; it lags behind by seconds, or until the next sync where one was cut short.
    pub unindexed: u32,
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
        let damage = self.damage("integrity_check")?;
        if !damage.is_empty() {
            // What a damaged file answers to other questions is worth nothing.
            return Ok(Findings {
                findings: damage
                    .into_iter()
                    .map(|line| format!("library.sqlite is damaged: {line}"))
                    .collect(),
                ..Findings::default()
            });
        }
        let mut found = self.read(|library| library.examine())?;
        found.media_bytes = self.media().bytes()?;
        found.findings.extend(self.media().damage()?);
        let lost = self.lost_pictures()?;
        if !lost.is_empty() {
            found.findings.push(format!(
                "{} pictures are no longer in media.sqlite",
                lost.len()
            ));
        }
        Ok(found)
    }

    /// What SQLite's own check finds wrong. On a connection of its own: one that looked at the search index before, and then somebody wrote to
    /// it, takes what it remembers for damage.
    pub(crate) fn damage(&self, check: &str) -> Result<Vec<String>> {
        self.watch(damage(&self.reader()?, check))
    }

    /// Mends what can be mended while the library is open: counts, the search index, texts that can't be read and pictures that went missing
    /// (they are wanted again). A damaged file is mended when it is opened, after [`crate::want_check`].
    ///
    /// # Errors
    /// What SQLite says.
    pub fn repair(&self) -> Result<()> {
        self.media().mend()?;
        let lost = self.lost_pictures()?;
        self.write_act(|library| {
            drop_unreadable_texts(library.sql())?;
            library.sql().execute_batch(RECOUNT)?;
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

    /// The same where the pictures' file was found damaged since this was asked last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_pictures_of_damaged_file(&self) -> Result<u32> {
        if self.media().was_begun_anew() {
            self.reconcile_media()
        } else {
            Ok(0)
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

impl Read<'_> {
    fn examine(&self) -> Result<Findings> {
        let mut findings = Vec::new();
        let mut select = self.0.prepare(COUNTS)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (feed, articles, unread, real, really_unread): (i64, i64, i64, i64, i64) = (
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            );
            if (articles, unread) != (real, really_unread) {
                findings.push(format!(
                    "feed {feed} counts {articles} articles and {unread} unread, and holds {real} and {really_unread}"
                ));
            }
        }
        let unreadable = unreadable(self.0, "bodies", "article")?.len()
            + unreadable(self.0, "revisions", "id")?.len();
        if unreadable > 0 {
            findings.push(format!("{unreadable} texts can't be read"));
        }
        let bytes: i64 = self.0.query_row(
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            [],
            |row| row.get(0),
        )?;
        Ok(Findings {
            schema: crate::migrate::version(self.0)?,
            articles: self.count_articles()?,
            bytes: bytes.unsigned_abs(),
            media_bytes: 0,
            unindexed: self.count_unindexed()?,
            findings,
        })
    }
}

/// Which rows of a table hold a text that can't be read.
fn unreadable(library: &Connection, table: &str, id: &str) -> Result<Vec<i64>> {
    let mut select = library.prepare(&format!("SELECT {id}, body FROM {table}"))?;
    let mut rows = select.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        if Body::unpack(row.get_ref(1)?.as_blob().unwrap_or_default()).is_err() {
            ids.push(row.get(0)?);
        }
    }
    Ok(ids)
}

/// Lets go of texts that can't be read; the articles want theirs again, and their sources send them once more, as if they had never been asked.
pub(crate) fn drop_unreadable_texts(library: &Connection) -> Result<()> {
    for id in unreadable(library, "revisions", "id")? {
        library.execute("DELETE FROM revisions WHERE id = ?1", [id])?;
    }
    for id in unreadable(library, "bodies", "article")? {
        library.execute("DELETE FROM bodies WHERE article = ?1", [id])?;
        library.execute(
            "UPDATE articles SET state = 'headline', origin = '', page_wanted = 1, page_attempts = 0, page_next = 0, feed_hash = x''
             WHERE id = ?1",
            [id],
        )?;
        library.execute(
            "UPDATE checks SET etag = '', last_modified = '', content_hash = x''
             WHERE feed = (SELECT feed FROM articles WHERE id = ?1)",
            [id],
        )?;
    }
    Ok(())
}

/// What SQLite's own check (`integrity_check`, or `quick_check`, which does not compare indexes with their tables) finds wrong in a file.
pub(crate) fn damage(connection: &Connection, check: &str) -> Result<Vec<String>> {
    let mut check = connection.prepare(&format!("PRAGMA main.{check}(20)"))?;
    let lines: Vec<String> = check
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Whether a line of [`damage`] is about the search index alone, whose words can be read again from the texts.
pub(crate) fn is_of_index(line: &str) -> bool {
    line.contains("FTS5")
}

/// Empties the search index; all articles come into it anew.
pub(crate) fn renew_index(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(
        "INSERT INTO search (search) VALUES ('delete-all');
         INSERT OR IGNORE INTO unindexed (article) SELECT id FROM articles;",
    )?;
    transaction.commit()?;
    Ok(())
}
