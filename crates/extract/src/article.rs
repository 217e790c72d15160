//! From a page to an article: find the text, take out what has a place of its own, then clean and number what is left.

use dom_query::{Document, NodeRef};
use jiff::tz::TimeZone;
use url::Url;

use crate::head::{self, Head};
use crate::metadata::{self, Metadata};
use crate::pictures::{self, Pictures};
use crate::rules::{Rules, Site};
use crate::voters::Second;
use crate::{
    Extracted, NotAnArticle, Page, Video, Wall, clean, dates, decode, dom, figures, following,
    photos, related, sanitize, text, videos, voters, walls,
};

/// The method of a page without a rule.
const GENERAL: &str = "general";
/// Fewer words, with no photos and no film, are no article.
const FEWEST_WORDS: usize = 20;
/// The same for a page that does not even say when it was published: a wall, an error, a notice.
const FEWEST_WORDS_UNDECLARED: usize = 60;

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
    let source = decode::html(bytes, page.content_type);
    if source.trim().is_empty() {
        return Err(none("the page is empty"));
    }
    let parsed = dom::page(&source);
    let document = parsed.document;
    let site = rules.site(page.url);
    clean::show_noscript(&document.root());
    pictures::show_amp(&document.root());
    let metadata = metadata::read(&document, page, rules, site);
    let mut warnings = Vec::new();
    if parsed.cut {
        warnings.push("the page is too large or too deep; only its beginning was read".to_owned());
    }

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
            let body = voters::body(&document, page.url).ok_or_else(|| {
                walls::find(&document, &metadata, "", rules).map_or_else(
                    || none("no connected text stands out"),
                    |wall| closed(page, wall),
                )
            })?;
            (body, GENERAL.to_owned())
        }
    };

    let is_declared = metadata.linked.is_article || metadata.published.is_some();
    let body = dom::fragment(&html).document;
    let found = text::lines(&dom::root(&body)).join("\n");
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
    let work = Work {
        base: page.url,
        rules,
        site,
        metadata,
        second,
    };
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

fn closed(page: &Page, wall: Wall) -> NotAnArticle {
    NotAnArticle {
        url: page.url.to_string(),
        reason: wall.reason().to_owned(),
        wall: Some(wall),
    }
}

/// Reads a piece of HTML from a feed the way a page is read; metadata other than the title stays empty.
pub fn fragment(html: &str, base: &Url, title: &str, rules: &Rules) -> Extracted {
    let html = decode::without_soft_hyphens(html);
    let parsed = dom::fragment(&html);
    let metadata = Metadata {
        title: text::tidy(title),
        ..Metadata::default()
    };
    let work = Work {
        base,
        rules,
        site: rules.site(base),
        metadata,
        second: None,
    };
    let mut extracted = work.read(&dom::root(&parsed.document), None);
    extracted.method = "fragment".to_owned();
    extracted
}

/// What is known of the page while its text is read.
struct Work<'a> {
    base: &'a Url,
    rules: &'a Rules,
    site: Option<&'a Site>,
    metadata: Metadata,
    /// What another extractor takes for the text, on the general path.
    second: Option<Second>,
}

impl Work<'_> {
    /// `root` holds the text, `page` everything around it.
    fn read(self, root: &NodeRef, page: Option<&Document>) -> Extracted {
        let Work {
            base,
            rules,
            site,
            metadata,
            second,
        } = self;
        let pictures = Pictures {
            base,
            rules,
            rule: site.map(|site| &site.pictures),
        };
        let article = site.map(|site| &site.article);
        let whole = page.map(Document::root);

        let mut related_links = article
            .map(|article| related::by_selectors(root, &article.related, base, rules))
            .unwrap_or_default();
        let link_share = link_share(root);
        photos::read_gallery(root, site);
        videos::keep(root, base);
        clean::drop(
            root,
            rules,
            article
                .map(|article| article.drop.as_slice())
                .unwrap_or_default(),
        );
        let mut films: Vec<Video> = whole
            .iter()
            .flat_map(|whole| head::films(whole, site, base))
            .collect();
        for film in videos::build(root, base) {
            if !films.iter().any(|earlier| earlier.url == film.url) {
                films.push(film);
            }
        }
        for link in related::take(root, base, rules) {
            related::add(&mut related_links, Some(link));
        }
        if let Some(whole) = &whole {
            let beside = match article {
                Some(article) => related::by_selectors(whole, &article.related, base, rules),
                None => related::beside(whole, base, rules),
            };
            for link in beside {
                related::add(&mut related_links, Some(link));
            }
        }
        let own_reports = article
            .map(|article| article.photo_reports.as_slice())
            .unwrap_or_default();
        let photo_reports = related::take_photo_reports(root, own_reports, base, rules);
        let mut found = figures::build(root, &pictures, &metadata.title);
        photos::complete(&mut found, &metadata.linked.gallery, &pictures);
        clean::labels(root, rules, &metadata);
        clean::promo_tail(root, rules);
        if let Some(second) = &second {
            second.trim(root);
        }
        let above = whole
            .as_ref()
            .map(|whole| Head::read(whole, site, &metadata, &pictures, root))
            .unwrap_or_default();
        let lead = clean::lead(root, &above.lead);
        clean::empty(root);

        let (figure_count, paragraphs) = photos::count(root);
        let is_report = photos::is_report(base, site, &metadata, rules, figure_count, paragraphs);
        let picture = above.picture(whole.as_ref(), &metadata, &pictures, root, &found);
        let photo_list = if is_report {
            photos::list(
                root,
                &found,
                picture.as_ref(),
                &metadata.linked.gallery,
                &pictures,
            )
        } else {
            Vec::new()
        };
        if let Some(picture) = &picture {
            let key = pictures.key(&picture.url);
            figures::remove_where(root, |place| {
                found
                    .get(place)
                    .is_some_and(|figure| pictures.key(&figure.url) == key)
            });
        }
        let inline = figures::finish(root, &found);
        for film in films
            .iter()
            .filter(|film| !root.inner_html().contains(dom::escape(&film.url).as_str()))
        {
            root.append_html(videos::card(film));
        }

        let zone = site
            .and_then(|site| site.zone.as_deref())
            .and_then(|name| TimeZone::get(name).ok());
        let text = text::lines(root).join("\n");
        let words = text::count(&text);
        let optional = |text: String| (!text.is_empty()).then_some(text);
        Extracted {
            title: metadata.title,
            byline: optional(metadata.byline),
            published_at: metadata
                .published
                .as_deref()
                .and_then(|published| dates::moment(published, zone.as_ref())),
            published: metadata.published,
            modified: metadata.modified,
            language: optional(metadata.language),
            site_name: optional(metadata.site_name),
            lead,
            picture,
            html: sanitize::clean(&root.inner_html(), Some(base)),
            score: score(words, link_share),
            text,
            photos: photo_list,
            photo_reports,
            related: related_links,
            videos: films,
            method: String::new(),
            pictures: inline,
            section: metadata.section,
            canonical: metadata.canonical,
            words,
            warnings: Vec::new(),
            next_page: None,
            wall: None,
            rule_failed: false,
        }
    }
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

/// Which part of the words below a node are words of links.
fn link_share(root: &NodeRef) -> f64 {
    let all = text::key(&text::one_line(root)).chars().count();
    let linked: usize = dom::select(root, "a")
        .iter()
        .map(|anchor| text::key(&text::one_line(anchor)).chars().count())
        .sum();
    if all == 0 {
        0.0
    } else {
        (linked as f64 / all as f64).min(1.0)
    }
}

/// Long texts with few links score high.
fn score(words: usize, link_share: f64) -> f64 {
    let length = words as f64 / (words as f64 + 40.0);
    ((length * (1.0 - link_share)) * 1000.0).round() / 1000.0
}
