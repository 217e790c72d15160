//! Lines beside a picture that belong to it: "Photo by …" after it or before it, captions by class.

use dom_query::NodeRef;

use crate::pictures::{Picture, Pictures};
use crate::{credit, dom, figures, text};

/// So many pictures without words are looked for on the page.
const FEW: usize = 10;
/// A shorter caption may be a line of its own as well.
const FEWEST_WORDS: usize = 4;

/// Credit and caption lines next to a picture move into it: after it first, else before it.
pub(crate) fn attach(root: &NodeRef, pictures: &Pictures, found: &mut [Picture]) {
    for figure in figures::marked(root) {
        let Some(picture) = figures::place_of(&figure).and_then(|place| found.get_mut(place))
        else {
            continue;
        };
        let alt = figure
            .first_element_child()
            .and_then(|img| dom::attribute(&img, "alt"))
            .map(|alt| credit::split(&alt, pictures.rules).0)
            .unwrap_or_default();
        for _ in 0..2 {
            let Some(next) = neighbour(&figure, root, true) else {
                break;
            };
            let Some(line) = short_line(&next) else {
                break;
            };
            if picture.credit.is_empty() && credit::is_credit(&line, pictures.rules) {
                picture.credit = line;
            } else if line.chars().count() <= figures::LONGEST_CAPTION
                && (is_caption_element(&next) || credit::ends_in_brackets(&line, pictures.rules))
            {
                let (caption, credit) = credit::split(&line, pictures.rules);
                // A caption says more than the words for those who do not see the picture.
                if picture.caption == alt {
                    picture.caption.clear();
                }
                figures::fill(picture, caption, credit);
            } else {
                break;
            }
            next.remove_from_parent();
        }
    }
    for figure in figures::marked(root) {
        let Some(picture) = figures::place_of(&figure).and_then(|place| found.get_mut(place))
        else {
            continue;
        };
        let Some(before) = neighbour(&figure, root, false).filter(|_| picture.credit.is_empty())
        else {
            continue;
        };
        let Some(line) = short_line(&before) else {
            continue;
        };
        if credit::is_credit(&line, pictures.rules) {
            picture.credit = line;
            before.remove_from_parent();
        }
    }
}

/// The words of a line; longer ones are neither caption nor credit.
fn short_line(node: &NodeRef) -> Option<String> {
    text::short_line(node, figures::LONGEST_CAPTION * text::MOST_BYTES)
}

/// The next (or previous) element with words, beside the figure or beside the block that holds only the figure.
fn neighbour<'a>(figure: &NodeRef<'a>, root: &NodeRef<'a>, forward: bool) -> Option<NodeRef<'a>> {
    let mut at = *figure;
    loop {
        let mut sibling = if forward {
            at.next_sibling()
        } else {
            at.prev_sibling()
        };
        while let Some(node) = sibling {
            if node.is_text() && !node.text().trim().is_empty() {
                return None;
            }
            if node.is_element() && !dom::is_any(&node, &["br", "hr"]) {
                let is_line = dom::is_any(
                    &node,
                    &[
                        "p",
                        "div",
                        "em",
                        "i",
                        "small",
                        "span",
                        "cite",
                        "h6",
                        "figcaption",
                    ],
                );
                let has_figure = !dom::select(&node, "figure, img, iframe").is_empty();
                return (is_line && !has_figure).then_some(node);
            }
            sibling = if forward {
                node.next_sibling()
            } else {
                node.prev_sibling()
            };
        }
        let parent = at
            .parent()
            .filter(|parent| parent.id != root.id && dom::is_any(parent, &["div", "center"]))?;
        if !text::is_wordless(&parent) {
            return None;
        }
        at = parent;
    }
}

fn is_caption_element(node: &NodeRef) -> bool {
    let class = node.class().unwrap_or_default().to_lowercase();
    dom::is_any(node, &["figcaption"])
        || [
            "caption",
            "credit",
            "copyright",
            "legend",
            "photo-desc",
            "image-desc",
        ]
        .iter()
        .any(|word| class.contains(word))
}

/// Removes lines of a text that only say what stands below a picture.
pub(crate) fn say_once(root: &NodeRef, found: &[Picture]) {
    let said: Vec<String> = found
        .iter()
        .filter(|picture| text::count(&picture.caption) >= FEWEST_WORDS)
        .flat_map(|picture| {
            let whole = format!("{}{}", picture.caption, picture.credit);
            [text::key(&picture.caption), text::key(&whole)]
        })
        .collect();
    if said.is_empty() {
        return;
    }
    for line in dom::select(root, "p, div, span, small, em, center, figcaption") {
        let is_line = dom::is_within(&line, root)
            && line.id != root.id
            && dom::select(&line, "p, div, img").is_empty()
            && dom::ancestor(&line, &["figure"]).is_none();
        if is_line && short_line(&line).is_some_and(|words| said.contains(&text::key(&words))) {
            line.remove_from_parent();
        }
    }
}

/// Pictures that came without their words get those that stand by them on the page.
pub(crate) fn hear_around(
    found: &mut [Picture],
    whole: &NodeRef,
    pictures: &Pictures,
    title: &str,
) {
    let silent = |picture: &&mut Picture| picture.caption.is_empty() && picture.credit.is_empty();
    for picture in found.iter_mut().filter(silent).take(FEW) {
        if let Some((caption, credit)) = figures::words_of(&picture.url, whole, pictures, title) {
            figures::fill(picture, caption, credit);
        }
    }
}
