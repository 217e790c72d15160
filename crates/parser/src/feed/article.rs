//! One article of a feed.

use jiff::Timestamp;

use super::{ParsedArticle, duration, links, people, pictures, text};
use crate::xml::{Node, Ns};
use crate::{clean, date};

/// Reads an `item` or `entry`; nothing when it says nothing.
pub(super) fn read(
    item: &Node,
    fetched: Timestamp,
    warnings: &mut Vec<String>,
) -> Option<ParsedArticle> {
    let title = text::title(&[
        item.core("title"),
        item.first(Ns::Dc, "title"),
        item.first(Ns::Media, "title"),
        media(item, "title"),
        item.first(Ns::Itunes, "title"),
    ]);
    let (summary, content) = texts(item, warnings);
    let guid = guid(item);
    let link = links::page_of(item)
        .or_else(|| links::permalink(item))
        .or_else(|| links::address(item.attribute("rdf:about")?, &item.base));
    if title.is_none() && link.is_none() && summary.is_none() && content.is_none() && guid.is_none()
    {
        let media = item
            .first(Ns::Media, "content")
            .or_else(|| item.core("enclosure"))
            .is_some();
        if !media && item.nodes().next().is_none() {
            return None;
        }
    }
    let mut enclosures = links::enclosures(item);
    duration::add(item, &mut enclosures);
    let pictures = pictures::of(item, &enclosures, &[content.as_deref(), summary.as_deref()]);
    Some(ParsedArticle {
        headline: title
            .as_ref()
            .map(|t| t.headline.clone())
            .unwrap_or_default(),
        title: title.map(|t| t.value),
        published: first_date(item, PUBLISHED, fetched),
        updated: first_date(item, UPDATED, fetched)
            .or_else(|| date::parse(item.attribute("lastmod")?, fetched)),
        authors: people::of(item),
        categories: text::categories(item),
        guid,
        link,
        summary,
        content,
        enclosures,
        pictures,
        key: String::new(),
    })
}

/// Where the time of publication may stand, best first.
const PUBLISHED: &[(Ns, &str)] = &[
    (Ns::Core, "pubdate"),
    (Ns::Core, "published"),
    (Ns::Core, "issued"),
    (Ns::DcTerms, "issued"),
    (Ns::Dc, "date"),
    (Ns::DcTerms, "created"),
    (Ns::Core, "created"),
    (Ns::Dc, "issued"),
    (Ns::Dc, "created"),
    (Ns::Core, "date"),
];

/// Where the time of the last change may stand, best first.
const UPDATED: &[(Ns, &str)] = &[
    (Ns::Core, "updated"),
    (Ns::Core, "modified"),
    (Ns::DcTerms, "modified"),
    (Ns::Dc, "modified"),
    (Ns::Core, "lastbuilddate"),
];

fn first_date(item: &Node, places: &[(Ns, &str)], fetched: Timestamp) -> Option<Timestamp> {
    places.iter().find_map(|(ns, name)| {
        let node = if *ns == Ns::Core {
            item.core(name)
        } else {
            item.first(*ns, name)
        };
        date::parse(&node?.text(), fetched)
    })
}

/// Summary and content. Feeds put them into a dozen elements; a `description` beside a `summary` is the longer text.
fn texts(item: &Node, warnings: &mut Vec<String>) -> (Option<String>, Option<String>) {
    let mut field = |node: Option<&Node>| text::limited(text::field(node?)?, warnings);
    let full = [
        item.first(Ns::Content, "encoded"),
        item.core("fullitem"),
        // What Yandex, Rambler and Mail.ru ask newspapers for.
        item.nodes()
            .find(|n| matches!(n.name.as_str(), "full-text" | "fulltext")),
        item.first(Ns::Turbo, "content"),
        item.first(Ns::Xhtml, "body"),
        item.first(Ns::Xhtml, "div"),
        item.core("body"),
    ]
    .into_iter()
    .find_map(&mut field);
    let atom = item
        .core("content")
        .filter(|node| node.attribute("src").is_none());
    let mut content = full.or_else(|| field(atom)).or_else(|| {
        // The content module's older form: a list whose values hold the text.
        let items = item.first(Ns::Content, "items")?;
        field(
            items
                .find(&|n| n.ns == Ns::Rdf && n.name == "value")
                .or(Some(items)),
        )
    });
    let (summary, other) = short_and_long(item, &mut field);
    if content.is_none() {
        content = other;
    }
    let fallbacks = [
        item.core("abstract"),
        item.first(Ns::Dc, "description"),
        item.first(Ns::DcTerms, "abstract"),
        item.first(Ns::Itunes, "summary"),
        item.first(Ns::Media, "description"),
        media(item, "description"),
        item.first(Ns::Itunes, "subtitle"),
    ];
    let summary = summary.or_else(|| fallbacks.into_iter().find_map(&mut field));
    (summary, content)
}

/// `summary` and `description`. Where an article has both, the first is the short one, unless it is by far the longer.
fn short_and_long<'a>(
    item: &'a Node,
    field: &mut impl FnMut(Option<&'a Node>) -> Option<String>,
) -> (Option<String>, Option<String>) {
    let named = |n: &&Node| n.ns.is_core() && matches!(n.name.as_str(), "summary" | "description");
    let mut texts = item.nodes().filter(named);
    let first = texts.find_map(|n| Some((n.name.clone(), field(Some(n))?)));
    let Some((name, first)) = first else {
        return (None, None);
    };
    let second = texts
        .filter(|n| n.name != name)
        .find_map(|n| field(Some(n)));
    match second {
        Some(second) if first.len() > 2 * second.len() => (Some(second), Some(first)),
        second => (Some(first), second),
    }
}

/// A Media RSS element of a name inside `media:group` or `media:content`, unless that is a picture: what is said about
/// a picture is its caption.
fn media<'a>(item: &'a Node, name: &'a str) -> Option<&'a Node> {
    item.nodes()
        .filter(|n| n.ns == Ns::Media && matches!(n.name.as_str(), "group" | "content"))
        .filter(|holder| !pictures::is_picture(holder) && !holder.nodes().any(pictures::is_picture))
        .find_map(|holder| {
            holder
                .first(Ns::Media, name)
                .or_else(|| holder.first(Ns::Media, "content")?.first(Ns::Media, name))
        })
}

fn guid(item: &Node) -> Option<String> {
    item.core("guid")
        .and_then(Node::trimmed)
        .or_else(|| item.core("id").and_then(links::identity))
        .or_else(|| item.first(Ns::Dc, "identifier").and_then(Node::trimmed))
        .or_else(|| {
            item.attribute("rdf:about")
                .map(|about| about.trim().to_owned())
                .filter(|a| !a.is_empty())
        })
        .map(|guid| clean::name(&guid))
}
