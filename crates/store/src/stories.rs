//! Stories: which sources tell the same. Articles of two sources are one story where their canonical addresses are equal, or their headlines
//! within three days: "Weather for today" is another story every day. Two articles of one source never are: it had something new to say.

use std::collections::HashSet;

use jiff::SignedDuration;
use model::{Account, ArticleId, ArticleRow};

use crate::articles::link_hash;
use crate::error::Result;
use crate::pool::Read;
use crate::rows::SOURCE;
use crate::time::time;
use crate::words::{fold_word, list_words};

/// Equal headlines further apart are two stories.
pub const SAME_TITLE: SignedDuration = SignedDuration::from_hours(72);
const WITHIN_MS: i64 = SAME_TITLE.as_millis() as i64;

/// What other sources have of the story of article ?1: found by index, whatever the size of the library. What is hidden or known only through a
/// link tells nothing. An address that its own source gives to several articles names none of them.
const OTHERS: &str = "SELECT o.id, o.feed FROM articles AS a CROSS JOIN articles AS o
     WHERE a.id = ?1 AND a.canonical_hash <> 0 AND o.canonical_hash <> 0 AND o.canonical_hash = a.canonical_hash AND o.feed <> a.feed AND o.linked = 0
       AND NOT EXISTS (SELECT 1 FROM articles AS own WHERE own.canonical_hash = a.canonical_hash AND own.canonical_hash <> 0 AND own.feed = a.feed AND own.id <> a.id)
       AND NOT EXISTS (SELECT 1 FROM statuses WHERE id = o.id AND hidden = 1)
   UNION
   SELECT o.id, o.feed FROM articles AS a CROSS JOIN articles AS o
     WHERE a.id = ?1 AND a.title_hash <> 0 AND o.title_hash <> 0 AND o.title_hash = a.title_hash AND o.published BETWEEN a.published - ?2 AND a.published + ?2
       AND o.feed <> a.feed AND o.linked = 0 AND NOT EXISTS (SELECT 1 FROM statuses WHERE id = o.id AND hidden = 1)";

/// Which of the articles in the list ?1 may have others of their story: most have none, so all of a page are asked about at once.
const SHARED: &str = "SELECT a.id FROM json_each(?1) AS shown CROSS JOIN articles AS a ON a.id = shown.value
   WHERE (a.canonical_hash <> 0 AND EXISTS (SELECT 1 FROM articles AS o WHERE o.canonical_hash <> 0 AND o.canonical_hash = a.canonical_hash AND o.id <> a.id))
      OR (a.title_hash <> 0 AND EXISTS (SELECT 1 FROM articles AS o WHERE o.title_hash <> 0 AND o.title_hash = a.title_hash AND o.linked = 0
            AND o.published BETWEEN a.published - ?2 AND a.published + ?2 AND o.id <> a.id))";

/// Names a story by its words, as [`model::Headline::address`] names it by its address; 0 for no words.
pub fn story_of(words: &str) -> i64 {
    // No address begins with a line break.
    match words {
        "" => 0,
        words => link_hash(&format!("\n{words}")),
    }
}

/// A headline's words without what differs between two that are the same: case, ё, marks, spaces.
pub fn normalised(title: &str) -> String {
    let words: Vec<String> = list_words(title).into_iter().map(fold_word).collect();
    words.join(" ")
}

/// What is kept of a headline, to find others that are the same; 0 for one without words.
pub(crate) fn title_hash(title: &str) -> i64 {
    story_of(&normalised(title))
}

impl Read<'_> {
    /// Says of these rows how many sources have their story, their own among them.
    pub(crate) fn count_sources(&self, rows: &mut [ArticleRow]) -> Result<()> {
        let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
        let mut select = self.0.prepare_cached(SHARED)?;
        let shared: HashSet<i64> = select
            .query_map((format!("[{}]", ids.join(",")), WITHIN_MS), |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        for row in rows.iter_mut().filter(|row| shared.contains(&row.id.0)) {
            let mut select = self.0.prepare_cached(&count())?;
            let others: u32 = select.query_row((row.id.0, WITHIN_MS), |row| row.get(0))?;
            row.sources = others + 1;
        }
        Ok(())
    }

    /// What the other sources have of an article's story, newest first; of each its last account.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn list_accounts(&self, id: ArticleId) -> Result<Vec<Account>> {
        let mut select = self.0.prepare_cached(&accounts())?;
        let accounts = select.query_map((id.0, WITHIN_MS), |row| {
            Ok(Account {
                id: ArticleId(row.get(0)?),
                source: row.get(1)?,
                published: time(row.get(2)?),
                read: row.get(3)?,
            })
        })?;
        Ok(accounts.collect::<rusqlite::Result<_>>()?)
    }
}

fn count() -> String {
    format!("SELECT count(DISTINCT feed) FROM ({OTHERS})")
}

/// With `max`, the other columns are of the row that has the maximum (SQLite, "bare columns").
fn accounts() -> String {
    format!(
        "SELECT a.id, {SOURCE}, max(a.published), s.read FROM ({OTHERS}) AS other CROSS JOIN articles AS a ON a.id = other.id
           JOIN statuses AS s ON s.id = a.id JOIN feeds AS f ON f.id = a.feed
         GROUP BY a.feed ORDER BY 3 DESC, 1 DESC"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pool::{Mode, Store};

    #[test]
    fn whatever_the_size_of_the_library_nothing_is_scanned_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-20T06:00:00Z".parse().unwrap();
        let store = Store::open(folder.path(), Mode::Write, "test", now).unwrap();
        for sql in [SHARED.to_owned(), count(), accounts()] {
            let plan = store.read(|library| {
                let mut explain = library.0.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let steps = explain.query_map(("[1]", 1), |row| row.get(3))?;
                Ok(steps.collect::<rusqlite::Result<Vec<String>>>()?)
            });
            let plan = plan.unwrap();
            for step in plan.iter().filter(|step| step.starts_with("SCAN")) {
                // What was asked about and what was found is walked through: rows of a page, accounts of one story.
                assert!(
                    ["other", "(subquery", "shown"]
                        .iter()
                        .any(|found| step.contains(found)),
                    "{plan:#?}"
                );
            }
            for wanted in [
                "articles_by_canonical (canonical_hash=?)",
                "articles_by_title (title_hash=? AND published>? AND published<?)",
            ] {
                assert!(
                    plan.iter()
                        .any(|step| step.starts_with("SEARCH o USING") && step.ends_with(wanted)),
                    "{wanted}: {plan:#?}"
                );
            }
        }
    }

    #[test]
    fn a_headline_is_the_same_whatever_its_case_and_marks() {
        let one = title_hash("Ёлку зажгли — в Алматы!");
        assert_ne!(one, 0);
        for same in ["ЕЛКУ ЗАЖГЛИ В АЛМАТЫ", "«Елку»\u{a0}зажгли  в Алматы"]
        {
            assert_eq!(title_hash(same), one, "{same}");
        }
        assert_ne!(title_hash("Ёлку зажгли в Астане"), one);
        assert_eq!(title_hash(" — «…» "), 0);
    }
}
