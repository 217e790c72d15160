//! Words: plain text of a tree, and texts made comparable.

use dom_query::NodeRef;

use crate::tidy::push_tidy;
pub(crate) use crate::tidy::{count, tidy};
use crate::{dom, letters};

/// Bytes of one character, at most.
pub(crate) const MOST_BYTES: usize = 4;

/// Elements that begin and end a line.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Elements whose words are none of the text.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "audio"
            | "figure"
            | "head"
            | "iframe"
            | "math"
            | "noscript"
            | "script"
            | "style"
            | "svg"
            | "template"
            | "title"
            | "video"
    )
}

/// The words of a piece of HTML, a paragraph a line, without figures.
pub(crate) fn plain(html: &str) -> String {
    let parsed = dom::fragment(html);
    lines(&dom::root(&parsed.document)).join("\n")
}

/// The paragraphs of a tree, without figures. A single line break is a space, two are a new paragraph.
pub(crate) fn lines(root: &NodeRef) -> Vec<String> {
    let mut out = Lines::default();
    walk(root, &mut out);
    out.end_line();
    out.done
}

/// The first paragraph of a tree, without figures; empty where there is none.
pub(crate) fn first_line(root: &NodeRef) -> String {
    let mut out = Lines {
        most: Some(1),
        ..Default::default()
    };
    walk(root, &mut out);
    out.end_line();
    out.done.into_iter().next().unwrap_or_default()
}

/// As [`one_line`], where that is no longer than `most` bytes; so that of long texts only the beginning is read.
pub(crate) fn short_line(node: &NodeRef, most: usize) -> Option<String> {
    let line = begin_line(node, most);
    (line.len() <= most).then_some(line)
}

/// What [`one_line`] begins with: all of it up to `most` bytes, else more than that.
pub(crate) fn begin_line(node: &NodeRef, most: usize) -> String {
    let mut out = Lines {
        keep_figures: true,
        longest: Some(most),
        ..Default::default()
    };
    walk(node, &mut out);
    out.end_line();
    out.done.join(" ")
}

/// Whether [`one_line`] is empty.
pub(crate) fn is_wordless(node: &NodeRef) -> bool {
    begin_line(node, 0).is_empty()
}

/// Whether a tree holds no text but white space.
pub(crate) fn is_blank(root: &NodeRef) -> bool {
    !root
        .descendants_it()
        .any(|node| node.is_text() && !node.text().trim().is_empty())
}

/// All text below a node on one line, white space collapsed.
pub(crate) fn one_line(node: &NodeRef) -> String {
    let mut out = Lines {
        keep_figures: true,
        ..Default::default()
    };
    walk(node, &mut out);
    out.end_line();
    out.done.join(" ")
}

/// Letters and digits only, lower case: equal for texts that differ in punctuation and spacing.
pub(crate) fn key(text: &str) -> String {
    letters::key(text)
}

/// HTML entities of a text that should have none, decoded.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let parsed = dom::fragment(&text.replace('<', "&lt;"));
    dom::root(&parsed.document).text().to_string()
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    breaks: usize,
    keep_figures: bool,
    /// So many are enough.
    most: Option<usize>,
    /// So many bytes, in all, are enough.
    longest: Option<usize>,
    bytes: usize,
}

impl Lines {
    fn end_line(&mut self) {
        let line = self.line.trim_end_matches(' ');
        if !line.is_empty() {
            self.bytes += line.len() + 1;
            self.done.push(line.to_owned());
        }
        self.line.clear();
        self.breaks = 0;
    }

    /// Adds a piece of the line.
    fn push(&mut self, text: &str) {
        // Room for one more word than asked for tells that there is more.
        let room = self
            .longest
            .map(|longest| (longest + 1).saturating_sub(self.bytes));
        push_tidy(text, &mut self.line, room.unwrap_or(usize::MAX));
    }

    /// More is not asked for.
    fn is_full(&self) -> bool {
        let line = self.line.trim_end_matches(' ').len();
        // Between two lines stands a space, behind the last one none.
        let bytes = if line == 0 {
            self.bytes.saturating_sub(1)
        } else {
            self.bytes + line
        };
        self.most.is_some_and(|most| self.done.len() >= most)
            || self.longest.is_some_and(|longest| bytes > longest)
    }
}

fn walk(node: &NodeRef, out: &mut Lines) {
    for child in node.children_it(false) {
        if out.is_full() {
            return;
        }
        if child.is_text() {
            let text = child.text();
            if out.breaks > 0 && !text.trim().is_empty() {
                if out.breaks > 1 {
                    out.end_line();
                }
                out.breaks = 0;
            }
            out.push(&text);
        } else if let Some(name) = child.qual_name_ref() {
            let name = &*name.local;
            if name == "br" {
                out.breaks += 1;
                out.push(" ");
            } else if is_silent(name) && !(out.keep_figures && name == "figure") {
                continue;
            } else if is_block(name) {
                out.end_line();
                walk(&child, out);
                out.end_line();
            } else {
                walk(&child, out);
                // Cells and times stand by themselves, whatever stands between them and the next words in the markup.
                let stands_alone = matches!(name, "td" | "th")
                    || name == "time" && child.next_sibling().is_some_and(|next| next.is_element());
                if stands_alone {
                    out.push(" ");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_and_figures_are_left_out() {
        let html = "<p>One<br>two</p>three<ul><li>a<li>b</ul><figure><img><figcaption>no</figcaption></figure><p>x<br><br>y &amp; z</p>";
        assert_eq!(plain(html), "One two\nthree\na\nb\nx\ny & z");
    }

    #[test]
    fn of_long_texts_only_the_beginning_is_read() {
        for html in [
            "<p>Один</p><p>два</p>",
            "<p>Один два</p>",
            "a<br>b<br><br>c",
            " <p> x </p> ",
            "",
        ] {
            let parsed = dom::fragment(html);
            let root = dom::root(&parsed.document);
            let whole = one_line(&root);
            for most in 0..=whole.len() + 2 {
                let fits = whole.len() <= most;
                assert_eq!(
                    short_line(&root, most),
                    fits.then(|| whole.clone()),
                    "{html} {most}"
                );
                let beginning = begin_line(&root, most);
                assert!(
                    whole.starts_with(&beginning) && (fits || beginning.len() > most),
                    "{html} {most}"
                );
            }
            assert_eq!(is_wordless(&root), whole.is_empty());
            assert_eq!(
                first_line(&root),
                lines(&root).into_iter().next().unwrap_or_default()
            );
        }
    }

    #[test]
    fn keys_ignore_case_and_punctuation() {
        assert_eq!(key("«Ёлка», — 5!"), key("ёлка 5"));
    }
}
