//! What stands where an article should: a subscription, a login, a question about cookies, a check for robots.
//!
//! A page that shows its whole text is an article, whatever it says of itself; only short ones are looked at.

use dom_query::{Document, NodeRef};

use crate::metadata::Metadata;
use crate::rules::Rules;
use crate::{dom, text};

/// Longer texts are articles, in words.
const LONGEST: usize = 250;
/// What a page shows of a text that it declares to be for who pays is shorter, in words.
const TORSO: usize = 100;
/// A text this short on a page with a field for a password is what stands beside a login.
const SHORTEST: usize = 60;
/// A headline that says that a page is missing has no more words.
const MOST_HEAD: usize = 7;
/// So many lines of a page are read for the words of a wall.
const MOST_LINES: usize = 400;
/// Longer lines are sentences of an article, in characters.
const LONGEST_LINE: usize = 300;

/// What keeps a page's text from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wall {
    /// Only who pays may read on.
    Paid,
    /// Only who is logged in may read on.
    Login,
    /// It wants an answer about cookies first.
    Consent,
    /// It checks whether a person is asking.
    Robots,
}

impl Wall {
    /// What the reader is told.
    pub fn reason(self) -> &'static str {
        match self {
            Wall::Paid => "its text is for subscribers",
            Wall::Login => "it asks for a login",
            Wall::Consent => "it asks about cookies before it shows anything",
            Wall::Robots => "the site checks whether a person is asking",
        }
    }
}

/// The wall of a page whose text is `found` (empty where none was found); absent for articles.
pub(crate) fn find(
    document: &Document,
    metadata: &Metadata,
    found: &str,
    rules: &Rules,
) -> Option<Wall> {
    let words = text::count(found);
    if words > LONGEST {
        return None;
    }
    let root = document.root();
    let lines = lines(document);
    let below = found.to_lowercase();
    let walls = &rules.words.walls;
    let is_article = metadata.linked.is_article || metadata.published.is_some();
    let is_robots = |(_, line): &(NodeRef, String)| holds(line, &walls.robots);
    if !is_article && lines.iter().any(is_robots) {
        return Some(Wall::Robots);
    }
    // Many sites invite to subscribe or to log in on every page; a wall stands where the text should.
    let stands_in_the_way = |node: &NodeRef, line: &str| {
        !is_article || metadata.linked.is_paid || below.contains(line) || is_gate(node)
    };
    let says = |list: &[String]| {
        lines
            .iter()
            .any(|(node, line)| holds(line, list) && stands_in_the_way(node, line))
    };
    let breaks_off = found.trim_end().ends_with('…') || found.trim_end().ends_with("...");
    let is_torso = metadata.linked.is_paid && (breaks_off || words < TORSO);
    if says(&walls.paid) || is_torso {
        return Some(Wall::Paid);
    }
    let has_password = !dom::select(&root, "input[type=password]").is_empty();
    if says(&walls.login) || (has_password && !is_article && words < SHORTEST) {
        return Some(Wall::Login);
    }
    let mut said = below.lines().filter(|line| !line.is_empty()).peekable();
    let is_silent = said.peek().is_none();
    let (about, other): (Vec<&str>, Vec<&str>) = said.partition(|line| holds(line, &walls.consent));
    let is_about_cookies = is_silent || about.len() * 2 >= other.len();
    (!is_article && is_about_cookies && says(&walls.consent)).then_some(Wall::Consent)
}

/// Whether the title or the headline of a page that declares no article says that it is not there, or not to be had.
pub(crate) fn is_missing(document: &Document, rules: &Rules) -> bool {
    let root = document.root();
    let heads = dom::select(&root, "title, h1");
    heads.iter().any(|head| {
        let said = text::tidy(&head.text()).to_lowercase();
        // `Page not found | The Lake Herald`
        let mut parts = said.split(['|', '—', '–', '-', '»', '·', '•']);
        let marks = |c: char| !c.is_alphanumeric();
        parts.any(|part| {
            let part = part.trim_matches(marks).replace(':', "");
            let is_short = part.split_whitespace().count() <= MOST_HEAD;
            let mut phrases = rules.words.walls.missing.iter();
            phrases.any(|phrase| {
                part == *phrase
                    || (is_short && phrase.contains(' ') && part.contains(phrase.as_str()))
            })
        })
    })
}

fn holds(line: &str, list: &[String]) -> bool {
    list.iter().any(|words| line.contains(words.as_str()))
}

/// Whether a line stands in the middle of a page, or in a box that calls itself a barrier.
fn is_gate(node: &NodeRef) -> bool {
    node.ancestors_it(Some(6)).any(|above| {
        let named = format!(
            "{} {}",
            above.class().unwrap_or_default(),
            above.id_attr().unwrap_or_default()
        )
        .to_lowercase();
        dom::is_any(&above, &["article", "main"])
            || ["wall", "subscri", "premium", "gate", "locked", "restricted"]
                .iter()
                .any(|word| named.contains(word))
    })
}

/// The title and the short lines that a page shows, in lower case; its furniture is no wall.
fn lines(document: &Document) -> Vec<(NodeRef<'_>, String)> {
    let root = document.root();
    dom::select(
        &root,
        "title, h1, h2, h3, h4, p, div, span, a, button, li, label, strong",
    )
    .into_iter()
    .filter(|node| {
        dom::ancestor(
            node,
            &["nav", "header", "footer", "aside", "script", "noscript"],
        )
        .is_none()
    })
    .filter(|node| {
        dom::select(node, "p, div, li, h1, h2, h3, h4, section, script, style").is_empty()
    })
    .map(|node| (node, text::tidy(&node.text()).to_lowercase()))
    .filter(|(_, line)| !line.is_empty() && line.chars().count() <= LONGEST_LINE)
    .take(MOST_LINES)
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn wall(html: &str, found: &str, metadata: &Metadata) -> Option<Wall> {
        find(
            &dom::page(html).document,
            metadata,
            found,
            &Rules::builtin(),
        )
    }

    #[test]
    fn a_short_text_before_a_subscription_is_a_wall_and_a_long_one_is_an_article() {
        let html = "<article><p>The first lines of it …</p><div class=paywall>Subscribe to continue reading</div></article>";
        let metadata = Metadata {
            published: Some("2026-02-09".to_owned()),
            ..Metadata::default()
        };
        assert_eq!(
            wall(html, "The first lines of it …", &metadata),
            Some(Wall::Paid)
        );
        assert_eq!(wall(html, &"word ".repeat(400), &metadata), None);
    }

    #[test]
    fn an_invitation_beside_an_article_is_no_wall() {
        let metadata = Metadata {
            published: Some("2026-02-09".to_owned()),
            ..Metadata::default()
        };
        let html = "<header>Subscribe to continue reading</header><div class=promo><p>Please log in to comment</p></div><div><p>A short piece of news.</p></div>";
        assert_eq!(wall(html, "A short piece of news.", &metadata), None);
    }
}
