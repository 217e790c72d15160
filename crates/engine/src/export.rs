//! Articles as files: which, with which pictures, under which name. How such a file looks is for the crate `export` to say.

use std::collections::HashSet;
use std::io::Cursor;

use ::export::{Media, Paper, PictureError};
use image::ImageFormat;
use model::{Article, ArticleId, MediaHash, View};
use store::Store;

use crate::articles::MOST_ROWS;
use crate::edition::MOST_ARTICLES;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::turns::blocking;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A book: EPUB 3, with pictures.
    Epub,
    /// One article as Markdown; its pictures stay at the publisher's.
    Markdown,
    /// One article as a page of HTML that holds its pictures.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Epub, Self::Markdown, Self::Html];

    /// The word used on the wire and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// The format of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// How a file's name ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Epub => "application/epub+zip",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// What goes into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// These articles, in this order.
    Articles(Vec<ArticleId>),
    /// The newest articles of a list, as many as a list shows at once; of the edition, all.
    View(View),
}

/// A file that was made, not written anywhere yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it may be called.
    pub name: String,
    /// Its form.
    pub format: Format,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Articles in it.
    pub articles: u32,
}

impl Engine {
    /// Makes a file of articles with what is in the library: nothing is fetched. In a book the articles of one source follow each other.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Export`], [`Error::Store`].
    pub async fn export(&self, selection: Selection, format: Format) -> Result<File> {
        let (ids, is_list) = match selection {
            Selection::Articles(ids) => (ids, false),
            Selection::View(view) => {
                let most = if view == View::Edition {
                    MOST_ARTICLES
                } else {
                    MOST_ROWS
                };
                let rows = self.articles_up_to(view, most).await?;
                (rows.into_iter().map(|row| row.id).collect(), true)
            }
        };
        let mut articles = Vec::with_capacity(ids.len());
        let mut taken = HashSet::new();
        for id in ids.into_iter().filter(|id| taken.insert(*id)) {
            let (article, _) = self.article(id).await?;
            // In a list, a headline without a text is no page of a book.
            if !is_list || !article.html.is_empty() || !article.photos.is_empty() {
                articles.push(article);
            }
        }
        let language = self.settings().await?.language;
        let (made, zone) = (self.now(), self.zone());
        let paper = Paper {
            title: ::export::title_of_day(&language, made, &zone),
            made,
            zone,
            language,
            articles: by_source(articles),
        };
        let store = self.store.clone();
        blocking(move || file_of(&store, &paper, format)).await
    }
}

fn file_of(store: &Store, paper: &Paper, format: Format) -> Result<File> {
    let one = match paper.articles.as_slice() {
        [] => {
            return Err(Error::Export {
                why: "there is nothing to save: none of these articles has its text yet. Update first".to_owned(),
            });
        }
        [one] => Some(one),
        _ => None,
    };
    let failed = |error: ::export::ExportError| Error::Export {
        why: error.to_string(),
    };
    let bytes = match (format, one) {
        (Format::Epub, _) => {
            ::export::epub(paper, &mut |hash| book_picture(store, hash)).map_err(failed)?
        }
        (Format::Html, Some(article)) => {
            ::export::html(article, paper, &mut |hash| picture(store, hash)).map_err(failed)?
        }
        (Format::Markdown, Some(article)) => ::export::markdown(article, paper).into_bytes(),
        (Format::Html | Format::Markdown, None) => {
            return Err(Error::Export {
                why: format!(
                    "a file of {} holds one article. Choose EPUB for several",
                    format.as_str()
                ),
            });
        }
    };
    let name = one.map_or(paper.title.as_str(), |article| article.row.title.as_str());
    Ok(File {
        name: format!("{}.{}", file_name(name), format.ending()),
        format,
        bytes,
        articles: paper.articles.len() as u32,
    })
}

/// Sources in the order of their first article.
fn by_source(mut articles: Vec<Article>) -> Vec<Article> {
    let mut order = Vec::new();
    for article in &articles {
        if !order.contains(&article.row.source) {
            order.push(article.row.source.clone());
        }
    }
    articles.sort_by_key(|article| {
        order
            .iter()
            .position(|source| *source == article.row.source)
    });
    articles
}

fn picture(store: &Store, hash: &MediaHash) -> Result<Option<Media>, PictureError> {
    let blob = store.media().load(hash)?;
    Ok(blob.map(|blob| Media {
        content_type: blob.content_type,
        bytes: blob.bytes,
    }))
}

/// Reading devices know JPEG, PNG and GIF; a picture in another form becomes JPEG, or PNG where one can see through it.
fn book_picture(store: &Store, hash: &MediaHash) -> Result<Option<Media>, PictureError> {
    let Some(media) = picture(store, hash)? else {
        return Ok(None);
    };
    if ["image/jpeg", "image/png", "image/gif"].contains(&media.content_type.as_str()) {
        return Ok(Some(media));
    }
    // It was decoded within limits when it came.
    let decoded = image::load_from_memory(&media.bytes)?;
    let (format, content_type) = if decoded.color().has_alpha() {
        (ImageFormat::Png, "image/png")
    } else {
        (ImageFormat::Jpeg, "image/jpeg")
    };
    let mut bytes = Cursor::new(Vec::new());
    decoded.write_to(&mut bytes, format)?;
    Ok(Some(Media {
        content_type: content_type.to_owned(),
        bytes: bytes.into_inner(),
    }))
}

/// So many characters of a headline name its file.
const LONGEST_NAME: usize = 80;

/// A headline as a file's name on every system: no signs that mean something there, no more than 80 characters.
fn file_name(title: &str) -> String {
    let is_free =
        |letter: char| !letter.is_control() && !"\\/:*?\"<>|\u{2028}\u{2029}".contains(letter);
    let is_mark = |letter: &char| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let plain: String = title
        .chars()
        .filter(is_mark)
        .map(|letter| if is_free(letter) { letter } else { ' ' })
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    // Windows keeps no dots and spaces at the end; a dot at the beginning hides a file.
    let name = begin(&words).trim_matches(['.', ' ']);
    let is_reserved = ["CON", "PRN", "AUX", "NUL"]
        .iter()
        .any(|reserved| name.eq_ignore_ascii_case(reserved));
    if name.is_empty() || is_reserved {
        "Qazet".to_owned()
    } else {
        name.to_owned()
    }
}

/// The first words of a headline, of [`LONGEST_NAME`] characters at most; of one word that is longer, its beginning.
fn begin(words: &str) -> &str {
    let Some((end, _)) = words.char_indices().nth(LONGEST_NAME) else {
        return words;
    };
    let (begin, rest) = words.split_at(end);
    if rest.starts_with(' ') {
        return begin;
    }
    begin.rsplit_once(' ').map_or(begin, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_headline_becomes_a_name_that_every_system_takes() {
        let long = "слово ".repeat(40);
        for (title, name) in [
            ("Қала: жаңа мектеп", "Қала жаңа мектеп"),
            ("../../etc/passwd", "etc passwd"),
            ("a\u{202e}gpj.exe\n", "agpj.exe"),
            ("con", "Qazet"),
            ("…?", "…"),
            ("", "Qazet"),
            (long.as_str(), &"слово ".repeat(13)),
        ] {
            assert_eq!(file_name(title), name.trim(), "{title}");
        }
    }
}
