//! Full-text search: folded and stemmed words in a contentless FTS5 index.
//!
//! The words are made here, so any SQLite can open the file. Folding: lower case, ё as е, Kazakh letters as their nearest Russian ones (many
//! readers type without a Kazakh keyboard). Stemming: Russian and English by Snowball; Kazakh words stay whole and are found by their
//! beginning. The index may lag behind the articles by seconds: `unindexed` holds what it lacks.

use model::{ArticleId, ArticleRow};
use rusqlite::params;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::error::Result;
use crate::pool::{Read, Write};

const KAZAKH: &[char] = &['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і'];
/// Between these stand the matches in an excerpt: characters that no title or text can hold (they are stripped).
const MATCH: (char, char) = ('\u{2068}', '\u{2069}');

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its row.
    pub row: ArticleRow,
    /// Words around the first match; matches between U+2068 and U+2069.
    pub excerpt: String,
}

impl Read<'_> {
    /// Searches for words, `"phrases"` and `-without`; best first. A query of nothing finds nothing.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn search(&self, query: &str, limit: u32) -> Result<Vec<Found>> {
        if terms(query).is_empty() {
            return self.search_signs(query.trim(), limit);
        }
        let Some(expression) = expression(query) else {
            return Ok(Vec::new());
        };
        let ids: Vec<i64> = {
            let mut select = self
                .0
                .prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY bm25(search, 4.0, 1.0), rowid DESC LIMIT ?2")?;
            select
                .query_map(params![expression, limit], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?
        };
        let wanted: Vec<String> = terms(query)
            .into_iter()
            .filter(|term| !term.without)
            .flat_map(|term| term.words)
            .collect();
        let mut found = Vec::with_capacity(ids.len());
        for id in ids.into_iter().map(ArticleId) {
            if let Some(row) = self.find_row(id)? {
                let text = self.load_body(id)?.text;
                let text = if text.is_empty() {
                    row.lead.clone()
                } else {
                    text
                };
                found.push(Found {
                    excerpt: excerpt(&text, &wanted),
                    row,
                });
            }
        }
        Ok(found)
    }

    /// Searches for what holds no word (`₸`, `%`, `–`): the index knows only words, so the texts themselves are read, newest first.
    fn search_signs(&self, signs: &str, limit: u32) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        if signs.is_empty() {
            return Ok(found);
        }
        let mut select = self
            .0
            .prepare_cached("SELECT id FROM articles ORDER BY published DESC, id DESC")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId(row.get(0)?);
            let text = self.load_body(id)?.text;
            if text.contains(signs)
                && let Some(row) = self.find_row(id)?
            {
                found.push(Found {
                    excerpt: excerpt(&text, &[]),
                    row,
                });
            }
            if found.len() as u64 >= u64::from(limit) {
                break;
            }
        }
        Ok(found)
    }

    /// How many articles the index lacks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_unindexed(&self) -> Result<u32> {
        Ok(self
            .0
            .query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0))?)
    }
}

impl Write<'_> {
    pub(crate) fn want_index(&self, id: ArticleId) -> Result<()> {
        self.sql()
            .prepare_cached("INSERT OR IGNORE INTO unindexed (article) VALUES (?1)")?
            .execute([id.0])?;
        Ok(())
    }

    /// Brings at most `limit` articles into the index; tells how many it was.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn index_some(&self, limit: u32) -> Result<u32> {
        let batch: Vec<(i64, String, String, String)> = {
            let mut select = self.sql().prepare_cached(
                "SELECT a.id, a.title, a.lead, a.language FROM unindexed AS u JOIN articles AS a ON a.id = u.article LIMIT ?1",
            )?;
            select
                .query_map([limit], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect::<rusqlite::Result<_>>()?
        };
        for (id, title, lead, language) in &batch {
            let text = self.load_body(ArticleId(*id))?.text;
            let body = if text.is_empty() { lead } else { &text };
            let kazakh = language == "kk";
            self.sql()
                .prepare_cached(
                    "INSERT OR REPLACE INTO search (rowid, title, body) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![id, indexed(title, kazakh), indexed(body, kazakh)])?;
            self.sql()
                .prepare_cached("DELETE FROM unindexed WHERE article = ?1")?
                .execute([id])?;
        }
        Ok(batch.len() as u32)
    }
}

/// The words of a text as they stand in the index, separated by spaces. Letters outside ASCII are what the `ascii` tokenizer takes whole.
fn indexed(text: &str, kazakh: bool) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.unicode_words() {
        line.push_str(&stem(word, kazakh));
        line.push(' ');
    }
    line
}

struct Term {
    words: Vec<String>,
    phrase: bool,
    without: bool,
}

/// Splits a query into words and phrases; unbalanced quotes and lone marks are taken as the reader must have meant them.
fn terms(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (number, part) in query.split(['"', '“', '”', '«', '»', '„']).enumerate() {
        if number % 2 == 1 {
            let words: Vec<String> = part.unicode_words().map(str::to_owned).collect();
            if !words.is_empty() {
                terms.push(Term {
                    words,
                    phrase: true,
                    without: false,
                });
            }
            continue;
        }
        for chunk in part.split_whitespace() {
            let without = chunk.starts_with('-');
            let words = chunk.unicode_words().map(|word| Term {
                words: vec![word.to_owned()],
                phrase: false,
                without,
            });
            terms.extend(words);
        }
    }
    terms
}

/// The FTS5 expression of a query. Every word is quoted, so that no input is syntax.
fn expression(query: &str) -> Option<String> {
    let terms = terms(query);
    let (without, with): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| term.without);
    if with.is_empty() {
        return None;
    }
    let mut expression = with
        .iter()
        .map(|term| alternatives(term))
        .collect::<Vec<_>>()
        .join(" AND ");
    for term in without {
        expression = format!("({expression}) NOT {}", alternatives(term));
    }
    Some(expression)
}

/// A term as it may stand in the index: stemmed (Russian, English), or whole and as a beginning (Kazakh).
fn alternatives(term: &Term) -> String {
    let joined = |kazakh: bool| {
        term.words
            .iter()
            .map(|word| stem(word, kazakh))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (stemmed, whole) = (joined(false), joined(true));
    let beginning = if !term.phrase && whole.chars().count() >= 3 {
        "*"
    } else {
        ""
    };
    if stemmed == whole && beginning.is_empty() {
        format!("\"{stemmed}\"")
    } else {
        format!("(\"{stemmed}\" OR \"{whole}\"{beginning})")
    }
}

/// One word, folded and stemmed.
fn stem(word: &str, kazakh: bool) -> String {
    let lower: String = word.nfkc().flat_map(char::to_lowercase).collect();
    let whole = kazakh || lower.contains(KAZAKH);
    let folded: String = lower.chars().filter_map(fold).collect();
    if whole {
        return folded;
    }
    let algorithm = match folded.chars().next() {
        Some('а'..='я') => Algorithm::Russian,
        Some('a'..='z') => Algorithm::English,
        _ => return folded,
    };
    Stemmer::create(algorithm).stem(&folded).into_owned()
}

/// One letter as it stands in the index; marks that only stress or divide are left out.
fn fold(letter: char) -> Option<char> {
    Some(match letter {
        'ё' => 'е',
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        '\u{301}' | '\u{ad}' => return None,
        '\'' | '’' | '"' => return None,
        other => other,
    })
}

/// About 160 characters around the first match, from word to word, matches marked.
fn excerpt(text: &str, wanted: &[String]) -> String {
    let wanted: Vec<(String, String)> = wanted
        .iter()
        .map(|word| (stem(word, false), stem(word, true)))
        .collect();
    // Words of one stem begin alike, so most words need no stemming to be told apart.
    let beginning = |word: &str| {
        word.chars()
            .find_map(|letter| letter.to_lowercase().find_map(fold))
    };
    let beginnings: Vec<Option<char>> = wanted.iter().map(|(whole, _)| beginning(whole)).collect();
    let matches = |word: &str| {
        if !beginnings.contains(&beginning(word)) {
            return false;
        }
        let (stemmed, whole) = (stem(word, false), stem(word, true));
        wanted.iter().any(|(s, w)| {
            *s == stemmed
                || (w.chars().count() >= 3 && whole.starts_with(w.as_str()))
                || *w == whole
        })
    };
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let first = words
        .iter()
        .position(|(_, word)| matches(word))
        .unwrap_or(0);
    let (from, to) = (first.saturating_sub(8), (first + 17).min(words.len()));
    let Some((start, _)) = words.get(from).copied() else {
        return String::new();
    };
    let mut line = String::new();
    if from > 0 {
        line.push_str("… ");
    }
    let mut at = start;
    for (begin, word) in words.iter().take(to).skip(from) {
        line.push_str(text.get(at..*begin).unwrap_or(""));
        if matches(word) {
            line.extend([MATCH.0]);
            line.push_str(word);
            line.extend([MATCH.1]);
        } else {
            line.push_str(word);
        }
        at = begin + word.len();
    }
    if to < words.len() {
        line.push_str(" …");
    }
    line.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_their_other_forms() {
        for (one, other) in [
            ("правительства", "правительство"),
            ("ёлка", "елка"),
            ("Elections", "election"),
            ("Министров", "министр"),
        ] {
            assert_eq!(stem(one, false), stem(other, false), "{one} and {other}");
        }
    }

    #[test]
    fn kazakh_words_are_folded_and_stay_whole() {
        assert_eq!(stem("Қазақстанда", false), "казакстанда");
        assert_eq!(stem("Алматыда", true), "алматыда");
    }

    #[test]
    fn no_query_is_syntax() {
        for query in [
            "\"", "*", "a* OR (", "NEAR(", "\"open", "-", "title:", "'; DROP", "^x", "«»",
        ] {
            let _ = expression(query);
        }
        assert_eq!(expression(""), None);
        assert_eq!(
            expression("-only"),
            None,
            "without anything to find, nothing is found"
        );
        assert_eq!(
            expression("Астана -погода").as_deref(),
            Some("((\"аста\" OR \"астана\"*)) NOT (\"погод\" OR \"погода\"*)")
        );
    }

    #[test]
    fn an_excerpt_is_cut_at_words_and_marks_the_match() {
        let text = "Первое слово. ".repeat(20)
            + "Новая школа открылась в Алматы. "
            + &"Последнее слово. ".repeat(20);
        let line = excerpt(&text, &["школы".to_owned()]);
        assert!(line.starts_with("… ") && line.ends_with(" …"), "{line}");
        assert!(line.contains("\u{2068}школа\u{2069}"), "{line}");
    }
}
