//! What a figure says below its picture: the caption, and who made it where the markup tells the two apart.

use dom_query::NodeRef;

use crate::lines::INLINE;
use crate::pictures::Pictures;
use crate::rules::Rules;
use crate::{clean, credit, dom, figures, letters, renditions, text};

/// Elements inside a caption that call themselves a credit.
const CREDITS: &str = "[class*=credit], [class*=Credit], [class*=copyright], [class*=Copyright], [class*=caption-source], [class*=photographer], [class*=source], [class*=author], [itemprop*=copyright], cite, small";
/// Labels before a caption that are none of it, in full: `Image: A ferry leaves the pier at dawn, with passengers`.
const LABELS: &[&str] = &["Image:", "Image caption", "Picture:", "Bild:"];
/// What stands below pictures that sell something, in full.
const ADVERTISEMENTS: &[&str] = &[
    "advertisement",
    "advertorial",
    "sponsored",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "pubblicità",
    "реклама",
    "на правах рекламы",
    "жарнама",
];
/// A credit has fewer words after such a label.
const SENTENCE: usize = 7;

/// The words of a picture.
#[derive(Default)]
pub(crate) struct Said {
    words: String,
    /// Set apart by the markup; empty where nothing is.
    credit: String,
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Said {
            words,
            credit: String::new(),
        }
    }
}

impl Said {
    /// What the figure says, by its `figcaption` or whatever else has words.
    pub(crate) fn of_figure(figure: &NodeRef) -> Said {
        let captions = dom::select(figure, "figcaption");
        let holders = if captions.is_empty() {
            vec![*figure]
        } else {
            captions
        };
        let mut said = Said::default();
        for holder in holders {
            let marked: Vec<NodeRef> = dom::select(&holder, CREDITS)
                .into_iter()
                .filter(|node| !text::one_line(node).is_empty())
                .collect();
            let Some(first) = marked.first() else {
                said.add(&text::one_line(&holder));
                continue;
            };
            if said.credit.is_empty() {
                said.credit = text::one_line(first);
            }
            let mut rest = String::new();
            for node in holder.descendants_it().filter(NodeRef::is_text) {
                if marked.iter().any(|credit| dom::is_within(&node, credit)) {
                    continue;
                }
                let begins = node
                    .parent()
                    .is_some_and(|parent| !dom::is_any(&parent, INLINE));
                if begins && !rest.is_empty() {
                    rest.push(' ');
                }
                rest.push_str(&node.text());
            }
            said.add(&text::tidy(&rest));
        }
        // Beside the caption, inside the figure.
        if said.credit.is_empty() {
            let beside = dom::select(figure, CREDITS)
                .into_iter()
                .filter(|node| dom::ancestor(node, &["figcaption"]).is_none())
                .map(|node| text::one_line(&node));
            said.credit = beside
                .into_iter()
                .find(|words| !words.is_empty() && !said.words.contains(words.as_str()))
                .unwrap_or_default();
        }
        said
    }

    /// What it shows, and who made it.
    pub(crate) fn split(self, rules: &Rules) -> (String, String) {
        // A row of buttons below a picture says nothing of it.
        let is_said = self.words.contains(char::is_alphabetic);
        let words = if !is_said || clean::is_row_of_labels(&self.words, rules) {
            ""
        } else {
            without_label(&self.words)
        };
        if self.credit.is_empty() {
            credit::split(words, rules)
        } else {
            (words.to_owned(), self.credit)
        }
    }

    /// Whether it says that the picture is an advertisement.
    pub(crate) fn is_advertisement(&self) -> bool {
        let words = letters::lower(&self.words);
        ADVERTISEMENTS.contains(&words.trim_matches(|c: char| !c.is_alphabetic()))
    }

    fn add(&mut self, words: &str) {
        if !self.words.is_empty() && !words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(words);
    }
}

/// Whether the `alt` of the picture at `url` says more than the title, or the title and a number, or a file name does.
pub(crate) fn is_caption(alt: &str, title: &str, url: &str) -> bool {
    let key = text::key(alt);
    let title = text::key(title);
    let is_word = !alt.contains(' ') && alt.contains(['_', '-']);
    let is_file = renditions::is_picture_name(alt) || renditions::is_file_name(alt, url);
    let is_title = !title.is_empty()
        && key
            .strip_prefix(title.as_str())
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    key.chars().count() > 2 && !is_file && !is_word && !is_title
}

/// `<div class="wp-caption"><img><p>caption</p></div>`: a small block around one picture that calls itself one.
pub(crate) fn block<'a>(
    img: &NodeRef<'a>,
    root: &NodeRef<'a>,
    pictures: &Pictures,
) -> Option<NodeRef<'a>> {
    let mut best = None;
    for above in img.ancestors_it(Some(6)) {
        // A link around a picture is part of its frame, unless it leads to another page, as teasers do.
        let is_frame = dom::is_any(&above, &["picture", "noscript", "td", "tr", "tbody", "dt"])
            || (dom::is_any(&above, &["a"]) && !pictures.leads_away(img));
        if above.id != root.id && is_frame {
            continue;
        }
        if above.id == root.id
            || !dom::is_any(
                &above,
                &[
                    "div", "dl", "span", "li", "section", "aside", "table", "article",
                ],
            )
        {
            break;
        }
        let class = above.class().unwrap_or_default().to_lowercase();
        let is_named = [
            "caption", "image", "img", "photo", "picture", "media", "figure", "gallery",
        ]
        .iter()
        .any(|word| class.contains(word));
        let words = text::one_line(&above);
        if words.chars().count() > figures::LONGEST_CAPTION
            || figures::distinct(&above, pictures) > 1
        {
            break;
        }
        if is_named || is_laid_out(&above, &words) || repeats_alt(img, &above, pictures) {
            best = Some(above);
        }
    }
    best
}

/// Whether a block says what the picture's `alt` says, and at most who made it.
pub(crate) fn repeats_alt(img: &NodeRef, block: &NodeRef, pictures: &Pictures) -> bool {
    let alt = dom::attribute(img, "alt")
        .map(|alt| text::key(&alt))
        .unwrap_or_default();
    let (caption, _) = credit::split(&text::one_line(block), pictures.rules);
    !alt.is_empty() && text::key(&caption) == alt
}

/// Whether all words of a line that holds a picture are set apart, as captions are.
pub(crate) fn is_set_apart(line: &NodeRef, words: &str) -> bool {
    let apart: String = dom::select(line, "em, i, small, cite")
        .iter()
        .filter(|node| dom::ancestor(node, &["em", "i", "small", "cite"]).is_none())
        .map(text::one_line)
        .collect();
    words.chars().count() <= figures::LONGEST_CAPTION && text::key(&apart) == text::key(words)
}

/// Whether a table is laid around one picture and one line of words: nothing but a caption stands in it.
fn is_laid_out(block: &NodeRef, words: &str) -> bool {
    let cells = dom::select(block, "td, th");
    let told = cells.iter().filter(|cell| !text::is_wordless(cell));
    dom::is_any(block, &["table"]) && !words.is_empty() && told.count() == 1 && cells.len() <= 3
}

fn without_label(words: &str) -> &str {
    LABELS
        .iter()
        .find_map(|label| words.strip_prefix(label))
        .map(str::trim)
        .filter(|rest| text::count(rest) >= SENTENCE)
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caption_and_credit_are_told_apart_by_their_markup() {
        let rules = Rules::builtin();
        for (figure, caption, credit) in [
            (
                "<figcaption>The ferry<span class=photo-credit>Credit: Bo Example</span></figcaption>",
                "The ferry",
                "Credit: Bo Example",
            ),
            (
                "<figcaption><span class=label>Image:</span> The ferry leaves the pier at dawn with passengers</figcaption>",
                "The ferry leaves the pier at dawn with passengers",
                "",
            ),
            (
                "<figcaption>The ferry. Photo: Bo Example</figcaption>",
                "The ferry",
                "Photo: Bo Example",
            ),
            (
                "<figcaption>Image: Some Agency</figcaption>",
                "",
                "Image: Some Agency",
            ),
        ] {
            let parsed = dom::fragment(&format!("<figure><img src=a.jpg>{figure}</figure>"));
            let node = dom::root(&parsed.document);
            let said = Said::of_figure(&node).split(&rules);
            assert_eq!(said, (caption.to_owned(), credit.to_owned()), "{figure}");
        }
    }
}
