//! Boxes around one picture whose words call themselves its caption or credit, as sites make them of `div`s.
//!
//! The search for a text keeps neither such boxes nor their classes. They become figures before it begins.

use dom_query::NodeRef;

use crate::pictures::Pictures;
use crate::rules::Rules;
use crate::{clean, credit, dom, figures, text};

/// What elements call themselves that hold a caption.
const CAPTIONS: &[&str] = &["caption", "legend", "podpis", "signature"];
/// The same, of elements that may as well hold a piece of news.
const SHORT_CAPTIONS: &[&str] = &["desc", "title"];
/// Longer words in those are text, in characters.
const LONGEST_SHORT: usize = 160;
/// What elements call themselves that hold a credit.
const CREDITS: &[&str] = &["credit", "copyright", "source", "author", "photographer"];
/// So far above a picture its box may be.
const FAR: usize = 6;
/// No page shows more pictures.
const MOST: usize = 300;

/// Turns boxes around a picture and its words into figures, in place.
pub(crate) fn show(root: &NodeRef, pictures: &Pictures) {
    for img in dom::select(root, "img").into_iter().take(MOST) {
        let is_beside = dom::ancestor(
            &img,
            &["figure", "nav", "aside", "footer", "header", "table"],
        );
        if is_beside.is_some() || !dom::is_within(&img, root) || pictures.leads_away(&img) {
            continue;
        }
        if let Some((frame, picture)) = frame_of(&img, pictures)
            && let Some(figure) = figure_of(&frame, &picture, pictures.rules)
        {
            let around = frame.parent();
            frame.replace_with_html(figure);
            if let Some(around) = around {
                keep(&around);
            }
        }
    }
}

/// A box that holds nothing but figures is kept where it is: the search for the text drops `div`s with many pictures and few words.
fn keep(around: &NodeRef) {
    let mut above = Some(*around);
    while let Some(node) =
        above.filter(|node| dom::is_any(node, &["div", "section"]) && text::lines(node).is_empty())
    {
        node.rename("section");
        above = node.parent();
    }
}

/// The innermost element with words around a picture, and the outermost without any.
fn frame_of<'a>(img: &NodeRef<'a>, pictures: &Pictures) -> Option<(NodeRef<'a>, NodeRef<'a>)> {
    let mut picture = *img;
    for above in img.ancestors_it(Some(FAR)) {
        let is_box = dom::is_any(
            &above,
            &[
                "div", "li", "section", "article", "span", "p", "a", "picture", "noscript",
                "center",
            ],
        );
        if !is_box || figures::distinct(&above, pictures) > 1 {
            return None;
        }
        if !text::is_wordless(&above) {
            return Some((above, picture));
        }
        picture = above;
    }
    None
}

/// The figure that a box stands for; absent where it says more than a caption and a credit.
fn figure_of(frame: &NodeRef, picture: &NodeRef, rules: &Rules) -> Option<String> {
    let words = text::short_line(frame, figures::LONGEST_CAPTION * text::MOST_BYTES)?;
    if words.chars().count() > figures::LONGEST_CAPTION {
        return None;
    }
    let is_embedded = !dom::select(frame, "iframe, video, form, h1, h2, h3").is_empty();
    // An own class of the words, or none: `post-image` around a text says nothing of it.
    let (mut caption, mut credit) = (Vec::new(), Vec::new());
    for line in frame
        .children()
        .into_iter()
        .filter(|child| child.id != picture.id)
    {
        let said = if line.is_text() {
            text::tidy(&line.text())
        } else {
            text::one_line(&line)
        };
        if said.is_empty() || clean::is_counter(&said) {
            continue;
        }
        if !line.is_element() || is_embedded {
            return None;
        }
        sort(&line, said, rules, &mut caption, &mut credit)?;
    }
    let (caption, credit) = (caption.join(" "), credit.join(" "));
    if caption.is_empty() && credit.is_empty() {
        return None;
    }
    let credit = if credit.is_empty() {
        credit
    } else {
        format!(" <small>{}</small>", dom::escape(&credit))
    };
    Some(format!(
        "<figure>{}<figcaption>{}{credit}</figcaption></figure>",
        picture.html(),
        dom::escape(&caption)
    ))
}

/// Puts the words of an element where its class, or those of its parts, say that they belong; absent where none does.
fn sort(
    line: &NodeRef,
    said: String,
    rules: &Rules,
    caption: &mut Vec<String>,
    credit: &mut Vec<String>,
) -> Option<()> {
    let parts = line
        .children()
        .into_iter()
        .filter(|part| !text_of(part).is_empty());
    let parts: Vec<NodeRef> = parts.collect();
    let is_split = parts
        .iter()
        .all(|part| part.is_element() && place(part).is_some());
    if is_split && !parts.is_empty() && parts.iter().any(|part| place(part) == Some(Place::Credit))
    {
        for part in parts {
            sort(&part, text_of(&part), rules, caption, credit)?;
        }
        return Some(());
    }
    match place(line)? {
        Place::Caption if !credit::is_credit(&said, rules) => caption.push(said),
        _ => credit.push(said),
    }
    Some(())
}

fn text_of(node: &NodeRef) -> String {
    if node.is_text() {
        text::tidy(&node.text())
    } else {
        text::one_line(node)
    }
}

#[derive(PartialEq)]
enum Place {
    Caption,
    Credit,
}

/// What an element calls itself: `field--name-field-credit`, `photo__author`.
fn place(node: &NodeRef) -> Option<Place> {
    let class = node.class()?.to_lowercase();
    let names = |words: &[&str]| {
        // The last part of a name says what it is; the parts before it say whose.
        class.split_whitespace().any(|name| {
            let last = name.rsplit(['-', '_']).next().unwrap_or_default();
            words.iter().any(|word| last.starts_with(word))
        })
    };
    let is_short = || text::one_line(node).chars().count() <= LONGEST_SHORT;
    if names(CREDITS) {
        Some(Place::Credit)
    } else if names(CAPTIONS) || (names(SHORT_CAPTIONS) && is_short()) {
        Some(Place::Caption)
    } else {
        None
    }
}
