//! XML, written by quick-xml, which escapes; and a [`Sheet`] as XHTML that is valid in a book and as a page.

use std::io;

use extract::blocks::{Block, Cell, Inline, Style};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::sheet::{Sheet, plain};
use crate::words::Words;

/// XML being written.
pub(crate) struct Markup(Writer<Vec<u8>>);

/// Tells the address of a picture in the file, by the publisher's address of it.
pub(crate) type Address<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Markup {
    /// With an XML declaration.
    pub fn xml() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        writer.write_event(Event::Text(BytesText::from_escaped("\n")))?;
        Ok(Self(writer))
    }

    /// Without one: a page of HTML.
    pub fn html() -> io::Result<Self> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::DocType(BytesText::from_escaped("html")))?;
        writer.write_event(Event::Text(BytesText::from_escaped("\n")))?;
        Ok(Self(writer))
    }

    /// The document type of a page inside a book.
    pub fn doctype(&mut self) -> io::Result<()> {
        self.0
            .write_event(Event::DocType(BytesText::from_escaped("html")))?;
        self.line_end()
    }

    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))
    }

    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.0
            .write_event(Event::Text(BytesText::new(&legal(text))))
    }

    /// Words of ours that hold nothing to escape.
    pub fn as_it_is(&mut self, text: &str) -> io::Result<()> {
        self.0
            .write_event(Event::Text(BytesText::from_escaped(text)))
    }

    /// An element with words in it; nothing where there are none.
    pub fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.open(name, attributes)?;
        self.text(text)?;
        self.close(name)?;
        self.line_end()
    }

    pub fn line_end(&mut self) -> io::Result<()> {
        self.as_it_is("\n")
    }

    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An article.
    pub fn sheet(&mut self, sheet: &Sheet, words: &Words, address: Address<'_>) -> io::Result<()> {
        let direction = [("dir", "rtl")];
        self.open("article", if sheet.is_rtl { &direction } else { &[] })?;
        self.line_end()?;
        self.open("header", &[])?;
        self.words("p", &[("class", "kicker")], &sheet.kicker)?;
        self.words("h1", &[], &sheet.title)?;
        self.words("p", &[("class", "lead")], &sheet.lead)?;
        self.words("p", &[("class", "byline")], &sheet.byline)?;
        self.close("header")?;
        self.line_end()?;
        self.blocks(&sheet.blocks, words, address)?;
        self.open("footer", &[])?;
        for (name, url) in &sheet.outside {
            self.labelled(name, url)?;
        }
        self.labelled(words.source, &sheet.link)?;
        self.words("p", &[], &sheet.fetched)?;
        self.close("footer")?;
        self.close("article")?;
        self.line_end()
    }

    fn labelled(&mut self, name: &str, url: &str) -> io::Result<()> {
        let Some(href) = uri(url) else { return Ok(()) };
        self.open("p", &[])?;
        self.text(&format!("{name}: "))?;
        self.open("a", &[("href", &href)])?;
        self.text(url)?;
        self.close("a")?;
        self.close("p")?;
        self.line_end()
    }

    fn blocks(&mut self, blocks: &[Block], words: &Words, address: Address<'_>) -> io::Result<()> {
        blocks
            .iter()
            .try_for_each(|block| self.block(block, words, address))
    }

    fn block(&mut self, block: &Block, words: &Words, address: Address<'_>) -> io::Result<()> {
        match block {
            Block::Heading(level, line) => self.line(&format!("h{level}"), line),
            Block::Paragraph(line) => self.line("p", line),
            Block::List { first, lines } => {
                let number = first.unwrap_or(1).to_string();
                let numbered = [("start", number.as_str())];
                let (name, attributes): (_, &[_]) = match first {
                    Some(1) => ("ol", &[]),
                    Some(_) => ("ol", &numbered),
                    None => ("ul", &[]),
                };
                self.open(name, attributes)?;
                for line in lines {
                    self.open("li", &[])?;
                    match line.as_slice() {
                        [Block::Paragraph(words)] => self.inline(words)?,
                        several => self.blocks(several, words, address)?,
                    }
                    self.close("li")?;
                }
                self.close(name)?;
                self.line_end()
            }
            Block::Quote(inside) => {
                self.open("blockquote", &[])?;
                self.blocks(inside, words, address)?;
                self.close("blockquote")?;
                self.line_end()
            }
            Block::Code(text) => {
                self.open("pre", &[])?;
                self.words("code", &[], text)?;
                self.close("pre")?;
                self.line_end()
            }
            Block::Picture {
                url,
                alt,
                caption,
                credit,
            } => {
                self.open("figure", &[])?;
                match address(url) {
                    Some(src) => self.empty("img", &[("src", &src), ("alt", alt)])?,
                    None => self.words("p", &[("class", "absent")], words.absent)?,
                }
                let credit = words.credit(credit);
                if !(caption.is_empty() && credit.is_empty()) {
                    self.open("figcaption", &[])?;
                    self.text(caption)?;
                    if !caption.is_empty() && !credit.is_empty() {
                        self.text(" ")?;
                    }
                    if !credit.is_empty() {
                        self.open("small", &[])?;
                        self.text(&credit)?;
                        self.close("small")?;
                    }
                    self.close("figcaption")?;
                }
                self.close("figure")?;
                self.line_end()
            }
            Block::Table(rows) => self.table(rows),
            Block::Rule => {
                self.empty("hr", &[])?;
                self.line_end()
            }
        }
    }

    fn line(&mut self, name: &str, line: &[Inline]) -> io::Result<()> {
        self.open(name, &[])?;
        self.inline(line)?;
        self.close(name)?;
        self.line_end()
    }

    fn table(&mut self, rows: &[Vec<Cell>]) -> io::Result<()> {
        self.open("table", &[])?;
        self.open("tbody", &[])?;
        for row in rows {
            self.open("tr", &[])?;
            for cell in row {
                let (columns, lines) = (cell.columns.to_string(), cell.rows.to_string());
                let mut attributes = Vec::new();
                if cell.columns > 1 {
                    attributes.push(("colspan", columns.as_str()));
                }
                if cell.rows > 1 {
                    attributes.push(("rowspan", lines.as_str()));
                }
                let name = if cell.is_head { "th" } else { "td" };
                self.open(name, &attributes)?;
                self.inline(&cell.words)?;
                self.close(name)?;
            }
            self.close("tr")?;
            self.line_end()?;
        }
        self.close("tbody")?;
        self.close("table")?;
        self.line_end()
    }

    fn inline(&mut self, line: &[Inline]) -> io::Result<()> {
        for piece in line {
            match piece {
                Inline::Text(text) => self.text(text)?,
                Inline::Break => self.empty("br", &[])?,
                Inline::Styled(style, words) => {
                    let name = element_of(*style);
                    self.open(name, &[])?;
                    self.inline(words)?;
                    self.close(name)?;
                }
                Inline::Link(url, words) => match uri(url) {
                    Some(href) => {
                        self.open("a", &[("href", &href)])?;
                        self.inline(words)?;
                        self.close("a")?;
                    }
                    None => self.text(&plain(words))?,
                },
            }
        }
        Ok(())
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, legal(value).as_str()));
    }
    start
}

fn element_of(style: Style) -> &'static str {
    match style {
        Style::Strong => "strong",
        Style::Emphasis => "em",
        Style::Code => "code",
        Style::Struck => "s",
        Style::Sub => "sub",
        Style::Sup => "sup",
    }
}

/// What XML 1.0 allows (§2.2): a NUL in a text must not break the book. Marks that turn the direction of what follows stay out too: one
/// that is never closed would turn the words of the next article.
pub(crate) fn legal(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_legal = |letter: char| {
        matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
            && !matches!(letter, '\u{7f}'..='\u{9f}')
    };
    text.chars()
        .filter(|letter| is_legal(*letter) && !turns(*letter))
        .collect()
}

/// An address as RFC 3986 writes it; browsers let more through. Nothing for what is no address of the web or of mail.
fn uri(url: &str) -> Option<String> {
    let is_open = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let escaped = url.chars().map(|letter| match letter {
        '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | ' ' => {
            format!("%{:02X}", letter as u32)
        }
        other => other.to_string(),
    });
    is_open.then(|| escaped.collect())
}
