//! The words of one line of a text, with their looks and links: what a paragraph of [`crate::blocks`] is made of.

use dom_query::NodeRef;

use crate::blocks::{Inline, Style};
use crate::dom;

/// Elements that hold words and stand in a line.
pub(crate) const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
];

pub(crate) fn holds_blocks(node: &NodeRef) -> bool {
    node.descendants_it()
        .any(|below| below.is_element() && !INLINE.contains(&dom::name(&below).as_str()))
}

/// All words below a node, as pieces of one line.
pub(crate) fn words_of(node: &NodeRef) -> Vec<Inline> {
    let mut line = Vec::new();
    for child in node.children() {
        if child.is_text() {
            line.push(Inline::Text(child.text().to_string()));
        } else if child.is_element() {
            line.extend(inline_of(&child));
        }
    }
    line
}

pub(crate) fn inline_of(node: &NodeRef) -> Vec<Inline> {
    let style = match dom::name(node).as_str() {
        "br" => return vec![Inline::Break],
        "img" => return Vec::new(),
        "a" => {
            let words = words_of(node);
            return match dom::attribute(node, "href").filter(|href| !href.starts_with('#')) {
                // A link in a link is no link.
                Some(href) => vec![Inline::Link(href, without_links(words))],
                None => words,
            };
        }
        "b" | "strong" => Style::Strong,
        "i" | "em" | "cite" | "dfn" | "var" => Style::Emphasis,
        "code" | "kbd" | "samp" => Style::Code,
        "s" | "del" => Style::Struck,
        "sub" => Style::Sub,
        "sup" => Style::Sup,
        _ => {
            // Blocks in a line: their words, apart from each other.
            let mut words = words_of(node);
            if !dom::is_any(node, INLINE) {
                words.insert(0, Inline::Text(" ".to_owned()));
                words.push(Inline::Text(" ".to_owned()));
            }
            return words;
        }
    };
    let words = words_of(node);
    if words.is_empty() {
        words
    } else {
        vec![Inline::Styled(style, words)]
    }
}

fn without_links(words: Vec<Inline>) -> Vec<Inline> {
    words
        .into_iter()
        .flat_map(|piece| match piece {
            Inline::Link(_, words) => words,
            Inline::Styled(style, words) => vec![Inline::Styled(style, without_links(words))],
            other => vec![other],
        })
        .collect()
}

/// Runs of white space become one space, none stays at the ends; nothing where no word is left.
pub(crate) fn tidy(line: Vec<Inline>) -> Vec<Inline> {
    let mut line = line;
    let mut ended_in_space = true;
    squeeze(&mut line, &mut ended_in_space);
    while let Some(last) = line.last_mut() {
        match last {
            Inline::Break => {}
            Inline::Text(text) => {
                let kept = text.trim_end().len();
                text.truncate(kept);
                if kept > 0 {
                    break;
                }
            }
            Inline::Styled(..) | Inline::Link(..) => break,
        }
        line.pop();
    }
    if has_words(&line) { line } else { Vec::new() }
}

fn squeeze(line: &mut Vec<Inline>, ended_in_space: &mut bool) {
    for piece in line.iter_mut() {
        match piece {
            Inline::Text(text) => {
                let mut tidied = String::with_capacity(text.len());
                for letter in text.chars() {
                    // A no-break space is the publisher's wish.
                    let is_space =
                        letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}';
                    if !is_space {
                        tidied.push(letter);
                    } else if !*ended_in_space {
                        tidied.push(' ');
                    }
                    *ended_in_space = is_space;
                }
                *text = tidied;
            }
            Inline::Styled(_, words) | Inline::Link(_, words) => squeeze(words, ended_in_space),
            Inline::Break => *ended_in_space = true,
        }
    }
    line.retain(|piece| match piece {
        Inline::Text(text) => !text.is_empty(),
        Inline::Styled(_, words) | Inline::Link(_, words) => !words.is_empty(),
        Inline::Break => true,
    });
    let breaks = line.iter().take_while(|piece| **piece == Inline::Break);
    line.drain(..breaks.count());
}

fn has_words(line: &[Inline]) -> bool {
    line.iter().any(|piece| match piece {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Styled(_, words) | Inline::Link(_, words) => has_words(words),
        Inline::Break => false,
    })
}
