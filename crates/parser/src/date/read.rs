//! Takes a text apart into day, time and offset. What the text leaves open (the year, «вчера», the zone) stays open here.

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

use super::clock::{offset_seconds, split_clock};
use super::compact::{compact, spread, two_digit_year, unix};
use super::words;

/// What a text says, before the circumstances are added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub(super) day: Day,
    pub(super) time: Option<Time>,
    /// The time was 24:00.
    pub(super) next_day: bool,
    pub(super) offset: Option<Offset>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Day {
    Full(Date),
    /// Today plus so many days.
    Relative(i64),
    NoYear {
        month: i8,
        day: i8,
    },
    /// Seconds or milliseconds since 1970.
    Unix(Timestamp),
}

/// Reads one text; nothing when any part of it is not understood.
pub(super) fn read(text: &str) -> Option<Reading> {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    unix(text)
        .or_else(|| compact(text))
        .or_else(|| words_and_numbers(&spread(text)?))
        .or_else(|| words_and_numbers(text))
}

/// The date, with a day beyond the month's end moved to the end (30 February).
pub(super) fn clamped_date(year: i16, month: i8, day: i8) -> Option<Date> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.min(first.days_in_month())).ok()
}

/// Everything that has words, a time or other separators.
fn words_and_numbers(text: &str) -> Option<Reading> {
    let (text, korean) = prepared(text);
    let (before, clock, after) = split_clock(&text)?;
    let mut found = Found::default();
    if let Some(before) = &before {
        found.read_words(before, false)?;
    }
    let rest = match &after {
        Some(after) => found.read_offset(after)?,
        None => String::new(),
    };
    found.read_words(&rest, clock.is_some())?;
    let (time, next_day) = match clock {
        None if found.pm.is_some() => return None,
        None => (None, false),
        Some(clock) => clock.on_the_day(found.pm)?,
    };
    if korean && found.offset.is_none() {
        found.offset = Offset::from_seconds(9 * 3600).ok();
    }
    Some(Reading {
        day: found.day()?,
        time,
        next_day,
        offset: found.offset,
    })
}

/// Lower case, with ASCII digits, without comments in parentheses and with the markers of East Asia as plain separators.
fn prepared(text: &str) -> (String, bool) {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ if depth > 0 => {}
            '\u{a0}' | '\u{202f}' | '\u{3000}' | '|' | '\t' | '\n' | '\r' | '•' | '·' => {
                plain.push(' ');
            }
            '\u{200e}' | '\u{200f}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '،' | '，' | '、' => plain.push(','),
            '：' => plain.push(':'),
            _ => match digit(c) {
                Some(digit) => plain.push(digit),
                None => plain.extend(c.to_lowercase()),
            },
        }
    }
    let korean = ['년', '월', '일', '오'].iter().any(|c| plain.contains(*c));
    if korean || ['年', '月', '日', '午'].iter().any(|c| plain.contains(*c)) {
        for (marker, replacement) in [
            ("曜日", "曜 "),
            ("년", "-"),
            ("월", "-"),
            ("일", " "),
            ("年", "-"),
            ("月", "-"),
            ("日", " "),
            ("号", " "),
            ("오후", " pm "),
            ("오전", " am "),
            ("午後", " pm "),
            ("午前", " am "),
            ("下午", " pm "),
            ("上午", " am "),
        ] {
            plain = plain.replace(marker, replacement);
        }
        while plain.contains("- ") {
            plain = plain.replace("- ", "-");
        }
        plain = east_asian_clock(&plain);
    }
    (words::join_names(plain), korean)
}

/// `14時05分30秒` and `14시 05분` as `14:05:30` and `14:05`.
fn east_asian_clock(text: &str) -> String {
    let mut plain = text.to_owned();
    for (hour, minute, second) in [('時', '分', '秒'), ('时', '分', '秒'), ('시', '분', '초')]
    {
        if plain.contains(hour) && plain.contains(minute) {
            let seconds = plain.contains(second);
            plain = plain.replace(second, " ");
            plain = plain.replace(minute, if seconds { ":" } else { " " });
            plain = plain.replace(hour, ":").replace(": ", ":");
        }
    }
    plain
}

/// The ASCII form of a digit of another script.
fn digit(c: char) -> Option<char> {
    let zeros = ['٠', '۰', '०', '০', '๐', '０'];
    let value = zeros
        .iter()
        .map(|zero| u32::from(c).wrapping_sub(u32::from(*zero)))
        .find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// The pieces of a date met so far.
#[derive(Default)]
struct Found {
    numbers: Vec<String>,
    month: Option<i8>,
    /// The month's name is a weekday's too: `mar 5 mayo` is a Tuesday.
    perhaps_weekday: bool,
    relative: Option<i64>,
    /// The weekday it names, where that is known.
    weekday: Option<Weekday>,
    pm: Option<bool>,
    offset: Option<Offset>,
}

impl Found {
    /// Reads what follows a time: `am`, an offset or a zone; gives back the rest (a year, perhaps).
    fn read_offset(&mut self, after: &str) -> Option<String> {
        let mut rest = after.trim();
        for (mark, pm) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
            if let Some(tail) = rest.strip_prefix(mark) {
                if !tail.starts_with(char::is_alphabetic) {
                    self.pm = Some(pm);
                    rest = tail.trim_start();
                }
                break;
            }
        }
        let name_end = rest
            .find(|c: char| !c.is_alphabetic() && c != '/')
            .unwrap_or(rest.len());
        let name = &rest[..name_end];
        let mut numeric = rest;
        if let Some(seconds) = words::zone(name) {
            self.offset = Some(Offset::from_seconds(seconds).ok()?);
            numeric = &rest[name_end..];
            rest = numeric;
        }
        if let Some(sign) = numeric.chars().next().filter(|c| matches!(c, '+' | '-')) {
            let digits_end = numeric[1..]
                .find(|c: char| !c.is_ascii_digit() && c != ':')
                .map_or(numeric.len(), |i| i + 1);
            let seconds = offset_seconds(&numeric[1..digits_end])?;
            let seconds = if sign == '-' { -seconds } else { seconds };
            self.offset = Some(Offset::from_seconds(seconds).ok()?);
            rest = &numeric[digits_end..];
            if rest.starts_with(|c: char| c.is_alphanumeric()) {
                return None;
            }
        }
        // `+0000 (UTC)` has lost its comment by now; `-0500 EST` says it twice.
        let repeated = rest.trim();
        if self.offset.is_some() && words::zone(repeated).is_some() {
            rest = "";
        }
        Some(rest.to_owned())
    }

    /// Reads the words and numbers of one part; nothing when a word means nothing.
    fn read_words(&mut self, part: &str, after_clock: bool) -> Option<()> {
        let weekday_end = if after_clock { None } else { part.find(',') };
        let mut start = 0;
        if let Some(comma) = weekday_end {
            let first = part[..comma].trim();
            // Words before the first comma are a weekday in a language we do not know.
            let mut names = first.split_whitespace();
            if !first.is_empty()
                && first.split_whitespace().count() <= 3
                && names.all(|name| {
                    name.chars()
                        .all(|c| c.is_alphabetic() || "._-'’ʼ".contains(c))
                        && words::relative_day(name).is_none()
                        && (words::month(name).is_none() || words::is_weekday(name))
                })
            {
                start = comma + 1;
                self.weekday = first.split_whitespace().last().and_then(words::weekday);
            }
        }
        for word in part[start..]
            .split([' ', ',', '-', '/', '.', ';'])
            .filter(|w| !w.is_empty())
        {
            if after_clock
                && self.offset.is_none()
                && let Some(seconds) = words::zone(word)
            {
                self.offset = Some(Offset::from_seconds(seconds).ok()?);
                continue;
            }
            self.read_word(word)?;
        }
        Some(())
    }

    fn read_word(&mut self, word: &str) -> Option<()> {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let suffix = &word[digits.len()..];
            let ordinal = matches!(
                suffix,
                "" | "st" | "nd" | "rd" | "th" | "-го" | "го" | "г" | "er" | "ª" | "º"
            );
            if !ordinal || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() > 4 {
                return None;
            }
            self.numbers.push(digits.to_owned());
            return Some(());
        }
        let weekday = words::is_weekday(word);
        let month = words::month(word);
        if words::is_filler(word) || (weekday && month.is_none()) {
            return Some(());
        }
        if let Some(days) = words::relative_day(word) {
            self.relative = Some(days);
        } else if word == "pm" || word == "am" {
            self.pm = Some(word == "pm");
        } else if let Some(month) = month.filter(|_| self.month.is_none() || self.perhaps_weekday) {
            self.month = Some(month);
            self.perhaps_weekday = weekday;
        } else if !weekday {
            return None;
        }
        Some(())
    }

    /// Puts day, month and year in order.
    fn day(&self) -> Option<Day> {
        let numbers: Vec<(i16, usize)> = self
            .numbers
            .iter()
            .map(|n| Some((n.parse().ok()?, n.len())))
            .collect::<Option<_>>()?;
        if let Some(days) = self.relative {
            return numbers.is_empty().then_some(Day::Relative(days));
        }
        let year = |(number, length): (i16, usize)| {
            if length <= 2 {
                two_digit_year(number)
            } else {
                number
            }
        };
        let small = |(number, _): (i16, usize)| i8::try_from(number).ok();
        if let Some(month) = self.month {
            return match numbers.as_slice() {
                [day] if day.1 <= 2 => {
                    clamped_date(2000, month, small(*day)?)?;
                    Some(Day::NoYear {
                        month,
                        day: small(*day)?,
                    })
                }
                [yyyy] if yyyy.1 == 4 => Some(Day::Full(clamped_date(yyyy.0, month, 1)?)),
                [yyyy, day] if yyyy.1 == 4 => {
                    Some(Day::Full(clamped_date(yyyy.0, month, small(*day)?)?))
                }
                [day, yyyy] => Some(Day::Full(clamped_date(year(*yyyy), month, small(*day)?)?)),
                _ => None,
            };
        }
        match *numbers.as_slice() {
            // Year first. The month may have a superfluous zero: `2003-012-31`.
            [y, m, d] if y.1 == 4 => Some(Day::Full(clamped_date(y.0, small(m)?, small(d)?)?)),
            // Day first, as nearly everywhere, unless only the American order makes sense, or its weekday is the one that is named.
            [a, b, y] if y.1 == 4 || y.1 == 2 => {
                let falls_on_it = |month, day| {
                    let date = clamped_date(year(y), small(month)?, small(day)?)?;
                    Some(date.weekday() == self.weekday?)
                };
                let is_american =
                    b.0 > 12 || falls_on_it(b, a) == Some(false) && falls_on_it(a, b) == Some(true);
                let (day, month) = if is_american { (b, a) } else { (a, b) };
                Some(Day::Full(clamped_date(
                    year(y),
                    small(month)?,
                    small(day)?,
                )?))
            }
            _ => None,
        }
    }
}
