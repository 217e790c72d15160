//! The stories as they are written: TOML files under `stories/`, with a small markup for bodies.
//!
//! One block a line, blank lines between: a plain line is a paragraph, `> ` a quotation, `## ` a
//! heading, `- ` a list entry, `| a | b |` a row of a table (the first one its head), and
//!
//! - `!photo NAME | caption | credit` a photograph,
//! - `!youtube ID | title` a YouTube frame, `!film title` the page's own film,
//! - `!report SLUG | words before the link` a link to a photo report of the same outlet,
//! - `!readalso SLUG` a link to another article of the same outlet.
//!
//! `[words](address)` is a link inside a text. Deliberately absent: any other markup.

use serde::Deserialize;

use crate::NewsroomError;
use crate::outlets::Outlet;

/// An article as it was written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Written {
    /// The event it tells of; several outlets may tell of the same.
    pub(crate) story: String,
    pub(crate) outlet: Outlet,
    pub(crate) topic: Topic,
    /// Unique in its outlet, latin.
    pub(crate) slug: String,
    /// Hours before the newsroom opened; negative: after.
    pub(crate) ago: f64,
    #[serde(default)]
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) top: bool,
    pub(crate) author: String,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) picture: Option<Shot>,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) body: Body,
    #[serde(default)]
    pub(crate) edit: Option<Edit>,
}

/// What an article becomes when its outlet changes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edit {
    /// Hours before the newsroom opened; negative: after.
    pub(crate) ago: f64,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) body: Body,
}

/// What an article is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Topic {
    Kazakhstan,
    World,
    Economy,
    Tech,
    Sport,
    Culture,
    Science,
}

/// The form of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Text, with or without pictures.
    #[default]
    Article,
    /// Text and photographs in turn.
    PhotoReport,
    /// A page of the old photo archive (Tengri-like outlet only).
    Fotoarchive,
}

/// A photograph with its words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shot {
    /// Its name in `photos/`.
    pub(crate) photo: String,
    pub(crate) caption: String,
    pub(crate) credit: String,
}

/// A body, read from its markup.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Body(pub(crate) Vec<Block>);

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(String),
    Quote(String),
    Heading(String),
    List(Vec<String>),
    Table(Vec<Vec<String>>),
    Photo(Shot),
    YouTube { id: String, title: String },
    Film { title: String },
    Report { slug: String, words: String },
    ReadAlso { slug: String },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    article: Vec<Written>,
}

/// Every article, in the order of the files.
pub(crate) fn load() -> Result<Vec<Written>, NewsroomError> {
    let mut all = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).map_err(|error| NewsroomError::Story {
            file: (*name).to_owned(),
            reason: error.to_string(),
        })?;
        all.extend(file.article);
    }
    Ok(all)
}

/// So many days of news after what was written: every day all of it again, pressed into that day, each under a title of its own.
pub(crate) fn repeated(written: Vec<Written>, days: u32) -> Vec<Written> {
    const DAY: f64 = 24.0;
    let oldest = written.iter().map(|one| one.ago).fold(0.0, f64::max);
    let newest = written.iter().map(|one| one.ago).fold(0.0, f64::min);
    let mut all = written.clone();
    for day in 0..days {
        all.extend(written.iter().map(|one| {
            let share = (oldest - one.ago) / (oldest - newest + 1.0);
            Written {
                story: format!("{}-{day}", one.story),
                slug: format!("{}-{day}", one.slug),
                title: format!("{} ({} / {})", one.title, day + 1, one.topic as u8 + 1),
                ago: -DAY * (f64::from(day) + share),
                edit: None,
                ..one.clone()
            }
        }));
    }
    all
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../stories/", $name, ".toml")))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "tengri-ru",
    "tengri-kk",
    "tengri-en",
    "dala",
    "steppewire",
    "signal",
    "qala",
];

impl TryFrom<String> for Body {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut fresh = true;
        for line in text.lines().map(str::trim) {
            if line.is_empty() {
                fresh = true;
                continue;
            }
            let block = read_line(line)?;
            match (blocks.last_mut(), block) {
                (Some(Block::List(list)), Block::List(more)) if !fresh => list.extend(more),
                (Some(Block::Table(rows)), Block::Table(more)) if !fresh => rows.extend(more),
                (_, block) => blocks.push(block),
            }
            fresh = false;
        }
        Ok(Self(blocks))
    }
}

fn read_line(line: &str) -> Result<Block, String> {
    if let Some(text) = line.strip_prefix("> ") {
        return Ok(Block::Quote(text.into()));
    }
    if let Some(text) = line.strip_prefix("## ") {
        return Ok(Block::Heading(text.into()));
    }
    if let Some(text) = line.strip_prefix("- ") {
        return Ok(Block::List(vec![text.into()]));
    }
    if line.starts_with('|') {
        let cells = line.trim_matches('|').split('|');
        return Ok(Block::Table(vec![
            cells.map(|cell| cell.trim().to_owned()).collect(),
        ]));
    }
    let Some(order) = line.strip_prefix('!') else {
        return Ok(Block::Paragraph(line.into()));
    };
    let (word, rest) = order.split_once(' ').unwrap_or((order, ""));
    let parts: Vec<&str> = rest.split('|').map(str::trim).collect();
    match (word, parts.as_slice()) {
        ("photo", [photo, caption, credit]) => Ok(Block::Photo(Shot {
            photo: (*photo).into(),
            caption: (*caption).into(),
            credit: (*credit).into(),
        })),
        ("youtube", [id, title]) => Ok(Block::YouTube {
            id: (*id).into(),
            title: (*title).into(),
        }),
        ("film", [title]) => Ok(Block::Film {
            title: (*title).into(),
        }),
        ("report", [slug, words]) => Ok(Block::Report {
            slug: (*slug).into(),
            words: (*words).into(),
        }),
        ("readalso", [slug]) => Ok(Block::ReadAlso {
            slug: (*slug).into(),
        }),
        _ => Err(format!("not a block: {line}")),
    }
}

impl Block {
    /// The texts of it that belong to the article's text, without markup.
    pub(crate) fn texts(&self) -> Vec<String> {
        match self {
            Self::Paragraph(text) | Self::Quote(text) | Self::Heading(text) => vec![plain(text)],
            Self::List(list) => list.iter().map(|one| plain(one)).collect(),
            Self::Table(rows) => rows.iter().flatten().map(|one| plain(one)).collect(),
            _ => Vec::new(),
        }
    }
}

/// A text with its links as words only.
pub(crate) fn plain(text: &str) -> String {
    linked(text, |words, _| words.to_owned(), str::to_owned)
}

/// A text as HTML, its links as `<a>`.
pub(crate) fn html(text: &str) -> String {
    linked(
        text,
        |words, address| format!("<a href=\"{}\">{}</a>", escape(address), escape(words)),
        escape,
    )
}

/// Escapes the five characters that matter in HTML and XML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn linked(
    text: &str,
    link: impl Fn(&str, &str) -> String,
    between: impl Fn(&str) -> String,
) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let found = after.split_once("](").and_then(|(words, tail)| {
            let (address, tail) = tail.split_once(')')?;
            Some((words, address, tail))
        });
        let Some((words, address, tail)) = found else {
            break;
        };
        out.push_str(&between(before));
        out.push_str(&link(words, address));
        rest = tail;
    }
    out.push_str(&between(rest));
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_blocks() {
        let text = "One [link](/a/).\n\n> Said\n\n- a\n- b\n\n| x | y |\n| 1 | 2 |\n\n!photo trail-1 | Cap | By me\n";
        let body = Body::try_from(text.to_owned()).unwrap();
        assert_eq!(body.0.len(), 5);
        assert_eq!(body.0[2], Block::List(vec!["a".into(), "b".into()]));
        assert_eq!(body.0[0].texts(), ["One link."]);
        assert_eq!(html("a < [b](/c/)"), "a &lt; <a href=\"/c/\">b</a>");
    }

    #[test]
    fn an_unknown_order_is_an_error() {
        assert!(Body::try_from("!poto x".to_owned()).is_err());
    }

    #[test]
    fn the_stories_are_enough_and_in_three_languages() {
        let all = load().unwrap();
        let reports = all.iter().filter(|one| one.kind != Kind::Article).count();
        assert!(all.len() >= 66, "{} pieces", all.len());
        assert!(reports >= 6, "{reports} photo reports");
        assert!(all.iter().filter(|one| one.edit.is_some()).count() >= 2);
        for language in ["ru", "kk", "en"] {
            let count = all.iter().filter(|one| one.outlet.language() == language);
            assert!(count.count() >= 12, "{language}");
        }
    }
}
