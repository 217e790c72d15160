//! Links of a page to other articles: what such a link is, and what a menu's, a person's or a button's is.

use dom_query::NodeRef;
use serde::Serialize;
use url::Url;

use crate::rules::Rules;
use crate::{credit, dom, letters, related, text};

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The words of the link, plain text.
    pub title: String,
    /// Absolute address.
    pub url: String,
}

/// Parts of addresses that lead to lists, persons and buttons.
const PLACES: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "auteur",
    "profile",
    "profiles",
    "user",
    "users",
    "tag",
    "tags",
    "category",
    "categories",
    "kategorie",
    "topic",
    "topics",
    "flag",
    "login",
    "account",
    "subscribe",
];
const FILES: &[&str] = &[".pdf", ".zip", ".doc", ".docx", ".xls", ".xlsx", ".mp3"];
/// Headlines have more words than the names of sections.
const SHORTEST_TITLE: usize = 3;
/// An article points to no more related ones than this.
const MOST: usize = 100;
/// A link as it is shown: without "read also:" before it. Links without words, and to no page, are none.
pub(crate) fn link(anchor: &NodeRef, base: &Url, rules: &Rules) -> Option<Link> {
    let href = dom::attribute(anchor, "href")?;
    if href.starts_with('#') {
        return None;
    }
    let url = base
        .join(&href)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())?;
    let title = related::strip(&text::one_line(anchor), rules);
    (!title.is_empty()).then(|| Link {
        title,
        url: url.into(),
    })
}

/// A link that can be one to an article: not to a site's front page, the page itself, a section, a person, or a channel.
pub(crate) fn article_link(anchor: &NodeRef, base: &Url, rules: &Rules) -> Option<Link> {
    let link = link(anchor, base, rules)?;
    let url = Url::parse(&link.url).ok()?;
    let is_front = url.path().trim_matches('/').is_empty() && url.query().is_none();
    let is_itself =
        url.host() == base.host() && url.path() == base.path() && url.query() == base.query();
    let is_place = is_section(&url, &link.title) || credit::is_credit(&link.title, rules);
    let lower = letters::lower(&link.title);
    let is_channel = rules
        .words
        .promo
        .iter()
        .any(|word| lower.starts_with(word.as_str()))
        || rules.words.junk.contains(&lower);
    (!is_front && !is_itself && !is_place && !is_channel).then_some(link)
}

/// Whether a link leads to a list, a person, a button or a file, by its address and its words.
fn is_section(url: &Url, title: &str) -> bool {
    let parts: Vec<String> = url
        .path()
        .to_lowercase()
        .split('/')
        .map(str::to_owned)
        .collect();
    let is_place = parts.iter().any(|part| PLACES.contains(&part.as_str()));
    let is_file = FILES.iter().any(|end| url.path().ends_with(end));
    let is_shallow = parts.iter().filter(|part| !part.is_empty()).count() < 2;
    is_place || is_file || (is_shallow && is_label(url, title))
}

/// Whether a word or two lead to an address without a number, as those of menus do.
pub(crate) fn is_label(url: &Url, title: &str) -> bool {
    let digits = url.as_str().bytes().filter(u8::is_ascii_digit).count();
    text::count(title) < SHORTEST_TITLE && digits < 3
}

/// Adds a link unless its address is there already, or there are more than an article can mean.
pub(crate) fn add(found: &mut Vec<Link>, link: Option<Link>) {
    if found.len() >= MOST {
        return;
    }
    if let Some(link) = link.filter(|link| !found.iter().any(|earlier| earlier.url == link.url)) {
        found.push(link);
    }
}
