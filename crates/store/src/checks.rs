//! Table `checks`: what is known of each source's server, and what happened between it and Qazet.

use jiff::{SignedDuration, Timestamp};
use model::{Activity, Feed, FeedId, FeedStatus, MediaHash, Pace, Problem, Validators, Wishes};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::feeds::{COLUMNS, COLUMNS_END, FROM, feed_of};
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time_or_never};

/// What a check of a feed's server found; see the columns of `checks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// When it was made; absent where the network failed before anybody could be asked.
    pub at: Option<Timestamp>,
    /// When the next is due; absent for never by itself.
    pub next: Option<Timestamp>,
    /// What set that time; absent where there is none.
    pub pace: Option<Pace>,
    /// How it ended.
    pub status: FeedStatus,
    /// Why, for the reader.
    pub reason: String,
    /// What was wrong; absent when all is well.
    pub problem: Option<Problem>,
    /// HTTP status of the answer; absent where none came.
    pub answer: Option<u16>,
    /// Bytes of the body on the wire.
    pub bytes: u64,
    /// Failures in a row, this one included.
    pub failures: u32,
    /// What to ask again with; absent to keep what is known.
    pub validators: Option<Validators>,
    /// SHA-256 of the decoded body; absent to keep what is known.
    pub content_hash: Option<[u8; 32]>,
    /// What the source says about when to ask it; absent to keep what is known.
    pub wishes: Option<Wishes>,
    /// Where permanent redirects led, and how many times in a row.
    pub moved: Option<(String, u32)>,
    /// Where a temporary redirect led.
    pub temporary_to: Option<String>,
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
    /// What the source says about when to ask it.
    pub wishes: Wishes,
}

/// What [`activity_of`] reads besides a feed, in its order.
const ACTIVITY: &str = "coalesce(c.answer, 0), coalesce(c.problem, ''), coalesce(c.pace, ''), coalesce(c.asked, 0), coalesce(c.answered_whole, 0),
    coalesce(c.answered_304, 0), coalesce(c.bytes_last, 0), coalesce(c.bytes_total, 0), coalesce(c.moved_to, ''), coalesce(c.moved_times, 0),
    coalesce(c.moved_from, ''), coalesce(c.moved_at, 0), coalesce(c.temporary_to, ''), coalesce(c.own_interval, 0), coalesce(c.rhythm, 0),
    coalesce(c.skip_hours, 0), coalesce(c.skip_days, 0)";

impl Read<'_> {
    /// What else is known of a source's server.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn load_known(&self, id: FeedId) -> Result<Known> {
        let mut select = self.0.prepare_cached(
            "SELECT content_hash, moved_to, moved_times, icon_url, icon_check, sitemap, own_interval, rhythm, skip_hours, skip_days
             FROM checks WHERE feed = ?1",
        )?;
        let known = select
            .query_row([id.0], |row| {
                Ok(Known {
                    content_hash: row.get(0)?,
                    moved_to: row.get(1)?,
                    moved_times: row.get(2)?,
                    icon_url: row.get(3)?,
                    icon_check: time_or_never(row.get(4)?),
                    sitemap: row.get(5)?,
                    wishes: wishes_of(row, 6)?,
                })
            })
            .optional()?;
        Ok(known.unwrap_or_default())
    }

    /// What happened between Qazet and each source's server, by folder and name of the source.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_activity(&self) -> Result<Vec<Activity>> {
        let sql = format!(
            "SELECT {COLUMNS}, {ACTIVITY} FROM {FROM} WHERE f.removed = 0 ORDER BY f.folder, f.id"
        );
        let mut select = self.0.prepare_cached(&sql)?;
        let activity = select
            .query_map([], |row| activity_of(feed_of(row)?, row))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(activity)
    }
}

impl Write<'_> {
    /// Keeps what a check found.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_check(&self, id: FeedId, checked: &Checked) -> Result<()> {
        self.know(id)?;
        let (moved_to, moved_times) = checked.moved.clone().unwrap_or_default();
        let bytes = i64::try_from(checked.bytes).unwrap_or(i64::MAX);
        self.sql()
            .prepare_cached(
                "UPDATE checks SET last_check = coalesce(?2, last_check), next_check = ?3, status = ?4, reason = ?5, failures = ?6, moved_to = ?7, moved_times = ?8,
                   pace = ?9, problem = ?10, answer = ?11, temporary_to = ?12, asked = asked + (?2 IS NOT NULL), answered_whole = answered_whole + ?13,
                   answered_304 = answered_304 + ?14, bytes_last = ?15, bytes_total = bytes_total + ?15
                 WHERE feed = ?1",
            )?
            .execute(params![
                id.0,
                checked.at.map(millis),
                millis_or_never(checked.next),
                checked.status.as_str(),
                checked.reason,
                checked.failures,
                moved_to,
                moved_times,
                checked.pace.map_or("", Pace::as_str),
                checked.problem.map_or("", Problem::as_str),
                checked.answer.unwrap_or(0),
                checked.temporary_to.as_deref().unwrap_or(""),
                checked.answer.is_some_and(|status| matches!(status, 200 | 203)),
                checked.answer == Some(304),
                bytes,
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
        if let Some(wishes) = &checked.wishes {
            let seconds = |span: Option<SignedDuration>| span.map_or(0, |span| span.as_secs());
            self.sql()
                .prepare_cached(
                    "UPDATE checks SET own_interval = ?2, rhythm = ?3, skip_hours = ?4, skip_days = ?5 WHERE feed = ?1",
                )?
                .execute(params![
                    id.0,
                    seconds(wishes.own_interval),
                    seconds(wishes.rhythm),
                    wishes.skip_hours,
                    wishes.skip_days
                ])?;
        }
        Ok(())
    }

    /// Puts a check off without the source having been asked.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn put_off_check(&self, id: FeedId, next: Timestamp, pace: Pace) -> Result<()> {
        self.know(id)?;
        self.sql()
            .prepare_cached("UPDATE checks SET next_check = ?2, pace = ?3 WHERE feed = ?1")?
            .execute(params![id.0, millis(next), pace.as_str()])?;
        Ok(())
    }

    /// The source is due at once, unless it is gone for good.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn want_check(&self, id: FeedId) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE checks SET next_check = 0 WHERE feed = ?1 AND status <> 'gone'",
            )?
            .execute([id.0])?;
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

    /// Notes whether the rule of a source's site found the text of a page; pages of sites without a rule say nothing.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn note_rule(&self, id: FeedId, found: bool) -> Result<()> {
        self.know(id)?;
        self.sql()
            .prepare_cached(
                "UPDATE checks SET rule_failures = CASE WHEN ?2 THEN 0 ELSE rule_failures + 1 END WHERE feed = ?1",
            )?
            .execute(params![id.0, found])?;
        Ok(())
    }

    fn know(&self, id: FeedId) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT INTO checks (feed) VALUES (?1) ON CONFLICT (feed) DO NOTHING")?
            .execute([id.0])?;
        Ok(())
    }
}

/// The columns of [`ACTIVITY`], which follow those of a feed.
fn activity_of(feed: Feed, row: &Row<'_>) -> rusqlite::Result<Activity> {
    const AT: usize = COLUMNS_END;
    let count = |place| Ok::<_, rusqlite::Error>(row.get::<_, i64>(AT + place)?.unsigned_abs());
    let text = |place| row.get::<_, String>(AT + place);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let answer: u16 = row.get(AT)?;
    Ok(Activity {
        feed,
        answer: Some(answer).filter(|status| *status > 0),
        problem: Problem::parse(&text(1)?),
        pace: Pace::parse(&text(2)?),
        asked: row.get(AT + 3)?,
        whole: row.get(AT + 4)?,
        not_modified: row.get(AT + 5)?,
        bytes_last: count(6)?,
        bytes_total: count(7)?,
        moving: some(text(8)?).zip(row.get(AT + 9)?),
        moved: some(text(10)?).zip(time_or_never(row.get(AT + 11)?)),
        temporary_to: some(text(12)?),
        wishes: wishes_of(row, AT + 13)?,
    })
}

fn wishes_of(row: &Row<'_>, first: usize) -> rusqlite::Result<Wishes> {
    let span = |place| {
        let seconds: i64 = row.get(place)?;
        Ok::<_, rusqlite::Error>((seconds > 0).then(|| SignedDuration::from_secs(seconds)))
    };
    Ok(Wishes {
        own_interval: span(first)?,
        rhythm: span(first + 1)?,
        skip_hours: row.get(first + 2)?,
        skip_days: row.get(first + 3)?,
    })
}
