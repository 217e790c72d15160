//! Bytes to text, as `parser` reads any page; here only what a text never shows is dropped.

use crate::dom::MAX_BYTES;

/// Decodes a page, without soft hyphens and NUL. Never fails on a byte; what lies beyond 15 MB is not read.
pub(crate) fn html(bytes: &[u8], content_type: Option<&str>) -> String {
    let bytes = bytes.get(..MAX_BYTES).unwrap_or(bytes);
    without_soft_hyphens(&parser::decode::html(bytes, content_type).text)
}

/// Removes soft hyphens, written as a character or as an entity, and NUL.
pub(crate) fn without_soft_hyphens(html: &str) -> String {
    if !html.contains(['\u{ad}', '\0']) && !html.contains("&shy;") && !html.contains("&#173;") {
        return html.to_owned();
    }
    html.replace(['\u{ad}', '\0'], "")
        .replace("&shy;", "")
        .replace("&#173;", "")
}
