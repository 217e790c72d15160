//! Two libraries become one: what a backup knows besides is added to what was read of a damaged file.
//!
//! Where both know something, the damaged file is the newer one, and its rows hold; only a star or "saved" that either knows is kept, because
//! one too many is taken away with a click and one too few is lost. Sources are the same by address, or by number and the moment they were
//! added (their address may have moved since); articles by their source and key.

use std::path::Path;

use rusqlite::Connection;

use crate::doctor::drop_unreadable_texts;
use crate::error::Result;
use crate::pool::url_of;
use crate::tables;

/// What follows an article.
const OF_ARTICLES: &[&str] = &[
    "bodies",
    "revisions",
    "pictures",
    "videos",
    "links",
    "enclosures",
];

/// Counts, and what the index lacks.
pub(crate) const RECOUNT: &str = "DELETE FROM feed_counts;
    INSERT INTO feed_counts (feed, articles, unread)
      SELECT a.feed, count(*), sum(s.read = 0) FROM articles AS a JOIN statuses AS s ON s.id = a.id WHERE a.linked = 0 GROUP BY a.feed;
    DELETE FROM search WHERE rowid NOT IN (SELECT id FROM articles);
    INSERT OR IGNORE INTO unindexed (article) SELECT id FROM articles WHERE id NOT IN (SELECT rowid FROM search);";

/// Adds what the library in the file `kept` knows besides; both have the schema of today.
pub(crate) fn add(library: &Connection, kept: &Path) -> Result<()> {
    library.execute("ATTACH ?1 AS kept", [url_of(kept, "mode=ro")])?;
    for table in ["settings", "cities", "waits", "told"] {
        let columns = tables::columns(library, "main", table)?.join(", ");
        library.execute(
            &format!(
                "INSERT OR IGNORE INTO main.{table} ({columns}) SELECT {columns} FROM kept.{table}"
            ),
            [],
        )?;
    }
    library.execute(
        "INSERT OR IGNORE INTO main.watches (kind, text, mute, ends) SELECT kind, text, mute, ends FROM kept.watches",
        [],
    )?;
    add_feeds(library)?;
    add_statuses(library)?;
    add_articles(library)?;
    library
        .execute_batch("DROP TABLE temp.same_feed; DROP TABLE temp.same_article; DETACH kept;")?;
    Ok(())
}

fn add_feeds(library: &Connection) -> Result<()> {
    const SAME: &str = "SELECT k.id AS kept, m.id AS here FROM kept.feeds AS k JOIN main.feeds AS m ON m.url = k.url
        UNION SELECT k.id, m.id FROM kept.feeds AS k JOIN main.feeds AS m ON m.id = k.id AND m.added = k.added
          WHERE NOT EXISTS (SELECT 1 FROM main.feeds AS u WHERE u.url = k.url)";
    let new = format!("SELECT * FROM kept.feeds WHERE id NOT IN (SELECT kept FROM ({SAME}))");
    add_with_ids(library, "feeds", &new)?;
    library.execute_batch(&format!("CREATE TEMP TABLE same_feed AS {SAME};"))?;
    Ok(())
}

fn add_statuses(library: &Connection) -> Result<()> {
    library.execute_batch(
        "UPDATE main.statuses SET starred = max(statuses.starred, k.starred), saved = max(statuses.saved, k.saved)
           FROM kept.statuses AS k JOIN temp.same_feed AS f ON f.kept = k.feed
           WHERE statuses.feed = f.here AND statuses.key = k.key AND (k.starred > statuses.starred OR k.saved > statuses.saved);",
    )?;
    let columns = tables::columns(library, "main", "statuses")?;
    let columns = named(&columns, "feed", "f.here AS feed", "k.");
    add_with_ids(
        library,
        "statuses",
        &format!(
            "SELECT {columns} FROM kept.statuses AS k JOIN temp.same_feed AS f ON f.kept = k.feed
             WHERE NOT EXISTS (SELECT 1 FROM main.statuses AS m WHERE m.feed = f.here AND m.key = k.key)"
        ),
    )
}

fn add_articles(library: &Connection) -> Result<()> {
    library.execute_batch(
        "CREATE TEMP TABLE same_article AS
           SELECT k.id AS kept, m.id AS here, f.here AS feed FROM kept.statuses AS k JOIN temp.same_feed AS f ON f.kept = k.feed
             JOIN main.statuses AS m ON m.feed = f.here AND m.key = k.key;",
    )?;
    let columns = tables::columns(library, "main", "articles")?;
    let theirs = named(&columns, "id", "s.here", "k.");
    let theirs = theirs.replace("k.feed,", "s.feed,");
    library.execute(
        &format!(
            "INSERT OR IGNORE INTO main.articles ({}) SELECT {theirs} FROM kept.articles AS k JOIN temp.same_article AS s ON s.kept = k.id",
            columns.join(", ")
        ),
        [],
    )?;
    // Also for articles that are here and have lost all their rows of a table, such as their text.
    for table in OF_ARTICLES {
        // Rows with a number of their own get a new one.
        let columns = tables::columns(library, "main", table)?;
        let columns: Vec<String> = columns.into_iter().filter(|name| name != "id").collect();
        let theirs = named(&columns, "article", "s.here", "k.");
        library.execute(
            &format!(
                "INSERT OR IGNORE INTO main.{table} ({}) SELECT {theirs} FROM kept.{table} AS k JOIN temp.same_article AS s ON s.kept = k.article
                 WHERE s.here NOT IN (SELECT article FROM main.{table})",
                columns.join(", ")
            ),
            [],
        )?;
    }
    Ok(())
}

/// Adds rows under the number they have, or under a new one where that is taken.
fn add_with_ids(library: &Connection, table: &str, rows: &str) -> Result<()> {
    let columns = tables::columns(library, "main", table)?;
    let (all, renumbered) = (columns.join(", "), named(&columns, "id", "NULL", ""));
    library.execute_batch(&format!(
        "CREATE TEMP TABLE coming AS {rows};
         CREATE TEMP TABLE taken AS SELECT id FROM temp.coming WHERE id IN (SELECT id FROM main.{table});
         INSERT INTO main.{table} ({all}) SELECT {all} FROM temp.coming WHERE id NOT IN (SELECT id FROM temp.taken);
         INSERT INTO main.{table} ({all}) SELECT {renumbered} FROM temp.coming WHERE id IN (SELECT id FROM temp.taken);
         DROP TABLE temp.taken; DROP TABLE temp.coming;",
    ))?;
    Ok(())
}

/// The columns as a list, one of them in other words.
fn named(columns: &[String], one: &str, instead: &str, of: &str) -> String {
    let list: Vec<String> = columns
        .iter()
        .map(|name| {
            if name == one {
                instead.to_owned()
            } else {
                format!("{of}{name}")
            }
        })
        .collect();
    list.join(", ")
}

/// Makes whole what a rescue left in pieces: rows whose article or source is lost go, articles whose text is lost want it again, and sources
/// are asked as for the first time, so that they send what is missing.
pub(crate) fn mend(library: &Connection) -> Result<()> {
    library.execute_batch(
        "DELETE FROM statuses WHERE feed NOT IN (SELECT id FROM feeds);
         DELETE FROM articles WHERE id NOT IN (SELECT id FROM statuses) OR feed NOT IN (SELECT id FROM feeds);
         DELETE FROM checks WHERE feed NOT IN (SELECT id FROM feeds);
         UPDATE checks SET last_check = 0, etag = '', last_modified = '', content_hash = x'';
         UPDATE articles SET state = 'headline', origin = '', page_wanted = 1, page_attempts = 0, page_next = 0, feed_hash = x''
           WHERE state IN ('text', 'complete') AND origin <> '' AND id NOT IN (SELECT article FROM bodies);",
    )?;
    for table in OF_ARTICLES {
        library.execute(
            &format!("DELETE FROM {table} WHERE article NOT IN (SELECT id FROM articles)"),
            [],
        )?;
    }
    drop_unreadable_texts(library)?;
    library.execute_batch(RECOUNT)?;
    Ok(())
}
