//! OPML 1.0 and 2.0: lists of feeds as real programs write them, also when they are not well-formed XML.

use std::collections::HashSet;

use url::Url;

use crate::xml::{self, Node};
use crate::{clean, decode, limits, repair};

/// One feed of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Its name; possibly empty.
    pub title: String,
    /// Its address, as in the list.
    pub url: String,
    /// The site it belongs to; possibly empty.
    pub site_url: String,
    /// The folders it lies in, outermost first, joined by `/`; empty for none.
    pub folder: String,
    /// Its language, as in the list; possibly empty.
    pub language: String,
}

/// A list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opml {
    /// Its name; possibly empty.
    pub title: String,
    /// Its feeds, each address once, in order.
    pub outlines: Vec<Outline>,
    /// What was wrong with it, a sentence each.
    pub warnings: Vec<String>,
}

/// Why bytes are no list of feeds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOpml {
    /// More than 15 MB.
    #[error("the file holds more than 15 MB; export fewer feeds")]
    TooLarge,
    /// Folders nested too deep.
    #[error("the file nests folders more than 64 deep; flatten them and try again")]
    TooDeep,
    /// No `<opml>` and no `<outline>` in it.
    #[error("this file is no OPML; export the feeds from the other program as OPML and try again")]
    Unrecognized,
}

/// Reads a list. Outlines that are neither feed nor folder are left out, with a warning.
pub fn parse(bytes: &[u8]) -> Result<Opml, NotOpml> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(NotOpml::TooLarge);
    }
    let decoded = decode::xml(bytes, None);
    let base = nowhere().ok_or(NotOpml::Unrecognized)?;
    let tree = xml::parse(&decoded.text, &base).map_err(|_| NotOpml::TooDeep)?;
    let root = tree.root.find(&|n| n.name == "opml" || n.name == "body");
    let Some(root) =
        root.filter(|root| root.name == "opml" || root.find(&|n| n.name == "outline").is_some())
    else {
        return Err(NotOpml::Unrecognized);
    };
    let title = root
        .core("head")
        .and_then(|head| head.core("title"))
        .and_then(Node::trimmed)
        .unwrap_or_default();
    let mut opml = Opml {
        title: clean::name(&title),
        outlines: Vec::new(),
        warnings: tree.warnings,
    };
    let mut collector = Collector::default();
    collector.collect(root.core("body").unwrap_or(root), "");
    opml.outlines = collector.outlines;
    let left_out = collector.left_out;
    if left_out > 0 {
        opml.warnings.push(format!(
            "{left_out} outlines without a usable address are left out"
        ));
    }
    Ok(opml)
}

/// Writes a list that every program can read: OPML 2.0, folders one level deep.
pub fn write(title: &str, outlines: &[Outline]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>",
    );
    repair::escape_attribute(&mut out, title);
    out.push_str("</title>\n  </head>\n  <body>\n");
    let mut folders: Vec<&str> = Vec::new();
    for outline in outlines {
        if !folders.contains(&outline.folder.as_str()) {
            folders.push(&outline.folder);
        }
    }
    for folder in folders {
        let indent = if folder.is_empty() { "    " } else { "      " };
        if !folder.is_empty() {
            out.push_str("    <outline");
            push_attribute(&mut out, "text", folder);
            push_attribute(&mut out, "title", folder);
            out.push_str(">\n");
        }
        for outline in outlines.iter().filter(|o| o.folder == folder) {
            out.push_str(indent);
            out.push_str("<outline type=\"rss\"");
            let name = if outline.title.is_empty() {
                &outline.url
            } else {
                &outline.title
            };
            push_attribute(&mut out, "text", name);
            push_attribute(&mut out, "title", name);
            push_attribute(&mut out, "xmlUrl", &outline.url);
            for (attribute, value) in [
                ("htmlUrl", &outline.site_url),
                ("language", &outline.language),
            ] {
                if !value.is_empty() {
                    push_attribute(&mut out, attribute, value);
                }
            }
            out.push_str("/>\n");
        }
        if !folder.is_empty() {
            out.push_str("    </outline>\n");
        }
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    repair::escape_attribute(out, value);
    out.push('"');
}

/// Goes through the folders of a list.
#[derive(Default)]
struct Collector {
    outlines: Vec<Outline>,
    seen: HashSet<String>,
    left_out: usize,
}

impl Collector {
    fn collect(&mut self, node: &Node, folder: &str) {
        for child in node.nodes().filter(|n| n.name == "outline") {
            let title = clean::name(attribute(child, &["title", "text"]));
            let url = attribute(child, &["xmlurl", "url"]);
            let is_feed = child.attribute("xmlurl").is_some()
                || attribute(child, &["type"]).eq_ignore_ascii_case("rss");
            if is_feed {
                self.add(child, &title, url, folder);
            }
            if child.nodes().any(|n| n.name == "outline") {
                let inner = match (is_feed || title.is_empty(), folder.is_empty()) {
                    (true, _) => folder.to_owned(),
                    (false, true) => title,
                    (false, false) => format!("{folder}/{title}"),
                };
                self.collect(child, &inner);
            } else if !is_feed {
                // An empty folder is nothing to tell about.
                self.left_out += usize::from(!url.is_empty());
            }
        }
    }

    fn add(&mut self, outline: &Node, title: &str, url: &str, folder: &str) {
        // Some programs keep `feed://`, which is http by another name.
        let url = match url.strip_prefix("feed://") {
            Some(rest) => format!("http://{rest}"),
            None => url.strip_prefix("feed:").unwrap_or(url).to_owned(),
        };
        let usable = Url::parse(&url).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
        if !usable || self.outlines.len() >= limits::ROWS {
            self.left_out += 1;
        } else if self.seen.insert(url.clone()) {
            self.outlines.push(Outline {
                title: title.to_owned(),
                url,
                site_url: attribute(outline, &["htmlurl"]).to_owned(),
                folder: folder.to_owned(),
                language: attribute(outline, &["language", "lang"]).to_owned(),
            });
        }
    }
}

/// The first of some attributes that holds something.
fn attribute<'a>(outline: &'a Node, names: &[&str]) -> &'a str {
    names
        .iter()
        .find_map(|name| {
            outline
                .attribute(name)
                .map(str::trim)
                .filter(|v| !v.is_empty())
        })
        .unwrap_or_default()
}

/// A list has no address of its own.
fn nowhere() -> Option<Url> {
    Url::parse("about:blank").ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_list_survives_writing_and_reading() {
        let outline = |title: &str, folder: &str, n: u32| Outline {
            title: title.to_owned(),
            url: format!("https://example.org/{n}?a=1&b=2"),
            site_url: "https://example.org/".to_owned(),
            folder: folder.to_owned(),
            language: "kk".to_owned(),
        };
        let outlines = vec![
            outline("Газета \"Ъ\" <&>", "Новости", 1),
            outline("Вторая", "Новости", 2),
            outline("Без папки", "", 3),
        ];
        let read = parse(write("Мои & чужие", &outlines).as_bytes()).unwrap();
        assert_eq!(
            read,
            Opml {
                title: "Мои & чужие".to_owned(),
                outlines,
                warnings: vec![]
            }
        );
    }

    #[test]
    fn broken_lists_give_their_feeds() {
        let text = r#"<opml><body><outline text="A "B" & C"><outline text="x" xmlUrl="feed://e.org/1?a&b"/>
            <outline text="js" xmlUrl="javascript:alert(1)"/><outline type=rss text=y xmlUrl='https://e.org/2'></outline></body>"#;
        let read = parse(text.as_bytes()).unwrap();
        let found: Vec<(&str, &str, &str)> = read
            .outlines
            .iter()
            .map(|o| (o.folder.as_str(), o.title.as_str(), o.url.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("A \"B\" & C", "x", "http://e.org/1?a&b"),
                ("A \"B\" & C", "y", "https://e.org/2")
            ]
        );
        assert!(!read.warnings.is_empty());
    }

    #[test]
    fn what_is_no_list_is_told() {
        assert_eq!(
            parse(b"<html><body>hi</body></html>"),
            Err(NotOpml::Unrecognized)
        );
        assert_eq!(parse(b""), Err(NotOpml::Unrecognized));
    }
}
