//! The contents of a book: the page of EPUB 3, and the file that devices of EPUB 2 read.

use crate::epub::{begin_page, book_title, end_page, page_name, title_of};
use crate::html::language_of;
use crate::markup::Markup;
use crate::package::identifier;
use crate::sheet::Sheet;
use crate::words::Words;
use crate::{Paper, Result};

/// Articles in the order of the book, those of one source together; its name where there are several.
fn by_source<'a>(paper: &'a Paper, sheets: &'a [Sheet]) -> Vec<(&'a str, Vec<(usize, &'a Sheet)>)> {
    let mut groups: Vec<(&str, Vec<(usize, &Sheet)>)> = Vec::new();
    for ((at, sheet), article) in sheets.iter().enumerate().zip(&paper.articles) {
        let source = article.row.source.as_str();
        match groups.last_mut() {
            Some((last, group)) if *last == source => group.push((at, sheet)),
            _ => groups.push((source, vec![(at, sheet)])),
        }
    }
    groups
}

pub(crate) fn contents(paper: &Paper, sheets: &[Sheet], words: &Words) -> Result<Vec<u8>> {
    let title = book_title(paper, sheets);
    let mut page = begin_page(&paper.language, &title)?;
    page.open("nav", &[("epub:type", "toc"), ("role", "doc-toc")])?;
    page.line_end()?;
    page.words(
        "h1",
        &[],
        if sheets.len() == 1 {
            words.contents
        } else {
            &title
        },
    )?;
    page.open("ol", &[])?;
    page.line_end()?;
    let groups = by_source(paper, sheets);
    let single = groups.len() == 1;
    for (source, group) in groups {
        if !single {
            page.open("li", &[])?;
            page.words(
                "span",
                &[],
                if source.trim().is_empty() {
                    "Qazet"
                } else {
                    source
                },
            )?;
            page.open("ol", &[])?;
        }
        for (at, sheet) in group {
            page.open("li", &[])?;
            page.open(
                "a",
                &[
                    ("href", &page_name(at)),
                    ("lang", language_of(sheet, paper)),
                    ("xml:lang", language_of(sheet, paper)),
                ],
            )?;
            page.text(&title_of(sheet))?;
            page.close("a")?;
            page.close("li")?;
            page.line_end()?;
        }
        if !single {
            page.close("ol")?;
            page.close("li")?;
            page.line_end()?;
        }
    }
    page.close("ol")?;
    page.close("nav")?;
    end_page(page)
}

/// The same for devices of before 2011 (EPUB 2), of which many are in use.
pub(crate) fn old_contents(paper: &Paper, sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut ncx = Markup::xml()?;
    ncx.open(
        "ncx",
        &[
            ("xmlns", "http://www.daisy.org/z3986/2005/ncx/"),
            ("version", "2005-1"),
        ],
    )?;
    ncx.open("head", &[])?;
    ncx.empty(
        "meta",
        &[("name", "dtb:uid"), ("content", &identifier(paper))],
    )?;
    ncx.close("head")?;
    ncx.open("docTitle", &[])?;
    ncx.words("text", &[], &book_title(paper, sheets))?;
    ncx.close("docTitle")?;
    ncx.open("navMap", &[])?;
    for (at, sheet) in sheets.iter().enumerate() {
        ncx.open("navPoint", &[("id", &format!("n{at}"))])?;
        ncx.open("navLabel", &[])?;
        ncx.words("text", &[], &title_of(sheet))?;
        ncx.close("navLabel")?;
        ncx.empty("content", &[("src", &page_name(at))])?;
        ncx.close("navPoint")?;
    }
    ncx.close("navMap")?;
    ncx.close("ncx")?;
    Ok(ncx.finish())
}
