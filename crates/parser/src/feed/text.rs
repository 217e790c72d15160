//! Text fields: plain, escaped, inline, base64 (Atom 0.3 §`mode`, RFC 4287 §3.1), with relative addresses made whole.

use crate::xml::{Child, Node, Ns, inner_markup};
use crate::{clean, html, limits, repair};

/// A title and its plain form.
pub(super) struct Title {
    pub(super) value: String,
    pub(super) headline: String,
}

/// The text of a field as in the feed; nothing when it is empty.
pub(super) fn field(node: &Node) -> Option<String> {
    let (value, _) = read(node);
    (!value.is_empty()).then_some(value)
}

/// The first field that holds something.
pub(super) fn field_of(nodes: &[Option<&Node>]) -> Option<String> {
    nodes.iter().flatten().find_map(|node| field(node))
}

/// The first title that holds something.
pub(super) fn title(nodes: &[Option<&Node>]) -> Option<Title> {
    nodes.iter().flatten().find_map(|node| {
        let (value, kind) = read(node);
        let value = clean::name(&value);
        let headline = match kind {
            Kind::Plain => clean::name(&value),
            Kind::Html => clean::name(&html::plain_text(&value)),
            Kind::Unknown => clean::name(&html::plain_if_html(&value)),
        };
        (!value.is_empty()).then_some(Title { value, headline })
    })
}

/// A text cut at [`limits::FIELD_BYTES`].
pub(super) fn limited(mut text: String, warnings: &mut Vec<String>) -> Option<String> {
    if text.len() > limits::FIELD_BYTES {
        text.truncate(repair::floor(&text, limits::FIELD_BYTES));
        let sentence = "a text over 1 MB is cut";
        if !warnings.iter().any(|w| w == sentence) {
            warnings.push(sentence.to_owned());
        }
    }
    Some(text)
}

/// Categories of a feed or an article, each once, in order.
pub(super) fn categories(node: &Node) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        let name = clean::name(text);
        if !name.is_empty() && !all.contains(&name) && all.len() < 200 {
            all.push(name);
        }
    };
    for child in node.nodes() {
        match (child.ns, child.name.as_str()) {
            (ns, "category") if ns.is_core() => {
                let term = child
                    .attribute("term")
                    .or(child.attribute("label"))
                    .map(str::to_owned)
                    .or_else(|| child.trimmed())
                    .or_else(|| child.attribute("text").map(str::to_owned));
                add(&term.unwrap_or_default());
            }
            (Ns::Dc, "subject") => rdf_values(child).iter().for_each(|term| add(term)),
            (Ns::Core, "keyword" | "section") => add(&child.text()),
            (Ns::Media, "category") => {
                let term = child.trimmed();
                add(term
                    .as_deref()
                    .or(child.attribute("label"))
                    .unwrap_or_default());
            }
            (Ns::Itunes, "category") => {
                add(child.attribute("text").unwrap_or_default());
                for inner in child.all(Ns::Itunes, "category") {
                    add(inner.attribute("text").unwrap_or_default());
                }
            }
            (Ns::Itunes | Ns::Media, "keywords") => child.text().split(',').for_each(&mut add),
            _ => {}
        }
    }
    all
}

/// The text of an element, or the texts of the list it holds (`rdf:Bag`, `rdf:Seq`).
fn rdf_values(node: &Node) -> Vec<String> {
    let values: Vec<String> = node
        .nodes()
        .filter(|list| list.ns == Ns::Rdf)
        .flat_map(|list| list.all(Ns::Rdf, "li"))
        .filter_map(Node::trimmed)
        .take(200)
        .collect();
    if values.is_empty() {
        vec![node.text()]
    } else {
        values
    }
}

#[derive(PartialEq, Clone, Copy)]
enum Kind {
    Plain,
    Html,
    Unknown,
}

fn read(node: &Node) -> (String, Kind) {
    let media_type = node
        .attribute("type")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let mode = node
        .attribute("mode")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let kind = match media_type.as_str() {
        _ if mode == "xml" => Kind::Html,
        "text" | "text/plain" | "plain" => Kind::Plain,
        "html" | "xhtml" | "text/html" | "application/xhtml+xml" => Kind::Html,
        _ => Kind::Unknown,
    };
    if node.nodes().next().is_some() {
        let holder = only_div(node)
            .filter(|_| is_wrapped(node, &media_type))
            .unwrap_or(node);
        let markup = inner_markup(holder);
        return (html::absolute(markup.trim(), &holder.base), Kind::Html);
    }
    let text = node.text();
    let text = text.trim();
    let text = match base64(text, &media_type, &mode) {
        Some(decoded) => decoded.trim().to_owned(),
        None => text.to_owned(),
    };
    match kind {
        Kind::Plain if mode != "escaped" => (text, Kind::Plain),
        _ => (html::absolute(&text, &node.base), kind),
    }
}

/// Atom 1.0 wraps XHTML into a `div` that is not part of the text (RFC 4287 §3.1.1.3); in Atom 0.3 it was part of it.
fn is_wrapped(node: &Node, media_type: &str) -> bool {
    media_type == "xhtml" || (media_type == "application/xhtml+xml" && node.ns == Ns::Atom)
}

fn only_div(node: &Node) -> Option<&Node> {
    let mut nodes = node.nodes();
    let div = nodes.next().filter(|n| n.name == "div")?;
    let text_beside = node
        .children
        .iter()
        .any(|c| matches!(c, Child::Text(t) if !t.trim().is_empty()));
    (nodes.next().is_none() && !text_beside).then_some(div)
}

/// Decodes what Atom says, or implies by a type that is no text, to be base64. What is not base64 stays as it is.
fn base64(text: &str, media_type: &str, mode: &str) -> Option<String> {
    let implied = media_type.contains('/')
        && !media_type.starts_with("text/")
        && !media_type.ends_with("xml")
        && mode.is_empty();
    if mode != "base64" && !implied {
        return None;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = data_encoding::BASE64
        .decode(compact.as_bytes())
        .or_else(|_| data_encoding::BASE64_NOPAD.decode(compact.as_bytes()))
        .ok()?;
    String::from_utf8(bytes).ok()
}
