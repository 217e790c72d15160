//! Between news and data: which rate or whose weather an article is about, so that the chart or the forecast can stand beside it.
//!
//! The rules are `data/beside.toml`; what they let through and what not is `examples.tsv`.

use std::sync::OnceLock;

use model::{Article, City, Currency};
use serde::Deserialize;
use store::{fold_word, stem};

use crate::engine::Engine;
use crate::error::{Error, Result};

const RULES: &str = include_str!("../../data/beside.toml");
/// So many words apart two words still belong together.
const APART: usize = 4;
/// What Kazakh adds to a name, folded.
const KAZAKH_ENDINGS: [&str; 37] = [
    "", "да", "де", "та", "те", "га", "ге", "ка", "ке", "дан", "ден", "тан", "тен", "нан", "нен",
    "дын", "дин", "тын", "тин", "нын", "нин", "ды", "ди", "ты", "ти", "ны", "ни", "мен", "бен",
    "пен", "даги", "деги", "дагы", "тагы", "теги", "нда", "нде",
];
/// What a Russian name ends in, its last vowel or `й` taken off.
const RUSSIAN_ENDINGS: [&str; 14] = [
    "", "а", "у", "ы", "е", "й", "я", "ю", "и", "ом", "ой", "ою", "ем", "ей",
];

/// What can stand beside an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// What this currency did.
    Rate(Currency),
    /// The forecast for the city with this key.
    Weather(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    ru: OfLanguage,
    kk: OfLanguage,
    en: OfLanguage,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfLanguage {
    amounts: Vec<String>,
    rates: Vec<RateRule>,
    weather: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateRule {
    code: String,
    about: Vec<String>,
    with: Vec<String>,
    not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    about: Vec<String>,
    with: Vec<String>,
    not: Vec<String>,
}

/// A word of a headline.
struct Word {
    folded: String,
    stem: String,
    is_capital: bool,
}

impl Engine {
    /// What can stand beside an article: of the currencies at most two, of the reader's cities the first that it names.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn beside(&self, article: &Article) -> Result<Vec<Beside>> {
        let settings = self.settings().await?;
        let cities = self.chosen_cities().await?;
        let row = &article.row;
        let found = find(&row.language, &row.title, &row.lead, &cities)?;
        // The base itself has no chart: that of the first currency tells what it did.
        let first = settings.currencies.first().copied();
        let mut beside: Vec<Beside> = Vec::new();
        for each in found {
            let each = match each {
                Beside::Rate(code) if code == settings.rate_base => match first {
                    Some(first) => Beside::Rate(first),
                    None => continue,
                },
                each => each,
            };
            if !beside.contains(&each) {
                beside.push(each);
            }
        }
        Ok(beside)
    }
}

/// What an article of this language, headline and opening paragraph is about.
fn find(language: &str, title: &str, lead: &str, cities: &[City]) -> Result<Vec<Beside>> {
    let rules = rules()?;
    let is_kazakh = language == "kk";
    let of_language = match language {
        "ru" => &rules.ru,
        "kk" => &rules.kk,
        "en" => &rules.en,
        _ => return Ok(Vec::new()),
    };
    let words = words_of(title, is_kazakh);
    let about_rates = of_language
        .rates
        .iter()
        .filter(|rule| {
            let is_sum = |at: usize| is_sum(&words, at, &of_language.amounts);
            fits(&words, &rule.about, &rule.with, &rule.not, is_sum)
        })
        .filter_map(|rule| Currency::parse(&rule.code).map(Beside::Rate))
        .take(2);
    let mut beside: Vec<Beside> = about_rates.collect();
    let is_weather = of_language
        .weather
        .iter()
        .any(|rule| fits(&words, &rule.about, &rule.with, &rule.not, |_| false));
    if is_weather {
        let lead = words_of(lead, is_kazakh);
        let named = |words: &[Word]| cities.iter().find(|city| is_named(city, words, language));
        let city = named(&words).or_else(|| named(&lead));
        beside.extend(city.map(|city| Beside::Weather(city.key.clone())));
    }
    Ok(beside)
}

fn rules() -> Result<&'static Rules> {
    static READ: OnceLock<std::result::Result<Rules, String>> = OnceLock::new();
    READ.get_or_init(|| toml::from_str(RULES).map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|error| Error::Broken(format!("beside.toml: {error}")))
}

fn words_of(text: &str, is_kazakh: bool) -> Vec<Word> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| Word {
            folded: fold_word(word),
            stem: stem(word, is_kazakh),
            is_capital: word.chars().next().is_some_and(char::is_uppercase),
        })
        .collect()
}

fn fits(
    words: &[Word],
    about: &[String],
    with: &[String],
    not: &[String],
    is_sum: impl Fn(usize) -> bool,
) -> bool {
    let stands = |word: &String| (0..words.len()).any(|at| matches_at(words, at, word));
    if not.iter().any(stands) {
        return false;
    }
    let near = |at: usize| {
        let around = at.saturating_sub(APART)..words.len().min(at + APART + 1);
        around
            .filter(|other| *other != at)
            .any(|other| with.iter().any(|word| matches_at(words, other, word)))
    };
    (0..words.len()).any(|at| {
        about.iter().any(|word| matches_at(words, at, word))
            && !is_sum(at)
            && (with.is_empty() || near(at))
    })
}

/// `100 долларов`, `миллион тенге`.
fn is_sum(words: &[Word], at: usize, amounts: &[String]) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let is_number = words[before].folded.chars().all(char::is_numeric);
    is_number || amounts.iter().any(|word| matches_at(words, before, word))
}

fn matches_at(words: &[Word], at: usize, wanted: &str) -> bool {
    wanted.split('+').enumerate().all(|(offset, wanted)| {
        words
            .get(at + offset)
            .is_some_and(|word| is_form_of(word, wanted))
    })
}

fn is_form_of(word: &Word, wanted: &str) -> bool {
    if let Some(form) = wanted.strip_prefix('=') {
        return word.folded == fold_word(form);
    }
    if let Some(beginning) = wanted.strip_suffix('*') {
        return word.folded.starts_with(&fold_word(beginning));
    }
    word.stem == stem(wanted, false) || word.folded == fold_word(wanted)
}

/// A city stands in a text by its name in that language, in any form, with a capital letter.
fn is_named(city: &City, words: &[Word], language: &str) -> bool {
    let is_kazakh = language == "kk";
    let name = words_of(city.name_in(language), is_kazakh);
    !name.is_empty()
        && words.windows(name.len()).any(|place| {
            let last = name.len() - 1;
            place
                .iter()
                .zip(&name)
                .enumerate()
                .all(|(i, (word, name))| {
                    let is_form = match (language, i == last) {
                        ("kk", true) => ends_in(&word.folded, &name.folded, &KAZAKH_ENDINGS),
                        ("ru", true) => is_russian_form(&word.folded, &name.folded),
                        _ => word.folded == name.folded,
                    };
                    is_form && word.is_capital
                })
        })
}

fn ends_in(word: &str, beginning: &str, endings: &[&str]) -> bool {
    let ending = word.strip_prefix(beginning);
    ending.is_some_and(|ending| endings.contains(&ending))
}

/// Names like Алматы and Актау have one form; the others change their end.
fn is_russian_form(word: &str, name: &str) -> bool {
    match name.chars().last() {
        Some('у' | 'ы' | 'и' | 'о' | 'е' | 'э' | 'ю') => word == name,
        Some(last @ ('а' | 'я' | 'й' | 'ь')) => {
            ends_in(word, name.trim_end_matches(last), &RUSSIAN_ENDINGS)
        }
        _ => ends_in(word, name, &RUSSIAN_ENDINGS),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::cities::built_in;

    /// Language, what stands beside, headline, opening paragraph; separated by tabs. The reader has all built-in cities.
    const EXAMPLES: &str = include_str!("examples.tsv");

    #[test]
    fn every_example_has_beside_it_what_it_should() {
        let cities = built_in();
        let mut wrong = Vec::new();
        let mut counts = (0, 0);
        for line in EXAMPLES.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (language, wanted) = (cells.next().unwrap(), cells.next().unwrap());
            let (title, lead) = (cells.next().unwrap(), cells.next().unwrap_or(""));
            let found: Vec<String> = find(language, title, lead, &cities)
                .unwrap()
                .into_iter()
                .map(|beside| match beside {
                    Beside::Rate(code) => code.as_str().to_owned(),
                    Beside::Weather(key) => key,
                })
                .collect();
            let found = if found.is_empty() {
                "-".to_owned()
            } else {
                found.join(" ")
            };
            match wanted {
                "-" => counts.1 += 1,
                _ => counts.0 += 1,
            }
            if found != wanted {
                wrong.push(format!("{title}: {found} in place of {wanted}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
        assert!(counts.0 >= 30 && counts.1 >= 30, "{counts:?}");
    }

    #[test]
    fn a_city_that_is_not_the_readers_has_no_forecast_beside_it() {
        let almaty: Vec<City> = built_in().into_iter().take(1).collect();
        let title = "Снегопад ожидается в Астане";
        assert_eq!(find("ru", title, "", &almaty).unwrap(), []);
        assert_eq!(find("de", "Dollar exchange rate", "", &almaty).unwrap(), []);
    }
}
