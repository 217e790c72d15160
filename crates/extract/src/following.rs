//! Articles cut into several pages: where the next page is, and how the pages become one text again.
//!
//! Only addresses that name the next number of the same article count: `rel=next` of many sites leads to another article.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use url::Url;

use crate::rules::Rules;
use crate::{Extracted, dom, text};

/// Names of the number of a page in a query.
const NUMBERS: &[&str] = &[
    "page", "p", "pg", "pagina", "seite", "part", "paged", "pagen_1",
];

/// The address of the page after this one, where the article goes on there.
pub(crate) fn next(document: &Document, url: &Url, rules: &Rules) -> Option<String> {
    let root = document.root();
    let number = place(url);
    let declared = dom::select(&root, "link[rel~=next][href], a[rel~=next][href]");
    let shown = dom::select(&root, "a[href]")
        .into_iter()
        .filter(|anchor| points_on(anchor, number + 1, rules));
    declared
        .into_iter()
        .chain(shown)
        .filter_map(|link| url.join(&dom::attribute(&link, "href")?).ok())
        .map(|mut next| {
            next.set_fragment(None);
            next
        })
        .find(|next| place(next) == number + 1 && stem(next) == stem(url))
        .map(String::from)
}

/// Whether an address is that of a page after the first.
pub(crate) fn is_later(url: &Url) -> bool {
    place(url) > 1
}

/// Adds a page to the text of those before it. What both show (lead, pictures, links, films) stays where it stood first.
pub fn join(mut first: Extracted, mut next: Extracted) -> Extracted {
    let known: HashSet<String> = first.text.lines().map(text::key).collect();
    let is_again = |line: &str| {
        let key = text::key(line);
        key.chars().count() > 20 && known.contains(&key)
    };
    let more: Vec<&str> = next.text.lines().filter(|line| !is_again(line)).collect();
    if !more.is_empty() {
        first.text = format!("{}\n{}", first.text, more.join("\n"));
    }
    let parsed = dom::fragment(&next.html);
    let root = dom::root(&parsed.document);
    for line in dom::select(&root, "p, h2, h3, h4, li, blockquote") {
        if dom::select(&line, "p, li, img").is_empty() && is_again(&text::one_line(&line)) {
            line.remove_from_parent();
        }
    }
    for img in dom::select(&root, "figure > img") {
        let url = dom::attribute(&img, "src").unwrap_or_default();
        let is_known = first.pictures.iter().any(|known| known.url == url)
            || first.picture.as_ref().is_some_and(|lead| lead.url == url);
        if is_known && let Some(figure) = img.parent() {
            figure.remove_from_parent();
            next.pictures.retain(|picture| picture.url != url);
        }
    }
    first.html = format!("{}\n{}", first.html.trim_end(), root.inner_html());
    // A report has photos on each of its pages, even where a single page shows too few to be one.
    if !first.photos.is_empty() || !next.photos.is_empty() {
        if first.photos.is_empty() {
            first.photos = first.pictures.clone();
        }
        if next.photos.is_empty() {
            next.photos = next.picture.iter().chain(&next.pictures).cloned().collect();
        }
        for photo in next.photos {
            if !first.photos.iter().any(|known| known.url == photo.url) {
                first.photos.push(photo);
            }
        }
    }
    first.pictures.append(&mut next.pictures);
    for link in next.photo_reports {
        crate::links::add(&mut first.photo_reports, Some(link));
    }
    for link in next.related {
        crate::links::add(&mut first.related, Some(link));
    }
    for film in next.videos {
        if !first.videos.iter().any(|known| known.url == film.url) {
            first.videos.push(film);
        }
    }
    first.words = text::count(&first.text);
    first.next_page = next.next_page;
    first
}

/// Whether a link says that it leads to the next page, or to that number.
fn points_on(anchor: &NodeRef, number: u32, rules: &Rules) -> bool {
    let words = text::one_line(anchor).to_lowercase();
    let words = words.trim_matches([' ', '»', '›', '>', '→', '…']);
    let label = dom::attribute(anchor, "aria-label")
        .unwrap_or_default()
        .to_lowercase();
    words == number.to_string()
        || [words, label.as_str()]
            .iter()
            .any(|said| rules.words.next_page.iter().any(|next| said == next))
}

/// Which page of an article an address names; 1 where it names none.
fn place(url: &Url) -> u32 {
    let asked = url
        .query_pairs()
        .find(|(name, _)| NUMBERS.contains(&name.to_lowercase().as_str()))
        .and_then(|(_, value)| value.parse().ok());
    asked.or_else(|| split(url.path()).1).unwrap_or(1)
}

/// An address without the number of its page.
fn stem(url: &Url) -> String {
    let query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !NUMBERS.contains(&name.to_lowercase().as_str()))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_start_matches("www.");
    format!("{host}{}?{}", split(url.path()).0, query.join("&"))
}

/// `/news/lake/page/2/`, `/news/lake/2`, `/news/lake_2.html` and `/news/lake,2.html` are page 2 of `/news/lake`.
fn split(path: &str) -> (String, Option<u32>) {
    let whole = || (bare(path).to_owned(), None);
    let path = path.trim_end_matches('/');
    let Some((before, last)) = path.rsplit_once('/') else {
        return whole();
    };
    // Numbers of pages are small; an article's own number is not.
    let number = |digits: &str| {
        digits
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=99).contains(number) && !digits.starts_with('0'))
    };
    let alone = last
        .strip_prefix("page-")
        .or_else(|| last.strip_prefix("page"))
        .unwrap_or(last);
    if let Some(number) = number(alone) {
        let before = before.strip_suffix("/page").unwrap_or(before);
        return (bare(before).to_owned(), Some(number));
    }
    let name = bare(last);
    match name.rsplit_once(['_', ',']) {
        Some((stem, digits)) if !stem.is_empty() => match number(digits) {
            Some(number) => (format!("{before}/{stem}"), Some(number)),
            None => whole(),
        },
        _ => whole(),
    }
}

/// A path without a file's ending.
fn bare(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    [".html", ".htm", ".php", ".shtml"]
        .iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn next_of(url: &str, html: &str) -> Option<String> {
        next(
            &dom::page(html).document,
            &Url::parse(url).unwrap(),
            &Rules::builtin(),
        )
    }

    #[test]
    fn the_next_page_of_the_same_article_is_followed() {
        for (url, href, next) in [
            (
                "https://lake.example/a/ferry/",
                "/a/ferry/2/",
                "https://lake.example/a/ferry/2/",
            ),
            (
                "https://lake.example/a/ferry/2/",
                "3/../../3/",
                "https://lake.example/a/ferry/3/",
            ),
            (
                "https://lake.example/a/ferry.html",
                "ferry_2.html",
                "https://lake.example/a/ferry_2.html",
            ),
            (
                "https://lake.example/a?id=7",
                "?id=7&page=2#top",
                "https://lake.example/a?id=7&page=2",
            ),
            (
                "https://lake.example/a/ferry",
                "/a/ferry/page/2",
                "https://lake.example/a/ferry/page/2",
            ),
        ] {
            let declared = format!("<head><link rel=next href='{href}'></head>");
            assert_eq!(next_of(url, &declared).as_deref(), Some(next), "{url}");
            let shown = format!("<div class=pages><a href='{href}'>Следующая страница »</a></div>");
            assert_eq!(next_of(url, &shown).as_deref(), Some(next), "{url}");
        }
    }

    #[test]
    fn another_article_or_an_earlier_page_is_not() {
        for (url, href) in [
            ("https://lake.example/2026/02/ferry/", "/2026/02/ice/"),
            ("https://lake.example/a/ferry/2/", "/a/ferry/"),
            ("https://lake.example/a/ferry/", "/a/ferry/5/"),
            ("https://lake.example/a/ferry-17/", "/a/ferry-18/"),
            ("https://lake.example/a/1500123", "/a/1500124"),
            (
                "https://lake.example/a/ferry/",
                "https://other.example/a/ferry/2/",
            ),
        ] {
            let html =
                format!("<head><link rel=next href='{href}'></head><a href='{href}'>Next</a>");
            assert_eq!(next_of(url, &html), None, "{url} {href}");
        }
    }
}
