//! References (`&amp;`, `&#8212;`, `&nbsp;`), the entities of a DOCTYPE, and characters that XML forbids.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{floor, name_length};

/// Bytes that a document's own entities may unfold to, all together.
const UNFOLDED: usize = 1024 * 1024;

/// Reads references; knows the entities that the document's DOCTYPE declares.
#[derive(Default)]
pub(super) struct References {
    entities: HashMap<String, String>,
    unfolded: usize,
}

/// A reference that was read.
pub(super) struct Reference<'a> {
    /// What it means, escaped.
    pub(super) escaped: Cow<'a, str>,
    /// Its length in the document.
    pub(super) length: usize,
    /// It was none: the `&` stands for itself.
    pub(super) bare: bool,
}

impl References {
    /// Remembers the internal entities of a DOCTYPE: an entity inside an entity stays unread.
    pub(super) fn declare(&mut self, subset: &str) {
        for declaration in subset.split("<!ENTITY").skip(1).take(64) {
            let declaration = declaration.trim_start();
            let name = &declaration[..name_length(declaration)];
            let value = declaration[name.len()..].trim_start();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            if let Some(end) = value[1..].find(quote).filter(|end| *end <= 1024) {
                self.entities
                    .insert(name.to_owned(), meaning(&value[1..=end]));
            }
        }
    }

    /// Reads the reference that `text` begins with.
    pub(super) fn read<'a>(&mut self, text: &'a str) -> Reference<'a> {
        let bare = || Reference {
            escaped: Cow::Borrowed("&amp;"),
            length: 1,
            bare: true,
        };
        let Some(end) = text[..floor(text, text.len().min(40))].find(';') else {
            return bare();
        };
        let whole = &text[..=end];
        let read = |escaped: Cow<'a, str>| Reference {
            escaped,
            length: whole.len(),
            bare: false,
        };
        let name = &whole[1..end];
        if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            return read(Cow::Borrowed(whole));
        }
        let mut escaped = String::new();
        if let Some(value) = self.entities.get(name).filter(|_| self.unfolded < UNFOLDED) {
            self.unfolded += value.len();
            escape_attribute(&mut escaped, value);
            return read(Cow::Owned(escaped));
        }
        // RSS 0.91 took its names from HTML 4, where these two are not HTML 5's mathematical brackets.
        let character = match name {
            "lang" => "\u{2329}".into(),
            "rang" => "\u{232a}".into(),
            _ if is_number(name)
                || (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())) =>
            {
                htmlize::unescape(whole)
            }
            _ => return bare(),
        };
        if character == whole {
            return bare();
        }
        escape_attribute(&mut escaped, &character);
        read(Cow::Owned(escaped))
    }
}

/// An entity's value with its character references and XML's own five names read; other references stay as they are.
fn meaning(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for part in value.split_inclusive(';') {
        let (text, reference) = match part.rfind('&') {
            Some(at) if part.ends_with(';') => part.split_at(at),
            _ => (part, ""),
        };
        out.push_str(text);
        let name = reference.trim_start_matches('&').trim_end_matches(';');
        if is_number(name) || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            out.push_str(&htmlize::unescape(reference));
        } else {
            out.push_str(reference);
        }
    }
    out
}

/// `#8212` or `#x2014`.
fn is_number(name: &str) -> bool {
    name.strip_prefix('#')
        .is_some_and(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        })
}

/// Appends text so that it can stand in an attribute's quotes, too.
pub(crate) fn escape_attribute(out: &mut String, text: &str) {
    for part in text.split_inclusive('"') {
        let (plain, quoted) = part
            .strip_suffix('"')
            .map_or((part, false), |plain| (plain, true));
        escape_text(out, plain);
        if quoted {
            out.push_str("&quot;");
        }
    }
}

/// Appends text with the characters that XML gives a meaning escaped, and those it forbids dropped.
pub(super) fn escape_text(out: &mut String, text: &str) {
    if has_suspects(text) {
        return text.chars().for_each(|c| escape_char(out, c));
    }
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        escape_char(out, char::from(rest.as_bytes()[at]));
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn escape_char(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        _ if allowed(c) => out.push(c),
        _ => {}
    }
}

pub(super) fn push_allowed(out: &mut String, text: &str) {
    if has_suspects(text) {
        out.extend(text.chars().filter(|c| allowed(*c)));
    } else {
        out.push_str(text);
    }
}

/// Whether a text may hold characters that XML forbids, told by bytes, many at once.
fn has_suspects(text: &str) -> bool {
    let is_suspect = |byte: &u8| {
        // U+FFFE and U+FFFF begin with 0xef, and so do others.
        *byte == 0xef || (*byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'))
    };
    let mut chunks = text.as_bytes().chunks(64);
    chunks.any(|chunk| chunk.iter().fold(false, |any, byte| any | is_suspect(byte)))
}

/// XML 1.0 §2.2, and no U+FFFE/U+FFFF.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
