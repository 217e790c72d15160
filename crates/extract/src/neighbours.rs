//! Lines beside a picture that belong to it: "Photo by …" after it or before it, captions by class.

use dom_query::NodeRef;

use crate::pictures::{Picture, Pictures};
use crate::{credit, dom, figures, text};

/// So many pictures without words are looked for on the page.
const FEW: usize = 10;

/// Credit and caption lines next to a picture move into it: after it first, else before it.
pub(crate) fn attach(root: &NodeRef, pictures: &Pictures, found: &mut [Picture]) {
    for figure in figures::marked(root) {
        let Some(picture) = figures::place_of(&figure).and_then(|place| found.get_mut(place))
        else {
            continue;
        };
        for _ in 0..2 {
            let Some(next) = neighbour(&figure, root, true) else {
                break;
            };
            let Some(line) = short_line(&next) else {
                break;
            };
            if picture.credit.is_empty() && credit::is_credit(&line, pictures.rules) {
                picture.credit = line;
            } else if is_caption_element(&next) && line.chars().count() <= figures::LONGEST_CAPTION
            {
                let (caption, credit) = credit::split(&line, pictures.rules);
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
