//! What a rescue of the library brought, told to the reader until it was seen.

use std::fmt;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::pool::{Read, Write};
use crate::time::{millis, time};

/// Where it is remembered, in the table of settings.
const NOTE: &str = "note:rescued";

/// What a rescue of the library brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescued {
    /// When.
    pub at: Timestamp,
    /// What was wrong, in SQLite's words.
    pub why: String,
    /// Where the damaged file lies now, seen from the data folder; absent where there was none.
    pub aside: Option<String>,
    /// The backup that was used besides; absent where there was no good one.
    pub backup: Option<String>,
    /// Every row of the damaged file could be read.
    pub whole: bool,
    /// Sources the library has now.
    pub feeds: u32,
    /// Articles with a mark (read, starred, saved) it knows now.
    pub marked: u32,
    /// Articles it has now.
    pub articles: u32,
}

impl Rescued {
    pub(crate) fn count(&mut self, library: &Connection) -> Result<()> {
        let count = |sql: &str| library.query_row(sql, [], |row| row.get(0));
        self.feeds = count("SELECT count(*) FROM feeds WHERE removed = 0 AND id <> 0")?;
        self.marked =
            count("SELECT count(*) FROM statuses WHERE read = 1 OR starred = 1 OR saved = 1")?;
        self.articles = count("SELECT count(*) FROM articles")?;
        Ok(())
    }

    pub(crate) fn save(&self, library: &Connection) -> Result<()> {
        let text = format!(
            "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}",
            millis(self.at),
            self.aside.as_deref().unwrap_or(""),
            self.backup.as_deref().unwrap_or(""),
            u8::from(self.whole),
            self.feeds,
            self.marked,
            self.articles,
            self.why
        );
        library.execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
            [NOTE, &text],
        )?;
        Ok(())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.splitn(8, '\n');
        let path = |line: &str| Some(line.to_owned()).filter(|path| !path.is_empty());
        Some(Self {
            at: time(lines.next()?.parse().ok()?),
            aside: path(lines.next()?),
            backup: path(lines.next()?),
            whole: lines.next()? == "1",
            feeds: lines.next()?.parse().ok()?,
            marked: lines.next()?.parse().ok()?,
            articles: lines.next()?.parse().ok()?,
            why: lines.next()?.to_owned(),
        })
    }
}

impl fmt::Display for Rescued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            feeds,
            marked,
            articles,
            ..
        } = self;
        let what = if self.aside.is_some() {
            "was damaged"
        } else {
            "was gone"
        };
        write!(
            f,
            "The library {what} and has been rebuilt: {feeds} sources, {articles} articles and the marks on {marked} are here"
        )?;
        if let Some(backup) = &self.backup {
            write!(f, ", also from {backup}")?;
        }
        if let Some(aside) = &self.aside {
            write!(f, ". The damaged file is kept as {aside}")?;
        }
        write!(
            f,
            ". What is missing comes with the next sync, as far as its sources still have it"
        )
    }
}

impl Read<'_> {
    /// What the last rescue brought, until it was seen.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn find_rescued(&self) -> Result<Option<Rescued>> {
        let text: Option<String> = self
            .0
            .query_row("SELECT value FROM settings WHERE key = ?1", [NOTE], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(text.as_deref().and_then(Rescued::parse))
    }
}

impl Write<'_> {
    /// The reader has seen what the last rescue brought.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forget_rescued(&self) -> Result<()> {
        self.sql()
            .execute("DELETE FROM settings WHERE key = ?1", [NOTE])?;
        Ok(())
    }
}
