//! Articles that come again under another identity: feeds rename their guids, swap http and https, move to another host.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use model::{ArticleId, FeedId};
use rusqlite::{OptionalExtension, Row, params};

use crate::articles::link_hash;
use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::millis;

/// What a feed tells of an article, as far as it is known again by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// See [`crate::Incoming::key`].
    pub key: [u8; 16],
    /// The canonical form of its link; empty for none, and for a link that leads to the front page: it names no article.
    pub canonical: String,
    /// Headline.
    pub title: String,
    /// When it was published.
    pub published: Option<Timestamp>,
}

/// An article of the library that a feed tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// Which.
    pub id: ArticleId,
    /// By what.
    pub by: By,
    /// Its link here; empty where only its status is left.
    pub link: String,
    /// What is kept of the hash of what its feed said.
    pub feed_hash: Vec<u8>,
}

/// By what an article is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its key.
    Key,
    /// Its link and its date, or its title and its date: its feed has given it another identity.
    Name,
    /// Its link alone: it is the same only where its text is the same too.
    Link,
}

impl Told {
    /// Title and date, or title and link, for a second look-up; 0 for none.
    pub(crate) fn name(&self) -> i64 {
        name_of(&self.title, self.published, &self.canonical)
    }
}

/// See [`Told::name`].
pub(crate) fn name_of(title: &str, published: Option<Timestamp>, canonical: &str) -> i64 {
    let place = published.map_or(canonical.to_owned(), |at| millis(at).to_string());
    match (title, place.as_str()) {
        ("", _) | (_, "") => 0,
        (title, place) => link_hash(&format!("{title}\n{place}")),
    }
}

impl Read<'_> {
    /// Whether any article of a feed ever was here.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn knows_any(&self, feed: FeedId) -> Result<bool> {
        let mut any = self
            .0
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM statuses WHERE feed = ?1)")?;
        Ok(any.query_row([feed.0], |row| row.get(0))?)
    }

    /// The article here that each of these is, for all that one answer of a feed tells of. One whose old identity is still told of is another
    /// article, and so is one that more than one of the library or of the answer could be.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn recognise(&self, feed: FeedId, told: &[Told]) -> Result<Vec<Option<Recognised>>> {
        let keys: HashSet<&[u8]> = told.iter().map(|one| one.key.as_slice()).collect();
        let mut links: HashMap<&str, u32> = HashMap::new();
        let mut names: HashMap<i64, u32> = HashMap::new();
        for one in told {
            *links.entry(&one.canonical).or_default() += 1;
            *names.entry(one.name()).or_default() += 1;
        }
        let mut found = Vec::with_capacity(told.len());
        for one in told {
            let mut here = self.find_by_key(feed, &one.key)?;
            let is_free = |key: &[u8]| !keys.contains(key);
            if here.is_none()
                && !one.canonical.is_empty()
                && links.get(one.canonical.as_str()) == Some(&1)
            {
                here = self
                    .find_by_link(feed, one)?
                    .filter(|(_, key)| is_free(key))
                    .map(|(here, _)| here);
            }
            let name = one.name();
            let by_name = here.as_ref().is_none_or(|here| here.by == By::Link);
            if by_name && name != 0 && names.get(&name) == Some(&1) {
                let named = self.find_by_name(feed, name)?;
                here = named
                    .filter(|(_, key)| is_free(key))
                    .map(|(here, _)| here)
                    .or(here);
            }
            found.push(here);
        }
        Ok(found)
    }

    fn find_by_key(&self, feed: FeedId, key: &[u8; 16]) -> Result<Option<Recognised>> {
        let mut select = self.0.prepare_cached(
            "SELECT s.id, coalesce(a.link, ''), coalesce(a.feed_hash, x''), s.key FROM statuses AS s LEFT JOIN articles AS a ON a.id = s.id
             WHERE s.feed = ?1 AND s.key = ?2",
        )?;
        let found = select.query_row(params![feed.0, key], |row| candidate(row, By::Key));
        Ok(found.optional()?.map(|(here, _)| here))
    }

    fn find_by_link(&self, feed: FeedId, told: &Told) -> Result<Option<(Recognised, Vec<u8>)>> {
        let mut select = self.0.prepare_cached(
            "SELECT a.id, a.link, a.feed_hash, s.key, a.linked OR a.published = ?3 OR s.name = ?4 AND s.name <> 0
             FROM articles AS a JOIN statuses AS s ON s.id = a.id WHERE a.canonical_hash = ?1 AND a.feed = ?2 LIMIT 2",
        )?;
        let published = told.published.map_or(-1, millis);
        let values = params![link_hash(&told.canonical), feed.0, published, told.name()];
        let found = select.query_map(values, |row| {
            let by = if row.get(4)? { By::Name } else { By::Link };
            candidate(row, by)
        })?;
        only(found)
    }

    fn find_by_name(&self, feed: FeedId, name: i64) -> Result<Option<(Recognised, Vec<u8>)>> {
        let mut select = self.0.prepare_cached(
            "SELECT s.id, coalesce(a.link, ''), coalesce(a.feed_hash, x''), s.key FROM statuses AS s LEFT JOIN articles AS a ON a.id = s.id
             WHERE s.name = ?1 AND s.feed = ?2 LIMIT 2",
        )?;
        only(select.query_map(params![name, feed.0], |row| candidate(row, By::Name))?)
    }
}

impl Write<'_> {
    /// Keeps no earlier text of an article, as its publisher wishes (noarchive).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_revisions(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached("DELETE FROM revisions WHERE article = ?1")?
            .execute([id.0])?;
        Ok(())
    }

    /// An article's feed has given it another identity.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn rename_article(&self, id: ArticleId, told: &Told) -> Result<()> {
        self.sql()
            .prepare_cached("UPDATE statuses SET key = ?2, name = ?3 WHERE id = ?1")?
            .execute(params![id.0, told.key, told.name()])?;
        Ok(())
    }

    /// An article's feed has given it another address, and said the same besides.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn relink_article(
        &self,
        id: ArticleId,
        link: &str,
        canonical: &str,
        feed_hash: &[u8; 32],
    ) -> Result<()> {
        self.sql()
            .prepare_cached(
                "UPDATE articles SET link = ?2, canonical_hash = ?3, feed_hash = ?4 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                link,
                link_hash(canonical),
                crate::incoming::short(feed_hash)
            ])?;
        Ok(())
    }
}

fn candidate(row: &Row<'_>, by: By) -> rusqlite::Result<(Recognised, Vec<u8>)> {
    let here = Recognised {
        id: ArticleId(row.get(0)?),
        by,
        link: row.get(1)?,
        feed_hash: row.get(2)?,
    };
    Ok((here, row.get(3)?))
}

/// The one that was found; nothing where there are more.
fn only<T>(mut found: impl Iterator<Item = rusqlite::Result<T>>) -> Result<Option<T>> {
    let first = found.next().transpose()?;
    Ok(if found.next().is_some() { None } else { first })
}
