//! Table `feeds`: the sources.

use jiff::Timestamp;
use model::{
    Bell, Feed, FeedId, FeedKind, FeedSeed, FeedStatus, FeedWeight, LoginKind, Reach, Validators,
    Way,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, time_or_never};

/// What [`feed_of`] reads, in its order.
pub(crate) const COLUMNS: &str = "f.id, f.url, f.kind, f.own_title, f.title, f.folder, f.language, f.topic, f.site_url, f.typed, f.paused,
    coalesce(n.unread, 0), coalesce(c.last_check, 0), coalesce(c.next_check, 0), coalesce(c.status, ''), coalesce(c.reason, ''),
    coalesce(c.failures, 0), coalesce(c.etag, ''), coalesce(c.last_modified, ''), coalesce(c.icon, ''), f.login, f.proxy,
    coalesce(c.rule_failures, 0), f.weight, f.bell, f.reach";
/// How many those are: what a query appends to them begins here.
pub(crate) const COLUMNS_END: usize = 26;
/// On so many pages in a row a site's rule finds nothing before the site is said to look different.
const RULE_FAILURES: u32 = 3;
pub(crate) const FROM: &str =
    "feeds AS f LEFT JOIN checks AS c ON c.feed = f.id LEFT JOIN feed_counts AS n ON n.feed = f.id";

impl Read<'_> {
    /// All sources, by folder and name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_feeds(&self) -> Result<Vec<Feed>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE f.removed = 0 AND f.id <> {} ORDER BY f.folder, f.id",
            FeedId::SAVED_PAGES.0
        );
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
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE f.removed = 0 AND f.id = ?1 AND f.id <> {}",
            FeedId::SAVED_PAGES.0
        );
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

    /// Removes a source and its articles, those that were saved apart. The marks stay; the row waits for the source to be added again.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove_feed(&self, id: FeedId) -> Result<bool> {
        let there = self.sql().execute(
            "UPDATE feeds SET removed = 1 WHERE id = ?1 AND removed = 0",
            [id.0],
        )? > 0;
        if there {
            self.keep_saved_of(id)?;
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

    /// Remembers which kind of login a source has; absent for none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_login_kind(&self, id: FeedId, kind: Option<LoginKind>) -> Result<bool> {
        let word = kind.map_or("", LoginKind::as_str);
        let sql = "UPDATE feeds SET login = ?2 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, word])? > 0)
    }

    /// Chooses which way a source is asked.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn route_feed(&self, id: FeedId, way: &Way) -> Result<bool> {
        let sql = "UPDATE feeds SET proxy = ?2 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, way.as_str()])? > 0)
    }

    /// Sets a source's share of an edition.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn weigh_feed(&self, id: FeedId, weight: FeedWeight) -> Result<bool> {
        let sql = "UPDATE feeds SET weight = ?2 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, weight.as_str()])? > 0)
    }

    /// Chooses how much of a source is told in notices.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_bell(&self, id: FeedId, bell: Bell) -> Result<bool> {
        let sql = "UPDATE feeds SET bell = ?2 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, bell.as_str()])? > 0)
    }

    /// Chooses how much of a source is fetched by itself: headlines or everything.
    ///
    /// # Errors
    /// What SQLite says, also of [`Reach::Nothing`]: that is a source that is paused.
    pub fn set_reach(&self, id: FeedId, reach: Reach) -> Result<bool> {
        let sql = "UPDATE feeds SET reach = ?2 WHERE id = ?1 AND removed = 0";
        Ok(self.sql().execute(sql, params![id.0, reach.as_str()])? > 0)
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
}

pub(crate) fn feed_of(row: &Row<'_>) -> rusqlite::Result<Feed> {
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
        login: LoginKind::parse(&row.get::<_, String>(20)?),
        way: Way::of(&row.get::<_, String>(21)?),
        layout_changed: row.get::<_, u32>(22)? >= RULE_FAILURES,
        weight: FeedWeight::parse(&row.get::<_, String>(23)?).unwrap_or_default(),
        bell: Bell::parse(&row.get::<_, String>(24)?).unwrap_or_default(),
        // The table's CHECK keeps other words out.
        reach: Reach::parse(&row.get::<_, String>(25)?).unwrap_or(Reach::Everything),
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
