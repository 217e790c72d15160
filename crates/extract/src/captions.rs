//! What a figure says below its picture: the caption, and who made it where the markup tells the two apart.

use dom_query::NodeRef;

use crate::rules::Rules;
use crate::{credit, dom, text};

/// Elements inside a caption that call themselves a credit.
const CREDITS: &str = "[class*=credit], [class*=Credit], [class*=copyright], [class*=Copyright], [class*=caption-source], [class*=photographer], [itemprop*=copyright], cite, small";
/// Labels before a caption that are none of it, in full: `Image: A ferry leaves the pier at dawn, with passengers`.
const LABELS: &[&str] = &["Image:", "Image caption", "Picture:", "Bild:"];
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
            let rest: String = holder
                .descendants_it()
                .filter(|node| node.is_text())
                .filter(|node| !marked.iter().any(|credit| dom::is_within(node, credit)))
                .map(|node| node.text().to_string())
                .collect();
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
        let words = without_label(&self.words);
        if self.credit.is_empty() {
            credit::split(words, rules)
        } else {
            (words.to_owned(), self.credit)
        }
    }

    fn add(&mut self, words: &str) {
        if !self.words.is_empty() && !words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(words);
    }
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
