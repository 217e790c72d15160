//! What a book says of itself: its name, language and source, and all that lies in it.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::epub::{Held, book_title, page_name};
use crate::html::language_of;
use crate::markup::Markup;
use crate::sheet::Sheet;
use crate::{Paper, Result};

pub(crate) fn package(paper: &Paper, sheets: &[Sheet], held: &Held) -> Result<Vec<u8>> {
    let mut opf = Markup::xml()?;
    let root = [
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "id"),
        ("xml:lang", paper.language.as_str()),
    ];
    opf.open("package", &root)?;
    opf.line_end()?;
    let cover = sheets.iter().find_map(|sheet| {
        let front = sheet.front.as_ref()?.as_str();
        held.contains_key(front).then_some(front)
    });
    metadata(&mut opf, paper, sheets, cover, !held.is_empty())?;
    opf.open("manifest", &[])?;
    opf.line_end()?;
    let xhtml = "application/xhtml+xml";
    opf.empty(
        "item",
        &[
            ("id", "nav"),
            ("href", "nav.xhtml"),
            ("media-type", xhtml),
            ("properties", "nav"),
        ],
    )?;
    opf.empty(
        "item",
        &[
            ("id", "ncx"),
            ("href", "toc.ncx"),
            ("media-type", "application/x-dtbncx+xml"),
        ],
    )?;
    opf.empty(
        "item",
        &[
            ("id", "style"),
            ("href", "style.css"),
            ("media-type", "text/css"),
        ],
    )?;
    opf.line_end()?;
    for at in 0..sheets.len() {
        opf.empty(
            "item",
            &[
                ("id", &format!("a{at}")),
                ("href", &page_name(at)),
                ("media-type", xhtml),
            ],
        )?;
        opf.line_end()?;
    }
    for (hash, (name, content_type)) in held {
        let id = format!("p{hash}");
        let mut item = vec![
            ("id", id.as_str()),
            ("href", name),
            ("media-type", content_type),
        ];
        if cover == Some(hash) {
            item.push(("properties", "cover-image"));
        }
        opf.empty("item", &item)?;
        opf.line_end()?;
    }
    opf.close("manifest")?;
    let is_rtl = sheets.iter().filter(|sheet| sheet.is_rtl).count() * 2 > sheets.len();
    let rtl = [("toc", "ncx"), ("page-progression-direction", "rtl")];
    opf.open(
        "spine",
        if is_rtl {
            &rtl
        } else {
            rtl.get(..1).unwrap_or_default()
        },
    )?;
    // One article needs no page of contents before it.
    if sheets.len() != 1 {
        opf.empty("itemref", &[("idref", "nav")])?;
    }
    for at in 0..sheets.len() {
        opf.empty("itemref", &[("idref", &format!("a{at}"))])?;
    }
    opf.close("spine")?;
    opf.close("package")?;
    opf.line_end()?;
    Ok(opf.finish())
}

fn metadata(
    opf: &mut Markup,
    paper: &Paper,
    sheets: &[Sheet],
    cover: Option<&str>,
    has_pictures: bool,
) -> Result<()> {
    opf.open(
        "metadata",
        &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")],
    )?;
    opf.line_end()?;
    opf.words("dc:identifier", &[("id", "id")], &identifier(paper))?;
    opf.words("dc:title", &[], &book_title(paper, sheets))?;
    opf.words("dc:language", &[], &main_language(paper, sheets))?;
    let made = paper.made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    match (sheets, paper.articles.as_slice()) {
        ([sheet], [article]) => {
            opf.words("dc:creator", &[], &article.byline)?;
            opf.words("dc:publisher", &[], &article.row.source)?;
            opf.words("dc:source", &[], &sheet.link)?;
            opf.words(
                "dc:date",
                &[],
                &article
                    .row
                    .published
                    .strftime("%Y-%m-%dT%H:%M:%SZ")
                    .to_string(),
            )?;
        }
        _ => {
            opf.words("dc:creator", &[], "Qazet")?;
            opf.words("dc:date", &[], &made)?;
        }
    }
    let mut say = |property: &str, value: &str| opf.words("meta", &[("property", property)], value);
    say("dcterms:modified", &made)?;
    say("schema:accessMode", "textual")?;
    if has_pictures {
        say("schema:accessMode", "visual")?;
    }
    say("schema:accessibilityFeature", "tableOfContents")?;
    say("schema:accessibilityFeature", "structuralNavigation")?;
    say("schema:accessibilityHazard", "unknown")?;
    if let Some(cover) = cover {
        // For devices that know only EPUB 2.
        opf.empty(
            "meta",
            &[("name", "cover"), ("content", &format!("p{cover}"))],
        )?;
    }
    opf.close("metadata")?;
    opf.line_end()?;
    Ok(())
}

/// The language that most articles are in.
fn main_language(paper: &Paper, sheets: &[Sheet]) -> String {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for sheet in sheets {
        *counts.entry(language_of(sheet, paper)).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)));
    most.map_or_else(
        || paper.language.clone(),
        |(language, _)| language.to_owned(),
    )
}

/// Another book has another name: made of the articles it holds and of when it was made (RFC 9562, version 8).
pub(crate) fn identifier(paper: &Paper) -> String {
    let mut hash = Sha256::new();
    hash.update(paper.made.to_string());
    for article in &paper.articles {
        hash.update(format!("{} {}\n", article.row.id, article.row.link));
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut hex: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "a");
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    format!("urn:uuid:{hex}")
}
