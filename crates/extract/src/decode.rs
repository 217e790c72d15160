//! Bytes to text, as `parser` reads any page; here only what a text never shows is dropped.

use std::borrow::Cow;

use memchr::memmem;

use crate::dom::MAX_BYTES;

/// Decodes a page, without soft hyphens and NUL. Never fails on a byte; what lies beyond 15 MB is not read.
pub(crate) fn html(bytes: &[u8], content_type: Option<&str>) -> String {
    let bytes = bytes.get(..MAX_BYTES).unwrap_or(bytes);
    let text = parser::decode::html(bytes, content_type).text;
    match without_soft_hyphens(&text) {
        Cow::Owned(without) => without,
        Cow::Borrowed(_) => text,
    }
}

/// Removes soft hyphens, written as a character or as an entity, and NUL.
pub(crate) fn without_soft_hyphens(html: &str) -> Cow<'_, str> {
    let has = |what: &str| memmem::find(html.as_bytes(), what.as_bytes()).is_some();
    if !["\u{ad}", "\0", "&shy;", "&#173;"].into_iter().any(has) {
        return Cow::Borrowed(html);
    }
    let without = html
        .replace(['\u{ad}', '\0'], "")
        .replace("&shy;", "")
        .replace("&#173;", "");
    Cow::Owned(without)
}
