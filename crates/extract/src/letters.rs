//! Letters: whether a character is one, and its lower case. As the standard library says, only sooner for the scripts that news is written in.

/// Lower-case letters and digits of a text, nothing else.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' | 'ё' => key.push(c),
            'A'..='Z' => key.push(c.to_ascii_lowercase()),
            'А'..='Я' => key.push(lower_cyrillic(c)),
            '\0'..='\u{7f}' => {}
            other if other.is_alphanumeric() => key.extend(other.to_lowercase()),
            _ => {}
        }
    }
    key
}

/// A text in lower case.
pub(crate) fn lower(text: &str) -> String {
    // What a capital sigma becomes depends on the letters around it.
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'А'..='Я' => lower.push(lower_cyrillic(c)),
            'а'..='я' | 'ё' => lower.push(c),
            '\0'..='\u{7f}' => lower.push(c.to_ascii_lowercase()),
            other => lower.extend(other.to_lowercase()),
        }
    }
    lower
}

/// The small letter of one from А to Я stands 32 places behind it.
fn lower_cyrillic(capital: char) -> char {
    char::from_u32(u32::from(capital) + 32).unwrap_or(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        let all: String = ('\0'..='\u{24ff}')
            .chain('\u{1e900}'..='\u{1e943}')
            .collect();
        let expected: String = all
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        assert_eq!(key(&all), expected);
        for text in [all.as_str(), "ΟΔΟΣ Σ", "Ёлка ÄÖ İstanbul Қазақ"] {
            assert_eq!(lower(text), text.to_lowercase());
        }
    }
}
