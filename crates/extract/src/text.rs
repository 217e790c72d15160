//! Words: plain text of a tree, and texts made comparable.

use dom_query::NodeRef;
use memchr::memmem;

use crate::{dom, letters};

/// Bytes of one character, at most.
pub(crate) const MOST_BYTES: usize = 4;

/// So many bytes are looked at in one step.
const LOOKED_AT_ONCE: usize = 32;

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

/// White space collapsed, characters that only steer the display removed.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_tidy(text, &mut out, usize::MAX);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Adds a piece of a line to those before it, until it is longer than `most` bytes; a space at the end stays.
fn push_tidy(text: &str, out: &mut String, most: usize) {
    let mut rest = text;
    while out.len() <= most {
        let is_spaced = out.is_empty() || out.ends_with(' ');
        // One character more than asked for is enough.
        let room = rest.floor_char_boundary((most - out.len()).saturating_add(4));
        let (begin, end) = rest.split_at(room);
        let (tidy, after) = begin.split_at(tidy_length(begin, is_spaced));
        out.push_str(tidy);
        let mut others = after.chars();
        let Some(c) = others.next() else {
            if end.is_empty() {
                return;
            }
            rest = end;
            continue;
        };
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_steering(c) {
            out.push(c);
        }
        rest = rest
            .split_at(rest.len() - others.as_str().len() - end.len())
            .1;
    }
}

/// How many bytes a text begins with that stay as they are: most of all there is, seen many at once. Before it stands a space, or
/// nothing, where `is_spaced`.
fn tidy_length(text: &str, is_spaced: bool) -> usize {
    if is_spaced && text.starts_with(' ') {
        return 0;
    }
    let plain = text.floor_char_boundary(plain_length(text.as_bytes()));
    let run = text.as_bytes().split_at(plain).0;
    memmem::find(run, b"  ").map_or(plain, |at| at + 1)
}

/// How many bytes a text begins with that belong to printable ASCII or to the letters from U+0400 to U+047F, two bytes each.
fn plain_length(bytes: &[u8]) -> usize {
    // Behind their first bytes, and those alone, no others can follow.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xd0 | 0xd1);
    let chunks = bytes.chunks(LOOKED_AT_ONCE);
    let whole =
        chunks.take_while(|chunk| chunk.iter().fold(true, |all, byte| all & is_plain(byte)));
    let seen = whole.map(<[u8]>::len).sum();
    let rest = bytes.split_at(seen).1;
    seen + rest.iter().take_while(|byte| is_plain(byte)).count()
}

/// Letters and digits only, lower case: equal for texts that differ in punctuation and spacing.
pub(crate) fn key(text: &str) -> String {
    letters::key(text)
}

/// How many words a text has; scripts without spaces between words count two characters as one.
pub(crate) fn count(text: &str) -> usize {
    let (mut dense, mut spaced, mut has_letters) = (0_usize, 0_usize, false);
    let mut rest = text.as_bytes().iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => has_letters = true,
            b' ' | b'\n' => spaced += usize::from(std::mem::take(&mut has_letters)),
            b'!'..=b'~' => {}
            // All of them letters: U+0400 to U+047F.
            0xd0 | 0xd1 => {
                has_letters = true;
                rest.next();
            }
            _ => {
                let at = text.len() - rest.len() - 1;
                let Some(c) = text.get(at..).and_then(|from| from.chars().next()) else {
                    break;
                };
                if c.is_whitespace() {
                    spaced += usize::from(std::mem::take(&mut has_letters));
                } else if is_dense(c) {
                    dense += 1;
                } else {
                    has_letters |= c.is_alphanumeric();
                }
                for _ in 1..c.len_utf8() {
                    rest.next();
                }
            }
        }
    }
    spaced + usize::from(has_letters) + dense.div_ceil(2)
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
                if matches!(name, "td" | "th") {
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
    fn tidy_collapses_space_and_drops_what_steers_the_display() {
        assert_eq!(tidy(" a\u{a0}\n b\u{202e}c \u{feff} d\u{ad}e "), "a bc de");
    }

    #[test]
    fn tidying_and_counting_many_bytes_at_once_is_the_same_as_one_by_one() {
        let pieces = [
            " ",
            "  ",
            "word",
            "слово",
            "Ѐѿ",
            "\u{a0}",
            "ұлт",
            "日本",
            "—",
            "\n",
            "\t",
            "\u{ad}",
            "\u{2029}",
            "҂",
            "5",
            "é",
            ".",
        ];
        for seed in 0..3000_usize {
            let text: String = (0..seed % 60)
                .filter_map(|step| pieces.get((seed * 31 + step * step * 7 + step) % pieces.len()))
                .copied()
                .collect();
            let mut expected = String::new();
            for c in text.chars() {
                if c.is_whitespace() || c.is_control() {
                    if !expected.is_empty() && !expected.ends_with(' ') {
                        expected.push(' ');
                    }
                } else if !is_steering(c) {
                    expected.push(c);
                }
            }
            assert_eq!(tidy(&text), expected.trim_end_matches(' '), "{text:?}");
            let is_word = |word: &&str| word.chars().any(|c| c.is_alphanumeric() && !is_dense(c));
            let spaced = text.split_whitespace().filter(is_word).count();
            let dense = text.chars().filter(|c| is_dense(*c)).count();
            assert_eq!(count(&text), spaced + dense.div_ceil(2), "{text:?}");
        }
    }

    #[test]
    fn keys_ignore_case_and_punctuation() {
        assert_eq!(key("«Ёлка», — 5!"), key("ёлка 5"));
    }
}
