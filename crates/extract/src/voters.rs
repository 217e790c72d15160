//! The general path: finding the text of a page without knowing its site.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// The part of a page that looks like its article, as HTML with classes; absent where nothing does.
pub(crate) fn body(document: &Document, url: &url::Url) -> Option<String> {
    let config = Config {
        keep_classes: true,
        ..Config::default()
    };
    let mut readability =
        Readability::with_document(document.clone(), Some(url.as_str()), Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.content.to_string())
}
