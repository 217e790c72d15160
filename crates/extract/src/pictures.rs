//! Pictures of a page: which address is the largest, which two addresses are the same picture, which is none at all.

use dom_query::NodeRef;
use serde::Serialize;
use url::Url;

use crate::rules::{PictureRule, Rules};
use crate::srcset::candidates;
use crate::{dom, renditions};

/// A picture with what the publisher says about it. `caption` and `credit` are plain text, possibly empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Absolute address.
    pub url: String,
    /// What it shows.
    pub caption: String,
    /// Who made it.
    pub credit: String,
}

/// Where a lazy page keeps the real address of a picture, the best first.
const LAZY: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "data-url",
    "data-img-src",
    "data-orig-file",
    "data-large-file",
    "data-src-large",
    "data-ezsrc",
    "data-pagespeed-lazy-src",
];
const LAZY_SETS: &[&str] = &[
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
    "data-original-set",
];
/// Where a picture has no rendition as wide as this, what it leads to is taken in its place, in pixels.
const WIDE: f64 = 1000.0;
/// Pictures of articles are wider, in pixels.
const TEASER: u32 = 400;
/// Smaller than this in both directions is an icon, in pixels.
const ICON: u32 = 100;

/// Pictures of AMP pages become ordinary ones.
pub(crate) fn show_amp(root: &NodeRef) {
    for amp in dom::select(root, "amp-img, amp-anim") {
        let attributes: String = ["src", "srcset", "alt", "width", "height"]
            .iter()
            .filter_map(|name| {
                let value = dom::attribute(&amp, name)?;
                Some(format!(" {name}=\"{}\"", dom::escape(&value)))
            })
            .collect();
        amp.replace_with_html(format!("<img{attributes}>"));
    }
}

/// What tells pictures of one page apart.
pub(crate) struct Pictures<'a> {
    pub(crate) base: &'a Url,
    pub(crate) rules: &'a Rules,
    pub(crate) rule: Option<&'a PictureRule>,
}

impl<'a> Pictures<'a> {
    /// Of a page of a site without a rule.
    pub(crate) fn of_unknown(base: &'a Url, rules: &'a Rules) -> Self {
        Self {
            base,
            rules,
            rule: None,
        }
    }

    /// The largest real address of an `img`, its `picture` sources included; absent for placeholders, icons and trackers.
    pub(crate) fn resolve(&self, img: &NodeRef) -> Option<String> {
        if is_icon(img) {
            return None;
        }
        let mut sets = Vec::new();
        sets.extend(
            LAZY_SETS
                .iter()
                .filter_map(|name| dom::attribute(img, name)),
        );
        if let Some(picture) = dom::ancestor(img, &["picture"]) {
            let shown = |source: &NodeRef| {
                !dom::attribute(source, "type")
                    .is_some_and(|kind| renditions::is_unshown_kind(&kind))
            };
            for source in dom::select(&picture, "source").into_iter().filter(shown) {
                sets.extend(
                    LAZY_SETS
                        .iter()
                        .filter_map(|name| dom::attribute(&source, name)),
                );
            }
        }
        let sized = sets
            .iter()
            .flat_map(|set| candidates(set))
            .filter(|candidate| candidate.size() > 1.0 && !renditions::is_unshown(&candidate.url))
            .filter_map(|candidate| Some((self.real(&candidate.url)?, candidate.size())))
            .reduce(|best, next| {
                if is_better(next.1, best.1, self.rules.widest) {
                    next
                } else {
                    best
                }
            });
        let linked = self.linked(img);
        if let Some((url, width)) = sized {
            let is_wide = width >= WIDE || (width < 5.0 && linked.is_none());
            return Some(linked.filter(|_| !is_wide).unwrap_or(url));
        }
        let plain = LAZY
            .iter()
            .chain(["src"].iter())
            .filter_map(|name| dom::attribute(img, name))
            .find_map(|url| self.real(&url));
        linked.or(plain).or_else(|| {
            sets.iter()
                .flat_map(|set| candidates(set))
                .find_map(|candidate| self.real(&candidate.url))
        })
    }

    /// The picture that an `img` leads to: itself in full, where the link holds nothing else.
    fn linked(&self, img: &NodeRef) -> Option<String> {
        let anchor = dom::ancestor(img, &["a"])?;
        let target = self.base.join(&dom::attribute(&anchor, "href")?).ok()?;
        let is_own = renditions::is_picture_name(target.path())
            && !renditions::is_unshown(target.path())
            && dom::select(&anchor, "img").len() == 1;
        is_own.then(|| self.real(target.as_str()))?
    }

    /// Whether a narrow picture is a link to another page: the teaser of another article.
    pub(crate) fn is_teaser(&self, img: &NodeRef) -> bool {
        let declared = dom::attribute(img, "width")
            .and_then(|width| width.trim_end_matches("px").parse::<u32>().ok());
        let named = self.resolve(img).map(|url| renditions::width(&url));
        self.leads_away(img) && declared.or(named).is_some_and(|width| width <= TEASER)
    }

    /// Whether a picture is a link to another page and calls itself a banner.
    pub(crate) fn is_banner(&self, img: &NodeRef) -> bool {
        let is_named = |url: String| {
            let file = url.rsplit('/').next().unwrap_or_default().to_lowercase();
            file.contains("banner")
        };
        self.leads_away(img) && self.resolve(img).is_some_and(is_named)
    }

    /// Whether a picture is a link to another page, and not to a larger form of itself.
    pub(crate) fn leads_away(&self, img: &NodeRef) -> bool {
        dom::ancestor(img, &["a"])
            .and_then(|anchor| self.base.join(&dom::attribute(&anchor, "href")?).ok())
            .is_some_and(|target| {
                !renditions::is_picture_name(target.path()) && target.path() != self.base.path()
            })
    }

    /// An address made absolute, absent where it is not a picture of an article.
    pub(crate) fn real(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() || address.starts_with("data:") || address.starts_with('#') {
            return None;
        }
        let mut url = self.base.join(address).ok()?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return None;
        }
        if url.path().contains("//") {
            let path = url.path().replace("//", "/");
            url.set_path(&path);
        }
        let lower = url.as_str().to_lowercase();
        let own = self
            .rule
            .map(|rule| rule.placeholders.as_slice())
            .unwrap_or_default();
        let is_placeholder = self
            .rules
            .words
            .placeholders
            .iter()
            .chain(own)
            .any(|word| lower.contains(word.as_str()));
        let is_drawing = url.path().to_lowercase().ends_with(".svg");
        let is_none = is_placeholder || is_drawing || renditions::is_own_mark(&url, self.base);
        (!is_none).then(|| renditions::sharp(url).into())
    }

    /// Equal for two renditions of one picture.
    pub(crate) fn key(&self, address: &str) -> String {
        let Ok(url) = Url::parse(address) else {
            return address.to_owned();
        };
        if let Some(original) = renditions::original(&url) {
            return self.key(original.as_str());
        }
        let path = url.path().to_lowercase();
        let path = renditions::strip_second_extension(&path);
        if let Some(rule) = self
            .rule
            .filter(|rule| !rule.root.is_empty() && path.contains(rule.root.as_str()))
        {
            let from = path.find(rule.root.as_str()).unwrap_or(0);
            let rest = path.get(from..).unwrap_or(path);
            return rest
                .split('/')
                .filter(|part| !rule.sizes.iter().any(|size| size == part))
                .collect::<Vec<_>>()
                .join("/");
        }
        format!(
            "{}{}{}",
            url.host_str().unwrap_or_default(),
            renditions::strip(path),
            renditions::picked(&url)
        )
    }

    /// Whether two addresses are one picture: by their keys, or by a file name that no other picture has.
    pub(crate) fn is_same(&self, a: &str, b: &str) -> bool {
        self.key(a) == self.key(b)
            || renditions::own_name(a).is_some_and(|name| renditions::own_name(b) == Some(name))
    }

    /// The larger of two renditions, as far as their addresses tell.
    pub(crate) fn larger(&self, a: String, b: String) -> String {
        let rank = |url: &str| {
            let sizes = self
                .rule
                .map(|rule| rule.sizes.as_slice())
                .unwrap_or_default();
            // An address that names no size is the original.
            sizes
                .iter()
                .position(|size| url.contains(&format!("/{size}/")))
                .map_or(0, |place| place + 1)
        };
        let is_larger = rank(&b) < rank(&a)
            || (rank(&b) == rank(&a) && renditions::width(&b) > renditions::width(&a));
        if is_larger { b } else { a }
    }
}

/// Whether one width is to be preferred: the largest that is not too wide, else the least too wide.
fn is_better(width: f64, than: f64, widest: u32) -> bool {
    let widest = f64::from(widest);
    match (width <= widest, than <= widest) {
        (true, true) => width > than,
        (false, false) => width < than,
        (fits, _) => fits,
    }
}

/// Width or height of at most 2 pixels, or both known and small.
fn is_icon(img: &NodeRef) -> bool {
    let side = |name| {
        dom::attribute(img, name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
    };
    match (side("width"), side("height")) {
        (Some(width), Some(height)) => width <= 2 || height <= 2 || (width < ICON && height < ICON),
        (Some(side), None) | (None, Some(side)) => side <= 2 || side < ICON / 2,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn of_several_widths_the_best_within_the_readers_limit_is_taken() {
        let base = Url::parse("https://a.example/x").unwrap();
        let html = "<img src=s.jpg srcset='s.jpg 400w, m.jpg 900w, l.jpg 1800w, xl.jpg 3600w'>";
        let document = dom_query::Document::from(html);
        for (widest, taken) in [
            (300, "s"),
            (800, "s"),
            (1600, "m"),
            (2560, "l"),
            (4096, "xl"),
        ] {
            let rules = Rules::builtin().with_widest_picture(widest);
            let pictures = Pictures {
                base: &base,
                rules: &rules,
                rule: None,
            };
            let img = document.select("img").nodes()[0];
            let url = pictures.resolve(&img).unwrap();
            assert_eq!(url, format!("https://a.example/{taken}.jpg"), "{widest}");
        }
    }

    #[test]
    fn renditions_of_one_picture_have_one_key() {
        let rules = Rules::builtin();
        let base = Url::parse("https://tengrinews.kz/x/").unwrap();
        let rule = rules.site(&base).map(|site| &site.pictures);
        let pictures = Pictures {
            base: &base,
            rules: &rules,
            rule,
        };
        let key = |url: &str| pictures.key(&pictures.real(url).unwrap());
        assert_eq!(
            key("https://static.tengrinews.kz/userdata/news/2026/news_1/thumb_b/photo_2.jpeg.webp"),
            key("//userdata/news/2026/news_1/thumb_m/photo_2.jpeg"
                .trim_start_matches('/')
                .replace("userdata", "/userdata")
                .as_str())
        );
        assert_eq!(
            key("https://a.example/p-300x200.jpg?w=3"),
            key("https://a.example/p.jpg")
        );
        assert_eq!(
            key("https://a.example/photos/18637072/5/920x920.jpg"),
            key("https://a.example/photos/18637072/5/rawImage.jpg")
        );
        for (small, large) in [
            ("https://a.example/p.jpg?w=600", "https://a.example/p.jpg"),
            (
                "https://a.example/p-300x200.jpg",
                "https://a.example/p-1200x800.jpg",
            ),
            (
                "https://tengrinews.kz/userdata/thumb_m/p.jpg",
                "https://tengrinews.kz/userdata/thumb_b/p.jpg",
            ),
        ] {
            for (a, b) in [(small, large), (large, small)] {
                assert_eq!(pictures.larger(a.to_owned(), b.to_owned()), large);
            }
        }
        assert_ne!(
            key("https://a.example/p-1.jpg"),
            key("https://a.example/p-2.jpg")
        );
        assert!(
            pictures
                .real("https://static.tengrinews.kz/img/stub-tengrinews.png.webp")
                .is_none()
        );
    }
}
