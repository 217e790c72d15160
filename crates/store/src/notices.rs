//! Tables `notices` and `told`: what was found worth a notice, why, what became of it, and which stories that were.

use std::collections::HashMap;

use jiff::Timestamp;
use model::{ArticleId, Bell, Fate, FeedId, Headline, Hindrance, NoticeKind, NoticeRow, Reason};
use rusqlite::{Row, params};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, millis_or_never, time, time_or_never};

const COLUMNS: &str = "id, kind, article, feed, source, title, body, reason, detail, fate, because, published, judged, shown, batch";
const HEADLINE: &str = "SELECT a.id, a.feed, coalesce(nullif(f.title, ''), nullif(f.own_title, ''), f.url), a.title, a.lead, a.language, a.published,
    s.arrived, a.canonical_hash, a.link, a.urgent, f.bell, s.read, a.thumbnail FROM articles AS a JOIN feeds AS f ON f.id = a.feed JOIN statuses AS s ON s.id = a.id";

impl Read<'_> {
    /// What is judged of these articles, in their order; those that are gone are left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_headlines(&self, ids: &[ArticleId]) -> Result<Vec<Headline>> {
        let sql = format!("{HEADLINE} WHERE a.id = ?1 AND a.linked = 0 AND s.hidden = 0");
        let mut select = self.0.prepare_cached(&sql)?;
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = select.query([id.0])?;
            if let Some(row) = rows.next()? {
                found.push(headline_of(row)?);
            }
        }
        Ok(found)
    }

    /// What was published from `since` to `until`, newest first, at most `most`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_headlines_between(
        &self,
        since: Timestamp,
        until: Timestamp,
        most: u32,
    ) -> Result<Vec<Headline>> {
        let sql = format!(
            "{HEADLINE} WHERE a.linked = 0 AND a.published BETWEEN ?1 AND ?2 ORDER BY a.published DESC LIMIT ?3"
        );
        let mut select = self.0.prepare_cached(&sql)?;
        let rows = select.query_map(params![millis(since), millis(until), most], headline_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Which of these stories were told, and when what told them was published.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_told(&self, stories: &[i64]) -> Result<HashMap<i64, Timestamp>> {
        let mut select = self
            .0
            .prepare_cached("SELECT at FROM told WHERE story = ?1")?;
        let mut told = HashMap::new();
        for story in stories {
            let mut rows = select.query([story])?;
            if let Some(row) = rows.next()? {
                told.insert(*story, time(row.get(0)?));
            }
        }
        Ok(told)
    }

    /// The newest notices, at most `most`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_notices(&self, most: u32) -> Result<Vec<NoticeRow>> {
        self.select_notices("1 ORDER BY id DESC LIMIT ?1", i64::from(most))
    }

    /// Those judged from `since` on, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_notices_since(&self, since: Timestamp) -> Result<Vec<NoticeRow>> {
        self.select_notices("judged >= ?1 ORDER BY id", millis(since))
    }

    /// Those that wait, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_waiting_notices(&self) -> Result<Vec<NoticeRow>> {
        self.select_notices("fate = 'waiting' AND ?1 = 0 ORDER BY id", 0)
    }

    /// How many notifications were shown from `since` on, and when the last one was.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_shown(&self, since: Timestamp) -> Result<(u32, Option<Timestamp>)> {
        let mut select = self.0.prepare_cached(
            "SELECT count(DISTINCT batch) FILTER (WHERE shown >= ?1), coalesce(max(shown), 0) FROM notices WHERE fate = 'shown' AND kind <> 'trouble'",
        )?;
        Ok(select.query_row([millis(since)], |row| {
            Ok((row.get(0)?, time_or_never(row.get(1)?)))
        })?)
    }

    fn select_notices(&self, which: &str, value: i64) -> Result<Vec<NoticeRow>> {
        let sql = format!("SELECT {COLUMNS} FROM notices WHERE {which}");
        let mut select = self.0.prepare_cached(&sql)?;
        let rows = select.query_map([value], notice_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Write<'_> {
    /// Keeps a notice; tells its number. What is shown alone is a batch of its own number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_notice(&self, notice: &NoticeRow) -> Result<i64> {
        let (reason, detail) = notice.reason.as_words();
        let (fate, because) = notice.fate.as_words();
        self.sql()
            .prepare_cached(
                "INSERT INTO notices (kind, article, feed, source, title, body, reason, detail, fate, because, published, judged, shown, batch)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                notice.kind.as_str(),
                notice.article.map_or(0, |id| id.0),
                notice.feed.map_or(0, |id| id.0),
                notice.source,
                notice.title,
                notice.body,
                reason,
                detail,
                fate,
                because,
                millis(notice.published),
                millis(notice.judged),
                millis_or_never(notice.shown),
                notice.batch,
            ])?;
        Ok(self.sql().last_insert_rowid())
    }

    /// Notes what became of notices; those shown at once are one batch, by the number of the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn settle_notices(&self, ids: &[i64], fate: Fate, now: Timestamp) -> Result<()> {
        let (word, because) = fate.as_words();
        let shown = matches!(fate, Fate::Shown).then_some(now);
        let batch = ids.first().copied().unwrap_or(0);
        let mut update = self.sql().prepare_cached(
            "UPDATE notices SET fate = ?2, because = ?3, shown = ?4, batch = ?5 WHERE id = ?1",
        )?;
        for id in ids {
            update.execute(params![id, word, because, millis_or_never(shown), batch])?;
        }
        Ok(())
    }

    /// Notes that stories were told.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn save_told(&self, stories: &[i64], at: Timestamp) -> Result<()> {
        let mut insert = self.sql().prepare_cached(
            "INSERT INTO told (story, at) VALUES (?1, ?2) ON CONFLICT (story) DO UPDATE SET at = excluded.at",
        )?;
        for story in stories.iter().filter(|story| **story != 0) {
            insert.execute(params![story, millis(at)])?;
        }
        Ok(())
    }

    /// Forgets notices and stories that are older than `before`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_notices(&self, before: Timestamp, stories_before: Timestamp) -> Result<()> {
        self.sql()
            .execute("DELETE FROM notices WHERE judged < ?1", [millis(before)])?;
        self.sql()
            .execute("DELETE FROM told WHERE at < ?1", [millis(stories_before)])?;
        Ok(())
    }
}

fn headline_of(row: &Row<'_>) -> rusqlite::Result<Headline> {
    Ok(Headline {
        article: ArticleId(row.get(0)?),
        feed: FeedId(row.get(1)?),
        source: row.get(2)?,
        title: row.get(3)?,
        lead: row.get(4)?,
        language: row.get(5)?,
        published: time(row.get(6)?),
        arrived: time(row.get(7)?),
        address: row.get(8)?,
        link: row.get(9)?,
        urgent: row.get(10)?,
        bell: Bell::parse(&row.get::<_, String>(11)?).unwrap_or_default(),
        read: row.get(12)?,
        picture: row.get::<_, String>(13)?.parse().ok(),
    })
}

fn notice_of(row: &Row<'_>) -> rusqlite::Result<NoticeRow> {
    let text = |column| row.get::<_, String>(column);
    let id =
        |column| Ok::<_, rusqlite::Error>(Some(row.get::<_, i64>(column)?).filter(|id| *id > 0));
    Ok(NoticeRow {
        id: row.get(0)?,
        kind: NoticeKind::parse(&text(1)?).unwrap_or(NoticeKind::News),
        article: id(2)?.map(ArticleId),
        feed: id(3)?.map(FeedId),
        source: row.get(4)?,
        title: row.get(5)?,
        body: row.get(6)?,
        reason: Reason::parse(&text(7)?, &text(8)?).unwrap_or(Reason::Asked),
        fate: Fate::parse(&text(9)?, &text(10)?).unwrap_or(Fate::Dropped(Hindrance::Old)),
        published: time(row.get(11)?),
        judged: time(row.get(12)?),
        shown: time_or_never(row.get(13)?),
        batch: row.get(14)?,
    })
}
