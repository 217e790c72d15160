//! The pictures of an article: Media RSS, enclosures, iTunes and `image`, and where none of these has any, the `<img>`s
//! of its texts. Renditions of one picture are folded into the widest.

use super::{Enclosure, FeedPicture, links};
use crate::xml::{Node, Ns};
use crate::{clean, html};

/// A picture narrower or lower than this is an ornament or a tracking pixel.
const SMALL: u32 = 100;

/// Elements looked at for pictures; real articles stay far below.
const MOST: usize = 500;

/// The pictures of an article, in order.
pub(super) fn of(
    item: &Node,
    enclosures: &[Enclosure],
    texts: &[Option<&str>],
) -> Vec<FeedPicture> {
    let mut all: Vec<FeedPicture> = Vec::new();
    let about = Words::of(item);
    for node in item.nodes().filter(|n| n.ns == Ns::Media).take(MOST) {
        match node.name.as_str() {
            "content" if is_picture(node) => add(&mut all, content(node, &about)),
            "group" => {
                let widest = node
                    .all(Ns::Media, "content")
                    .filter(|n| is_picture(n))
                    .max_by_key(|n| pixels(n, "width"));
                if let Some(widest) = widest {
                    add(&mut all, content(widest, &Words::of(node).or(&about)));
                }
            }
            _ => {}
        }
    }
    for enclosure in enclosures.iter().filter(|e| {
        e.media_type
            .as_deref()
            .is_some_and(|t| t.starts_with("image/"))
            || (e.media_type.is_none() && has_picture_name(&e.url))
    }) {
        add(
            &mut all,
            Some(FeedPicture {
                url: enclosure.url.clone(),
                ..FeedPicture::default()
            }),
        );
    }
    if all.is_empty() {
        thumbnails(item, &about, &mut all);
    }
    if all.is_empty() {
        for node in item.nodes().filter(|n| n.name == "image") {
            let url = node
                .attribute("href")
                .or(node.attribute("url"))
                .map(str::to_owned)
                .or_else(|| node.core("url").and_then(Node::trimmed))
                .or_else(|| node.trimmed());
            add(
                &mut all,
                url.and_then(|url| links::address(&url, &node.base))
                    .map(|url| FeedPicture {
                        url,
                        ..FeedPicture::default()
                    }),
            );
        }
    }
    if all.is_empty() {
        for image in texts.iter().flatten().flat_map(|text| html::images(text)) {
            let tiny =
                image.width.is_some_and(|w| w < SMALL) || image.height.is_some_and(|h| h < SMALL);
            let url = links::address(&image.url, &item.base).filter(|_| !tiny);
            add(
                &mut all,
                url.map(|url| FeedPicture {
                    url,
                    width: image.width,
                    height: image.height,
                    caption: clean::name(&image.alt),
                    credit: String::new(),
                }),
            );
        }
    }
    all
}

/// Thumbnails stand in for pictures that are not there: of films, or of nothing.
fn thumbnails(holder: &Node, about: &Words, all: &mut Vec<FeedPicture>) {
    for child in holder.nodes().filter(|n| n.ns == Ns::Media).take(MOST) {
        match child.name.as_str() {
            "thumbnail" => add(all, content(child, about)),
            "content" | "group" => thumbnails(child, &Words::of(child).or(about), all),
            _ => {}
        }
    }
}

/// What an element says about its pictures.
struct Words {
    caption: String,
    credit: String,
}

impl Words {
    fn of(holder: &Node) -> Self {
        let said = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| holder.first(Ns::Media, name)?.trimmed())
                .map(|text| clean::name(&html::plain_text(&text)))
                .unwrap_or_default()
        };
        Self {
            caption: said(&["description", "text", "title"]),
            credit: said(&["credit", "copyright"]),
        }
    }

    /// The nearest words win.
    fn or(self, outer: &Self) -> Self {
        let either = |own: String, outer: &String| if own.is_empty() { outer.clone() } else { own };
        Self {
            caption: either(self.caption, &outer.caption),
            credit: either(self.credit, &outer.credit),
        }
    }
}

/// Reads one element with an address; caption and credit come from the nearest holder that has them.
fn content(node: &Node, about: &Words) -> Option<FeedPicture> {
    let url = links::address(node.attribute("url")?, &node.base)?;
    let Words { caption, credit } = Words::of(node).or(about);
    Some(FeedPicture {
        url,
        width: pixels(node, "width"),
        height: pixels(node, "height"),
        caption,
        credit,
    })
}

fn pixels(node: &Node, name: &str) -> Option<u32> {
    let value: f64 = node
        .attribute(name)?
        .trim()
        .trim_end_matches("px")
        .parse()
        .ok()?;
    (1.0..=100_000.0).contains(&value).then_some(value as u32)
}

/// Whether a `media:content` is a picture.
pub(super) fn is_picture(content: &Node) -> bool {
    if content.ns != Ns::Media || content.name != "content" {
        return false;
    }
    let of = |name: &str| {
        content
            .attribute(name)
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let (medium, media_type) = (of("medium"), of("type"));
    if medium == "image" || media_type.starts_with("image/") {
        return true;
    }
    if !medium.is_empty()
        || (media_type.contains('/') && !media_type.starts_with("application/octet"))
    {
        return false;
    }
    let url = of("url");
    // Width and height without a type: what publishers send for pictures.
    !url.is_empty()
        && (has_picture_name(&url)
            || (content.attribute("width").is_some() && content.attribute("duration").is_none()))
}

fn has_picture_name(url: &str) -> bool {
    let path = url
        .split(['?', '#'])
        .next()
        .unwrap_or(url)
        .to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// Adds a picture, or lets it take the place of a narrower rendition of itself.
fn add(all: &mut Vec<FeedPicture>, picture: Option<FeedPicture>) {
    let Some(picture) = picture.filter(|_| all.len() < 500) else {
        return;
    };
    let key = without_size(&picture.url);
    let Some(same) = all.iter_mut().find(|p| without_size(&p.url) == key) else {
        all.push(picture);
        return;
    };
    let (mut wide, narrow) = if picture.width > same.width {
        (picture, same.clone())
    } else {
        (same.clone(), picture)
    };
    if wide.caption.is_empty() {
        wide.caption = narrow.caption;
    }
    if wide.credit.is_empty() {
        wide.credit = narrow.credit;
    }
    *same = wide;
}

/// What renditions of one picture share: host and path without query and without parts that name a size
/// (`thumb_b`, `resize`, `800x600`, `w_300`, the `-150x150` before an extension).
fn without_size(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let parts: Vec<String> = path
        .split('/')
        .filter(|part| !is_size(part))
        .map(|part| match part.rsplit_once(['-', '_']) {
            Some((name, tail)) => match tail.split_once('.') {
                Some((size, extension)) if size.contains('x') && is_size(size) => {
                    format!("{name}.{extension}")
                }
                _ => part.to_owned(),
            },
            None => part.to_owned(),
        })
        .collect();
    parts.join("/")
}

fn is_size(part: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit())
    };
    part == "resize"
        || part.starts_with("thumb_")
        || part
            .split_once('x')
            .is_some_and(|(w, h)| digits(w) && digits(h))
        || ["w_", "h_", "w", "h"]
            .iter()
            .any(|mark| part.strip_prefix(mark).is_some_and(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renditions_of_one_picture_share_their_key() {
        for (a, b) in [
            (
                "https://i.example.org/p/5760.jpg?w=140",
                "https://i.example.org/p/5760.jpg?w=460",
            ),
            (
                "https://example.org/userdata/news_1/thumb_m/photo_2.jpg",
                "https://example.org/userdata/news_1/thumb_b/photo_2.jpg",
            ),
            (
                "https://example.org/a-150x150.jpg",
                "https://example.org/a.jpg",
            ),
            (
                "https://example.org/800x600/a.jpg",
                "https://example.org/a.jpg",
            ),
        ] {
            assert_eq!(without_size(a), without_size(b));
        }
        assert_ne!(
            without_size("https://example.org/photo_1.jpg"),
            without_size("https://example.org/photo_2.jpg")
        );
        assert_ne!(
            without_size("https://example.org/2026/11/a.jpg"),
            without_size("https://example.org/2026/12/a.jpg")
        );
    }
}
