//! Lines that say when an article came out, who wrote it and how long it takes to read, and nothing else.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::metadata::Metadata;
use crate::rules::Rules;
use crate::{clean, dates, letters, names, text};

/// A longer line says more than dates and authors, in characters.
const LONGEST: usize = 160;
/// A longer line says more than how long an article takes to read.
const LONGEST_READING: usize = 40;
/// Small words that lead from one part of such a line to the next.
const BETWEEN: &[&str] = &[
    "on",
    "at",
    "and",
    "first",
    "last",
    "original",
    "originally",
    "modified",
    "time",
    "p",
    "a",
    "m",
    "pm",
    "am",
    "et",
    "ct",
    "mt",
    "pt",
    "est",
    "edt",
    "cst",
    "pst",
    "pdt",
    "gmt",
    "utc",
    "cet",
    "msk",
    "st",
    "nd",
    "rd",
    "th",
    "um",
    "und",
    "uhr",
    "den",
    "der",
    "le",
    "à",
    "h",
    "el",
    "las",
    "em",
    "às",
    "de",
    "и",
    "в",
    "г",
    "года",
    "год",
    "мск",
    "және",
    "жылы",
    "сағат",
];

/// Whether a line says when the article came out, or who wrote it, and at most the other besides:
/// `12 January 2026, 18:05 | A. Author`, `By A. Author on Monday, January 12th, 2026 at 11:08 a.m.`, `5 min read`.
pub(crate) fn is_one(line: &str, rules: &Rules, metadata: &Metadata) -> bool {
    if line.chars().count() > LONGEST {
        return false;
    }
    let rest = without_reading_time(line, rules);
    is_reading_time(line, rules)
        || is_parted(&rest, rules, metadata)
        || is_worded(&rest, rules, metadata)
}

/// `Reading time: 3 minutes`
fn is_reading_time(line: &str, rules: &Rules) -> bool {
    let has_number = line.contains(|c: char| c.is_ascii_digit());
    if !has_number || line.chars().count() > LONGEST_READING {
        return false;
    }
    let lower = letters::lower(line);
    rules
        .words
        .reading_time
        .iter()
        .any(|word| lower.contains(word.as_str()))
}

/// `Feb 9, 2026 · 4 min read` without its end.
fn without_reading_time<'a>(line: &'a str, rules: &Rules) -> Cow<'a, str> {
    let lower = letters::lower(line);
    let mut said = rules.words.reading_time.iter();
    let Some(word) = said.find(|word| lower.contains(word.as_str())) else {
        return Cow::Borrowed(line);
    };
    let numbers = |c: char| c.is_ascii_digit() || c.is_whitespace();
    let (before, after) = lower.split_once(word.as_str()).unwrap_or_default();
    let before = before.trim_end_matches(numbers);
    let after = after.trim_start_matches(|c: char| c == ':' || numbers(c));
    Cow::Owned(format!("{before} | {after}"))
}

/// The day of publication or change, the author and labels, set apart by strokes and dots.
fn is_parted(line: &str, rules: &Rules, metadata: &Metadata) -> bool {
    let days: Vec<&str> = [&metadata.published, &metadata.modified]
        .into_iter()
        .flatten()
        .filter_map(|moment| moment.get(..10))
        .collect();
    // Reading dates is slow; a line without the year has none.
    let has_year = days
        .iter()
        .any(|day| day.get(..4).is_some_and(|year| line.contains(year)));
    if !has_year {
        return false;
    }
    let author = text::key(&metadata.byline);
    let is_date = |part: &str| {
        dates::iso(part, Timestamp::UNIX_EPOCH, None)
            .is_some_and(|date| date.get(..10).is_some_and(|day| days.contains(&day)))
    };
    line.split(['|', '·', '•'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .all(|part| {
            is_date(part)
                || text::key(&names::strip_by(part, rules)) == author
                || clean::is_label(part, rules)
                || names::is_by(part, rules)
        })
}

/// Nothing but words of dates, of the author's name and of labels such as `by` and `updated`; and one of the last two is among them.
fn is_worded(line: &str, rules: &Rules, metadata: &Metadata) -> bool {
    if !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = letters::lower(line);
    let labels: Vec<&str> = [
        &rules.words.byline,
        &rules.words.published,
        &rules.words.updated,
    ]
    .into_iter()
    .flatten()
    .filter(|label| lower.starts_with(label.as_str()) || lower.contains(&format!(" {label}")))
    .flat_map(|label| words(label))
    .collect();
    let author = letters::lower(&metadata.byline);
    let authors: Vec<&str> = words(&author).collect();
    // A stem such as `обновлен` stands for all its endings.
    let is_of_label = |word: &str| {
        let mut labels = labels.iter();
        labels.any(|label| word == *label || label.chars().count() > 5 && word.starts_with(label))
    };
    let is_said = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || BETWEEN.contains(&word)
            || parser::date::names_day(word)
            || word.trim_start_matches(|c: char| c.is_ascii_digit()).len() <= 2
                && word.starts_with(|c: char| c.is_ascii_digit())
    };
    let names_author = !authors.is_empty()
        && authors
            .iter()
            .all(|part| words(&lower).any(|word| word == *part));
    (words(&lower).any(is_of_label) || names_author)
        && words(&lower).all(|word| is_said(word) || is_of_label(word) || authors.contains(&word))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_date_author_and_labels_is_no_text() {
        let rules = Rules::builtin();
        let metadata = Metadata {
            byline: "Ann Example, Bo Test".to_owned(),
            published: Some("2026-01-12T18:05:00+05:00".to_owned()),
            ..Metadata::default()
        };
        for line in [
            "12 January 2026, 18:05",
            "12 January 2026 | By:",
            "Jan 12, 2026 4 min read",
            "12 January 2026 | Ann Example, Bo Test",
            "By Ann Example and Bo Test Monday, January 12, 2026, 06:05 pm PT (09:05 pm ET)",
            "By Ann Example, Bo Test on Monday, January 12th, 2026 at 11:08 a.m.",
            "Updated Jan. 13, 2026 8:21 am ET / Original Jan. 12, 2026 8:02 am ET",
            "Updated at 1:23 p.m.",
            "Опубликовано 12 января 2026 года в 18:05",
            "Обновлено: 13.01.2026, 10:15",
            "Reading time: 3 minutes",
            "5 min read",
            "Tempo de leitura: 1 minuto",
            "Время чтения: 4 минуты",
        ] {
            assert!(is_one(line, &rules, &metadata), "{line}");
        }
        for line in [
            "3 March 2019",
            "By 2026 the ferry will sail twice a day",
            "In January 2026 the ferry sailed again.",
            "Ann Example and 11 others came to the pier on 12 January 2026.",
            "The trip takes 5 minutes.",
            "At 18:05 the pier was empty",
        ] {
            assert!(!is_one(line, &rules, &metadata), "{line}");
        }
    }
}
