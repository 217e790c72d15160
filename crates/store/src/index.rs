//! Keeping the full-text index: what it lacks, and bringing articles into it.
//!
//! An article can be read as soon as it is stored; the index follows within seconds, many articles in one transaction. `unindexed` holds what
//! it lacks, so that nothing is forgotten whatever happens; the words of articles that have just come are still in memory ([`Fresh`]), so
//! that their texts need not be unpacked again.

use std::collections::HashMap;
use std::sync::Mutex;

use model::ArticleId;
use rusqlite::params;

use crate::error::{Result, StoreError};
use crate::pool::{Read, Write, lock_of};
use crate::words::{self, Words};

/// Bytes of words that wait in memory at most; those of further articles are read again from the library.
const MOST: usize = 16 * 1024 * 1024;

/// The words of articles that came since the index was brought up to date.
#[derive(Debug, Default)]
pub(crate) struct Fresh(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    words: HashMap<i64, Words>,
    bytes: usize,
}

impl Fresh {
    /// Takes over what a transaction noted, once it holds: words, or that those known before are no longer right.
    pub(crate) fn note(&self, noted: Vec<(i64, Option<Words>)>) {
        let mut waiting = lock_of(&self.0);
        for (id, words) in noted {
            waiting.take(id);
            if let Some(words) = words.filter(|words| waiting.bytes + words.0.len() <= MOST) {
                waiting.bytes += words.0.len();
                waiting.words.insert(id, words);
            }
        }
    }

    fn take(&self, id: i64) -> Option<Words> {
        lock_of(&self.0).take(id)
    }

    fn clear(&self) {
        *lock_of(&self.0) = Waiting::default();
    }
}

impl Waiting {
    fn take(&mut self, id: i64) -> Option<Words> {
        let words = self.words.remove(&id)?;
        self.bytes -= words.0.len();
        Some(words)
    }
}

impl Read<'_> {
    /// How many articles the index lacks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_unindexed(&self) -> Result<u32> {
        Ok(self
            .0
            .query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0))?)
    }

    /// The plain text of an article. One that can't be read is for doctor to find: here it must not hide all others.
    pub(crate) fn text_to_search(&self, id: ArticleId) -> Result<String> {
        match self.load_body(id) {
            Err(StoreError::Unreadable { .. }) => Ok(String::new()),
            body => Ok(body?.text),
        }
    }

    /// The words of an article, read from its text.
    fn read_words(&self, id: i64) -> Result<Words> {
        let (title, lead, language): (String, String, String) = self
            .0
            .prepare_cached("SELECT title, lead, language FROM articles WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let text = self.text_to_search(ArticleId(id))?;
        let text = if text.is_empty() { &lead } else { &text };
        Ok(Words::of(&[&title, text], language == "kk"))
    }
}

impl Write<'_> {
    /// Wants an article in the index, with its words where they are at hand.
    pub(crate) fn want_index(&self, id: ArticleId, words: Option<Words>) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT OR IGNORE INTO unindexed (article) VALUES (?1)")?
            .execute([id.0])?;
        self.note_words(id.0, words);
        Ok(())
    }

    /// Brings at most `limit` articles into the index; tells how many it was.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn index_some(&self, limit: u32) -> Result<u32> {
        let batch: Vec<i64> = self
            .sql()
            .prepare_cached("SELECT article FROM unindexed ORDER BY article LIMIT ?1")?
            .query_map([limit], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let Some(last) = batch.last() else {
            // Nothing more to do: the memory for it is given back.
            self.fresh().clear();
            words::forget();
            return Ok(0);
        };
        let mut insert = self
            .sql()
            .prepare_cached("INSERT OR REPLACE INTO search (rowid, words) VALUES (?1, ?2)")?;
        for id in &batch {
            let words = match self.fresh().take(*id) {
                Some(words) => words,
                None => self.read_words(*id)?,
            };
            insert.execute(params![id, words.0])?;
        }
        self.sql()
            .prepare_cached("DELETE FROM unindexed WHERE article <= ?1")?
            .execute([last])?;
        Ok(batch.len() as u32)
    }
}
