//! Photo reports: is this page one, and which photos does it show, in order.

use dom_query::NodeRef;
use url::Url;

use crate::figures;
use crate::metadata::Metadata;
use crate::pictures::{Picture, Pictures};
use crate::rules::{Rules, Site};
use crate::{credit, dom, letters, text};

/// So many pictures in the text make it a photo report, if there are half as many as paragraphs.
const MANY: usize = 5;

/// Rebuilds the photos of an old photo archive as figures with their captions.
pub(crate) fn read_gallery(root: &NodeRef, site: Option<&Site>) {
    for rule in site.into_iter().flat_map(|site| &site.article.photos) {
        for item in dom::select_by(root, &rule.item) {
            let Some(img) = dom::select(&item, "img").into_iter().next() else {
                continue;
            };
            let caption = dom::select_by(&item, &rule.caption)
                .iter()
                .map(text::one_line)
                .collect::<Vec<_>>()
                .join(" ");
            item.replace_with_html(format!(
                "<figure>{}<figcaption>{}</figcaption></figure>",
                img.html(),
                dom::escape(&caption)
            ));
        }
    }
}

/// Why a page counts as a photo report: by its address, its own declaration, its words, or its pictures.
pub(crate) fn is_report(
    url: &Url,
    site: Option<&Site>,
    metadata: &Metadata,
    rules: &Rules,
    root: &NodeRef,
) -> bool {
    let pictures = figures::marked(root).len();
    let by_path = site.is_some_and(|site| {
        site.photo_report_paths
            .iter()
            .any(|path| url.path().starts_with(path.as_str()))
    });
    let by_words = || {
        let mut said = std::iter::once(&metadata.title).chain(&metadata.tags);
        said.any(|line| says_report(line, rules))
    };
    let is_declared = by_path || !metadata.linked.gallery.is_empty();
    (is_declared && pictures > 0)
        || metadata.linked.gallery.len() >= MANY
        || (pictures >= 2 && by_words())
        || (pictures >= MANY && pictures * 2 >= text::lines(root).len())
}

fn says_report(line: &str, rules: &Rules) -> bool {
    let line = format!(" {} ", letters::lower(line));
    let mut words = rules.words.photo_report_title.iter();
    words.any(|word| whole_word(&line, word))
}

/// The photo report that the pictures of a feed's article make, in the feed's order (Media RSS); empty where they make none.
///
/// `said` are the title and the categories.
pub fn of_feed(pictures: &[Picture], said: &[&str], base: &Url, rules: &Rules) -> Vec<Picture> {
    let site = rules.site(base);
    let known = Pictures {
        base,
        rules,
        rule: site.map(|site| &site.pictures),
    };
    let mut photos: Vec<Picture> = Vec::new();
    for photo in pictures
        .iter()
        .filter_map(|picture| read_declared(picture, &known))
    {
        let key = known.key(&photo.url);
        match photos.iter_mut().find(|photo| known.key(&photo.url) == key) {
            Some(earlier) => {
                earlier.url = known.larger(std::mem::take(&mut earlier.url), photo.url);
                figures::fill(earlier, photo.caption, photo.credit);
            }
            None => photos.push(photo),
        }
    }
    let is_said = said.iter().any(|line| says_report(line, rules));
    if photos.len() >= MANY || (photos.len() >= 2 && is_said) {
        photos
    } else {
        Vec::new()
    }
}

/// Completes the pictures of a text by what the page declares of them: larger sizes, captions, credits.
pub(crate) fn complete(found: &mut [Picture], declared: &[Picture], pictures: &Pictures) {
    for picture in declared
        .iter()
        .filter_map(|picture| read_declared(picture, pictures))
    {
        let key = pictures.key(&picture.url);
        if let Some(photo) = found
            .iter_mut()
            .find(|photo| pictures.key(&photo.url) == key)
        {
            photo.url = pictures.larger(std::mem::take(&mut photo.url), picture.url);
            if photo.caption.is_empty() {
                photo.caption = picture.caption;
            }
            if photo.credit.is_empty() {
                photo.credit = picture.credit;
            }
        }
    }
}

/// The photos of a report: the pictures of the text in order, then those the page only declares, where it declares more than it shows.
///
/// A lead picture that stands apart from the others opens the report and is none of its photos.
pub(crate) fn list(
    root: &NodeRef,
    found: &[Picture],
    lead: Option<&Picture>,
    declared: &[Picture],
    pictures: &Pictures,
) -> Vec<Picture> {
    let apart = lead.map(|lead| pictures.key(&lead.url)).filter(|key| {
        declared.is_empty()
            && figures::marked(root).first().is_some_and(|figure| {
                figures::place_of(figure)
                    .and_then(|place| found.get(place))
                    .is_some_and(|first| pictures.key(&first.url) == *key)
                    && figures::stands_apart(figure)
            })
    });
    let mut photos: Vec<Picture> = found
        .iter()
        .filter(|photo| apart.as_ref() != Some(&pictures.key(&photo.url)))
        .cloned()
        .collect();
    if declared.len() > found.len() {
        for picture in declared
            .iter()
            .filter_map(|picture| read_declared(picture, pictures))
        {
            let key = pictures.key(&picture.url);
            if !photos.iter().any(|photo| pictures.key(&photo.url) == key) {
                photos.push(picture);
            }
        }
    }
    photos
}

/// A picture of JSON-LD with an absolute address, its credit told from its caption.
pub(crate) fn read_declared(picture: &Picture, pictures: &Pictures) -> Option<Picture> {
    let (caption, credit) = credit::split(&picture.caption, pictures.rules);
    let credit = if credit.is_empty() {
        picture.credit.clone()
    } else {
        credit
    };
    Some(Picture {
        url: pictures.real(&picture.url)?,
        caption,
        credit,
    })
}

/// A word with no letter on either side; endings are allowed after stems of six letters or more.
fn whole_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|after| after.chars().next());
        let is_stem = word.chars().count() > 8;
        !before.is_some_and(char::is_alphabetic)
            && (is_stem || !after.is_some_and(char::is_alphabetic))
    })
}
