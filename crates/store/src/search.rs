//! Full-text search: a contentless FTS5 index of folded and stemmed words (see `words.rs`).
//!
//! The words are made here, so any SQLite can open the file. The index knows only which article has which words (`detail=none`: a quarter
//! of the bytes and half of the work); phrases and ranks are read from the texts of the articles that have all the words (see `rank.rs`).

use model::{ArticleId, ArticleRow};
use unicode_segmentation::UnicodeSegmentation;

use crate::error::Result;
use crate::pool::Read;
use crate::status::HIDDEN;
use crate::words::{fold, parts, stem};

/// Between these stand the matches in an excerpt: characters that no title or text can hold (they are stripped).
const MATCH: (char, char) = ('\u{2068}', '\u{2069}');

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its row.
    pub row: ArticleRow,
    /// Its headline; matches between U+2068 and U+2069.
    pub headline: String,
    /// Words around the first match; matches between U+2068 and U+2069.
    pub excerpt: String,
}

impl Read<'_> {
    /// Searches for words, `"phrases"` and `-without`; best first. A query of nothing finds nothing.
    ///
    /// # Errors
    /// What SQLite says; a damaged text.
    pub fn search(&self, query: &str, limit: u32) -> Result<Vec<Found>> {
        let terms = terms(query);
        if terms.is_empty() {
            return self.search_signs(query.trim(), limit);
        }
        let Some(expression) = expression(&terms) else {
            return Ok(Vec::new());
        };
        let sought = Sought::of(&terms);
        let mut found = Vec::new();
        for id in self.rank(&expression, &terms, limit)? {
            if let Some(row) = self.find_row(id)? {
                let text = self.text_to_search(id)?;
                let text = if text.is_empty() { &row.lead } else { &text };
                found.push(Found {
                    headline: sought.headline(&row.title),
                    excerpt: sought.excerpt(text),
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
        let mut select = self.0.prepare_cached(&format!(
            "SELECT id FROM articles WHERE id NOT IN ({HIDDEN}) ORDER BY published DESC, id DESC"
        ))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId(row.get(0)?);
            let text = self.text_to_search(id)?;
            if text.contains(signs)
                && let Some(row) = self.find_row(id)?
            {
                found.push(Found {
                    headline: row.title.clone(),
                    excerpt: Sought::of(&[]).excerpt(&text),
                    row,
                });
            }
            if found.len() as u64 >= u64::from(limit) {
                break;
            }
        }
        Ok(found)
    }
}

/// A word or a phrase of a query.
pub(crate) struct Term {
    /// As the reader typed them.
    pub(crate) words: Vec<String>,
    /// They must stand one after the other.
    pub(crate) phrase: bool,
    /// Articles with it are not wanted.
    pub(crate) without: bool,
}

impl Term {
    /// Its words as they stand in the index: stemmed, or whole as in Kazakh texts.
    pub(crate) fn sequence(&self, kazakh: bool) -> Vec<String> {
        let stems = self.words.iter().map(|word| stem(word, kazakh));
        stems
            .flat_map(|stem| parts(&stem).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }

    /// What the words of the index begin with where a word alone is looked for: Kazakh words carry their endings.
    pub(crate) fn beginning(&self) -> Option<String> {
        match self.sequence(true).as_slice() {
            [whole] if !self.phrase && whole.chars().count() >= 3 => Some(whole.clone()),
            _ => None,
        }
    }
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

/// The FTS5 expression of what is wanted; every word is quoted, so that no input is syntax. It finds every article that has the words, in any
/// order; what must be near or must not be there is looked for in the texts where the index can't tell.
fn expression(terms: &[Term]) -> Option<String> {
    let (without, with): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| term.without);
    let mut expression = with
        .iter()
        .filter_map(|term| alternatives(term))
        .collect::<Vec<_>>()
        .join(" AND ");
    if expression.is_empty() {
        return None;
    }
    for unwanted in without
        .iter()
        .filter(|term| is_one_word(term))
        .filter_map(|term| alternatives(term))
    {
        expression = format!("({expression}) NOT {unwanted}");
    }
    Some(expression)
}

/// Whether the index alone can tell that an article has the term.
pub(crate) fn is_one_word(term: &Term) -> bool {
    term.sequence(false).len() == 1 && term.sequence(true).len() == 1
}

/// A term as it may stand in the index: stemmed (Russian, English), or whole and as a beginning (Kazakh).
pub(crate) fn alternatives(term: &Term) -> Option<String> {
    let all = |kazakh: bool| {
        let words = term.sequence(kazakh).into_iter();
        words
            .map(|word| format!("\"{word}\""))
            .collect::<Vec<_>>()
            .join(" AND ")
    };
    let (stemmed, whole) = (all(false), all(true));
    if stemmed.is_empty() {
        return None;
    }
    let beginning = if term.beginning().is_some() { "*" } else { "" };
    Some(if stemmed == whole && beginning.is_empty() {
        format!("({stemmed})")
    } else {
        format!("(({stemmed}) OR ({whole}{beginning}))")
    })
}

/// So many words stand before the first match at most: rows show two lines of an excerpt, and the match is in them.
const BEFORE: usize = 3;
/// So many follow it.
const AFTER: usize = 20;

/// The words of a query, as they are looked for in what is shown.
struct Sought {
    /// Each stemmed, and whole as in Kazakh texts.
    words: Vec<(String, String)>,
    /// Words of one stem begin alike, so most words need no stemming to be told apart.
    beginnings: Vec<Option<char>>,
}

impl Sought {
    fn of(terms: &[Term]) -> Self {
        let wanted = terms.iter().filter(|term| !term.without);
        let words: Vec<(String, String)> = wanted
            .flat_map(|term| &term.words)
            .map(|word| (stem(word, false), stem(word, true)))
            .collect();
        Self {
            beginnings: words.iter().map(|(whole, _)| beginning(whole)).collect(),
            words,
        }
    }

    fn is(&self, word: &str) -> bool {
        if !self.beginnings.contains(&beginning(word)) {
            return false;
        }
        let (stemmed, whole) = (stem(word, false), stem(word, true));
        self.words.iter().any(|(s, w)| {
            *s == stemmed
                || (w.chars().count() >= 3 && whole.starts_with(w.as_str()))
                || *w == whole
        })
    }

    /// A part of a text that begins and ends at these words, matches marked.
    fn mark(&self, text: &str, words: &[(usize, &str)], start: usize, end: usize) -> String {
        let mut line = String::new();
        let mut at = start;
        for (begin, word) in words {
            line.push_str(text.get(at..*begin).unwrap_or(""));
            if self.is(word) {
                line.extend([MATCH.0]);
                line.push_str(word);
                line.extend([MATCH.1]);
            } else {
                line.push_str(word);
            }
            at = begin + word.len();
        }
        line.push_str(text.get(at..end).unwrap_or(""));
        line.replace('\n', " ")
    }

    /// A headline, matches marked.
    fn headline(&self, title: &str) -> String {
        let words: Vec<(usize, &str)> = title.unicode_word_indices().collect();
        self.mark(title, &words, 0, title.len())
    }

    /// About 160 characters around the first match, from word to word, matches marked. It begins in the match's own paragraph.
    fn excerpt(&self, text: &str) -> String {
        let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        let first = words
            .iter()
            .position(|(_, word)| self.is(word))
            .unwrap_or(0);
        let paragraph = words
            .get(first)
            .and_then(|(at, _)| text.get(..*at)?.rfind('\n'))
            .map_or(0, |line_end| line_end + 1);
        let begins = words.partition_point(|(at, _)| *at < paragraph);
        let from = first.saturating_sub(BEFORE).max(begins);
        let to = (first + AFTER).min(words.len());
        let shown = words.get(from..to).unwrap_or_default();
        let (Some((start, _)), Some((last, word))) = (shown.first(), shown.last()) else {
            return String::new();
        };
        // An opening quote belongs to the word that it stands before.
        let before = text.get(..*start).unwrap_or("");
        let start = before.trim_end_matches(['«', '„', '“', '"', '(']).len();
        let end = if to < words.len() {
            last + word.len()
        } else {
            text.len()
        };
        let (opening, closing) = (from > begins, to < words.len());
        let line = self.mark(text, shown, start, end);
        format!(
            "{}{}{}",
            if opening { "…" } else { "" },
            line.trim_end(),
            if closing { "…" } else { "" }
        )
    }
}

fn beginning(word: &str) -> Option<char> {
    word.chars()
        .find_map(|letter| letter.to_lowercase().find_map(fold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_query_is_syntax() {
        for query in [
            "\"", "*", "a* OR (", "NEAR(", "\"open", "-", "title:", "'; DROP", "^x", "«»",
        ] {
            let _ = expression(&terms(query));
        }
        assert_eq!(expression(&terms("")), None);
        assert_eq!(
            expression(&terms("-only")),
            None,
            "without anything to find, nothing is found"
        );
        assert_eq!(
            expression(&terms("Астана -погода")).as_deref(),
            Some("(((\"аста\") OR (\"астана\"*))) NOT ((\"погод\") OR (\"погода\"*))")
        );
        assert_eq!(
            expression(&terms("\"a b\" 3.5 -7.5")).as_deref(),
            Some("(\"a\" AND \"b\") AND (\"3\" AND \"5\")"),
            "nearness is looked for in the texts"
        );
    }

    fn sought(query: &str) -> Sought {
        Sought::of(&terms(query))
    }

    #[test]
    fn an_excerpt_begins_close_before_the_match_and_marks_it() {
        let text = "Первое слово. ".repeat(20)
            + "Новая большая школа открылась в Алматы. "
            + &"Последнее слово. ".repeat(20);
        let line = sought("школы").excerpt(&text);
        assert!(
            line.starts_with("…слово. Новая большая \u{2068}школа\u{2069} открылась")
                && line.ends_with("слово…"),
            "{line}"
        );
    }

    #[test]
    fn an_excerpt_begins_in_the_paragraph_of_the_match_with_its_quote() {
        let text = "Lead of the article.\n«Мост» и школа. Конец.";
        assert_eq!(
            sought("школа").excerpt(text),
            "«Мост» и \u{2068}школа\u{2069}. Конец."
        );
        assert_eq!(
            sought("lead").excerpt("The first lead.\nNext."),
            "The first \u{2068}lead\u{2069}. Next."
        );
        assert_eq!(sought("нет").excerpt(""), "");
    }

    #[test]
    fn a_headline_is_marked_whole() {
        assert_eq!(
            sought("школы астане -погода").headline("«Новая школа»: погода в Астане!"),
            "«Новая \u{2068}школа\u{2069}»: погода в \u{2068}Астане\u{2069}!"
        );
    }
}
