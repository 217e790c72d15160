//! Captions and credits: telling "what it shows" from "who made it".

use crate::rules::Rules;

/// Longer lines are text, not a credit.
const LONGEST: usize = 200;

/// A credit in brackets at the end is shorter than this, in characters.
const LONGEST_BRACKET: usize = 60;

/// Agencies that are named behind a stroke, or alone in brackets.
const AGENCIES: &[&str] = &["AFP", "AP", "Reuters", "REUTERS", "EPA", "Getty", "ТАСС"];

/// Words that a sentence ends with and that keep their full stop.
const ABBREVIATIONS: &[&str] = &[
    "г", "гг", "в", "вв", "др", "пр", "руб", "тыс", "млн", "млрд", "т", "ж", "жж", "Inc", "Ltd",
    "Co", "Corp", "Jr", "Sr", "etc", "No",
];

/// Whether a whole line is a credit.
pub(crate) fn is_credit(line: &str, rules: &Rules) -> bool {
    let line = line.trim().trim_start_matches(['(', '[', '/', '|', ' ']);
    line.chars().count() <= LONGEST && starts(line, rules)
}

/// Splits a caption into what it shows and who made it, both in the publisher's words.
pub(crate) fn split(caption: &str, rules: &Rules) -> (String, String) {
    let caption = caption.trim();
    if caption.is_empty() {
        return Default::default();
    }
    let at = boundaries(caption).into_iter().find(|at| {
        caption
            .get(*at..)
            .is_some_and(|rest| starts(rest, rules) && rest.chars().count() <= LONGEST)
    });
    let at = at.or_else(|| {
        let sign = caption.find('©')?;
        // A sign at the very end belongs to the name before it.
        let name_after = caption
            .get(sign..)
            .is_some_and(|rest| rest.chars().any(char::is_alphanumeric));
        if name_after {
            Some(sign)
        } else {
            Some(
                boundaries(caption)
                    .into_iter()
                    .rfind(|at| *at < sign)
                    .unwrap_or(0),
            )
        }
    });
    // `A ferry at the pier [Bo Example/Agency]`
    if at.is_none()
        && let Some((before, inside)) = caption
            .strip_suffix(']')
            .and_then(|open| open.rsplit_once('['))
        && !before.trim().is_empty()
        && inside.chars().count() <= LONGEST_BRACKET
    {
        return (before.trim_end().to_owned(), inside.trim().to_owned());
    }
    if at.is_none()
        && let Some(parts) = in_brackets(caption).or_else(|| behind_stroke(caption))
    {
        return parts;
    }
    match at {
        Some(at) => (
            without_stop(&trim_end(caption.get(..at).unwrap_or_default())),
            trim_credit(caption.get(at..).unwrap_or_default()),
        ),
        None => (caption.to_owned(), String::new()),
    }
}

/// Whether a line below a picture ends as captions do: `The pier at dawn. (Photo: Bo Example)`, `The pier. (Agency/Bo Example)`.
///
/// An agency alone in brackets may end a text as well.
pub(crate) fn ends_in_brackets(line: &str, rules: &Rules) -> bool {
    let inside = line
        .trim_end_matches('.')
        .strip_suffix(')')
        .and_then(|line| line.rsplit_once('('))
        .filter(|(before, _)| !before.trim().is_empty())
        .map(|(_, inside)| inside.trim());
    inside.is_some_and(|inside| {
        inside.chars().count() <= LONGEST_BRACKET && (starts(inside, rules) || is_shared(inside))
    })
}

/// `Agency/Bo Example`: names with a stroke between them, each with a capital letter.
fn is_shared(names: &str) -> bool {
    let is_name =
        |name: &str| name.starts_with(char::is_uppercase) && !name.contains(char::is_numeric);
    names.contains('/') && names.split('/').map(str::trim).all(is_name)
}

/// `A ferry at the pier. (The town via Agency)`, `A ferry at the pier (AFP)`
fn in_brackets(caption: &str) -> Option<(String, String)> {
    let (before, inside) = caption.strip_suffix(')')?.rsplit_once('(')?;
    let is_credit =
        AGENCIES.contains(&inside.trim()) || inside.contains(" via ") || is_shared(inside);
    let fits = inside.chars().count() <= LONGEST_BRACKET && !before.trim().is_empty();
    (is_credit && fits).then(|| (without_stop(before.trim_end()), inside.trim().to_owned()))
}

/// `A ferry at the pier. Bo Example / AFP`
fn behind_stroke(caption: &str) -> Option<(String, String)> {
    let (name, agency) = caption.rsplit_once('/')?;
    let at = name.rfind(". ")? + 1;
    let (before, credit) = caption.split_at(at);
    let fits = credit.chars().count() <= LONGEST_BRACKET;
    (AGENCIES.contains(&agency.trim()) && fits)
        .then(|| (without_stop(before.trim_end()), credit.trim().to_owned()))
}

/// Where a sentence or a part after a bracket, stroke or dash begins.
fn boundaries(caption: &str) -> Vec<usize> {
    let mut found = vec![0];
    let mut ended = false;
    for (at, c) in caption.char_indices() {
        if matches!(
            c,
            '.' | '!' | '?' | '/' | '|' | '(' | '[' | '—' | '–' | ';' | ',' | ':' | '"' | '»' | '…'
        ) {
            ended = true;
            continue;
        }
        if ended && !c.is_whitespace() {
            found.push(at);
            ended = false;
        }
    }
    found
}

fn starts(text: &str, rules: &Rules) -> bool {
    rules.words.credit.iter().any(|word| {
        text.strip_prefix(word.as_str()).is_some_and(|rest| {
            // "Фото" and "Photo" as whole words; "Photos show" and "Фотограф рассказал" are text.
            !rest.starts_with(char::is_alphabetic) || !word.ends_with(char::is_alphabetic)
        })
    })
}

fn trim_end(caption: &str) -> String {
    caption
        .trim_end()
        .trim_end_matches(['/', '|', '(', '[', '—', '–', ',', ';', ' '])
        .trim_end()
        .to_owned()
}

/// The full stop between caption and credit belongs to neither; that of an abbreviation, and `...`, stay.
fn without_stop(caption: &str) -> String {
    let Some(bare) = caption.strip_suffix('.') else {
        return caption.to_owned();
    };
    let last = bare
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '"'))
        .next()
        .unwrap_or_default();
    let is_abbreviation = last.contains('.') || ABBREVIATIONS.contains(&last);
    if bare.ends_with('.') || is_abbreviation {
        caption.to_owned()
    } else {
        bare.trim_end().to_owned()
    }
}

fn trim_credit(credit: &str) -> String {
    let credit = credit.trim();
    let credit = if credit.contains('(') {
        credit
    } else {
        credit.trim_end_matches(')')
    };
    if credit.contains('[') {
        credit.to_owned()
    } else {
        credit.trim_end_matches(']').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_split_at_the_credit() {
        let rules = Rules::builtin();
        for (caption, shows, credit) in [
            ("Мост. Фото ©️ Тест Тестов", "Мост", "Фото ©️ Тест Тестов"),
            (
                "The lake. Photo by Test Person",
                "The lake",
                "Photo by Test Person",
            ),
            (
                "The lake. (AP Photo/Test Person, File)",
                "The lake",
                "AP Photo/Test Person, File",
            ),
            ("The lake. (The town via AP)", "The lake", "The town via AP"),
            ("The lake (AFP)", "The lake", "AFP"),
            (
                "The lake. Test Person / AFP",
                "The lake",
                "Test Person / AFP",
            ),
            ("The lake (in May)", "The lake (in May)", ""),
            (
                "Первый кадр. Фото Тест Тестов ©",
                "Первый кадр",
                "Фото Тест Тестов ©",
            ),
            (
                "Мост весной 2026 г. Фото: Тест Тестов",
                "Мост весной 2026 г.",
                "Фото: Тест Тестов",
            ),
            ("And then... Photo: A B", "And then...", "Photo: A B"),
            (
                "Is it the lake? Photo: A B",
                "Is it the lake?",
                "Photo: A B",
            ),
            (
                "Участок неба. Снимок: обсерватория",
                "Участок неба",
                "Снимок: обсерватория",
            ),
            ("Снимок сделан осенью", "Снимок сделан осенью", ""),
            ("A sentence alone.", "A sentence alone.", ""),
            (
                "A ship in port © Some Agency",
                "A ship in port",
                "© Some Agency",
            ),
            (
                "A ship in port (Photo: Some Agency)",
                "A ship in port",
                "Photo: Some Agency",
            ),
            ("На фото президент страны", "На фото президент страны", ""),
            ("Photos show the lake", "Photos show the lake", ""),
            ("Фото Тест Тестов", "", "Фото Тест Тестов"),
            ("Test Person ©", "", "Test Person ©"),
        ] {
            assert_eq!(
                split(caption, &rules),
                (shows.to_owned(), credit.to_owned()),
                "{caption}"
            );
        }
    }

    #[test]
    fn a_credit_line_begins_with_a_mark_and_is_short() {
        let rules = Rules::builtin();
        assert!(is_credit("©️ Tengrinews.kz / Test Person", &rules));
        assert!(is_credit("Photo by Akorda press service", &rules));
        assert!(!is_credit("Фотограф рассказал о поездке.", &rules));
        assert!(!is_credit(&format!("Photo {}", "word ".repeat(80)), &rules));
    }
}
