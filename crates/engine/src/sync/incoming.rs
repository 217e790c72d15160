//! From what a parser or an extractor read to what the library takes in. Pure.

use extract::{Extracted, Rules};
use jiff::Timestamp;
use model::{Enclosure, Feed, Wishes};
use parser::canonical::canonical;
use parser::feed::{ParsedArticle, ParsedFeed};
use store::{
    Body, Incoming, IncomingLink, IncomingParts, IncomingPicture, IncomingVideo, PageText,
};
use url::Url;

use super::fingerprint::{feed_hash_of, hash_of, key_of};
use super::language::guess_language;
use super::schedule;
use crate::notices::is_urgent;

/// A feed's text is taken for the whole article from here on, else its page is fetched (SOURCES: short texts are teasers).
const WHOLE_CHARACTERS: usize = 600;
/// A whole article has at least so many paragraphs, or is long enough to be one without.
const WHOLE_PARAGRAPHS: usize = 3;
const LONG_CHARACTERS: usize = 1500;
/// Files of an article that are shown.
const MOST_ENCLOSURES: usize = 20;

/// An article of a feed.
pub fn of_feed(article: &ParsedArticle, feed: &Feed, language: &str, rules: &Rules) -> Incoming {
    let link = article.link.clone().unwrap_or_default();
    let summary = article.summary.as_deref().unwrap_or("");
    let content = article.content.as_deref().unwrap_or("");
    let title = &article.headline;
    let base = Url::parse(&link).or_else(|_| Url::parse(&feed.url)).ok();
    let html = if content.is_empty() { summary } else { content };
    let text = base
        .as_ref()
        .map(|base| extract::fragment(html, base, title, rules));
    let mut parts = text.as_ref().map(parts_of).unwrap_or_default();
    for picture in &article.pictures {
        adopt(
            &mut parts,
            IncomingPicture {
                url: picture.url.clone(),
                caption: picture.caption.clone(),
                credit: picture.credit.clone(),
            },
        );
    }
    if let Some(base) = base.as_ref().filter(|_| parts.photos.is_empty()) {
        parts.photos = report_of(article, base, rules);
    }
    let plain = text.as_ref().map_or("", |text| &text.text);
    let words = text.as_ref().map_or(0, |text| count_of(text.words));
    let whole = is_whole(plain);
    let teaser = base
        .as_ref()
        .filter(|_| !summary.is_empty() && !content.is_empty())
        .map(|base| extract::lead(summary, base, title, rules));
    let lead = teaser
        .filter(|lead| !lead.is_empty())
        .or_else(|| text.as_ref().map(|text| text.lead.clone()));
    let title = if title.is_empty() {
        lead.clone().unwrap_or_default()
    } else {
        title.clone()
    };
    let language = if language.is_empty() {
        guess_language(&[&title, plain])
    } else {
        language.to_owned()
    };
    let body = text.filter(|text| !text.text.is_empty()).map(|text| Body {
        html: text.html,
        text: text.text,
    });
    Incoming {
        key: key_of(&article.key),
        guid: article.guid.clone().unwrap_or_default(),
        canonical: canonical(&link),
        byline: article
            .authors
            .iter()
            .filter_map(|author| author.name.as_deref())
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        section: article.categories.first().cloned().unwrap_or_default(),
        urgent: is_urgent(&title, article.categories.iter().map(String::as_str)),
        lead: shortened(&lead.unwrap_or_default()),
        published: article.time(),
        published_text: String::new(),
        feed_hash: feed_hash_of(article, &link),
        words,
        page_wanted: !whole && !link.is_empty(),
        linked: false,
        enclosures: enclosures_of(article),
        title,
        link,
        language,
        body,
        parts,
    }
}

/// The photo report that a feed's article carries beside its text.
fn report_of(article: &ParsedArticle, base: &Url, rules: &Rules) -> Vec<IncomingPicture> {
    let pictures: Vec<extract::Picture> = article
        .pictures
        .iter()
        .map(|picture| extract::Picture {
            url: picture.url.clone(),
            caption: picture.caption.clone(),
            credit: picture.credit.clone(),
        })
        .collect();
    let categories = article.categories.iter().map(String::as_str);
    let said: Vec<&str> = std::iter::once(article.headline.as_str())
        .chain(categories)
        .collect();
    extract::photo_report_of_feed(&pictures, &said, base, rules)
        .into_iter()
        .map(|photo| IncomingPicture {
            url: photo.url,
            caption: photo.caption,
            credit: photo.credit,
        })
        .collect()
}

/// An article that a sitemap or a list names.
pub fn of_list(
    title: &str,
    url: &str,
    lead: &str,
    picture: Option<&str>,
    published: Option<Timestamp>,
    changed: &str,
    language: &str,
) -> Incoming {
    let lead_picture = picture.map(|url| IncomingPicture {
        url: url.to_owned(),
        ..Default::default()
    });
    Incoming {
        key: key_of(&canonical(url)),
        guid: String::new(),
        link: url.to_owned(),
        canonical: canonical(url),
        title: title.to_owned(),
        byline: String::new(),
        section: String::new(),
        language: if language.is_empty() {
            guess_language(&[title])
        } else {
            language.to_owned()
        },
        lead: shortened(lead),
        published,
        published_text: String::new(),
        // Lists reword leads and swap pictures; only the headline and the sitemap's own date mean a change.
        feed_hash: hash_of(&[title, changed]),
        body: None,
        words: 0,
        parts: IncomingParts {
            lead: lead_picture,
            ..Default::default()
        },
        enclosures: Vec::new(),
        page_wanted: true,
        linked: false,
        urgent: is_urgent(title, []),
    }
}

/// The files that come with a feed's article; its pictures are no files.
fn enclosures_of(article: &ParsedArticle) -> Vec<Enclosure> {
    let files = article.enclosures.iter().map(|file| Enclosure {
        url: file.url.clone(),
        media_type: file.media_type.clone().unwrap_or_default(),
        bytes: file.length.filter(|bytes| *bytes > 0),
        seconds: file.seconds,
    });
    let is_picture = |file: &Enclosure| {
        file.media_type.starts_with("image/")
            || article.pictures.iter().any(|one| one.url == file.url)
    };
    files
        .filter(|file| !is_picture(file))
        .take(MOST_ENCLOSURES)
        .collect()
}

/// A page that the reader saved by its address.
pub fn of_saved_page(url: &Url) -> Incoming {
    Incoming {
        linked: true,
        ..of_list(url.as_str(), url.as_str(), "", None, None, "", "")
    }
}

/// A photo report known through a link.
pub fn of_link(title: &str, url: &str, language: &str, published: Timestamp) -> Incoming {
    Incoming {
        linked: true,
        ..of_list(title, url, "", None, Some(published), "", language)
    }
}

/// An article's page.
pub fn of_page(page: Extracted) -> PageText {
    let parts = parts_of(&page);
    let told = page.language.filter(|language| !language.is_empty());
    let language = told.unwrap_or_else(|| guess_language(&[&page.text]));
    PageText {
        byline: page.byline.unwrap_or_default(),
        site_name: page.site_name.unwrap_or_default(),
        section: page.section,
        language,
        lead: shortened(&page.lead),
        published: page.published_at,
        published_text: page.published.unwrap_or_default(),
        modified_text: page.modified.unwrap_or_default(),
        words: count_of(page.words),
        title: page.title,
        body: Body {
            html: page.html,
            text: page.text,
        },
        parts,
    }
}

/// What a source says about when to ask it, and what its articles show of that.
pub fn wishes_of(parsed: Option<&ParsedFeed>, published: Vec<Timestamp>) -> Wishes {
    let rhythm = schedule::rhythm(published);
    let Some(parsed) = parsed else {
        return Wishes {
            rhythm,
            ..Wishes::default()
        };
    };
    let days = parsed.skip_days.iter();
    Wishes {
        own_interval: parsed.min_interval,
        rhythm,
        skip_hours: parsed
            .skip_hours
            .iter()
            .fold(0, |hours, hour| hours | 1 << (hour % 24)),
        skip_days: days.fold(0, |days, day| days | 1 << day.to_monday_zero_offset()),
    }
}

fn parts_of(text: &Extracted) -> IncomingParts {
    let picture = |picture: &extract::Picture| IncomingPicture {
        url: picture.url.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    };
    let link = |link: &extract::Link| IncomingLink {
        title: link.title.clone(),
        url: link.url.clone(),
        canonical: canonical(&link.url),
    };
    IncomingParts {
        lead: text.picture.as_ref().map(picture),
        inline: text.pictures.iter().map(picture).collect(),
        photos: text.photos.iter().map(picture).collect(),
        videos: text
            .videos
            .iter()
            .map(|video| IncomingVideo {
                url: video.url.clone(),
                provider: video.provider.clone(),
                poster: video.poster.clone().unwrap_or_default(),
            })
            .collect(),
        photo_reports: text.photo_reports.iter().map(link).collect(),
        related: text.related.iter().map(link).collect(),
    }
}

/// A picture that the feed names beside the text: the lead picture where the text has none.
fn adopt(parts: &mut IncomingParts, picture: IncomingPicture) {
    let known = parts
        .inline
        .iter()
        .chain(&parts.photos)
        .chain(parts.lead.as_ref())
        .any(|other| other.url == picture.url);
    if parts.lead.is_none() && !known {
        parts.lead = Some(picture);
    }
}

fn is_whole(text: &str) -> bool {
    let characters = text.chars().count();
    let paragraphs = text.lines().filter(|line| !line.trim().is_empty()).count();
    characters >= LONG_CHARACTERS
        || (characters >= WHOLE_CHARACTERS && paragraphs >= WHOLE_PARAGRAPHS)
}

fn count_of(words: usize) -> u32 {
    words.try_into().unwrap_or(u32::MAX)
}

/// A lead for the lists: at most 400 characters, cut at a word. Programs that make feeds cut off texts with a bracketed ellipsis, which
/// says nothing after a whole sentence.
fn shortened(lead: &str) -> String {
    let lead = lead.trim();
    let cut_off = ["[...]", "[…]", "(...)", "(…)"];
    if let Some(rest) = cut_off.iter().find_map(|end| lead.strip_suffix(end)) {
        let rest = shortened(rest);
        let is_sentence = rest.ends_with(['.', '!', '?', '…', '»', '"', '”']);
        return rest + if is_sentence { "" } else { "…" };
    }
    let Some((end, _)) = lead.char_indices().nth(400) else {
        return lead.to_owned();
    };
    let cut = lead.split_at(end).0;
    let at = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!(
        "{}…",
        cut.split_at(at)
            .0
            .trim_end_matches([',', ';', ':', ' ', '—', '-'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_cut_at_a_word() {
        let long = "слово ".repeat(200);
        let lead = shortened(&long);
        assert!(
            lead.ends_with("слово…") && lead.chars().count() <= 401,
            "{lead}"
        );
        assert_eq!(shortened(" short "), "short");
        assert_eq!(shortened("A sentence. [...] "), "A sentence.");
        assert_eq!(shortened("Half a […]"), "Half a…");
    }

    #[test]
    fn a_teaser_is_not_the_whole_article() {
        assert!(!is_whole("One short paragraph."));
        assert!(
            !is_whole(&"word ".repeat(150)),
            "one long paragraph may still be a summary"
        );
        assert!(is_whole(&format!("{0}\n{0}\n{0}", "word ".repeat(50))));
        assert!(is_whole(&"word ".repeat(400)));
    }
}
