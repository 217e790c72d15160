//! The tree of a text, cleaned: what has a place of its own is taken out of it, what does not belong to it goes, and the rest is numbered.

use dom_query::{Document, Matcher, NodeRef};
use jiff::tz::TimeZone;
use url::Url;

use crate::head::{self, Head};
use crate::links::Link;
use crate::metadata::Metadata;
use crate::pictures::{Picture, Pictures};
use crate::rules::{ArticleRule, Rules, Site};
use crate::voters::Second;
use crate::{
    Extracted, Video, boxes, clean, dates, dom, figures, links, neighbours, photos, related,
    sanitize, tails, text, videos,
};

/// What is known of the page while its text is read.
pub(crate) struct Work<'a> {
    rules: &'a Rules,
    site: Option<&'a Site>,
    metadata: Metadata,
    pictures: Pictures<'a>,
    /// What another extractor takes for the text, on the general path.
    second: Option<Second>,
}

/// A text with everything taken out that is none of it.
pub(crate) struct Opened {
    /// The opening paragraph.
    pub(crate) lead: String,
    above: Head,
    /// Who made the picture at the head, where the text ends with that.
    credit: Option<String>,
    /// The pictures whose figures stand in it.
    found: Vec<Picture>,
    films: Vec<Video>,
    related: Vec<Link>,
    photo_reports: Vec<Link>,
}

impl<'a> Work<'a> {
    /// Of a page at `base`, with what else is known of it.
    pub(crate) fn new(
        base: &'a Url,
        rules: &'a Rules,
        metadata: Metadata,
        second: Option<Second>,
    ) -> Self {
        let site = rules.site(base);
        Self {
            rules,
            site,
            metadata,
            pictures: Pictures {
                base,
                rules,
                rule: site.map(|site| &site.pictures),
            },
            second,
        }
    }

    /// Of a piece of HTML from a feed, of which only the title is known besides.
    pub(crate) fn of_fragment(base: &'a Url, title: &str, rules: &'a Rules) -> Self {
        let metadata = Metadata {
            title: text::tidy(title),
            ..Metadata::default()
        };
        Self::new(base, rules, metadata, None)
    }

    /// Cleans the tree of a text: `root` holds it, `whole` everything around it.
    pub(crate) fn open(&self, root: &NodeRef, whole: Option<&NodeRef>) -> Opened {
        let Work {
            rules,
            site,
            metadata,
            pictures,
            second,
        } = self;
        let (base, site) = (pictures.base, *site);
        let article = site.map(|site| &site.article);
        let own = |of: fn(&ArticleRule) -> &Vec<Matcher>| {
            article
                .map(|article| of(article).as_slice())
                .unwrap_or_default()
        };

        let mut related = related::by_selectors(root, own(|article| &article.related), base, rules);
        photos::read_gallery(root, site);
        videos::keep(root, base);
        clean::drop(root, rules, own(|article| &article.drop));
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
            links::add(&mut related, Some(link));
        }
        for link in boxes::take(root, base, rules) {
            links::add(&mut related, Some(link));
        }
        if let Some(whole) = whole {
            let beside = match article {
                Some(article) => related::by_selectors(whole, &article.related, base, rules),
                None => related::beside(whole, base, rules),
            };
            for link in beside {
                links::add(&mut related, Some(link));
            }
        }
        let own_reports = own(|article| &article.photo_reports);
        let photo_reports = related::take_photo_reports(root, own_reports, base, rules);
        let mut found = figures::build(root, pictures, &metadata.title);
        if let Some(whole) = whole {
            neighbours::hear_around(&mut found, whole, pictures, &metadata.title);
        }
        photos::complete(&mut found, &metadata.linked.gallery, pictures);
        neighbours::say_once(root, &found);
        clean::labels(root, rules, metadata);
        clean::promo_tail(root, rules);
        if let Some(second) = second {
            second.trim(root);
        }
        tails::cut(root, metadata);
        let credit = tails::credit(root, rules);
        let above = whole
            .map(|whole| Head::read(whole, site, metadata, pictures, root))
            .unwrap_or_default();
        let lead = clean::lead(root, &above.lead);
        clean::empty(root);
        Opened {
            lead,
            above,
            credit,
            found,
            films,
            related,
            photo_reports,
        }
    }

    /// `root` holds the text, `page` everything around it.
    pub(crate) fn read(self, root: &NodeRef, page: Option<&Document>) -> Extracted {
        let whole = page.map(Document::root);
        let link_share = link_share(root);
        let Opened {
            lead,
            above,
            credit,
            found,
            films,
            related,
            photo_reports,
        } = self.open(root, whole.as_ref());
        let Work {
            rules,
            site,
            metadata,
            pictures,
            ..
        } = self;
        let base = pictures.base;

        let is_report = photos::is_report(base, site, &metadata, rules, root);
        let mut picture = above.picture(whole.as_ref(), &metadata, &pictures, root, &found);
        if let (Some(picture), Some(credit)) = (&mut picture, credit) {
            figures::fill(picture, String::new(), credit);
        }
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
            figures::remove_where(root, |place| {
                found
                    .get(place)
                    .is_some_and(|figure| pictures.is_same(&figure.url, &picture.url))
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
        sanitize::drop_attributes(root);
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
            related,
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

/// Which part of the words below a node are words of links.
fn link_share(root: &NodeRef) -> f64 {
    let anchors = dom::select(root, "a");
    if anchors.is_empty() {
        return 0.0;
    }
    let all = text::key(&text::one_line(root)).chars().count();
    let linked: usize = anchors
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
