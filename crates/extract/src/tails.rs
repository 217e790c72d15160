//! The end of a text: what is said there of its author, and headings with nothing below them.

use dom_query::NodeRef;

use crate::metadata::Metadata;
use crate::rules::Rules;
use crate::{credit, dom, letters, names, text};

/// So many lines at the end are looked at.
const LAST: usize = 3;
/// What is said of an author is shorter, in characters.
const LONGEST: usize = 500;
/// A line that says who made a picture is shorter, in characters.
const LONGEST_CREDIT: usize = 120;
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// Cuts what stands after the last words of an article.
pub(crate) fn cut(root: &NodeRef, metadata: &Metadata) {
    notes(root, metadata);
    headings(root);
}

/// Takes the last line where it only says who made the picture at the head: `Фото: Ann Example`.
pub(crate) fn credit(root: &NodeRef, rules: &Rules) -> Option<String> {
    let lines = dom::select(root, "p, div, em, small");
    let last = lines.iter().rev().find(|line| {
        dom::select(line, "p, div, figure, img").is_empty()
            && dom::ancestor(line, &["figure", "table", "blockquote", "li"]).is_none()
            && !text::is_wordless(line)
    })?;
    let words = text::short_line(last, LONGEST_CREDIT * text::MOST_BYTES)?;
    let all = text::lines(root);
    let is_one = words.chars().count() <= LONGEST_CREDIT
        && words.contains([':', '©', '/'])
        && !words.ends_with(['.', '!', '?'])
        && credit::is_credit(&words, rules)
        && all.len() > 1
        && all.last() == Some(&words);
    is_one.then(|| {
        last.remove_from_parent();
        words
    })
}

/// `Ann Example is a reporter in the town. Write to Ann Example at ann@herald.example.`
fn notes(root: &NodeRef, metadata: &Metadata) {
    let authors: Vec<String> = metadata
        .byline
        .split(", ")
        .filter(|name| names::is_persons(name))
        .map(letters::lower)
        .collect();
    let lines = dom::select(root, "p, div, li, blockquote");
    let ends = lines.iter().rev().filter(|line| {
        dom::select(line, "p, div, li, blockquote").is_empty()
            && dom::ancestor(line, &["figure"]).is_none()
            && !text::is_wordless(line)
    });
    let ends: Vec<&NodeRef> = ends.take(LAST).collect();
    for line in ends {
        let Some(words) = text::short_line(line, LONGEST * text::MOST_BYTES) else {
            return;
        };
        let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lower = letters::lower(words);
        let is_of = |author: &String| {
            // What is said of them goes on in small letters: `Ann Example is`, `Ann Example, a sailor,`.
            let length = author.chars().count();
            let mut rest = words.chars().skip(length);
            let goes_on = rest
                .by_ref()
                .find(|c| c.is_alphanumeric())
                .is_some_and(char::is_lowercase);
            let begins = lower.starts_with(author.as_str()) && goes_on;
            begins || (lower.contains('@') && lower.contains(author.as_str()))
        };
        if words.chars().count() > LONGEST || !authors.iter().any(is_of) {
            return;
        }
        line.remove_from_parent();
    }
}

/// Removes headings that nothing follows.
fn headings(root: &NodeRef) {
    let mut idle = Vec::new();
    let nodes: Vec<NodeRef> = root.descendants_it().collect();
    for node in nodes.iter().rev() {
        if dom::is_any(
            node,
            &["img", "figure", "iframe", "video", "audio", "table"],
        ) {
            break;
        }
        if !node.is_text() || node.text().trim().is_empty() {
            continue;
        }
        match dom::ancestor(node, HEADINGS).filter(|heading| dom::is_within(heading, root)) {
            Some(heading) => idle.push(heading),
            None => break,
        }
    }
    // A text that is nothing but headings keeps them.
    let kept = dom::select(root, "h1, h2, h3, h4, h5, h6").len() < text::lines(root).len();
    idle.iter()
        .filter(|_| kept)
        .for_each(NodeRef::remove_from_parent);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_of(html: &str) -> String {
        let metadata = Metadata {
            byline: "Ann Example, Bo Test".to_owned(),
            ..Metadata::default()
        };
        let parsed = dom::fragment(html);
        let root = dom::root(&parsed.document);
        cut(&root, &metadata);
        text::lines(&root).join("|")
    }

    #[test]
    fn what_is_said_of_the_author_at_the_end_is_cut_with_its_heading() {
        for end in [
            "<p>Ann Example is a reporter of the Herald.</p>",
            "<p>Ann Example writes of lakes.</p><p><em>Bo Test, a sailor, took part.</em></p>",
            "<h3>About the author</h3><div>Ann Example covers ferries.</div>",
            "<p>Write to Bo Test at bo@herald.example</p>",
            "<h2>Comments</h2><h3>You may also like</h3>",
        ] {
            assert_eq!(
                cut_of(&format!("<p>The ferry sails.</p><p>It is new.</p>{end}")),
                "The ferry sails.|It is new.",
                "{end}"
            );
        }
    }

    #[test]
    fn the_author_inside_a_text_and_headings_with_something_below_stay() {
        for whole in [
            "<p>The ferry sails.</p><p>Ann Example met its captain.</p><p>It is new.</p><p>It is large.</p><p>It is red.</p>",
            "<p>The ferry sails.</p><h2>The deck</h2><figure><img src=a.jpg></figure>",
            "<h2>The ferry</h2><h2>The deck</h2>",
        ] {
            let lines = text::plain(whole).lines().count();
            assert_eq!(cut_of(whole).split('|').count(), lines, "{whole}");
        }
    }
}
