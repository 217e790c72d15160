//! Boxes of links in the middle of a text that no class tells from it: a heading with a list of links, what others read most,
//! a headline in capitals.

use dom_query::NodeRef;
use url::Url;

use crate::links::{self, Link};
use crate::related;
use crate::rules::Rules;
use crate::{dom, letters, text};

/// A heading of such a box is no longer, in characters.
const LONGEST_HEADING: usize = 60;
/// A box with longer lines has a text of its own, in characters.
const LONGEST_LINE: usize = 240;
/// A larger part of all words is no box in the text, but the text: an article may be a list of links.
const LARGEST: f64 = 0.25;
/// A headline in capitals has so many words.
const SHORTEST_HEADLINE: usize = 4;

/// Takes such boxes out of a text and returns their links.
pub(crate) fn take(root: &NodeRef, base: &Url, rules: &Rules) -> Vec<Link> {
    let mut found = Vec::new();
    let all = text::one_line(root).chars().count();
    for line in dom::select(root, "h2, h3, h4, h5, h6, p, div, strong") {
        let is_line = dom::is_within(&line, root)
            && line.id != root.id
            && dom::select(&line, "p, div, li").is_empty();
        let Some(words) =
            text::short_line(&line, LONGEST_LINE).filter(|words| is_line && !words.is_empty())
        else {
            continue;
        };
        if is_headline(&line, &words) {
            let links = dom::select(&line, "a[href]");
            links.iter().for_each(|anchor| {
                links::add(&mut found, links::article_link(anchor, base, rules))
            });
            line.remove_from_parent();
            continue;
        }
        if words.chars().count() > LONGEST_HEADING {
            continue;
        }
        let lower = letters::lower(&words);
        let is_most_read = rules
            .words
            .most_read
            .iter()
            .any(|word| lower.starts_with(word.as_str()));
        if is_most_read && let Some(block) = box_around(&line, root, all) {
            // What most people read has nothing to do with the article.
            block.remove_from_parent();
        } else if related::announces(&words, rules) {
            // A photo report is looked for elsewhere.
        } else if dom::is_any(&line, &["h2", "h3", "h4", "h5", "h6"]) || words.ends_with(':') {
            let after = links_after(&line, base, rules);
            let length: usize = after
                .iter()
                .map(|block| text::one_line(block).chars().count())
                .sum();
            if !after.is_empty() && (length as f64) < all as f64 * LARGEST {
                collect(&after, base, rules, &mut found);
                line.remove_from_parent();
            }
        }
    }
    found
}

fn collect(blocks: &[NodeRef], base: &Url, rules: &Rules, found: &mut Vec<Link>) {
    for block in blocks {
        for anchor in dom::select(block, "a[href]") {
            links::add(found, links::article_link(&anchor, base, rules));
        }
        block.remove_from_parent();
    }
}

/// `<p><a>A HEADLINE IN CAPITALS</a></p>`: publishers put the headline of another article between two paragraphs so.
fn is_headline(line: &NodeRef, words: &str) -> bool {
    let [only] = dom::select(line, "a[href]")[..] else {
        return false;
    };
    let mut letters = words.chars().filter(|c| c.is_alphabetic()).peekable();
    dom::is_any(line, &["p", "div"])
        && text::count(words) >= SHORTEST_HEADLINE
        && letters.peek().is_some()
        && letters.all(char::is_uppercase)
        && text::key(&text::one_line(&only)) == text::key(words)
        && dom::select(line, "img").is_empty()
}

/// The smallest element around a heading that has links to several pages and no sentences.
fn box_around<'a>(heading: &NodeRef<'a>, root: &NodeRef, all: usize) -> Option<NodeRef<'a>> {
    let mut above = heading.parent()?;
    loop {
        if above.id == root.id
            || !dom::is_any(&above, &["div", "section", "aside", "header", "ul", "li"])
        {
            return None;
        }
        let lines = text::lines(&above);
        let length: usize = lines.iter().map(|line| line.chars().count()).sum();
        if lines.iter().any(|line| line.chars().count() > LONGEST_LINE)
            || length as f64 > all as f64 * LARGEST
        {
            return None;
        }
        let mut targets: Vec<String> = dom::select(&above, "a[href]")
            .iter()
            .filter_map(|anchor| dom::attribute(anchor, "href"))
            .collect();
        targets.sort();
        targets.dedup();
        if targets.len() > 1 {
            return Some(above);
        }
        above = above.parent()?;
    }
}

/// The lists after a heading, where they are links to other articles of the same site and nothing else.
fn links_after<'a>(heading: &NodeRef<'a>, base: &Url, rules: &Rules) -> Vec<NodeRef<'a>> {
    let mut blocks = Vec::new();
    let mut links = 0;
    let mut at = heading.next_element_sibling();
    while let Some(next) = at.filter(|next| dom::is_any(next, &["ul", "ol"])) {
        let items = dom::select(&next, "li");
        if items.is_empty() || !items.iter().all(|item| is_link(item, base, rules)) {
            break;
        }
        links += items.len();
        blocks.push(next);
        at = next.next_element_sibling();
    }
    if links > 1 { blocks } else { Vec::new() }
}

fn is_link(item: &NodeRef, base: &Url, rules: &Rules) -> bool {
    let [only] = dom::select(item, "a[href]")[..] else {
        return false;
    };
    let is_near =
        |link: Link| Url::parse(&link.url).is_ok_and(|url| url.host_str() == base.host_str());
    text::key(&text::one_line(&only)) == text::key(&text::one_line(item))
        && links::article_link(&only, base, rules).is_some_and(is_near)
}
