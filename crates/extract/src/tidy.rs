//! Texts made tidy and their words counted: many bytes at once, since every text goes this way several times.

use memchr::memmem;

/// So many bytes are looked at in one step.
const LOOKED_AT_ONCE: usize = 32;

/// White space collapsed, characters that only steer the display removed.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_tidy(text, &mut out, usize::MAX);
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Adds a piece of a line to those before it, until it is longer than `most` bytes; a space at the end stays.
pub(crate) fn push_tidy(text: &str, out: &mut String, most: usize) {
    let mut rest = text;
    while out.len() <= most {
        let is_spaced = out.is_empty() || out.ends_with(' ');
        // One character more than asked for is enough.
        let room = rest.floor_char_boundary((most - out.len()).saturating_add(4));
        let (begin, end) = rest.split_at(room);
        let (tidy, after) = begin.split_at(tidy_length(begin, is_spaced));
        out.push_str(tidy);
        let mut others = after.chars();
        let Some(c) = others.next() else {
            if end.is_empty() {
                return;
            }
            rest = end;
            continue;
        };
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_steering(c) {
            out.push(c);
        }
        rest = rest
            .split_at(rest.len() - others.as_str().len() - end.len())
            .1;
    }
}

/// How many bytes a text begins with that stay as they are: most of all there is, seen many at once. Before it stands a space, or
/// nothing, where `is_spaced`.
fn tidy_length(text: &str, is_spaced: bool) -> usize {
    if is_spaced && text.starts_with(' ') {
        return 0;
    }
    let plain = text.floor_char_boundary(plain_length(text.as_bytes()));
    let run = text.as_bytes().split_at(plain).0;
    memmem::find(run, b"  ").map_or(plain, |at| at + 1)
}

/// How many bytes a text begins with that belong to printable ASCII or to the letters from U+0400 to U+047F, two bytes each.
fn plain_length(bytes: &[u8]) -> usize {
    // Behind their first bytes, and those alone, no others can follow.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xd0 | 0xd1);
    let chunks = bytes.chunks(LOOKED_AT_ONCE);
    let whole =
        chunks.take_while(|chunk| chunk.iter().fold(true, |all, byte| all & is_plain(byte)));
    let seen = whole.map(<[u8]>::len).sum();
    let rest = bytes.split_at(seen).1;
    seen + rest.iter().take_while(|byte| is_plain(byte)).count()
}

/// How many words a text has; scripts without spaces between words count two characters as one.
pub(crate) fn count(text: &str) -> usize {
    let (mut dense, mut spaced, mut has_letters) = (0_usize, 0_usize, false);
    let mut rest = text.as_bytes().iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => has_letters = true,
            b' ' | b'\n' => spaced += usize::from(std::mem::take(&mut has_letters)),
            b'!'..=b'~' => {}
            // All of them letters: U+0400 to U+047F.
            0xd0 | 0xd1 => {
                has_letters = true;
                rest.next();
            }
            _ => {
                let at = text.len() - rest.len() - 1;
                let Some(c) = text.get(at..).and_then(|from| from.chars().next()) else {
                    break;
                };
                if c.is_whitespace() {
                    spaced += usize::from(std::mem::take(&mut has_letters));
                } else if is_dense(c) {
                    dense += 1;
                } else {
                    has_letters |= c.is_alphanumeric();
                }
                for _ in 1..c.len_utf8() {
                    rest.next();
                }
            }
        }
    }
    spaced + usize::from(has_letters) + dense.div_ceil(2)
}

/// Soft hyphens, zero-width spaces, byte order marks, and overrides of the writing direction. Joiners stay: scripts and emoji need them.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Kana, ideographs, Thai.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_collapses_space_and_drops_what_steers_the_display() {
        assert_eq!(tidy(" a\u{a0}\n b\u{202e}c \u{feff} d\u{ad}e "), "a bc de");
    }

    #[test]
    fn tidying_and_counting_many_bytes_at_once_is_the_same_as_one_by_one() {
        let pieces = [
            " ",
            "  ",
            "word",
            "слово",
            "Ѐѿ",
            "\u{a0}",
            "ұлт",
            "日本",
            "—",
            "\n",
            "\t",
            "\u{ad}",
            "\u{2029}",
            "҂",
            "5",
            "é",
            ".",
        ];
        for seed in 0..3000_usize {
            let text: String = (0..seed % 60)
                .filter_map(|step| pieces.get((seed * 31 + step * step * 7 + step) % pieces.len()))
                .copied()
                .collect();
            let mut expected = String::new();
            for c in text.chars() {
                if c.is_whitespace() || c.is_control() {
                    if !expected.is_empty() && !expected.ends_with(' ') {
                        expected.push(' ');
                    }
                } else if !is_steering(c) {
                    expected.push(c);
                }
            }
            assert_eq!(tidy(&text), expected.trim_end_matches(' '), "{text:?}");
            let is_word = |word: &&str| word.chars().any(|c| c.is_alphanumeric() && !is_dense(c));
            let spaced = text.split_whitespace().filter(is_word).count();
            let dense = text.chars().filter(|c| is_dense(*c)).count();
            assert_eq!(count(&text), spaced + dense.div_ceil(2), "{text:?}");
        }
    }
}
