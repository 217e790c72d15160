//! Namespaces of feeds, by their addresses with all spellings met, else by their usual prefixes.

use std::collections::HashMap;
use std::rc::Rc;

/// Where a name belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ns {
    /// RSS of any version, CDF, sitemaps, and everything without a namespace.
    Core,
    /// Atom 1.0.
    Atom,
    /// Atom 0.3 and what was before it.
    Atom03,
    Dc,
    DcTerms,
    Content,
    Media,
    Itunes,
    Syndication,
    Rdf,
    Xhtml,
    /// Yandex Turbo.
    Turbo,
    /// Google's news sitemaps.
    News,
    /// Google's image sitemaps.
    Image,
    Other,
}

impl Ns {
    /// A feed's own vocabulary: RSS or Atom of any version, or no namespace at all.
    pub(crate) fn is_core(self) -> bool {
        matches!(self, Self::Core | Self::Atom | Self::Atom03)
    }
}

/// The prefixes in force.
#[derive(Debug, Default, Clone)]
pub(super) struct Scope {
    default: Option<Ns>,
    prefixes: HashMap<String, Option<Ns>>,
}

impl Scope {
    /// The scope inside an element that declares namespaces; nothing when it declares none.
    pub(super) fn extended(
        parent: &Rc<Self>,
        attributes: &[(String, String)],
        local: &str,
    ) -> Option<Self> {
        let mut scope: Option<Self> = None;
        for (name, address) in attributes {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) if prefix.starts_with(':') => &prefix[1..],
                _ => continue,
            };
            let scope = scope.get_or_insert_with(|| (**parent).clone());
            let ns = by_address(address);
            if prefix.is_empty() {
                // A root of a feed belongs to feeds, whatever namespace somebody gave it.
                let root = matches!(
                    local,
                    "rss" | "feed" | "rdf" | "channel" | "opml" | "urlset" | "sitemapindex"
                );
                scope.default = if root && !ns.is_some_and(Ns::is_core) {
                    Some(Ns::Core)
                } else {
                    ns
                };
            } else if scope.prefixes.len() < 64 {
                scope.prefixes.insert(prefix.to_owned(), ns);
            }
        }
        scope
    }

    /// The namespace and local name of an element.
    pub(super) fn element(&self, written: &str, local: &str) -> (Ns, String) {
        let ns = match written.rsplit_once(':') {
            Some((prefix, _)) => self.prefix(&prefix.to_lowercase()),
            None => self.default.unwrap_or(Ns::Core),
        };
        (ns, local.to_owned())
    }

    /// An attribute's name with the usual prefix of its namespace.
    pub(super) fn attribute(&self, name: &str) -> String {
        match name.rsplit_once(':') {
            Some((prefix, local)) if self.prefix(prefix) == Ns::Rdf => format!("rdf:{local}"),
            _ => name.to_owned(),
        }
    }

    fn prefix(&self, prefix: &str) -> Ns {
        self.prefixes
            .get(prefix)
            .copied()
            .flatten()
            .or_else(|| by_prefix(prefix))
            .unwrap_or(Ns::Other)
    }
}

fn by_address(address: &str) -> Option<Ns> {
    let address = address.trim().trim_end_matches(['/', '#']).to_lowercase();
    let name = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(&address);
    Some(match name {
        "" => Ns::Core,
        "www.w3.org/2005/atom" => Ns::Atom,
        "purl.org/echo"
        | "uri/of/echo/namespace"
        | "purl.org/pie"
        | "example.com/necho"
        | "example.com/newformat" => Ns::Atom03,
        "purl.org/rss/1.0"
        | "purl.org/net/rss1.1"
        | "my.netscape.com/rdf/simple/0.9"
        | "my.netscape.com/rdf/simple/0.91"
        | "channel.netscape.com/rdf/simple/0.9"
        | "blogs.law.harvard.edu/tech/rss"
        | "cyber.law.harvard.edu/rss/rss.html"
        | "purl.org/rss/2.0"
        | "www.rssboard.org/rss-specification"
        | "my.netscape.com/publish/formats/rss-0.91.dtd" => Ns::Core,
        "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc" => Ns::Dc,
        "purl.org/dc/terms" => Ns::DcTerms,
        "purl.org/rss/1.0/modules/content" => Ns::Content,
        "search.yahoo.com/mrss"
        | "search.yahoo.com/rss"
        | "video.search.yahoo.com/mrss"
        | "www.rssboard.org/media-rss" => Ns::Media,
        "purl.org/rss/1.0/modules/syndication" => Ns::Syndication,
        "www.w3.org/1999/02/22-rdf-syntax-ns" => Ns::Rdf,
        "www.w3.org/1999/xhtml" => Ns::Xhtml,
        "turbo.yandex.ru" => Ns::Turbo,
        "www.google.com/schemas/sitemap-news/0.9" => Ns::News,
        "www.google.com/schemas/sitemap-image/1.1" => Ns::Image,
        _ if name.starts_with("purl.org/atom/ns") => Ns::Atom03,
        _ if name.starts_with("backend.userland.com/rss")
            || name.starts_with("www.sitemaps.org/schemas/sitemap")
            || name.starts_with("www.google.com/schemas/sitemap/") =>
        {
            Ns::Core
        }
        _ if name.starts_with("www.itunes.com/dtds/podcast")
            || name == "example.com/dtds/podcast-1.0.dtd" =>
        {
            Ns::Itunes
        }
        _ => return None,
    })
}

fn by_prefix(prefix: &str) -> Option<Ns> {
    Some(match prefix {
        "atom" | "atom10" | "a10" => Ns::Atom,
        "rss" => Ns::Core,
        "dc" => Ns::Dc,
        "dcterms" => Ns::DcTerms,
        "content" => Ns::Content,
        "media" => Ns::Media,
        "itunes" => Ns::Itunes,
        "sy" => Ns::Syndication,
        "rdf" => Ns::Rdf,
        "xhtml" => Ns::Xhtml,
        "turbo" => Ns::Turbo,
        "news" => Ns::News,
        "image" => Ns::Image,
        _ => return None,
    })
}
