//! Links out of an article that are not part of its text: "read also" blocks and pointers to photo reports.

use dom_query::{Matcher, NodeRef};
use url::Url;

use crate::links::{Link, add, article_link, is_label, link};
use crate::rules::Rules;
use crate::{dom, letters, text};

/// Longer lines that begin with "read also" are sentences of the article.
const LONGEST_LINE: usize = 300;
/// More of a line need not be looked at to see what it begins with, in bytes.
const LONGEST_BEGINNING: usize = 256;

/// The links that these selectors find, in order, each once.
pub(crate) fn by_selectors(
    root: &NodeRef,
    selectors: &[Matcher],
    base: &Url,
    rules: &Rules,
) -> Vec<Link> {
    let mut anchors: Vec<NodeRef> = selectors
        .iter()
        .flat_map(|matcher| dom::select_by(root, matcher))
        .collect();
    anchors.sort_by_key(|anchor| anchor.id);
    let mut found = Vec::new();
    for anchor in anchors {
        add(&mut found, article_link(&anchor, base, rules));
    }
    found
}

/// The links of the blocks of a page that call themselves related articles.
pub(crate) fn beside(whole: &NodeRef, base: &Url, rules: &Rules) -> Vec<Link> {
    let mut found = Vec::new();
    for matcher in rules.related_blocks.present(whole) {
        for block in dom::select_by(whole, matcher) {
            let anchors = dom::select(&block, "a[href]");
            if anchors.len() < 2 || dom::ancestor(&block, &["nav", "footer"]).is_some() {
                continue;
            }
            for link in anchors
                .iter()
                .filter_map(|anchor| article_link(anchor, base, rules))
            {
                let is_menu = Url::parse(&link.url).is_ok_and(|url| is_label(&url, &link.title));
                add(&mut found, Some(link).filter(|_| !is_menu));
            }
        }
    }
    found
}

/// Turns boxes that stand between paragraphs and announce other articles or a photo report into lines of the text: the search for the
/// text takes boxes of links for furniture, and what they lead to would be lost with them.
pub(crate) fn keep(root: &NodeRef, rules: &Rules) {
    for block in dom::select(root, "div, aside, section") {
        let is_between = [block.prev_element_sibling(), block.next_element_sibling()]
            .iter()
            .flatten()
            .any(|beside| dom::is_any(beside, &["p"]));
        if !is_between || !dom::is_within(&block, root) {
            continue;
        }
        let Some(words) = text::short_line(&block, LONGEST_LINE * text::MOST_BYTES) else {
            continue;
        };
        let anchors = dom::select(&block, "a[href]");
        let points = || match anchors.as_slice() {
            [only] => is_report_title(&text::one_line(only), rules),
            _ => false,
        };
        if anchors.is_empty() || !(begins(&words, rules) || announces(&words, rules) || points()) {
            continue;
        }
        let links: Vec<String> = anchors
            .iter()
            .filter(|anchor| !text::is_wordless(anchor))
            .map(|anchor| {
                let href = dom::attribute(anchor, "href").unwrap_or_default();
                let words = text::one_line(anchor);
                format!(
                    "<a href=\"{}\">{}</a>",
                    dom::escape(&href),
                    dom::escape(&words)
                )
            })
            .collect();
        let first = anchors.first().map(text::one_line).unwrap_or_default();
        let before = words
            .split_once(first.as_str())
            .map(|(before, _)| before)
            .unwrap_or_default();
        block.replace_with_html(format!("<p>{}{}</p>", dom::escape(before), links.join(" ")));
    }
}

/// Takes "read also" lines and blocks out of a text and returns their links.
pub(crate) fn take(root: &NodeRef, base: &Url, rules: &Rules) -> Vec<Link> {
    let mut found = Vec::new();
    for matcher in rules.related_blocks.present(root) {
        for block in dom::select_by(root, matcher)
            .into_iter()
            .filter(|block| dom::is_within(block, root))
        {
            let anchors = dom::select(&block, "a[href]");
            // A line that points to one photo report is left to those who look for such.
            if let [only] = anchors.as_slice()
                && is_report_title(&text::one_line(only), rules)
            {
                continue;
            }
            anchors
                .iter()
                .for_each(|anchor| add(&mut found, article_link(anchor, base, rules)));
            block.remove_from_parent();
        }
    }
    for line in dom::select(
        root,
        "p, h2, h3, h4, h5, h6, div, blockquote, li, strong, aside, section",
    ) {
        if !dom::is_within(&line, root) || line.id == root.id {
            continue;
        }
        if !begins(&text::begin_line(&line, LONGEST_BEGINNING), rules) {
            continue;
        }
        let words = text::one_line(&line);
        if words.chars().count() > LONGEST_LINE * 4 {
            continue;
        }
        let anchors = dom::select(&line, "a[href]");
        if anchors.is_empty() {
            if strip(&words, rules).is_empty() {
                take_following(&line, root, base, rules, &mut found);
            }
            continue;
        }
        let linked: usize = anchors
            .iter()
            .map(|anchor| text::one_line(anchor).chars().count())
            .sum();
        let other = strip(&words, rules).chars().count().saturating_sub(linked);
        if other <= 20 + anchors.len() * 30 {
            anchors
                .iter()
                .for_each(|anchor| add(&mut found, article_link(anchor, base, rules)));
            line.remove_from_parent();
        }
    }
    found
}

/// Takes lines that point to a photo report out of a text and returns their links; a link inside a sentence stays there too.
pub(crate) fn take_photo_reports(
    root: &NodeRef,
    own: &[Matcher],
    base: &Url,
    rules: &Rules,
) -> Vec<Link> {
    let mut found = Vec::new();
    let named: Vec<NodeRef> = own
        .iter()
        .flat_map(|matcher| dom::select_by(root, matcher))
        .collect();
    for line in dom::select(root, "p, li, div, blockquote, h2, h3, h4") {
        let is_innermost = dom::select(&line, "p, li, div, blockquote").is_empty();
        if !dom::is_within(&line, root) || line.id == root.id || !is_innermost {
            continue;
        }
        let mut anchors = dom::select(&line, "a[href]");
        let next = anchors.is_empty().then(|| next_link_line(&line)).flatten();
        // Without a link here or in the next line there is nothing to take.
        if anchors.is_empty() && next.is_none() {
            continue;
        }
        let words = text::one_line(&line);
        let announces = announces(&words, rules) || points_to_report(&words, &anchors, rules);
        let from_next = next.filter(|_| announces);
        if let Some((_, anchor)) = &from_next {
            anchors.push(*anchor);
        }
        let wanted: Vec<NodeRef> = anchors
            .into_iter()
            .filter(|anchor| announces || named.iter().any(|named| named.id == anchor.id))
            .collect();
        let Some(last) = wanted.last() else { continue };
        if !announces && text::key(&text::one_line(last)) != text::key(&text::one_line(&line)) {
            add(&mut found, link(last, base, rules));
            continue;
        }
        // The report is what the announcement ends with; other links of the paragraph belong to its sentences.
        add(&mut found, link(last, base, rules));
        if let Some((next, _)) = from_next {
            next.remove_from_parent();
        }
        cut_announcement(&line, last, rules);
    }
    found
}

/// Whether a line begins with "read also" or the like.
pub(crate) fn begins(line: &str, rules: &Rules) -> bool {
    let beginning = line.get(..line.floor_char_boundary(LONGEST_BEGINNING));
    let lower = letters::lower(beginning.unwrap_or(line));
    rules.words.related.iter().any(|word| {
        lower
            .strip_prefix(word.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// A line without the words that announce related articles.
pub(crate) fn strip(line: &str, rules: &Rules) -> String {
    let lower = letters::lower(line);
    let longest = rules
        .words
        .related
        .iter()
        .filter(|word| lower.starts_with(word.as_str()))
        .map(|word| word.chars().count())
        .max();
    match longest {
        Some(length) if begins(line, rules) => line
            .chars()
            .skip(length)
            .collect::<String>()
            .trim_matches([':', ' ', '-', '—', '–', '.'])
            .to_owned(),
        _ => line.to_owned(),
    }
}

/// A heading alone: the list of links after it goes with it.
fn take_following(
    heading: &NodeRef,
    root: &NodeRef,
    base: &Url,
    rules: &Rules,
    found: &mut Vec<Link>,
) {
    let mut spot = *heading;
    while let Some(parent) = spot
        .parent()
        .filter(|parent| parent.id != root.id && text::one_line(parent) == text::one_line(heading))
    {
        spot = parent;
    }
    let mut took = false;
    while let Some(next) = spot.next_element_sibling() {
        let anchors = dom::select(&next, "a[href]");
        let words = text::one_line(&next).chars().count();
        let linked: usize = anchors
            .iter()
            .map(|anchor| text::one_line(anchor).chars().count())
            .sum();
        if anchors.is_empty() || linked * 10 < words * 7 {
            break;
        }
        anchors
            .iter()
            .for_each(|anchor| add(found, article_link(anchor, base, rules)));
        next.remove_from_parent();
        took = true;
    }
    if took || spot.next_element_sibling().is_none() {
        spot.remove_from_parent();
    }
}

/// Whether a line says that a photo report is near.
pub(crate) fn announces(line: &str, rules: &Rules) -> bool {
    let lower = letters::lower(line);
    rules
        .words
        .photo_report
        .iter()
        .any(|word| lower.contains(word.as_str()))
}

/// `See how it works: <a>A night on the plateau, in pictures</a>`: the line ends with its only link, whose words say what it is.
fn points_to_report(line: &str, anchors: &[NodeRef], rules: &Rules) -> bool {
    let [only] = anchors else { return false };
    let title = text::one_line(only);
    let before = line.strip_suffix(title.as_str()).map(str::trim_end);
    before.is_some_and(|before| before.is_empty() || before.ends_with([':', '-', '—', '–']))
        && is_report_title(&title, rules)
}

/// Whether a headline calls itself a photo report: by a word of its own, or by its first or last words set apart.
fn is_report_title(title: &str, rules: &Rules) -> bool {
    let lower = letters::lower(title);
    let parts: Vec<&str> = lower
        .split([',', ':', '.', '(', ')', '[', ']', '|', '—', '–'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let ends = [parts.first(), parts.last()];
    announces(title, rules)
        || (parts.len() > 1
            && ends.into_iter().flatten().any(|part| {
                rules
                    .words
                    .photo_report_title
                    .iter()
                    .any(|word| word == part)
            }))
}

/// The line after an announcement, when it is nothing but a link.
fn next_link_line<'a>(line: &NodeRef<'a>) -> Option<(NodeRef<'a>, NodeRef<'a>)> {
    let next = line.next_element_sibling()?;
    let anchor = if dom::is_any(&next, &["a"]) {
        next
    } else {
        *dom::select(&next, "a[href]").first()?
    };
    (text::one_line(&anchor) == text::one_line(&next)).then_some((next, anchor))
}

/// Removes the sentence that announces a photo report, and its link; sentences before it stay.
fn cut_announcement(line: &NodeRef, anchor: &NodeRef, rules: &Rules) {
    let mut at = None;
    for node in line.descendants_it().filter(|node| node.is_text()) {
        if announces(&node.text(), rules) && !dom::is_within(&node, anchor) {
            at = Some(node);
        }
        if dom::is_within(&node, anchor) {
            break;
        }
    }
    let Some(node) =
        at.filter(|_| dom::is_within(anchor, line) || text::one_line(line).chars().count() > 0)
    else {
        line.remove_from_parent();
        return;
    };
    let words = node.text().to_string();
    let lower = letters::lower(&words);
    let place = rules
        .words
        .photo_report
        .iter()
        .filter_map(|word| lower.find(word.as_str()))
        .min()
        .unwrap_or(0);
    let before = lower.get(..place).unwrap_or_default();
    let keep = before
        .rfind(['.', '!', '?', '…'])
        .map(|end| before.get(..end).unwrap_or_default().chars().count() + 1)
        .unwrap_or(0);
    let kept: String = words.chars().take(keep).collect();
    remove_after(&node, line);
    node.set_text(kept);
    if text::one_line(line).is_empty() {
        line.remove_from_parent();
    }
}

/// Removes all that follows a node inside a line.
fn remove_after(node: &NodeRef, line: &NodeRef) {
    let mut at = *node;
    while at.id != line.id {
        while let Some(next) = at.next_sibling() {
            next.remove_from_parent();
        }
        match at.parent() {
            Some(parent) => at = parent,
            None => break,
        }
    }
}
