//! Bytes to text. It never fails: a byte that fits nothing becomes U+FFFD, and [`Decoded::replaced`] says so.
//!
//! The order of witnesses: byte-order mark, the shape of UTF-16, UTF-32 or EBCDIC without one, the charset of HTTP, the document's own
//! declaration, valid UTF-8, and at last `chardetng`'s judgement. A witness whose charset does not fit the bytes is
//! passed over when the bytes are valid UTF-8 with something in it that is not ASCII: so mislabelled pages come out whole.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::code_pages::CodePage;

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The encoding it was read in, by its name in the WHATWG Encoding Standard, or else at IANA.
    pub encoding: &'static str,
    /// Some bytes meant nothing in that encoding and became U+FFFD.
    pub replaced: bool,
}

/// Decodes a feed, OPML file or other XML. `content_type` is the HTTP header, if there was one.
pub fn xml(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    decode(bytes, content_type, xml_declaration)
}

/// Decodes an HTML page: the same with `<meta charset>` and `<meta http-equiv>`.
pub fn html(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    decode(bytes, content_type, meta_charset)
}

/// How bytes are to be read.
#[derive(Clone, Copy, PartialEq)]
enum Charset {
    Standard(&'static Encoding),
    Page(&'static CodePage),
}

fn decode(
    bytes: &[u8],
    content_type: Option<&str>,
    declared: fn(&[u8]) -> Option<Charset>,
) -> Decoded {
    if let Some(decoded) = utf_32(bytes) {
        return decoded;
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return standard(&bytes[length..], encoding);
    }
    if let Some(encoding) = utf_16_by_shape(bytes) {
        return standard(bytes, encoding);
    }
    if let Some(page) = CodePage::of_shape(bytes) {
        // Its marks and digits mean the same on all such pages, so the declaration can be read with any.
        let (head, _) = page.decode(&bytes[..bytes.len().min(200)]);
        let own = match xml_declaration(head.as_bytes()) {
            Some(Charset::Page(own)) if own.is_ebcdic() => own,
            _ => page,
        };
        return read(bytes, Charset::Page(own));
    }
    let valid_utf_8 = std::str::from_utf8(bytes).is_ok();
    if valid_utf_8 && !bytes.is_ascii() {
        // Text in another encoding is practically never valid UTF-8 by accident.
        return standard(bytes, UTF_8);
    }
    let witnesses = [content_type.and_then(charset), declared(bytes)];
    for charset in witnesses.into_iter().flatten() {
        let plausible = match charset {
            // Without a byte-order mark and without the shape of it, UTF-16 is a lie.
            Charset::Standard(encoding) => {
                encoding != UTF_16LE && encoding != UTF_16BE && (encoding != UTF_8 || valid_utf_8)
            }
            Charset::Page(page) => !page.is_ebcdic(),
        };
        if plausible {
            let decoded = read(bytes, charset);
            if !decoded.replaced {
                return decoded;
            }
        }
    }
    if valid_utf_8 {
        return standard(bytes, UTF_8);
    }
    if claims_utf_8(&witnesses) && nearly_utf_8(bytes) {
        return standard(bytes, UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    standard(bytes, detector.guess(None, chardetng::Utf8Detection::Deny))
}

fn read(bytes: &[u8], charset: Charset) -> Decoded {
    match charset {
        Charset::Standard(encoding) => standard(bytes, encoding),
        Charset::Page(page) => {
            let (text, replaced) = page.decode(bytes);
            Decoded {
                text,
                encoding: page.name,
                replaced,
            }
        }
    }
}

fn standard(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        replaced,
    }
}

/// UTF-32, by its byte-order mark or by a `<` four bytes wide. The standard for the web does not have it; XML does.
fn utf_32(bytes: &[u8]) -> Option<Decoded> {
    let (little, start) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => (true, 4),
        [0, 0, 0xfe, 0xff, ..] => (false, 4),
        [b'<', 0, 0, 0, b, 0, 0, 0, ..] if *b != 0 => (true, 0),
        [0, 0, 0, b'<', 0, 0, 0, b, ..] if *b != 0 => (false, 0),
        _ => return None,
    };
    let mut replaced = false;
    let text = bytes[start..]
        .chunks(4)
        .map(|chunk| {
            let number = <[u8; 4]>::try_from(chunk).ok().map(|four| match little {
                true => u32::from_le_bytes(four),
                false => u32::from_be_bytes(four),
            });
            number.and_then(char::from_u32).unwrap_or_else(|| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Some(Decoded {
        text,
        encoding: if little { "UTF-32LE" } else { "UTF-32BE" },
        replaced,
    })
}

/// UTF-16 without a byte-order mark: a document that begins with `<` and an ASCII character.
fn utf_16_by_shape(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<' | b'{' | b' ' | b'\n' | b'\r', 0, b, 0, ..] if *b != 0 => Some(UTF_16LE),
        [0, b'<' | b'{' | b' ' | b'\n' | b'\r', 0, b, ..] if *b != 0 => Some(UTF_16BE),
        _ => None,
    }
}

fn claims_utf_8(witnesses: &[Option<Charset>]) -> bool {
    let utf_8 = Charset::Standard(UTF_8);
    witnesses.iter().flatten().any(|charset| *charset == utf_8)
        || witnesses.iter().all(Option::is_none)
}

/// A document said to be UTF-8 with a few broken bytes (a text cut in the middle of a letter) is still UTF-8.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 4 <= good
}

/// The charset parameter of a Content-Type.
fn charset(content_type: &str) -> Option<Charset> {
    let lower = content_type.to_ascii_lowercase();
    let value = lower.split("charset=").nth(1)?;
    label(value.trim_start_matches(['"', '\'', ' ']).as_bytes())
}

/// `encoding="…"` of an XML declaration, which stands at the very beginning.
fn xml_declaration(bytes: &[u8]) -> Option<Charset> {
    let head = &bytes[..bytes.len().min(1024)];
    let start = find(head, b"<?xml")?;
    let end = start + find(&head[start..], b">")?;
    let declaration = &head[start..end];
    let value = &declaration[find(declaration, b"encoding")? + 8..];
    let value = value
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    label(
        value
            .strip_prefix(b"\"")
            .or_else(|| value.strip_prefix(b"'"))?,
    )
}

/// The charset that a page's `<meta>` tells within its first 4 kB (the standard asks for 1 kB; pages disagree). A comment tells nothing.
fn meta_charset(bytes: &[u8]) -> Option<Charset> {
    let head = without_comments(bytes[..bytes.len().min(4096)].to_ascii_lowercase());
    let mut rest = head.as_slice();
    while let Some(start) = find(rest, b"<meta") {
        rest = &rest[start + 5..];
        let tag = &rest[..find(rest, b">").unwrap_or(rest.len())];
        if let Some(at) = find(tag, b"charset") {
            let value = tag[at + 7..].trim_ascii_start();
            let value = value.strip_prefix(b"=").unwrap_or(value).trim_ascii_start();
            let value = value
                .strip_prefix(b"\"")
                .or_else(|| value.strip_prefix(b"'"))
                .unwrap_or(value);
            if let Some(charset) = label(value) {
                return Some(charset);
            }
        }
    }
    xml_declaration(bytes)
}

fn without_comments(mut head: Vec<u8>) -> Vec<u8> {
    while let Some(start) = find(&head, b"<!--") {
        let after = start + 4;
        let end = find(&head[after..], b"-->").map_or(head.len(), |end| after + end + 3);
        head.drain(start..end);
    }
    head
}

fn label(value: &[u8]) -> Option<Charset> {
    let end = value
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))
        .unwrap_or(value.len());
    let label = std::str::from_utf8(&value[..end])
        .ok()?
        .to_ascii_lowercase();
    let Some(encoding) = Encoding::for_label(label.as_bytes()).or_else(|| by_other_name(&label))
    else {
        return CodePage::named(&label).map(Charset::Page);
    };
    // `us-ascii` and `iso-8859-1` mean windows-1252 to the standard; sites that say so mean "whatever".
    if encoding == WINDOWS_1252 && !label.starts_with("windows") {
        return None;
    }
    Some(Charset::Standard(encoding))
}

/// Encodings of the standard by names that it does not know and feeds use.
fn by_other_name(label: &str) -> Option<&'static Encoding> {
    let usual = match label {
        "mac-cyrillic" | "maccyrillic" => "x-mac-cyrillic",
        "mac-roman" | "macroman" => "macintosh",
        "cp866" => "ibm866",
        "cp874" | "tis620" => "windows-874",
        "cp932" | "ms932" => "shift_jis",
        "cp936" | "ms936" => "gbk",
        "cp949" | "ms949" | "uhc" => "euc-kr",
        "cp950" => "big5",
        "utf_8" => "utf-8",
        "utf_16" => "utf-16",
        _ => {
            // `win-1251`, `win1251`, `windows1251`, `cp-1251`
            let number = ["windows", "win", "cp"]
                .iter()
                .find_map(|front| label.strip_prefix(front))?;
            let number = number.trim_start_matches(['-', '_']);
            return Encoding::for_label(format!("windows-{number}").as_bytes());
        }
    };
    Encoding::for_label(usual.as_bytes())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const RUSSIAN: &str =
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Новости Казахстана</a>";

    fn windows_1251(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
    }

    #[test]
    fn the_declaration_is_believed_when_http_says_nothing() {
        let decoded = xml(&windows_1251(RUSSIAN), Some("text/xml"));
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding, decoded.replaced),
            (RUSSIAN, "windows-1251", false)
        );
    }

    #[test]
    fn http_is_believed_before_the_declaration() {
        let text = "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>Новости</a>";
        assert_eq!(
            xml(&windows_1251(text), Some("text/xml; charset=windows-1251")).text,
            text
        );
    }

    #[test]
    fn utf_8_is_read_as_utf_8_whatever_the_labels_say() {
        let decoded = xml(RUSSIAN.as_bytes(), Some("text/xml; charset=iso-8859-1"));
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            (RUSSIAN, "UTF-8")
        );
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let text = "<rss><a>Жаңалық</a></rss>";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            le.clone(),
            be.clone(),
            [vec![0xff, 0xfe], le].concat(),
            [vec![0xfe, 0xff], be].concat(),
        ] {
            assert_eq!(xml(&bytes, None).text, text);
        }
    }

    #[test]
    fn cyrillic_without_any_label_is_recognised() {
        let text = "Қазет емес, газета: сегодня в Алматы выпал первый снег, сообщает гидрометцентр";
        assert_eq!(
            xml(&windows_1251(&text[text.find("газета").unwrap()..]), None).encoding,
            "windows-1251"
        );
    }

    #[test]
    fn a_page_tells_its_charset_in_meta() {
        for meta in [
            "<meta charset=windows-1251>",
            "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        ] {
            let page = format!("<html><head>{meta}</head><body>Новости</body></html>");
            let decoded = html(&windows_1251(&page), None);
            assert_eq!((decoded.text, decoded.encoding), (page, "windows-1251"));
        }
    }

    #[test]
    fn a_broken_byte_does_not_spoil_the_rest() {
        let mut bytes = "<a>Новости Казахстана и мира</a>".as_bytes().to_vec();
        bytes.insert(5, 0xff);
        let decoded = xml(&bytes, None);
        assert!(decoded.replaced);
        assert!(
            decoded.text.contains("ости Казахстана и мира"),
            "{}",
            decoded.text
        );
        assert_eq!(decoded.encoding, "UTF-8");
    }
}
