//! Three small jobs on fragments of HTML that must leave everything else letter for letter: relative addresses made
//! whole, pictures found, plain text. It makes nothing safe; that is `extract`'s part.

use url::Url;

use crate::limits;

/// Attributes that hold one address.
const ADDRESSES: [&str; 9] = [
    "href",
    "src",
    "poster",
    "cite",
    "action",
    "longdesc",
    "background",
    "data-src",
    "data-original",
];

/// Makes the relative addresses in a fragment whole against `base`; changes nothing else. It stops where the result would
/// be twice the longest field.
pub(crate) fn absolute(fragment: &str, base: &Url) -> String {
    if !fragment.contains('<') {
        return fragment.to_owned();
    }
    let mut out = String::with_capacity(fragment.len());
    let mut copied = 0;
    for tag in tags(fragment) {
        if out.len() > 2 * limits::FIELD_BYTES {
            break;
        }
        for attribute in &tag.attributes {
            if !ADDRESSES
                .iter()
                .any(|name| attribute.name.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let value = &fragment[attribute.start..attribute.end];
            if let Some(whole) = made_whole(value, base) {
                out.push_str(&fragment[copied..attribute.start]);
                out.push_str(&whole);
                copied = attribute.end;
            }
        }
    }
    out.push_str(&fragment[copied..]);
    out
}

/// A picture of a fragment.
pub(crate) struct Image {
    pub(crate) url: String,
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    pub(crate) alt: String,
}

/// The `<img>`s of a fragment, in order.
pub(crate) fn images(fragment: &str) -> Vec<Image> {
    tags(fragment)
        .filter(|tag| tag.name.eq_ignore_ascii_case("img"))
        .filter_map(|tag| {
            let value = |name: &str| {
                tag.attributes
                    .iter()
                    .find(|a| a.name.eq_ignore_ascii_case(name))
                    .map(|a| {
                        htmlize::unescape_attribute(&fragment[a.start..a.end])
                            .trim()
                            .to_owned()
                    })
            };
            let source = ["data-src", "data-original", "src"]
                .iter()
                .find_map(|name| value(name).filter(|v| v.starts_with("http")))?;
            let pixels = |name: &str| value(name)?.trim_end_matches("px").parse().ok();
            Some(Image {
                url: source,
                width: pixels("width"),
                height: pixels("height"),
                alt: value("alt").unwrap_or_default(),
            })
        })
        .take(200)
        .collect()
}

/// The text of a fragment: tags dropped, entities read once, white space folded.
pub(crate) fn plain_text(fragment: &str) -> String {
    let mut text = String::with_capacity(fragment.len());
    let mut copied = 0;
    for tag in tags(fragment) {
        text.push_str(&fragment[copied..tag.start]);
        if matches!(
            tag.name.to_ascii_lowercase().as_str(),
            "br" | "p" | "div" | "li" | "tr"
        ) {
            text.push(' ');
        }
        copied = tag.end;
    }
    text.push_str(&fragment[copied..]);
    folded(&htmlize::unescape(text.as_str()))
}

/// The text of a title that does not say whether it is HTML: read as such only when it holds an entity or one of the
/// tags that titles really have, so that `List<String>` and `a < b` stay.
pub(crate) fn plain_if_html(title: &str) -> String {
    let inline = [
        "b", "i", "em", "strong", "u", "s", "span", "a", "br", "p", "div", "sup", "sub", "font",
        "small", "mark", "nobr", "wbr", "h1", "h2", "h3",
    ];
    let marked_up = tags(title).any(|tag| {
        inline
            .iter()
            .any(|name| tag.name.trim_start_matches('/').eq_ignore_ascii_case(name))
    });
    if marked_up {
        plain_text(title)
    } else {
        folded(&htmlize::unescape(title))
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn made_whole(value: &str, base: &Url) -> Option<String> {
    let meaning = htmlize::unescape_attribute(value.trim());
    if meaning.is_empty() || meaning.starts_with('#') || Url::parse(&meaning).is_ok() {
        return None;
    }
    let whole: String = base.join(&meaning).ok()?.into();
    Some(
        whole
            .replace('&', "&amp;")
            .replace('"', "&quot;")
            .replace('\'', "&#39;"),
    )
}

/// A start or end tag: where it stands, and its attributes' values by their places in the fragment.
struct Tag<'a> {
    name: &'a str,
    start: usize,
    end: usize,
    attributes: Vec<Attribute<'a>>,
}

struct Attribute<'a> {
    name: &'a str,
    start: usize,
    end: usize,
}

/// The tags of a fragment. Comments are passed over as tags without a name.
fn tags(fragment: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + fragment[at..].find('<')?;
            let rest = &fragment[start + 1..];
            if rest.starts_with("!--") {
                let end = fragment[start..]
                    .find("-->")
                    .map_or(fragment.len(), |i| start + i + 3);
                at = end;
                return Some(Tag {
                    name: "",
                    start,
                    end,
                    attributes: Vec::new(),
                });
            }
            if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                at = start + 1;
                continue;
            }
            let tag = read_tag(fragment, start)?;
            at = tag.end;
            return Some(tag);
        }
    })
}

fn read_tag(fragment: &str, start: usize) -> Option<Tag<'_>> {
    let name_end = fragment[start + 1..]
        .find(|c: char| c.is_whitespace() || c == '>' || (c == '/'))
        .map_or(fragment.len(), |i| start + 1 + i.max(1));
    let name_end = fragment[name_end..]
        .find(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .map_or(fragment.len(), |i| name_end + i);
    let mut tag = Tag {
        name: &fragment[start + 1..name_end],
        start,
        end: fragment.len(),
        attributes: Vec::new(),
    };
    let mut at = name_end;
    let skip = |at: usize, stop: fn(char) -> bool| {
        fragment[at..].find(stop).map_or(fragment.len(), |i| at + i)
    };
    loop {
        at = skip(at, |c| !c.is_whitespace() && c != '/');
        match fragment[at..].chars().next() {
            None => return Some(tag),
            Some('>') => {
                tag.end = at + 1;
                return Some(tag);
            }
            Some(_) => {}
        }
        let name_end = skip(at, |c| c.is_whitespace() || matches!(c, '=' | '>' | '/')).max(at + 1);
        let name = fragment.get(at..name_end)?;
        at = skip(name_end, |c| !c.is_whitespace());
        if !fragment[at..].starts_with('=') {
            continue;
        }
        at = skip(at + 1, |c| !c.is_whitespace());
        let (value, end, next) = match fragment[at..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = fragment[at + 1..]
                    .find(quote)
                    .map_or(fragment.len(), |i| at + 1 + i);
                (at + 1, end, (end + 1).min(fragment.len()))
            }
            _ => {
                let end = skip(at, |c| c.is_whitespace() || c == '>');
                (at, end, end)
            }
        };
        tag.attributes.push(Attribute {
            name,
            start: value,
            end,
        });
        at = next;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_relative_addresses_change() {
        let base = Url::parse("https://example.org/a/b.html").unwrap();
        for (fragment, expected) in [
            (
                "<a href=\"c.html?x=1&amp;y=2\">c</a>",
                "<a href=\"https://example.org/a/c.html?x=1&amp;y=2\">c</a>",
            ),
            (
                "<IMG SRC='/p.jpg' alt=x><br/>",
                "<IMG SRC='https://example.org/p.jpg' alt=x><br/>",
            ),
            ("<a href=d>", "<a href=https://example.org/a/d>"),
            (
                "<a href=\"http://other.org\">x</a> a < b &nbsp; <!-- <a href=x> -->",
                "<a href=\"http://other.org\">x</a> a < b &nbsp; <!-- <a href=x> -->",
            ),
            ("<a href=\"#top\">", "<a href=\"#top\">"),
            ("<a href=\"mailto:x@y.z\">", "<a href=\"mailto:x@y.z\">"),
            ("<a href=\"//cdn.org/x\">", "<a href=\"https://cdn.org/x\">"),
            ("no tags", "no tags"),
            ("<a href=\"cut", "<a href=\"https://example.org/a/cut"),
        ] {
            assert_eq!(absolute(fragment, &base), expected);
        }
    }

    #[test]
    fn titles_become_plain_text_without_losing_what_only_looks_like_markup() {
        for (title, expected) in [
            ("AT&amp;T <b>wins</b>", "AT&T wins"),
            ("List<String> in Java", "List<String> in Java"),
            ("a < b", "a < b"),
            ("It&#8217;s  here", "It’s here"),
        ] {
            assert_eq!(plain_if_html(title), expected);
        }
        assert_eq!(plain_text("<p>a</p><p>b &lt;i&gt;</p>"), "a b <i>");
    }
}
