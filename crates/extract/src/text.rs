//! Words: plain text of a tree, and texts made comparable.

use dom_query::NodeRef;

use crate::dom;

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "center",
    "fieldset",
    "nav",
    "form",
];
const SILENT: &[&str] = &[
    "figure", "script", "style", "template", "noscript", "svg", "math", "iframe", "video", "audio",
    "head", "title",
];

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

/// White space collapsed, characters that only steer the display removed.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let start = out.len();
        if !out.is_empty() && !word.is_empty() {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().filter(|c| !is_steering(*c)));
        if out.len() == before {
            out.truncate(start);
        }
    }
    out
}

/// Letters and digits only, lower case: equal for texts that differ in punctuation and spacing.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many words a text has; scripts without spaces between words count two characters as one.
pub(crate) fn count(text: &str) -> usize {
    let dense = text.chars().filter(|c| is_dense(*c)).count();
    let spaced = text
        .split_whitespace()
        .filter(|word| word.chars().any(|c| c.is_alphanumeric() && !is_dense(c)))
        .count();
    spaced + dense.div_ceil(2)
}

/// HTML entities of a text that should have none, decoded.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let parsed = dom::fragment(&text.replace('<', "&lt;"));
    dom::root(&parsed.document).text().to_string()
}

/// Soft hyphens, zero-width spaces, byte order marks, and overrides of the writing direction. Joiners stay: scripts and emoji need them.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Kana, ideographs, Thai.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    breaks: usize,
    keep_figures: bool,
}

impl Lines {
    fn end_line(&mut self) {
        let line = tidy(&self.line);
        if !line.is_empty() {
            self.done.push(line);
        }
        self.line.clear();
        self.breaks = 0;
    }
}

fn walk(node: &NodeRef, out: &mut Lines) {
    for child in node.children_it(false) {
        if child.is_text() {
            let text = child.text();
            if !text.trim().is_empty() {
                if out.breaks > 1 {
                    out.end_line();
                }
                out.breaks = 0;
            }
            out.line.push_str(&text);
        } else if child.is_element() {
            let name = dom::name(&child);
            if name == "br" {
                out.breaks += 1;
                out.line.push(' ');
            } else if SILENT.contains(&name.as_str()) && !(out.keep_figures && name == "figure") {
                continue;
            } else if BLOCKS.contains(&name.as_str()) {
                out.end_line();
                walk(&child, out);
                out.end_line();
            } else {
                walk(&child, out);
                if matches!(name.as_str(), "td" | "th") {
                    out.line.push(' ');
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
    fn tidy_collapses_space_and_drops_what_steers_the_display() {
        assert_eq!(tidy(" a\u{a0}\n b\u{202e}c \u{feff} d\u{ad}e "), "a bc de");
    }

    #[test]
    fn keys_ignore_case_and_punctuation() {
        assert_eq!(key("«Ёлка», — 5!"), key("ёлка 5"));
    }
}
