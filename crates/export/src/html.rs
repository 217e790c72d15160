//! An article as a page of HTML that holds its pictures: it can be mailed, kept and printed, and loads nothing from anywhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use model::Article;
use sha2::{Digest as _, Sha256};

use crate::markup::Markup;
use crate::sheet::Sheet;
use crate::styles;
use crate::words::Words;
use crate::{ExportError, Paper, Pictures, Result};

/// The page.
///
/// # Errors
/// [`ExportError`].
pub fn html(article: &Article, paper: &Paper, pictures: Pictures<'_>) -> Result<Vec<u8>> {
    let sheet = Sheet::of(article, paper);
    let mut embedded = std::collections::HashMap::new();
    for (url, hash) in &sheet.pictures {
        if let Some(media) = pictures(hash).map_err(ExportError::Picture)? {
            let data = STANDARD.encode(&media.bytes);
            embedded.insert(
                url.clone(),
                format!("data:{};base64,{data}", media.content_type),
            );
        }
    }
    let mut page = Markup::html()?;
    page.open("html", &[("lang", language_of(&sheet, paper))])?;
    page.open("head", &[])?;
    page.line_end()?;
    page.empty("meta", &[("charset", "utf-8")])?;
    // Only our own style, named by its hash, and pictures that stand in the page: nothing runs and nothing loads.
    let style = STANDARD.encode(Sha256::digest(styles::PAGE));
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    );
    page.empty(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", &policy),
        ],
    )?;
    page.empty("meta", &[("name", "referrer"), ("content", "no-referrer")])?;
    page.empty(
        "meta",
        &[
            ("name", "viewport"),
            ("content", "width=device-width, initial-scale=1"),
        ],
    )?;
    page.line_end()?;
    page.words("title", &[], &sheet.title)?;
    page.open("style", &[])?;
    page.as_it_is(styles::PAGE)?;
    page.close("style")?;
    page.close("head")?;
    page.line_end()?;
    page.open("body", &[])?;
    page.line_end()?;
    page.sheet(&sheet, Words::of(&paper.language), &|url| {
        embedded.get(url).cloned()
    })?;
    page.close("body")?;
    page.close("html")?;
    page.line_end()?;
    Ok(page.finish())
}

/// The article's language; the interface's where the article's is unknown.
pub(crate) fn language_of<'a>(sheet: &'a Sheet, paper: &'a Paper) -> &'a str {
    let is_tag = |tag: &str| {
        (2..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    if is_tag(&sheet.language) {
        &sheet.language
    } else {
        &paper.language
    }
}
