//! Sliders that keep what they say in attributes (`data-caption` of fotorama and fancybox, `data-sub-html` of lightGallery): a script would
//! show it, and nothing runs here. Each slide becomes a figure with its caption, before anything looks for the text.

use dom_query::NodeRef;
use url::Url;

use crate::{dom, text};

/// What holds a slide's words.
const SLIDES: &str = "[data-caption], [data-sub-html]";
/// What may hold who made its photo.
const CREDITS: &[&str] = &[
    "data-credit",
    "data-author",
    "data-copyright",
    "data-photographer",
];
/// Where its photo may be, best first.
const PHOTOS: &[&str] = &["href", "data-full", "data-img", "data-src"];
/// Fewer are no slider, but pictures that a click makes larger: what is said of those stands below them.
const FEWEST: usize = 3;
/// No page shows more.
const MOST: usize = 300;

/// What calls itself a slider.
const SLIDERS: &str =
    "[class*=slider], [class*=Slider], [class*=slideshow], [class*=gallery], [class*=carousel]";

/// The slides of a slider that stands outside the text, as figures: it is part of the article where each slide has a photo of its own with
/// words below it and leads to no other page. `body` is the text; a slider of which it shows anything already is none.
pub(crate) fn beside(root: &NodeRef, body: &str, base: &Url) -> String {
    let sliders = dom::select(root, SLIDERS);
    let found = sliders.iter().take(MOST).find_map(|slider| {
        let figures = dom::select(slider, "figure");
        let slides: Option<Vec<String>> = figures
            .iter()
            .take(MOST)
            .map(|figure| slide_of(figure, body, base))
            .collect();
        slides.filter(|slides| slides.len() >= FEWEST && !is_aside(slider))
    });
    found.map(|slides| slides.concat()).unwrap_or_default()
}

fn slide_of(figure: &NodeRef, body: &str, base: &Url) -> Option<String> {
    let images = dom::select(figure, "img");
    let [image] = images.as_slice() else {
        return None;
    };
    let address = dom::attribute(image, "src")?;
    let captions = dom::select(figure, "figcaption");
    let caption = captions.iter().map(text::one_line).collect::<String>();
    let stays = |anchor: &NodeRef| {
        let leads = dom::attribute(anchor, "href").unwrap_or_default();
        let target = base.join(&leads).ok();
        is_picture(&leads) || target.is_none_or(|target| target.path() == base.path())
    };
    let is_slide = !caption.is_empty()
        && !body.contains(dom::escape(&address).as_str())
        && dom::select(figure, "a").iter().all(stays);
    // What a slide leads to is the photo in full.
    let larger = dom::select(figure, "a")
        .iter()
        .find_map(|anchor| dom::attribute(anchor, "href").filter(|leads| is_picture(leads)));
    if let (true, Some(larger)) = (is_slide, larger) {
        image.set_attr("src", &larger);
    }
    is_slide.then(|| figure.html().to_string())
}

fn is_aside(slider: &NodeRef) -> bool {
    dom::ancestor(slider, &["aside", "footer", "nav"]).is_some()
}

/// A slide: where it stands, and what it becomes.
struct Slide<'a> {
    spot: NodeRef<'a>,
    figure: String,
}

/// Turns slides into figures, in place.
pub(crate) fn show(root: &NodeRef) {
    let slides: Vec<Slide> = dom::select(root, SLIDES)
        .into_iter()
        .take(MOST)
        .filter_map(read)
        .collect();
    if slides.len() < FEWEST {
        return;
    }
    for slide in slides {
        if dom::is_within(&slide.spot, root) {
            slide.spot.replace_with_html(slide.figure);
        }
    }
}

fn read(slide: NodeRef<'_>) -> Option<Slide<'_>> {
    let said = |name: &str| dom::attribute(&slide, name).map(|words| plain(&words));
    let caption = said("data-caption").or_else(|| said("data-sub-html"))?;
    // `data-sub-html` may name an element in place of words.
    if caption.is_empty() || caption.starts_with(['#', '.']) {
        return None;
    }
    // Its words stand below it already.
    let figure = dom::ancestor(&slide, &["figure"]);
    let captions = figure.map(|figure| dom::select(&figure, "figcaption"));
    if captions.is_some_and(|all| all.iter().any(|one| !text::is_wordless(one))) {
        return None;
    }
    let photo = photo_of(&slide)?;
    let credit = CREDITS.iter().find_map(|name| said(name));
    let credit = credit
        .filter(|credit| !credit.is_empty() && !caption.contains(credit.as_str()))
        .map(|credit| format!(" <small>{}</small>", dom::escape(&credit)))
        .unwrap_or_default();
    Some(Slide {
        figure: format!(
            "<figure>{photo}<figcaption>{}{credit}</figcaption></figure>",
            dom::escape(&caption)
        ),
        spot: slide,
    })
}

/// The photo as an `img`: the one that the slide leads to, else the one that it shows.
fn photo_of(slide: &NodeRef) -> Option<String> {
    let shown = if slide.has_name("img") {
        vec![*slide]
    } else {
        dom::select(slide, "img")
    };
    if shown.len() > 1 {
        return None;
    }
    let alt = shown.first().and_then(|img| dom::attribute(img, "alt"));
    let larger = PHOTOS
        .iter()
        .filter_map(|name| dom::attribute(slide, name))
        .find(|address| is_picture(address));
    match larger {
        Some(address) => Some(format!(
            "<img src=\"{}\" alt=\"{}\">",
            dom::escape(&address),
            dom::escape(&alt.unwrap_or_default())
        )),
        None => shown.first().map(|img| img.html().to_string()),
    }
}

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// Such words are often HTML themselves.
fn plain(words: &str) -> String {
    text::one_line(&dom::root(&dom::fragment(words).document))
}
