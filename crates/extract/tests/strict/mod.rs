//! A strict reading of sanitized HTML: parsed anew, every element, attribute and address must be on the list.

use dom_query::Document;
use url::Url;

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];
const ATTRIBUTES: &[&str] = &[
    "href", "src", "srcset", "sizes", "alt", "title", "lang", "dir", "datetime", "colspan",
    "rowspan", "scope", "width", "height", "start", "reversed", "type", "poster", "controls", "id",
];

/// Everything in `html` that is not allowed, in words; empty when all is.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for document in [
        Document::fragment(html),
        Document::from(format!("<!DOCTYPE html><body>{html}")),
    ] {
        for node in document.root().descendants() {
            if node.is_comment() {
                faults.push("a comment".to_owned());
            }
            let Some(name) = node.node_name().filter(|_| node.is_element()) else {
                continue;
            };
            if matches!(name.as_ref(), "html" | "head" | "body") && node.attrs().is_empty() {
                continue;
            }
            if !TAGS.contains(&name.as_ref()) {
                faults.push(format!("<{name}>"));
            }
            let is_html = node
                .qual_name_ref()
                .is_some_and(|name| &*name.ns == "http://www.w3.org/1999/xhtml");
            if !is_html {
                faults.push(format!("<{name}> of another namespace"));
            }
            for attribute in node.attrs() {
                let (key, value) = (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                );
                if !ATTRIBUTES.contains(&key.as_str()) {
                    faults.push(format!("{key}=\"{value}\""));
                }
                if !is_harmless(&key, &value) {
                    faults.push(format!("{key} leads to {value}"));
                }
            }
        }
    }
    faults
}

fn is_harmless(key: &str, value: &str) -> bool {
    let is_web = |address: &str| {
        Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    };
    match key {
        "href" => value.starts_with("#from-") || value.starts_with("mailto:") || is_web(value),
        "src" | "poster" => is_web(value),
        "srcset" => value
            .split(", ")
            .all(|candidate| candidate.split(' ').next().is_some_and(is_web)),
        "id" => value.starts_with("from-"),
        _ => true,
    }
}
