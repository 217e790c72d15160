//! Sitemaps (sitemaps.org 0.9) with Google's news and image extensions, and the sitemaps that robots.txt names.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use crate::date::{self, LocalDate};
use crate::xml::{self, Node, Ns};
use crate::{clean, decode, limits};

/// What a sitemap holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Sitemap {
    /// Other sitemaps.
    Index(Vec<SitemapEntry>),
    /// Pages.
    Pages(Vec<SitemapPage>),
}

/// A sitemap named by an index.
#[derive(Debug, Clone, PartialEq)]
pub struct SitemapEntry {
    /// Its address.
    pub loc: String,
    /// When it was last changed; a date alone is midnight UTC.
    pub lastmod: Option<Timestamp>,
}

/// A page named by a sitemap.
#[derive(Debug, Clone, PartialEq)]
pub struct SitemapPage {
    /// Its address.
    pub loc: String,
    /// When it was last changed; a date alone is midnight UTC.
    pub lastmod: Option<Timestamp>,
    /// What a news sitemap says about it.
    pub news: Option<SitemapNews>,
    /// Addresses of its pictures.
    pub images: Vec<String>,
}

/// What a news sitemap says about an article.
#[derive(Debug, Clone, PartialEq)]
pub struct SitemapNews {
    /// Its headline.
    pub title: String,
    /// When it was published, with the sitemap's own offset; without one it is read as UTC.
    pub published: Option<LocalDate>,
    /// Language of the publication, as in the sitemap; possibly empty.
    pub language: String,
    /// Name of the publication; possibly empty.
    pub publication: String,
}

/// Why bytes are no sitemap.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotASitemap {
    /// More than 15 MB.
    #[error("the sitemap holds more than 15 MB; a smaller one is needed")]
    TooLarge,
    /// Nested too deep.
    #[error("the sitemap nests elements more than 64 deep; it is not read")]
    TooDeep,
    /// Neither `urlset` nor `sitemapindex`.
    #[error("this is no sitemap; check the address")]
    Unrecognized,
}

/// Reads a sitemap in XML, or in its plain form of an address a line.
pub fn parse(
    bytes: &[u8],
    content_type: Option<&str>,
    now: Timestamp,
) -> Result<Sitemap, NotASitemap> {
    if bytes.len() > limits::BODY_BYTES {
        return Err(NotASitemap::TooLarge);
    }
    let decoded = decode::xml(bytes, content_type);
    if let Some(pages) = plain(&decoded.text) {
        return Ok(Sitemap::Pages(pages));
    }
    let base = Url::parse("about:blank").map_err(|_| NotASitemap::Unrecognized)?;
    let tree = xml::parse(&decoded.text, &base).map_err(|_| NotASitemap::TooDeep)?;
    let root = tree
        .root
        .nodes()
        .find(|n| matches!(n.name.as_str(), "urlset" | "sitemapindex"))
        .ok_or(NotASitemap::Unrecognized)?;
    let lastmod = |node: &Node| date::parse(&node.core("lastmod")?.text(), now);
    if root.name == "sitemapindex" {
        let entries = root
            .nodes()
            .filter(|n| n.name == "sitemap")
            .filter_map(|n| {
                Some(SitemapEntry {
                    loc: loc(n.core("loc")?)?,
                    lastmod: lastmod(n),
                })
            });
        return Ok(Sitemap::Index(entries.take(limits::ROWS).collect()));
    }
    let pages = root.nodes().filter(|n| n.name == "url").filter_map(|n| {
        Some(SitemapPage {
            loc: loc(n.core("loc")?)?,
            lastmod: lastmod(n),
            news: n.first(Ns::News, "news").map(|news| read_news(news, now)),
            images: n
                .all(Ns::Image, "image")
                .filter_map(|image| loc(image.first(Ns::Image, "loc")?))
                .collect(),
        })
    });
    Ok(Sitemap::Pages(pages.take(limits::ROWS).collect()))
}

/// The sitemaps that a robots.txt names (`Sitemap:` lines, RFC 9309 §2.2.4), each once.
pub fn robots_sitemaps(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().take(limits::ROWS) {
        let line = line.trim_start_matches('\u{feff}').trim();
        if let Some((field, value)) = line.split_once(':')
            && field.trim().eq_ignore_ascii_case("sitemap")
            && let Some(url) = http(value.split(" #").next().unwrap_or(value))
            && found.len() < 1000
            && !found.contains(&url)
        {
            found.push(url);
        }
    }
    found
}

fn read_news(news: &Node, now: Timestamp) -> SitemapNews {
    let text = |node: Option<&Node>| {
        node.and_then(Node::trimmed)
            .map(|t| clean::name(&t))
            .unwrap_or_default()
    };
    let publication = news.first(Ns::News, "publication");
    SitemapNews {
        title: text(news.first(Ns::News, "title")),
        published: news
            .first(Ns::News, "publication_date")
            .and_then(|n| date::parse_local(&n.text(), now, &TimeZone::UTC)),
        language: text(publication.and_then(|p| p.first(Ns::News, "language"))),
        publication: text(publication.and_then(|p| p.first(Ns::News, "name"))),
    }
}

fn loc(node: &Node) -> Option<String> {
    http(&node.text())
}

fn http(text: &str) -> Option<String> {
    let text = text.trim();
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| text.to_owned())
}

fn plain(text: &str) -> Option<Vec<SitemapPage>> {
    let lines = || {
        text.lines()
            .map(|l| l.trim_start_matches('\u{feff}').trim())
            .filter(|l| !l.is_empty())
    };
    let all = lines().next().is_some() && lines().all(|line| http(line).is_some());
    all.then(|| {
        lines()
            .take(limits::ROWS)
            .map(|loc| SitemapPage {
                loc: loc.to_owned(),
                lastmod: None,
                news: None,
                images: Vec::new(),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn an_index_names_sitemaps() {
        let text = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc> https://e.org/news.xml </loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>javascript:x</loc></sitemap></sitemapindex>";
        let expected = SitemapEntry {
            loc: "https://e.org/news.xml".to_owned(),
            lastmod: Some("2026-11-20T00:00:00Z".parse().unwrap()),
        };
        assert_eq!(
            parse(text.as_bytes(), None, now()),
            Ok(Sitemap::Index(vec![expected]))
        );
    }

    #[test]
    fn pages_bring_news_and_images() {
        let text = "<urlset xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"><url><loc>https://e.org/a?x=1&y=2</loc>
            <n:news><n:publication><n:name>Газета</n:name><n:language>kk</n:language></n:publication><n:publication_date>2026-11-22T10:00+05:00</n:publication_date><n:title>Тақырып &amp; сурет</n:title></n:news>
            <image:image><image:loc>https://e.org/1.jpg</image:loc></image:image></url></urlset>";
        let Ok(Sitemap::Pages(pages)) = parse(text.as_bytes(), None, now()) else {
            panic!("pages")
        };
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].loc, "https://e.org/a?x=1&y=2");
        assert_eq!(pages[0].images, ["https://e.org/1.jpg"]);
        let news = pages[0].news.as_ref().unwrap();
        assert_eq!(
            (
                news.title.as_str(),
                news.language.as_str(),
                news.publication.as_str()
            ),
            ("Тақырып & сурет", "kk", "Газета")
        );
        assert_eq!(news.published.unwrap().iso(), "2026-11-22T10:00:00+05:00");
    }

    #[test]
    fn robots_name_sitemaps() {
        let text = "User-agent: *\nDisallow: /x\nsitemap: https://e.org/a.xml\nSitemap:https://e.org/b.xml # news\nSitemap: /relative.xml\nSITEMAP: https://e.org/a.xml";
        assert_eq!(
            robots_sitemaps(text),
            ["https://e.org/a.xml", "https://e.org/b.xml"]
        );
    }

    #[test]
    fn a_page_is_no_sitemap() {
        assert_eq!(
            parse(b"<html></html>", None, now()),
            Err(NotASitemap::Unrecognized)
        );
        assert_eq!(parse(b"", None, now()), Err(NotASitemap::Unrecognized));
    }
}
