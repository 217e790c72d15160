//! In whose way the system tells times: by twelve hours or by 24.

/// The locale of times as a tag of BCP 47 (`en-US`), from the variables of POSIX: `LC_ALL`, else `LC_TIME`, else `LANG`.
/// Empty where none is set, and for `C`, which is nobody's habit.
pub fn locale_of_times(variable: impl Fn(&str) -> Option<String>) -> String {
    let named = ["LC_ALL", "LC_TIME", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let tag = named.split(['.', '@']).next().unwrap_or_default();
    if matches!(tag, "C" | "POSIX") {
        return String::new();
    }
    tag.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_of_times_is_the_first_that_is_set() {
        for (set, tag) in [
            (vec![("LANG", "ru_KZ.UTF-8")], "ru-KZ"),
            (
                vec![("LANG", "ru_RU.UTF-8"), ("LC_TIME", "en_US.UTF-8")],
                "en-US",
            ),
            (vec![("LC_TIME", "en_US"), ("LC_ALL", "kk_KZ")], "kk-KZ"),
            (vec![("LC_ALL", ""), ("LANG", "sr_RS@latin")], "sr-RS"),
            (vec![("LC_ALL", "C.UTF-8"), ("LANG", "en_US")], ""),
            (vec![("LANG", "POSIX")], ""),
            (vec![], ""),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(locale_of_times(variable), tag, "{set:?}");
        }
    }
}
