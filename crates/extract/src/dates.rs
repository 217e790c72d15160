//! Times as pages write them, kept in the publisher's own notation: ISO 8601 with the page's offset, a date alone where there is no time.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A written time in ISO 8601, in `zone` where it has no offset of its own. Absent when it is no time.
///
/// `now` is the time of fetch: "today" is a day in `zone`.
pub(crate) fn iso(text: &str, now: Timestamp, zone: Option<&TimeZone>) -> Option<String> {
    let text = crate::text::tidy(text);
    machine(&text, zone)
        .or_else(|| mail(&text))
        .or_else(|| local(&text, now, zone))
}

/// The moment an ISO 8601 time stands for; midnight where it is a date alone, UTC where no zone is known.
pub(crate) fn moment(iso: &str, zone: Option<&TimeZone>) -> Option<Timestamp> {
    if let Ok(moment) = iso.parse::<Timestamp>() {
        return Some(moment);
    }
    let civil: jiff::civil::DateTime = iso.parse().ok()?;
    civil
        .to_zoned(zone.cloned().unwrap_or(TimeZone::UTC))
        .ok()
        .map(|zoned| zoned.timestamp())
}

/// `2026-01-12T18:05:00+05:00`, also with a space, `+0500`, without seconds, without a time.
fn machine(text: &str, zone: Option<&TimeZone>) -> Option<String> {
    let day = text.get(..10)?;
    let date: Date = day.parse().ok()?;
    if day.as_bytes().get(4) != Some(&b'-') || !(1900..2200).contains(&date.year()) {
        return None;
    }
    let rest = text.get(10..)?.trim_start_matches(['T', 't', ' ']).trim();
    if rest.is_empty() {
        return Some(day.to_owned());
    }
    let split = rest.find(['Z', 'z', '+', '-', ' ']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(split);
    let time: Time = clock.parse().ok()?;
    let offset = offset.trim();
    let offset = match offset {
        "" => return Some(with_zone(date.to_datetime(time), clock, zone)),
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        _ if offset.len() == 5 && offset.bytes().skip(1).all(|byte| byte.is_ascii_digit()) => {
            format!("{}:{}", &offset[..3], &offset[3..])
        }
        _ if offset.len() == 3 && offset.bytes().skip(1).all(|byte| byte.is_ascii_digit()) => {
            format!("{offset}:00")
        }
        _ if offset.len() == 6 => offset.to_owned(),
        _ => return None,
    };
    let written = format!("{day}T{clock}{offset}");
    written.parse::<Timestamp>().ok().map(|_| written)
}

/// RFC 2822, as in mail and feeds.
fn mail(text: &str) -> Option<String> {
    let zoned = jiff::fmt::rfc2822::parse(text).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn with_zone(civil: jiff::civil::DateTime, clock: &str, zone: Option<&TimeZone>) -> String {
    let zoned = zone.and_then(|zone| civil.to_zoned(zone.clone()).ok());
    match zoned {
        Some(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        None => format!("{}T{clock}", civil.date()),
    }
}

/// Words and numbers: `Сегодня, 02:47`, `Вчера`, `12 января 2026 | 18:05`, `3 February 2026`, `February 3, 2026`, `03.02.2026 09:00`.
fn local(text: &str, now: Timestamp, zone: Option<&TimeZone>) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.chars().count() > 80 {
        return None;
    }
    let today = now.to_zoned(zone.cloned().unwrap_or(TimeZone::UTC)).date();
    let mut clock = None;
    let mut numbers = Vec::new();
    let mut month = None;
    let mut date = None;
    for word in lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/')) {
        let word = word.trim_matches(['.', '(', ')', '—', '-']);
        if matches!(word, "сегодня" | "today" | "бүгін") {
            date = Some(today);
        } else if matches!(word, "вчера" | "yesterday" | "кеше") {
            date = today.checked_sub(1.day()).ok();
        } else if let Some((hour, minute)) = word.split_once(':') {
            let minute = minute.get(..2)?;
            clock = clock.or(Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok());
        } else if let Some(found) = month_of(word) {
            month = month.or(Some(found));
        } else if let Some(found) = dotted(word) {
            date = date.or(Some(found));
        } else if let Ok(number) = word
            .trim_end_matches(|c: char| c.is_alphabetic())
            .parse::<i16>()
        {
            numbers.push(number);
        }
    }
    let date = date.or_else(|| {
        let month = month?;
        let year = *numbers
            .iter()
            .find(|number| (1900..2200).contains(*number))?;
        let day = *numbers.iter().find(|number| (1..=31).contains(*number))?;
        Date::new(year, month, i8::try_from(day).ok()?).ok()
    })?;
    match clock {
        Some(clock) => Some(with_zone(date.to_datetime(clock), &clock.to_string(), zone)),
        None => Some(date.to_string()),
    }
}

/// `12.01.2026`.
fn dotted(word: &str) -> Option<Date> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && year.len() == 4).then_some(())?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The month a word begins like, in Russian, Kazakh and English.
fn month_of(word: &str) -> Option<i8> {
    const MONTHS: &[(&str, i8)] = &[
        ("янв", 1),
        ("фев", 2),
        ("мар", 3),
        ("апр", 4),
        ("мая", 5),
        ("май", 5),
        ("июн", 6),
        ("июл", 7),
        ("авг", 8),
        ("сен", 9),
        ("окт", 10),
        ("ноя", 11),
        ("дек", 12),
        ("қаң", 1),
        ("ақп", 2),
        ("нау", 3),
        ("сәу", 4),
        ("мам", 5),
        ("мау", 6),
        ("шіл", 7),
        ("там", 8),
        ("қыр", 9),
        ("қаз", 10),
        ("қар", 11),
        ("жел", 12),
        ("jan", 1),
        ("feb", 2),
        ("mar", 3),
        ("apr", 4),
        ("may", 5),
        ("jun", 6),
        ("jul", 7),
        ("aug", 8),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
    ];
    MONTHS
        .iter()
        .find(|(start, _)| word.starts_with(start))
        .map(|(_, month)| *month)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn almaty(text: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Almaty").unwrap();
        iso(text, "2026-01-12T20:00:00Z".parse().unwrap(), Some(&zone))
    }

    #[test]
    fn wall_clock_times_carry_the_offset_of_their_day() {
        assert_eq!(
            almaty("12 января 2026 18:05").as_deref(),
            Some("2026-01-12T18:05:00+05:00")
        );
        assert_eq!(
            almaty("12 декабря 2019 | 18:56").as_deref(),
            Some("2019-12-12T18:56:00+06:00")
        );
        assert_eq!(
            almaty("3 february 2026 09:00").as_deref(),
            Some("2026-02-03T09:00:00+05:00")
        );
        assert_eq!(
            almaty("Сегодня, 02:47").as_deref(),
            Some("2026-01-13T02:47:00+05:00")
        );
        assert_eq!(almaty("Вчера").as_deref(), Some("2026-01-12"));
        assert_eq!(almaty("01 декабря 2025").as_deref(), Some("2025-12-01"));
        assert_eq!(
            almaty("2026-01-12 18:05").as_deref(),
            Some("2026-01-12T18:05:00+05:00")
        );
    }

    #[test]
    fn the_pages_own_offset_is_kept() {
        assert_eq!(
            almaty("2026-01-12T18:05:00+03:00").as_deref(),
            Some("2026-01-12T18:05:00+03:00")
        );
        assert_eq!(
            almaty("2026-01-12T18:05:00.000+0300").as_deref(),
            Some("2026-01-12T18:05:00.000+03:00")
        );
        assert_eq!(
            almaty("Mon, 12 Jan 2026 18:05:00 +0500").as_deref(),
            Some("2026-01-12T18:05:00+05:00")
        );
        assert_eq!(almaty("2026-01-12").as_deref(), Some("2026-01-12"));
        assert_eq!(almaty("no date at all"), None);
    }
}
