//! Bytes to text. Never fails on a byte.

use crate::dom::MAX_BYTES;

/// Decodes a page: byte order mark, then the charset of `Content-Type`, then the page's own `meta`, then valid UTF-8, then a guess.
pub(crate) fn html(bytes: &[u8], content_type: Option<&str>) -> String {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let label = content_type.and_then(charset).map(str::to_owned);
    let declared = label.or_else(|| {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
        charset(&head).map(str::to_owned)
    });
    let encoding = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let encoding = match encoding {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => {
            let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            guess.feed(bytes, true);
            guess.guess(None, chardetng::Utf8Detection::Allow)
        }
    };
    let (text, _, _) = encoding.decode(bytes);
    text.replace(['\u{ad}', '\0'], "")
        .replace("&shy;", "")
        .replace("&#173;", "")
}

fn charset(text: &str) -> Option<&str> {
    let at = text.to_ascii_lowercase().find("charset=")? + "charset=".len();
    let rest = text.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = rest
        .find(['"', '\'', ';', ' ', '>', '/'])
        .unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}
