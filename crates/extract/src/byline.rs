//! Who wrote an article: JSON-LD, `meta`, microdata, then the line that says so.

use dom_query::Document;

use crate::jsonld::Linked;
use crate::metadata::Meta;
use crate::rules::Rules;
use crate::{dom, text};

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
    let names = candidates(document, linked, meta, rules);
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
