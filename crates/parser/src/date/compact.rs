//! Dates of digits alone: seconds since 1970, and the short forms of ISO 8601.

use jiff::Timestamp;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::read::{Day, Reading, clamped_date};

/// Seconds or milliseconds since 1970.
pub(super) fn unix(text: &str) -> Option<Reading> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let moment = match text.len() {
        9 | 10 => Timestamp::from_second(number).ok()?,
        13 => Timestamp::from_millisecond(number).ok()?,
        _ => return None,
    };
    Some(Reading {
        day: Day::Unix(moment),
        time: None,
        next_day: false,
        offset: None,
    })
}

/// The forms of ISO 8601 without separators, and those of a week, spread out: `20200626T1015Z` as `2020-06-26 10:15 Z`,
/// `2020-W26-5` as its day.
pub(super) fn spread(text: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((year, week)) = text.split_once("-W") {
        let (week, day) = week.split_once('-').unwrap_or((week, "1"));
        let day = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
        let date = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, day).ok()?;
        return Some(date.date().to_string());
    }
    let (date, time) = text.split_once('T')?;
    let end = time
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(time.len());
    let (time, zone) = time.split_at(end);
    if date.len() != 8 || !digits(date) || !matches!(time.len(), 4 | 6) {
        return None;
    }
    let seconds = if time.len() == 6 { &time[4..] } else { "00" };
    Some(format!(
        "{}-{}-{} {}:{}:{seconds} {zone}",
        &date[..4],
        &date[4..6],
        &date[6..],
        &time[..2],
        &time[2..4]
    ))
}

/// The short forms of ISO 8601 that hold nothing but digits and hyphens: `2003`, `2003-12`, `20031231`, `031231`, `-0312`.
pub(super) fn compact(text: &str) -> Option<Reading> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let (parts, century): (Vec<&str>, bool) = match text.strip_prefix('-') {
        Some(rest) => (rest.split('-').collect(), true),
        None => (text.split('-').collect(), false),
    };
    let number = |s: &str| s.parse::<i16>().ok();
    let (year, month, day) = match (parts.as_slice(), century) {
        ([yymm], true) if yymm.len() == 4 => {
            (two_digit_year(number(&yymm[..2])?), number(&yymm[2..])?, 1)
        }
        ([yy, mm], true) if yy.len() == 2 && mm.len() == 2 => {
            (two_digit_year(number(yy)?), number(mm)?, 1)
        }
        ([yyyy], false) if yyyy.len() == 4 => (number(yyyy)?, 1, 1),
        ([yymmdd], false) if yymmdd.len() == 6 => (
            two_digit_year(number(&yymmdd[..2])?),
            number(&yymmdd[2..4])?,
            number(&yymmdd[4..])?,
        ),
        ([date], false) if date.len() == 8 => (
            number(&date[..4])?,
            number(&date[4..6])?,
            number(&date[6..])?,
        ),
        ([yyyy, mm], false) if yyyy.len() == 4 && mm.len() <= 2 => (number(yyyy)?, number(mm)?, 1),
        ([yyyy, ordinal], false) if yyyy.len() == 4 && ordinal.len() == 3 => {
            let date = Date::new(number(yyyy)?, 1, 1)
                .ok()?
                .checked_add(jiff::Span::new().days(number(ordinal)? - 1))
                .ok()?;
            return (date.year() == number(yyyy)?).then_some(day_only(date));
        }
        ([yy, mm, dd], false) if yy.len() == 2 && mm.len() == 2 && dd.len() == 2 => {
            (two_digit_year(number(yy)?), number(mm)?, number(dd)?)
        }
        _ => return None,
    };
    Some(day_only(clamped_date(
        year,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )?))
}

fn day_only(date: Date) -> Reading {
    Reading {
        day: Day::Full(date),
        time: None,
        next_day: false,
        offset: None,
    }
}

/// 70–99 are of the last century.
pub(super) fn two_digit_year(year: i16) -> i16 {
    if year < 70 { 2000 + year } else { 1900 + year }
}
