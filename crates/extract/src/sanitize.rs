//! Strange HTML made safe: the first of the two walls (the other is the page's Content-Security-Policy).
//!
//! [`clean`] runs before anything is stored, [`show`] before anything is displayed: after it nothing loads by itself
//! except what the caller put there. No class, style, script, frame, form, or drawing survives.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use dom_query::NodeRef;
use url::Url;

use crate::dom;

/// Put before every `id`, so that no name from outside meets one of ours.
pub const ID_PREFIX: &str = "from-";

/// What every element may have.
const GENERIC: &[&str] = &["title", "lang", "dir", "id"];

/// How often a text is cleaned until it stays the same. Real pages need one or two rounds.
const ROUNDS: usize = 8;
/// Below this many tags no text can nest deep enough to be slow.
const FEW_TAGS: usize = 200;

const TAGS: &str = "a abbr article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em \
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p picture pre q rp rt ruby s samp section small \
    source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var video wbr";

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("audio", &["src", "controls"]),
    ("col", &["width"]),
    ("del", &["datetime"]),
    ("img", &["src", "srcset", "sizes", "alt", "width", "height"]),
    ("ins", &["datetime"]),
    ("ol", &["start", "reversed", "type"]),
    (
        "source",
        &["src", "srcset", "sizes", "type", "width", "height"],
    ),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["src"]),
    ("video", &["src", "poster", "controls", "width", "height"]),
];

thread_local! {
    /// What addresses are relative to in the round that this thread is in: the builder is made once, and its filter has no other way to know.
    static BASE: RefCell<Option<Url>> = const { RefCell::new(None) };
}

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(builder);

/// Keeps of `html` what is on the allowlist. Addresses become absolute against `base`; without it relative ones go.
///
/// Cleaning what is clean changes nothing: `clean(clean(x)) == clean(x)`.
pub fn clean(html: &str, base: Option<&Url>) -> String {
    BASE.replace(base.cloned());
    let mut text = round(html);
    // What one round leaves as it was, the next would too.
    let mut settled = text == html;
    for _ in 0..ROUNDS {
        if settled {
            break;
        }
        let again = round(&text);
        settled = again == text;
        text = again;
    }
    BASE.replace(None);
    if settled {
        return text;
    }
    // A text that never settles is an attack on the parser: only its words are kept.
    let words = crate::text::plain(&text);
    words
        .lines()
        .map(|line| format!("<p>{}</p>", dom::escape(line)))
        .collect()
}

/// Takes attributes away that no element keeps: what the sanitizer finds clean it need not look at twice.
pub(crate) fn drop_attributes(root: &NodeRef) {
    let kept: Vec<&str> = ATTRIBUTES
        .iter()
        .flat_map(|(_, names)| *names)
        .chain(GENERIC)
        .copied()
        .collect();
    for node in dom::select(root, "*") {
        node.retain_attrs(&kept);
    }
}

/// Clean HTML made ready for display.
///
/// `picture` is asked for the local address of each picture and poster; where it has none, the picture becomes a
/// placeholder with its description. Films and sounds become links: nothing that would load by itself remains.
pub fn show(html: &str, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let parsed = dom::fragment(html);
    let root = dom::root(&parsed.document);
    for source in dom::select(&root, "picture source") {
        source.remove_from_parent();
    }
    for img in dom::select(&root, "img") {
        let local = img
            .attr("src")
            .and_then(|url| picture(&url))
            .or_else(|| largest(&img).and_then(|url| picture(&url)));
        img.remove_attrs(&["srcset", "sizes"]);
        match local {
            Some(url) => img.set_attr("src", &url),
            None => {
                let words = dom::attribute(&img, "alt").unwrap_or_default();
                img.replace_with_html(format!(
                    "<span class=\"missing-picture\" role=\"img\">{}</span>",
                    dom::escape(&words)
                ));
            }
        }
    }
    // After the pictures: a film's still is asked for here, once.
    for node in dom::select(&root, "video, audio") {
        node.replace_with_html(media(&node, picture));
    }
    for node in dom::select(&root, "source, track") {
        node.remove_from_parent();
    }
    for link in dom::select(&root, "a") {
        if link.has_attr("href") {
            link.set_attr("rel", "noopener noreferrer");
        }
    }
    root.inner_html().to_string()
}

/// The words of a piece of HTML: a paragraph a line, entities decoded, no captions of pictures.
pub fn text(html: &str) -> String {
    crate::text::plain(html)
}

fn round(html: &str) -> String {
    let shallow: Cow<'_, str> = if html.bytes().filter(|byte| *byte == b'<').count() < FEW_TAGS {
        Cow::Borrowed(html)
    } else {
        let parsed = dom::fragment(html);
        let inner = dom::root(&parsed.document).inner_html();
        Cow::Owned(inner.to_string())
    };
    BUILDER.clean(&shallow).to_string()
}

fn builder() -> Builder<'static> {
    let mut builder = Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(tag, names)| (*tag, names.iter().copied().collect()))
        .collect();
    builder
        .tags(TAGS.split_whitespace().collect())
        .clean_content_tags(
            [
                "script", "style", "title", "template", "noscript", "iframe", "noembed",
                "noframes", "svg", "math", "select",
            ]
            .into(),
        )
        .tag_attributes(attributes)
        .generic_attributes(GENERIC.iter().copied().collect())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(UrlRelative::PassThrough)
        .strip_comments(true)
        .link_rel(None)
        .id_prefix(Some(ID_PREFIX))
        .attribute_filter(|_, name, value| {
            BASE.with_borrow(|base| filter(name, value, base.as_ref()))
        });
    builder
}

fn filter<'u>(name: &str, value: &'u str, base: Option<&Url>) -> Option<Cow<'u, str>> {
    match name {
        "href" => link(value, base).map(Cow::Owned),
        "src" | "poster" => absolute(value, base).map(Cow::Owned),
        "srcset" => srcset(value, base).map(Cow::Owned),
        "width" | "height" | "colspan" | "rowspan" | "start" => value
            .trim()
            .parse::<i32>()
            .ok()
            .map(|number| Cow::Owned(number.to_string())),
        "dir" => ["ltr", "rtl", "auto"]
            .into_iter()
            .find(|word| value.eq_ignore_ascii_case(word))
            .map(Cow::Borrowed),
        _ => Some(Cow::Borrowed(value)),
    }
}

fn link(value: &str, base: Option<&Url>) -> Option<String> {
    let value = value.trim();
    if let Some(id) = value.strip_prefix('#') {
        return Some(if id.starts_with(ID_PREFIX) {
            value.to_owned()
        } else {
            format!("#{ID_PREFIX}{id}")
        });
    }
    match Url::parse(value) {
        Ok(url) if url.scheme() == "mailto" => Some(url.to_string()),
        _ => absolute(value, base),
    }
}

fn absolute(value: &str, base: Option<&Url>) -> Option<String> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let url = match base {
        Some(base) => base.join(value),
        None => Url::parse(value),
    };
    let url = url.ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}

fn srcset(value: &str, base: Option<&Url>) -> Option<String> {
    let kept: Vec<String> = crate::srcset::candidates(value)
        .into_iter()
        .filter_map(|candidate| {
            let url = absolute(&candidate.url, base)?.replace(',', "%2C");
            Some(
                format!("{url} {}", candidate.descriptor)
                    .trim_end()
                    .to_owned(),
            )
        })
        .collect();
    (!kept.is_empty()).then(|| kept.join(", "))
}

/// The candidate of an image with the largest width.
fn largest(img: &NodeRef) -> Option<String> {
    let set = img.attr("srcset")?;
    crate::srcset::candidates(&set)
        .into_iter()
        .max_by(|a, b| a.size().total_cmp(&b.size()))
        .map(|candidate| candidate.url)
}

/// A film or sound as a card: its still, if we have it, in a link to where it can be watched.
fn media(node: &NodeRef, picture: &dyn Fn(&str) -> Option<String>) -> String {
    let source = dom::attribute(node, "src").or_else(|| {
        dom::select(node, "source")
            .iter()
            .find_map(|source| dom::attribute(source, "src"))
    });
    let still = dom::attribute(node, "poster").and_then(|url| picture(&url));
    let still = still
        .map(|url| format!("<img src=\"{}\" alt=\"\">", dom::escape(&url)))
        .unwrap_or_default();
    match source {
        Some(url) => format!("<a href=\"{0}\">{still}{0}</a>", dom::escape(&url)),
        None => still,
    }
}
