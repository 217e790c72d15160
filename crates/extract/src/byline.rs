//! Who wrote an article: JSON-LD, `meta`, microdata, then the line that says so.
//!
//! Each of these may name the publisher, the maker of the site's theme, or nobody in particular: the first that looks like
//! the name of a person is believed, and else the first that is none of those.

use dom_query::{Document, NodeRef};

use crate::jsonld::Linked;
use crate::metadata::Meta;
use crate::names::{self, Publisher};
use crate::published::is_beside;
use crate::rules::Rules;
use crate::{dates, dom, text};

/// A line with a date and a name and little else, in characters.
const LONGEST_LINE: usize = 100;
/// An element with more nodes below it is a block.
const MOST_NODES: usize = 14;
/// More text is no line, in bytes and with the white space of its HTML.
const LONGEST_TEXT: usize = 5_000;
/// So many elements are looked at for a name beside a date.
const MOST_LINES: usize = 200;
/// So many lines are looked at for one that begins with "by".
const MOST_SAID: usize = 1500;

/// The author as the page names it, empty where it does not.
pub(crate) fn read(
    document: &Document,
    linked: &Linked,
    meta: &Meta,
    rules: &Rules,
    publisher: &Publisher,
) -> String {
    let mut doubtful = None;
    // The publisher's own name is an author where the page shows it as one, and nowhere else.
    let mut owner = None;
    for (name, place) in marked(document, linked, meta, rules) {
        if publisher.is(&name) {
            let is_shown = place == Place::Shown && names::may_be(&name);
            owner = owner.or_else(|| is_shown.then(|| name.clone()));
        } else if names::is_persons(&name) {
            return name;
        } else if names::may_be(&name) {
            doubtful = doubtful.or(Some(name));
        }
    }
    doubtful
        .or(owner)
        .or_else(|| said(document, rules).find(|name| !publisher.is(name)))
        .or_else(|| beside_date(document, rules).filter(|name| !publisher.is(name)))
        .unwrap_or_default()
}

/// Where a name stands.
#[derive(PartialEq)]
enum Place {
    Declared,
    Shown,
}

/// What stands in the places for authors, the most trustworthy first.
fn marked<'a>(
    document: &'a Document,
    linked: &'a Linked,
    meta: &'a Meta,
    rules: &'a Rules,
) -> impl Iterator<Item = (String, Place)> + 'a {
    let root = document.root();
    let clean = move |line: &str| names::clean(line, rules);
    let declared: Vec<String> = linked.authors.iter().map(|name| clean(name)).collect();
    let declared = (declared.join(", "), Place::Declared);
    let told = META.iter().filter_map(move |name| {
        let mut all: Vec<String> = meta.all(&[name]).map(clean).collect();
        all.retain(|name| !name.is_empty());
        all.dedup();
        (!all.is_empty()).then(|| (all.join(", "), Place::Declared))
    });
    let marked = BESIDE.iter().filter_map(move |selector| {
        let found = dom::select(&root, selector);
        let first = found.iter().find(|node| !is_beside(node))?;
        let line = text::one_line(first);
        (line.chars().count() <= LONGEST_LINE).then(|| (clean(&line), Place::Shown))
    });
    let named = NAMED.iter().flat_map(move |selector| {
        dom::select(&root, selector)
            .into_iter()
            .filter(|node| !is_beside(node) && !dom::is_longer(node, LONGEST_TEXT))
            .filter_map(move |node| {
                let line = text::one_line(&node);
                let is_short = (3..=LONGEST_LINE).contains(&line.chars().count());
                is_short.then(|| (clean(&line), Place::Shown))
            })
            .take(4)
    });
    std::iter::once(declared)
        .chain(told)
        .chain(marked)
        .chain(named)
        .filter(|(name, _)| !name.is_empty())
}

/// The persons of short lines that begin with "by".
fn said<'a>(document: &'a Document, rules: &'a Rules) -> impl Iterator<Item = String> + 'a {
    let lines = "p, div, span, small, h4, h5, h6, em, strong, li, td, section";
    dom::select(&document.root(), lines)
        .into_iter()
        .take(MOST_SAID)
        .filter(|node| node.descendants_it().take(MOST_NODES).count() < MOST_NODES)
        .filter(|node| !dom::is_longer(node, LONGEST_TEXT))
        .filter_map(move |node| {
            let line = text::one_line(&node);
            let is_line =
                line.chars().count() <= LONGEST_LINE && names::begins_with_by(&line, rules);
            (is_line && !is_beside(&node)).then(|| names::clean(&line, rules))
        })
        .filter(|name| names::is_persons(name))
}

const META: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "citation_author",
    "cxenseparse:author",
    "twitter:data1",
];

/// Where a page marks its author.
const BESIDE: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "[property='schema:author']",
    "a[rel~=author]",
    ".byline-name",
    ".author-name",
    ".byline a",
    ".byline",
    ".vcard .fn",
    "a.fn",
    "byline",
];

/// Elements that call themselves authors, and links to authors' own pages.
const NAMED: &[&str] = &[
    "[class*=author-name], [class*=authorName], [class*=author--name], [class*=author_name], .article-author, .author a, .autor a",
    "[class*=byline], [class*=Byline], [class*=author], [class*=Author], [class*=autor], [class*=redakteur], [class*=wrote], [class*=writer], [class*=contributor], [class*=Poster]",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/autoren/'], a[href*='/auteur'], a[href*='/reporter'], a[href*='/redaktion/'], a[href*='/by/'], a[href*='/avtor']",
];

/// The name of a person that stands beside the first date of a page: `A. Author | 12 January 2026`.
fn beside_date(document: &Document, rules: &Rules) -> Option<String> {
    let root = document.root();
    let lines = dom::select(&root, "p, div, span, header, section, ul, small");
    for line in lines.iter().take(MOST_LINES) {
        let is_block = line.descendants_it().take(MOST_NODES).count() == MOST_NODES;
        if is_block || dom::is_longer(line, LONGEST_TEXT) || is_beside(line) {
            continue;
        }
        let words = text::one_line(line);
        let is_short = words.chars().count() <= LONGEST_LINE;
        if !is_short || !words.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let texts = line.descendants_it().filter(|node| node.is_text());
        let parts: Vec<(String, NodeRef)> = texts
            .flat_map(|node| {
                let text = node.text().to_string();
                let parts: Vec<String> = text.split(['|', '·', '•']).map(text::tidy).collect();
                parts.into_iter().map(move |part| (part, node))
            })
            .collect();
        if dates::within(&words, jiff::Timestamp::UNIX_EPOCH, None).is_none() {
            continue;
        }
        let name = parts.iter().find_map(|(part, node)| {
            let name = names::clean(part, rules);
            (names::is_persons(&name) && !leads_elsewhere(&root, node, &name)).then_some(name)
        });
        if name.is_some() {
            return name;
        }
    }
    None
}

/// Whether the same words are a link to something else than an author's page: the name of a section.
fn leads_elsewhere(root: &NodeRef, node: &NodeRef, name: &str) -> bool {
    let is_elsewhere = |anchor: &NodeRef| {
        let href = dom::attribute(anchor, "href")
            .unwrap_or_default()
            .to_lowercase();
        ![
            "author", "people", "person", "profile", "reporter", "staff", "avtor", "user",
        ]
        .iter()
        .any(|word| href.contains(word))
    };
    dom::ancestor(node, &["a"]).is_some_and(|anchor| is_elsewhere(&anchor))
        || dom::select(root, "a[href]")
            .iter()
            .any(|anchor| text::one_line(anchor) == name && is_elsewhere(anchor))
}
