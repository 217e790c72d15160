//! References (`&amp;`, `&#8212;`, `&nbsp;`), the entities of a DOCTYPE, and characters that XML forbids.

use std::collections::HashMap;

use super::{floor, name_length};

/// The internal entities of a DOCTYPE, their values taken literally: an entity inside an entity stays unread.
pub(super) fn entities(subset: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for declaration in subset.split("<!ENTITY").skip(1).take(64) {
        let declaration = declaration.trim_start();
        let name = &declaration[..name_length(declaration)];
        let value = declaration[name.len()..].trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        if let Some(end) = value[1..].find(quote).filter(|end| *end <= 1024) {
            found.insert(name.to_owned(), value[1..=end].to_owned());
        }
    }
    found
}

/// Reads the reference that `text` begins with: its escaped meaning, its length, and whether the `&` stood for itself.
pub(super) fn reference(text: &str, entities: &HashMap<String, String>) -> (String, usize, bool) {
    let bare = ("&amp;".to_owned(), 1, true);
    let window = floor(text, text.len().min(40));
    let Some(end) = text[..window].find(';') else {
        return bare;
    };
    let whole = &text[..=end];
    let name = &whole[1..end];
    if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
        return (whole.to_owned(), whole.len(), false);
    }
    let mut escaped = String::new();
    if let Some(value) = entities.get(name) {
        escape_text(&mut escaped, value);
        return (escaped, whole.len(), false);
    }
    let good = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()),
        },
        None => !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()),
    };
    if !good {
        return bare;
    }
    // RSS 0.91 took its names from HTML 4, where these two are not HTML 5's mathematical brackets.
    let character = match name {
        "lang" => "\u{2329}".into(),
        "rang" => "\u{232a}".into(),
        _ => htmlize::unescape(whole),
    };
    if character == whole {
        return bare;
    }
    escape_text(&mut escaped, &character);
    (escaped, whole.len(), false)
}

/// Appends text with the characters that XML gives a meaning escaped, and those it forbids dropped.
pub(crate) fn escape_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if allowed(c) => out.push(c),
            _ => {}
        }
    }
}

pub(super) fn push_allowed(out: &mut String, text: &str) {
    if text.chars().all(allowed) {
        out.push_str(text);
    } else {
        out.extend(text.chars().filter(|c| allowed(*c)));
    }
}

/// XML 1.0 §2.2, and no U+FFFE/U+FFFF.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
