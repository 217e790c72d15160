//! The language of a text, where nobody says it, and tags of languages. Pure.

/// So many characters of a text tell its language.
const TELLING_CHARACTERS: usize = 500;

/// The primary subtag of a language tag: `ru-RU` → `ru`.
pub fn primary(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase()
}

/// Kazakh or Russian by the letters, where nobody says; other languages stay unknown.
pub fn guess_language(texts: &[&str]) -> String {
    let (mut letters, mut cyrillic, mut kazakh) = (0_usize, 0_usize, 0_usize);
    let all = texts.iter().flat_map(|text| text.chars());
    for letter in all.take(TELLING_CHARACTERS) {
        let is_kazakh = matches!(
            letter,
            'ә' | 'ғ'
                | 'қ'
                | 'ң'
                | 'ө'
                | 'ұ'
                | 'ү'
                | 'һ'
                | 'і'
                | 'Ә'
                | 'Ғ'
                | 'Қ'
                | 'Ң'
                | 'Ө'
                | 'Ұ'
                | 'Ү'
                | 'Һ'
                | 'І'
        );
        kazakh += usize::from(is_kazakh);
        cyrillic += usize::from(matches!(letter, '\u{400}'..='\u{4ff}'));
        letters += usize::from(matches!(letter, 'а'..='я' | 'a'..='z') || letter.is_alphabetic());
    }
    match (cyrillic * 2 > letters, kazakh * 25 > cyrillic) {
        (true, true) => "kk".to_owned(),
        (true, false) => "ru".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kazakh_and_russian_are_told_apart_by_their_letters() {
        assert_eq!(guess_language(&["Қазақстанда жаңа мектеп ашылды"]), "kk");
        assert_eq!(guess_language(&["В Казахстане открыли новую школу"]), "ru");
        assert_eq!(guess_language(&["A new school opened"]), "");
    }
}
