//! What comes in place of a page: papers, pictures, sounds, archives. Their bytes read as HTML would be an article of noise.

/// How files begin that are no pages, and what they are.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an archive or a document of an office"),
    (b"\xd0\xcf\x11\xe0", "a document of an office"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
];

/// What the bytes are where they are no page, in words; nothing where they may be one.
pub(crate) fn other_than_page(bytes: &[u8], content_type: Option<&str>) -> Option<&'static str> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    let bytes = bytes.get(start.unwrap_or(0)..).unwrap_or_default();
    let begins = BEGINNINGS
        .iter()
        .find(|(begins, _)| bytes.starts_with(begins));
    if let Some((_, what)) = begins {
        return Some(what);
    }
    let kind = content_type?.split(';').next()?.trim().to_ascii_lowercase();
    match kind.split('/').next()? {
        "image" if kind != "image/svg+xml" => Some("a picture"),
        "audio" => Some("a sound"),
        "video" => Some("a film"),
        "font" => Some("a font"),
        _ if kind == "application/pdf" => Some("a PDF"),
        _ if kind == "application/json" => Some("data for programs"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_pages_by_their_bytes_and_their_type() {
        for (bytes, content_type, expected) in [
            (&b"%PDF-1.7 words"[..], Some("text/html"), Some("a PDF")),
            (
                b"\n\n<!doctype html>",
                Some("text/html; charset=utf-8"),
                None,
            ),
            (b"<html>", None, None),
            (b"<html>", Some("application/octet-stream"), None),
            (b"bytes", Some("application/pdf"), Some("a PDF")),
            (b"\xff\xd8\xff\xe0", None, Some("a picture")),
            (b"bytes", Some("Audio/MPEG"), Some("a sound")),
            (b"{}", Some("application/json"), Some("data for programs")),
            (b"", None, None),
        ] {
            assert_eq!(
                other_than_page(bytes, content_type),
                expected,
                "{bytes:?} {content_type:?}"
            );
        }
    }
}
