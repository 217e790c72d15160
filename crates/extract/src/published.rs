//! When a page came out and when it changed: what it declares, then what it shows near its headline, then what its address says.

use dom_query::{Document, NodeRef};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use crate::jsonld::Linked;
use crate::metadata::Meta;
use crate::rules::Rules;
use crate::{dates, dom, text};

/// A line that shows a date says little else, in characters.
const LONGEST_LINE: usize = 120;
/// A line with more nodes below it is a block.
const MOST_NODES: usize = 24;
/// More text is no line, in bytes and with the white space of its HTML.
const LONGEST_TEXT: usize = 20_000;
/// So many elements are looked at.
const MOST_ELEMENTS: usize = 3000;
/// A line that says that something came out may say more.
const LONGEST_SAID: usize = 300;
const LONGEST_PARAGRAPH: usize = 2000;
/// So much of a paragraph is looked at for the day it begins with, in characters.
const SHORTEST_OPENING: usize = 30;
/// So many elements before the headline, and after it, are near it.
const BEFORE: usize = 12;
const AFTER: usize = 40;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "published",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article_date_original",
    "ptime",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dateupdate",
    "lastmod",
    "last-modified",
    "dcterms.modified",
];
/// Elements that call themselves dates.
const NAMED: &str = "[class*=date], [class*=Date], [class*=datum], [class*=time], [class*=publi], [class*=meta], [class*=byline], [class*=created], [id*=date]";
const LINES: &str = "h1, h2, h3, h4, h5, h6, p, div, span, small, time, li, dd, td, em, i, b, strong, address, section, header, font, abbr, label";

/// A reader of dates of one page.
pub(crate) struct When<'a> {
    pub(crate) url: &'a Url,
    pub(crate) fetched: Timestamp,
    /// The wall clock of the site, where it is known.
    pub(crate) zone: Option<&'a TimeZone>,
    pub(crate) rules: &'a Rules,
}

impl When<'_> {
    /// A written time in ISO 8601; absent when it is none, or lies in the future.
    pub(crate) fn iso(&self, written: &str) -> Option<String> {
        dates::iso(written, self.fetched, self.zone)
            .map(|date| self.own_day(date))
            .filter(|date| self.is_past(date))
    }

    /// Many sites write UTC for the wall clock of their readers. Where the address has the day before or after, it is the
    /// publisher's own, and the time is one of that day which nobody can tell.
    fn own_day(&self, date: String) -> String {
        let own =
            date_of_path(self.url).filter(|_| date.ends_with('Z') || date.ends_with("+00:00"));
        let is_beside = own.as_ref().is_some_and(|own| {
            let day = |text: &str| text.get(..10)?.parse::<jiff::civil::Date>().ok();
            day(own)
                .zip(day(&date))
                .is_some_and(|(own, other)| (own - other).get_days().abs() == 1)
        });
        match own {
            Some(own) if is_beside => own,
            _ => date,
        }
    }

    /// When a page came out. `ruled` is what stands where the site's rule says.
    pub(crate) fn published(
        &self,
        document: &Document,
        linked: &Linked,
        meta: &Meta,
        title: &str,
        ruled: Option<String>,
    ) -> Option<String> {
        let iso = |written: String| self.iso(&written);
        let marked = |selector| marked_time(document, selector).and_then(iso);
        iso(linked.published.clone())
            .or_else(|| meta.all(PUBLISHED).find_map(|date| self.iso(date)))
            .or_else(|| marked("[itemprop=datePublished], time[pubdate], .published[title], .dt-published[datetime]"))
            .or_else(|| ruled.and_then(iso))
            .or_else(|| iso(linked.page_published.clone()))
            .or_else(|| marked("article time, time[datetime], .published, .pubdate, .post-date, .entry-date, .date, .article-date"))
            .or_else(|| date_of_path(self.url))
            .or_else(|| self.shown(document, title))
            .or_else(|| self.named(document))
            .or_else(|| self.summarised(document, meta))
    }

    /// When a page changed last.
    pub(crate) fn modified(
        &self,
        document: &Document,
        linked: &Linked,
        meta: &Meta,
    ) -> Option<String> {
        self.iso(&linked.modified)
            .or_else(|| meta.all(MODIFIED).find_map(|date| self.iso(date)))
            .or_else(|| {
                marked_time(document, "[itemprop=dateModified]").and_then(|date| self.iso(&date))
            })
    }

    /// The first date near the headline, else the first that says of itself that something came out then.
    fn shown(&self, document: &Document, title: &str) -> Option<String> {
        let root = document.root();
        let all = dom::select(&root, LINES);
        let title = text::key(title);
        let is_heading =
            |node: &NodeRef| dom::is_any(node, &["h1", "h2", "h3"]) && !is_beside(node);
        let says_title = |node: &NodeRef| {
            let key = text::key(&text::one_line(node));
            !key.is_empty() && (title.contains(&key) || key.contains(&title))
        };
        let seen = all.iter().take(MOST_ELEMENTS);
        let heading = seen
            .clone()
            .position(|node| is_heading(node) && says_title(node))
            .or_else(|| seen.clone().position(|node| dom::is_any(node, &["h1"])));
        let near = heading
            .map(|at| at.saturating_sub(BEFORE)..at + AFTER)
            .unwrap_or_default();
        let after = near.clone().skip(BEFORE);
        let before = near.take(BEFORE);
        let place = |at: usize| all.get(at);
        after
            .chain(before)
            .filter_map(place)
            .find_map(|node| self.of_line(node))
            .or_else(|| seen.clone().find_map(|node| self.of_announcement(node)))
    }

    /// The date of a line that says that something came out then, after these words.
    fn of_announcement(&self, node: &NodeRef) -> Option<String> {
        let line = line_of(node, LONGEST_SAID)?;
        let lower = line.to_lowercase();
        let words = self.rules.words.published.iter();
        let at = words.filter_map(|word| lower.find(word.as_str())).min()?;
        let (date, _) = dates::within(lower.get(at..)?, self.fetched, self.zone)?;
        self.is_past(&date).then_some(date)
    }

    /// The first date in an element that calls itself one, else in a line that is nothing but a date.
    fn named(&self, document: &Document) -> Option<String> {
        let root = document.root();
        let first = |selector, is_wanted: fn(&str, usize) -> bool| {
            dom::select(&root, selector)
                .iter()
                .take(MOST_ELEMENTS)
                .find_map(|node| {
                    let line = line_of(node, LONGEST_LINE)?;
                    let (date, length) = dates::within(&line, self.fetched, self.zone)?;
                    (is_wanted(&line, length) && self.is_past(&date)).then_some(date)
                })
        };
        first(NAMED, |line, length| length * 4 >= line.chars().count())
            .or_else(|| first(LINES, |line, length| length * 4 >= line.chars().count() * 3))
    }

    /// A date in the title or the description: `A headline | Site | 23.05.2011`.
    fn summarised(&self, document: &Document, meta: &Meta) -> Option<String> {
        let head = document.head()?;
        let titles = dom::select(&head, "title");
        let titles = titles.iter().map(|title| title.text().to_string());
        let told = meta
            .all(&["og:title", "description", "og:description"])
            .map(str::to_owned);
        titles.chain(told).find_map(|said| {
            let last = said
                .rsplit(['|', '(', '·', '•'])
                .next()
                .unwrap_or_default()
                .to_owned();
            let (date, length) = dates::within(&last, self.fetched, self.zone)?;
            (length * 3 >= last.chars().count() && self.is_past(&date)).then_some(date)
        })
    }

    fn of_line(&self, node: &NodeRef) -> Option<String> {
        let line = line_of(node, LONGEST_PARAGRAPH)?;
        let lower = line.to_lowercase();
        let says = |list: &[String]| list.iter().any(|word| lower.contains(word.as_str()));
        if says(&self.rules.words.updated) {
            return None;
        }
        // A paragraph may begin with its day: `27.1.2022 - In the town …`.
        let opening: String = line.chars().take(SHORTEST_OPENING).collect();
        if opening.starts_with(|c: char| c.is_ascii_digit())
            && let Some((date, length)) = dates::within(&opening, self.fetched, self.zone)
            && opening
                .chars()
                .skip(length)
                .take(2)
                .all(|c| !c.is_alphanumeric())
        {
            return self.is_past(&date).then_some(date);
        }
        if line.chars().count() > LONGEST_LINE {
            return None;
        }
        let (date, length) = dates::within(&line, self.fetched, self.zone)?;
        let says_little = length * 4 >= line.chars().count() || says(&self.rules.words.published);
        (says_little && self.is_past(&date)).then_some(date)
    }

    /// A page can't come out after it was fetched; a day is allowed for zones.
    fn is_past(&self, date: &str) -> bool {
        let tomorrow = self
            .fetched
            .checked_add(jiff::SignedDuration::from_hours(36))
            .unwrap_or(Timestamp::MAX)
            .to_string();
        self.fetched <= Timestamp::UNIX_EPOCH || date.get(..10) <= tomorrow.get(..10)
    }
}

/// The words of an element no longer than this that belongs to the article, not to what stands beside or below it.
fn line_of(node: &NodeRef, longest: usize) -> Option<String> {
    let is_block = node.descendants_it().take(MOST_NODES).count() == MOST_NODES;
    if is_block || dom::is_longer(node, LONGEST_TEXT) || is_beside(node) {
        return None;
    }
    let line = text::one_line(node);
    let has_digit = line.chars().any(|c| c.is_ascii_digit());
    (has_digit && line.chars().count() <= longest).then_some(line)
}

/// Whether an element stands in a menu, a foot, a column beside the text, a comment, or a list of other articles.
pub(crate) fn is_beside(node: &NodeRef) -> bool {
    let is_named = |above: &NodeRef| {
        let class = above.class().unwrap_or_default().to_lowercase();
        let id = above.id_attr().unwrap_or_default().to_lowercase();
        class.split_whitespace().chain([id.as_str()]).any(|name| {
            ["comment", "related", "sidebar", "recommend", "cookie"]
                .iter()
                .any(|word| name.starts_with(word))
        })
    };
    node.ancestors_it(None).any(|above| {
        dom::is_any(&above, &["footer", "nav", "aside"])
            || (!dom::is_any(&above, &["body", "html", "main", "article"]) && is_named(&above))
    })
}

fn marked_time(document: &Document, selector: &'static str) -> Option<String> {
    let found = dom::select(&document.root(), selector);
    let marked = |node: &NodeRef| {
        ["datetime", "content", "title"]
            .iter()
            .find_map(|name| dom::attribute(node, name))
            .filter(|said| said.chars().any(|c| c.is_ascii_digit()))
            .or_else(|| {
                Some(text::one_line(node)).filter(|words| words.chars().any(|c| c.is_ascii_digit()))
            })
    };
    found
        .iter()
        .filter(|node| !is_beside(node))
        .find_map(marked)
}

/// `/2019/03/05/` in the address.
fn date_of_path(url: &Url) -> Option<String> {
    let parts: Vec<&str> = url.path().split('/').collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else {
            return None;
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        let date =
            jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
                .ok()?;
        (1990..2200)
            .contains(&date.year())
            .then(|| date.to_string())
    })
}
