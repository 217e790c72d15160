//! Every picture of a text becomes a `figure` of its own, with the caption and credit that stood around it.

use std::collections::HashMap;

use dom_query::NodeRef;

use crate::captions::{self, Said};
use crate::pictures::{Picture, Pictures};
use crate::{credit, dom, neighbours, text};

/// Marks a figure with the place of its picture in the list; the sanitizer drops it.
const MARK: &str = "data-picture";
/// Marks a figure that left the line it stood in.
const LEFT: &str = "data-left";
/// Marks a film's card, whose still is no picture of the article.
pub(crate) const CARD: &str = "data-film";
/// Longer texts beside a picture are paragraphs, not captions.
pub(crate) const LONGEST_CAPTION: usize = 400;

/// So many pictures of a page are looked at for the words of one.
const MOST_PICTURES: usize = 300;

/// Turns the pictures below `root` into figures, in place, and lists them in order.
///
/// Placeholders, icons and trackers go; renditions of one picture become one. `title` is never taken for a caption.
pub(crate) fn build(root: &NodeRef, pictures: &Pictures, title: &str) -> Vec<Picture> {
    let mut found: Vec<Picture> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for img in dom::select(root, "img") {
        if !dom::is_within(&img, root)
            || dom::ancestor(&img, &["figure"]).is_some_and(|figure| figure.has_attr(CARD))
        {
            continue;
        }
        let holder = climb(&img, root);
        let Some(url) = pictures.resolve(&img) else {
            remove(&holder, root);
            continue;
        };
        let (said, spot) = surroundings(&img, &holder, root, pictures);
        let is_advertisement = said.is_advertisement() || pictures.is_banner(&img);
        let (caption, credit) = said.split(pictures.rules);
        if is_advertisement || (caption.is_empty() && pictures.is_teaser(&img)) {
            remove(&spot, root);
            continue;
        }
        if let Some(place) = places.get(&pictures.key(&url)).copied() {
            if let Some(earlier) = found.get_mut(place) {
                earlier.url = pictures.larger(std::mem::take(&mut earlier.url), url);
                fill(earlier, caption, credit);
            }
            remove(&spot, root);
            continue;
        }
        places.insert(pictures.key(&url), found.len());
        let alt = dom::attribute(&img, "alt")
            .map(|alt| text::tidy(&alt))
            .unwrap_or_default();
        let figure = format!(
            "<figure {MARK}=\"{}\"><img src=\"{}\" alt=\"{}\"></figure>",
            found.len(),
            dom::escape(&url),
            dom::escape(&alt)
        );
        place(&spot, &holder, &figure);
        let mut picture = Picture {
            url,
            caption,
            credit,
        };
        if picture.caption.is_empty() && captions::is_caption(&alt, title, &picture.url) {
            let (caption, credit) = credit::split(&alt, pictures.rules);
            fill(&mut picture, caption, credit);
        }
        found.push(picture);
    }
    neighbours::attach(root, pictures, &mut found);
    found
}

/// Removes the figures of pictures that `is_unwanted` names, by their place in the list of [`build`].
pub(crate) fn remove_where(root: &NodeRef, is_unwanted: impl Fn(usize) -> bool) {
    for figure in marked(root) {
        if place_of(&figure).is_some_and(&is_unwanted) {
            figure.remove_from_parent();
        }
    }
}

/// The pictures whose figures still stand, in order, with their captions written into them.
pub(crate) fn finish(root: &NodeRef, pictures: &[Picture]) -> Vec<Picture> {
    let mut standing = Vec::new();
    for figure in marked(root) {
        let Some(picture) = place_of(&figure).and_then(|place| pictures.get(place)) else {
            continue;
        };
        if let Some(img) = figure.first_element_child() {
            img.set_attr("src", &picture.url);
        }
        let credit = if picture.credit.is_empty() {
            String::new()
        } else {
            format!("<small>{}</small>", dom::escape(&picture.credit))
        };
        let caption = dom::escape(&picture.caption);
        let space = if caption.is_empty() || credit.is_empty() {
            ""
        } else {
            " "
        };
        if !(caption.is_empty() && credit.is_empty()) {
            figure.append_html(format!("<figcaption>{caption}{space}{credit}</figcaption>"));
        }
        // Done with; and what the sanitizer finds clean it need not look at twice.
        figure.remove_attrs(&[MARK, LEFT]);
        standing.push(picture.clone());
    }
    drop_idle(root);
    standing
}

/// Removes figures whose picture is not there: a script would have brought it, and a caption alone says nothing.
fn drop_idle(root: &NodeRef) {
    for figure in dom::select(root, "figure") {
        let media = "img, video, audio, iframe, object, table, pre, blockquote, a";
        let captions = dom::select(&figure, "figcaption");
        let said: usize = captions
            .iter()
            .map(|caption| text::one_line(caption).len())
            .sum();
        if dom::select(&figure, media).is_empty()
            && text::one_line(&figure).len() <= said + captions.len()
        {
            figure.remove_from_parent();
        }
    }
}

/// Figures in order.
pub(crate) fn marked<'a>(root: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    dom::select(root, "figure[data-picture]")
}

/// The place of a figure's picture in the list of [`build`].
pub(crate) fn place_of(figure: &NodeRef) -> Option<usize> {
    dom::attribute(figure, MARK)?.parse().ok()
}

/// Whether no other picture stands beside a figure, in the same element.
pub(crate) fn stands_apart(figure: &NodeRef) -> bool {
    let mut beside = figure
        .parent()
        .map(|parent| parent.children())
        .unwrap_or_default();
    beside.retain(|node| node.id != figure.id);
    !beside.iter().any(|node| node.has_attr(MARK))
}

/// A picture with the words around it, where it has some; the tree stays as it is.
pub(crate) fn read(
    img: &NodeRef,
    root: &NodeRef,
    pictures: &Pictures,
    title: &str,
) -> Option<Picture> {
    let url = pictures.resolve(img)?;
    let holder = climb(img, root);
    let (said, _) = surroundings(img, &holder, root, pictures);
    let (caption, credit) = said.split(pictures.rules);
    let mut picture = Picture {
        url,
        caption,
        credit,
    };
    let alt = dom::attribute(img, "alt")
        .map(|alt| text::tidy(&alt))
        .unwrap_or_default();
    if picture.caption.is_empty() && captions::is_caption(&alt, title, &picture.url) {
        let (caption, credit) = credit::split(&alt, pictures.rules);
        fill(&mut picture, caption, credit);
    }
    (!picture.caption.is_empty() || !picture.credit.is_empty()).then_some(picture)
}

/// Caption and credit of a picture, wherever on a page it stands with words.
pub(crate) fn words_of(
    address: &str,
    whole: &NodeRef,
    pictures: &Pictures,
    title: &str,
) -> Option<(String, String)> {
    let shown = dom::select(whole, "img");
    let mut same = shown.iter().take(MOST_PICTURES).filter(|img| {
        pictures
            .resolve(img)
            .is_some_and(|url| pictures.is_same(&url, address))
    });
    same.find_map(|img| read(img, whole, pictures, title))
        .map(|picture| (picture.caption, picture.credit))
}

/// Fills what a picture does not say yet.
pub(crate) fn fill(picture: &mut Picture, caption: String, credit: String) {
    if picture.caption.is_empty() {
        picture.caption = caption;
    }
    if picture.credit.is_empty() {
        picture.credit = credit;
    }
}

/// The outermost element that holds nothing but this picture.
fn climb<'a>(img: &NodeRef<'a>, root: &NodeRef<'a>) -> NodeRef<'a> {
    let mut holder = *img;
    while let Some(parent) = holder.parent() {
        let is_wrapper = dom::is_any(
            &parent,
            &[
                "picture", "a", "span", "em", "strong", "b", "i", "u", "center", "noscript",
                "amp-img", "font",
            ],
        );
        if parent.id == root.id
            || !is_wrapper
            || !text::is_wordless(&parent)
            || dom::select(&parent, "img").len() > 1
        {
            break;
        }
        holder = parent;
    }
    holder
}

/// The caption of a picture, and the element that its figure takes the place of.
fn surroundings<'a>(
    img: &NodeRef<'a>,
    holder: &NodeRef<'a>,
    root: &NodeRef<'a>,
    pictures: &Pictures,
) -> (Said, NodeRef<'a>) {
    if let Some(figure) = dom::ancestor(holder, &["figure"])
        .filter(|figure| dom::is_within(figure, root) && figure.id != root.id)
    {
        return if distinct(&figure, pictures) <= 1 {
            (Said::of_figure(&figure), figure)
        } else {
            (Said::default(), *holder)
        };
    }
    if let Some(block) = captions::block(img, root, pictures) {
        return (Said::of_figure(&block), block);
    }
    if let Some(line) = dom::ancestor(holder, &["p", "h1", "h2", "h3", "h4", "h5", "h6"])
        .filter(|line| dom::is_within(line, root) && line.id != root.id)
    {
        let words = text::one_line(&line);
        let is_alone = dom::select(&line, "img").len() == 1 || distinct(&line, pictures) <= 1;
        if is_alone
            && (words.is_empty()
                || credit::is_credit(&words, pictures.rules)
                || captions::repeats_alt(img, &line, pictures)
                || captions::is_set_apart(&line, &words))
        {
            return (words.into(), line);
        }
    }
    (Said::default(), *holder)
}

/// How many different pictures stand below a node.
pub(crate) fn distinct(node: &NodeRef, pictures: &Pictures) -> usize {
    let mut keys: Vec<String> = dom::select(node, "img")
        .iter()
        .filter_map(|img| pictures.resolve(img))
        .map(|url| pictures.key(&url))
        .collect();
    keys.sort();
    keys.dedup();
    keys.len()
}

/// Puts a figure where its picture stood: figures never stand inside a paragraph.
fn place(spot: &NodeRef, holder: &NodeRef, figure: &str) {
    if spot.id != holder.id {
        spot.replace_with_html(figure);
        return;
    }
    let Some(line) = dom::ancestor(holder, &["p", "h1", "h2", "h3", "h4", "h5", "h6"]) else {
        holder.replace_with_html(figure);
        return;
    };
    let is_first = text_before(&line, holder).is_empty();
    holder.remove_from_parent();
    if is_first {
        line.before_html(figure);
    } else {
        // After the figures that already left this line, so that they keep their order.
        let mut last = line;
        while let Some(next) = last
            .next_element_sibling()
            .filter(|next| next.has_attr(LEFT))
        {
            last = next;
        }
        last.after_html(figure.replacen("<figure ", &format!("<figure {LEFT}=\"\" "), 1));
    }
}

fn text_before(line: &NodeRef, node: &NodeRef) -> String {
    let mut before = String::new();
    for below in line.descendants_it() {
        if below.id == node.id {
            break;
        }
        if below.is_text() {
            before.push_str(&below.text());
        }
    }
    text::tidy(&before)
}

/// Removes a picture with the wrappers that held nothing else.
fn remove(spot: &NodeRef, root: &NodeRef) {
    let mut last = *spot;
    while let Some(parent) = last.parent().filter(|parent| parent.id != root.id) {
        let is_empty = text::is_wordless(&parent)
            && dom::select(&parent, "img, iframe, video, figure").len() <= 1;
        if !is_empty
            || !dom::is_any(
                &parent,
                &["p", "figure", "div", "span", "a", "picture", "noscript"],
            )
        {
            break;
        }
        last = parent;
    }
    last.remove_from_parent();
}
