//! An article as it is laid out, whatever the file: the same parts in the same order.

use std::collections::HashMap;

use extract::blocks::{self, Block, Inline};
use model::{Article, MediaHash};

use crate::Paper;
use crate::words::Words;

/// An article, ready to be written down.
pub(crate) struct Sheet {
    /// BCP 47 primary tag; empty where unknown.
    pub language: String,
    /// It is read from right to left.
    pub is_rtl: bool,
    /// Source and section.
    pub kicker: String,
    /// Headline.
    pub title: String,
    /// The opening, where the text does not begin with it.
    pub lead: String,
    /// Author and time of publication.
    pub byline: String,
    /// The text with all its pictures.
    pub blocks: Vec<Block>,
    /// What can only be opened with a network: what it is called, and where it is.
    pub outside: Vec<(String, String)>,
    /// Its page; empty where it has none.
    pub link: String,
    /// When it was fetched, in words.
    pub fetched: String,
    /// Its pictures that are in the library, by the publisher's address.
    pub pictures: HashMap<String, MediaHash>,
    /// The picture that stands for it.
    pub front: Option<MediaHash>,
}

/// Languages written from right to left.
const RTL: &[&str] = &[
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi",
];

impl Sheet {
    /// Lays an article out.
    pub fn of(article: &Article, paper: &Paper) -> Self {
        let words = Words::of(&paper.language);
        let row = &article.row;
        let fetched = row.changed.unwrap_or(row.status.arrived);
        let byline = [
            article.byline.clone(),
            words.time(row.published, &paper.zone),
        ];
        let kicker = [row.source.clone(), row.section.clone()];
        let text = blocks::of(&article.html);
        let videos = article.videos.iter();
        let videos = videos.map(|video| (words.video.to_owned(), video.url.clone()));
        let files = article.enclosures.iter();
        let files = files.map(|file| (words.file.to_owned(), file.url.clone()));
        Self {
            language: row.language.clone(),
            is_rtl: is_rtl(&row.language, &row.title),
            kicker: joined(&kicker),
            title: row.title.clone(),
            lead: if begins_with(&text, &row.lead) {
                String::new()
            } else {
                row.lead.clone()
            },
            byline: joined(&byline),
            blocks: with_pictures(article, text, words),
            outside: videos.chain(files).collect(),
            link: row.link.clone(),
            fetched: format!("{}: {}", words.fetched, words.time(fetched, &paper.zone)),
            pictures: pictures_of(article),
            front: row.thumbnail.clone(),
        }
    }
}

/// The lead picture before the text, the photo report after it.
fn with_pictures(article: &Article, text: Vec<Block>, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(text.len() + article.photos.len() + 2);
    let is_photo = |url: &str| article.photos.iter().any(|photo| photo.url == url);
    if let Some(picture) = article
        .picture
        .as_ref()
        .filter(|picture| !is_photo(&picture.url))
    {
        blocks.push(picture_block(
            &picture.url,
            &picture.caption,
            &picture.credit,
        ));
    }
    // A photo that also stands in the text is shown there.
    let mut shown = Vec::new();
    note_pictures(&text, &mut shown);
    blocks.extend(text);
    let rest = article
        .photos
        .iter()
        .filter(|photo| !shown.contains(&photo.url));
    let rest: Vec<Block> = rest
        .map(|photo| picture_block(&photo.url, &photo.caption, &photo.credit))
        .collect();
    if !rest.is_empty() {
        blocks.push(Block::Heading(
            2,
            vec![Inline::Text(words.report.to_owned())],
        ));
        blocks.extend(rest);
    }
    blocks
}

fn note_pictures(blocks: &[Block], shown: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Picture { url, .. } => shown.push(url.clone()),
            Block::Quote(inside) => note_pictures(inside, shown),
            Block::List { lines, .. } => lines.iter().for_each(|line| note_pictures(line, shown)),
            _ => {}
        }
    }
}

fn picture_block(url: &str, caption: &str, credit: &str) -> Block {
    Block::Picture {
        url: url.to_owned(),
        alt: caption.to_owned(),
        caption: caption.to_owned(),
        credit: credit.to_owned(),
    }
}

fn pictures_of(article: &Article) -> HashMap<String, MediaHash> {
    let pictures = article.picture.iter().chain(&article.inline);
    let pictures = pictures.map(|picture| (&picture.url, &picture.hash));
    let photos = article.photos.iter().map(|photo| (&photo.url, &photo.hash));
    pictures
        .chain(photos)
        .filter_map(|(url, hash)| Some((url.clone(), hash.clone()?)))
        .collect()
}

/// Whether the first paragraph says what the lead says, which a list may have cut short.
fn begins_with(text: &[Block], lead: &str) -> bool {
    let lead = lead.trim_end_matches(['…', '.']).trim();
    let first = text.iter().find_map(|block| match block {
        Block::Paragraph(words) => Some(plain(words)),
        _ => None,
    });
    lead.is_empty() || first.is_some_and(|first| normal(&first).starts_with(&normal(lead)))
}

/// The words of a line, without their looks.
pub(crate) fn plain(words: &[Inline]) -> String {
    words
        .iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.clone(),
            Inline::Styled(_, words) | Inline::Link(_, words) => plain(words),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(parts: &[String]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
}

/// By the language; by the first letter that has a direction where the language is unknown.
fn is_rtl(language: &str, title: &str) -> bool {
    if !language.is_empty() {
        return RTL.contains(&language);
    }
    let is_rtl_letter = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    title
        .chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(is_rtl_letter)
}
