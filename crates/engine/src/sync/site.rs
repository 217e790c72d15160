//! Sites without a feed: their news sitemap, then their list pages.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Feed, Validators};
use parser::canonical::canonical;
use parser::sitemap::{self, Sitemap};
use store::Known;
use url::Url;

use super::fetch::{Fetched, Head, head_of, request_of};
use crate::engine::Engine;
use crate::net::{Credential, FetchError, Get};

/// Sitemaps of one index that are looked into in one pass.
const MOST_SITEMAPS: usize = 3;

/// An article that a sitemap or a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteArticle {
    /// Headline.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Opening words; possibly empty.
    pub lead: String,
    /// A picture.
    pub picture: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The sitemap's date of the last change, in its own notation; possibly empty.
    pub changed: String,
}

/// Asks a site: the addresses its rule names, else its sitemap (its robots.txt is asked for it once) and its own address.
/// An address below the front page is a section or a tag: only what stands there is wanted.
pub async fn fetch(
    engine: &Engine,
    feed: &Feed,
    login: Option<Credential>,
    known: &Known,
    url: Url,
) -> Fetched {
    let ask = |url: Url| request_of(feed, login.clone(), url);
    let whole = url.path() == "/" && url.query().is_none();
    let rules = engine.rules();
    let edition = rules.site(&url).and_then(|site| site.edition(&url));
    let edition = edition.filter(|_| whole);
    let named = edition.map(|edition| edition.sitemaps.iter().chain(&edition.lists));
    let mut addresses: Vec<Url> = named
        .into_iter()
        .flatten()
        .filter_map(|address| Url::parse(address).ok())
        .collect();
    let mut sitemap = None;
    if addresses.is_empty() {
        sitemap = match Url::parse(&known.sitemap) {
            Ok(known) => Some(known),
            Err(_) if whole && feed.last_check.is_none() => find_sitemap(engine, &ask, &url).await,
            Err(_) => None,
        };
        addresses.extend(sitemap.clone());
        addresses.push(url);
    }
    // A news sitemap holds two days; at the first look the list pages add what is older.
    let first_look = feed.last_check.is_none();
    let mut found: Option<(Head, Vec<SiteArticle>)> = None;
    let mut last = None;
    for (place, address) in addresses.into_iter().enumerate() {
        // Validators belong to the address they came from, which is the first.
        let validators = if place == 0 {
            feed.validators.clone()
        } else {
            Validators::default()
        };
        let own = address.as_str() == feed.url;
        match read(engine, &ask, address, validators).await {
            Ok(Read::NotModified(mut head)) => {
                head.moved = head.moved.filter(|_| own);
                return Fetched::NotModified(head);
            }
            Ok(Read::Articles(mut head, articles)) if !articles.is_empty() => {
                if place > 0 {
                    head.validators = Validators::default();
                }
                // A sitemap that moved is no site that moved.
                head.moved = head.moved.filter(|_| own);
                found = Some(match found {
                    None => (head, articles),
                    Some(found) => joined(found, head.bytes, articles),
                });
                if !first_look {
                    break;
                }
            }
            Ok(Read::Articles(head, _)) => last = Some(Fetched::NoNews(head)),
            Err(_) if found.is_some() => break,
            Err(error) if error.is_connectivity() || error.retry_at().is_some() => {
                return Fetched::Failed(error, 0);
            }
            Err(error) => last = last.or(Some(Fetched::Failed(error, 0))),
        }
    }
    match (found, last) {
        (Some((head, articles)), _) => Fetched::Site(head, articles, sitemap),
        (None, Some(last)) => last,
        (None, None) => Fetched::Failed(
            FetchError::Scheme {
                scheme: String::new(),
            },
            0,
        ),
    }
}

/// The first sitemap that the site's robots.txt names (sitemaps.org, "Specifying the Sitemap location in your robots.txt file").
async fn find_sitemap(engine: &Engine, ask: &impl Fn(Url) -> Get, site: &Url) -> Option<Url> {
    let get = ask(site.join("/robots.txt").ok()?);
    // Most small sites have none; then their own address is read, and its failure is the one told.
    let answer = engine.fetch(get).await.ok()?;
    let named = sitemap::robots_sitemaps(&String::from_utf8_lossy(&answer.body));
    named.iter().find_map(|address| Url::parse(address).ok())
}

/// The articles of two looks, each once; what the first said of one holds.
fn joined(
    (mut head, mut articles): (Head, Vec<SiteArticle>),
    bytes: u64,
    more: Vec<SiteArticle>,
) -> (Head, Vec<SiteArticle>) {
    head.bytes += bytes;
    for article in more {
        let same = canonical(&article.url);
        match articles
            .iter_mut()
            .find(|known| canonical(&known.url) == same)
        {
            None => articles.push(article),
            Some(known) => {
                if known.lead.is_empty() {
                    known.lead = article.lead;
                }
                known.picture = known.picture.take().or(article.picture);
            }
        }
    }
    (head, articles)
}

enum Read {
    NotModified(Head),
    Articles(Head, Vec<SiteArticle>),
}

async fn read(
    engine: &Engine,
    ask: &impl Fn(Url) -> Get,
    url: Url,
    validators: Validators,
) -> Result<Read, FetchError> {
    let answer = engine.fetch(ask(url).validators(validators)).await?;
    let mut head = head_of(&answer, engine.now());
    if answer.status == 304 {
        return Ok(Read::NotModified(head));
    }
    match sitemap::parse(&answer.body, answer.content_type.as_deref(), head.at) {
        Ok(Sitemap::Pages(pages)) => Ok(Read::Articles(head, of_sitemap(pages))),
        Ok(Sitemap::Index(children)) => {
            let mut children = children;
            // Those of news first, then the newest.
            children.sort_by(|a, b| {
                (b.loc.contains("news"), &b.lastmod).cmp(&(a.loc.contains("news"), &a.lastmod))
            });
            let mut articles = Vec::new();
            for child in children.into_iter().take(MOST_SITEMAPS) {
                let Ok(url) = Url::parse(&child.loc) else {
                    continue;
                };
                let answer = engine.fetch(ask(url)).await?;
                head.bytes += answer.wire_bytes;
                if let Ok(Sitemap::Pages(pages)) =
                    sitemap::parse(&answer.body, answer.content_type.as_deref(), head.at)
                {
                    articles.extend(of_sitemap(pages));
                }
                if !articles.is_empty() {
                    break;
                }
            }
            // The index has its own validators, which say nothing of its children.
            head.validators = Validators::default();
            Ok(Read::Articles(head, articles))
        }
        Err(_) => {
            let rules = engine.rules();
            let (url, content_type, at) = (head.url.clone(), head.content_type.clone(), head.at);
            let list = move || {
                let page = extract::Page {
                    url: &url,
                    content_type: content_type.as_deref(),
                    fetched: at,
                };
                Ok(extract::listing::parse(&answer.body, &page, &rules))
            };
            let listed = engine.work(list).await.unwrap_or_default();
            Ok(Read::Articles(
                head,
                listed.into_iter().map(of_listed).collect(),
            ))
        }
    }
}

/// Only entries that are news: a sitemap of all pages is no newspaper.
fn of_sitemap(pages: Vec<sitemap::SitemapPage>) -> Vec<SiteArticle> {
    pages
        .into_iter()
        .filter_map(|page| {
            let news = page.news?;
            Some(SiteArticle {
                title: news.title,
                picture: page.images.into_iter().next(),
                published: news
                    .published
                    .as_ref()
                    .and_then(|date| date.timestamp(&TimeZone::UTC)),
                changed: page
                    .lastmod
                    .map(|changed| changed.to_string())
                    .unwrap_or_default(),
                url: page.loc,
                lead: String::new(),
            })
        })
        .collect()
}

/// An entry of a list page.
pub(crate) fn of_listed(listed: extract::listing::Listed) -> SiteArticle {
    SiteArticle {
        title: listed.title,
        url: listed.url,
        lead: listed.lead,
        picture: listed.picture,
        published: listed.published,
        changed: String::new(),
    }
}
