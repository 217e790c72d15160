//! EPUB 3.3: articles as a book, a page each, the pictures beside them. Checked with epubcheck in the tests.
//!
//! Written by hand on `zip` and `quick-xml`: the libraries for EPUB put the time of the machine and random numbers into a book, and know no
//! direction of writing.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use model::MediaHash;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::contents::{contents, old_contents};
use crate::html::language_of;
use crate::markup::{Markup, legal};
use crate::package::package;
use crate::sheet::Sheet;
use crate::styles;
use crate::words::Words;
use crate::{ExportError, Paper, Pictures, Result};

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">
<rootfiles><rootfile full-path=\"book/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>
</container>
";

/// What stands before the names of a page's elements.
const XHTML: (&str, &str) = ("xmlns", "http://www.w3.org/1999/xhtml");

/// A book of the paper's articles, in their order.
///
/// Pictures have to be of a type that every device knows: JPEG, PNG or GIF.
///
/// # Errors
/// [`ExportError`].
pub fn epub(paper: &Paper, pictures: Pictures<'_>) -> Result<Vec<u8>> {
    let sheets: Vec<Sheet> = paper
        .articles
        .iter()
        .map(|article| Sheet::of(article, paper))
        .collect();
    let mut archive = Archive::new(paper);
    // First and as it is, so that the file can be told by its first bytes.
    archive.add(
        "mimetype",
        b"application/epub+zip",
        CompressionMethod::Stored,
    )?;
    archive.add(
        "META-INF/container.xml",
        CONTAINER.as_bytes(),
        CompressionMethod::Deflated,
    )?;
    archive.add(
        "book/style.css",
        styles::BOOK.as_bytes(),
        CompressionMethod::Deflated,
    )?;
    let held = archive.add_pictures(&sheets, pictures)?;
    let words = Words::of(&paper.language);
    for (at, sheet) in sheets.iter().enumerate() {
        let page = page_of(sheet, paper, words, &held)?;
        archive.add(
            &format!("book/{}", page_name(at)),
            &page,
            CompressionMethod::Deflated,
        )?;
    }
    archive.add(
        "book/nav.xhtml",
        &contents(paper, &sheets, words)?,
        CompressionMethod::Deflated,
    )?;
    archive.add(
        "book/toc.ncx",
        &old_contents(paper, &sheets)?,
        CompressionMethod::Deflated,
    )?;
    archive.add(
        "book/package.opf",
        &package(paper, &sheets, &held)?,
        CompressionMethod::Deflated,
    )?;
    archive.finish()
}

/// Pictures of the book: their names in it and their types.
pub(crate) type Held = BTreeMap<String, (String, String)>;

struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    time: DateTime,
}

impl Archive {
    fn new(paper: &Paper) -> Self {
        let made = paper.made.to_zoned(jiff::tz::TimeZone::UTC);
        let part = |number: i8| number.unsigned_abs();
        // A time that a zip can't hold (before 1980) is left out.
        let time = DateTime::from_date_and_time(
            made.year().unsigned_abs(),
            part(made.month()),
            part(made.day()),
            part(made.hour()),
            part(made.minute()),
            part(made.second()),
        );
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
            time: time.unwrap_or_default(),
        }
    }

    fn add(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(self.time)
            .unix_permissions(0o644);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)?;
        Ok(())
    }

    /// Each picture once, in the order in which articles show them.
    fn add_pictures(&mut self, sheets: &[Sheet], pictures: Pictures<'_>) -> Result<Held> {
        let mut held = Held::new();
        for sheet in sheets {
            let mut named: Vec<&MediaHash> = sheet.pictures.values().collect();
            named.sort_by_key(|hash| hash.as_str());
            for hash in named {
                if held.contains_key(hash.as_str()) {
                    continue;
                }
                let Some(media) = pictures(hash).map_err(ExportError::Picture)? else {
                    continue;
                };
                let ending = match media.content_type.as_str() {
                    "image/jpeg" => "jpg",
                    "image/gif" => "gif",
                    _ => "png",
                };
                let name = format!("pictures/{hash}.{ending}");
                // They are packed already.
                self.add(
                    &format!("book/{name}"),
                    &media.bytes,
                    CompressionMethod::Stored,
                )?;
                held.insert(hash.to_string(), (name, media.content_type));
            }
        }
        Ok(held)
    }

    fn finish(self) -> Result<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}

pub(crate) fn page_name(at: usize) -> String {
    format!("article-{:04}.xhtml", at + 1)
}

fn page_of(sheet: &Sheet, paper: &Paper, words: &Words, held: &Held) -> Result<Vec<u8>> {
    let language = language_of(sheet, paper);
    let mut page = begin_page(language, &title_of(sheet))?;
    let address = |url: &str| {
        let hash = sheet.pictures.get(url)?;
        held.get(hash.as_str()).map(|(name, _)| name.clone())
    };
    page.sheet(sheet, words, &address)?;
    end_page(page)
}

pub(crate) fn begin_page(language: &str, title: &str) -> Result<Markup> {
    let mut page = Markup::xml()?;
    page.doctype()?;
    let root = [
        XHTML,
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", language),
        ("xml:lang", language),
    ];
    page.open("html", &root)?;
    page.open("head", &[])?;
    page.words("title", &[], title)?;
    page.empty(
        "link",
        &[
            ("rel", "stylesheet"),
            ("type", "text/css"),
            ("href", "style.css"),
        ],
    )?;
    page.close("head")?;
    page.open("body", &[])?;
    page.line_end()?;
    Ok(page)
}

pub(crate) fn end_page(mut page: Markup) -> Result<Vec<u8>> {
    page.close("body")?;
    page.close("html")?;
    page.line_end()?;
    Ok(page.finish())
}

/// A page, a line in the contents and a book have to be called something.
pub(crate) fn title_of(sheet: &Sheet) -> String {
    let words = |text: &str| legal(text).split_whitespace().collect::<Vec<_>>().join(" ");
    [&sheet.title, &sheet.lead, &sheet.link]
        .into_iter()
        .map(|text| words(text))
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| "Qazet".to_owned())
}

pub(crate) fn book_title(paper: &Paper, sheets: &[Sheet]) -> String {
    match sheets {
        [one] => title_of(one),
        _ => paper.title.clone(),
    }
}
