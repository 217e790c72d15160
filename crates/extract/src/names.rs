//! Names of authors: taken out of the lines that say them, and told from publishers and labels.

use url::Url;

use crate::rules::Rules;
use crate::{credit, text};

/// Words inside a name that need no capital letter.
const PARTICLES: &[&str] = &[
    "von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
    "al", "bin", "ibn", "zu", "zur", "v.", "y", "ten", "ter",
];
/// Words of an office: no person, and yet an author.
const OFFICES: &[&str] = &[
    "redaktion",
    "redakteur",
    "editor",
    "editors",
    "editorial",
    "staff",
    "team",
    "newsroom",
    "support",
    "redacción",
    "rédaction",
    "редакция",
    "редактор",
    "редакциясы",
];
/// Words of those who are nobody in particular.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "webmaster",
    "news",
    "press",
    "presse",
    "agency",
    "agentur",
    "magazin",
    "magazine",
    "online",
    "media",
    "radio",
    "tv",
    "the",
    "das",
    "die",
    "администратор",
    "author",
    "autor",
    "comments",
    "kommentare",
    "read",
    "more",
    "mehr",
    "alle",
    "all",
    "posts",
    "beiträge",
    "share",
    "follow",
    "view",
    "profile",
    "contact",
    "kontakt",
    "photo",
    "foto",
    "image",
    "copyright",
    "facebook",
    "twitter",
    "updated",
    "published",
    "guest",
    "minutes",
    "min",
];
/// Longer ones are no names, in words.
const MOST_WORDS: usize = 5;

/// Who publishes a page, to know its name again where an author should stand.
pub(crate) struct Publisher {
    site: String,
    host: String,
}

impl Publisher {
    /// The publisher of a page with this name, at this address.
    pub(crate) fn of(site_name: &str, url: &Url) -> Publisher {
        let host = url
            .host_str()
            .unwrap_or_default()
            .trim_start_matches("www.");
        let label = host.rsplit('.').nth(1).unwrap_or(host);
        Publisher {
            site: text::key(site_name),
            host: text::key(label),
        }
    }

    /// Whether a text is the publisher's name and nothing else.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let name = text::key(name);
        !name.is_empty() && (name == self.site || name == self.host)
    }

    /// Whether a name is the publisher's own, or has it inside.
    pub(crate) fn is(&self, name: &str) -> bool {
        let name = text::key(name);
        [&self.site, &self.host].into_iter().any(|own| {
            name.chars().count() > 2
                && own.chars().count() > 3
                && (own.contains(&name) || name.contains(own.as_str()))
        })
    }
}

/// The names that a line says: without `by`, dates, roles and marks; `and` becomes a comma.
pub(crate) fn clean(line: &str, rules: &Rules) -> String {
    let line = without_credit(text::tidy(line), rules);
    let said = after_by(&line, rules);
    let parts = said
        .split(['|', '•', '·', '—', '–', '('])
        .map(|part| undated(&strip_by(part.trim(), rules)));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let part = parts
        .iter()
        .find(|part| is_persons(&listed(part)))
        .or(parts.first())
        .cloned()
        .unwrap_or_default();
    let names = listed(&part);
    if rules.words.byline.contains(&names.to_lowercase()) {
        return String::new();
    }
    let persons: Vec<&str> = names.split(", ").filter(|name| is_person(name)).collect();
    if persons.is_empty() {
        names
    } else {
        persons.join(", ")
    }
}

/// Whether all of a list are names of persons.
pub(crate) fn is_persons(names: &str) -> bool {
    !names.is_empty() && names.split(", ").all(is_person)
}

/// Whether a text can be a name at all: a nickname, an agency.
pub(crate) fn may_be(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    (1..=MOST_WORDS).contains(&words.len())
        && name.chars().count() <= 60
        && !name.contains("://")
        && !name.contains(['@', ':', '?', '!', '{', '<'])
        && !lower.contains("www.")
        && !lower.contains("gmbh")
        && !is_domain(name)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !words
            .iter()
            .any(|word| NOBODY.contains(&word.trim_matches([',', '.'])))
}

/// Whether a line begins with "by" in one of the languages that are known.
pub(crate) fn begins_with_by(line: &str, rules: &Rules) -> bool {
    strip_by(line, rules) != line
}

/// Whether a line says "by", and nobody's name: it stands elsewhere.
pub(crate) fn is_by(line: &str, rules: &Rules) -> bool {
    let lower = line.to_lowercase();
    let said = lower.trim_end_matches([':', ' ']);
    let mut words = rules.words.byline.iter();
    words.any(|word| word.trim_end_matches(':') == said)
}

/// `By Name` is `Name`.
pub(crate) fn strip_by(line: &str, rules: &Rules) -> String {
    let lower = line.to_lowercase();
    let longest = rules
        .words
        .byline
        .iter()
        .filter(|word| {
            lower
                .strip_prefix(word.as_str())
                .is_some_and(|rest| word.ends_with(':') || rest.starts_with([' ', ':']))
        })
        .map(|word| word.chars().count())
        .max();
    match longest {
        Some(length) => line
            .chars()
            .skip(length)
            .collect::<String>()
            .trim_start_matches([' ', ':'])
            .to_owned(),
        None => line.to_owned(),
    }
}

/// `Text: Name. Photo: Other Name` without what is said of the pictures.
fn without_credit(line: String, rules: &Rules) -> String {
    let (before, credit) = credit::split(&line, rules);
    let is_both = begins_with_by(&line, rules) && !before.is_empty() && !credit.is_empty();
    if is_both { before } else { line }
}

/// `Posted on 21 September by Name` is `Name`; only where a date or a label stands before it.
fn after_by<'a>(line: &'a str, rules: &Rules) -> &'a str {
    let cut = [" by ", " von ", " par ", " por "]
        .iter()
        .filter_map(|word| line.rfind(word).map(|at| (at, at + word.len())))
        .max();
    match cut {
        Some((at, end)) => {
            let before = line.get(..at).unwrap_or_default();
            let is_label = before.contains(|c: char| c.is_ascii_digit())
                || before.split_whitespace().count() <= 3
                    && !is_person(before)
                    && strip_by(before, rules) == before;
            if is_label && !is_person(line) {
                line.get(end..).unwrap_or(line)
            } else {
                line
            }
        }
        None => line,
    }
}

/// What stands before the first number, and not what leads to it: `Name am 21. April 2020`.
fn undated(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let end = words
        .iter()
        .position(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .filter(|at| *at > 0)
        .unwrap_or(words.len());
    let mut words: Vec<&str> = words.get(..end).unwrap_or_default().to_vec();
    if end < line.split_whitespace().count() {
        while words.last().is_some_and(|word| leads_to_date(word)) {
            words.pop();
        }
    }
    words
        .join(" ")
        .trim_matches([',', ';', ':', '-', '–', '—', '|', ' '])
        .to_owned()
}

/// `am` and `Monday,` before the number of a day.
fn leads_to_date(word: &str) -> bool {
    let is_small =
        word.chars().count() <= 3 && word.chars().all(|c| c.is_lowercase() || !c.is_alphabetic());
    let lower = word.to_lowercase();
    is_small || parser::date::names_day(lower.trim_matches(|c: char| !c.is_alphabetic()))
}

/// `A, B and C` as `A, B, C`.
fn listed(names: &str) -> String {
    let mut names = format!(" {names} ");
    for word in [
        " and ",
        " und ",
        " & ",
        " et ",
        " и ",
        " және ",
        "; ",
        " sowie ",
    ] {
        names = names.replace(word, ", ");
    }
    let parts: Vec<&str> = names
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// Two to five words, those that count with a capital letter, and nothing else.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
    let counting: Vec<&&str> = words.iter().filter(|word| !is_particle(word)).collect();
    (2..=MOST_WORDS).contains(&words.len())
        && counting.len() >= 2
        && words.last().is_some_and(|last| !is_particle(last))
        && counting.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
        })
        && !words.iter().any(|word| {
            let word = word.to_lowercase();
            NOBODY.contains(&word.trim_matches('.')) || OFFICES.contains(&word.as_str())
        })
}

/// `news.example` is no person.
fn is_domain(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    name.contains('.')
        && !name.contains(' ')
        && (2..=12).contains(&ending.len())
        && name == name.to_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_are_taken_out_of_the_lines_that_say_them() {
        let rules = Rules::builtin();
        for (line, name) in [
            ("By Ann Example", "Ann Example"),
            ("VON ANN EXAMPLE am 21. April 2020", "ANN EXAMPLE"),
            ("Posted on September 21, 2020 by Ann Example", "Ann Example"),
            ("Автор: Анна Примерова", "Анна Примерова"),
            ("Мақала авторы: Анар Үлгі", "Анар Үлгі"),
            (
                "Ann Example and Bo van der Test",
                "Ann Example, Bo van der Test",
            ),
            ("Von Ann Example, dpa", "Ann Example"),
            ("Erstellt von Ann Example — ", "Ann Example"),
            ("Ann Example, 01.12.2021", "Ann Example"),
            ("Ann Example | 12 January 2026", "Ann Example"),
        ] {
            assert_eq!(clean(line, &rules), name, "{line}");
        }
    }

    #[test]
    fn publishers_and_labels_are_no_persons() {
        let url = Url::parse("https://www.lake-herald.example/a/").unwrap();
        let publisher = Publisher::of("Lake Herald", &url);
        assert!(publisher.is("The Lake Herald") && publisher.is("lakeherald"));
        assert!(!publisher.is("Ann Example"));
        for name in ["Lake News", "Read more", "12 comments", "lake.example", ""] {
            assert!(!is_persons(name), "{name}");
        }
        assert!(!may_be("www.lake.example (Lake)") && may_be("bo77"));
    }
}
