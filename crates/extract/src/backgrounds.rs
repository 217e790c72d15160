//! Photos that a page shows as the background of an empty box: they become pictures, before anything looks for the text.

use cssparser::{ParseError, Parser, Token};
use dom_query::NodeRef;

use crate::pictures::Pictures;
use crate::{dom, renditions, text};

/// What may have a photo behind it.
const BOXES: &str =
    "[style*=background], [data-bg], [data-background], [data-background-image], [data-bgset]";
/// Where lazy pages keep the address.
const LAZY: &[&str] = &[
    "data-bg",
    "data-background",
    "data-background-image",
    "data-bgset",
];
/// What a box calls itself that shows a photo, and not a colour, a badge or a wall.
const PHOTOS: &[&str] = &[
    "image", "img", "photo", "foto", "picture", "slide", "gallery", "cover", "hero",
];
/// What holds no photos of the article.
const ASIDE: &[&str] = &["nav", "header", "footer", "aside", "form", "button"];
/// No page shows more.
const MOST: usize = 300;

/// Turns such boxes into pictures, in place.
pub(crate) fn show(root: &NodeRef, pictures: &Pictures) {
    for shown in dom::select(root, BOXES).into_iter().take(MOST) {
        let Some(address) = photo_of(&shown) else {
            continue;
        };
        let is_aside = dom::ancestor(&shown, ASIDE).is_some() || pictures.leads_away(&shown);
        if !dom::is_within(&shown, root) || is_aside {
            continue;
        }
        let alt = dom::attribute(&shown, "aria-label").unwrap_or_default();
        let img = format!(
            "<img src=\"{}\" alt=\"{}\">",
            dom::escape(&address),
            dom::escape(&alt)
        );
        if dom::is_any(&shown, &["a", "figure", "li"]) {
            shown.set_html(img);
        } else {
            shown.replace_with_html(img);
        }
    }
}

/// The address of the photo behind an empty box that calls itself one.
fn photo_of(shown: &NodeRef) -> Option<String> {
    let is_empty = text::is_wordless(shown)
        && dom::select(shown, "img, picture, video, iframe, svg").is_empty();
    if !is_empty || !is_named(shown) {
        return None;
    }
    let lazy = LAZY.iter().find_map(|name| dom::attribute(shown, name));
    let styled = || background(&dom::attribute(shown, "style")?);
    let address = lazy.filter(|lazy| is_photo(lazy)).or_else(styled)?;
    is_photo(&address).then_some(address)
}

fn is_photo(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    renditions::is_picture_name(path) && !renditions::is_unshown(address)
}

fn is_named(shown: &NodeRef) -> bool {
    let class = shown.class().unwrap_or_default().to_lowercase();
    shown.has_name("figure")
        || dom::attribute(shown, "role").is_some_and(|role| role == "img")
        || class
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| PHOTOS.iter().any(|name| word.starts_with(name)))
}

/// The address in the background of a `style` (CSS Backgrounds 3, `background-image` and the shorthand).
fn background(style: &str) -> Option<String> {
    let mut parser = Parser::new(style);
    let mut is_background = false;
    while let Ok(token) = parser.next().cloned() {
        match token {
            Token::Ident(name) if name.eq_ignore_ascii_case("background") => is_background = true,
            Token::Ident(name) if name.eq_ignore_ascii_case("background-image") => {
                is_background = true;
            }
            Token::Semicolon => is_background = false,
            Token::UnquotedUrl(address) if is_background => return Some(address.to_string()),
            Token::Function(name) if is_background && name.eq_ignore_ascii_case("url") => {
                let quoted = parser.parse_nested_block(|inside| {
                    let address = inside.expect_string_cloned()?;
                    Ok::<_, ParseError<()>>(address.to_string())
                });
                return quoted.ok();
            }
            _ => {}
        }
    }
    None
}
