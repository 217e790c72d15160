//! Addresses: the page of a feed or an article, relations, enclosures.

use url::Url;

use super::{Enclosure, duration};
use crate::xml::{Node, Ns};

/// An http(s) address, made whole against `base`. One that is whole already stays letter for letter.
pub(crate) fn address(text: &str, base: &Url) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let url = base.join(text).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let whole = (lower.starts_with("http://") || lower.starts_with("https://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    Some(if whole { text.to_owned() } else { url.into() })
}

/// An Atom id: letter for letter when it is a whole IRI, else made whole.
pub(super) fn identity(node: &Node) -> Option<String> {
    let id = node.trimmed()?;
    if id.starts_with('/') || id.starts_with("../") || id.starts_with("./") {
        return Some(node.base.join(&id).map_or(id, String::from));
    }
    Some(id)
}

/// The page that a feed or an article belongs to.
pub(super) fn page_of(node: &Node) -> Option<String> {
    let links = || {
        node.nodes()
            .filter(|n| n.ns.is_core() && matches!(n.name.as_str(), "link" | "a"))
    };
    let href = |n: &Node| n.attribute("href").and_then(|href| address(href, &n.base));
    let is_alternate =
        |n: &Node| relation_of(n).is_none_or(|rel| rel == "alternate" || rel.is_empty());
    let is_page = |n: &Node| n.attribute("type").is_none_or(|t| t.contains("html"));
    // RSS: the address is the text. Atom: the best of the alternates.
    links()
        .filter(|n| n.ns == Ns::Core)
        .find_map(|n| address(&n.trimmed()?, &n.base))
        .or_else(|| {
            links()
                .filter(|n| is_alternate(n) && is_page(n))
                .find_map(href)
        })
        .or_else(|| links().filter(|n| is_alternate(n)).find_map(href))
        .or_else(|| links().find_map(|n| address(&n.trimmed()?, &n.base)))
        .or_else(|| {
            node.attribute("href")
                .and_then(|href| address(href, &node.base))
        })
        .or_else(|| {
            node.core("url")
                .and_then(|n| address(&n.trimmed()?, &n.base))
        })
        .or_else(|| links().find_map(|n| address(n.attribute("rdf:resource")?, &n.base)))
}

/// The relation of a link, by its short name: RFC 4287 §4.2.7.2 lets it stand in full, too.
fn relation_of(link: &Node) -> Option<String> {
    let relation = link.attribute("rel")?.trim().to_ascii_lowercase();
    let short = relation.strip_prefix("http://www.iana.org/assignments/relation/");
    Some(short.unwrap_or(&relation).to_owned())
}

/// A guid that is the article's address too (RSS 2.0: unless it says otherwise).
pub(super) fn permalink(item: &Node) -> Option<String> {
    let guid = item.core("guid").filter(|g| {
        g.attribute("ispermalink")
            .is_none_or(|v| !v.trim().eq_ignore_ascii_case("false"))
    });
    let text = guid.or_else(|| item.core("id"))?.trimmed()?;
    let lower = text.get(..8)?.to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://"))
        .then(|| address(&text, &item.base))
        .flatten()
}

/// The address of a link with a relation.
pub(super) fn by_relation(node: &Node, relation: &str) -> Option<String> {
    node.nodes()
        .filter(|n| {
            n.ns.is_core() && n.name == "link" && relation_of(n).as_deref() == Some(relation)
        })
        .find_map(|n| address(n.attribute("href")?, &n.base))
}

/// Files of an article: RSS and Atom enclosures, and films and sound of Media RSS; each address once.
pub(super) fn enclosures(item: &Node) -> Vec<Enclosure> {
    let mut all: Vec<Enclosure> = Vec::new();
    let mut add = |node: &Node, attribute: &str, length: &str| {
        let Some(url) = node
            .attribute(attribute)
            .map(str::to_owned)
            // Some put the address between the tags.
            .or_else(|| node.trimmed())
            .and_then(|url| address(&url, &node.base))
        else {
            return;
        };
        if all.iter().any(|e| e.url == url) || all.len() >= 100 {
            return;
        }
        let media_type = node
            .attribute("type")
            .map(|t| t.trim().to_owned())
            .filter(|t| !t.is_empty());
        all.push(Enclosure {
            url,
            media_type,
            length: node.attribute(length).and_then(|l| l.trim().parse().ok()),
            seconds: node.attribute("duration").and_then(duration::parse),
        });
    };
    for node in item.nodes() {
        match (node.ns, node.name.as_str()) {
            (ns, "enclosure") if ns.is_core() => add(
                node,
                if node.attribute("url").is_some() {
                    "url"
                } else {
                    "href"
                },
                "length",
            ),
            (ns, "link") if ns.is_core() && relation_of(node).as_deref() == Some("enclosure") => {
                add(node, "href", "length")
            }
            (Ns::Media, "content") if is_film_or_sound(node) => add(node, "url", "filesize"),
            (Ns::Media, "group") => {
                if let Some(best) = node
                    .all(Ns::Media, "content")
                    .filter(|n| is_film_or_sound(n))
                    .max_by_key(|n| n.attribute("isdefault") == Some("true"))
                {
                    add(best, "url", "filesize");
                }
            }
            _ => {}
        }
    }
    all
}

fn is_film_or_sound(content: &Node) -> bool {
    let of = |name: &str| {
        content
            .attribute(name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    matches!(of("medium").as_str(), "video" | "audio")
        || of("type").starts_with("video/")
        || of("type").starts_with("audio/")
}
