//! What does not belong to a text leaves it: scripts, share buttons, advertising, labels, the title and byline said again.

use dom_query::{Matcher, NodeRef};

use crate::metadata::Metadata;
use crate::rules::Rules;
use crate::{datelines, dom, letters, names, text};

/// A paragraph longer than this is no advertisement of the site's channels.
const LONGEST_PROMO: usize = 300;

/// Shorter texts for readers without scripts say that scripts are needed, in words.
const LEAST_HIDDEN: usize = 80;

/// A longer line says more than who wrote an article, in characters.
const LONGEST_BYLINE: usize = 80;

/// A longer line is text, in characters.
const LONGEST_LABEL: usize = 400;

/// Shows what a page keeps for readers without scripts, where that is a whole text, or a picture.
pub(crate) fn show_noscript(root: &NodeRef) {
    for noscript in dom::select(root, "body noscript") {
        if is_copy(&noscript) {
            noscript.remove_from_parent();
        } else if !dom::select(&noscript, "img").is_empty() && text::one_line(&noscript).is_empty()
        {
            noscript.replace_with_html(noscript.inner_html());
        } else if text::count(&noscript.text()) > LEAST_HIDDEN {
            noscript.replace_with_html(format!("<div>{}</div>", noscript.inner_html()));
        }
    }
}

/// Whether it only holds the picture again that a script would load in the place of what stands before it.
fn is_copy(noscript: &NodeRef) -> bool {
    let inside = dom::select(noscript, "img[src]");
    let [img] = inside.as_slice() else {
        return false;
    };
    let Some(before) = noscript.prev_element_sibling() else {
        return false;
    };
    let address = dom::attribute(img, "src").unwrap_or_default();
    let mut lazy = dom::select(&before, "img, source");
    if dom::is_any(&before, &["img"]) {
        lazy.push(before);
    }
    let names_it = |node: &NodeRef| {
        let mut values = node.attrs().into_iter();
        values.any(|attribute| attribute.value.contains(address.as_str()))
    };
    !address.is_empty() && lazy.iter().any(names_it)
}

/// Removes elements that are never text. `own` are the site's.
pub(crate) fn drop(root: &NodeRef, rules: &Rules, own: &[Matcher]) {
    for noscript in dom::select(root, "noscript") {
        if dom::select(&noscript, "img").is_empty() {
            noscript.remove_from_parent();
        } else {
            noscript.replace_with_html(noscript.inner_html());
        }
    }
    for matcher in rules.drop.present(root).iter().chain(own) {
        for node in dom::select_by(root, matcher) {
            // A page that hides its body until a script shows it must not lose it.
            if node.id != root.id
                && text::one_line(&node).len() * 2 < text::one_line(root).len().max(1)
                || dom::is_any(&node, &["script", "style", "template"])
            {
                node.remove_from_parent();
            }
        }
    }
}

/// Removes lines that are labels, and the title and byline where they are said again.
pub(crate) fn labels(root: &NodeRef, rules: &Rules, metadata: &Metadata) {
    let title = text::key(&metadata.title);
    let author = text::key(&metadata.byline);
    for line in dom::select(
        root,
        "p, div, span, li, h1, h2, h3, h4, h5, h6, a, strong, time, small, em, header, section, ul",
    ) {
        if !dom::is_within(&line, root)
            || line.id == root.id
            || dom::ancestor(&line, &["figure"]).is_some()
        {
            continue;
        }
        let is_inline = dom::is_any(&line, &["span", "a", "strong", "small", "em", "time"]);
        if is_inline && has_words_beside(&line) {
            continue;
        }
        let Some(words) = text::short_line(&line, LONGEST_LABEL * text::MOST_BYTES) else {
            continue;
        };
        if words.is_empty() || words.chars().count() > LONGEST_LABEL {
            continue;
        }
        let key = text::key(&words);
        let is_heading = dom::is_any(&line, &["h1", "h2", "h3"]);
        let is_title = !title.is_empty()
            && (key == title || (is_heading && key.chars().count() > 20 && title.contains(&key)));
        let is_byline = !author.is_empty()
            && (key == author
                || text::key(&names::strip_by(&words, rules)) == author
                || is_byline(&words, rules, metadata));
        if is_title
            || is_byline
            || is_label(&words, rules)
            || datelines::is_one(&words, rules, metadata)
        {
            if dom::select(&line, "img, figure, iframe, video").is_empty() {
                line.remove_from_parent();
            } else {
                line.children()
                    .iter()
                    .filter(|child| child.is_text())
                    .for_each(NodeRef::remove_from_parent);
            }
        }
    }
}

/// Whether a line says who wrote the article, what they are, and at most who took the pictures: `By Ann Example, Staff Writer`.
fn is_byline(line: &str, rules: &Rules, metadata: &Metadata) -> bool {
    line.chars().count() <= LONGEST_BYLINE
        && names::begins_with_by(line, rules)
        && names::clean(line, rules) == metadata.byline
}

/// Whether a line is one of the words for buttons and labels, or a row of them: `Share: Telegram, WhatsApp`.
pub(crate) fn is_label(line: &str, rules: &Rules) -> bool {
    is_junk(&letters::lower(line), rules)
}

/// Whether a line counts the photos of a slider: `3 / 12`, `3 из 12`.
pub(crate) fn is_counter(line: &str) -> bool {
    let mut parts = line.split_whitespace().flat_map(|word| word.split('/'));
    let is_number =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let (first, last) = (parts.next(), parts.next_back());
    let between: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_between = match between.as_slice() {
        [] => line.contains('/'),
        [word] => ["из", "of", "von", "sur", "de"].contains(word),
        _ => false,
    };
    is_between && first.is_some_and(is_number) && last.is_some_and(is_number)
}

fn is_junk(lower: &str, rules: &Rules) -> bool {
    let is_one = |part: &str| rules.words.junk.iter().any(|label| part == label);
    let is_counted = |line: &str| {
        let marks = |c: char| c.is_ascii_digit() || matches!(c, ' ' | ':' | '.');
        let bare = line.trim_matches(marks);
        bare.len() < line.len() && rules.words.counted.iter().any(|label| bare == label)
    };
    is_counter(lower)
        || is_counted(lower)
        || is_one(lower.trim_matches([':', '.', ' ', '!']))
        || lower
            .split([',', ':', ';', '.', '|', '/', '·', '•'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .all(is_one)
}

/// Whether a line is nothing but the names of buttons and numbers, with or without marks between them: `0 Facebook Twitter Email`.
pub(crate) fn is_row_of_labels(line: &str, rules: &Rules) -> bool {
    let lower = letters::lower(line);
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_label = |word: &str| rules.words.junk.iter().any(|label| word == label);
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    is_junk(&lower, rules)
        || lower.split_whitespace().any(is_label)
            && words.all(|word| is_label(word) || is_number(word))
}

/// Cuts the paragraphs at the end that advertise the site's own channels.
pub(crate) fn promo_tail(root: &NodeRef, rules: &Rules) {
    let mut lines = dom::select(root, "p, div, li, h2, h3, h4, blockquote, em, strong");
    lines.reverse();
    let last = lines
        .iter()
        .filter(|line| dom::select(line, "p, div, li").is_empty() && !text::is_wordless(line));
    let last: Vec<&NodeRef> = last.take(4).collect();
    for line in last.into_iter().rev() {
        let Some(words) = text::short_line(line, LONGEST_PROMO * text::MOST_BYTES) else {
            continue;
        };
        if words.chars().count() > LONGEST_PROMO {
            continue;
        }
        let lower = letters::lower(&words);
        let mut promo = rules.words.promo.iter();
        if promo.any(|word| lower.contains(word.as_str())) && dom::is_within(line, root) {
            line.remove_from_parent();
        }
    }
}

/// Makes the lead stand once, as the first paragraph; returns it.
///
/// `said` is the lead as the page shows it above the text, empty where it has none there.
pub(crate) fn lead(root: &NodeRef, said: &str) -> String {
    let key = text::key(said);
    if key.is_empty() {
        return text::first_line(root);
    }
    let mut standing = false;
    for line in dom::select(root, "p, h2, h3, h4, div, strong")
        .into_iter()
        .take(40)
    {
        let is_line = dom::select(&line, "p, div").is_empty() && dom::is_within(&line, root);
        if is_line && text::key(&text::one_line(&line)) == key {
            line.remove_from_parent();
            standing = true;
        }
    }
    let first = text::first_line(root);
    if !standing && text::key(&first) == key {
        return first;
    }
    root.prepend_html(format!("<p>{}</p>", dom::escape(said)));
    said.to_owned()
}

/// Removes elements that hold nothing any more, innermost first.
pub(crate) fn empty(root: &NodeRef) {
    let mut nodes = dom::select(
        root,
        "p, div, span, a, li, ul, ol, h1, h2, h3, h4, h5, h6, section, article, aside, header, footer, blockquote, em, strong, b, i, figure, figcaption, center, noscript, picture",
    );
    nodes.reverse();
    for node in nodes {
        if node.id != root.id
            && text::is_blank(&node)
            && dom::select(&node, "img, hr, table, audio, pre").is_empty()
        {
            node.remove_from_parent();
        }
    }
}

fn has_words_beside(node: &NodeRef) -> bool {
    node.parent()
        .is_some_and(|parent| text::one_line(&parent) != text::one_line(node))
}
