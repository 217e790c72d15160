//! Places that have several names, in several languages: who watches for one finds the others. Pure.

use std::sync::LazyLock;

use super::watch::is_capital;

/// In the order of a line.
const LANGUAGES: [&str; 3] = ["ru", "kk", "en"];

static PLACES: LazyLock<Vec<Vec<Name>>> = LazyLock::new(|| {
    let lines = include_str!("../../data/places.csv").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .map(names_of)
        .collect()
});

/// What a place is called, or what comes of that.
pub struct Name {
    /// As texts spell it.
    pub text: &'static str,
    /// In which texts it means that place.
    pub language: &'static str,
    folded: String,
}

/// All names of the place that is called so; none where no place is known by that name.
pub fn names_of_place(name: &str) -> &'static [Name] {
    let name = store::fold_word(name);
    let place = PLACES.iter().find(|names| {
        let mut names = names.iter();
        names.any(|one| is_capital(one.text) && one.folded == name)
    });
    place.map_or(&[], Vec::as_slice)
}

fn names_of(line: &'static str) -> Vec<Name> {
    let of_language = |(names, language): (&'static str, &'static str)| {
        names.split(',').map(move |text| Name {
            text,
            language,
            folded: store::fold_word(text),
        })
    };
    line.split(';')
        .zip(LANGUAGES)
        .flat_map(of_language)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_names_in_three_languages_and_no_name_is_of_two_places() {
        let mut seen = std::collections::HashMap::new();
        for (row, names) in PLACES.iter().enumerate() {
            for language in LANGUAGES {
                let mut of_language = names.iter().filter(|name| name.language == language);
                assert!(of_language.any(|name| is_capital(name.text)), "{row}");
            }
            for name in names {
                assert!(!name.folded.is_empty());
                assert_eq!(
                    *seen.entry(&name.folded).or_insert(row),
                    row,
                    "{}",
                    name.text
                );
            }
        }
    }

    #[test]
    fn the_cities_of_the_forecast_are_known() {
        for city in crate::cities::built_in() {
            assert!(!names_of_place(&city.names[0]).is_empty(), "{}", city.key);
        }
    }
}
