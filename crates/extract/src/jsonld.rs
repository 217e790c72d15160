//! JSON-LD (schema.org) of a page: only its metadata; the article's text is taken from the page itself.

use serde_json::Value;

use crate::dom;
use crate::pictures::Picture;
use crate::text;

/// What the page says of itself in JSON-LD. Empty texts where it says nothing.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    pub(crate) headline: String,
    pub(crate) description: String,
    pub(crate) authors: Vec<String>,
    /// Persons that the page tells of, each with its `@id`.
    persons: Vec<(String, String)>,
    /// The `@id` of the authors that the article only points to.
    author_ids: Vec<String>,
    /// All pictures that the page tells of, the article's own or not.
    pub(crate) told: Vec<Picture>,
    /// The text of the article, for pages that show it by a script only.
    pub(crate) body: String,
    pub(crate) published: String,
    /// What another part of the page says of its publication.
    pub(crate) page_published: String,
    pub(crate) modified: String,
    pub(crate) section: String,
    pub(crate) language: String,
    pub(crate) site_name: String,
    pub(crate) pictures: Vec<Picture>,
    pub(crate) gallery: Vec<Picture>,
    pub(crate) is_article: bool,
    /// It says that only who pays may read it.
    pub(crate) is_paid: bool,
}

/// Reads all JSON-LD of a page; blocks that are not JSON are passed over.
pub(crate) fn read(document: &dom_query::Document) -> Linked {
    let mut linked = Linked::default();
    for script in dom::select(&document.root(), "script[type='application/ld+json']") {
        let raw = script.text();
        let raw = raw
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim_end_matches(';');
        let value = serde_json::from_str::<Value>(raw)
            .or_else(|_| serde_json::from_str(&raw.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = value {
            visit(&value, &mut linked, 0);
        }
    }
    if linked.authors.is_empty() {
        let is_author = |(id, _): &&(String, String)| linked.author_ids.contains(id);
        let mut found: Vec<String> = linked
            .persons
            .iter()
            .filter(is_author)
            .map(|(_, name)| name.clone())
            .collect();
        // A page that tells of one person tells of its author.
        if let ([], [(_, only)]) = (found.as_slice(), linked.persons.as_slice()) {
            found.push(only.clone());
        }
        found.dedup();
        linked.authors = found;
    }
    linked
}

fn visit(value: &Value, linked: &mut Linked, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, linked, depth + 1)),
        Value::Object(map) => {
            if is_type(value, |kind| {
                matches!(kind, "ImageGallery" | "MediaGallery")
            }) {
                gallery(value, linked);
            }
            if is_type(value, is_article) && !linked.is_article {
                article(value, linked);
            }
            if is_type(value, |kind| kind == "Person") {
                let id = first_text(value, &["@id"]);
                let name = name_of(value);
                let is_known = linked.persons.iter().any(|(known, _)| *known == id);
                if !name.is_empty() && !is_known {
                    linked.persons.push((id, name));
                }
            }
            if is_type(value, |kind| kind == "ImageObject")
                && let Some(image) = picture(value)
            {
                linked.told.push(image);
            }
            if linked.page_published.is_empty() {
                linked.page_published = first_text(value, &["datePublished"]);
            }
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"] {
                if let Some(inner) = map.get(name) {
                    visit(inner, linked, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn article(value: &Value, linked: &mut Linked) {
    linked.is_article = true;
    linked.is_paid = is_paid(value);
    linked.headline = first_text(value, &["headline", "name"]);
    linked.description = first_text(value, &["description"]);
    linked.body = value
        .get("articleBody")
        .and_then(Value::as_str)
        .map(|body| {
            if body.contains("</p>") {
                text::plain(body)
            } else {
                text::unescape(body)
            }
        })
        .unwrap_or_default();
    linked.published = first_text(value, &["datePublished", "dateCreated"]);
    linked.modified = first_text(value, &["dateModified"]);
    linked.section = first_text(value, &["articleSection"]);
    linked.language = first_text(value, &["inLanguage"]);
    linked.site_name = value.get("publisher").map(name_of).unwrap_or_default();
    let authors = list(value.get("author").or_else(|| value.get("creator")));
    linked.author_ids = authors
        .iter()
        .map(|author| first_text(author, &["@id"]))
        .filter(|id| !id.is_empty())
        .collect();
    linked.authors = authors
        .into_iter()
        .map(name_of)
        .filter(|name| !name.is_empty())
        .collect();
    linked.authors.dedup();
    linked.pictures = list(value.get("image"))
        .into_iter()
        .filter_map(picture)
        .collect();
}

/// `isAccessibleForFree` (schema.org), written as a boolean or as a word.
fn is_paid(value: &Value) -> bool {
    match value.get("isAccessibleForFree") {
        Some(Value::Bool(free)) => !free,
        Some(Value::String(word)) => word.trim_end_matches('/').to_lowercase().ends_with("false"),
        _ => false,
    }
}

fn gallery(value: &Value, linked: &mut Linked) {
    for name in ["associatedMedia", "image", "hasPart", "itemListElement"] {
        let found: Vec<Picture> = list(value.get(name))
            .into_iter()
            .filter_map(picture)
            .collect();
        if found.len() > linked.gallery.len() {
            linked.gallery = found;
        }
    }
    if linked.headline.is_empty() {
        linked.headline = first_text(value, &["headline", "name"]);
    }
}

fn picture(value: &Value) -> Option<Picture> {
    let url = match value {
        Value::String(url) => url.clone(),
        // An `@id` alone points to another part of the JSON-LD.
        _ => first_text(value, &["contentUrl", "url"]),
    };
    let credit = first_text(value, &["creditText"]);
    let credit = if credit.is_empty() {
        list(value.get("author"))
            .first()
            .map(|author| name_of(author))
            .unwrap_or_default()
    } else {
        credit
    };
    (!url.is_empty()).then(|| Picture {
        url,
        caption: first_text(value, &["caption", "description"]),
        credit,
    })
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "ImageGallery"
        )
}

fn is_type(value: &Value, test: impl Fn(&str) -> bool) -> bool {
    list(value.get("@type"))
        .into_iter()
        .filter_map(Value::as_str)
        .any(|kind| test(kind.rsplit('/').next().unwrap_or(kind)))
}

fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

fn first_text(value: &Value, names: &[&str]) -> String {
    names
        .iter()
        .filter_map(|name| value.get(name))
        .map(words)
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

fn name_of(value: &Value) -> String {
    match value {
        Value::String(_) => words(value),
        Value::Array(items) => items.first().map(name_of).unwrap_or_default(),
        _ => first_text(value, &["name", "alternateName"]),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text::tidy(&text::unescape(text)),
        Value::Array(items) => items.first().map(words).unwrap_or_default(),
        _ => String::new(),
    }
}
