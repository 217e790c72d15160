//! Titles and names from strangers: without the characters that only deceive.
//!
//! Nothing else is changed: white space, case and entities stay as in the feed.

use unicode_normalization::char::is_combining_mark;

/// Strips C0 and C1 controls (line ends and tabs become spaces), bidirectional controls (U+202A–202E, U+2066–2069),
/// runs of zero-width characters and runs of more than three combining marks; trims.
pub fn name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut zero_width = 0;
    for c in text.trim().chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => continue,
            '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
                // One joiner has a meaning in some scripts; a run of them has none.
                zero_width += 1;
                if zero_width == 1 {
                    out.push(c);
                }
                continue;
            }
            _ if is_combining_mark(c) => {
                marks += 1;
                if marks <= 3 {
                    out.push(c);
                }
                continue;
            }
            _ => out.push(c),
        }
        marks = 0;
        zero_width = 0;
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_lose_what_only_deceives() {
        for (text, expected) in [
            (" Обычный заголовок ", "Обычный заголовок"),
            ("a\u{0}b\u{1b}[31mc\u{85}", "ab[31mc"),
            ("exe.\u{202e}gpj", "exe.gpj"),
            ("a\u{2066}b\u{2069}", "ab"),
            ("a\u{200b}\u{200b}\u{200b}b", "a\u{200b}b"),
            (
                "z\u{301}\u{302}\u{303}\u{304}\u{305}!",
                "z\u{301}\u{302}\u{303}!",
            ),
            ("line\nbreak", "line break"),
            ("ә ғ қ ң ө ұ ү һ і й ё", "ә ғ қ ң ө ұ ү һ і й ё"),
        ] {
            assert_eq!(name(text), expected, "{text:?}");
        }
    }
}
