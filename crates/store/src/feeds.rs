//! Tables `feeds` and `checks`: the sources, and what is known of their servers.

use jiff::Timestamp;
use model::{Feed, FeedId, FeedKind, FeedSeed, FeedStatus, MediaHash, Validators};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time_or_never};

const COLUMNS: &str = "f.id, f.url, f.kind, f.own_title, f.title, f.folder, f.language, f.topic, f.site_url, f.typed, f.paused,
    coalesce(n.unread, 0), coalesce(c.last_check, 0), coalesce(c.next_check, 0), coalesce(c.status, ''), coalesce(c.reason, ''),
    coalesce(c.failures, 0), coalesce(c.etag, ''), coalesce(c.last_modified, ''), coalesce(c.icon, '')";
const FROM: &str =
    "feeds AS f LEFT JOIN checks AS c ON c.feed = f.id LEFT JOIN feed_counts AS n ON n.feed = f.id";

/// What a check of a feed's server found; see the columns of `checks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// When it was made.
    pub at: Timestamp,
    /// When the next is due; absent for never by itself.
    pub next: Option<Timestamp>,
    /// How it ended.
    pub status: FeedStatus,
    /// Why, for the reader.
    pub reason: String,
    /// Failures in a row, this one included.
    pub failures: u32,
    /// What to ask again with; absent to keep what is known.
    pub validators: Option<Validators>,
    /// SHA-256 of the decoded body; absent to keep what is known.
    pub content_hash: Option<[u8; 32]>,
    /// Where permanent redirects led, and how many times in a row.
    pub moved: Option<(String, u32)>,
}

/// What is known of a feed's server besides [`Feed`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// SHA-256 of the last decoded body; empty for none.
    pub content_hash: Vec<u8>,
    /// Where permanent redirects led last time; empty for nowhere.
    pub moved_to: String,
    /// How many times in a row.
    pub moved_times: u32,
    /// Where its favicon is; empty where unknown.
    pub icon_url: String,
    /// When the favicon was looked for last.
    pub icon_check: Option<Timestamp>,
    /// Where a site without a feed keeps its sitemap; empty where unknown.
    pub sitemap: String,
}

impl Read<'_> {
    /// All sources, by folder and name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_feeds(&self) -> Result<Vec<Feed>> {
        let sql =
            format!("SELECT {COLUMNS} FROM {FROM} WHERE f.removed = 0 ORDER BY f.folder, f.id");
        let mut select = self.0.prepare_cached(&sql)?;
        let feeds = select
            .query_map([], feed_of)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(feeds)
    }

    /// One source.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_feed(&self, id: FeedId) -> Result<Option<Feed>> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE f.removed = 0 AND f.id = ?1");
        Ok(self
            .0
            .prepare_cached(&sql)?
            .query_row([id.0], feed_of)
            .optional()?)
    }

    /// The source with that address.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_feed_by_url(&self, url: &str) -> Result<Option<Feed>> {
        let sql = format!("SELECT {COLUMNS} FROM {FROM} WHERE f.removed = 0 AND f.url = ?1");
        Ok(self
            .0
            .prepare_cached(&sql)?
            .query_row([url], feed_of)
            .optional()?)
    }

    /// What else is known of a source's server.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load_known(&self, id: FeedId) -> Result<Known> {
        let mut select = self
            .0
            .prepare_cached("SELECT content_hash, moved_to, moved_times, icon_url, icon_check, sitemap FROM checks WHERE feed = ?1")?;
        let known = select
            .query_row([id.0], |row| {
                Ok(Known {
                    content_hash: row.get(0)?,
                    moved_to: row.get(1)?,
                    moved_times: row.get(2)?,
                    icon_url: row.get(3)?,
                    icon_check: time_or_never(row.get(4)?),
                    sitemap: row.get(5)?,
                })
            })
            .optional()?;
        Ok(known.unwrap_or_default())
    }
}

impl Write<'_> {
    /// Adds a source; one with that address that is there already, or was removed once, is found again. Tells whether it is new.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_feed(&self, seed: &FeedSeed, now: Timestamp) -> Result<(FeedId, bool)> {
        let known: Option<(i64, bool)> = self
            .sql()
            .prepare_cached("SELECT id, removed FROM feeds WHERE url = ?1")?
            .query_row([&seed.url], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((id, removed)) = known {
            if removed {
                self.sql().execute(
                    "UPDATE feeds SET removed = 0, paused = 0, folder = ?2, typed = typed OR ?3 WHERE id = ?1",
                    params![id, seed.folder, seed.typed],
                )?;
            }
            return Ok((FeedId(id), removed));
        }
        self.sql()
            .prepare_cached(
                "INSERT INTO feeds (url, kind, title, folder, language, topic, site_url, typed, added)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                seed.url,
                seed.kind.as_str(),
                seed.title,
                seed.folder,
                seed.language,
                seed.topic,
                seed.site_url,
                seed.typed,
                millis(now)
            ])?;
        Ok((FeedId(self.sql().last_insert_rowid()), true))
    }

    /// Removes a source and its articles. The marks stay; the row waits for the source to be added again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove_feed(&self, id: FeedId) -> Result<bool> {
        let there = self.sql().execute(
            "UPDATE feeds SET removed = 1 WHERE id = ?1 AND removed = 0",
            [id.0],
        )? > 0;
        if there {
            self.sql().execute(
                "DELETE FROM search WHERE rowid IN (SELECT id FROM articles WHERE feed = ?1)",
                [id.0],
            )?;
            self.sql()
                .execute("DELETE FROM articles WHERE feed = ?1", [id.0])?;
            self.sql()
                .execute("DELETE FROM checks WHERE feed = ?1", [id.0])?;
        }
        Ok(there)
    }

    /// Stops or resumes a source.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn pause_feed(&self, id: FeedId, paused: bool) -> Result<bool> {
        Ok(self.sql().execute(
            "UPDATE feeds SET paused = ?2 WHERE id = ?1 AND removed = 0",
            params![id.0, paused],
        )? > 0)
    }

    /// Sets the reader's name and folder of a source.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn edit_feed(&self, id: FeedId, title: &str, folder: &str) -> Result<bool> {
        let sql = "UPDATE feeds SET title = ?2, folder = ?3 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, title, folder])? > 0)
    }

    /// Takes over what a source says of itself; empty words change nothing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn describe_feed(
        &self,
        id: FeedId,
        title: &str,
        site_url: &str,
        language: &str,
    ) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE feeds SET own_title = CASE WHEN ?2 = '' THEN own_title ELSE ?2 END,
                                  site_url = CASE WHEN ?3 = '' THEN site_url ELSE ?3 END,
                                  language = CASE WHEN language = '' THEN ?4 ELSE language END WHERE id = ?1",
            )?
            .execute(params![id.0, title, site_url, language])?;
        Ok(())
    }

    /// Rewrites a source's address after it moved for good. False where another source has that address already.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn move_feed(&self, id: FeedId, url: &str) -> Result<bool> {
        Ok(self.sql().execute(
            "UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1",
            params![id.0, url],
        )? > 0)
    }

    /// Keeps what a check found.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_check(&self, id: FeedId, checked: &Checked) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO checks (feed) VALUES (?1) ON CONFLICT (feed) DO NOTHING")?
            .execute([id.0])?;
        let (moved_to, moved_times) = checked.moved.clone().unwrap_or_default();
        self.sql()
            .prepare_cached(
                "UPDATE checks SET last_check = ?2, next_check = ?3, status = ?4, reason = ?5, failures = ?6, moved_to = ?7, moved_times = ?8
                 WHERE feed = ?1",
            )?
            .execute(params![
                id.0,
                millis(checked.at),
                millis_or_never(checked.next),
                checked.status.as_str(),
                checked.reason,
                checked.failures,
                moved_to,
                moved_times
            ])?;
        if let Some(validators) = &checked.validators {
            self.sql()
                .prepare_cached("UPDATE checks SET etag = ?2, last_modified = ?3 WHERE feed = ?1")?
                .execute(params![
                    id.0,
                    validators.etag.as_deref().unwrap_or(""),
                    validators.last_modified.as_deref().unwrap_or("")
                ])?;
        }
        if let Some(hash) = &checked.content_hash {
            self.sql()
                .prepare_cached("UPDATE checks SET content_hash = ?2 WHERE feed = ?1")?
                .execute(params![id.0, hash])?;
        }
        Ok(())
    }

    /// Remembers where a site keeps its sitemap.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_sitemap(&self, id: FeedId, url: &str) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO checks (feed, sitemap) VALUES (?1, ?2) ON CONFLICT (feed) DO UPDATE SET sitemap = excluded.sitemap")?
            .execute(params![id.0, url])?;
        Ok(())
    }

    /// Remembers where a source's favicon is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_icon_url(&self, id: FeedId, url: &str) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO checks (feed, icon_url) VALUES (?1, ?2) ON CONFLICT (feed) DO UPDATE SET icon_url = excluded.icon_url")?
            .execute(params![id.0, url])?;
        Ok(())
    }

    /// Remembers that a source's favicon was looked for, and what was found.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_icon(&self, id: FeedId, icon: Option<&MediaHash>, at: Timestamp) -> Result<()> {
        self.sql()
            .prepare_cached(
                "INSERT INTO checks (feed, icon, icon_check) VALUES (?1, ?2, ?3)
                 ON CONFLICT (feed) DO UPDATE SET icon = CASE WHEN ?2 = '' THEN icon ELSE ?2 END, icon_check = ?3",
            )?
            .execute(params![id.0, icon.map_or("", MediaHash::as_str), millis(at)])?;
        Ok(())
    }
}

fn feed_of(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let (own_title, title): (String, String) = (row.get(3)?, row.get(4)?);
    let url: String = row.get(1)?;
    let named = [title, own_title]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| url.clone());
    let text = |column| {
        row.get::<_, String>(column)
            .map(|text| Some(text).filter(|text| !text.is_empty()))
    };
    Ok(Feed {
        id: FeedId(row.get(0)?),
        url,
        kind: if row.get::<_, String>(2)? == "site" {
            FeedKind::Site
        } else {
            FeedKind::Feed
        },
        title: named,
        folder: row.get(5)?,
        language: row.get(6)?,
        topic: row.get(7)?,
        site_url: row.get(8)?,
        typed: row.get(9)?,
        paused: row.get(10)?,
        unread: row.get::<_, i64>(11)?.try_into().unwrap_or(0),
        last_check: time_or_never(row.get(12)?),
        next_check: time_or_never(row.get(13)?),
        status: status_of(&row.get::<_, String>(14)?),
        reason: row.get(15)?,
        failures: row.get(16)?,
        validators: Validators {
            etag: text(17)?,
            last_modified: text(18)?,
        },
        favicon: text(19)?.and_then(|hash| hash.parse().ok()),
    })
}

fn status_of(word: &str) -> Option<FeedStatus> {
    [
        FeedStatus::Fetched,
        FeedStatus::NotModified,
        FeedStatus::Skipped,
        FeedStatus::Failed,
        FeedStatus::Gone,
    ]
    .into_iter()
    .find(|status| status.as_str() == word)
}
