//! The feed itself: finds its container in the tree, reads what it says about itself, and goes through its articles.

use jiff::Timestamp;

use super::reading::Reading;
use super::{NotAFeed, ParsedFeed, Source, article, hints, links, people, text};
use crate::xml::{self, Node, Ns};
use crate::{clean, date};

/// Bytes under which an unrecognizable answer is called too short rather than wrong.
const SHORT: usize = 200;

/// Reads a feed in XML.
pub(super) fn read(document: &str, bytes: usize, source: &Source) -> Result<ParsedFeed, NotAFeed> {
    let is_page = looks_like_html(document);
    let page = || NotAFeed::Html {
        title: html_title(document),
    };
    if is_page && !holds_a_feed(document) {
        return Err(page());
    }
    let tree = match xml::parse(document, source.url) {
        Ok(tree) => tree,
        Err(_) if is_page => return Err(page()),
        Err(_) => return Err(NotAFeed::TooDeep),
    };
    // An Atom entry may be a document of its own (RFC 4287 §2).
    let entry = || {
        let entry = |n: &Node| n.name == "entry" && matches!(n.ns, Ns::Atom | Ns::Atom03);
        tree.root.nodes().any(entry).then_some(&tree.root)
    };
    let Some(root) = tree.root.find(&is_feed_root).or_else(entry) else {
        return Err(match tree.root.nodes().next() {
            Some(root) if root.name == "html" || root.name == "body" => page(),
            Some(root) => NotAFeed::OtherXml {
                root: clean::name(&root.name),
            },
            None if bytes < SHORT => NotAFeed::TooShort { bytes },
            None => NotAFeed::Unrecognized,
        });
    };
    let channel = root.core("channel").unwrap_or(root);
    let mut feed = about(channel, root, source.fetched);
    feed.warnings = tree.warnings;
    feed.is_cut_off = tree.cut_off;
    let mut reading = Reading::default();
    for item in articles_of(root) {
        if reading.is_full(&mut feed) {
            break;
        }
        let article = article::read(item, source.fetched, &mut feed.warnings);
        reading.take(&mut feed, article);
    }
    reading.end(&mut feed);
    if is_page && feed.articles.is_empty() {
        return Err(page());
    }
    Ok(feed)
}

/// What a feed says about itself.
fn about(channel: &Node, root: &Node, fetched: Timestamp) -> ParsedFeed {
    let description = ["description", "tagline", "subtitle", "info", "abstract"]
        .iter()
        .find_map(|name| text::field(channel.core(name)?));
    let dated = |nodes: &[Option<&Node>]| {
        nodes
            .iter()
            .flatten()
            .find_map(|n| date::parse(&n.text(), fetched))
    };
    ParsedFeed {
        title: text::field_of(&[
            channel.core("title"),
            channel.first(Ns::Dc, "title"),
            channel.first(Ns::Media, "title"),
            channel.first(Ns::Itunes, "title"),
        ])
        .map(|t| clean::name(&t)),
        description: description.or_else(|| {
            text::field_of(&[
                channel.first(Ns::Dc, "description"),
                channel.first(Ns::Itunes, "summary"),
                channel.first(Ns::Itunes, "subtitle"),
                channel.first(Ns::Media, "description"),
            ])
        }),
        id: channel
            .core("id")
            .and_then(links::identity)
            .or_else(|| channel.attribute("rdf:about").map(str::to_owned)),
        link: links::page_of(channel),
        language: [channel.core("language"), channel.first(Ns::Dc, "language")]
            .iter()
            .flatten()
            .find_map(|n| n.trimmed())
            .or_else(|| {
                channel
                    .attribute("xml:lang")
                    .or(root.attribute("xml:lang"))
                    .map(str::to_owned)
            }),
        updated: dated(&[
            channel.core("updated"),
            channel.core("modified"),
            channel.first(Ns::DcTerms, "modified"),
            channel.core("lastbuilddate"),
            channel.core("pubdate"),
            channel.first(Ns::Dc, "date"),
            channel.first(Ns::DcTerms, "issued"),
            channel.core("published"),
        ])
        .or_else(|| date::parse(channel.attribute("lastmod")?, fetched)),
        published: dated(&[
            channel.core("pubdate"),
            channel.core("published"),
            channel.core("issued"),
            channel.first(Ns::DcTerms, "issued"),
            channel.first(Ns::DcTerms, "created"),
        ]),
        authors: people::of(channel),
        categories: text::categories(channel),
        min_interval: hints::min_interval(channel),
        skip_hours: hints::skip_hours(channel),
        skip_days: hints::skip_days(channel),
        self_link: links::by_relation(channel, "self"),
        icon: hints::icon(channel, root),
        ..ParsedFeed::default()
    }
}

/// The articles, wherever this version of RSS keeps them.
fn articles_of(root: &Node) -> Vec<&Node> {
    let mut all: Vec<&Node> = Vec::new();
    collect(root, &mut all);
    if all.is_empty() {
        collect_deep(root, &mut all);
    }
    all
}

/// Articles in wrappers that no version of any format has.
fn collect_deep<'a>(holder: &'a Node, all: &mut Vec<&'a Node>) {
    for node in holder.nodes().filter(|n| n.ns.is_core()) {
        match node.name.as_str() {
            "item" | "entry" => all.push(node),
            _ => collect_deep(node, all),
        }
    }
}

fn collect<'a>(holder: &'a Node, all: &mut Vec<&'a Node>) {
    for node in holder.nodes() {
        let ours = node.ns.is_core() || node.ns == Ns::Xhtml;
        if ours && matches!(node.name.as_str(), "item" | "entry") {
            all.push(node);
        } else if ours && matches!(node.name.as_str(), "items" | "channel") {
            collect(node, all);
        }
    }
}

fn is_feed_root(node: &Node) -> bool {
    let ours = node.ns.is_core() || node.ns == Ns::Rdf;
    // A channel or a feed alone may belong to anything; it must look like one.
    ours && match node.name.as_str() {
        "rss" => true,
        "rdf" => node
            .nodes()
            .any(|n| matches!(n.name.as_str(), "channel" | "item")),
        "feed" => {
            matches!(node.ns, Ns::Atom | Ns::Atom03)
                || node
                    .nodes()
                    .any(|n| matches!(n.name.as_str(), "entry" | "title" | "id" | "updated"))
                || node.children.is_empty()
        }
        "channel" => {
            node.nodes()
                .any(|n| matches!(n.name.as_str(), "item" | "title"))
                || !node.attributes.is_empty()
        }
        _ => false,
    }
}

/// An HTML page, told by its first mark; XHTML has an XML declaration before it.
fn looks_like_html(document: &str) -> bool {
    let mut rest = document;
    loop {
        rest = rest.trim_start();
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->").map(|i| i + 3)
        } else if rest.starts_with("<?") {
            rest.find('>').map(|i| i + 1)
        } else {
            None
        };
        match skipped {
            Some(length) => rest = &rest[length..],
            None => break,
        }
    }
    let head: String = rest
        .chars()
        .take(15)
        .collect::<String>()
        .to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|mark| head.starts_with(mark))
}

/// Whether there is a feed inside what looks like a page: some programs wrap theirs.
fn holds_a_feed(document: &str) -> bool {
    ["<rss", "<feed", "<rdf:RDF"]
        .iter()
        .any(|mark| document.contains(mark))
}

fn html_title(document: &str) -> String {
    let lower = document.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|at| {
        let start = at + lower[at..].find('>')? + 1;
        let end = start + lower[start..].find("</title")?;
        document.get(start..end)
    });
    let title: String = title.unwrap_or_default().chars().take(200).collect();
    clean::name(&htmlize::unescape(title.as_str()))
}
