//! The general path: finding the text of a page without knowing its site.
//!
//! Two extractors look at it. The first one's structure is the article. The second one, which works in another way, is asked about
//! the lines at the beginning and the end, where bylines, boxes and promotion stick to a text: those that it does not know go.
//! The middle is never touched, so no paragraph is lost because the second one overlooked it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::{dom, text};

/// Pages with more elements are not looked at twice: the second extractor's time grows faster than the page.
const MOST_ELEMENTS: usize = 20_000;
/// The same for their HTML, in bytes; news pages are shorter.
const MOST_HTML: usize = 2_000_000;
/// Words in a row by which lines are compared.
const ROW: usize = 4;
/// So much of the text, in words, has to be known to the second extractor before it is believed.
const LEAST_KNOWN: f64 = 0.6;

/// The part of a page that looks like its article, as HTML with classes; absent where nothing does.
pub(crate) fn body(document: &Document, url: &url::Url) -> Option<String> {
    let config = Config {
        keep_classes: true,
        ..Config::default()
    };
    let mut readability =
        Readability::with_document(document.clone(), Some(url.as_str()), Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.content.to_string())
}

/// What the second extractor takes for the text of a page.
pub(crate) struct Second {
    rows: HashSet<Vec<String>>,
    key: String,
}

impl Second {
    /// Asks the second extractor.
    ///
    /// # Errors
    /// Why it has no opinion, as a warning for the reader.
    pub(crate) fn ask(document: &Document) -> Result<Second, String> {
        let html = document.html().to_string();
        if html.len() > MOST_HTML {
            return Err("the text was read in one way only: the page is very large".into());
        }
        let options = trafilatura::Options::default().with_max_tree_size(MOST_ELEMENTS);
        // It is not ours: a page on which it breaks must not cost the text that the first one found.
        let answer = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(&html, &options)));
        let found = match answer {
            Ok(Ok(found)) => found.content_text,
            Ok(Err(error)) => return Err(format!("the text was read in one way only: {error}")),
            Err(_) => return Err("the text was read in one way only: the other broke off".into()),
        };
        Ok(Second {
            rows: rows(&found).into_iter().collect(),
            key: text::key(&found),
        })
    }

    /// Removes the lines at the beginning and the end of a text that the second extractor does not know.
    pub(crate) fn trim(&self, root: &NodeRef) {
        let blocks = dom::select(root, LINES);
        let lines: Vec<(&NodeRef, String)> = blocks
            .iter()
            .filter(|node| dom::select(node, BLOCKS).is_empty())
            .filter(|node| dom::ancestor(node, &["figure", "table"]).is_none())
            .map(|node| (node, text::one_line(node)))
            .filter(|(_, line)| !line.is_empty())
            .collect();
        let is_known: Vec<bool> = lines.iter().map(|(_, line)| self.knows(line)).collect();
        let (Some(first), Some(last)) = (
            is_known.iter().position(|known| *known),
            is_known.iter().rposition(|known| *known),
        ) else {
            return;
        };
        let words = |range: std::ops::RangeInclusive<usize>| -> usize {
            lines
                .get(range)
                .unwrap_or_default()
                .iter()
                .map(|(_, line)| text::count(line))
                .sum()
        };
        let all = words(0..=lines.len().saturating_sub(1));
        if (words(first..=last) as f64) < all as f64 * LEAST_KNOWN {
            return;
        }
        for (place, (node, _)) in lines.iter().enumerate() {
            let holds_more = !dom::select(node, "img, figure, iframe, video").is_empty();
            if (place < first || place > last) && !holds_more {
                node.remove_from_parent();
            }
        }
    }

    /// Whether half of a line's words, in rows of four, stand in what it found; the whole of a short line.
    fn knows(&self, line: &str) -> bool {
        let rows = rows(line);
        if rows.is_empty() {
            return self.key.contains(&text::key(line));
        }
        let known = rows.iter().filter(|row| self.rows.contains(*row)).count();
        known * 2 >= rows.len()
    }
}

const LINES: &str =
    "p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre, dd, dt, section, header, footer";
const BLOCKS: &str = "p, div, li, h1, h2, h3, h4, h5, h6, blockquote, pre, dd, dt, section, header, footer, table, ul, ol";

/// All rows of four words of a text.
fn rows(text: &str) -> Vec<Vec<String>> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(ROW).map(<[String]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ferry sails again after eleven years in the dock. The whole town came to the pier to see it leave.";

    fn trimmed(known: &str, html: &str) -> String {
        let second = Second {
            rows: rows(known).into_iter().collect(),
            key: text::key(known),
        };
        let parsed = dom::fragment(html);
        let root = dom::root(&parsed.document);
        second.trim(&root);
        text::lines(&root).join("\n")
    }

    #[test]
    fn lines_around_a_text_go_when_the_second_extractor_does_not_know_them() {
        let html = "<div><p>Our newsletter of the morning</p><p>The ferry sails again after eleven years in the dock.</p>\
            <p>Nobody else has seen this line of it.</p><p>The whole town came to the pier to see it leave.</p>\
            <ul><li>More of the lake</li></ul></div>";
        assert_eq!(
            trimmed(TEXT, html),
            "The ferry sails again after eleven years in the dock.\nNobody else has seen this line of it.\n\
             The whole town came to the pier to see it leave.",
            "a line between two known ones stays"
        );
    }

    #[test]
    fn a_second_extractor_that_knows_little_of_a_text_is_not_believed() {
        let html = "<p>The ferry sails again after eleven years in the dock.</p>\
            <p>Something quite different that goes on for very much longer than the only line that the other one has found on the page.</p>";
        assert_eq!(trimmed(TEXT, html).lines().count(), 2);
        assert_eq!(trimmed("", html).lines().count(), 2);
    }
}
