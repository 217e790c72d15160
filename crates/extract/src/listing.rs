//! Lists of articles: home pages, sections, tags, archives of a site.
//!
//! A known site is read by selectors that are data; any other by what lists have in common: many links of one shape, each with
//! a headline's worth of words.

use std::collections::HashMap;

use dom_query::{Document, Matcher, NodeRef};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use crate::pictures::Pictures;
use crate::rules::{ListRule, Rules, Site};
use crate::{Page, dates, decode, dom, text};

/// An article as a list announces it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Headline, plain text.
    pub title: String,
    /// Absolute address, without fragment.
    pub url: String,
    /// What the list says below the headline, plain text, possibly empty.
    pub lead: String,
    /// Absolute address of its picture.
    pub picture: Option<String>,
    /// When it was published, as far as the list tells; midnight where it tells only the day.
    pub published: Option<Timestamp>,
}

/// A headline has at least so many words on a list of an unknown site.
const HEADLINE_WORDS: usize = 4;
/// So many links of one shape are a list.
const FEWEST: usize = 3;

/// The articles of a list page, in the page's order, each once.
pub fn parse(bytes: &[u8], page: &Page, rules: &Rules) -> Vec<Listed> {
    let parsed = dom::page(&decode::html(bytes, page.content_type));
    let site = rules.site(page.url);
    let pictures = Pictures {
        base: page.url,
        rules,
        rule: site.map(|site| &site.pictures),
    };
    let by_rule = site
        .map(|site| by_rule(&parsed.document, page, site, &pictures))
        .unwrap_or_default();
    if by_rule.is_empty() {
        by_shape(&parsed.document, page, &pictures)
    } else {
        by_rule
    }
}

fn by_rule(document: &Document, page: &Page, site: &Site, pictures: &Pictures) -> Vec<Listed> {
    let zone = site
        .zone
        .as_deref()
        .and_then(|name| TimeZone::get(name).ok());
    let mut found = Found::default();
    for rule in &site.lists {
        for item in dom::select_by(&document.root(), &rule.item) {
            if let Some(listed) = read_item(&item, rule, page, zone.as_ref(), pictures) {
                found.add(listed);
            }
        }
    }
    found.listed
}

fn read_item(
    item: &NodeRef,
    rule: &ListRule,
    page: &Page,
    zone: Option<&TimeZone>,
    pictures: &Pictures,
) -> Option<Listed> {
    let first = |matcher: &Matcher| dom::select_by(item, matcher).into_iter().next();
    let words = |matcher: Option<&Matcher>| {
        matcher
            .and_then(first)
            .map(|node| text::one_line(&node))
            .unwrap_or_default()
    };
    let heading = first(&rule.title);
    let title = heading
        .as_ref()
        .map(text::one_line)
        .filter(|title| !title.is_empty())?;
    let anchor = match &rule.link {
        Some(matcher) => first(matcher),
        None => heading
            .filter(|heading| heading.has_attr("href"))
            .or_else(|| dom::select(item, "a[href]").into_iter().next()),
    };
    let url = address(page.url, &anchor?)?;
    let times = rule
        .date
        .iter()
        .flat_map(|matcher| dom::select_by(item, matcher));
    let published = times
        .filter_map(|node| {
            dom::attribute(&node, "datetime").or_else(|| Some(text::one_line(&node)))
        })
        .find_map(|written| dates::iso(&written, page.fetched, zone))
        .and_then(|iso| published(&iso, page.fetched, zone));
    let picture = rule.picture.as_ref().and_then(|matcher| {
        dom::select_by(item, matcher)
            .iter()
            .find_map(|img| pictures.resolve(img))
    });
    Some(Listed {
        title,
        url: url.into(),
        lead: words(rule.lead.as_ref()),
        picture,
        published,
    })
}

/// The moment of a time in ISO 8601; absent where it says no more than "today": the time of arrival is nearer to the truth
/// than midnight.
fn published(iso: &str, now: Timestamp, zone: Option<&TimeZone>) -> Option<Timestamp> {
    let today = now.to_zoned(zone.cloned().unwrap_or(TimeZone::UTC)).date();
    if iso == today.to_string() {
        return None;
    }
    dates::moment(iso, zone)
}

/// Links with headline-like words, grouped by the shape of the page around them; the groups that are lists.
fn by_shape(document: &Document, page: &Page, pictures: &Pictures) -> Vec<Listed> {
    let root = document.root();
    let mut groups: HashMap<String, Vec<(Listed, usize)>> = HashMap::new();
    for (place, anchor) in dom::select(&root, "a[href]").into_iter().enumerate() {
        let outside = ["nav", "footer", "form", "menu"];
        if dom::ancestor(&anchor, &outside).is_some() {
            continue;
        }
        let heading = dom::select(
            &anchor,
            "h1, h2, h3, h4, h5, [class*=title], [class*=headline]",
        )
        .into_iter()
        .next();
        let title = heading
            .as_ref()
            .map(text::one_line)
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| text::one_line(&anchor));
        let Some(url) = address(page.url, &anchor).filter(|url| is_article_like(url, page.url))
        else {
            continue;
        };
        let is_in_heading =
            heading.is_some() || dom::ancestor(&anchor, &["h1", "h2", "h3", "h4", "h5"]).is_some();
        if text::count(&title) < if is_in_heading { 2 } else { HEADLINE_WORDS }
            || title.chars().count() > 250
        {
            continue;
        }
        let card = card(&anchor);
        let (lead, picture, published) = beside(&card, &title, page, pictures);
        groups.entry(shape(&anchor)).or_default().push((
            Listed {
                title,
                url: url.into(),
                lead,
                picture,
                published,
            },
            place,
        ));
    }
    let mut lists: Vec<(Listed, usize)> = groups
        .into_values()
        .filter(|group| group.len() >= FEWEST)
        .flatten()
        .collect();
    lists.sort_by_key(|(_, place)| *place);
    let mut found = Found::default();
    lists.into_iter().for_each(|(listed, _)| found.add(listed));
    found.listed
}

/// The names and first classes of the elements around a link: equal for the links of one list.
fn shape(anchor: &NodeRef) -> String {
    let part = |node: &NodeRef| {
        let class = node.class().unwrap_or_default();
        format!(
            "{}.{}",
            dom::name(node),
            class.split_whitespace().next().unwrap_or_default()
        )
    };
    std::iter::once(part(anchor))
        .chain(anchor.ancestors_it(Some(4)).map(|node| part(&node)))
        .collect::<Vec<_>>()
        .join(">")
}

/// The largest element around a link that holds no link to another article.
fn card<'a>(anchor: &NodeRef<'a>) -> NodeRef<'a> {
    let own = dom::attribute(anchor, "href");
    let mut card = *anchor;
    for above in anchor.ancestors_it(Some(5)) {
        let others = dom::select(&above, "a[href]")
            .into_iter()
            .filter(|other| {
                dom::attribute(other, "href") != own
                    && text::count(&text::one_line(other)) >= HEADLINE_WORDS
            })
            .count();
        if others > 0 || dom::is_any(&above, &["body", "main", "html"]) {
            break;
        }
        card = above;
    }
    card
}

fn beside(
    card: &NodeRef,
    title: &str,
    page: &Page,
    pictures: &Pictures,
) -> (String, Option<String>, Option<Timestamp>) {
    let title = text::key(title);
    let lead = dom::select(card, "p")
        .iter()
        .map(text::one_line)
        .find(|words| text::count(words) > 5 && text::key(words) != title)
        .unwrap_or_default();
    let picture = dom::select(card, "img")
        .iter()
        .find_map(|img| pictures.resolve(img));
    let published = dom::select(card, "time").iter().find_map(|time| {
        let written = dom::attribute(time, "datetime").unwrap_or_else(|| text::one_line(time));
        published(
            &dates::iso(&written, page.fetched, None)?,
            page.fetched,
            None,
        )
    });
    (lead, picture, published)
}

/// Same site, and deep or long enough to be an article rather than a section.
fn is_article_like(url: &Url, page: &Url) -> bool {
    let domain = |url: &Url| {
        url.host_str()
            .map(|host| host.split('.').rev().take(2).collect::<Vec<_>>().join("."))
    };
    let last = url
        .path()
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let is_slug = last.len() >= 12 || last.chars().any(|c| c.is_ascii_digit());
    let is_section = [
        "/tag/",
        "/tags/",
        "/category/",
        "/author/",
        "/authors/",
        "/topics/",
    ]
    .iter()
    .any(|part| url.path().contains(part));
    domain(url) == domain(page) && url.path() != page.path() && is_slug && !is_section
}

fn address(base: &Url, anchor: &NodeRef) -> Option<Url> {
    let mut url = base.join(&dom::attribute(anchor, "href")?).ok()?;
    url.set_fragment(None);
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Articles in order; a second mention fills what the first left open.
#[derive(Default)]
struct Found {
    listed: Vec<Listed>,
    places: HashMap<String, usize>,
}

impl Found {
    fn add(&mut self, next: Listed) {
        let Some(earlier) = self
            .places
            .get(&next.url)
            .and_then(|place| self.listed.get_mut(*place))
        else {
            self.places.insert(next.url.clone(), self.listed.len());
            self.listed.push(next);
            return;
        };
        if earlier.lead.is_empty() {
            earlier.lead = next.lead;
        }
        earlier.picture = earlier.picture.take().or(next.picture);
        earlier.published = earlier.published.or(next.published);
    }
}
