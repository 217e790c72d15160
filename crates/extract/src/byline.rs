//! Who wrote an article: JSON-LD, `meta`, microdata, then the line that says so.

use dom_query::{Document, NodeRef};

use crate::jsonld::Linked;
use crate::metadata::Meta;
use crate::rules::Rules;
use crate::{dates, dom, text};

/// A line with a date and a name and little else, in characters.
const LONGEST_LINE: usize = 100;
/// An element with more nodes below it is a block.
const MOST_NODES: usize = 14;
/// So many elements are looked at for a name beside a date.
const MOST_LINES: usize = 200;

/// The author as the page names it, empty where it does not. A person is believed before the publisher's own name.
pub(crate) fn read(
    document: &Document,
    linked: &Linked,
    meta: &Meta,
    rules: &Rules,
    publisher: &str,
) -> String {
    let publisher = text::key(publisher);
    let is_publisher = |name: &str| {
        let name = text::key(name);
        name.len() > 3
            && publisher.len() > 3
            && (publisher.contains(&name) || name.contains(&publisher))
    };
    let mut names = candidates(document, linked, meta, rules);
    if names.iter().all(|name| is_publisher(name)) {
        names.extend(beside_date(document, rules).filter(|name| !is_publisher(name)));
    }
    names
        .iter()
        .find(|name| !is_publisher(name))
        .or(names.first())
        .cloned()
        .unwrap_or_default()
}

/// All that may be the author, the most trustworthy first.
fn candidates(document: &Document, linked: &Linked, meta: &Meta, rules: &Rules) -> Vec<String> {
    let is_name = |name: &String| {
        !name.is_empty()
            && !name.contains("://")
            && !name.starts_with("www.")
            && !is_domain(name)
            && name.chars().count() < 100
    };
    let mut names: Vec<String> = Vec::new();
    let authors: Vec<String> = linked
        .authors
        .iter()
        .filter(|name| is_name(name))
        .cloned()
        .collect();
    if !authors.is_empty() {
        names.push(authors.join(", "));
    }
    names.extend(
        meta.all(META)
            .map(text::tidy)
            .map(|name| strip_by(&name, rules))
            .filter(is_name),
    );
    let root = document.root();
    for selector in BESIDE {
        let lines = dom::select(&root, selector);
        let lines = lines
            .iter()
            .map(text::one_line)
            .map(|name| strip_by(&name, rules));
        names.extend(
            lines
                .filter(|name| is_name(name) && text::count(name) <= 8)
                .take(1),
        );
    }
    names
}

const META: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
];

/// Where a page shows its author.
const BESIDE: &[&str] = &[
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    "a[rel~=author]",
    ".byline-name",
    ".author-name",
    ".byline a",
    ".byline",
    ".article-author",
    ".author a",
    ".author",
    ".c-byline__author",
    ".autor a",
    ".autor",
    "[class*=author-name]",
    "[class*=authorName]",
];

/// The name of a person that stands beside the first date of a page: `A. Author | 12 January 2026`.
fn beside_date(document: &Document, rules: &Rules) -> Option<String> {
    let root = document.root();
    let lines = dom::select(&root, "p, div, span, header, section, ul");
    for line in lines.iter().take(MOST_LINES) {
        if line.descendants_it().take(MOST_NODES).count() == MOST_NODES
            || dom::ancestor(line, &["footer", "nav", "aside"]).is_some()
        {
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
        let has_date = parts
            .iter()
            .any(|(part, _)| dates::iso(part, jiff::Timestamp::UNIX_EPOCH, None).is_some());
        if !has_date {
            continue;
        }
        let name = parts.iter().find_map(|(part, node)| {
            let name = strip_by(part, rules);
            (is_person(&name) && !leads_elsewhere(&root, node, &name)).then_some(name)
        });
        if name.is_some() {
            return name;
        }
    }
    None
}

/// Two to four words, each with a capital letter, and nothing else.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
                && !word.chars().skip(1).all(char::is_uppercase)
        })
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

/// `news.example` is no person.
fn is_domain(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    name.contains('.')
        && !name.contains(' ')
        && (2..=12).contains(&ending.len())
        && name == name.to_lowercase()
}

/// `By Name` is `Name`.
pub(crate) fn strip_by(line: &str, rules: &Rules) -> String {
    let lower = line.to_lowercase();
    for word in &rules.words.byline {
        if let Some(rest) = lower.strip_prefix(word.as_str())
            && (word.ends_with(':') || rest.starts_with([' ', ':']))
        {
            let start = line
                .char_indices()
                .rev()
                .nth(rest.chars().count().saturating_sub(1))
                .map_or(0, |(at, _)| at);
            return line
                .get(start..)
                .unwrap_or_default()
                .trim_start_matches([' ', ':'])
                .to_owned();
        }
    }
    line.to_owned()
}
