//! Texts as systems show them in notifications: one line, plain, short. Pure.

use crate::ports::Notice;
use unicode_segmentation::UnicodeSegmentation as _;

/// A headline has at most so many characters.
pub const TITLE: usize = 110;
/// More of it has at most so many.
pub const BODY: usize = 220;
/// Of a trouble it has more: what to do about it stands at the end.
pub const TROUBLE: usize = 600;

impl Notice {
    /// The same as systems may show it, with at most so many characters in its body.
    pub(crate) fn plain(self, most: usize) -> Self {
        Self {
            title: plain(&self.title, TITLE),
            body: plain(&self.body, most),
            ..self
        }
    }
}

/// One line without what could hide or turn its letters (control characters, marks of direction), cut at the end of a word where it is
/// longer than `most` characters as readers count them.
pub fn plain(text: &str, most: usize) -> String {
    let visible: String = text
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !turns(*letter))
        .collect();
    let line = visible
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let Some((end, _)) = line.grapheme_indices(true).nth(most) else {
        return line;
    };
    let (head, rest) = line.split_at(end);
    let whole = if rest.starts_with(' ') {
        head
    } else {
        head.rsplit_once(' ').map_or(head, |(words, _)| words)
    };
    format!(
        "{}…",
        whole.trim_end_matches(|letter: char| letter.is_whitespace()
            || matches!(letter, ',' | ';' | ':' | '—' | '–' | '-' | '.'))
    )
}

/// Marks and overrides of direction (Unicode UAX 9), and what shows nothing.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides_or_turns_the_letters() {
        assert_eq!(
            plain("a\u{202e}b\u{0}c\r\n\td\u{2066}e\u{1b}[31m", 99),
            "abc de[31m"
        );
        assert_eq!(plain("  \u{200f} ", 99), "");
        assert_eq!(plain("e\u{301}te\u{301} 👨‍👩‍👧", 99), "e\u{301}te\u{301} 👨‍👩‍👧");
    }

    #[test]
    fn a_warning_is_as_plain_as_news_whatever_a_city_is_called() {
        let body = format!("Озе\u{202e}рный: 14:00; {}", "Дальний: 15:00; ".repeat(40));
        let notice = Notice::about("weather-wind", "Ве\u{200f}тер\n", body).plain(BODY);
        assert_eq!(notice.title, "Ветер");
        assert!(notice.body.starts_with("Озерный: 14:00; Дальний"));
        assert!(notice.body.ends_with('…') && notice.body.chars().count() <= BODY + 1);
    }

    #[test]
    fn long_texts_end_with_a_word() {
        assert_eq!(plain("Один два три", 8), "Один два…");
        assert_eq!(plain("Один два, три", 11), "Один два…");
        assert_eq!(plain("Один два", 8), "Один два");
        assert_eq!(plain("Сверхдлинноеслово", 5), "Сверх…");
        assert_eq!(plain("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2), "👨‍👩‍👧👨‍👩‍👧…");
    }
}
