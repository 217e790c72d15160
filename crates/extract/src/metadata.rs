//! What a page says of itself: JSON-LD, then `meta`, then microdata, then what stands beside the text.

use std::collections::HashMap;

use dom_query::{Document, Matcher};
use jiff::tz::TimeZone;
use url::Url;

use crate::jsonld::{self, Linked};
use crate::names::Publisher;
use crate::published::When;
use crate::rules::{Edition, Rules, Site};
use crate::{Page, byline, dom, text};

/// Metadata of a page; empty texts where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: String,
    pub(crate) byline: String,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: String,
    pub(crate) site_name: String,
    pub(crate) section: String,
    pub(crate) tags: Vec<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) picture: Option<String>,
    /// What the page says of its content in a sentence or two, as often as it says it.
    pub(crate) descriptions: Vec<String>,
    pub(crate) linked: Linked,
}

/// Reads the metadata of a page.
pub(crate) fn read(
    document: &Document,
    page: &Page,
    rules: &Rules,
    site: Option<&Site>,
) -> Metadata {
    let linked = jsonld::read(document);
    let meta = Meta::read(document);
    let zone = site
        .and_then(|site| site.zone.as_deref())
        .and_then(|name| TimeZone::get(name).ok());
    let edition = site.and_then(|site| site.edition(page.url));
    let root = document.root();
    let own = |pick: fn(&Site) -> &[Matcher]| {
        site.into_iter().flat_map(pick).find_map(|matcher| {
            let found = dom::select_by(&root, matcher);
            found
                .iter()
                .map(text::one_line)
                .find(|words| !words.is_empty())
        })
    };
    let publisher = Publisher::of(&site_name(&linked, &meta, edition), page.url);
    let title = own(|site| &site.article.title)
        .unwrap_or_else(|| title(document, &linked, &meta, &publisher));
    let when = When {
        url: page.url,
        fetched: page.fetched,
        zone: zone.as_ref(),
        rules,
    };
    let ruled = own(|site| &site.article.date);
    let published = when.published(document, &linked, &meta, &title, ruled);
    let modified = when.modified(document, &linked, &meta);
    let byline = own(|site| &site.article.author)
        .unwrap_or_else(|| byline::read(document, &linked, &meta, rules, &publisher));
    let tags = site
        .into_iter()
        .flat_map(|site| &site.article.tags)
        .flat_map(|matcher| dom::select_by(&root, matcher))
        .map(|tag| text::one_line(&tag))
        .chain(meta.values("article:tag"))
        .collect();
    Metadata {
        title: text::tidy(&title),
        byline: text::tidy(&byline),
        published,
        modified,
        language: language(document, &linked, &meta, edition),
        site_name: site_name(&linked, &meta, edition),
        section: if linked.section.is_empty() {
            meta.first(&["article:section"])
        } else {
            linked.section.clone()
        },
        tags,
        canonical: canonical(document, page.url, &meta),
        picture: meta
            .all(&[
                "og:image",
                "og:image:url",
                "og:image:secure_url",
                "twitter:image",
                "twitter:image:src",
                "image",
            ])
            .next()
            .map(str::to_owned),
        descriptions: meta
            .all(&["description", "og:description", "twitter:description"])
            .map(str::to_owned)
            .chain([linked.description.clone()])
            .collect(),
        linked,
    }
}

/// `meta` by `property`, `name` or `itemprop`, names in lower case, in order.
pub(crate) struct Meta {
    values: HashMap<String, Vec<String>>,
}

impl Meta {
    fn read(document: &Document) -> Meta {
        let mut values: HashMap<String, Vec<String>> = HashMap::new();
        for node in dom::select(&document.root(), "meta[content]") {
            let Some(content) = dom::attribute(&node, "content") else {
                continue;
            };
            for kind in ["property", "name", "itemprop"] {
                for name in dom::attribute(&node, kind)
                    .unwrap_or_default()
                    .to_lowercase()
                    .split_whitespace()
                {
                    values
                        .entry(name.to_owned())
                        .or_default()
                        .push(content.clone());
                }
            }
        }
        Meta { values }
    }

    pub(crate) fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names
            .iter()
            .filter_map(|name| self.values.get(*name))
            .flatten()
            .map(String::as_str)
    }

    fn first(&self, names: &[&str]) -> String {
        // Many systems escape twice.
        let first = self.all(names).next();
        first
            .map(|said| text::tidy(&text::unescape(said)))
            .unwrap_or_default()
    }

    fn values(&self, name: &str) -> Vec<String> {
        self.values.get(name).cloned().unwrap_or_default()
    }
}

fn title(document: &Document, linked: &Linked, meta: &Meta, publisher: &Publisher) -> String {
    let without_site = |title: &str| without_site(title, publisher);
    let head = document
        .head()
        .map(|head| dom::select(&head, "title"))
        .unwrap_or_default();
    let whole = head.first().map(text_of_title).unwrap_or_default();
    let shared = meta.first(&["og:title", "twitter:title", "dc.title", "title"]);
    let mut headings: Vec<String> = dom::select(&document.root(), "h1")
        .iter()
        .chain(&dom::select(
            &document.root(),
            "h2.entry-title, h2.post-title, h3.entry-title, h3.post-title",
        ))
        .map(text::one_line)
        .filter(|words| !words.is_empty())
        .collect();
    headings.dedup();
    // A heading is the title when the page's own title is that heading and little more; the site's name is a heading too.
    let said = [&linked.headline, &shared, &whole]
        .into_iter()
        .find(|said| !said.is_empty())
        .map(|said| text::key(said))
        .unwrap_or_default();
    let agreed = headings.iter().find(|heading| {
        let heading = text::key(heading);
        !heading.is_empty()
            && said.contains(&heading)
            && heading.len() * 2 >= text::key(&without_site(&shared)).len().max(said.len() / 2)
    });
    if let Some(heading) = agreed {
        return heading.clone();
    }
    let single = if headings.len() == 1 {
        headings
            .first()
            .filter(|heading| text::count(heading) > 2)
            .cloned()
    } else {
        None
    };
    [
        linked.headline.clone(),
        without_site(&shared),
        single.unwrap_or_default(),
        without_site(&whole),
    ]
    .into_iter()
    .find(|candidate| !candidate.is_empty())
    .unwrap_or_default()
}

fn text_of_title(node: &dom_query::NodeRef) -> String {
    text::tidy(&node.text())
}

/// `Headline | Site` and `Headline - Site` without the site: the last part goes when it is the shorter one, and each end that is the
/// site's own name.
fn without_site(title: &str, publisher: &Publisher) -> String {
    for mark in [" | ", " — ", " – ", " - ", " :: ", " » ", " • ", "|"] {
        if let Some((headline, site)) = title.rsplit_once(mark) {
            let is_shorter = mark != "|" && text::count(headline) >= 3 && text::count(site) <= 5;
            if is_shorter || publisher.is_named(site) {
                return headline.trim().to_owned();
            }
        }
        if let Some((site, headline)) = title.split_once(mark)
            && publisher.is_named(site)
        {
            return headline.trim().to_owned();
        }
    }
    title.to_owned()
}

fn language(
    document: &Document,
    linked: &Linked,
    meta: &Meta,
    edition: Option<&Edition>,
) -> String {
    if let Some(edition) = edition.filter(|edition| !edition.language.is_empty()) {
        return edition.language.clone();
    }
    let html = dom::attribute(&document.html_root(), "lang").unwrap_or_default();
    let said = [
        linked.language.clone(),
        html,
        meta.first(&["og:locale", "language", "dc.language", "inlanguage"]),
    ];
    said.iter()
        .map(|tag| primary(tag))
        .find(|tag| !tag.is_empty())
        .unwrap_or_default()
}

/// The primary subtag of a language tag (BCP 47), with the two country codes often written in its place put right.
pub(crate) fn primary(tag: &str) -> String {
    let first = tag
        .trim()
        .split(['-', '_', ' ', ','])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    match first.as_str() {
        "kz" => "kk".to_owned(),
        "ua" => "uk".to_owned(),
        _ if (2..=3).contains(&first.len())
            && first.bytes().all(|byte| byte.is_ascii_lowercase()) =>
        {
            first
        }
        _ => String::new(),
    }
}

fn site_name(linked: &Linked, meta: &Meta, edition: Option<&Edition>) -> String {
    if let Some(edition) = edition {
        return edition.title.clone();
    }
    let said = meta.first(&["og:site_name", "application-name", "twitter:site"]);
    if said.is_empty() {
        linked.site_name.clone()
    } else {
        said.trim_start_matches('@').to_owned()
    }
}

fn canonical(document: &Document, url: &Url, meta: &Meta) -> Option<String> {
    let link = dom::select(&document.root(), "link[rel~=canonical][href]")
        .first()
        .and_then(|node| dom::attribute(node, "href"));
    let said = link.or_else(|| Some(meta.first(&["og:url"])).filter(|said| !said.is_empty()))?;
    let canonical = url.join(&said).ok()?;
    matches!(canonical.scheme(), "http" | "https").then(|| canonical.to_string())
}
