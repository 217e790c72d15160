//! What a page says of its site: its feeds, icons, name and language. Used when the reader adds a page instead of a feed.

use dom_query::{Document, NodeRef};
use url::Url;

use crate::metadata::primary;
use crate::{Page, decode, dom, text};

/// What a page says of its site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The page's title, plain text.
    pub title: String,
    /// BCP 47 primary tag, empty where unknown.
    pub language: String,
    /// Feeds the page declares, then links that look like feeds; each once.
    pub feeds: Vec<FeedLink>,
    /// Icons the page declares, the largest first. None is guessed (FRB105).
    pub icons: Vec<Icon>,
    /// The address the page gives as its own.
    pub canonical: Option<String>,
    /// `<meta name="robots">` says `noarchive`.
    pub noarchive: bool,
    /// Sitemaps the page declares.
    pub sitemaps: Vec<String>,
}

/// A feed a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// Absolute address.
    pub url: String,
    /// Its title, possibly empty.
    pub title: String,
    /// Media type as declared; empty for a plain link.
    pub kind: String,
}

/// An icon a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Icon {
    /// Absolute address.
    pub url: String,
    /// Width in pixels; 0 where not declared.
    pub size: u32,
}

/// Reads what a page says of its site.
pub fn discover(bytes: &[u8], page: &Page) -> Discovered {
    let document = dom::page(&decode::html(bytes, page.content_type)).document;
    let base = base(&document, page.url);
    let root = document.root();
    let one = |selector: &'static str, name: &str| {
        dom::select(&root, selector)
            .first()
            .and_then(|node| dom::attribute(node, name))
            .unwrap_or_default()
    };
    let mut discovered = Discovered {
        title: dom::select(&root, "title")
            .first()
            .map(|title| text::tidy(&title.text()))
            .unwrap_or_default(),
        language: primary(
            &dom::attribute(&document.html_root(), "lang")
                .unwrap_or_else(|| one("meta[property='og:locale']", "content")),
        ),
        canonical: absolute(&base, &one("link[rel~=canonical]", "href")),
        noarchive: dom::select(&root, "meta[name][content]")
            .iter()
            .any(says_noarchive),
        ..Discovered::default()
    };
    for link in dom::select(&root, "link[href]") {
        let rel = dom::attribute(&link, "rel")
            .unwrap_or_default()
            .to_lowercase();
        let kind = dom::attribute(&link, "type")
            .unwrap_or_default()
            .to_lowercase();
        let Some(url) = dom::attribute(&link, "href").and_then(|href| absolute(&base, &href))
        else {
            continue;
        };
        let has = |word: &str| rel.split_whitespace().any(|part| part == word);
        if (has("alternate") && is_feed_type(&kind)) || has("feed") {
            let title = dom::attribute(&link, "title")
                .map(|title| text::tidy(&title))
                .unwrap_or_default();
            add(&mut discovered.feeds, FeedLink { url, title, kind });
        } else if has("icon") || has("apple-touch-icon") || has("apple-touch-icon-precomposed") {
            let size = dom::attribute(&link, "sizes")
                .and_then(|sizes| sizes.to_lowercase().split('x').next()?.parse().ok())
                .unwrap_or(0);
            if !discovered.icons.iter().any(|icon| icon.url == url) {
                discovered.icons.push(Icon { url, size });
            }
        } else if has("sitemap") {
            discovered.sitemaps.push(url);
        }
    }
    for anchor in dom::select(&root, "a[href]") {
        let Some(url) = dom::attribute(&anchor, "href").and_then(|href| absolute(&base, &href))
        else {
            continue;
        };
        if looks_like_feed(&url, &base) {
            add(
                &mut discovered.feeds,
                FeedLink {
                    url,
                    title: text::one_line(&anchor),
                    kind: String::new(),
                },
            );
        }
    }
    discovered
        .icons
        .sort_by_key(|icon| std::cmp::Reverse(icon.size));
    discovered
}

/// To robots, or to Qazet by name.
fn says_noarchive(meta: &NodeRef) -> bool {
    let value = |name: &str| {
        dom::attribute(meta, name)
            .unwrap_or_default()
            .to_lowercase()
    };
    matches!(value("name").as_str(), "robots" | "qazet")
        && value("content")
            .split(',')
            .any(|rule| rule.trim() == "noarchive")
}

fn add(feeds: &mut Vec<FeedLink>, feed: FeedLink) {
    if !feeds.iter().any(|earlier| earlier.url == feed.url) {
        feeds.push(feed);
    }
}

fn is_feed_type(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    matches!(
        kind,
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/json"
            | "application/xml"
            | "text/xml"
            | "text/rss+xml"
    )
}

/// A link of the same site to `/feed/`, `/rss`, `….rss`, `atom.xml`, `feed.json`.
fn looks_like_feed(url: &str, base: &Url) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let path = url.path().to_lowercase();
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let is_named = matches!(
        last.as_str(),
        "feed"
            | "rss"
            | "atom"
            | "rss.xml"
            | "atom.xml"
            | "feed.xml"
            | "index.xml"
            | "feed.json"
            | "index.rdf"
            | "rss.php"
    ) || last.ends_with(".rss")
        || last.ends_with(".atom");
    is_named && url.host_str() == base.host_str()
}

fn base(document: &Document, url: &Url) -> Url {
    document
        .base_uri()
        .and_then(|base| url.join(base.trim()).ok())
        .unwrap_or_else(|| url.clone())
}

fn absolute(base: &Url, href: &str) -> Option<String> {
    if href.is_empty() {
        return None;
    }
    let url = base.join(href).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}
