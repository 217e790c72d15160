//! OPML 1.0 and 2.0: lists of feeds as real programs write them, also when they are not well-formed XML.
//!
//! A list never makes anything run: sources that are commands (newsboat's `exec:` and `filter:`, Liferea's `|command`,
//! RSS Guard's scripts) are left out, with a warning that names them. What Qazet knows and OPML has no word for stands in
//! attributes of our own, `qazet:…`.

mod write;

use std::collections::HashSet;

use url::Url;

use crate::xml::{self, Node};
use crate::{clean, decode, limits};

pub use write::write;

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
    /// It is a site without a feed.
    pub is_site: bool,
    /// The reader stopped it.
    pub is_paused: bool,
    /// It was in the starter catalogue: the reader neither typed nor imported it.
    pub is_from_catalogue: bool,
    /// The catalogue's topic; possibly empty.
    pub topic: String,
    /// It was asked by a way of its own, not that of the settings. Which one, a list never tells: the address of a proxy
    /// is nobody's business, and a stranger's list must not choose one.
    pub has_own_way: bool,
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
    opml.warnings.append(&mut collector.warnings);
    let more = collector.commands.saturating_sub(TOLD);
    if more > 0 {
        opml.warnings.push(format!(
            "{more} more sources that run a program are left out"
        ));
    }
    let left_out = collector.left_out;
    if left_out > 0 {
        opml.warnings.push(format!(
            "{left_out} outlines without a usable address are left out"
        ));
    }
    Ok(opml)
}

/// How many commands a warning names.
const TOLD: usize = 20;

/// Goes through the folders of a list.
#[derive(Default)]
struct Collector {
    outlines: Vec<Outline>,
    seen: HashSet<String>,
    left_out: usize,
    /// Sources that would run a program.
    commands: usize,
    warnings: Vec<String>,
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
        if is_command(outline, url) {
            self.refuse(title, url);
            return;
        }
        // Some programs keep `feed://`, which is http by another name.
        let url = match url.strip_prefix("feed://") {
            Some(rest) => format!("http://{rest}"),
            None => url.strip_prefix("feed:").unwrap_or(url).to_owned(),
        };
        let usable = Url::parse(&url).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
        if !usable || self.outlines.len() >= limits::ROWS {
            self.left_out += 1;
        } else if self.seen.insert(url.clone()) {
            if !attribute(outline, &["filtercmd"]).is_empty() {
                self.warnings.push(format!(
                    "«{title}» is read without the program that filtered it: Qazet runs none"
                ));
            }
            let flag = |name: &str| outline.attribute(name) == Some("true");
            self.outlines.push(Outline {
                title: title.to_owned(),
                url,
                site_url: attribute(outline, &["htmlurl"]).to_owned(),
                folder: folder_of(outline, folder),
                language: attribute(outline, &["language", "lang"]).to_owned(),
                is_site: outline.attribute("qazet:kind") == Some("site"),
                is_paused: flag("qazet:paused"),
                is_from_catalogue: flag("qazet:catalogue"),
                topic: clean::name(attribute(outline, &["qazet:topic"])),
                has_own_way: flag("qazet:ownway"),
            });
        }
    }

    fn refuse(&mut self, title: &str, url: &str) {
        self.commands += 1;
        if self.commands <= TOLD {
            let command: String = clean::name(url).chars().take(60).collect();
            self.warnings.push(format!(
                "«{title}» is left out: it would run a program («{command}»), and Qazet runs none"
            ));
        }
    }
}

/// Whether an address is a command of newsboat, Liferea or RSS Guard.
fn is_command(outline: &Node, url: &str) -> bool {
    let lower = url.get(..7).unwrap_or(url).to_ascii_lowercase();
    url.starts_with('|')
        || lower.starts_with("exec:")
        || lower.starts_with("filter:")
        || outline.attribute("rssguard:xmlurltype") == Some("1")
}

/// The folder, which flat lists name in `category` (OPML 2.0: `/World/Asia,/Other`).
fn folder_of(outline: &Node, folder: &str) -> String {
    if !folder.is_empty() {
        return folder.to_owned();
    }
    let first = attribute(outline, &["category"]).split(',').next();
    let parts = first.unwrap_or_default().split('/').map(clean::name);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("/")
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
