//! The language of the interface, guessed from the system's until the reader chooses.

/// What Qazet speaks, by primary subtag (BCP 47).
pub const SPOKEN: [&str; 3] = ["en", "ru", "kk"];

/// The language for a system's locale, in either notation: `kk_KZ.UTF-8`, `kk-KZ` → `kk`. What Qazet does not speak becomes English.
pub fn language_of(locale: &str) -> String {
    let tag = locale.split(['_', '-', '.']).next().unwrap_or_default();
    let spoken = SPOKEN.iter().find(|language| **language == tag);
    (*spoken.unwrap_or(&"en")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_language_is_taken_where_qazet_speaks_it() {
        for (locale, language) in [
            ("kk_KZ.UTF-8", "kk"),
            ("ru_RU", "ru"),
            ("ru-KZ", "ru"),
            ("en", "en"),
            ("de_DE.UTF-8", "en"),
            ("C", "en"),
            ("", "en"),
        ] {
            assert_eq!(language_of(locale), language, "{locale}");
        }
    }
}
