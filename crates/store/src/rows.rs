//! Lists of articles. No body is loaded for a row.

use jiff::Timestamp;
use model::{
    ArticleId, ArticleRow, ArticleState, Cursor, FeedId, LoginKind, Page, Status, View, Way,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::error::Result;
use crate::pool::Read;
use crate::time::{millis, time, time_or_never};

/// The name of the source of article `a`, of feed `f`.
pub(crate) const SOURCE: &str = "CASE WHEN f.id = 0 THEN a.site_name WHEN f.title <> '' THEN f.title WHEN f.own_title <> '' THEN f.own_title ELSE f.url END";
const COLUMNS: &str = "a.title, a.link, a.lead, a.published, a.changed, a.language, a.state, a.photos, a.pictures, a.words, a.thumbnail, s.read, s.starred,
    s.saved, s.arrived, s.hidden, a.section";
const FROM: &str =
    "articles AS a JOIN statuses AS s ON s.id = a.id JOIN feeds AS f ON f.id = a.feed";

/// A source, for what is asked on its behalf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Which.
    pub feed: FeedId,
    /// Its address.
    pub url: String,
    /// The reader typed it.
    pub typed: bool,
    /// How it is logged in to.
    pub login: Option<LoginKind>,
    /// Which way it is asked.
    pub way: Way,
}

impl Read<'_> {
    /// A part of a list, newest first, at most `limit` rows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_articles(
        &self,
        view: &View,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ArticleRow>> {
        let mut values: Vec<Value> = Vec::new();
        let mut wanted = condition(view, &mut values);
        if let Some(cursor) = after {
            wanted.push_str(" AND (a.published, a.id) < (?, ?)");
            values.extend([
                Value::from(millis(cursor.published)),
                Value::from(cursor.id.0),
            ]);
        }
        values.push(Value::from(i64::from(limit) + 1));
        let sql = format!(
            "SELECT a.id, a.feed, {SOURCE}, {COLUMNS} FROM {FROM} WHERE {wanted} ORDER BY a.published DESC, a.id DESC LIMIT ?"
        );
        let mut select = self.0.prepare_cached(&sql)?;
        let mut rows: Vec<ArticleRow> = select
            .query_map(params_from_iter(values), row_of)?
            .collect::<rusqlite::Result<_>>()?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        self.count_sources(&mut rows)?;
        let next = rows.last().filter(|_| more).map(|last| Cursor {
            published: last.published,
            id: last.id,
        });
        Ok(Page { rows, next })
    }

    /// The unread articles of a list.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_unread_ids(&self, view: &View) -> Result<Vec<ArticleId>> {
        let mut values = Vec::new();
        let wanted = condition(view, &mut values);
        let mut select = self.0.prepare_cached(&format!(
            "SELECT a.id FROM {FROM} WHERE {wanted} AND s.read = 0 ORDER BY a.id"
        ))?;
        let ids = select
            .query_map(params_from_iter(values), |row| Ok(ArticleId(row.get(0)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// One row.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_row(&self, id: ArticleId) -> Result<Option<ArticleRow>> {
        let sql = format!("SELECT a.id, a.feed, {SOURCE}, {COLUMNS} FROM {FROM} WHERE a.id = ?1");
        let mut found = self
            .0
            .prepare_cached(&sql)?
            .query_row([id.0], row_of)
            .optional()?;
        if let Some(row) = &mut found {
            self.count_sources(std::slice::from_mut(row))?;
        }
        Ok(found)
    }

    /// The source that an article came with, as far as asking for its page and pictures goes.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_origin(&self, id: ArticleId) -> Result<Option<Origin>> {
        let sql = "SELECT f.id, CASE WHEN f.id = 0 THEN a.link ELSE f.url END, f.typed, f.login, f.proxy FROM articles AS a JOIN feeds AS f ON f.id = a.feed WHERE a.id = ?1";
        let found = self
            .0
            .prepare_cached(sql)?
            .query_row([id.0], |row| {
                Ok(Origin {
                    feed: FeedId(row.get(0)?),
                    url: row.get(1)?,
                    typed: row.get(2)?,
                    login: LoginKind::parse(&row.get::<_, String>(3)?),
                    way: Way::of(&row.get::<_, String>(4)?),
                })
            })
            .optional()?;
        Ok(found)
    }
}

/// What is hidden is in its own list alone.
fn condition(view: &View, values: &mut Vec<Value>) -> String {
    match view {
        View::Hidden => "s.hidden = 1".to_owned(),
        other => format!("{} AND s.hidden = 0", shown(other, values)),
    }
}

fn shown(view: &View, values: &mut Vec<Value>) -> String {
    let listed = |rest: &str| format!("a.linked = 0{rest}");
    match view {
        View::Hidden => String::new(),
        View::All => listed(""),
        View::Since(midnight) => {
            values.push(Value::from(millis(*midnight)));
            listed(" AND a.published >= ?")
        }
        View::Unread => listed(" AND s.read = 0"),
        View::Starred => "s.starred = 1".to_owned(),
        View::Saved => "s.saved = 1".to_owned(),
        View::PhotoReports => "a.photos > 0".to_owned(),
        View::Edition => {
            "a.id IN (SELECT article FROM edition_articles WHERE packed = 1)".to_owned()
        }
        View::LeftOut => {
            "a.id IN (SELECT article FROM edition_articles WHERE packed = 0)".to_owned()
        }
        View::Folder(name) => {
            values.push(Value::from(name.clone()));
            listed(" AND f.folder = ?")
        }
        View::Feed(id) => {
            values.push(Value::from(id.0));
            listed(" AND a.feed = ?")
        }
    }
}

/// Its sources are counted apart, for the rows that are shown.
fn row_of(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let arrived: Timestamp = time(row.get(17)?);
    Ok(ArticleRow {
        id: ArticleId(row.get(0)?),
        feed: FeedId(row.get(1)?),
        source: row.get(2)?,
        title: row.get(3)?,
        link: row.get(4)?,
        lead: row.get(5)?,
        published: time(row.get(6)?),
        changed: time_or_never(row.get(7)?),
        language: row.get(8)?,
        state: state_of(&row.get::<_, String>(9)?),
        photos: row.get(10)?,
        pictures: row.get(11)?,
        words: row.get(12)?,
        thumbnail: row.get::<_, String>(13)?.parse().ok(),
        status: Status {
            read: row.get(14)?,
            starred: row.get(15)?,
            saved: row.get(16)?,
            hidden: row.get(18)?,
            arrived,
        },
        section: row.get(19)?,
        sources: 1,
    })
}

/// The state by its word; the table's CHECK keeps others out.
pub(crate) fn state_of(word: &str) -> ArticleState {
    match word {
        "text" => ArticleState::Text,
        "complete" => ArticleState::Complete,
        "failed" => ArticleState::Failed,
        _ => ArticleState::Headline,
    }
}
