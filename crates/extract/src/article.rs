//! From a page to an article: find the text, take out what has a place of its own, then clean and number what is left.

use dom_query::Document;
use url::Url;

use crate::metadata::Metadata;
use crate::pictures::Pictures;
use crate::rules::{Rules, Site};
use crate::voters::Second;
use crate::work::Work;
use crate::{
    Extracted, NotAnArticle, Page, Wall, backgrounds, clean, decode, dom, following, frames, kinds,
    metadata, pictures, related, sliders, text, videos, voters, walls,
};

/// The method of a page without a rule.
const GENERAL: &str = "general";
/// Fewer words, with no photos and no film, are no article.
const FEWEST_WORDS: usize = 20;
/// The same for a page that does not even say when it was published: a wall, an error, a notice.
const FEWEST_WORDS_UNDECLARED: usize = 60;
/// So many headlines that lead elsewhere are a list.
const FEWEST_TEASERS: usize = 6;

/// Reads the article of a page.
///
/// # Errors
/// When the page holds none: an empty page, a list, a wall. The text says what to do.
pub fn extract(bytes: &[u8], page: &Page, rules: &Rules) -> Result<Extracted, NotAnArticle> {
    let none = |reason: &str| NotAnArticle {
        url: page.url.to_string(),
        reason: reason.to_owned(),
        wall: None,
    };
    if let Some(what) = kinds::other_than_page(bytes, page.content_type) {
        return Err(none(&format!("it is {what}, not a web page")));
    }
    let source = decode::html(bytes, page.content_type);
    if source.trim().is_empty() {
        return Err(none("the page is empty"));
    }
    let parsed = dom::page(&source);
    let document = parsed.document;
    let site = rules.site(page.url);
    clean::show_noscript(&document.root());
    pictures::show_amp(&document.root());
    sliders::show(&document.root());
    let unknown = Pictures::of_unknown(page.url, rules);
    backgrounds::show(&document.root(), &unknown);
    let metadata = metadata::read(&document, page, rules, site);
    let mut warnings = Vec::new();
    if parsed.cut {
        warnings.push("the page is too large or too deep; only its beginning was read".to_owned());
    }

    let is_declared = metadata.linked.is_article || metadata.published.is_some();
    let ruled = site.and_then(|site| body_by_rule(&document, site).map(|html| (site, html)));
    let (html, method) = match ruled {
        Some((site, html)) => (html, format!("rules:{}", site.name)),
        None => {
            if let Some(site) = site {
                if is_list(&document, site) {
                    return Err(none("it is a list of articles"));
                }
                warnings.push(format!(
                    "the rule of {} found no text; the general path was taken",
                    site.name
                ));
            }
            videos::keep(&document.root(), page.url);
            related::keep(&document.root(), rules);
            frames::show(&document.root(), &unknown);
            if !is_declared && walls::is_missing(&document, rules) {
                return Err(none(
                    "the site says that this page is not there, or not to be had here",
                ));
            }
            let body = shown_or_declared(&document, page.url, &metadata).ok_or_else(|| {
                walls::find(&document, &metadata, "", rules).map_or_else(
                    || none("no connected text stands out"),
                    |wall| closed(page, wall),
                )
            })?;
            let slides = sliders::beside(&document.root(), &body, page.url);
            (slides + &body, GENERAL.to_owned())
        }
    };

    let body = dom::fragment(&html).document;
    let found = text::lines(&dom::root(&body)).join("\n");
    if method == GENERAL && !is_declared && is_front(&body) {
        return Err(none("it is a list of articles"));
    }
    let wall = walls::find(&document, &metadata, &found, rules);
    match wall {
        // What is shown before a wall is the beginning of the article.
        Some(wall @ (Wall::Paid | Wall::Login)) if is_declared => {
            warnings.push(format!(
                "{}: this is only what it shows to all",
                wall.reason()
            ));
        }
        Some(wall) => return Err(closed(page, wall)),
        None => {}
    }
    let next_page = following::next(&document, page.url, rules);
    let second = if method == GENERAL {
        match Second::ask(&document) {
            Ok(second) => Some(second),
            Err(reason) => {
                warnings.push(reason);
                None
            }
        }
    } else {
        None
    };
    let work = Work::new(page.url, rules, metadata, second);
    let mut extracted = work.read(&dom::root(&body), Some(&document));
    if method != GENERAL {
        extracted.score = 1.0;
    }
    extracted.rule_failed = site.is_some() && method == GENERAL;
    extracted.next_page = next_page;
    extracted.wall = wall;
    extracted.method = method;
    extracted.warnings.append(&mut warnings);
    // The last page of an article may be as short as it likes.
    let is_known = extracted.method != GENERAL || following::is_later(page.url);
    let fewest = match () {
        () if is_known => 1,
        () if is_declared => FEWEST_WORDS,
        () => FEWEST_WORDS_UNDECLARED,
    };
    let is_empty =
        extracted.words < fewest && extracted.photos.is_empty() && extracted.videos.is_empty();
    if is_empty {
        return Err(none("it has almost no text"));
    }
    if !is_known && extracted.score < 0.2 {
        return Err(none("it is mostly links to other pages"));
    }
    Ok(extracted)
}

/// The text as the page shows it; where a script would show it, as the page declares it.
fn shown_or_declared(document: &Document, url: &Url, metadata: &Metadata) -> Option<String> {
    let body = voters::body(document, url);
    let words = body.as_deref().map(|body| text::count(&text::plain(body)));
    let is_shown = words.is_some_and(|words| words >= FEWEST_WORDS);
    let said = &metadata.linked.body;
    if is_shown || text::count(said) < FEWEST_WORDS_UNDECLARED {
        return body;
    }
    let lines = said.lines().map(text::tidy).filter(|line| !line.is_empty());
    Some(
        lines
            .map(|line| format!("<p>{}</p>", dom::escape(&line)))
            .collect(),
    )
}

/// Whether the headlines of a text lead to other pages: it is the front page of a site, or of a section.
fn is_front(body: &Document) -> bool {
    let root = dom::root(body);
    let headings = dom::select(&root, "h2, h3, h4");
    let linked = headings
        .iter()
        .filter(|heading| {
            dom::ancestor(heading, &["a"]).is_some() || !dom::select(heading, "a[href]").is_empty()
        })
        .count();
    linked >= FEWEST_TEASERS && linked * 4 >= text::lines(&root).len()
}

fn closed(page: &Page, wall: Wall) -> NotAnArticle {
    NotAnArticle {
        url: page.url.to_string(),
        reason: wall.reason().to_owned(),
        wall: Some(wall),
    }
}

/// Reads a piece of HTML from a feed the way a page is read; metadata other than the title stays empty.
pub fn fragment(html: &str, base: &Url, title: &str, rules: &Rules) -> Extracted {
    let parsed = dom::fragment(&decode::without_soft_hyphens(html));
    sliders::show(&dom::root(&parsed.document));
    let work = Work::of_fragment(base, title, rules);
    let mut extracted = work.read(&dom::root(&parsed.document), None);
    extracted.method = "fragment".to_owned();
    extracted
}

/// The opening paragraph of a piece of HTML from a feed, as [`fragment`] tells it; nothing else of it is wanted.
pub fn lead(html: &str, base: &Url, title: &str, rules: &Rules) -> String {
    let parsed = dom::fragment(&decode::without_soft_hyphens(html));
    let work = Work::of_fragment(base, title, rules);
    work.open(&dom::root(&parsed.document), None).lead
}

/// The text of a page of a known site; absent where none of the rule's selectors finds words or pictures.
fn body_by_rule(document: &Document, site: &Site) -> Option<String> {
    let root = document.root();
    site.article.body.iter().find_map(|matcher| {
        let found = dom::select_by(&root, matcher).into_iter().find(|node| {
            !text::one_line(node).is_empty() || !dom::select(node, "img").is_empty()
        })?;
        Some(found.inner_html().to_string())
    })
}

fn is_list(document: &Document, site: &Site) -> bool {
    site.lists
        .iter()
        .any(|rule| dom::select_by(&document.root(), &rule.item).len() > 2)
}
