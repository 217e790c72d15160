//! JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: a field of the wrong kind is an absent field.

use serde_json::Value;

use super::reading::Reading;
use super::{
    Enclosure, FeedPicture, NotAFeed, ParsedArticle, ParsedFeed, Person, Source, duration, links,
    text,
};
use crate::{clean, date, html, json};

/// Reads a JSON Feed.
pub(super) fn read(document: &str, source: &Source) -> Result<ParsedFeed, NotAFeed> {
    let (json, mut warnings) = json::parse(document).map_err(|_| NotAFeed::OtherJson)?;
    let version = json["version"].as_str().unwrap_or_default();
    let Some(items) = json["items"]
        .as_array()
        .filter(|_| version.contains("jsonfeed") || json["title"].is_string())
    else {
        return Err(NotAFeed::OtherJson);
    };
    let link = |name: &str| links::address(json[name].as_str()?, source.url);
    let mut feed = ParsedFeed {
        title: string(&json["title"]).map(|t| clean::name(&t)),
        description: string(&json["description"]),
        link: link("home_page_url"),
        language: string(&json["language"]),
        authors: authors(&json),
        self_link: link("feed_url"),
        icon: link("favicon").or_else(|| link("icon")),
        ..ParsedFeed::default()
    };
    feed.warnings.append(&mut warnings);
    feed.is_cut_off = !document.trim_end().ends_with('}');
    let mut reading = Reading::default();
    for item in items {
        if reading.is_full(&mut feed) {
            break;
        }
        let article = article(item, source, &mut feed.warnings);
        reading.take(&mut feed, article);
    }
    reading.end(&mut feed);
    Ok(feed)
}

fn article(item: &Value, source: &Source, warnings: &mut Vec<String>) -> Option<ParsedArticle> {
    let link = |value: &Value| links::address(value.as_str()?, source.url);
    let title = string(&item["title"]).map(|t| clean::name(&t));
    let page = link(&item["url"]).or_else(|| link(&item["external_url"]));
    let content = match string(&item["content_html"]) {
        Some(markup) => Some(html::absolute(&markup, source.url)),
        None => string(&item["content_text"]).map(|text| paragraphs(&text)),
    }
    .and_then(|text| text::limited(text, warnings));
    let summary = string(&item["summary"]).and_then(|text| text::limited(text, warnings));
    let guid = string(&item["id"]).or_else(|| item["id"].as_number().map(ToString::to_string));
    let said = [&title, &page, &content, &summary, &guid];
    if said.into_iter().all(Option::is_none) {
        return None;
    }
    let enclosures: Vec<Enclosure> = list(&item["attachments"])
        .filter_map(|a| {
            Some(Enclosure {
                url: link(&a["url"])?,
                media_type: string(&a["mime_type"]),
                length: a["size_in_bytes"].as_u64(),
                seconds: duration::of_number(&a["duration_in_seconds"]),
            })
        })
        .take(100)
        .collect();
    let mut pictures: Vec<FeedPicture> = Vec::new();
    let named = [link(&item["image"]), link(&item["banner_image"])]
        .into_iter()
        .flatten();
    let attached = enclosures
        .iter()
        .filter(|e| {
            e.media_type
                .as_deref()
                .is_some_and(|t| t.starts_with("image/"))
        })
        .map(|e| e.url.clone());
    for url in named.chain(attached) {
        if !pictures.iter().any(|p| p.url == url) {
            pictures.push(FeedPicture {
                url,
                ..FeedPicture::default()
            });
        }
    }
    let when = |name: &str| date::parse(item[name].as_str()?, source.fetched);
    Some(ParsedArticle {
        headline: title.clone().unwrap_or_default(),
        title,
        link: page,
        published: when("date_published"),
        updated: when("date_modified"),
        authors: authors(item),
        summary,
        content,
        categories: list(&item["tags"])
            .filter_map(string)
            .map(|t| clean::name(&t))
            .take(200)
            .collect(),
        enclosures,
        pictures,
        guid,
        key: String::new(),
    })
}

/// `authors` of 1.1, else `author` of 1.0.
fn authors(json: &Value) -> Vec<Person> {
    let person = |value: &Value| {
        let name = string(&value["name"]).map(|n| clean::name(&n));
        let uri = string(&value["url"]);
        (name.is_some() || uri.is_some()).then_some(Person {
            name,
            email: None,
            uri,
        })
    };
    let many: Vec<Person> = list(&json["authors"]).filter_map(person).take(50).collect();
    if many.is_empty() {
        person(&json["author"]).into_iter().collect()
    } else {
        many
    }
}

/// Plain text as the HTML it would be: paragraphs at line ends, marks escaped.
fn paragraphs(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("<p>{}</p>", htmlize::escape_text(line)))
        .collect()
}

fn string(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
