//! Sanitized HTML as a list of blocks: what can be written down again in any form, valid by its shape.
//!
//! Strangers nest paragraphs in links, lists in headings and tables in tables. Here a paragraph holds words and nothing else holds words:
//! whoever writes EPUB or Markdown of it can't write anything that is not allowed there. Deliberately absent: classes, styles, scripts,
//! films (they are links), sizes.

use dom_query::NodeRef;

use crate::lines::{INLINE, holds_blocks, inline_of, tidy, words_of};
use crate::{dom, text, videos};

/// A piece of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A headline inside the text, 2 to 6.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, each of its lines of blocks again.
    List {
        /// The number of the first line; absent where lines have no numbers.
        first: Option<i32>,
        /// Its lines.
        lines: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Text whose spaces and line ends count.
    Code(String),
    /// A picture.
    Picture {
        /// The publisher's address of it.
        url: String,
        /// What it shows, for who can't see it.
        alt: String,
        /// What the publisher wrote below it.
        caption: String,
        /// Who made it.
        credit: String,
    },
    /// A table, row by row.
    Table(Vec<Vec<Cell>>),
    /// A line between two parts.
    Rule,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// It names its row or column.
    pub is_head: bool,
    /// How many columns it takes.
    pub columns: u16,
    /// How many rows it takes.
    pub rows: u16,
    /// Its words.
    pub words: Vec<Inline>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words in another look.
    Styled(Style, Vec<Inline>),
    /// Words that lead somewhere: an `http`, `https` or `mailto` address.
    Link(String, Vec<Inline>),
    /// The next line begins.
    Break,
}

/// A look that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Strong.
    Strong,
    /// Stressed.
    Emphasis,
    /// A program's words.
    Code,
    /// Struck out.
    Struck,
    /// Lowered.
    Sub,
    /// Raised.
    Sup,
}

/// The blocks of sanitized HTML, in order.
pub fn of(html: &str) -> Vec<Block> {
    let parsed = dom::fragment(html);
    let mut flow = Flow::default();
    flow.walk(&dom::root(&parsed.document));
    flow.end_line();
    flow.blocks
}

/// Blocks being read, and the line that is not complete yet.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    line: Vec<Inline>,
}

impl Flow {
    fn walk(&mut self, node: &NodeRef) {
        for child in node.children() {
            if child.is_text() {
                self.line.push(Inline::Text(child.text().to_string()));
            } else if child.is_element() {
                self.take(&child);
            }
        }
    }

    fn take(&mut self, node: &NodeRef) {
        let name = dom::name(node);
        match name.as_str() {
            "img" => self.picture(node),
            // A link or a stressed word around whole paragraphs: they stay, it goes.
            inline if INLINE.contains(&inline) && !holds_blocks(node) => {
                self.line.extend(inline_of(node));
            }
            "h1" | "h2" => self.heading(2, node),
            "h3" => self.heading(3, node),
            "h4" => self.heading(4, node),
            "h5" => self.heading(5, node),
            "h6" => self.heading(6, node),
            "ul" | "ol" => self.list(node, name == "ol"),
            "blockquote" => {
                let inside = below(node);
                self.add(Block::Quote(inside).non_empty());
            }
            "pre" => {
                let code = node.text().trim_matches('\n').to_owned();
                self.add((!code.trim().is_empty()).then_some(Block::Code(code)));
            }
            "figure" => self.figure(node),
            "table" => self.table(node),
            "hr" => self.add(Some(Block::Rule)),
            _ => {
                self.end_line();
                self.walk(node);
                self.end_line();
            }
        }
    }

    fn add(&mut self, block: Option<Block>) {
        self.end_line();
        self.blocks.extend(block);
    }

    /// The line that was read until now is a paragraph.
    fn end_line(&mut self) {
        let line = tidy(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.blocks.push(Block::Paragraph(line));
        }
    }

    fn heading(&mut self, level: u8, node: &NodeRef) {
        let words = tidy(words_of(node));
        let pictures = pictures_below(node);
        self.add((!words.is_empty()).then_some(Block::Heading(level, words)));
        self.blocks.extend(pictures);
    }

    fn list(&mut self, node: &NodeRef, numbered: bool) {
        let lines: Vec<Vec<Block>> = node
            .children()
            .iter()
            .filter(|child| child.is_element())
            .map(below)
            .filter(|line| !line.is_empty())
            .collect();
        let start = dom::attribute(node, "start").and_then(|start| start.parse().ok());
        let first = numbered.then(|| start.unwrap_or(1));
        self.add((!lines.is_empty()).then_some(Block::List { first, lines }));
    }

    fn picture(&mut self, img: &NodeRef) {
        let block = picture_of(img, String::new(), String::new());
        self.add(block);
    }

    /// One picture with the words below it; anything else in it stands by itself.
    fn figure(&mut self, node: &NodeRef) {
        self.end_line();
        if let Some(film) = film_of(node) {
            self.blocks.push(film);
            return;
        }
        let pictures = dom::select(node, "img");
        let (caption, credit) = said_below(node);
        match pictures.as_slice() {
            [one] => self.blocks.extend(picture_of(one, caption, credit)),
            _ => self.walk(node),
        }
        self.end_line();
    }

    fn table(&mut self, node: &NodeRef) {
        let rows: Vec<Vec<Cell>> = dom::select(node, "tr")
            .iter()
            .map(|row| {
                let cells = row.children();
                let cells = cells.iter().filter(|cell| dom::is_any(cell, &["td", "th"]));
                cells.map(cell_of).collect()
            })
            .filter(|row: &Vec<Cell>| !row.is_empty())
            .collect();
        let pictures = pictures_below(node);
        self.add((!rows.is_empty()).then_some(Block::Table(rows)));
        self.blocks.extend(pictures);
    }
}

impl Block {
    fn non_empty(self) -> Option<Self> {
        match &self {
            Self::Quote(inside) if inside.is_empty() => None,
            _ => Some(self),
        }
    }
}

/// The line that a film's card becomes: its still is no picture of the article, and is rarely on the disk.
fn film_of(figure: &NodeRef) -> Option<Block> {
    let link = figure.first_element_child()?;
    let words = text::one_line(&link);
    let leads = dom::attribute(&link, "href").filter(|_| words.starts_with(videos::PLAY))?;
    Some(Block::Paragraph(vec![Inline::Link(
        leads,
        vec![Inline::Text(words)],
    )]))
}

fn below(node: &NodeRef) -> Vec<Block> {
    let mut flow = Flow::default();
    flow.walk(node);
    flow.end_line();
    flow.blocks
}

fn picture_of(img: &NodeRef, caption: String, credit: String) -> Option<Block> {
    Some(Block::Picture {
        url: dom::attribute(img, "src")?,
        alt: dom::attribute(img, "alt").unwrap_or_default(),
        caption,
        credit,
    })
}

fn pictures_below(node: &NodeRef) -> Vec<Block> {
    let pictures = dom::select(node, "img");
    let pictures = pictures.iter();
    pictures
        .filter_map(|img| picture_of(img, String::new(), String::new()))
        .collect()
}

/// Caption and credit of a figure, as [`crate::figures`] writes them.
fn said_below(figure: &NodeRef) -> (String, String) {
    let Some(below) = dom::select(figure, "figcaption").into_iter().next() else {
        return Default::default();
    };
    let credit = dom::select(&below, "small").into_iter().next();
    let said = credit.as_ref().map(|credit| text::tidy(&credit.text()));
    if let Some(credit) = credit {
        credit.remove_from_parent();
    }
    (text::tidy(&below.text()), said.unwrap_or_default())
}

fn cell_of(cell: &NodeRef) -> Cell {
    let span = |name: &str| {
        let span = dom::attribute(cell, name).and_then(|span| span.parse().ok());
        span.filter(|span| (1..=1000).contains(span)).unwrap_or(1)
    };
    Cell {
        is_head: cell.has_name("th"),
        columns: span("colspan"),
        rows: span("rowspan"),
        words: tidy(words_of(cell)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    #[test]
    fn words_stand_in_paragraphs_whatever_stands_around_them() {
        for (html, expected) in [
            ("one <b>two</b>\n three", vec!["one two three"]),
            ("<div>a<p>b</p>c</div>", vec!["a", "b", "c"]),
            (
                "<a href=\"https://a.kz/\"><p>b</p><p>c</p></a>",
                vec!["b", "c"],
            ),
            ("<section><article><p>a</p></article></section>", vec!["a"]),
            ("<p> </p><p>&nbsp;</p><p><b></b></p>", vec![]),
            ("<dl><dt>a</dt><dd>b</dd></dl>", vec!["a", "b"]),
        ] {
            let blocks = of(html);
            let words: Vec<String> = blocks
                .iter()
                .map(|block| match block {
                    Block::Paragraph(words) => flat(words),
                    other => format!("{other:?}"),
                })
                .collect();
            assert_eq!(words, expected, "{html}");
        }
    }

    fn flat(words: &[Inline]) -> String {
        words
            .iter()
            .map(|piece| match piece {
                Inline::Text(text) => text.clone(),
                Inline::Styled(_, words) | Inline::Link(_, words) => flat(words),
                Inline::Break => "\n".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_figure_keeps_caption_and_credit_apart() {
        let html = "<p>a<figure><img src=\"https://a.kz/1.jpg\" alt=\"x\"><figcaption>The lake <small>A. B.</small></figcaption></figure>";
        let picture = Block::Picture {
            url: "https://a.kz/1.jpg".into(),
            alt: "x".into(),
            caption: "The lake".into(),
            credit: "A. B.".into(),
        };
        assert_eq!(of(html), [Block::Paragraph(said("a")), picture]);
    }

    #[test]
    fn a_films_card_is_a_line_that_leads_to_it_without_its_still() {
        let html = "<figure><a href=\"https://a.kz/film\"><img src=\"https://a.kz/still.jpg\" alt=\"\">▶ The trip</a></figure>";
        let link = Inline::Link("https://a.kz/film".into(), said("▶ The trip"));
        assert_eq!(of(html), [Block::Paragraph(vec![link])]);
    }

    #[test]
    fn lists_quotes_code_and_tables_keep_their_shape() {
        let html = "<ol start=3><li>a<ul><li>b</li></ul></li></ol><blockquote>q</blockquote><pre>x\n  y</pre>\
            <table><thead><tr><th>h</th></tr></thead><tr><td colspan=2>c<br>d</td></tr></table><hr>";
        let line = |text: &str| Block::Paragraph(said(text));
        let cell = |is_head, columns, words| Cell {
            is_head,
            columns,
            rows: 1,
            words,
        };
        let broken = [said("c"), vec![Inline::Break], said("d")].concat();
        let inner = Block::List {
            first: None,
            lines: vec![vec![line("b")]],
        };
        assert_eq!(
            of(html),
            [
                Block::List {
                    first: Some(3),
                    lines: vec![vec![line("a"), inner]]
                },
                Block::Quote(vec![line("q")]),
                Block::Code("x\n  y".into()),
                Block::Table(vec![
                    vec![cell(true, 1, said("h"))],
                    vec![cell(false, 2, broken)]
                ]),
                Block::Rule,
            ]
        );
    }

    #[test]
    fn a_nest_of_a_hundred_thousand_elements_is_read_to_its_limit() {
        assert!(of(&"<blockquote><ul><li>".repeat(100_000)).len() <= 1);
        assert!(of(&"<b>".repeat(100_000)).is_empty());
    }
}
