//! Times as pages write them, kept in the publisher's own notation: ISO 8601 with the page's offset, a date alone where there is no time.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// Longer texts are sentences, not times.
const LONGEST: usize = 80;
/// So many words on either side of a year belong to its date.
const FEW: usize = 4;

/// A written time in ISO 8601, in `zone` where it has no offset of its own. Absent when it is no time.
///
/// `now` is the time of fetch: "today" is a day in `zone`.
pub(crate) fn iso(text: &str, now: Timestamp, zone: Option<&TimeZone>) -> Option<String> {
    let text = crate::text::tidy(text);
    machine(&text, zone).or_else(|| written(&text, now, zone))
}

/// A time inside a line that says more, and how many characters of the line it takes: `Posted on September 21, 2020 by A. Author`.
pub(crate) fn within(
    line: &str,
    now: Timestamp,
    zone: Option<&TimeZone>,
) -> Option<(String, usize)> {
    // 2026年1月12日
    let line = line.replace(['年', '月'], "-").replace('日', " ");
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '(' | ')' | '[' | ']'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect();
    let year = words.iter().position(|word| names_year(word))?;
    let first = year.saturating_sub(FEW);
    let last = (year + FEW).min(words.len().saturating_sub(1));
    let mut windows: Vec<(usize, usize)> = (first..=year)
        .flat_map(|start| (year..=last).map(move |end| (start, end)))
        .collect();
    // The longest that is a time has the clock and the zone in it.
    windows.sort_by_key(|(start, end)| (start + words.len()).saturating_sub(*end));
    windows.into_iter().find_map(|(start, end)| {
        let part = words.get(start..=end)?.join(" ");
        let part = part.trim_matches([',', ';', ':', '-', '–', '—', '.']);
        let has_day = part.chars().filter(char::is_ascii_digit).count() > 4;
        iso(part, now, zone)
            .filter(|_| has_day)
            .map(|date| (date, part.chars().count()))
    })
}

/// Whether a word has a year of this age in it: `2020,`, `01.12.2021`, `01.12.21`.
fn names_year(word: &str) -> bool {
    let parts: Vec<&str> = word
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let is_year =
        |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_short = word.matches('.').count() == 2
        && parts.len() == 3
        && parts.iter().all(|part| part.len() == 2);
    parts.iter().any(is_year) || is_short
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

/// Words and numbers, as far as `parser` reads them. Without a known zone, wall-clock times stay without an offset.
fn written(text: &str, now: Timestamp, zone: Option<&TimeZone>) -> Option<String> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let utc = parser::date::parse_local(text, now, zone.unwrap_or(&TimeZone::UTC))?;
    let other = TimeZone::fixed(jiff::tz::offset(5));
    let is_wall_clock = || {
        parser::date::parse_local(text, now, &other).is_some_and(|there| {
            there.time.map(|(_, offset)| offset) != utc.time.map(|(_, offset)| offset)
        })
    };
    match utc.time {
        Some((time, _)) if zone.is_none() && is_wall_clock() => {
            Some(format!("{}T{time}", utc.date))
        }
        _ => Some(utc.iso()),
    }
}

fn with_zone(civil: jiff::civil::DateTime, clock: &str, zone: Option<&TimeZone>) -> String {
    let zoned = zone.and_then(|zone| civil.to_zoned(zone.clone()).ok());
    match zoned {
        Some(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        None => format!("{}T{clock}", civil.date()),
    }
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

    #[test]
    fn a_wall_clock_of_an_unknown_zone_gets_no_offset() {
        let now = "2026-01-12T20:00:00Z".parse().unwrap();
        assert_eq!(
            iso("3 February 2026 09:00", now, None).as_deref(),
            Some("2026-02-03T09:00:00")
        );
        assert_eq!(
            iso("Tue, 3 Feb 2026 09:00:00 +0000", now, None).as_deref(),
            Some("2026-02-03T09:00:00+00:00")
        );
        assert_eq!(
            iso("February 3, 2026", now, None).as_deref(),
            Some("2026-02-03")
        );
    }
}
